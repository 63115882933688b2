"""The tag picker asks what changed where a level moves, and never stands in the way."""

from __future__ import annotations

from leaptui.model.records_own import Reflection
from leaptui.store.workspace import Workspace
from tests.tui.conftest import Open
from tests.tui.tagging_desk import NOOR, Shelf, of, pick, rows, said


async def test_a_level_that_moves_asks_what_changed_and_enter_is_enough(empty: Workspace, at_desk: Open) -> None:
    shelf = Shelf(empty)
    piece = shelf.add("Rain gauge", {"D4": "growing"})
    async with at_desk(empty, NOOR) as desk:
        await pick(desk, [piece])
        rows(desk).go_to(of("D4"))
        await desk.press("down", "2")
        assert "what changed?" not in desk.text
        rows(desk).go_to(of("D4"))
        await desk.press("3")
        assert "what changed?" in desk.text
        await desk.press("tab", "tab")
        await desk.type("I showed it to Year 8.")
        await desk.press("enter")
        assert said(desk.portfolio, piece)["D4"] == ("demonstrated", "")
        [entry] = desk.portfolio.live(Reflection).values()
        assert entry.words == "I showed it to Year 8."
        await desk.press("u")
        assert said(desk.portfolio, piece)["D4"] == ("growing", "")
        assert not desk.portfolio.live(Reflection)
        await pick(desk, [piece])
        rows(desk).go_to(of("D4"))
        await desk.press("down", "4", "enter")
        assert not desk.portfolio.live(Reflection)
