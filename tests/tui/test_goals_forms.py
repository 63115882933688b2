"""Writing goals on their sheet, and re-planning: the day, the steps, the pace, a break."""

from __future__ import annotations

from datetime import date

import pytest

from leaptui.model.agreed import wordings_before
from leaptui.model.edits import edit_goal
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.tui.conftest import Desk, Open
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
        assert "This goal is agreed: say in a line what changed." in desk.text
        await desk.type("Snow on the roof")
        await desk.press("enter")
        after = desk.portfolio.raw("goals", goal_named(desk.portfolio, STATION).id) or {}
        assert {name for name in after if after[name] != before.get(name)} == {"modified", "target_on"}
        assert before.keys() == after.keys()


async def test_what_was_changed_elsewhere_while_the_sheet_lay_open_stays(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "e")
        other = PortfolioStore(samples, AMARA)
        goal_id = goal_named(other.portfolio, STATION).id
        at = "2026-11-19T16:41:00Z"
        other.apply(edit_goal(other.portfolio, at, goal_id, {"why": ["Written elsewhere."]}, because="It was"))
        await desk.type(", at last")
        await desk.press("enter")
        await desk.type("It took a while")
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
        station = goal_named(desk.portfolio, STATION).id
        before = {entry.words for entry in wordings_before(desk.portfolio, station)}
        await desk.press("4", "down", "p")
        for way in ("Move the day", "Drop steps", "Let this goal rest", "Change the pace", "Take a break"):
            assert way in desk.text
        await desk.press("enter")
        await desk.type("next spring")
        await desk.press("enter")
        assert "is written like 2026-11-19" in desk.text
        assert "next spring" in desk.text
        await desk.press("home", "shift+end", "delete")
        await desk.type("2027-05-02")
        await desk.press("enter")
        assert "This goal is agreed. What changed?" in desk.text
        await desk.type("The roof is closed in winter")
        await desk.press("enter")
        assert goal_named(desk.portfolio, STATION).target_on == date(2027, 5, 2)
        assert "2 May ▲" in desk.text
        await desk.press("p", "enter", "home", "shift+end", "delete", "enter")
        await desk.type("We wait for spring")
        await desk.press("enter")
        assert goal_named(desk.portfolio, STATION).target_on is None
        kept = {entry.words for entry in wordings_before(desk.portfolio, station)}
        assert kept - before == {"The roof is closed in winter", "We wait for spring"}
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
        await desk.press("4", "p", "down", "down", "down", "enter")
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


async def test_a_break_is_taken_changed_ended_and_taken_away(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "b")
        assert "28 September to 4 October" in desk.text
        assert "October exams, the mock ones." in desk.text
        await desk.press("n")
        await desk.type("2026-11-10")
        await desk.press("enter")
        assert "The last day comes before the first" in desk.text
        await desk.press("backspace", "backspace")
        await desk.type("29")
        await desk.press("enter")
        rest = desk.portfolio.breaks[-1]
        assert (rest.since, rest.until) == (date(2026, 11, 19), date(2026, 11, 29))
        assert "resting until 29 November" in desk.text
        await desk.press("home", "enter", "tab")
        await desk.type("A cold")
        await desk.press("enter")
        assert desk.portfolio.breaks[-1].why == ("A cold",)
        await desk.press("x")
        assert all(not rest.holds(date(2026, 11, 19)) for rest in desk.portfolio.breaks)
        before = len(desk.portfolio.breaks)
        await desk.press("home", "d")
        assert len(desk.portfolio.breaks) == before - 1
        await desk.press("u")
        assert len(desk.portfolio.breaks) == before


async def test_a_pace_of_the_history_is_set_right_and_taken_away(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "b", "end")
        assert "3 a week, any day" in desk.text
        await desk.press("e")
        assert "The pace since 1 December 2025." in desk.text
        await desk.press("home", "shift+end", "5", "enter")
        assert [pace.pieces for pace in desk.portfolio.paces] == [5, 2, 3]
        await desk.press("end", "d")
        assert [pace.pieces for pace in desk.portfolio.paces] == [2, 3]


# ---- what each way would mean, before one decides


async def test_each_way_says_what_it_would_mean(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "p")
        assert "At your own rhythm of the last 8 weeks, likely done between 25 December and 9" in desk.text
        await desk.press("down", "enter", "space")
        assert "Then likely done between" in desk.text
        assert "15 March 2027" in desk.text
        await desk.press("escape", "p", "enter", "home", "shift+end", "delete")
        await desk.type("2026-12-01")
        assert "December, comes before that." in desk.text
        await desk.press("escape", "p", "down", "down", "down", "enter", "home", "shift+end", "6")
        assert "If your steps follow the pieces, at 6 a week" in desk.text
        await desk.press("escape", "p", "down", "down", "down", "down", "enter")
        await desk.type("2027-01-31")
        assert f"“{STATION}”: Then likely done between" in desk.text
        assert len(desk.portfolio.breaks) == 3, "nothing is done before one decides"


async def test_a_goal_rests_and_is_taken_up_again(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "down", "p", "down", "down", "enter")
        assert goal_named(desk.portfolio, STATION).status == "rested"
        assert "2 alive, 4 reached, 2 resting" in desk.text
        assert "This goal rests. z takes it up again." in desk.text
        assert "z Wake" in desk.text.splitlines()[-1], "the footer says what the key does to this goal"
        await desk.press("z")
        assert goal_named(desk.portfolio, STATION).status == "active"
        assert "z Rest" in desk.text.splitlines()[-1]
        await desk.press("z")
        assert goal_named(desk.portfolio, STATION).status == "rested"
        await desk.press("u")
        assert goal_named(desk.portfolio, STATION).status == "active"


# ---- unfinished sheets outlive the app


async def noted(desk: Desk, words: str) -> None:
    """Wait until the words stand in the file of unfinished sheets."""
    folder = desk.workspace.local_dir / "drafts"
    for _ in range(100):
        if any(words in path.read_text(encoding="utf-8") for path in folder.glob("*.json")):
            return
        await desk.pilot.pause(0.1)
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("4", "n"), "Weld a trivet"),
        (("4", "down", "e"), " that hums"),
        (("4", "down", "enter", "n"), "Borrow a hygrometer"),
        (("4", "down", "enter", "e"), " twice"),
        (("4", "p", "down", "down", "down", "enter", "tab", "tab", "tab", "tab"), "More light"),
        (("4", "b", "n", "tab"), "A cold"),
    ],
)
async def test_what_was_typed_on_a_sheet_stands_there_again_when_the_app_was_killed(
    samples: Workspace, at_desk: Open, keys: tuple[str, ...], words: str
) -> None:
    async with at_desk(samples, AMARA) as desk:
        before = desk.path.read_bytes()
        await desk.press(*keys)
        await desk.type(words)
        await noted(desk, words.strip())
    async with at_desk(samples, AMARA) as desk:
        assert desk.path.read_bytes() == before
        await desk.press(*keys[: len(keys) - keys.count("tab")])
        assert words.strip() in desk.text
        assert "Here is what you had begun." in desk.text
        if "p" not in keys and "b" not in keys:
            await desk.press("ctrl+s")
            if "say in a line what changed" in desk.text:
                await desk.type("I know it better now")
                await desk.press("ctrl+s")
            assert words.strip() in desk.path.read_text(encoding="utf-8")
            await desk.press("escape", *keys)
            assert "Here is what you had begun." not in desk.text, "it was kept"
