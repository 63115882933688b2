"""The mouse does what the keys do: click, double click, wheel, beside a sheet, over a text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events
from textual.widgets import Input

from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.detail import PieceDetail
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.goals.pace_form import PaceForm
from leaptui.tui.help.overlay import HelpOverlay
from leaptui.tui.widgets.choose import Choose
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.overlay import Overlay
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"


def place_of(desk: Desk, words: str) -> tuple[int, int]:
    """Where words stand on the screen: column and row."""
    for row, line in enumerate(desk.text.splitlines()):
        if words in line:
            return line.index(words), row
    raise AssertionError(words)


async def click(desk: Desk, words: str, times: int = 1) -> None:
    """Click on words."""
    await desk.pilot.click(offset=place_of(desk, words), times=times)
    await desk.settle()


async def test_tabs_and_the_footer_can_be_clicked(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await click(desk, "2 Evidence")
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.app.screen.NAME == "evidence"
        await click(desk, "? Help")
        assert "Here, in Evidence" in desk.text
        await click(desk, "Esc Leave")
        await click(desk, "^p Commands")
        assert isinstance(desk.app.screen, Choose)


async def test_a_click_moves_the_cursor_and_two_open(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        pieces = desk.app.screen.query_one(PieceList)
        await click(desk, "Why the salt does that")
        assert pieces.has_focus
        assert desk.portfolio.evidence[pieces.key or ""].title == "Why the salt does that"
        await click(desk, "Two humidity sensors", times=2)
        assert desk.app.screen.query_one(PieceDetail).has_focus


async def test_two_clicks_take_an_option_however_slow(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(samples, AMARA) as desk:
        monkeypatch.setattr(desk.app, "CLICK_CHAIN_TIME_THRESHOLD", 0.0)
        await desk.press("2", "o")
        await click(desk, "oldest first")
        assert isinstance(desk.app.screen, Choose)
        await click(desk, "by title")
        assert isinstance(desk.app.screen, Choose)
        await click(desk, "by title")
        assert isinstance(desk.app.screen, DeskScreen)
        assert "by title" in desk.text


async def test_a_click_on_an_option_the_cursor_was_led_away_from_is_the_first_of_two(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(samples, AMARA) as desk:
        monkeypatch.setattr(desk.app, "CLICK_CHAIN_TIME_THRESHOLD", 0.0)
        await desk.press("2", "o")
        await click(desk, "oldest first")
        await desk.press("down")
        await click(desk, "oldest first")
        assert isinstance(desk.app.screen, Choose)
        await click(desk, "oldest first")
        assert isinstance(desk.app.screen, DeskScreen)


async def test_one_click_in_the_palette_does_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("ctrl+p")
        await click(desk, "Go to Framework")
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.app.screen.NAME == "framework"
        await desk.press("1", "ctrl+p")
        await desk.type("trash")
        assert isinstance(desk.app.focused, Input), "keys go on as they did"
        await desk.press("escape", "ctrl+p")
        await desk.type("go to goals")
        await desk.press("enter")
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.app.screen.NAME == "goals"


def pressed_at(column: int, row: int) -> Iterator[events.MouseEvent]:
    """What a terminal says of one click."""
    for kind in (events.MouseDown, events.MouseUp):
        yield kind(None, column, row, 0, 0, 1, False, False, False, column, row)


async def test_who_clicks_twice_in_the_palette_clicks_on_nothing_that_it_opens(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(samples, AMARA) as desk:
        monkeypatch.setattr(desk.app, "CLICK_CHAIN_TIME_THRESHOLD", 3600.0)
        await desk.press("ctrl+p")
        column, row = place_of(desk, "Go to Evidence")
        for _click in range(2):
            for event in pressed_at(column + 15, row):
                desk.app.post_message(event)
            await desk.settle()
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.app.screen.NAME == "evidence"
        assert desk.app.screen.query_one(PieceList).has_focus
        assert desk.app.screen.query_one(PieceList).cursor == 0
        monkeypatch.setattr(desk.app, "CLICK_CHAIN_TIME_THRESHOLD", 0.0)
        for event in pressed_at(column + 15, row):
            desk.app.post_message(event)
        await desk.settle()
        assert desk.app.screen.query_one(PieceList).cursor > 0, "the next click counts"


async def test_a_click_on_a_facet_narrows(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        await click(desk, "Needs a tag")
        assert len(desk.app.screen.query_one(PieceList).rows) == 3


async def test_options_are_chosen_by_two_clicks(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "o")
        await click(desk, "oldest first")
        assert isinstance(desk.app.screen, Choose)
        assert isinstance(desk.app.focused, Input)
        await click(desk, "by title", times=2)
        assert isinstance(desk.app.screen, DeskScreen)
        assert "by title" in desk.text


async def test_a_click_beside_an_overlay_leaves_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        for keys in (("ctrl+p",), ("question_mark",), ("a",)):
            await desk.press(*keys)
            assert not isinstance(desk.app.screen, DeskScreen)
            await desk.pilot.click(offset=(1, 4))
            await desk.settle()
            assert isinstance(desk.app.screen, DeskScreen)


async def test_a_click_beside_a_sheet_loses_nothing_that_was_typed(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Bees")
        await desk.pilot.click(offset=(1, 4))
        await desk.settle()
        assert "Add evidence" in desk.text
        assert "Bees" in desk.text
        assert "What you wrote is not kept yet. Esc leaves the sheet." in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, DeskScreen)


async def test_a_click_beside_a_list_loses_nothing_that_was_ticked(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "enter", "L")
        await desk.pilot.click(offset=(1, 4))
        await desk.settle()
        assert isinstance(desk.app.screen, DeskScreen)
        await desk.press("L")
        await click(desk, "□ Why the salt does that")
        assert "1 ticked" in desk.text
        await desk.pilot.click(offset=(1, 4))
        await desk.settle()
        assert "1 ticked" in desk.text
        assert "What you wrote is not kept yet. Esc leaves the sheet." in desk.text


CHOSEN = {
    "days": (("p",), "■ Tue", "□ Tue"),
    "period": (("p",), "‹ week", "‹ fortnight"),
    "kind of many": (("2", "space", "space", "e"), "Kind       ‹ –", "Kind       ‹ text"),
    "kept out of reviews": (("5", "e"), "□ private", "■ private"),
}
"""Sheets on which something is chosen: the keys that open them, where it is clicked, and how it then reads."""


@pytest.mark.parametrize("name", CHOSEN)
async def test_a_click_beside_a_sheet_loses_nothing_that_was_chosen(
    samples: Workspace, at_desk: Open, name: str
) -> None:
    keys, before, after = CHOSEN[name]
    async with at_desk(samples, AMARA) as desk:
        await desk.press(*keys)
        column, row = place_of(desk, before)
        await desk.pilot.click(offset=(column + len(before) - 1, row))
        await desk.settle()
        assert after in desk.text
        await desk.pilot.click(offset=(1, 4))
        await desk.settle()
        assert after in desk.text
        assert "What you wrote is not kept yet. Esc leaves the sheet." in desk.text


async def clicks_at_once(desk: Desk, column: int, row: int) -> None:
    """Click twice so fast that the second click is on its way before the first is looked at."""
    widget, region = desk.app.screen.get_widget_at(column, row)
    for chain in (1, 2):
        x, y = column - region.x, row - region.y
        widget.post_message(events.Click(widget, x, y, 0, 0, 1, False, False, False, column, row, chain=chain))
    await desk.settle()


@pytest.mark.parametrize("keys", [("ctrl+p",), ("question_mark",), ("a",), ("p",)])
async def test_a_double_click_beside_a_sheet_leaves_no_more_than_the_sheet(
    samples: Workspace, at_desk: Open, keys: tuple[str, ...]
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press(*keys)
        await clicks_at_once(desk, 1, 4)
        assert isinstance(desk.app.screen, DeskScreen)
        assert desk.app.screen.NAME == "today"


async def test_a_double_click_on_keep_keeps_once(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Bees")
        await clicks_at_once(desk, *place_of(desk, "^s Keep"))
        assert isinstance(desk.app.screen, DeskScreen)
        assert [piece.title for piece in desk.portfolio.evidence.values()].count("Bees") == 1


async def test_a_sheet_that_lies_below_another_does_not_take_it_away(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("p")
        below = desk.app.screen
        assert isinstance(below, Overlay)
        # Both are on their way: the second sheet, and a click beside the first.
        desk.app.push_screen(HelpOverlay(below))
        below.action_leave()
        await desk.settle()
        assert isinstance(desk.app.screen, HelpOverlay)
        await desk.press("escape")
        assert desk.app.screen is below
        below.query_one("#why", Input).focus()
        await desk.type("Slowly")
        assert isinstance(below, PaceForm)
        below.note_changes()
        assert (desk.app.session.drafts.get("pace/new") or {}).get("why") == "Slowly"


async def test_a_click_on_a_label_goes_to_its_field(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        for label, field in (("Words", "body"), ("Place", "place"), ("Tags", "words"), ("Links", "links")):
            await click(desk, label)
            assert desk.app.focused is not None
            assert desk.app.focused.id == field
        await desk.press("escape", "2", "t")
        await click(desk, "because")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "why"


async def test_text_is_selected_with_the_mouse_and_copied(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        column, row = place_of(desk, "Ten pours gave")
        await desk.pilot.mouse_down(offset=(column, row))
        await desk.pilot.hover(offset=(column + 8, row))
        await desk.pilot.mouse_up(offset=(column + 8, row))
        await desk.settle()
        await desk.press("ctrl+c")
        assert desk.app.clipboard == "Ten pours"
        assert "The selected text was copied." in desk.text


async def test_several_lines_are_copied_as_they_are_read(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        column, row = place_of(desk, "printed a funnel")
        await desk.pilot.mouse_down(offset=(column, row))
        await desk.pilot.hover(offset=(column + 5, row + 1))
        await desk.pilot.mouse_up(offset=(column + 5, row + 1))
        await desk.settle()
        await desk.press("ctrl+c")
        assert desk.app.clipboard == "printed a funnel in one piece\n• sealed"
