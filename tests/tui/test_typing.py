"""While text is typed everything stays within reach: the help, the palette, the way back, and what was typed."""

from __future__ import annotations

from textual import events
from textual.keys import key_to_character

from leaptui.model.clock import FixedClock
from leaptui.store.workspace import Workspace
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.help.overlay import HelpOverlay
from tests.tui.conftest import THURSDAY, Open

AMARA = "amara-okafor"


async def test_f1_helps_on_every_sheet_and_closes_again(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Bees")
        assert "F1 Help" in desk.text
        await desk.press("f1")
        assert "On this sheet" in desk.text
        assert "Keep what is on the sheet" in desk.text
        await desk.press("f1")
        assert "On this sheet" not in desk.text
        assert "Bees" in desk.text


async def test_the_palette_has_everything_while_a_line_is_typed(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        assert "F1 Help" in desk.text
        await desk.press("ctrl+p")
        await desk.type("go to goals")
        await desk.press("enter")
        assert "n New goal" in desk.text.splitlines()[-1]


async def test_the_search_says_how_to_go_on_and_how_to_let_go(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("slash")
        footer = desk.text.splitlines()[-1]
        assert "Enter To the list" in footer
        assert "Esc Let go" in footer
        assert "F1 Help" in footer
        await desk.type("rain")
        await desk.press("down")
        assert "8 of 140" in desk.text
        await desk.press("left", "x")
        assert "140, newest first" in desk.text
        assert "rain\n" not in desk.text


async def test_a_reason_needs_a_guideline(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "t")
        await desk.type("qqqq")
        await desk.press("tab")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "find"


async def test_letters_typed_in_the_list_of_guidelines_all_arrive(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "t", "down")
        await desk.type("civic")
        assert "/ civic " in desk.text


async def test_one_sentence_at_a_time_over_and_under_a_sheet(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Bees")
        await desk.press("escape")
        assert "Not kept yet" in desk.text
        await desk.press("a")
        assert "Here is what you had begun" in desk.text
        assert "Not kept yet" not in desk.text


async def test_keeping_a_piece_as_it_was_changes_and_says_nothing(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        before = desk.path.read_bytes()
        await desk.press("2", "e", "ctrl+s")
        assert desk.path.read_bytes() == before
        assert "Edited" not in desk.text


async def test_the_trash_says_what_went_into_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "d")
        assert "to the trash" in desk.text


async def test_the_facets_come_over_a_narrow_list_and_go_away_again(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("2", "f")
        assert "All evidence" in desk.text
        await desk.press("escape")
        assert "All evidence" not in desk.text
        await desk.press("f", "f")
        assert "All evidence" not in desk.text
        await desk.press("f", "tab", "f")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "facets"


async def test_a_file_keeps_its_name_at_the_beginning_of_a_sentence(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Bees")
        desk.path.write_text("garbage", encoding="utf-8")
        await desk.press("enter")
        assert f"│  {AMARA}.json is not valid JSON" in desk.text


async def test_the_footer_offers_nothing_that_has_nothing_to_work_on(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "2")
        footer = desk.text.splitlines()[-1]
        assert not any(word in footer for word in ("Open", "Select", "Tag"))
        await desk.press("a")
        await desk.type("Bees")
        await desk.press("enter")
        footer = desk.text.splitlines()[-1]
        assert all(word in footer for word in ("Open", "Select", "Tag"))


async def test_f1_helps_before_a_portfolio_is_open(samples: Workspace) -> None:
    app = BeginApp(samples, FixedClock(THURSDAY))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpOverlay)
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpOverlay)


async def test_keys_that_come_in_one_burst_go_where_each_leads(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.type("Rain gauge")
        await desk.press("enter", "2")
        for key in ("t", "D", "4", "down", "3", "enter"):
            desk.app.post_message(events.Key(key, key_to_character(key)))
        await desk.settle()
        assert "Tagged “Rain gauge” with D4" in desk.text
