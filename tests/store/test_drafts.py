"""Unfinished sheets: they outlive their program, and two programs on one portfolio keep out of each other's way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leaptui.store.drafts import NEW, Drafts, Held
from leaptui.store.workspace import Workspace
from tests.full import full_disk
from tests.store.desk import Desk, at_once, program, run, tell
from tests.store.test_many import finish, start

WRITERS, NOTES = 6, 15


def write_and_stay(root: str, title: str) -> None:
    """Note a sheet and live on until somebody closes our input."""
    drafts = Drafts(Workspace(Path(root)), "amara")
    drafts.put(NEW, {"title": title})
    sys.stdout.write("noted\n")
    sys.stdout.flush()
    sys.stdin.read()


def begin_elsewhere(desk: Desk, title: str) -> subprocess.Popen[str]:
    """Another program that has begun a piece and lives on."""
    other = start(*program(write_and_stay, desk.root, title))
    assert other.stdout is not None
    assert other.stdout.readline() == "noted\n"
    return other


def test_what_another_window_is_being_written_in_is_not_offered_here(desk: Desk) -> None:
    other = begin_elsewhere(desk, "Theirs")
    mine = Drafts(desk.workspace, "amara")
    assert (mine.get(NEW), mine.sheets()) == (None, [])
    mine.put(NEW, {"title": "Mine"})
    assert mine.get(NEW) == {"title": "Mine"}
    mine.drop(NEW)
    assert mine.get(NEW) is None
    finish(other)
    assert mine.get(NEW) == {"title": "Theirs"}, "what was kept here is not what the other window had begun"


@pytest.mark.parametrize("goes_on", [True, False])
def test_what_a_killed_program_left_is_offered_once(desk: Desk, goes_on: bool) -> None:
    other = begin_elsewhere(desk, "Half a thou")
    other.kill()
    other.communicate(timeout=60)
    mine = Drafts(desk.workspace, "amara")
    assert (mine.get(NEW), mine.sheets()) == ({"title": "Half a thou"}, [NEW])
    if goes_on:
        mine.put(NEW, {"title": "Half a thought"})
        assert mine.get(NEW) == {"title": "Half a thought"}
    mine.drop(NEW)
    mine.close()
    assert Drafts(desk.workspace, "amara").get(NEW) is None
    assert len([*(desk.workspace.local_dir / "drafts").glob("*.alive")]) <= 1


def test_two_killed_programs_are_both_offered_one_after_the_other(desk: Desk) -> None:
    for other in [begin_elsewhere(desk, title) for title in ("One", "Two")]:
        other.kill()
        other.communicate(timeout=60)
    mine = Drafts(desk.workspace, "amara")
    offered = []
    while (draft := mine.get(NEW)) is not None:
        offered.append(draft["title"])
        mine.drop(NEW)
    assert sorted(offered) == ["One", "Two"]


def test_a_portfolio_left_and_opened_again_offers_what_was_begun(desk: Desk) -> None:
    first = Drafts(desk.workspace, "amara")
    first.put(NEW, {"title": "Mine"})
    first.close()
    assert Drafts(desk.workspace, "amara").get(NEW) == {"title": "Mine"}


def note_often(root: str) -> None:
    """In each program note a sheet of its own again and again."""

    def work(me: int) -> int:
        drafts = Drafts(Workspace(Path(root)), "amara")
        for nth in range(NOTES):
            drafts.put(f"piece-{me}", {"title": f"{nth}"})
        return me

    tell(done=at_once(WRITERS, work))


def test_programs_that_note_at_once_lose_nothing(desk: Desk) -> None:
    assert run(note_often, desk.root)["done"]
    drafts = Drafts(desk.workspace, "amara")
    assert {key: drafts.get(key) for key in drafts.sheets()} == {
        f"piece-{me}": {"title": f"{NOTES - 1}"} for me in range(WRITERS)
    }


@pytest.mark.parametrize("left", ["", "{", "[]", '{"a": 5}', '{"new": {"title": "flat"}}', '{"../x": {"new": {}}}'])
def test_a_note_that_makes_no_sense_is_no_draft(desk: Desk, left: str) -> None:
    folder = desk.workspace.make_local_dir() / "drafts"
    folder.mkdir()
    (folder / "amara.json").write_text(left, encoding="utf-8")
    drafts = Drafts(desk.workspace, "amara")
    assert drafts.get(NEW) is None
    drafts.put(NEW, {"title": "Mine"})
    assert drafts.get(NEW) == {"title": "Mine"}


# ---- a disk that takes nothing


def test_what_the_disk_does_not_take_is_held_and_written_once_it_does(desk: Desk) -> None:
    mine = Drafts(desk.workspace, "amara")
    mine.note("e-1", {"title": "Before"})
    with full_disk():
        mine.note(NEW, {"title": "Half a thou"})
        mine.note(NEW, {"title": "Half a thought"})
        assert mine.holds
        assert mine.trouble == "file too large"
        assert mine.get(NEW) == {"title": "Half a thought"}
        assert NEW in mine.sheets()
        mine.settle()
        assert mine.holds
    mine.settle()
    assert (mine.holds, mine.trouble) == (False, "")
    mine.close()
    again = Drafts(desk.workspace, "amara")
    assert again.get(NEW) == {"title": "Half a thought"}
    assert again.get("e-1") == {"title": "Before"}


def test_the_next_note_takes_along_what_is_held(desk: Desk) -> None:
    mine = Drafts(desk.workspace, "amara")
    mine.note("e-1", {"title": "Before"})
    with full_disk():
        mine.note(NEW, {"title": "Half a thought"})
        mine.note("e-1", None)
        assert mine.get("e-1") is None
        assert mine.sheets() == [NEW]
        mine.note("e-2", None)
        assert mine.trouble, "what was nowhere needs no disk, and ends no trouble"
    mine.note("e-3", {"title": "Another"})
    assert (mine.holds, mine.trouble) == (False, "")
    mine.close()
    again = Drafts(desk.workspace, "amara")
    assert {sheet: again.get(sheet) for sheet in again.sheets()} == {
        NEW: {"title": "Half a thought"},
        "e-3": {"title": "Another"},
    }


def test_what_was_held_is_there_when_the_same_portfolio_is_gone_on_with(desk: Desk) -> None:
    held = Held()
    first = Drafts(desk.workspace, "amara")
    with full_disk():
        first.note(NEW, {"title": "Half a thought"})
        first.close()
        held.leave("amara", first)
        other, again = Drafts(desk.workspace, "ben"), Drafts(desk.workspace, "amara")
        held.take_up("ben", other)
        assert other.get(NEW) is None
        held.take_up("amara", again)
        assert again.get(NEW) == {"title": "Half a thought"}
        assert not held.holds
        again.note("e-1", {"title": "More"})
        again.close()
        held.leave("amara", again)
        held.settle()
        assert held.holds
    held.settle()
    assert not held.holds
    last = Drafts(desk.workspace, "amara")
    assert [last.get(sheet) for sheet in (NEW, "e-1")] == [{"title": "Half a thought"}, {"title": "More"}]


def test_what_is_held_is_not_written_where_another_portfolio_has_the_name(desk: Desk) -> None:
    held = Held()
    mine = Drafts(desk.workspace, "amara")
    with full_disk():
        mine.note(NEW, {"title": "Half a thought"})
        held.leave("amara", mine, lambda: False)
    held.settle()
    assert held.holds
    assert Drafts(desk.workspace, "amara").get(NEW) is None


def test_nothing_is_held_of_what_was_written(desk: Desk) -> None:
    held = Held()
    mine = Drafts(desk.workspace, "amara")
    mine.note(NEW, {"title": "Half a thought"})
    held.leave("amara", mine)
    assert not held.holds
