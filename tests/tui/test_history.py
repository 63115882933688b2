"""The History screen: the time line, what a change did, the portfolio as it was, comparing, bringing back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leaptui.merge import merge3
from leaptui.model.change import Change, Edit
from leaptui.model.clock import FixedClock
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.history.changed import ChangePane
from leaptui.tui.history.compare import CompareSheet
from leaptui.tui.history.past import PastSheet
from leaptui.tui.history.past_rows import PastList
from leaptui.tui.history.timeline import Timeline
from tests.sync.desk import git
from tests.tui.conftest import Desk, Open
from tests.tui.history_desk import AMARA, GAUGE, in_a_week
from tests.tui.two_places import ELSEWHERE, in_many_places, patched

PLACES = ("makerspace", "community")
"""What two machines say of one piece."""


@pytest.fixture
def week(samples: Workspace) -> Workspace:
    """The samples, with a week of Amara's."""
    in_a_week(samples)
    return samples


def lines(desk: Desk) -> list[str]:
    """The rows of the time line, as they stand."""
    return [moment.words for moment in desk.app.screen.query_one(Timeline).moments.values()]


async def go_to(desk: Desk, words: str) -> None:
    """Bring the cursor to the newest row that says this."""
    rows = desk.app.screen.query_one(Timeline)
    key = next(key for key, moment in rows.moments.items() if words in moment.words)
    rows.go_to(key)
    await desk.settle()


def piece_id(desk: Desk) -> str:
    return next(one for one, raw in desk.portfolio.document["evidence"].items() if GAUGE in str(raw["title"]))


