"""What a person does with git beside the program is respected and never undone."""

from __future__ import annotations

import os
import shlex
import subprocess
import time

import pytest

from leaptui.store.rename import rename_portfolio
from leaptui.sync import SyncKind, sync
from tests.sync.desk import AMARA, HURRY, Desk, agree, fine, git, settle_down


def test_files_staged_by_hand_stay_staged(desk: Desk) -> None:
    one, two = desk.two()
    (one.root / "notes.txt").write_text("mine\n")
    one.git("add", "notes.txt")
    (one.root / "loose.txt").write_text("not even staged\n")
    one.add("Essay")
    two.add("Greenhouse")
    fine(two.sync())
    fine(one.sync())
    assert one.git("status", "--porcelain") == "A  notes.txt\n?? loose.txt"
    assert one.git("show", ":notes.txt") == "mine"
    assert "notes.txt" not in git(desk.remote, "ls-tree", "-r", "--name-only", "main")


def test_a_portfolio_staged_by_hand_in_another_state_keeps_that_state_in_the_index(desk: Desk) -> None:
    one, _ = desk.two()
    one.add("Staged")
    one.git("add", "portfolios")
    staged = one.git("show", f":portfolios/{AMARA}.json")
    one.add("Later")
    fine(one.sync())
    assert one.git("show", f":portfolios/{AMARA}.json") == staged


def test_a_commit_by_hand_is_kept_with_a_merge(desk: Desk) -> None:
    one, two = desk.two()
    (one.root / "notes.txt").write_text("mine\n")
    one.git("add", "notes.txt")
    one.git("commit", "-q", "-m", "Notes by hand")
    by_hand = one.git("rev-parse", "HEAD")
    one.add("Essay")
    two.add("Greenhouse")
    fine(two.sync())
    fine(one.sync())
    agree(desk, one, two)
    assert len(git(desk.remote, "log", "-1", "--format=%P", "main").split()) == 2
    git(desk.remote, "merge-base", "--is-ancestor", by_hand, "main")
    assert (two.root / "notes.txt").read_text() == "mine\n"


def test_own_commits_not_yet_sent_are_put_into_one_and_kept_reachable(desk: Desk) -> None:
    one, two = desk.two()
    two.add("Greenhouse")
    fine(two.sync())
    one.git("remote", "rename", "origin", "away")
    one.git("config", "remote.away.url", str(desk.folder / "gone.git"))
    for title in ("First", "Second", "Third"):
        one.add(title)
        assert one.sync().kind is SyncKind.NO_ACCESS
    left = one.git("rev-parse", "HEAD")
    one.git("config", "remote.away.url", str(desk.remote))
    one.git("config", "branch.main.remote", "away")
    fine(one.sync())
    agree(desk, one, two)
    assert desk.log().splitlines()[:2] == ["Amara Okafor: 3 pieces", "Amara Okafor: 1 piece"]
    assert left in one.git("for-each-ref", "--format=%(objectname)", "refs/leaptui/before")


def test_a_file_of_the_users_changed_on_both_sides_is_left_to_the_user(desk: Desk) -> None:
    one, two = desk.two()
    for clone, text in ((two, "theirs\n"), (one, "ours\n")):
        (clone.root / "notes.txt").write_text(text)
        clone.git("add", "notes.txt")
        clone.git("commit", "-q", "-m", "Notes")
    fine(two.sync())
    before = one.carried()
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "The file notes.txt was changed by hand here and on the remote" in outcome.sentence
    assert (one.root / "notes.txt").read_text() == "ours\n"
    assert one.carried() == before


def test_a_file_not_committed_is_not_overwritten_by_the_remotes(desk: Desk) -> None:
    one, two = desk.two()
    (two.root / "notes.txt").write_text("theirs\n")
    two.git("add", "notes.txt")
    two.git("commit", "-q", "-m", "Notes")
    fine(two.sync())
    (one.root / "notes.txt").write_text("ours, never committed\n")
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "not committed" in outcome.sentence
    assert (one.root / "notes.txt").read_text() == "ours, never committed\n"
    (one.root / "notes.txt").unlink()
    agree(desk, one, two)


def test_a_portfolio_in_gitignore_stays_here(desk: Desk) -> None:
    one, two = desk.two()
    (one.root / ".git" / "info").mkdir(exist_ok=True)
    (one.root / ".git" / "info" / "exclude").write_text("portfolios/diary.json\n")
    one.add("Secret", name="diary")
    fine(one.sync())
    fine(two.sync())
    assert two.workspace.names() == [AMARA]
    assert one.workspace.names() == [AMARA, "diary"]


def test_a_commit_made_while_the_sync_runs_is_kept(desk: Desk) -> None:
    one, two = desk.two()
    two.add("Greenhouse")
    fine(two.sync())
    mine = one.add("Essay")
    done: list[str] = []

    def commit(words: str) -> None:
        if words.startswith("Merging") and not done:
            one.git("commit", "-q", "--allow-empty", "-m", "Meanwhile")
            done.append(one.git("rev-parse", "HEAD"))

    fine(sync(one.workspace, progress=commit, patience=HURRY))
    agree(desk, one, two)
    assert done
    git(desk.remote, "merge-base", "--is-ancestor", done[0], "main")
    assert mine in two.evidence()


def test_a_merge_by_hand_leaves_no_marks_in_a_portfolio(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "From one"})
    fine(one.sync())
    two.put("shared", {"title": "From two"})
    two.git("commit", "-q", "-a", "-m", "by hand")
    two.git("pull", "-q", "--no-rebase", "origin", "main", check=False)
    assert two.evidence()["shared"]["title"] == "From two"
    assert two.sync().kind is SyncKind.REFUSED
    two.git("merge", "--abort")
    fine(two.sync())
    settle_down(one, two)
    agree(desk, one, two)


