"""What the app tells stays long enough to be read, and lies over nothing that is being typed or chosen."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Region
from textual.widgets import Input, TextArea

from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.kiosk.gate import Gate
from leaptui.tui.telling import FREE_ABOVE, FREE_BELOW, GLANCE
from tests.tui.conftest import Desk, Open
from tests.tui.goals_desk import at_station
from tests.tui.test_mouse import place_of

AMARA = "amara-okafor"
LONG = "This is a sentence that says a good deal of what was done and of what comes next, so that it takes its time to read."


def told(desk: Desk) -> Region:
    """Where the sentence stands."""
    return desk.app.screen.query_one("Toast").region


def seconds(desk: Desk) -> float:
    """For how long the sentence stays that was told last."""
    return float([*desk.app._notifications][-1].timeout)


def test_what_is_told_stays_long_enough_to_be_noticed_and_read() -> None:
    assert LeaptuiApp.says_for >= 3
    assert LeaptuiApp.warns_for >= 10
    assert Gate.says_for >= 5, "who stands at a shared machine does not know where to look"
    assert Gate.warns_for >= 10


async def test_a_long_sentence_stays_longer_than_a_short_one(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        # In tests the app's sentences stay longer than a person needs: here, as long as the app's own.
        desk.app.says_for, desk.app.warns_for = LeaptuiApp.says_for, LeaptuiApp.warns_for
        stays: list[float] = []
        for words in ("Kept.", "x" * GLANCE, LONG):
            desk.app.say(words)
            await desk.settle()
            stays.append(seconds(desk))
        assert stays[:2] == [LeaptuiApp.says_for, LeaptuiApp.says_for]
        # Nobody reads more than twenty letters a second at ease.
        assert stays[2] >= LeaptuiApp.says_for + (len(LONG) - GLANCE) / 20
        desk.app.say("Not saved: the disk is full.", trouble=True)
        await desk.settle()
        assert seconds(desk) == LeaptuiApp.warns_for
        desk.app.say(f"{LONG} {LONG} {LONG}", trouble=True)
        await desk.settle()
        assert seconds(desk) > 15


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_nothing_told_lies_over_the_row_that_is_chosen(
    samples: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    async with at_desk(samples, AMARA, size=size) as desk:
        await desk.press("2")
        pieces = desk.app.screen.query_one(PieceList)
        desk.app.say(LONG)
        await desk.settle()
        assert told(desk).bottom == size[1] - 1, "above the footer, where it mostly stands"
        for _ in range(pieces.size.height):
            await desk.press("down")
            assert not told(desk).overlaps(pieces.cursor_region)
        assert told(desk).y < 5, "at the top, for the cursor came to where it stood"
        assert desk.portfolio.evidence[pieces.key or ""].title[:20] in desk.text
        await desk.press("home")
        desk.app.say(LONG)
        await desk.settle()
        assert told(desk).bottom == size[1] - 1


async def test_what_is_told_at_the_top_comes_down_again_when_the_cursor_goes_up(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("2", "end")
        pieces = desk.app.screen.query_one(PieceList)
        desk.app.say(LONG)
        await desk.settle()
        await desk.press("up", "down")
        assert told(desk).y == FREE_ABOVE, "at the top, for the cursor stands at the bottom"
        await desk.press("home")
        assert not told(desk).overlaps(pieces.cursor_region)
        assert told(desk).bottom == 24 - FREE_BELOW


async def test_nothing_told_lies_over_the_line_that_is_typed(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("a")
        last = [*desk.app.screen.query(Input)][-1]
        last.focus()
        await desk.type("https")
        desk.app.say(f"{LONG} {LONG} {LONG}")
        await desk.settle()
        assert not told(desk).overlaps(last.region)
        assert "https" in desk.text


async def test_nothing_told_lies_over_the_row_that_is_typed_in_a_text(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("4", "n")
        text = desk.app.screen.query_one("#steps", TextArea)
        text.text = "\n".join(f"Row {number}" for number in range(text.size.height))
        text.focus()
        desk.app.say(f"{LONG} {LONG} {LONG}")
        await desk.settle()
        bottom = told(desk).bottom
        assert text.region.y < told(desk).y < text.region.bottom, "over rows in which nothing is typed yet"
        for number in range(1, text.size.height):
            await desk.press("down")
            assert text.cursor_location == (number, 0)
            assert not told(desk).overlaps(Region(0, text.cursor_screen_offset.y, 80, 1))
            assert f"Row {number}" in desk.text
        assert told(desk).bottom < bottom, "at the top, for the cursor came to where it stood"


async def test_a_double_click_on_what_is_told_takes_it_away_and_no_more(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        desk.app.say(LONG)
        await desk.settle()
        toast = desk.app.screen.query_one("Toast")
        column, row = toast.region.center
        # The first click took it away, the second comes before it is gone from the screen.
        await toast.remove()
        assert desk.app.screen.get_widget_at(int(column), int(row))[0] is toast
        await desk.app.on_event(events.MouseDown(None, int(column), int(row), 0, 0, 1, False, False, False))
        await desk.press("2")
        assert "newest first" in desk.text


async def test_nothing_told_lies_over_what_a_click_leads_to(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("2")
        pieces = desk.app.screen.query_one(PieceList)
        desk.app.say(LONG)
        await desk.settle()
        row = told(desk).y - 1
        column, _row = place_of(desk, pieces.frame_title)
        await desk.pilot.click(offset=(column, row))
        await desk.press("down")
        assert not told(desk).overlaps(pieces.cursor_region)


async def test_what_the_store_has_to_tell_is_told_where_the_change_itself_is_not(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        desk.path.unlink()
        await desk.press("J")
        (notice,) = [one.message for one in desk.app._notifications]
        assert notice == "Note: amara-okafor.json was gone, and was written again with everything in it."
        assert desk.path.exists()
        await desk.press("K")
        assert not [*desk.app._notifications], "it is told once"
