"""The plug is pulled at every touch of the disk, ours and git's: the next start makes everything whole."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from leaptui.sync import SyncKind
from tests.store.desk import AT, GAUGE, begin, retitle
from tests.store.desk import Desk as StoreDesk
from tests.sync.desk import Desk, agree, fine
from tests.sync.scene import Scene
from tests.trust.counting import Cases
from tests.trust.numbers import number
from tests.trust.strace import SpoiltGit, require_strace
from tests.trust.victim import TITLE, Victim

STEP = number("kill.step")


def test_a_save_killed_at_every_touch_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, victim: Victim, cases: Cases
) -> None:
    desk = begin(tmp_path / "desk")
    retitle(desk.open(), GAUGE, "Before")
    files = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    points = victim.points("save", desk.root)
    assert len(points) > 10
    stood = []
    for point in points:
        _put_back(desk, files)
        told = victim.run("save", desk.root, point.killed())
        assert told.killed, point
        stood.append(desk.title(GAUGE) == TITLE)
        assert desk.title(GAUGE) in {"Before", TITLE}
        store = desk.open()
        retitle(store, GAUGE, "After")
        assert store.undo() is not None
        assert store.portfolio.evidence[GAUGE].title == (TITLE if stood[-1] else "Before")
        cases.add()
    assert stood == sorted(stood), "once a save was killed so late that it stands, those killed later stand too"
    assert {*stood} == {False, True}


def _put_back(desk: StoreDesk, files: dict[Path, bytes]) -> None:
    for path in [path for path in desk.root.rglob("*") if path.is_file() and path not in files]:
        path.unlink()
    for path, data in files.items():
        path.write_bytes(data)
    assert desk.record("evidence", GAUGE)["modified"] == AT


@pytest.mark.parametrize("situation", ["apart", "only_there", "only_here", "several_here", "renamed_there"])
def test_a_sync_killed_at_every_touch_comes_right(desk: Desk, victim: Victim, cases: Cases, situation: str) -> None:
    scene = Scene(desk)
    getattr(scene, situation)()
    points = victim.points("sync", scene.one.root)
    assert len(points) > 30
    killed = 0
    for point in points[STEP // 2 :: STEP]:
        scene.again()
        killed += victim.run("sync", scene.one.root, point.killed()).killed
        scene.comes_right()
        cases.add()
    assert killed > cases.count / 2


def test_a_sync_killed_while_it_notes_that_nothing_is_new_misses_nothing_later(
    desk: Desk, victim: Victim, cases: Cases
) -> None:
    one, two = desk.two()
    fine(one.sync())
    time.sleep(2.1)  # what was changed just now is not taken to be at rest
    note = one.root / ".leaptui" / "sync" / "rest.json"
    victim.run("sync", one.root, "")
    note.unlink()
    points = victim.points("sync", one.root)
    assert note.exists()
    killed = 0
    for nth, point in enumerate(points[:: min(STEP, 9)]):
        note.unlink(missing_ok=True)
        killed += victim.run("sync", one.root, point.killed()).killed
        if nth % 2:
            assert fine(one.sync()).kind is SyncKind.NOTHING_NEW
        cases.add()
    assert killed > 1
    for left in one.root.rglob(".leaptui-tmp-*"):
        os.utime(left, (1_000_000_000, 1_000_000_000))
    theirs, mine = two.add("Essay"), one.add("Bridge")
    agree(desk, one, two)
    assert {theirs, mine} <= one.evidence().keys()


def test_a_git_killed_at_every_touch_comes_right(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Cases
) -> None:
    require_strace(tmp_path)
    scene = Scene(desk)
    scene.apart()
    spoilt = SpoiltGit(tmp_path, monkeypatch)
    spoilt.look()
    scene.one.sync()
    points = spoilt.points()
    assert len(points) > 100
    killed = 0
    for call, point in points[STEP // 2 :: STEP * 8 if STEP > 1 else 1]:
        spoilt.rest()
        scene.again()
        spoilt.spoil(call, point.killed())
        outcome = scene.one.sync()
        spoilt.rest()
        killed += spoilt.was_killed()
        assert outcome.sentence.endswith(".")
        assert "\n" not in outcome.sentence
        assert "Traceback" not in outcome.sentence
        scene.comes_right()
        cases.add()
    assert killed > cases.count / 2
