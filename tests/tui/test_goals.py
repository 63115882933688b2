"""Goals: setting them, their steps, the pace and its breaks, what lies ahead, and re-planning in its four ways."""

from __future__ import annotations

from datetime import date

from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Goal, Step
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.goals.goal_list import GoalList
from leaptui.tui.goals.looking import LookingAhead
from leaptui.tui.goals.one_goal import GoalPane
from leaptui.tui.goals.pace_pane import PacePane
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"
MATEO = "mateo-quispe"
NOOR = "noor-haddad"
STATION = "A weather station on the roof"
UNKIND = ("late", "behind", "missed", "overdue", "failed", "%")


def goal_named(portfolio: Portfolio, title: str) -> Goal:
    return next(goal for goal in portfolio.goals.values() if goal.title == title)


def steps_of(portfolio: Portfolio, title: str) -> list[Step]:
    return portfolio.steps_of[goal_named(portfolio, title).id]


def titles(portfolio: Portfolio, goal: str = STATION) -> list[str]:
    return [step.title for step in steps_of(portfolio, goal)]


def step_named(portfolio: Portfolio, title: str) -> Step:
    return next(step for step in portfolio.steps.values() if step.title == title)


async def at_station(desk: Desk) -> None:
    """Go to the steps of the weather station: the cursor stands on the first that is still to do."""
    await desk.press("4", "down", "enter")
    assert "▸ □ Calibrate the humidity sensor" in desk.text


def place_of(desk: Desk, words: str) -> tuple[int, int]:
    """The cell in which words begin on the screen."""
    y, line = next((y, line) for y, line in enumerate(desk.text.splitlines()) if words in line)
    return line.index(words), y


async def click(desk: Desk, words: str, by: int = 0, times: int = 1) -> None:
    """Click on words, or so many cells beside where they begin."""
    x, y = place_of(desk, words)
    await desk.pilot.click(offset=(x + by, y), times=times)
    await desk.settle()