async def test_changes_stand_in_the_products_words_newest_first(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        await desk.press("r")
        assert lines(desk)[:4] == [
            "Moved “Wind vane v2” to the trash",
            "Took back: Moved “Wind vane v2” to the trash",
            "Moved “Wind vane v2” to the trash",
            "Set the pace to 4 a week",
        ]
        assert "Tagged “Wind vane” with D4 · growing" in lines(desk)
        assert "Wednesday, 18 November" in desk.text
        assert "on this machine" in desk.text


async def test_a_choice_tells_what_was_chosen_and_over_what(samples: Workspace, at_desk: Open) -> None:
    in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("c")
        # Kept: a piece that was thrown away elsewhere; then the left of all the others, which stand already.
        await desk.press("left", "M")
        await desk.press("r")
        await go_to(desk, "What the beekeeper taught me")
        for said in ("place", "chosen  community", "not     work", "text", "chosen  I thought bees were busy"):
            assert said in desk.text
        await go_to(desk, "Alto line")
        assert "chosen  it is kept" in desk.text
        assert "not     it is in the trash" in desk.text


async def test_what_waits_for_a_choice_since_a_change_is_told_with_all_its_versions(
    week: Workspace, at_desk: Open
) -> None:
    store = PortfolioStore(week, AMARA, FixedClock(datetime(2026, 11, 19, 9, 5, tzinfo=UTC)))
    before = store.portfolio.document
    one, raw = next((one, raw) for one, raw in before["evidence"].items() if "deleted" not in raw)
    here, there = (patched(before, "evidence", one, {"place": place}, "2026-11-18T12:00:00Z") for place in PLACES)
    met = merge3(before, here, there, mine_stamp=week.stamp(), theirs_stamp=ELSEWHERE)
    edit = Edit(raw, met["evidence"][one])
    store.apply(Change("Synced", "2026-11-19T09:05:00Z", {("evidence", one): edit}))
    async with at_desk(week, AMARA) as desk:
        await desk.press("r")
        await go_to(desk, "wait for a choice")
        for place, lead in zip(sorted(PLACES, reverse=True), ("stands", "or"), strict=True):
            assert f"{lead:<8}{place}" in desk.text


async def test_a_change_is_shown_word_by_word(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        await desk.press("r")
        await go_to(desk, "Changed text")
        for said in ("before  Spins twelve", "after   Spins fourteen, sticks", "after   Wind vane v2"):
            assert said in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.focused, ChangePane)
        await desk.press("escape")
        assert isinstance(desk.app.focused, Timeline)


async def test_finding_narrows_the_time_line(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        await desk.press("r", "f")
        await desk.type("pace")
        assert lines(desk) == ["Set the pace to 4 a week"]
        await desk.type("zz")
        assert lines(desk) == []
        assert "lets go of the search" in desk.text
        await desk.press("escape")
        assert len(lines(desk)) > 5


async def test_the_portfolio_as_it_was_is_walked_through_and_nothing_in_it_changes(
    week: Workspace, at_desk: Open
) -> None:
    async with at_desk(week, AMARA) as desk:
        before = desk.path.read_bytes()
        await desk.press("r")
        await go_to(desk, "Tagged “Wind vane” with D4 · growing")
        await desk.press("v")
        assert isinstance(desk.app.screen, PastSheet)
        assert "As it was on Friday, 13 November, 15:25" in desk.text
        assert "nothing here is changed" in desk.text
        rows = desk.app.screen.query_one(PastList)
        assert rows.go_to(f"evidence/{piece_id(desk)}")
        await desk.settle()
        assert "Spins twelve" in desk.text
        assert "It is in the trash now" in desk.text
        await desk.press("right", "escape", "a", "d", "u", "escape")
        assert not isinstance(desk.app.screen, PastSheet)
        assert desk.path.read_bytes() == before


async def test_a_piece_is_brought_back_from_the_past_and_that_is_undone(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        made = piece_id(desk)
        await desk.press("r")
        await go_to(desk, "Tagged “Wind vane” with D4 · growing")
        await desk.press("v")
        assert desk.app.screen.query_one(PastList).go_to(f"evidence/{made}")
        await desk.settle()
        await desk.press("b")
        now = desk.portfolio.evidence[made]
        assert (now.title, now.body) == (GAUGE, ("Spins twelve.",))
        await desk.press("escape")
        assert lines(desk)[0].startswith("Brought “Wind vane” back")
        await desk.press("u")
        assert made not in desk.portfolio.evidence
        assert lines(desk)[0].startswith("Took back")


async def test_one_field_is_brought_back_from_a_change(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        made = piece_id(desk)
        await desk.press("r")
        await go_to(desk, "Changed text")
        await desk.press("b")
        assert "only its title" in desk.text
        await desk.type("only title")
        await desk.press("enter")
        raw = desk.portfolio.raw("evidence", made) or {}
        assert raw["title"] == GAUGE
        assert raw["body"] == ["Spins fourteen, sticks."]


async def test_where_nothing_is_to_be_brought_back_that_is_said(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        await desk.press("r")
        await go_to(desk, "Set the pace")
        await desk.press("b")
        assert "nothing to bring back" in desk.text


async def test_two_moments_are_compared(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        await desk.press("r")
        await go_to(desk, "Set the pace")
        await desk.press("m")
        assert "marked" in desk.text
        assert "Go to another moment" in desk.text
        await go_to(desk, "Added “Wind vane”")
        await desk.press("m")
        assert isinstance(desk.app.screen, CompareSheet)
        assert "Go to another moment" not in desk.text, "it would lie on the sheet"
        assert "From Friday, 13 November to Tuesday, 17 November" in desk.text
        assert "Steps ticked" in desk.text
        await desk.press("escape", "m", "escape")
        assert "marked" not in desk.text


async def test_without_a_past_the_screen_says_what_will_be_here(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("escape", "r")
        assert "Nothing was changed here yet" in desk.text
        assert "What a change did is told here" in desk.text
        assert desk.app.screen.query_one(Timeline).key is None


async def test_esc_leads_back_to_where_one_was(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        await desk.press("4", "r")
        assert "What changed" in desk.text
        await desk.press("escape")
        assert desk.app.screen.query("GoalList")


async def test_another_portfolio_has_its_own_history(week: Workspace, at_desk: Open) -> None:
    async with at_desk(week, AMARA) as desk:
        await desk.press("r")
        assert lines(desk)
        await desk.press("ctrl+p")
        await desk.type("open another")
        await desk.press("enter")
        await desk.type("mateo")
        await desk.press("enter")
        await desk.press("r")
        assert lines(desk) == []


async def test_what_git_holds_is_told_too(week: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-11-18T12:00:00Z")
    (week.local_dir / "saves" / f"{AMARA}.jsonl").unlink()
    git(week.root, "init", "-q", "-b", "main")
    git(week.root, "add", "portfolios")
    git(week.root, "commit", "-q", "-m", "by hand", "--author=Ms Lind <lind@example.org>")
    async with at_desk(week, AMARA) as desk:
        await desk.press("r")
        assert lines(desk)[-1] == "Began the portfolio"
        assert any(line.startswith("Added ") and line.endswith(" pieces") for line in lines(desk))
        assert "Ms Lind" in desk.text
