"""The guidelines a learner used for similar pieces: they stand first in the tag picker and say why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Event

import pytest

from leaptui.model.clock import FixedClock
from leaptui.model.suggest import QUICK
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.tagging.picker import TagPicker
from leaptui.tui.tagging.tag import suggestions
from leaptui.tui.tagging.tags import Tags
from tests.benchmarks.portfolio import large_portfolio
from tests.tui.conftest import THURSDAY, Desk, Open
from tests.tui.tagging_desk import NOOR, Shelf, line_with, of, pick, rows, said


@pytest.fixture
def shelf(empty: Workspace) -> Shelf:
    """Noor's portfolio, to be filled."""
    return Shelf(empty)


async def test_guidelines_used_for_similar_pieces_come_next_and_say_why(shelf: Shelf, at_desk: Open) -> None:
    shelf.add("Rain gauge", {"D4": "growing"}, body="A funnel on a bottle.")
    shelf.add("Alto line", {"L1": "growing"}, body="The choir in the stairwell.")
    new = shelf.add("Rain gauge, second version", body="The funnel leaked.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [new])
        top, _line = line_with(desk, "You used for similar pieces")
        y, line = line_with(desk, "D4     Demonstrate learning in multiple ways")
        assert y == top + 1
        assert "○○○○ not yet" in line
        assert "used for “Rain gauge”" in desk.text
        assert rows(desk).key == of("D4")
        await desk.press("down", "2", "enter")
        assert said(desk.portfolio, new) == {"D4": ("growing", "")}


async def test_with_nothing_similar_all_guidelines_stand_there_without_a_heading(shelf: Shelf, at_desk: Open) -> None:
    shelf.add("Alto line", {"L1": "growing"}, body="The choir in the stairwell.")
    new = shelf.add("Bicycle brakes", body="Cables and pads.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [new])
        for heading in ("You used", "Tagged already", "All others"):
            assert heading not in desk.text
        assert rows(desk).key == of("F1")


async def test_typing_puts_the_groups_away_and_rubbing_out_brings_them_back(shelf: Shelf, at_desk: Open) -> None:
    shelf.add("Rain gauge", {"D4": "growing"}, body="A funnel.")
    new = shelf.add("Rain gauge again", body="A funnel.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [new])
        await desk.press("l")
        assert "You used for similar pieces" not in desk.text
        await desk.press("backspace")
        assert "You used for similar pieces" in desk.text


# ---- where they are found later


async def opened_with(desk: Desk, later: Callable[[], Mapping[str, str]]) -> TagPicker:
    """The picker, with suggestions that take a while."""
    picker = TagPicker("Tag", "", Tags({}, {}), later=later)
    desk.app.push_screen(picker)
    await desk.pilot.pause()
    return picker


async def test_suggestions_that_come_late_leave_the_cursor_and_its_line_alone(shelf: Shelf, at_desk: Open) -> None:
    found = Event()
    async with at_desk(shelf.workspace, NOOR) as desk:
        await opened_with(desk, lambda: {of("D4"): "used for “Rain gauge”"} if found.wait(30) else {})
        await desk.pilot.press("down", "down", "down", "3")
        await desk.pilot.pause()
        before = line_with(desk, "▸ ■    F1.b")
        assert "You used for similar pieces" not in desk.text
        found.set()
        await desk.settle()
        assert line_with(desk, "▸ ■    F1.b") == before
        await desk.press("home", "enter")


async def test_suggestions_that_come_late_stand_first_where_the_list_was_not_entered(
    shelf: Shelf, at_desk: Open
) -> None:
    found = Event()
    async with at_desk(shelf.workspace, NOOR) as desk:
        await opened_with(desk, lambda: {of("D4"): "used for “Rain gauge”"} if found.wait(30) else {})
        found.set()
        await desk.settle()
        assert rows(desk).key == of("D4")
        assert "used for “Rain gauge”" in desk.text


async def test_in_thousands_of_pieces_similar_ones_are_looked_for_while_one_types(
    empty: Workspace, at_desk: Open
) -> None:
    PortfolioStore.create(empty, "many", large_portfolio(QUICK + 50), FixedClock(THURSDAY))
    async with at_desk(empty, "many") as desk:
        session = desk.app.session
        newest = session.portfolio.newest[0].id
        assert not session.knows_likeness
        await pick(desk, [newest])
        assert "You used for similar pieces" in desk.text
        assert session.knows_likeness
        assert rows(desk).key in suggestions(session.likeness, session.portfolio, session.framework, [newest])
