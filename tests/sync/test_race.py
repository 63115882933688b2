"""Many clones at once: nobody's work is lost, and all end with the same bytes."""

from __future__ import annotations

import math
import random
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from leaptui.merge import open_conflicts
from leaptui.sync import Patience, SyncKind, sync
from leaptui.sync.git import Git
from leaptui.sync.ground import local_folder
from leaptui.sync.outcome import Stopped
from leaptui.sync.remote_checks import check_remote
from leaptui.sync.repository import Repository
from leaptui.sync.transport import Connection
from tests.sync.desk import Clone, Desk, agree, fine, git
from tests.trust.counting import Cases
from tests.trust.numbers import number

SIZES = [size for size in (8, 24, 48) if size <= number("race.clones")]
MOST_ATTEMPTS = 15
"""How often a clone tries, at most, in 99 of 100 syncs."""


@pytest.mark.parametrize("size", SIZES)
def test_clones_that_all_sync_at_once_lose_nothing(desk: Desk, cases: Cases, size: int) -> None:
    seed = desk.clone("seed")
    seed.put("shared", {"title": "Rain gauge"})
    fine(seed.sync())
    be_slow(desk.remote)
    clones = [copy_of(seed, desk.folder / f"clone{nth}") for nth in range(size)]
    start = threading.Barrier(size)
    attempts: list[int] = []

    def work(clone: Clone) -> list[str]:
        added: list[str] = []
        for turn in range(number("race.rounds")):
            added.append(clone.add(f"{clone.root.name} {turn}"))
            clone.put("shared", {clone.root.name: f"turn {turn}"})
            start.wait()
            try:
                attempts.append(attempts_of(clone))
            except AssertionError:
                start.abort()  # nobody waits for one that has failed
                raise
        return added

    with ThreadPoolExecutor(size) as pool:
        works = [pool.submit(work, clone) for clone in clones]
    for error in [one.exception() for one in works]:
        if error is not None and not isinstance(error, threading.BrokenBarrierError):
            raise error
    added = [record for one in works for record in one.result()]
    (desk.remote / "hooks" / "pre-receive").unlink()
    agree(desk, *clones)
    evidence = clones[0].evidence()
    assert evidence.keys() == {"shared", *added}
    assert all(evidence["shared"][clone.root.name] == f"turn {number('race.rounds') - 1}" for clone in clones)
    assert open_conflicts(clones[0].document()) == []
    assert git(desk.remote, "log", "--merges", "--format=%h", "main") == ""
    attempts.sort()
    slowest = attempts[math.ceil(len(attempts) * 0.99) - 1]
    cases.add(len(attempts))
    cases.note(f"{size} clones: 99 of 100 syncs in {slowest} attempts or fewer, half in {attempts[len(attempts) // 2]}")
    assert slowest <= MOST_ATTEMPTS


def be_slow(remote: Path) -> None:
    """Let the remote take 50 ms more over each push."""
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexec sleep 0.05\n")
    hook.chmod(0o755)


def copy_of(clone: Clone, folder: Path) -> Clone:
    """A clone with the same content, and an id of its own."""
    shutil.copytree(clone.root, folder, symlinks=True)
    shutil.rmtree(folder / ".leaptui")
    return Clone(folder)


def attempts_of(clone: Clone) -> int:
    """Sync until it is done, as the app does from time to time; gives how often it was tried."""
    said: list[str] = []
    while (outcome := sync(clone.workspace, progress=said.append)).kind is SyncKind.RACED:
        continue
    assert outcome.kind is SyncKind.DONE, outcome
    return sum(words == "Fetching" or words.startswith("Others were faster") for words in said)


def test_the_first_syncs_of_all_to_an_empty_remote_make_one_history(desk: Desk) -> None:
    clones = [desk.apart(f"clone{number}") for number in range(4)]
    added = {clone.add(clone.root.name) for clone in clones}
    start = threading.Barrier(len(clones))

    def first(clone: Clone) -> SyncKind:
        start.wait()
        return clone.sync(remote=str(desk.remote), patience=Patience(first=0.05, longest=1.0)).kind

    with ThreadPoolExecutor(len(clones)) as pool:
        assert set(pool.map(first, clones)) == {SyncKind.DONE}
    agree(desk, *clones)
    assert clones[0].evidence().keys() == added
    assert len(git(desk.remote, "rev-list", "--max-parents=0", "main").split()) == 1


def test_a_branch_made_between_two_looks_at_an_empty_remote_is_a_race_and_no_refusal(desk: Desk) -> None:
    one, two = desk.apart("one"), desk.apart("two")
    mine, theirs = one.add("At school"), two.add("At home")
    repository = Repository.open(Git(two.root), local_folder(two.workspace))
    repository.set_remote(str(desk.remote), beside=desk.folder)
    remote = repository.remote()
    assert remote is not None
    connection = Connection(repository, remote, lambda _words: None)
    tip = connection.fetch()
    assert tip is None, "the remote is empty when the second one looks"
    fine(one.sync(remote=str(desk.remote)))
    check_remote(connection, repository.head(), tip)
    fine(two.sync())
    agree(desk, one, two)
    assert one.evidence().keys() == {mine, theirs}


def test_a_branch_that_was_not_seen_and_is_there_after_all_is_a_broken_line_and_no_refusal(desk: Desk) -> None:
    one, _ = desk.two()
    repository = Repository.open(Git(one.root), local_folder(one.workspace))
    remote = repository.remote()
    assert remote is not None
    with pytest.raises(Stopped) as caught:
        check_remote(Connection(repository, remote, lambda _words: None), repository.head(), None)
    assert caught.value.kind is SyncKind.OFFLINE
    assert "goes out with the next sync" in caught.value.sentence


def test_another_branch_alone_is_still_refused(desk: Desk) -> None:
    one, two = desk.apart("one"), desk.apart("two")
    one.add("At school")
    two.add("At home")
    one.git("branch", "-m", "school")
    fine(one.sync(remote=str(desk.remote)))
    outcome = two.sync(remote=str(desk.remote))
    assert outcome.kind is SyncKind.REFUSED
    assert "has no branch “main” but school" in outcome.sentence


def test_who_is_never_fast_enough_is_told_and_keeps_the_work(desk: Desk) -> None:
    one, two = desk.two()
    hook = desk.remote / "hooks" / "pre-receive"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 0\n")
    mine = one.add("Slow")
    lock = desk.remote / "refs" / "heads" / "main.lock"
    lock.write_text("")
    outcome = one.sync(patience=Patience(attempts=3, first=0.01, longest=0.01))
    assert outcome.kind is SyncKind.RACED
    assert "goes out with the next sync" in outcome.sentence
    lock.unlink()
    agree(desk, one, two)
    assert mine in two.evidence()


def test_random_work_of_three_clones_comes_together(desk: Desk) -> None:
    rng = random.Random(20200501)
    clones = [desk.clone(f"clone{number}") for number in range(3)]
    clones[0].put("r0", {"title": "begun"})
    for clone in clones:
        fine(clone.sync())
    kept: set[str] = set()
    for step in range(24):
        clone = rng.choice(clones)
        match rng.randrange(5):
            case 0:
                kept.add(clone.add(f"step {step}"))
            case 1 | 2:
                clone.put(f"r{rng.randrange(3)}", {rng.choice(("title", "place")): f"step {step}"})
            case 3:
                clone.attach(f"picture {rng.randrange(4)}".encode())
            case _:
                fine(clone.sync())
    agree(desk, *clones)
    assert kept <= clones[0].evidence().keys()
