"""The Me screen: lines by facet, their privacy, and the page about the learner."""

from __future__ import annotations

from textual.widgets import Input

from leaptui.model.about_me import chosen
from leaptui.model.canonical import Json
from leaptui.model.edits.me import add_line
from leaptui.model.me import lines_by_facet
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.me.facet_list import FacetList
from leaptui.tui.me.line_form import LineForm
from leaptui.tui.me.page_pane import PagePane
from leaptui.tui.me.page_sheet import OwnWordsForm, PageSheet
from tests.tui.conftest import Desk, Open
from tests.tui.today_desk import AMARA, AT, screen_name

NOOR = "noor-haddad"


def lines(desk: Desk, code: str) -> list[tuple[str, str, bool]]:
    return [(line.sort, line.words, line.private) for line in lines_by_facet(desk.portfolio)[code]]


async def test_a_line_is_noted_with_one_line_and_enter_opened_and_thrown_away(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, NOOR) as desk:
        desk.app.go("me")
        await desk.settle()
        assert "Which stories, languages and places are part of you?" in desk.text
        assert "No review was held yet." in desk.text
        await desk.press("down", "enter")
        assert isinstance(desk.app.screen, LineForm)
        await desk.type("Sleep before tests")
        await desk.press("enter")
        assert lines(desk, "F1.b") == [("need", "Sleep before tests", True)]
        assert "⌂ private" in desk.text
        assert "When do you feel well" not in desk.text
        rows = desk.app.screen.query_one(FacetList)
        assert rows.line is not None, "the cursor is on what was noted"
        await desk.press("space")
        assert lines(desk, "F1.b") == [("need", "Sleep before tests", False)]
        assert "⌂" not in desk.text
        await desk.press("e")
        desk.app.screen.query_one("#text", Input).value = "Sleep, always"
        await desk.press("ctrl+s")
        assert lines(desk, "F1.b") == [("need", "Sleep, always", False)]
        await desk.press("d")
        assert lines(desk, "F1.b") == []
        await desk.press("u", "u", "u")
        assert lines(desk, "F1.b") == [("need", "Sleep before tests", True)]
        await desk.press("n")
        await desk.type("half a thou")
        await desk.press("escape", "n")
        assert desk.app.screen.query_one("#text", Input).value == "half a thou"


async def test_the_learner_chooses_what_stands_on_the_page_and_reads_it(samples: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(samples, AMARA)
    fields: dict[str, Json] = {
        "facet": "F1.a",
        "sort": "strength",
        "text": ["I explain with drawings"],
        "private": False,
    }
    change, line = add_line(store.portfolio, AT, fields)
    store.apply(change)
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("6", "m")
        pane = desk.app.screen.query_one(PagePane)
        assert pane.has_focus
        pane.go_to(f"facets/{line}")
        await desk.press("space")
        assert line in chosen(desk.portfolio).facets
        await desk.press("e")
        assert isinstance(desk.app.screen, OwnWordsForm)
        await desk.type("I build things that measure.")
        await desk.press("ctrl+s", "enter")
        assert isinstance(desk.app.screen, PageSheet)
        assert "I build things that measure." in desk.text
        assert "• I explain with drawings" in desk.text
        await desk.press("escape", "m")
        desk.app.screen.query_one(FacetList).go_to(line)
        await desk.press("space")
        assert line not in chosen(desk.portfolio).facets, "a line that is closed leaves the page"
        await desk.press("m", "escape", "escape")
        assert screen_name(desk) == "today"
