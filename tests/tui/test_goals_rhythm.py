"""The rhythm of the goals: the sheets of pace and breaks, the forecast on the sheet that re-plans, the goals beside one."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from leaptui.model.edits import add_goal, edit_break, set_pace, take_break
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.goals.break_form import open_break_form
from leaptui.tui.goals.goal_list import GoalList
from leaptui.tui.goals.looking import LookingAhead
from leaptui.tui.goals.one_goal import GoalPane
from leaptui.tui.goals.pace_form import PaceForm
from tests.tui.conftest import Open
from tests.tui.goals_desk import AMARA, MATEO, NOOR, STATION, click, goal_named
from tests.tui.test_keymap import write_keys

AT = "2026-11-19T16:40:00Z"
OTHERS = "My other goals are likely done"


# ---- the sheets


async def test_a_sheet_of_the_pace_that_is_left_as_it_was_says_nothing(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "p", "down", "down", "down", "enter")
        assert isinstance(desk.app.screen, PaceForm)
        await desk.press("escape")
        assert "Not kept yet" not in desk.text, "nothing was changed"
        await desk.press("b", "down", "down", "down", "enter", "escape", "enter")
        assert "Here is what you had begun." not in desk.text


async def test_a_pace_of_the_history_gets_another_first_day(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "b", "down", "down", "down", "enter", "tab", "tab", "tab")
        await desk.press("home", "shift+end", "delete")
        await desk.type("2026-05-25")
        await desk.press("enter")
        assert "Another pace begins on 25 May already." in desk.text
        await desk.press("home", "shift+end", "delete")
        await desk.type("2026-10-12")
        await desk.press("enter")
        assert "now, since 12 October" in desk.text
        assert [pace.since for pace in desk.portfolio.paces] == [
            date(2025, 12, 1),
            date(2026, 5, 25),
            date(2026, 10, 12),
        ]
        await desk.press("u")
        assert "now, since 5 October" in desk.text


async def test_the_reason_for_a_pace_stands_whole_in_its_history(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("4", "b")
        words = " ".join(desk.text.replace("│", " ").split())
        assert "nearly every day, and weekends are for bees and people." in words
        assert "Esc Leave" in desk.text.splitlines()[-1]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_sheet_that_re_plans_says_the_forecast_whole(
    samples: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    async with at_desk(samples, AMARA, size=size) as desk:
        await desk.press("4", "down", "p")
        sheet = [line[line.find("│") :] for line in desk.text.splitlines()]
        words = " ".join(" ".join(sheet).replace("│", " ").split())
        assert "At your own rhythm of the last 8 weeks, likely done between 25 December and 9" in words
        assert "another day to hope for, or none" in words
        assert "now 15 March 2027" in words


async def test_without_a_goal_the_footer_offers_no_re_planning(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "4")
        assert "n New goal" in desk.text.splitlines()[-1]
        assert "Re-plan" not in desk.text.splitlines()[-1]
        assert "No pace yet. p sets one" in desk.text


async def test_hints_name_the_keys_the_learner_chose(samples: Workspace, at_desk: Open) -> None:
    write_keys('[keys]\ngoal.link = "f7"\ngoal.edit = "f8"\n')
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "enter", "enter")
        assert "No piece of evidence is linked to this step yet. F7 links one." in desk.text
        await desk.press("s")
        assert "; F8" in desk.text, "the toast says which key opens the sheet"


# ---- the panes


async def test_h_and_l_go_from_pane_to_pane(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "l")
        assert isinstance(desk.app.focused, GoalPane)
        await desk.press("l", "l")
        assert isinstance(desk.app.focused, LookingAhead)
        await desk.press("h", "h", "h")
        assert isinstance(desk.app.focused, GoalList)


async def test_on_a_high_screen_the_other_goals_say_when_they_are_likely_done(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA, size=(160, 50)) as desk:
        await desk.press("4")
        assert OTHERS in desk.text
        assert "between 25 December and 9 April 2027" in desk.text, "of the weather station"
        assert "between 18 December and 19 March 2027" in desk.text, "of the solo"
        await click(desk, "between 25 December", by=2)
        assert desk.app.screen.query_one(GoalList).key == goal_named(desk.portfolio, STATION).id
        assert "between 22 January and 3 September 2027" in desk.text, "now the beekeeping is another one"


async def test_where_there_is_little_room_only_one_goal_looks_ahead(samples: Workspace, at_desk: Open) -> None:
    for size in ((120, 36), (80, 24)):
        async with at_desk(samples, AMARA, size=size) as desk:
            await desk.press("4")
            assert OTHERS not in desk.text
            assert "Re-plan" in desk.text


async def test_the_other_goals_are_told_of_or_not_named_at_all(samples: Workspace, at_desk: Open) -> None:
    told = 0
    for rows in range(41, 45):
        async with at_desk(samples, AMARA, size=(120, rows)) as desk:
            await desk.press("4")
            lines = desk.text.splitlines()
            heading = next((place for place, line in enumerate(lines) if OTHERS in line), None)
            if heading is not None:
                told += 1
                assert "and 2 more" not in lines[heading + 1], rows
    assert told


async def test_a_high_and_wide_screen_shows_titles_whole(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(160, 50)) as desk:
        await desk.press("4")
        rows = [line[2:44] for line in desk.text.splitlines()]
        first = next(place for place, row in enumerate(rows) if "Could beekeeping" in row)
        assert rows[first + 1].strip() == "me?"
        assert "1 of 4 steps" in rows[first + 2]


async def test_the_place_on_the_pathway_is_never_half_a_word(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, MATEO) as desk:
        await desk.press("4", "down")
        assert "Armar una bici entera con piezas usadas" in desk.text
        title = next(line for line in desk.text.splitlines() if "╭─ Armar una bici" in line)
        assert "5 of 6" in title
        assert "step" not in title


async def test_in_one_line_each_word_and_count_keep_apart(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, NOOR)
    store.apply(set_pace(store.portfolio, AT, date(2026, 11, 16), 2, "week"))
    for number in range(8):
        steps = [f"Step {step}" for step in range(300 if number == 0 else 2)]
        store.apply(add_goal(store.portfolio, AT, {"title": f"Goal {number}"}, steps)[0])
    async with at_desk(empty, NOOR) as desk:
        await desk.press("4")
        rows = [line[:56] for line in desk.text.splitlines()]
        many = next(row for row in rows if "Goal 0" in row and "of 300" in row)
        few = next(row for row in rows if "Goal 1" in row)
        assert "  0 of 300" in many
        assert many.index("of 300") + len("of 300") == few.index("of 2") + len("of 2"), "counts end at one column"


async def test_of_a_break_only_what_was_changed_on_its_sheet_is_changed(samples: Workspace, at_desk: Open) -> None:
    elsewhere = PortfolioStore(samples, AMARA)
    first, last = date(2026, 12, 21), date(2026, 12, 24)
    elsewhere.apply(take_break(elsewhere.portfolio, "2026-11-19T16:00:00Z", first, last, "Holidays.\nAnd a trip."))
    rest = elsewhere.portfolio.breaks[-1]
    async with at_desk(samples, AMARA) as desk:
        open_break_form(desk.app.screen, None, rest)
        await desk.settle()
        assert "Holidays. And a trip." in desk.text
        earlier = date(2026, 12, 19)
        elsewhere.apply(
            edit_break(elsewhere.portfolio, "2026-11-19T16:41:00Z", rest.id, earlier, last, "Holidays.\nAnd a trip.")
        )
        desk.app.session.refresh()
        desk.app.screen.query_one("#until", Input).value = "2026-12-28"
        await desk.press("enter")
        now = {one.id: one for one in desk.portfolio.breaks}[rest.id]
        assert (now.since, now.until, now.why) == (earlier, date(2026, 12, 28), ("Holidays.", "And a trip."))
