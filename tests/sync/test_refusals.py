"""When a sync cannot or must not go on: one sentence, and nothing of the learner's is changed."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leaptui.sync import SyncKind, init_workspace, sync, sync_state
from tests.sync.desk import AMARA, HURRY, Clone, Desk, agree, fine, git, homework


def state(clone: Clone) -> tuple[dict[str, bytes], str, str]:
    """Everything a refused sync must leave alone."""
    return clone.carried(), clone.git("rev-parse", "HEAD"), clone.git("status", "--porcelain")


def test_without_a_remote_the_history_is_kept_on_this_machine(desk: Desk) -> None:
    one = desk.apart("one")
    one.add("Rain gauge")
    outcome = one.sync()
    assert outcome.kind is SyncKind.NO_REMOTE
    assert "on this machine only" in outcome.sentence
    assert one.git("log", "-1", "--format=%s") == "Amara Okafor: 1 piece"
    assert one.git("status", "--porcelain") == ""


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    one = Clone(tmp_path / "plain")
    one.root.mkdir()
    one.add("Rain gauge")
    outcome = one.sync()
    assert outcome.kind is SyncKind.NO_REPOSITORY
    assert "leaptui init" in outcome.sentence


def test_without_git_it_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = desk.clone("one")
    one.add("Rain gauge")
    monkeypatch.setenv("PATH", "")
    outcome = one.sync()
    assert outcome.kind is SyncKind.NO_GIT
    assert "no git on this machine" in outcome.sentence
    assert len(one.evidence()) == 1


def test_a_git_too_old_is_named(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = desk.clone("one")
    old = tmp_path / "bin" / "git"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho git version 2.20.1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent))
    outcome = one.sync()
    assert outcome.kind is SyncKind.NO_GIT
    assert "2.20.1" in outcome.sentence


@pytest.mark.parametrize("scheme", ["git", "https", "ssh"])
def test_offline_the_changes_wait_here(desk: Desk, scheme: str) -> None:
    one = desk.clone("one")
    one.add("Rain gauge")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound and never listening: whoever connects is refused
        user = "learner@" if scheme == "ssh" else ""
        outcome = one.sync(remote=f"{scheme}://{user}127.0.0.1:{nobody.getsockname()[1]}/class.git")
    assert outcome.kind is SyncKind.OFFLINE, outcome
    assert "goes out with the next sync" in outcome.sentence
    assert outcome.raw != ""
    assert one.git("status", "--porcelain") == ""
    fine(one.sync(remote=str(desk.remote)))
    agree(desk, one, desk.clone("two"))


def test_where_a_sync_was_held_up_the_header_says_so_until_one_goes_through(desk: Desk) -> None:
    one, _two = desk.two()
    fine(one.sync())
    away = desk.folder / "away.git"
    desk.remote.rename(away)
    assert one.sync().kind is SyncKind.NO_ACCESS
    stands = sync_state(one.workspace)
    assert stands.words == "not synced"
    assert stands.since(datetime.now(UTC)).startswith("last synced ")
    one.add("Rain gauge")
    assert sync_state(one.workspace).words == "not synced · ↑ 1 to sync"
    away.rename(desk.remote)
    fine(one.sync())
    stands = sync_state(one.workspace)
    assert (stands.words, stands.since(datetime.now(UTC))) == ("synced ✓", "")


def test_an_address_that_leads_nowhere_is_not_set(desk: Desk) -> None:
    one = desk.clone("one")
    outcome = one.sync(remote=str(desk.folder / "not-there.git"))
    assert outcome.kind is SyncKind.REFUSED
    assert one.git("remote", "get-url", "origin") == str(desk.remote)


def test_a_folder_that_is_no_repository_is_named(desk: Desk) -> None:
    one = desk.clone("one")
    (desk.folder / "empty").mkdir()
    outcome = one.sync(remote=str(desk.folder / "empty"))
    assert outcome.kind is SyncKind.NO_ACCESS
    assert "no git repository at" in outcome.sentence


def test_a_detached_head_is_refused(desk: Desk) -> None:
    one, _ = desk.two()
    one.git("checkout", "-q", "--detach")
    one.add("Essay")
    before = state(one)
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "No branch is checked out" in outcome.sentence
    assert state(one) == before


@pytest.mark.parametrize("how", ["merge", "rebase", "cherry-pick"])
def test_unfinished_work_by_hand_is_refused(desk: Desk, how: str) -> None:
    one, _ = desk.two()
    one.git("checkout", "-q", "-b", "other")
    (one.root / "notes.txt").write_text("theirs\n")
    one.git("add", "notes.txt")
    one.git("commit", "-q", "-m", "theirs")
    one.git("checkout", "-q", "main")
    (one.root / "notes.txt").write_text("ours\n")
    one.git("add", "notes.txt")
    one.git("commit", "-q", "-m", "ours")
    one.git(how, "other", check=False)
    before = state(one)
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert state(one) == before


def test_a_rewritten_history_stops_the_sync_and_taking_it_over_by_hand_ends_that(desk: Desk) -> None:
    one, two = desk.two()
    two.git("commit", "-q", "--amend", "-m", "another past")
    two.git("push", "-q", "--force", str(desk.remote), "main")
    mine = one.add("Essay")
    before = one.carried()
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "history was rewritten" in outcome.sentence
    assert one.carried() == before
    assert git(desk.remote, "log", "-1", "--format=%s", "main") == "another past"

    one.git("fetch", "-q", "origin", "main")
    one.git("merge", "-q", "--no-edit", "-X", "ours", "FETCH_HEAD")
    fine(one.sync())
    agree(desk, one, desk.clone("three"))
    assert mine in one.evidence()


def test_a_remote_rolled_back_is_not_quietly_filled_again(desk: Desk) -> None:
    one, _ = desk.two()
    one.add("Essay")
    fine(one.sync())
    git(desk.remote, "update-ref", "refs/heads/main", "main~1")
    one.add("Another")
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "history was rewritten" in outcome.sentence


def test_a_branch_gone_from_the_remote_stops_the_sync(desk: Desk) -> None:
    one, _ = desk.two()
    git(desk.remote, "update-ref", "-d", "refs/heads/main")
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "gone from the remote" in outcome.sentence


def test_another_address_is_another_remote(desk: Desk) -> None:
    one, two = desk.two()
    git(desk.folder, "init", "-q", "--bare", "-b", "main", "second.git")
    fine(one.sync(remote=str(desk.folder / "second.git")))
    assert one.git("remote", "get-url", "origin") == str(desk.folder / "second.git")
    assert git(desk.folder / "second.git", "rev-parse", "main") == two.git("rev-parse", "main")


def test_a_remote_with_another_branch_is_not_given_a_second_one(desk: Desk) -> None:
    desk.two()
    git(desk.remote, "branch", "-m", "main", "class")
    three = desk.apart("three")
    three.add("Essay")
    outcome = three.sync(remote=str(desk.remote))
    assert outcome.kind is SyncKind.REFUSED
    assert "“main”" in outcome.sentence
    assert "class" in outcome.sentence


def test_a_protected_branch_is_named(desk: Desk) -> None:
    one, _ = desk.two()
    hook = desk.remote / "hooks" / "pre-receive"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\necho this branch is protected >&2\nexit 1\n")
    hook.chmod(0o755)
    one.add("Essay")
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "protected" in outcome.sentence
    assert "this branch is protected" in outcome.raw
    hook.unlink()
    fine(one.sync())
    agree(desk, one, desk.clone("three"))


def test_a_remote_that_holds_something_else_is_not_mixed_with_the_workspace(desk: Desk) -> None:
    homework(desk.folder, desk.remote)
    one = desk.apart("one")
    one.add("Rain gauge")
    outcome = one.sync(remote=str(desk.remote))
    assert outcome.kind is SyncKind.REFUSED
    assert "something else than a workspace" in outcome.sentence
    assert not (one.root / "game.py").exists()
    assert desk.log() == "game"


def test_a_remote_with_only_a_readme_is_joined(desk: Desk) -> None:
    git(desk.folder, "init", "-q", "-b", "main", "forge")
    forge = desk.folder / "forge"
    (forge / "README.md").write_text("# Our class\n")
    git(forge, "add", ".")
    git(forge, "commit", "-q", "-m", "Initial commit")
    git(forge, "push", "-q", str(desk.remote), "main")
    one = desk.apart("one")
    one.add("Rain gauge")
    fine(one.sync(remote=str(desk.remote)))
    assert (one.root / "README.md").read_text() == "# Our class\n"
    agree(desk, one, desk.clone("two"))


def test_two_learners_under_one_name_are_not_mixed(desk: Desk) -> None:
    one, two = desk.apart("one"), desk.apart("two")
    one.store("amara", "Amara Okafor")
    two.store("amara", "Amara Lindqvist")
    fine(one.sync(remote=str(desk.remote)))
    outcome = two.sync(remote=str(desk.remote))
    assert outcome.kind is SyncKind.REFUSED
    assert "wo different learners have a portfolio called “amara”" in outcome.sentence
    two.file("amara").rename(two.file("amara-lindqvist"))
    fine(two.sync())
    agree(desk, one, two)
    assert one.workspace.names() == ["amara", "amara-lindqvist"]


def test_the_same_learner_begun_on_two_machines_is_one_portfolio(desk: Desk) -> None:
    one, two = desk.apart("one"), desk.apart("two")
    mine, theirs = one.add("At school"), two.add("At home")
    fine(one.sync(remote=str(desk.remote)))
    fine(two.sync(remote=str(desk.remote)))
    agree(desk, one, two)
    assert one.evidence().keys() == {mine, theirs}


@pytest.mark.parametrize("names", [[AMARA], [AMARA, "jonas-weber"]], ids=len)
def test_portfolios_all_gone_from_the_disk_are_not_taken_for_removed(desk: Desk, names: list[str]) -> None:
    one, two = desk.two()
    for name in names:
        one.add("Essay", name=name)
    fine(one.sync())
    for name in names:
        one.file(name).unlink()
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "ll portfolios are gone" in outcome.sentence
    one.git("restore", "portfolios")
    agree(desk, one, two)
    assert two.workspace.names() == names


def test_one_that_takes_the_place_of_the_only_one_is_carried(desk: Desk) -> None:
    one, two = desk.two()
    one.add("Begun anew", name="amara")
    one.file().unlink()
    fine(one.sync())
    agree(desk, one, two)
    assert two.workspace.names() == ["amara"]


def test_a_sync_at_work_already_makes_the_second_one_wait_its_turn(desk: Desk) -> None:
    one = desk.clone("one")
    seen: list[SyncKind] = []

    def second(words: str) -> None:
        if not seen:
            seen.append(sync(one.workspace, patience=HURRY).kind)

    fine(sync(one.workspace, progress=second, patience=HURRY))
    assert seen == [SyncKind.BUSY]


def test_a_workspace_inside_another_repository_is_not_synced_with_it(desk: Desk) -> None:
    git(desk.folder, "init", "-q", "-b", "main", "project")
    inside = Clone(desk.folder / "project" / "work")
    inside.root.mkdir()
    inside.add("Rain gauge")
    outcome = inside.sync(remote=str(desk.remote))
    assert outcome.kind is SyncKind.NO_REPOSITORY
    assert "inside another git repository" in outcome.sentence
    started = init_workspace(inside.root)
    assert "lies inside the git repository" in started.sentence
    fine(inside.sync(remote=str(desk.remote)))


def test_a_full_disk_or_a_folder_that_cannot_be_written_is_one_sentence(desk: Desk) -> None:
    one, two = desk.two()
    two.add("Essay")
    fine(two.sync())
    before = one.carried()
    (one.root / ".leaptui" / "sync").rename(one.root / ".leaptui" / "was")
    (one.root / ".leaptui" / "sync").write_text("in the way")
    one.add("Mine")
    outcome = one.sync()
    assert outcome.kind is SyncKind.FAILED
    assert "Traceback" not in outcome.sentence
    assert before.items() <= {**one.carried(), **before}.items()
    (one.root / ".leaptui" / "sync").unlink()
    agree(desk, one, two)
