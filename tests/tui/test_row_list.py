"""A list that grows and shrinks: its scroll bar tells how long it is."""

from __future__ import annotations

from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from tests.tui.conftest import Desk, Open


def listed(desk: Desk) -> PieceList:
    return desk.app.screen.query_one(PieceList)


async def test_the_scroll_bar_follows_a_search_and_goes_where_all_is_in_sight(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("2", "G")
        pieces = listed(desk)
        assert pieces.vertical_scrollbar.window_virtual_size == 2 * len(pieces.ids) == 280
        assert pieces.scroll_y == pieces.max_scroll_y > 0
        last = desk.text
        await desk.press("slash")
        await desk.type("the")
        few = len(pieces.ids)
        assert pieces.container_size.height < 2 * few < 280
        assert pieces.vertical_scrollbar.window_virtual_size == 2 * few
        assert pieces.scroll_y <= pieces.max_scroll_y == 2 * few - pieces.size.height
        await desk.type(" humidity")
        assert 0 < 2 * len(pieces.ids) <= pieces.container_size.height
        assert not pieces.show_vertical_scrollbar
        assert pieces.scroll_y == 0
        await desk.press("escape", "G")
        assert pieces.show_vertical_scrollbar
        assert desk.text == last


async def test_a_long_search_is_seen_to_its_end(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("2", "slash")
        await desk.type("a question nobody has asked yet, about the weather of next year")
        assert "of next year" in desk.text
        await desk.press("home")
        assert "a question nobody" in desk.text
