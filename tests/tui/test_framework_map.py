"""The evidence map: a cursor that moves over its cells, months that scroll, from a cell to its evidence and back."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len
from textual import events

from leaptui.model.clock import FixedClock
from leaptui.model.edits import add_evidence, take_break
from leaptui.model.search import Narrow
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.evidence.screen import EvidenceScreen
from leaptui.tui.framework.acts import piece_options
from leaptui.tui.framework.map import GuidelineMap
from leaptui.tui.framework.months import Months
from leaptui.tui.framework.rows import GuidelineTree
from leaptui.tui.session import Session, View
from leaptui.tui.widgets.row_list import RowList
from tests.model.stories import Story, leap
from tests.tui.conftest import THURSDAY, Desk, Open
from tests.tui.framework_desk import AMARA, AT, go_to, screen_name

TODAY = date(2026, 11, 19)


def map_of(desk: Desk) -> GuidelineMap:
    return desk.app.screen.query_one(GuidelineMap)


def place_of(desk: Desk, words: str) -> tuple[int, int]:
    """Column and row where words stand on the screen."""
    y, line = next((y, line) for y, line in enumerate(desk.text.splitlines()) if words in line)
    return cell_len(line[: line.index(words)]), y


# ---- the cursor


async def test_the_cursor_moves_over_the_cells_and_the_cell_says_its_number(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "D1")
        await desk.press("m")
        assert isinstance(desk.app.focused, GuidelineMap)
        assert "2 pieces in November 2026" in desk.text
        await desk.press("left", "left")
        line = next(line for line in desk.text.splitlines() if "D1  Begin" in line)
        count = map_of(desk).pieces_at_cursor()
        assert f"{count} pieces in September 2026" in desk.text
        assert f" {count}  ░░░ ▒▒▒" in line
        assert f"Enter shows {count} of September 2026" in desk.text
        await desk.press("down")
        assert map_of(desk).key == desk.app.screen.query_one(GuidelineTree).key == "leap-2020:D2"
        assert map_of(desk).months.month == date(2026, 9, 1)


async def test_into_the_map_from_a_guideline_and_out_by_escape(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "D1")
        await desk.press("right")
        assert isinstance(desk.app.focused, GuidelineMap)
        await desk.press("escape")
        assert isinstance(desk.app.focused, GuidelineTree)
        assert screen_name(desk) == "framework"
        assert "November 2026" not in desk.text


async def test_enter_on_a_cell_leads_to_its_evidence_and_escape_back_to_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "D1")
        await desk.press("m", "left", "left")
        count = map_of(desk).pieces_at_cursor()
        await desk.press("enter")
        screen = desk.app.screen
        assert isinstance(screen, EvidenceScreen)
        assert screen.narrow == Narrow(guideline="leap-2020:D1", month="2026-09")
        assert len(screen.query_one(PieceList).ids) == count > 0
        assert "September 2026" in desk.text
        await desk.press("escape")
        assert screen_name(desk) == "framework"
        assert map_of(desk).key == "leap-2020:D1"
        assert map_of(desk).months.month == date(2026, 9, 1)
        assert isinstance(desk.app.focused, GuidelineMap)


async def test_from_a_guideline_to_its_evidence_and_back_by_escape_or_by_its_number(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "C4.a")
        for back in ("escape", "3"):
            await desk.press("enter")
            assert screen_name(desk) == "evidence"
            await desk.press(back)
            assert screen_name(desk) == "framework"
            assert desk.app.screen.query_one(GuidelineTree).key == "leap-2020:C4.a"


async def test_once_narrowed_further_escape_lets_go_of_that_first(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "C4.a")
        await desk.press("enter", "slash")
        await desk.type("rain")
        await desk.press("enter", "escape")
        assert screen_name(desk) == "evidence"
        await desk.press("escape")
        assert screen_name(desk) == "framework"


async def test_an_empty_cell_says_so(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "C3")
        await desk.press("m", "enter")
        assert "No piece of November 2026 shows C3." in desk.text
        assert screen_name(desk) == "framework"


async def test_a_component_counts_each_piece_once(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3", "home", "m")
        count = map_of(desk).pieces_at_cursor()
        await desk.press("enter")
        assert isinstance(desk.app.screen, EvidenceScreen)
        assert desk.app.screen.narrow == Narrow(component="F", month="2026-11")
        assert len(desk.app.screen.query_one(PieceList).ids) == count > 0


# ---- by mouse


async def test_a_click_goes_to_a_cell_and_a_double_click_opens_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        x, _y = place_of(desk, "Sep Oct Nov")
        _x, y = place_of(desk, "D1  Begin")
        await desk.pilot.click(offset=(x + 1, y))
        await desk.settle()
        assert "pieces in September 2026" in desk.text
        assert map_of(desk).key == "leap-2020:D1"
        await desk.pilot.click(offset=(x + 1, y), times=2)
        await desk.settle()
        assert screen_name(desk) == "evidence"
        assert "September 2026" in desk.text


@pytest.fixture
def long_ago(empty: Workspace) -> Workspace:
    """Noor's portfolio with one piece of five years ago, one of this month, and a break this summer."""
    store = PortfolioStore(empty, "noor-haddad")
    for title, day in (("A kite", "2021-05-05"), ("Soup", "2026-11-02")):
        change, _made = add_evidence(store.portfolio, AT, {"title": title, "made_on": day}, {"leap-2020:D4": None})
        store.apply(change)
    store.apply(take_break(store.portfolio, AT, date(2026, 7, 1), date(2026, 7, 31), "summer"))
    return empty


