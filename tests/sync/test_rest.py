"""A sync with nothing new is cheap; whatever changed, here or there, in whatever way, is seen all the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.sync import SyncKind, sync
from tests.sync.desk import AMARA, Clone, Desk, agree, fine, git

GIT = """#!/bin/sh
for word in "$@"; do
  case $word in -c|*=*|--no-pager) ;; *) echo "$word" >> "$CALLED"; break;; esac
done
exec "$REAL_GIT" "$@"
"""
CHEAP = ["config", "fetch"]


class Counting:
    """A `git` on the PATH that notes what it is called for. It is real git."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._log = folder / "called"
        program = folder / "counting" / "git"
        program.parent.mkdir()
        program.write_text(GIT)
        program.chmod(0o755)
        patch.setenv("CALLED", str(self._log))
        patch.setenv("REAL_GIT", str(shutil.which("git")))
        patch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")

    def calls_of(self, work: Callable[[], object]) -> list[str]:
        """What git is called for while something is done, but for what git calls itself."""
        self._log.write_text("")
        work()
        return [
            word for word in self._log.read_text().split() if word not in {"upload-pack", "rev-list", "maintenance"}
        ]


@pytest.fixture
def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counting:
    return Counting(tmp_path, monkeypatch)


@pytest.fixture
def rested(desk: Desk, counting: Counting, monkeypatch: pytest.MonkeyPatch) -> tuple[Clone, Clone]:
    """Two clones, the first of which is at rest."""
    monkeypatch.setattr("leaptui.sync.seen._FRESH_NS", 0)  # nobody writes while these tests look
    one, two = desk.two()
    one.attach(b"a picture")
    for clone in (one, two, one, one):
        fine(clone.sync())
    assert counting.calls_of(one.sync) == CHEAP
    return one, two


def test_a_sync_with_nothing_new_asks_the_remote_and_little_else(
    rested: tuple[Clone, Clone], counting: Counting
) -> None:
    one, _ = rested
    for _ in range(2):
        assert counting.calls_of(lambda: fine(one.sync())) == CHEAP
    outcome = one.sync()
    (one.root / ".leaptui" / "sync" / "rest.json").unlink()
    assert counting.calls_of(one.sync) != CHEAP
    assert outcome == one.sync(), "it comes to the same as looking at everything"


def test_what_waits_for_a_choice_is_told_as_before(desk: Desk, rested: tuple[Clone, Clone], counting: Counting) -> None:
    one, two = rested
    for clone in (one, two):
        clone.put("shared", {"title": f"From {clone.root.name}"})
        fine(clone.sync())
    for clone in (one, two, one, one):
        fine(clone.sync())
    outcome = one.sync()
    assert counting.calls_of(one.sync) == CHEAP
    assert (outcome.kind, outcome.conflicts) == (SyncKind.NOTHING_NEW, 1)
    assert "waits for a choice" in outcome.sentence
    desk.remote.rename(desk.folder / "away.git")
    away = one.sync()
    assert (away.is_fine, away.conflicts) == (False, 1)


def _keep_times(path: Path, work: Callable[[], object]) -> None:
    found = path.stat()
    work()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert path.stat().st_size == found.st_size
    assert path.stat().st_mtime_ns == found.st_mtime_ns


def _other_words(clone: Clone) -> bytes:
    return clone.file().read_bytes().replace(b"Rain gauge", b"Wind gauge")


def _in_place(clone: Clone) -> None:
    def write() -> None:
        with clone.file().open("r+b") as file:
            file.write(_other_words(clone))

    _keep_times(clone.file(), write)


def _in_its_place(clone: Clone) -> None:
    beside = clone.file().with_name("beside.tmp")
    beside.write_bytes(_other_words(clone))
    _keep_times(clone.file(), lambda: beside.replace(clone.file()))


@pytest.mark.parametrize("change", [_in_place, _in_its_place])
def test_a_file_of_the_same_size_and_time_is_seen_to_be_another(
    desk: Desk, rested: tuple[Clone, Clone], change: Callable[[Clone], None]
) -> None:
    one, two = rested
    change(one)
    outcome = fine(one.sync())
    assert outcome.sent.records == 1
    agree(desk, one, two)
    assert two.evidence()["shared"]["title"] == "Wind gauge"


