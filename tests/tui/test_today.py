"""Today: this week, the next steps, where I am, the last weeks, what waits; and the first line of a new portfolio."""

from __future__ import annotations

from datetime import date

import pytest

from leaptui.model.edits import add_evidence, add_goal, set_pace, take_break
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.evidence.form import PieceForm
from leaptui.tui.framework.rows import GuidelineTree
from leaptui.tui.goals.goal_form import GoalForm
from leaptui.tui.goals.pace_form import PaceForm
from leaptui.tui.today.steps import NextSteps, OpenGoal, shares
from leaptui.tui.today.waiting import Waiting
from leaptui.tui.today.week import ThisWeek
from leaptui.tui.today.weeks import LastWeeks
from leaptui.tui.today.where import WhereIAm
from tests.tui.conftest import Open
from tests.tui.today_desk import AMARA, AT, MATEO, TODAY, footer, screen_name

# ---- what it shows


async def test_today_shows_week_steps_coverage_weeks_and_what_waits(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        for words in (
            "Thursday, 19 November   One more piece would make your week. No hurry.",
            "3 a week, Monday to Friday",
            "2 of 3 pieces                                 on pace",
            "Mon     Tue     Wed     Thu     Fri     Sat     Sun",
            "A weather station on the roof     ▄ ▄ ▄ ▄ ▄ ▄  3 of 6",
            "□ Calibrate the humidity sensor              C4.a  D4",
            "✓ Build a gauge that does not leak          Wednesday",
            "F  Focused       ▄▄ ▄▄ ▄▄ ▄▄ ▂▂ ▄▄ ▁▁ ▄▄    7 of 8",
            "▂ starting  ▄ growing  ▆ demonstrated  █ deepening",
            "56 pieces · ┄ a break",
            "Jun     Jul       Aug     Sep     Oct       Nov",
            "J. Lind gave feedback on mastery, process",
            "Rain gauge, second version",
        ):
            assert words in desk.text, words
        assert "%" not in desk.text


@pytest.mark.parametrize("name", [AMARA, MATEO])
async def test_at_80x24_every_pane_is_there_and_no_line_runs_over(samples: Workspace, at_desk: Open, name: str) -> None:
    async with at_desk(samples, name, size=(80, 24)) as desk:
        for title in ("Next steps", "Where I am", "Last 26 weeks", "Waiting for you", "on pace"):
            assert title in desk.text, title
        assert "Demonstrated" in desk.text
        assert max(map(len, desk.text.splitlines())) <= 80
        for pane in (ThisWeek, NextSteps, WhereIAm, LastWeeks, Waiting):
            assert desk.app.screen.query_one(pane).size.height >= 2, pane


@pytest.mark.parametrize("size", [(60, 18), (100, 30), (200, 60)])
async def test_the_chart_of_weeks_ends_with_this_one_at_any_size(
    samples: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    async with at_desk(samples, AMARA, size=size) as desk:
        pane = desk.app.screen.query_one(LastWeeks)
        assert isinstance(desk.app, LeaptuiApp)
        base = pane.render_line(pane.size.height - 2)
        drawn = [part for part in base if part.text.strip()]
        assert drawn[-1].style is not None
        assert drawn[-1].style.color == desk.app.inks.now.color
        assert "…" not in base.text


async def test_days_off_and_breaks_are_drawn_and_no_word_is_a_reproach(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    store.apply(add_evidence(store.portfolio, AT, {"title": "One", "made_on": "2026-11-16"})[0])
    store.apply(set_pace(store.portfolio, AT, TODAY, 3, "week", ("mon", "wed", "fri"), ""))
    store.apply(take_break(store.portfolio, AT, date(2026, 11, 19), date(2026, 11, 22), ""))
    async with at_desk(empty, "noor-haddad") as desk:
        assert "You are resting until 22 November." in desk.text
        assert "resting" in desk.text
        assert "●       –       ·      ┄┄┄" in desk.text


async def test_a_month_s_pace_is_called_by_its_name(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    store.apply(add_evidence(store.portfolio, AT, {"title": "One", "made_on": "2026-11-16"})[0])
    store.apply(set_pace(store.portfolio, AT, date(2026, 11, 1), 4, "month", (), ""))
    async with at_desk(empty, "noor-haddad") as desk:
        assert "This month" in desk.text
        assert "1 of 4 pieces" in desk.text


# ---- next steps


async def test_space_ticks_a_step_and_space_again_opens_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        step = next(one for one in desk.portfolio.steps.values() if one.title.startswith("Write up the Saturday"))
        await desk.press("space")
        assert desk.portfolio.steps[step.id].done_on == TODAY
        assert "2 of 4" in desk.text
        assert "✓ Write up the Saturday at Mr Sousa's hives" in desk.text
        pane = desk.app.screen.query_one(NextSteps)
        assert pane.key is not None
        assert desk.portfolio.steps[pane.key].title.startswith("Ask the city farm")
        assert pane.go_to(f"done/{step.id}")
        await desk.press("space")
        assert desk.portfolio.steps[step.id].done_on is None
        await desk.press("u")
        assert desk.portfolio.steps[step.id].done_on == TODAY


async def test_a_click_on_the_box_ticks_a_step_and_a_double_click_opens_its_goal(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        row = next(y for y, line in enumerate(desk.text.splitlines()) if "□ Record bars" in line)
        await desk.pilot.click(offset=(4, row))
        await desk.settle()
        done = [step.title for step in desk.portfolio.steps.values() if step.done_on == TODAY]
        assert done == ["Record bars 20 to 36 at half speed"]
        row = next(y for y, line in enumerate(desk.text.splitlines()) if "□ Calibrate" in line)
        await desk.pilot.click(offset=(20, row), times=2)
        await desk.settle()
        assert screen_name(desk) == "goals"


async def test_enter_on_a_step_opens_its_goal(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        step = next(one for one in desk.portfolio.steps.values() if one.title.startswith("Calibrate"))
        assert desk.app.screen.query_one(NextSteps).go_to(step.id)
        await desk.press("enter")
        assert screen_name(desk) == "goals"
        assert desk.text.count("A weather station on the roof") >= 2


async def test_without_a_goal_the_pane_says_what_to_press_and_n_works(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    store.apply(add_evidence(store.portfolio, AT, {"title": "One", "made_on": "2026-11-16"})[0])
    async with at_desk(empty, "noor-haddad") as desk:
        assert "No goal yet. Press n" in desk.text
        assert "n New goal" in footer(desk)
        assert "Space" not in footer(desk)
        await desk.press("n")
        assert isinstance(desk.app.screen, GoalForm)


async def test_a_goal_without_a_step_can_be_opened(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    store.apply(add_goal(store.portfolio, AT, {"title": "Swim a mile"})[0])
    async with at_desk(empty, "noor-haddad") as desk:
        assert "Swim a mile" in desk.text
        await desk.press("enter")
        assert screen_name(desk) == "goals"


def test_each_goal_gets_a_few_steps_before_any_gets_more(samples: Workspace) -> None:
    portfolio = PortfolioStore(samples, AMARA).portfolio
    goal = next(iter(portfolio.goals.values()))
    step = next(iter(portfolio.steps.values()))
    goals = [OpenGoal(goal, (step,) * many, 1, 6) for many in (3, 3, 3)]
    assert shares(goals, 16, 2) == ([3, 2, 2], True)
    assert shares(goals, 13, 2) == ([3, 3, 2], False)
    assert shares(goals, 5, 2) == ([1, 1, 1], False)
    assert shares([], 10, 1) == ([], True)


# ---- the other panes lead on


async def test_the_week_leads_to_its_evidence_and_an_empty_one_to_a_new_piece(
    samples: Workspace, empty: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        desk.app.screen.query_one(ThisWeek).focus()
        await desk.press("enter")
        assert screen_name(desk) == "evidence"
        newest = desk.portfolio.newest[0]
        assert f"▸ {newest.title}"[:24] in desk.text
    store = PortfolioStore(empty, "noor-haddad")
    store.apply(set_pace(store.portfolio, AT, date(2026, 11, 16), 2, "week"))
    store.apply(add_goal(store.portfolio, AT, {"title": "Bake bread"})[0])
    async with at_desk(empty, "noor-haddad") as desk:
        desk.app.screen.query_one(ThisWeek).focus()
        await desk.press("enter")
        assert isinstance(desk.app.screen, PieceForm)


async def test_a_week_is_chosen_by_key_or_click_and_leads_to_its_evidence(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        chart = desk.app.screen.query_one(LastWeeks)
        chart.focus()
        await desk.settle()
        assert "16 Nov to 22 Nov ▲" in desk.text
        assert "2 pieces" in desk.text
        await desk.press("left", "left", "left", "right")
        assert "2 Nov to 8 Nov ▲" in desk.text
        await desk.press("enter")
        assert screen_name(desk) == "evidence"
        of_week = [piece for piece in desk.portfolio.newest if date(2026, 11, 2) <= piece.day <= date(2026, 11, 8)]
        assert f"▸ {of_week[0].title}"[:24] in desk.text
        await desk.press("1", "tab")
        assert "▲" not in desk.text, "the months are back"
        assert any("Jun  " in line and "Oct  " in line for line in desk.text.splitlines())
        y = next(y for y, line in enumerate(desk.text.splitlines()) if "┄┄┄" in line)
        x = desk.text.splitlines()[y].index("┄┄┄")
        await desk.pilot.click(offset=(x, y))
        await desk.settle()
        assert "0 pieces" in desk.text
        await desk.press("enter")
        assert "No piece was made from 6 July to 12 July." in desk.text
        await desk.press("o")
        assert screen_name(desk) == "goals"
        assert desk.app.focused is not None
        assert desk.app.focused.id == "pace"


@pytest.mark.parametrize("size", [(160, 50), (200, 60)])
async def test_a_wide_terminal_gives_what_waits_a_column_and_no_frame_stands_around_nothing(
    samples: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    async with at_desk(samples, AMARA, size=size) as desk:
        first = next(line for line in desk.text.splitlines() if "This week" in line)
        assert "Where I am" in first
        assert "Waiting for you" in first
        assert not desk.text.splitlines()[-8].strip(), "the page ends where the panes end"


async def test_without_a_pace_p_sets_one(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    store.apply(add_evidence(store.portfolio, AT, {"title": "One", "made_on": "2026-11-16"})[0])
    async with at_desk(empty, "noor-haddad") as desk:
        assert "No pace yet. Press p" in desk.text
        await desk.press("p")
        assert isinstance(desk.app.screen, PaceForm)


async def test_a_component_leads_to_the_framework(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("right", "down", "down", "enter")
        assert screen_name(desk) == "framework"
        assert desk.app.screen.query_one(GuidelineTree).key == "component/D"


async def test_the_weeks_lead_to_the_evidence(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.pilot.click(LastWeeks, offset=(10, 2), times=2)
        await desk.settle()
        assert screen_name(desk) == "evidence"


LED_TO = {
    "This week": "evidence",
    "Next steps": "goals",
    "Where I am": "framework",
    "Last 26 weeks": "evidence",
    "Waiting for you": "evidence",
}
"""Where the panes lead to, by their titles."""


@pytest.mark.parametrize("title", LED_TO)
async def test_a_double_click_on_a_title_leads_where_enter_does(samples: Workspace, at_desk: Open, title: str) -> None:
    async with at_desk(samples, AMARA) as desk:
        row, line = next((y, line) for y, line in enumerate(desk.text.splitlines()) if f"─ {title} ─" in line)
        await desk.pilot.click(offset=(line.index(title), row), times=2)
        await desk.settle()
        assert screen_name(desk) == LED_TO[title]


async def test_a_change_from_outside_is_shown(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        store = PortfolioStore(samples, AMARA)
        store.apply(add_evidence(store.portfolio, AT, {"title": "From elsewhere", "made_on": "2026-11-19"})[0])
        app = desk.app
        assert isinstance(app, LeaptuiApp)
        app.look_again()
        await desk.settle()
        assert "3 of 3 pieces" in desk.text
