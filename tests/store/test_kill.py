"""The program is killed, the plug is pulled: the file is whole and holds every save that was acknowledged."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from leaptui.model import edits
from leaptui.store.files import TEMPORARY
from tests.store.desk import AT, GAUGE, Desk, begin, program, retitle, run, tell
from tests.store.test_many import finish, start

ROUNDS = 30
_TOUCHES = {"os.rename", "os.remove", "os.mkdir", "os.truncate"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks")


def save_until_killed(root: str) -> None:
    """Round after round, save pieces without end in a program of its own and kill it at some moment.

    Says of each round the ids whose saves were acknowledged, and what can be undone afterwards.
    """
    desk = Desk(Path(root))
    rng = random.Random(4)
    rounds = []
    for number in range(ROUNDS):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            store = desk.open()
            while True:
                change, made = edits.add_evidence(store.portfolio, AT, {"title": "x", "body": ["line"] * 400})
                store.apply(change)
                os.write(writing, f"{made}\n".encode())
        os.close(writing)
        with os.fdopen(reading) as pipe:
            # Now and then it dies in its very first save.
            first = [pipe.readline()] if number % 4 else []
            time.sleep(rng.uniform(0, 0.1))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged = "".join([*first, pipe.read()]).split()
        found = desk.document["evidence"].keys()
        rounds.append([acknowledged, len(found), acknowledged == [made for made in acknowledged if made in found]])
    tell(rounds=rounds)


def test_a_program_killed_at_any_moment_loses_nothing_it_said_was_saved(desk: Desk) -> None:
    rounds = run(save_until_killed, desk.root)["rounds"]
    assert isinstance(rounds, list)
    acknowledged = {made for ids, _, _ in rounds for made in ids}
    assert len(acknowledged) > ROUNDS / 2
    assert all(is_whole for _, _, is_whole in rounds)
    there = 3
    for ids, found, _ in rounds:
        assert found - there - len(ids) in (0, 1), "at most one save was not acknowledged any more"
        there = found
    assert acknowledged <= desk.document["evidence"].keys()
    store = desk.open()
    for _ in range(3):
        assert store.undo() is not None


def die_at_each_touch(root: str) -> None:
    """Save again and again, each time killed at the next touch of the disk; say how many touches a save has.

    Nothing in the program knows of this: Python itself reports each touch (`sys.addaudithook`).
    """
    for number in range(1, 1000):
        child = os.fork()
        if child == 0:
            store = Desk(Path(root)).open()
            die_at(number)
            retitle(store, GAUGE, f"v{number}")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        title = Desk(Path(root)).title(GAUGE)
        sys.stdout.write(f"{title} {os.WIFSIGNALED(status)}\n")
        if not os.WIFSIGNALED(status):
            return


def die_at(number: int) -> None:
    """Let this program be killed at a touch of the disk: the first, the second, … from now on."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if writes or event in _TOUCHES:
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def test_at_each_touch_of_the_disk_the_old_or_the_new_file_is_there_whole(desk: Desk) -> None:
    lines = [line.split() for line in finish(start(*program(die_at_each_touch, desk.root))).splitlines()]
    assert len(lines) > 4
    number = len(lines)
    assert lines[-1] == [f"v{number}", "False"]
    titles = [line[:-1] for line in lines]
    assert all(title in (["Rain", "gauge"], *([f"v{n}"] for n in range(1, number + 1))) for title in titles)
    # Once a save was killed so late that it stands, those killed later stand too.
    stood = [title == [f"v{n}"] for n, title in enumerate(titles, 1)]
    assert stood == sorted(stood)
    store = desk.open()
    assert store.undo() is not None
    assert store.portfolio.evidence.keys() == {"e-Rain gauge", "e-Lamp", "e-Debate"}


def test_what_a_kill_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    desk = begin(tmp_path)
    old, new = (desk.path.with_name(f"{TEMPORARY}{name}") for name in ("old", "new"))
    for left in (old, new):
        left.write_bytes(b'{"evidence": {')
    os.utime(old, (time.time() - 700, time.time() - 700))
    assert desk.workspace.names() == ["amara"]
    retitle(desk.open(), GAUGE, "Mine")
    assert desk.title(GAUGE) == "Mine"
    assert not old.exists(), "what was left long ago is cleared away"
    assert new.exists(), "this one may be another program's, at work just now"
