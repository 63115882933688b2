"""Sheets that are left unkept: their words are noted while they are written, and stand there when the sheet is opened again."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import pytest
from textual.screen import Screen
from textual.widgets import Input, TextArea

from leaptui.store.workspace import Workspace
from leaptui.tui.widgets.form import Form, NotedForm
from tests.tui.conftest import Desk, Open
from tests.tui.framework_desk import go_to
from tests.tui.goals_desk import AMARA, at_station
from tests.tui.sheet_desk import fill
from tests.tui.two_places import in_many_places

GOES_ON = re.compile("Kept for you|Not kept yet")
Way = Callable[[Desk], Awaitable[None]]


async def together(desk: Desk, choose: str) -> None:
    """Open the menu of the weather station, and take what is typed for."""
    await at_station(desk)
    await desk.press("W")
    await desk.type(choose)
    await desk.press("enter")


async def to_another_way(desk: Desk) -> None:
    await together(desk, "set out")


async def to_a_suggested_step(desk: Desk) -> None:
    await together(desk, "note a")


async def to_where_one_begins(desk: Desk) -> None:
    await desk.press("3")
    await go_to(desk, "C3")
    await desk.press("B", "space", "enter")


async def to_a_way_on(desk: Desk) -> None:
    await desk.press("3")
    await go_to(desk, "D4")
    await desk.press("A", "enter")


async def to_recognising(desk: Desk) -> None:
    await desk.press("8", "w")
    await desk.type("J. Lind")
    await desk.press("enter", "A", "space", "enter")


async def to_a_piece(desk: Desk) -> None:
    await desk.press("2", "e")


async def to_two_versions(desk: Desk) -> None:
    await desk.press("c", "down", "e")


SHEETS: dict[str, tuple[Way, dict[str, str]]] = {
    "another way": (to_another_way, {"title": "By letter", "why": "They answer letters\nand no mails."}),
    "a suggested step": (to_a_suggested_step, {"by": "J. Lind", "title": "Ask the met office", "note": "Mondays"}),
    "where one begins": (to_where_one_begins, {"why": "I asked at the farm before"}),
    "a way on": (to_a_way_on, {"goal": "See it used", "why": "It stands in a drawer."}),
    "a recognition": (to_recognising, {"title": "Measures with care", "criteria": "Ten pours,\nwritten down."}),
    "a piece": (to_a_piece, {"title": "Rain gauge, third version", "body": "Ten pours,\nwritten down."}),
    "two versions": (to_two_versions, {"answer": "By bike to the bees,\nboth hives at ease."}),
}
"""By what a sheet is for: the way to it, and what is written in its fields."""


def written(screen: Screen[object], fields: dict[str, str]) -> dict[str, str]:
    """What stands in the fields of a sheet."""
    assert isinstance(screen, Form), screen
    return {field: screen.text_of(field) for field in fields}


async def is_gone_on_with(desk: Desk) -> None:
    """One stands behind the words in each field: what is typed there is added to them."""
    for area in desk.app.screen.query(TextArea):
        assert area.cursor_location == area.document.end, area
    for line in desk.app.screen.query(Input):
        line.focus()
        await desk.settle()
        assert (line.selection.start, line.selection.end) == (len(line.value), len(line.value)), line


@pytest.mark.parametrize("name", SHEETS)
async def test_its_words_outlive_a_closed_window_and_stand_there_again(
    samples: Workspace, at_desk: Open, name: str
) -> None:
    go, words = SHEETS[name]
    if go is to_two_versions:
        in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await go(desk)
        fill(desk, **words)
        await desk.settle()
        sheet = desk.app.screen
        assert isinstance(sheet, NotedForm), "what is typed is noted while it is written"
        sheet.note_changes()
        (key,) = desk.app.session.drafts.sheets()
        noted = desk.app.session.drafts.get(key) or {}
        assert {field: noted.get(field) for field in words} == words
        await desk.press("escape")
        assert GOES_ON.search(desk.text), "leaving says how to go on"
    # The window was closed, and the portfolio is opened once more.
    async with at_desk(samples, AMARA) as desk:
        await go(desk)
        assert written(desk.app.screen, words) == words
        assert "Here is what you had begun." in desk.text
        await is_gone_on_with(desk)
        await desk.press("ctrl+s")
        assert not isinstance(desk.app.screen, Form), desk.text
        assert desk.app.session.drafts.sheets() == [], "it was kept"