def test_leaptui_left_behind_a_lock_is_waited_for_and_an_old_one_is_cleared(desk: Desk) -> None:
    one, two = desk.two()
    lock = one.root / ".git" / "refs" / "heads" / "main.lock"
    lock.write_text("")
    one.add("Essay")
    outcome = one.sync()
    assert outcome.kind is SyncKind.BUSY
    assert lock.exists(), "a young lock may be somebody's"
    os.utime(lock, (1_000_000_000, 1_000_000_000))
    stray = one.workspace.portfolios_dir / ".leaptui-tmp-0123"
    stray.write_text("half")
    os.utime(stray, (1_000_000_000, 1_000_000_000))
    fine(one.sync())
    assert not stray.exists()
    agree(desk, one, two)


def test_the_lock_of_a_git_at_work_is_left_to_it_however_old_it_is(desk: Desk) -> None:
    one, two = desk.two()
    (one.root / "notes.txt").write_text("mine\n")
    one.git("add", "notes.txt")
    one.git("commit", "-q", "-m", "Notes")
    (one.root / "notes.txt").write_text("mine, and more\n")
    mine, theirs = one.add("Essay"), two.add("Greenhouse")
    fine(two.sync())
    lock = one.root / ".git" / "index.lock"
    settings = ("core.editor=read -r line; false", "user.name=A Person", "user.email=person@example.org")
    command = ["git", *(word for setting in settings for word in ("-c", setting)), "commit", "-q", "-a"]
    with subprocess.Popen(command, cwd=one.root, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as writing:
        while not lock.exists():
            assert writing.poll() is None
            time.sleep(0.01)
        os.utime(lock, (1_000_000_000, 1_000_000_000))
        fine(one.sync())
        assert lock.exists(), "somebody is writing a commit's message"
        assert {mine, theirs} <= one.evidence().keys()
        assert (one.root / "notes.txt").read_text() == "mine, and more\n"
        writing.communicate(b"\n")
    assert not lock.exists()
    (one.root / "notes.txt").write_text("mine\n")
    agree(desk, one, two)


@pytest.mark.parametrize("gone", ["portfolios", f"portfolios/{AMARA}.json"])
@pytest.mark.parametrize("has_another", [False, True])
def test_a_remote_emptied_by_a_commit_takes_nothing_away_here(desk: Desk, gone: str, *, has_another: bool) -> None:
    one, two = desk.two()
    if has_another:
        one.add("Essay", name="jonas-weber")
    fine(one.sync())
    fine(two.sync())
    two.git("rm", "-q", "-r", gone, *(["portfolios/jonas-weber.json"] if has_another and gone != "portfolios" else []))
    two.git("commit", "-q", "-m", "All gone")
    two.git("push", "-q", str(desk.remote), "main")
    before = one.carried()
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "all portfolios are gone from the remote" in outcome.sentence.lower()
    assert one.carried() == before
    git(desk.remote, "update-ref", "refs/heads/main", "main~1")
    fine(one.sync())
    assert one.carried() == before


def test_an_unrelated_history_in_the_remotes_place_is_not_mixed_with_ours(desk: Desk) -> None:
    one, two = desk.two()
    git(desk.folder, "init", "-q", "--bare", "-b", "main", "other.git")
    other = desk.apart("other")
    other.add("Somebody else's", name="somebody")
    fine(other.sync(remote=str(desk.folder / "other.git")))
    desk.remote.rename(desk.folder / "was.git")
    (desk.folder / "other.git").rename(desk.remote)
    one.add("Mine")
    before = one.carried()
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "history was rewritten" in outcome.sentence
    assert one.carried() == before
    assert "Mine" not in git(desk.remote, "grep", "Mine", "main", check=False)
    desk.remote.rename(desk.folder / "other.git")
    (desk.folder / "was.git").rename(desk.remote)
    agree(desk, one, two)


def test_a_remote_made_anew_and_empty_is_not_quietly_filled(desk: Desk) -> None:
    one, _ = desk.two()
    desk.remote.rename(desk.folder / "was.git")
    git(desk.folder, "init", "-q", "--bare", "-b", "main", "--template=", "remote.git")
    one.add("Mine")
    before = one.carried()
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "gone from the remote" in outcome.sentence
    assert one.carried() == before
    assert git(desk.remote, "for-each-ref") == ""


def test_a_portfolio_that_is_taken_out_is_told_of_on_both_sides_and_comes_back(desk: Desk) -> None:
    one, two = desk.two()
    one.add("Essay", name="ben")
    _piece = one.store("ben").attach_data(b"photo", "photo.png")
    agree(desk, one, two)
    whole = one.carried()
    one.file("ben").unlink()
    sent = fine(one.sync()).sentence
    assert "the portfolio “ben” was taken out here, and with that on the remote: “git restore -s " in sent
    came = fine(two.sync())
    assert "the portfolio “ben” was taken out elsewhere, and with that here: “git restore -s " in came.sentence
    assert [(gone.name, gone.is_here) for gone in came.gone] == [("ben", False)]
    assert two.workspace.names() == [AMARA]
    for sentence, clone in ((sent, one), (came.sentence, two)):
        command = sentence.partition("“git ")[2].partition("”")[0]
        clone.git(*shlex.split(command))
        assert clone.carried() == whole
    agree(desk, one, two)
    assert one.carried() == whole


def test_a_portfolio_that_got_another_name_is_not_told_of_as_taken_out(desk: Desk) -> None:
    one, two = desk.two()
    rename_portfolio(one.workspace, AMARA, "amara")
    assert fine(one.sync()).gone == ()
    assert fine(two.sync()).gone == ()
    assert two.workspace.names() == ["amara"]