async def test_the_four_panes_show_goals_one_goal_pace_and_what_lies_ahead(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        shown = desk.text
        for words in (
            "3 alive, 4 reached, 1 resting",
            "3 of 6 steps",
            "picking up",
            "So that our school knows its own weather, and I",
            "D4    ●●●○ to ●●●● deepening",
            "step 4 of 6",
            "✓ Sketch it, ask three people to break it  14 Sep",
            "– Solder the board myself",
            "Agreed on 12 September with  JL  J. Lind",
            "3 a week, Monday to Friday since 5 October",
            "▁ my pace   ┄ breaks: July trip, October exams",
            "At your own rhythm of the last 8 weeks, likely done",
            "the day you hoped for, 15 March ▲",
            "p Re-plan: move the day, drop steps, change pace, rest",
        ):
            assert words in shown, words
        assert shown.index("D4    ●●●○") < shown.index("C4.a  ")


async def test_no_word_of_the_screen_reproaches(samples: Workspace, at_desk: Open) -> None:
    for name in (AMARA, MATEO):
        async with at_desk(samples, name) as desk:
            await desk.press("4")
            for _ in desk.portfolio.goals:
                words = desk.text.casefold().replace("plate", "")
                assert not [word for word in UNKIND if f" {word}" in words]
                await desk.press("down")


async def test_at_80_by_24_every_pane_is_there_and_no_step_is_hidden(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await at_station(desk)
        for words in (
            "3 of 6",
            "C4.a  ●●●○ to ●●●○ demonstrated",
            "✓ Build a gauge that does",
            "– Solder the board myself  skipped",
            "Agreed 12 Sep with  JL  J. Lind",
            "2 of 3 this week",
            "─ on pace ─",
            "December and 9 April 2027.",
            "hoped for 15 Mar ▲",
            "p Re-plan",
        ):
            assert words in desk.text, words


async def test_a_title_that_the_frame_cuts_stands_whole_inside(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("4", "e")
        await desk.type(" And would I want it to be one")
        await desk.press("enter")
        flat = " ".join(line.split("│")[1].strip() for line in desk.text.splitlines() if line.startswith("│"))
        assert "Could beekeeping be a job for me? And would I want it to be one" in flat


# ---- steps


async def test_space_ticks_a_step_today_and_opens_it_again(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("space")
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").done_on == date(2026, 11, 19)
        assert "✓ Calibrate the humidity sensor" in desk.text
        assert "4 of 6 steps" in desk.text
        await desk.press("space")
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").is_open


async def test_a_click_on_the_box_ticks_and_a_click_on_the_words_only_chooses(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await click(desk, "□ Show a week of data", by=4)
        assert "▸ □ Show a week of data to Year 8" in desk.text
        await click(desk, "□ Show a week of data")
        assert "✓ Show a week of data to Year 8" in desk.text
        assert step_named(desk.portfolio, "Show a week of data to Year 8").done_on == date(2026, 11, 19)


async def test_a_step_is_left_out_and_taken_up_again(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("s")
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").is_skipped
        assert "step 4 of 5" in desk.text
        await desk.press("s")
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").is_open
        await desk.press("up", "s")
        assert step_named(desk.portfolio, "Build a gauge that does not leak").done_on is not None
        assert "This step is done. Space opens it again." in desk.text


async def test_a_step_moves_down_and_up_with_the_cursor(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        before = titles(desk.portfolio)
        await at_station(desk)
        await desk.press("J")
        assert "▸ □ Calibrate the humidity sensor" in desk.text
        assert titles(desk.portfolio)[3:5] == before[4:2:-1]
        await desk.press("shift+up")
        assert titles(desk.portfolio) == before


async def test_a_new_step_comes_after_the_one_under_the_cursor(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("n")
        await desk.press("enter")
        assert "A step needs a few words" in desk.text or "write a few words" in desk.text.casefold()
        await desk.type("Borrow a hygrometer")
        await desk.press("enter")
        assert "▸ □ Borrow a hygrometer" in desk.text
        at = titles(desk.portfolio).index("Borrow a hygrometer")
        assert titles(desk.portfolio)[at - 1] == "Calibrate the humidity sensor"


async def test_a_step_gets_other_words_and_can_be_thrown_away_and_brought_back(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("e", "end")
        await desk.type(" twice")
        await desk.press("enter")
        assert "Calibrate the humidity sensor twice" in titles(desk.portfolio)
        await desk.press("d")
        assert "Calibrate the humidity sensor twice" not in titles(desk.portfolio)
        await desk.press("u")
        assert "Calibrate the humidity sensor twice" in titles(desk.portfolio)


async def test_pieces_are_linked_to_a_step_and_enter_leads_to_them(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("enter")
        assert "No piece of evidence is linked to this step yet. l links one." in desk.text
        await desk.press("l")
        await desk.type("salt")
        await desk.press("space", "enter")
        portfolio = desk.portfolio
        step = step_named(portfolio, "Calibrate the humidity sensor")
        assert [portfolio.evidence[piece].title for piece in step.evidence] == ["Why the salt does that"]
        assert step.goal in portfolio.evidence[step.evidence[0]].goals
        assert "1 piece" in desk.text.splitlines()[place_of(desk, "▸ □ Calibrate")[1]]
        await desk.press("enter")
        assert "▸ Why the salt does that" in desk.text


async def test_a_linked_piece_in_the_trash_stays_linked(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("l", "space", "down", "space", "enter")
        first, second = step_named(desk.portfolio, "Calibrate the humidity sensor").evidence
        await desk.press("enter", "d", "4", "l", "space", "enter")
        gone = next(piece for piece in (first, second) if piece not in desk.portfolio.evidence)
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").evidence == (gone,)


async def test_the_pieces_of_a_goal_are_a_key_or_a_click_away(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await click(desk, "12 pieces")
        assert "12 of 140" in desk.text
        await desk.press("4", "enter", "o")
        assert "12 of 140" in desk.text


# ---- goals


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
        from leaptui.model.edits import edit_goal

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


# ---- first steps


async def test_an_empty_screen_asks_where_to_and_takes_the_answer_on_the_spot(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "4")
        assert "Where do you want to get to?" in desk.text
        assert "No pace yet. p sets one" in desk.text
        assert "Bake bread for the whole family" in desk.text
        await desk.press("n")
        await desk.type("Bake bread")
        await desk.press("enter")
        assert [goal.title for goal in desk.portfolio.goals.values()] == ["Bake bread"]
        assert "No steps yet. n names the first one." in desk.text
        await desk.press("n")
        await desk.type("Find a recipe")
        await desk.press("enter")
        assert titles(desk.portfolio, "Bake bread") == ["Find a recipe"]
        await desk.press("left", "d")
        assert "Where do you want to get to?" in desk.text


async def test_the_first_pace_is_two_keys_away(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "4", "p", "enter")
        assert [(pace.pieces, pace.per, pace.days) for pace in desk.portfolio.paces] == [(2, "week", ())]
        assert "2 a week, any day since 19 November" in desk.text


# ---- by mouse alone


async def test_all_panes_take_the_keys_by_a_click_and_the_footer_works(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await click(desk, "4 Goals")
        await click(desk, "my pace")
        assert isinstance(desk.app.focused, PacePane)
        await click(desk, STATION)
        assert isinstance(desk.app.focused, GoalList)
        await click(desk, "At your own")
        assert isinstance(desk.app.focused, LookingAhead)
        await click(desk, STATION, times=2)
        assert isinstance(desk.app.focused, GoalPane)
        await click(desk, "New step")
        await desk.type("Count the clouds")
        await click(desk, "Keep")
        assert "Count the clouds" in titles(desk.portfolio)
        await click(desk, "Re-plan: move the day")
        assert "Drop steps" in desk.text
        await click(desk, "Drop steps", times=2)
        await click(desk, "□ Count the clouds")
        await click(desk, "Keep")
        assert step_named(desk.portfolio, "Count the clouds").is_skipped


async def test_the_days_of_a_pace_are_ticked_by_mouse(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4")
        await click(desk, "my pace", times=2)
        await click(desk, "□ Sat")
        await click(desk, "■ Mon", by=2)
        await click(desk, "Keep")
        assert set(desk.portfolio.paces[-1].days) == {"tue", "wed", "thu", "fri", "sat"}


async def test_the_panes_follow_the_arrows_and_esc_leads_back_to_today(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4")
        seen = []
        for _ in range(4):
            seen.append(type(desk.app.focused))
            await desk.press("right")
        assert seen == [GoalList, GoalPane, PacePane, LookingAhead]
        await desk.press("escape", "escape")
        assert "This week" in desk.text
