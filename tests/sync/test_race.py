"""Many clones at once: nobody's work is lost, and all end with the same bytes."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor

from leaptui.merge import open_conflicts
from leaptui.sync import Patience, SyncKind
from tests.sync.desk import Clone, Desk, agree, fine, git


def test_clones_that_all_sync_at_once_lose_nothing(desk: Desk) -> None:
    seed = desk.clone("seed")
    seed.put("shared", {"title": "Rain gauge"})
    fine(seed.sync())
    clones = [desk.clone(f"clone{number}") for number in range(5)]
    start = threading.Barrier(len(clones))

    def work(clone: Clone) -> list[str]:
        added: list[str] = []
        for turn in range(2):
            added.append(clone.add(f"{clone.root.name} {turn}"))
            clone.put("shared", {clone.root.name: f"turn {turn}"})
            start.wait()
            assert clone.sync(patience=Patience(first=0.05, longest=1.0)).kind is SyncKind.DONE
        return added

    with ThreadPoolExecutor(len(clones)) as pool:
        added = [record for records in pool.map(work, clones) for record in records]
    agree(desk, *clones)
    evidence = clones[0].evidence()
    assert evidence.keys() == {"shared", *added}
    assert all(evidence["shared"][clone.root.name] == "turn 1" for clone in clones)
    assert open_conflicts(clones[0].document()) == []
    assert git(desk.remote, "log", "--merges", "--format=%h", "main") == ""


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
