"""The Goals screen: its panes at both sizes, the steps, the first goal, and all of it by mouse."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from leaptui.model.canonical import Json
from leaptui.model.edits import add_goal, set_pace, take_break
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.goals.goal_list import GoalList
from leaptui.tui.goals.looking import LookingAhead
from leaptui.tui.goals.one_goal import GoalPane
from leaptui.tui.goals.pace_pane import PacePane
from tests.tui.conftest import Open
from tests.tui.goals_desk import AMARA, MATEO, NOOR, STATION, at_station, click, step_named, titles

UNKIND = ("late", "behind", "missed", "overdue", "failed", "%")


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
            "3 a week, Monday to Friday since 5 October",
            "▁ my pace   ┄ breaks: July trip, October exams",
            "At your own rhythm of the last 8 weeks, likely done",
            "the day you hoped for, 15 March ▲",
            "p Re-plan: move the day, drop steps, change pace, rest",
        ):
            assert words in shown, words
        assert shown.index("D4    ●●●○") < shown.index("C4.a  ")
        await desk.press("end")
        assert "Agreed on 12 September with  JL  J. Lind" in desk.text
        assert "before it changed" in desk.text


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
            "2 of 3 this week",
            "─ on pace ─",
            "December and 9 April 2027.",
            "hoped for 15 Mar ▲",
            "p Re-plan",
        ):
            assert words in desk.text, words
        await desk.press("end")
        assert "Agreed 12 Sep with  JL  J. Lind" in desk.text


async def test_a_title_that_the_frame_cuts_stands_whole_inside(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("4", "e")
        await desk.type(" And would I want it to be one")
        await desk.press("enter")
        await desk.type("I asked myself again")
        await desk.press("enter")
        flat = " ".join(line.split("│")[1].strip() for line in desk.text.splitlines() if line.startswith("│"))
        assert "Could beekeeping be a job for me? And would I want it to be one" in flat


# ---- many goals


async def test_sixty_goals_are_narrowed_found_and_sorted(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, NOOR)
    for number in range(60):
        fields: dict[str, Json] = {
            "title": f"Goal {number:02} {'目標' if number % 2 else 'مرحبا'}",
            "target_on": f"2027-{12 - number % 12:02}-01",
            "status": ("active", "achieved", "rested")[number % 3],
        }
        change, _ = add_goal(store.portfolio, f"2026-11-19T16:{number:02}:00Z", fields, ["One", "Two"])
        store.apply(change)
    async with at_desk(empty, NOOR) as desk:
        await desk.press("4")
        assert "20 alive, 20 reached, 20 resting" in desk.text
        assert sum("0 of 2" in line for line in desk.text.splitlines()) > 6, "many goals take a line each"
        await desk.press("v", "v")
        assert "reached, 20 of 60 goals" in desk.text
        assert "Goal 01" in desk.text
        assert "Goal 00" not in desk.text
        await desk.press("v", "v", "s")
        assert "by the day hoped for" in desk.text
        shown = [line for line in desk.text.splitlines() if "of 2" in line]
        assert all("1 Jan" in line or "1 Feb" in line or "1 Apr" in line for line in shown[:3]), shown
        await desk.press("f")
        await desk.type("44")
        await desk.press("enter")
        assert "▸ Goal 44" in desk.text


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


# ---- what files may hold


async def test_words_of_the_file_are_shown_as_they_are_and_keep_their_columns(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, NOOR)
    titles_of_steps = ["[bold red]not markup[/]", "日本語の目標を書く" * 6, "مرحبا بالعالم", "👩‍🔬🌦️ and e\u0301 " * 9]
    fields: dict[str, Json] = {
        "title": "\x1b[31mRed?\x07 [link=x]目標[/] " + "very" * 40,
        "why": ["[@click=app.quit]no[/]", "one" * 90],
        "target_on": "9999-12-31",
        "agreed": [{"by": "\u202enobody"}],
        "guidelines": [{"guideline": "other-1999:Z9", "level": "grand"}, {"guideline": "leap-2020:D4"}],
    }
    change, _ = add_goal(store.portfolio, "2026-11-19T16:00:00Z", fields, titles_of_steps)
    store.apply(change)
    for size in ((120, 36), (80, 24), (61, 18)):
        async with at_desk(empty, NOOR, size=size) as desk:
            await desk.press("4", "enter", "space")
            assert "[bold red]not markup[/]" in desk.text
            assert "\x1b" not in desk.text
            strips = desk.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {size[0]}
            for strip in strips[3:]:
                assert sum(map(cell_len, (part.text for part in strip))) == size[0]
            await desk.press("space", "end", "J", "s", "p", "escape", "left", "e", "escape", "A")


async def test_a_step_says_that_the_goal_can_be_reached_once_all_are_done(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        for _ in range(3):
            await desk.press("space", "down")
        assert "Every step is done." in desk.text
        assert "A says that the goal is reached." in desk.text
        await desk.press("A")
        assert "2 alive, 5 reached, 1 resting" in desk.text
        assert "A says that the goal is reached." not in desk.text


async def test_a_pace_and_a_break_to_come_are_named(samples: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(samples, AMARA)
    at = "2026-11-19T16:00:00Z"
    store.apply(set_pace(store.portfolio, at, date(2026, 12, 1), 5, "month"))
    store.apply(take_break(store.portfolio, at, date(2026, 12, 21), date(2027, 1, 3), "Holidays, at home"))
    async with at_desk(samples, AMARA, size=(120, 50)) as desk:
        await desk.press("4")
        assert "from 1 December on 5 a month, any day" in desk.text
        assert "a break from 21 December to 3 January 2027: Holidays" in desk.text
        assert "My paces so far" in desk.text


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