def _theme(clone: Clone) -> None:
    (clone.root / "themes").mkdir()
    (clone.root / "themes" / "mine.toml").write_text('name = "mine"\n')


def _signer(clone: Clone) -> None:
    (clone.root / "allowed_signers").write_text('lind namespaces="leaptui" ssh-ed25519 AAAA\n')


def _pathway(clone: Clone) -> None:
    (clone.root / "pathways").mkdir()
    (clone.root / "pathways" / "mine.json").write_text('{"title": "Mine"}\n')


def _no_picture(clone: Clone) -> None:
    clone.put(next(key for key, record in clone.evidence().items() if "attachments" in record), None)
    shutil.rmtree(clone.file().with_suffix(".files"))


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.add("Essay"),
        lambda one: one.add("Essay", name="jonas-weber"),
        _theme,
        _signer,
        _pathway,
        _no_picture,
    ],
)
def test_every_kind_of_file_is_seen(desk: Desk, rested: tuple[Clone, Clone], change: Callable[[Clone], object]) -> None:
    one, two = rested
    change(one)
    assert fine(one.sync()).kind is SyncKind.DONE
    agree(desk, one, two)


def test_the_remotes_news_come_in_with_one_look_at_it(
    desk: Desk, rested: tuple[Clone, Clone], counting: Counting
) -> None:
    one, two = rested
    theirs = two.add("Essay")
    fine(two.sync())
    said: list[str] = []
    assert counting.calls_of(lambda: fine(sync(one.workspace, progress=said.append))).count("fetch") == 1
    assert [words for words in said if "%" not in words][:2] == ["Looking at what changed here", "Fetching"]
    assert len(said) == len(set(said)), "each step is told once"
    assert theirs in one.evidence()
    agree(desk, one, two)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_remote_that_forgot_something_is_still_refused(
    desk: Desk, rested: tuple[Clone, Clone], *, is_there: bool
) -> None:
    one, _ = rested
    before = one.carried()
    if is_there:
        other = git(desk.remote, "commit-tree", "-m", "Another history", "main^{tree}")
        git(desk.remote, "update-ref", "refs/heads/main", other)
    else:
        git(desk.remote, "update-ref", "-d", "refs/heads/main")
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert one.carried() == before


BY_HAND: dict[str, Callable[[Clone], object]] = {
    "branch moved back": lambda one: one.git("update-ref", "refs/heads/main", "HEAD~1"),
    "branch moved and files with it": lambda one: one.git("reset", "-q", "--hard", "HEAD~1"),
    "another branch": lambda one: one.git("switch", "-q", "-c", "other"),
    "no branch": lambda one: one.git("switch", "-q", "--detach"),
    "a commit by hand": lambda one: one.git("commit", "-q", "--allow-empty", "-m", "By hand"),
    "staged": lambda one: one.git("rm", "-q", "--cached", f"portfolios/{AMARA}.json"),
    "our memory of the remote gone": lambda one: shutil.rmtree(one.root / ".git" / "refs" / "leaptui" / "remote"),
    "git's memory of the remote gone": lambda one: one.git("update-ref", "-d", "refs/remotes/origin/main"),
    "a merge under way": lambda one: (one.root / ".git" / "MERGE_HEAD").write_text(one.git("rev-parse", "HEAD")),
    "a setting": lambda one: one.git("config", "user.name", "Amara"),
    "a setting of the person": lambda _: Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text("[user]\n\tname = Amara\n"),
    "the index written anew": lambda one: os.utime(one.root / ".git" / "index"),
    "the repository copied": lambda one: _copied(one.root / ".git"),
    "the folder copied": lambda one: _copied(one.root),
    "the portfolios behind a link": lambda one: _behind_a_link(one.root / "portfolios"),
    "a folder of pictures behind a link": lambda one: _behind_a_link(one.file().with_suffix(".files")),
    "the note cut off": lambda one: _note(one).write_bytes(_note(one).read_bytes()[:-20]),
    "the note of another form": lambda one: _in_note(one, b'"form":2', b'"form":1'),
    "the note a list": lambda one: _note(one).write_text("[]"),
    "the note a word": lambda one: _note(one).write_text('"form"'),
    "the note of other sorts": lambda one: _in_note(one, b'"waiting":{', b'"waiting":[],"was":{'),
}


