"""Connecting a workspace: to a remote that is empty, to one that holds portfolios, and from nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaptui.model.clock import Clock
from leaptui.store.workspace import Workspace
from leaptui.sync import Stopped, SyncKind, SyncStanding, init_workspace, sync_state
from leaptui.sync.connect import Connected, connect, connection_of, join
from leaptui.sync.doctor import examine
from leaptui.sync.trial import try_address
from tests.sync.desk import AMARA, Clone, Desk, agree, fine, git, homework
from tests.sync.http_server import http_remote


def connected(clone: Clone, address: str | Path) -> Connected:
    """Connect, as the learner does."""
    return connect(clone.workspace, str(address), beside=clone.root)


def test_an_empty_remote_gets_what_is_here(desk: Desk) -> None:
    one = desk.apart("one")
    mine = one.add("Rain gauge")
    done = connected(one, desk.remote)
    assert done.is_fine
    assert done.trial.is_empty
    assert "nothing is on it yet" in done.trial.sentence
    assert sync_state(one.workspace).words == "synced ✓"
    two = Clone(desk.folder / "two")
    assert join(str(desk.remote), two.root, beside=desk.folder).is_fine
    assert mine in two.evidence()
    agree(desk, one, two)


def test_a_folder_of_portfolios_without_git_is_connected_all_the_same(desk: Desk) -> None:
    plain = Clone(desk.folder / "plain")
    plain.root.mkdir()
    plain.add("Rain gauge")
    assert sync_state(plain.workspace).standing is SyncStanding.NO_REPOSITORY
    assert connected(plain, desk.remote).is_fine
    agree(desk, plain, desk.clone("two"))


def test_what_is_here_and_what_is_there_are_put_together(desk: Desk) -> None:
    one, two = desk.clone("one"), desk.apart("two")
    theirs, mine = one.add("At school"), two.add("At home")
    fine(one.sync())
    done = connected(two, desk.remote)
    assert done.is_fine
    assert done.trial.branches == ("main",)
    assert two.evidence().keys() == {theirs, mine}
    agree(desk, one, two)


def test_a_remote_whose_branch_has_another_name_is_joined_on_that_branch(desk: Desk) -> None:
    one = desk.clone("one")
    one.add("At school")
    fine(one.sync())
    git(desk.remote, "branch", "-m", "main", "class")
    git(desk.remote, "symbolic-ref", "HEAD", "refs/heads/class")
    two, three = desk.apart("two"), Clone(desk.folder / "three")
    mine = two.add("At home")
    assert connected(two, desk.remote).is_fine
    assert join(str(desk.remote), three.root, beside=desk.folder).is_fine
    assert mine in three.evidence()
    assert three.git("symbolic-ref", "HEAD") == "refs/heads/class"
    assert git(desk.remote, "for-each-ref", "--format=%(refname)") == "refs/heads/class"
    fine(two.sync())
    assert two.carried() == three.carried()


def test_joining_leaves_nothing_behind_but_the_workspace(desk: Desk) -> None:
    one, _ = desk.two()
    _, photo = one.attach(b"picture")
    fine(one.sync())
    three = Clone(desk.folder / "deep" / "three")
    done = join(str(desk.remote), three.root, beside=desk.folder)
    assert done.is_fine
    assert "received" in done.sentence
    assert three.carried() == one.carried()
    assert (three.root / photo.relative_to(one.root)).read_bytes() == b"picture"
    assert three.git("status", "--porcelain") == ""
    assert three.git("rev-parse", "HEAD") == one.git("rev-parse", "HEAD"), "joining alone makes no commit"
    assert not (three.root / ".leaptui" / "joining").exists()
    agree(desk, one, three)


def test_joining_a_remote_with_only_a_readme_begins_a_workspace_there(desk: Desk) -> None:
    git(desk.folder, "init", "-q", "-b", "main", "forge")
    forge = desk.folder / "forge"
    (forge / "README.md").write_text("# Our class\n")
    git(forge, "add", ".")
    git(forge, "commit", "-q", "-m", "Initial commit")
    git(forge, "push", "-q", str(desk.remote), "main")
    one = Clone(desk.folder / "one")
    assert join(str(desk.remote), one.root, beside=desk.folder).is_fine
    assert (one.root / "README.md").exists()
    one.add("Rain gauge")
    fine(one.sync())
    agree(desk, one, desk.clone("two"))


def test_a_folder_with_files_is_not_joined_into(desk: Desk) -> None:
    desk.two()
    (desk.folder / "full").mkdir()
    (desk.folder / "full" / "essay.txt").write_text("mine\n")
    with pytest.raises(Stopped, match="choose a new folder"):
        join(str(desk.remote), desk.folder / "full", beside=desk.folder)
    assert [path.name for path in (desk.folder / "full").iterdir()] == ["essay.txt"]


def test_a_joining_that_was_cut_off_goes_on(desk: Desk) -> None:
    one, _ = desk.two()
    half = Clone(desk.folder / "half")
    init_workspace(half.root)
    half.git("update-ref", "-d", "HEAD")
    half.git("rm", "-q", "--cached", "-r", ".")
    (half.root / ".leaptui" / "joining").touch()
    (half.root / "portfolios" / f"{AMARA}.json").write_bytes(one.file().read_bytes())
    assert join(str(desk.remote), half.root, beside=desk.folder).is_fine
    agree(desk, one, half)


def test_a_joining_that_is_cut_off_twice_takes_nothing_that_was_written_between(desk: Desk) -> None:
    desk.two()
    half = Clone(desk.folder / "half")
    init_workspace(half.root)
    (half.root / ".leaptui" / "joining").touch()
    (half.root / "portfolios" / "noor-haddad.json").write_text("{}\n")
    assert not join(str(desk.folder / "nowhere.git"), half.root, beside=desk.folder).is_fine
    assert not join(str(homework(desk.folder)), half.root, beside=desk.folder).is_fine
    assert (half.root / "portfolios" / "noor-haddad.json").read_text() == "{}\n"
    assert join(str(desk.remote), half.root, beside=desk.folder).is_fine, "it can still go on"


def test_what_is_no_workspace_is_neither_joined_nor_connected(desk: Desk) -> None:
    homework(desk.folder, desk.remote)
    done = join(str(desk.remote), desk.folder / "new", beside=desk.folder)
    assert not done.is_fine
    assert "something else than a workspace" in done.sentence
    assert not (desk.folder / "new").exists()
    one = desk.apart("one")
    one.add("Rain gauge")
    assert not connected(one, desk.remote).is_fine
    assert connection_of(one.workspace) is None, "it is not connected to what it cannot be synced with"


def test_another_address_that_does_not_work_leaves_the_one_there_is(desk: Desk) -> None:
    one = desk.clone("one")
    done = connected(one, desk.folder / "deep" / "not-there.git")
    assert not done.is_fine
    assert done.outcome is None
    assert "no git repository at" in done.sentence
    found = connection_of(one.workspace)
    assert found is not None
    assert found.shown == str(desk.remote)


def test_a_remote_beside_the_first_one_takes_its_place_and_its_name_stays_when_it_fails(desk: Desk) -> None:
    one = desk.clone("one")
    one.git("remote", "rename", "origin", "school")
    assert not connected(one, homework(desk.folder)).is_fine
    assert one.git("config", "branch.main.remote") == "school"
    assert one.git("remote") == "school"
    fine(one.sync())


def test_where_only_the_first_sync_is_cut_off_the_workspace_is_connected(desk: Desk) -> None:
    one = desk.apart("one")
    made = one.add("Rain gauge")
    hook = desk.remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n")
    hook.chmod(0o755)
    done = connected(one, desk.remote)
    assert done.outcome is not None
    assert (done.outcome.kind, done.is_fine, done.is_connected) == (SyncKind.OFFLINE, False, True)
    assert "next sync" in done.sentence
    hook.unlink()
    fine(one.sync())
    two = Clone(desk.folder / "two")
    assert join(str(desk.remote), two.root, beside=desk.folder).is_connected
    assert made in two.evidence()


@pytest.mark.parametrize("name", ["origin", "school"])
def test_what_is_set_of_remotes_is_as_it_was_where_another_one_does_not_do(desk: Desk, name: str) -> None:
    one = desk.clone("one")
    one.git("remote", "rename", "origin", "school")
    one.git("remote", "add", "origin", str(desk.remote))
    one.git("config", "remote.origin.pushurl", f"{desk.remote}/")
    one.git("config", "branch.main.remote", name)
    before = sorted(one.git("config", "--local", "--list").splitlines())
    assert not connected(one, homework(desk.folder)).is_fine
    assert sorted(one.git("config", "--local", "--list").splitlines()) == before
    assert sync_state(one.workspace).words == "synced ✓"
    fine(one.sync())


def test_what_came_in_from_a_remote_that_takes_nothing_goes_to_no_other(desk: Desk) -> None:
    one, _two = desk.two()
    git(desk.folder, "init", "-q", "--bare", "-b", "main", "--template=", "other.git")
    bea = Clone(desk.folder / "bea")
    init_workspace(bea.root)
    bea.add("Private to Bea", name="bea")
    fine(bea.sync(remote=str(desk.folder / "other.git")))
    hook = desk.folder / "other.git" / "hooks" / "pre-receive"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    done = connected(one, desk.folder / "other.git")
    assert done.is_connected
    assert not done.is_fine
    assert done.sentence.endswith("so this workspace stays connected to it.")
    found = connection_of(one.workspace)
    assert found is not None
    assert found.shown == str(desk.folder / "other.git")
    one.sync()
    assert "bea" not in git(desk.remote, "ls-tree", "-r", "--name-only", "main")


def test_what_git_noted_of_an_address_that_did_not_do_is_forgotten(desk: Desk) -> None:
    one = desk.clone("one")
    known = one.git("rev-parse", "--verify", "-q", "refs/remotes/origin/main", check=False)
    assert not connected(one, homework(desk.folder)).is_fine
    assert one.git("rev-parse", "--verify", "-q", "refs/remotes/origin/main", check=False) in {known, ""}


def test_a_repository_is_made_on_a_stick_where_that_is_asked_for(desk: Desk) -> None:
    one = desk.apart("one")
    one.add("Rain gauge")
    stick = desk.folder / "stick" / "learning.git"
    stick.parent.mkdir()
    before = try_address(str(stick), beside=desk.folder)
    assert (before.is_fine, before.can_be_made) == (False, True)
    assert not connected(one, stick).is_fine
    assert not stick.exists(), "a mistyped folder is not filled"
    assert connect(one.workspace, str(stick), beside=desk.folder, make=True).is_fine
    two = Clone(desk.folder / "two")
    assert join("stick/learning.git", two.root, beside=desk.folder).is_fine
    assert two.carried() == one.carried()


def test_a_trial_changes_nothing_here_or_there(desk: Desk) -> None:
    one, _ = desk.two()
    one.add("Essay")
    before = (one.git("for-each-ref"), one.git("config", "--list"), git(desk.remote, "for-each-ref"))
    trial = try_address(str(desk.remote), beside=desk.folder, workspace=one.workspace)
    assert (trial.is_fine, trial.may_send, trial.branch) == (True, True, "main")
    assert (one.git("for-each-ref"), one.git("config", "--list"), git(desk.remote, "for-each-ref")) == before


def test_a_remote_that_may_only_be_read_is_told_before_it_is_set(desk: Desk) -> None:
    desk.two()
    git(desk.remote, "config", "http.receivepack", "false")
    with http_remote(desk.folder) as remote:
        trial = try_address(remote.url(), beside=desk.folder)
    assert trial.may_send is False
    assert trial.kind is SyncKind.NO_ACCESS
    assert "read and not write" in trial.sentence


def test_several_branches_of_which_none_is_the_main_one_are_named(desk: Desk) -> None:
    desk.two()
    git(desk.remote, "branch", "draft", "main")
    git(desk.remote, "symbolic-ref", "HEAD", "refs/heads/none")
    trial = try_address(str(desk.remote), beside=desk.folder)
    assert not trial.is_fine
    assert "draft, main" in trial.sentence


def test_a_workspace_without_a_remote_has_no_connection(desk: Desk) -> None:
    assert connection_of(desk.apart("one").workspace) is None
    with pytest.raises(Stopped):
        connection_of(Workspace(desk.folder / "nowhere"))


def test_without_a_branch_it_is_said_as_a_sync_says_it(desk: Desk) -> None:
    one, _ = desk.two()
    one.git("checkout", "-q", "--detach")
    said = one.sync().sentence
    assert "No branch is checked out" in said
    with pytest.raises(Stopped) as told:
        connection_of(one.workspace)
    assert told.value.sentence.lower() in said.lower()
    state = sync_state(one.workspace)
    assert (state.standing, state.words) == (SyncStanding.UNKNOWN, "not synced")
    assert state.reason == told.value.sentence
    found = {finding.part: finding for finding in examine(one.workspace, Clock())}
    assert found["history"].says == told.value.sentence
    assert "remote" not in found, "whether there is one depends on the branch"


def test_an_emptied_remote_begins_anew_where_that_is_asked_for_and_only_there(desk: Desk) -> None:
    one, two = desk.two()
    shutil.rmtree(desk.remote)
    git(desk.folder, "init", "-q", "--bare", "-b", "main", "--template=", desk.remote.name)
    essay, before = one.add("Essay"), one.carried()
    for outcome in (one.sync(), one.sync(remote=str(desk.remote)), connected(one, desk.remote).outcome):
        assert outcome is not None
        assert outcome.kind is SyncKind.REFUSED
        assert f"“leaptui connect --create {desk.remote}” begins it anew" in outcome.sentence
    assert git(desk.remote, "for-each-ref") == ""
    assert one.carried() == before
    assert connect(one.workspace, str(desk.remote), beside=desk.folder, make=True).is_fine
    agree(desk, one, two)
    assert essay in two.evidence()


def test_a_remote_that_lost_its_branch_alone_is_not_begun_anew(desk: Desk) -> None:
    one, _two = desk.two()
    git(desk.remote, "branch", "-m", "main", "draft")
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "gone from the remote" in outcome.sentence
    assert "--create" not in outcome.sentence
    connect(one.workspace, str(desk.remote), beside=desk.folder, make=True)
    assert git(desk.remote, "for-each-ref", "--format=%(refname)") == "refs/heads/draft", "it goes with what is there"