async def test_older_months_come_as_the_cursor_goes_back(long_ago: Workspace, at_desk: Open) -> None:
    async with at_desk(long_ago, "noor-haddad") as desk:
        await desk.press("3")
        await go_to(desk, "D4")
        assert "‹ " in desk.text
        assert "┄┄┄" in desk.text
        await desk.press("m", "H", "H", "H", "H", "H")
        assert map_of(desk).months.month == date(2021, 11, 1)
        await desk.press(*["left"] * 8)
        assert map_of(desk).months.month == date(2021, 5, 1)
        assert "1 piece in May 2021" in desk.text
        assert "›" in desk.text
        await desk.press("enter")
        assert [row.key for row in desk.app.screen.query_one(PieceList).rows]
        assert "A kite" in desk.text
        await desk.press("3", "L", "L", "L", "L", "L", "L")
        assert map_of(desk).months.month == date(2026, 11, 1)


async def test_the_sign_at_the_edge_and_the_wheel_with_shift_scroll_the_months(
    long_ago: Workspace, at_desk: Open
) -> None:
    async with at_desk(long_ago, "noor-haddad") as desk:
        await desk.press("3")
        before = map_of(desk).months.first
        x, y = place_of(desk, "‹ ")
        await desk.pilot.click(offset=(x, y))
        await desk.settle()
        assert map_of(desk).months.first == before - 6
        rows = map_of(desk)
        rows.post_message(events.MouseScrollUp(rows, 5, 5, 0, -1, 0, True, False, False))
        await desk.settle()
        assert map_of(desk).months.first == before - 7
        rows.post_message(events.MouseScrollDown(rows, 5, 5, 0, 1, 0, True, False, False))
        await desk.settle()
        assert map_of(desk).months.first == before - 6


async def test_the_map_alone_on_a_narrow_screen_works_the_same(long_ago: Workspace, at_desk: Open) -> None:
    async with at_desk(long_ago, "noor-haddad", size=(80, 24)) as desk:
        await desk.press("3", "m")
        await go_to(desk, "D4")
        assert "1 piece in November 2026" in desk.text
        await desk.press("left")
        assert "0 pieces in October 2026" in desk.text
        assert "‹ " in desk.text
        assert max(map(cell_len, desk.text.splitlines())) <= 80
        await desk.press("right", "enter")
        assert "Soup" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.focused, GuidelineMap)


# ---- the months, without a widget


def months(*days: str) -> Months:
    return Months(View(Story().pieces(*days).told, leap(), TODAY))


def test_a_year_is_there_in_any_case_and_fifty_years_at_most() -> None:
    assert months("11-02").total == 12
    assert months("2024-11-02").total == 25
    assert months("1826-11-02").total == 600


def test_the_window_follows_the_cursor_and_stays_within_the_months() -> None:
    found = months("2024-11-02")
    found.show(12)
    assert (found.first, found.last, found.has_older) == (13, 24, True)
    assert found.move(-12)
    assert (found.cursor, found.first) == (12, 12)
    assert found.move(-100)
    assert (found.cursor, found.first, found.has_older) == (0, 0, False)
    assert not found.move(-1)
    assert found.move(100)
    assert (found.cursor, found.last, found.back) == (24, 24, 0)
    assert not found.scroll(1)
    assert found.scroll(-3)
    assert (found.back, found.cursor) == (3, 21)


def test_a_portfolio_that_grew_keeps_the_place_of_time() -> None:
    found = months("2026-03-02")
    found.move(-2)
    grown = found.follow(View(Story().pieces("2026-03-02", "2024-01-01").told, leap(), TODAY))
    assert grown.month == found.month == date(2026, 9, 1)
    assert grown.total == 35
    assert found.follow(found.view) is found


# ---- tagging from here


def test_pieces_like_those_that_show_it_come_first_then_those_without_a_tag(empty: Workspace) -> None:
    store = PortfolioStore(empty, "noor-haddad", FixedClock(THURSDAY))
    made: dict[str, str] = {}
    for title, body, codes in (
        ("Rain gauge", "A funnel on a bottle.", ["D4"]),
        ("Rain gauge, second version", "The funnel leaked.", ["L1"]),
        ("Soup", "Carrots.", []),
        ("Alto line", "The choir.", ["L1"]),
        ("My goals for spring", "With Ms Lind.", ["L1"]),
    ):
        levels: dict[str, str | None] = {f"leap-2020:{code}": None for code in codes}
        change, one = add_evidence(
            store.portfolio, AT, {"title": title, "body": [body], "made_on": "2026-11-02"}, levels
        )
        store.apply(change)
        made[title] = one
    session = Session(empty, store, FixedClock(THURSDAY))
    options = piece_options(session, "leap-2020:D4")
    assert [option.key for option in options[:2]] == [made["Rain gauge, second version"], made["Soup"]]
    assert [option.about for option in options[:2]] == ["like “Rain gauge”", "needs a tag"]
    assert {option.key for option in options} == set(made.values())
    goals = piece_options(session, "leap-2020:L2")
    assert (goals[0].title, goals[0].about) == ("My goals for spring", "speaks of it")


async def test_a_month_is_let_go_like_any_other_facet(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "D1")
        await desk.press("m", "left", "left", "enter")
        screen = desk.app.screen
        assert isinstance(screen, EvidenceScreen)
        facets = screen.query_one("#facets", RowList)
        assert facets.go_to("value:month:2026-09")
        facets.action_open()
        await desk.settle()
        assert screen.narrow == Narrow(guideline="leap-2020:D1")