def _in_note(clone: Clone, old: bytes, new: bytes) -> None:
    data = _note(clone).read_bytes()
    assert old in data
    _note(clone).write_bytes(data.replace(old, new))


def _note(clone: Clone) -> Path:
    return clone.root / ".leaptui" / "sync" / "rest.json"


def _copied(folder: Path) -> None:
    """Put a copy of a folder in its place."""
    away = folder.with_name(f"{folder.name}-away")
    folder.rename(away)
    shutil.copytree(away, folder, symlinks=True)


def _behind_a_link(folder: Path) -> None:
    """Move a folder away, and lead to it."""
    away = folder.parents[1] / "away"
    folder.rename(away)
    folder.symlink_to(away)


@pytest.mark.parametrize("what", BY_HAND)
def test_what_was_done_by_hand_has_everything_looked_at_anew(
    desk: Desk, rested: tuple[Clone, Clone], counting: Counting, what: str
) -> None:
    """It ends as it does for a clone that remembers nothing."""
    one, _ = rested
    BY_HAND[what](one)
    kept = desk.folder / "kept"
    kept.mkdir()
    for name in ("one", "remote.git"):
        shutil.copytree(desk.folder / name, kept / name, symlinks=True)
    outcomes = []
    calls = counting.calls_of(lambda: outcomes.append(one.sync()))
    assert "rev-parse" in calls, "the repository was opened anew"
    carried, commit = one.carried(), one.git("rev-parse", "HEAD^{tree}")
    for name in ("one", "remote.git"):
        shutil.rmtree(desk.folder / name)
        (kept / name).rename(desk.folder / name)
    _note(one).unlink()
    (one.root / ".leaptui" / "home.json").unlink()  # it is the same clone, and no copy of it
    outcome = one.sync()
    assert (outcome.kind, outcome.sentence) == (outcomes[0].kind, outcomes[0].sentence)
    assert (one.carried(), one.git("rev-parse", "HEAD^{tree}")) == (carried, commit)


def test_another_address_is_another_remote(desk: Desk, rested: tuple[Clone, Clone]) -> None:
    one, _ = rested
    git(desk.folder, "init", "-q", "--bare", "-b", "main", "--template=", "other.git")
    one.git("config", "remote.origin.url", str(desk.folder / "other.git"))
    assert fine(one.sync()).kind is SyncKind.DONE
    assert git(desk.folder / "other.git", "rev-parse", "main") == one.git("rev-parse", "main")


def test_a_repository_that_is_gone_is_told(rested: tuple[Clone, Clone]) -> None:
    one, _ = rested
    (one.root / ".git").rename(one.root.parent / "away")
    assert one.sync().kind is SyncKind.NO_REPOSITORY


def test_a_portfolio_that_git_was_told_to_pass_over_is_sent_once_it_is_not(
    desk: Desk, rested: tuple[Clone, Clone], counting: Counting
) -> None:
    one, two = rested
    ignore = one.root / ".gitignore"
    ignore.write_text("/portfolios/diary.json\n")
    one.add("For me alone", name="diary")
    for _ in range(3):
        assert counting.calls_of(lambda: fine(one.sync())) != CHEAP
    fine(two.sync())
    assert not two.file("diary").exists()
    ignore.unlink()
    fine(one.sync())
    fine(two.sync())
    assert two.file("diary").exists()


def test_a_file_changed_just_now_is_looked_at_again(desk: Desk, counting: Counting) -> None:
    one, _ = desk.two()
    one.add("Essay")
    fine(one.sync())
    for _ in range(2):
        assert counting.calls_of(lambda: fine(one.sync())) != CHEAP, "it may be changing still"
