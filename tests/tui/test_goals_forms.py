"""Writing goals on their sheet, and re-planning: the day, the steps, the pace, a break."""

from __future__ import annotations

from datetime import date

from leaptui.model.edits import edit_goal
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.tui.conftest import Open
from tests.tui.goals_desk import AMARA, STATION, goal_named, steps_of, titles


async def test_a_goal_is_set_with_why_levels_day_people_and_steps(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "n")
        await desk.type("Weld a trivet")
        await desk.press("tab")
        await desk.type("For the pot, and to know how.")
        await desk.press("tab", "enter")
        await desk.type("D5")
        await desk.press("down", "space", "4", "enter")
        assert "D5    ●●●● deepening" in desk.text
        await desk.press("tab")
        await desk.type("2027-04-31")
        await desk.press("enter")
        assert "There is no 2027-04-31 in the calendar." in desk.text
        await desk.press("backspace", "0", "tab", "tab")
        await desk.type("J. Lind, Grandpa")
        await desk.press("tab")
        await desk.type("Ask for gloves")
        await desk.press("enter")
        await desk.type("Weld two nails")
        await desk.press("ctrl+s")
        portfolio = desk.portfolio
        goal = goal_named(portfolio, "Weld a trivet")
        assert goal.why == ("For the pot, and to know how.",)
        assert [(aim.guideline, aim.level) for aim in goal.guidelines] == [("leap-2020:D5", "deepening")]
        assert goal.target_on == date(2027, 4, 30)
        assert [(portfolio.name_of(said.by), said.on) for said in goal.agreed] == [
            ("J. Lind", date(2026, 11, 19)),
            ("Grandpa", date(2026, 11, 19)),
        ]
        assert goal.agreed[0].by in portfolio.people
        assert [step.title for step in steps_of(portfolio, "Weld a trivet")] == ["Ask for gloves", "Weld two nails"]
        assert "▸ Weld a trivet" in desk.text


async def test_a_guideline_is_aimed_at_one_level_further_than_it_stands(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "n")
        await desk.type("Look again")
        await desk.press("tab", "tab", "enter")
        await desk.type("F1.b")
        await desk.press("down", "space", "enter", "ctrl+s")
        standing = desk.app.session.view.standings["leap-2020:F1.b"].rank
        level = desk.app.session.framework.level_ids[standing]
        assert [aim.level for aim in goal_named(desk.portfolio, "Look again").guidelines] == [level]


async def test_a_goal_without_a_title_is_not_kept_and_nothing_typed_is_lost(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "n", "tab")
        await desk.type("Because of the smell")
        await desk.press("ctrl+s")
        assert "A goal needs a title: a few words are enough." in desk.text
        assert "Because of the smell" in desk.text
        await desk.press("escape")
        assert len(desk.portfolio.goals) == 8
        await desk.press("n")
        assert "Because of the smell" in desk.text


async def test_editing_a_goal_changes_only_what_was_changed(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down")
        before = dict(desk.portfolio.raw("goals", goal_named(desk.portfolio, STATION).id) or {})
        await desk.press("e", "tab", "tab", "tab")
        await desk.type("2027-05-01")
        await desk.press("enter")
        after = desk.portfolio.raw("goals", goal_named(desk.portfolio, STATION).id) or {}
        assert {name for name in after if after[name] != before.get(name)} == {"modified", "target_on"}
        assert before.keys() == after.keys()


async def test_what_was_changed_elsewhere_while_the_sheet_lay_open_stays(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "e")
        other = PortfolioStore(samples, AMARA)
        goal_id = goal_named(other.portfolio, STATION).id
        other.apply(edit_goal(other.portfolio, "2026-11-19T16:41:00Z", goal_id, {"why": ["Written elsewhere."]}))
        await desk.type(", at last")
        await desk.press("enter")
        goal = desk.portfolio.goals[goal_id]
        assert (goal.title, goal.why) == (f"{STATION}, at last", ("Written elsewhere.",))


async def test_a_goal_is_reached_and_alive_again(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "A")
        assert goal_named(desk.portfolio, STATION).status == "achieved"
        assert "2 alive, 5 reached, 1 resting" in desk.text
        assert f"▸ {STATION}" in desk.text
        await desk.press("A")
        assert goal_named(desk.portfolio, STATION).status == "active"


async def test_a_goal_in_the_trash_takes_its_steps_along_and_undo_brings_both_back(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "d")
        assert STATION not in [goal.title for goal in desk.portfolio.goals.values()]
        assert "Calibrate the humidity sensor" not in [step.title for step in desk.portfolio.steps.values()]
        await desk.press("u")
        assert "Calibrate the humidity sensor" in titles(desk.portfolio)


# ---- re-planning


async def test_the_day_is_moved_and_can_be_taken_away(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "p")
        for way in ("Move the day", "Drop steps", "Change the pace", "Rest"):
            assert way in desk.text
        await desk.press("enter")
        await desk.type("next spring")
        await desk.press("enter")
        assert "is written like 2026-11-19" in desk.text
        assert "next spring" in desk.text
        await desk.press("home", "shift+end", "delete")
        await desk.type("2027-05-02")
        await desk.press("enter")
        assert goal_named(desk.portfolio, STATION).target_on == date(2027, 5, 2)
        assert "2 May ▲" in desk.text
        await desk.press("p", "enter", "home", "shift+end", "delete", "enter")
        assert goal_named(desk.portfolio, STATION).target_on is None
        assert "▲" not in desk.text


async def test_steps_are_dropped_in_one_change(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "p", "down", "enter", "space", "down", "space", "enter")
        left = [step.title for step in steps_of(desk.portfolio, STATION) if step.is_open]
        assert left == ["Show a week of data to Year 8"]
        assert "3 of 4 steps" in desk.text
        await desk.press("u")
        assert sum(step.is_open for step in steps_of(desk.portfolio, STATION)) == 3


async def test_the_pace_is_changed_and_the_one_before_stays_in_the_chart(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "p", "down", "down", "enter")
        assert "Now 3 a week, Monday to Friday." in desk.text
        await desk.type("none")
        await desk.press("enter")
        assert "How many pieces: a number from 1 to 1000." in desk.text
        await desk.press("home", "shift+end", "4", "tab", "right", "tab", "space", "enter")
        paces = desk.portfolio.paces
        assert len(paces) == 4
        assert (paces[-1].pieces, paces[-1].per, paces[-1].since) == (4, "fortnight", date(2026, 11, 19))
        assert set(paces[-1].days) == {"tue", "wed", "thu", "fri"}
        assert "4 a fortnight, Tuesday to Friday" in desk.text
        # The week before still stands under three a week: the line steps down at the last one.
        bars = [line for line in desk.text.splitlines() if "▁█▁" in line and "│   3" in line]
        assert bars
        assert bars[0].split("│")[-2].rstrip().endswith("█▁")


async def test_a_break_is_taken_and_ended(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "b")
        await desk.type("2026-11-10")
        await desk.press("enter")
        assert "The last day comes before the first" in desk.text
        await desk.press("backspace", "backspace")
        await desk.type("29")
        await desk.press("enter")
        rest = desk.portfolio.breaks[-1]
        assert (rest.since, rest.until) == (date(2026, 11, 19), date(2026, 11, 29))
        assert "resting until 29 November" in desk.text
        await desk.press("b", "enter")
        assert all(not rest.holds(date(2026, 11, 19)) for rest in desk.portfolio.breaks)
