"""The steps of a goal: ticked, left out, moved, written, tied to pieces."""

from __future__ import annotations

from datetime import date

from leaptui.model.edits import link_step
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.tui.conftest import Open
from tests.tui.goals_desk import AMARA, at_station, click, place_of, step_named, titles


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
        assert "No piece of evidence is linked to this step yet. L links one." in desk.text
        await desk.press("L")
        await desk.type("salt")
        await desk.press("space", "enter")
        portfolio = desk.portfolio
        step = step_named(portfolio, "Calibrate the humidity sensor")
        assert [portfolio.evidence[piece].title for piece in step.evidence] == ["Why the salt does that"]
        assert step.goal in portfolio.evidence[step.evidence[0]].goals
        assert "1 piece" in desk.text.splitlines()[place_of(desk, "▸ □ Calibrate")[1]]
        await desk.press("enter")
        assert "▸ Why the salt does that" in desk.text


async def test_what_was_linked_elsewhere_meanwhile_stays_linked(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("L")
        await desk.type("salt")
        other = PortfolioStore(samples, AMARA)
        step = step_named(other.portfolio, "Calibrate the humidity sensor")
        elsewhere = other.portfolio.newest[0].id
        other.apply(link_step(other.portfolio, "2026-11-19T16:41:00Z", step.id, [elsewhere]))
        desk.app.session.refresh()
        await desk.press("space", "enter")
        portfolio = desk.portfolio
        linked = step_named(portfolio, "Calibrate the humidity sensor").evidence
        assert elsewhere in linked
        assert "Why the salt does that" in [portfolio.evidence[piece].title for piece in linked]


async def test_a_linked_piece_in_the_trash_stays_linked(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("L", "space", "down", "space", "enter")
        first, second = step_named(desk.portfolio, "Calibrate the humidity sensor").evidence
        await desk.press("enter", "d", "4", "L", "space", "enter")
        gone = next(piece for piece in (first, second) if piece not in desk.portfolio.evidence)
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").evidence == (gone,)


async def test_the_pieces_of_a_goal_are_a_key_or_a_click_away(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await click(desk, "12 pieces")
        assert "12 of 140" in desk.text
        await desk.press("4", "enter", "o")
        assert "12 of 140" in desk.text


async def test_a_step_is_dragged_to_another_place(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        before = titles(desk.portfolio)
        start = place_of(desk, "Calibrate the humidity")
        end = place_of(desk, "Show a week of data")
        await desk.pilot.mouse_down(offset=start)
        await desk.pilot.hover(offset=(end[0], end[1] - 1))
        await desk.pilot.hover(offset=end)
        assert place_of(desk, "▸ □ Calibrate")[1] == end[1], "it is shown where it would be"
        assert titles(desk.portfolio) == before
        await desk.pilot.mouse_up(offset=end)
        await desk.settle()
        assert titles(desk.portfolio) == [*before[:3], before[4], before[5], before[3], before[6]]
        assert "▸ □ Calibrate" in desk.text
        await desk.press("u")
        assert titles(desk.portfolio) == before


async def test_a_step_has_a_note_and_says_why_it_is_skipped(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("e", "tab")
        await desk.type("Ravi has two of them.")
        await desk.press("ctrl+s")
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").note == ("Ravi has two of them.",)
        assert "    Ravi has two of them." in desk.text
        await desk.press("s", "e", "tab", "tab")
        await desk.type("The new one comes calibrated")
        await desk.press("enter")
        step = step_named(desk.portfolio, "Calibrate the humidity sensor")
        assert (step.is_skipped, step.why_skipped) == (True, "The new one comes calibrated")
        assert "    The new one comes calibrated" in desk.text
        await desk.press("s")
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").is_open


async def test_the_day_a_step_was_done_can_be_set_right(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await desk.press("e", "tab", "tab")
        await desk.type("2026-11-31")
        await desk.press("enter")
        assert "There is no 2026-11-31 in the calendar." in desk.text
        await desk.press("backspace", "backspace")
        await desk.type("17")
        await desk.press("enter")
        assert step_named(desk.portfolio, "Calibrate the humidity sensor").done_on == date(2026, 11, 17)
