"""What is done from the Framework screen: seeing evidence, tagging pieces, setting a goal."""

from __future__ import annotations

import pytest

from leaptui.model.edits import add_evidence
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.goals.goal_form import GoalForm
from leaptui.tui.tagging.picker import TagPicker
from leaptui.tui.widgets.choose import ChooseMany
from tests.tui.conftest import Open
from tests.tui.framework_desk import AMARA, AT, go_to, screen_name
from tests.tui.goals_desk import click


async def test_enter_leads_to_the_evidence_of_a_guideline_or_a_component(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "D4")
        await desk.press("enter")
        assert screen_name(desk) == "evidence"
        assert len(desk.app.screen.query_one(PieceList).rows) == 17
        await desk.press("3", "home", "enter")
        assert len(desk.app.screen.query_one(PieceList).rows) == 45


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_way_back_from_the_evidence_can_be_clicked(
    samples: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    async with at_desk(samples, AMARA, size=size) as desk:
        await desk.press("2")
        assert "Esc Back" not in desk.text.splitlines()[-1]
        await desk.press("3")
        await go_to(desk, "D4")
        await desk.press("enter")
        await click(desk, "Esc Back")
        assert screen_name(desk) == "framework"


async def test_enter_on_a_gap_says_what_to_do(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "C3")
        await desk.press("enter")
        assert screen_name(desk) == "framework"
        assert "No piece shows C3 yet: t tags one, n sets a goal" in desk.text


async def test_t_tags_one_piece_with_level_and_reason(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "C3")
        await desk.press("t")
        assert isinstance(desk.app.screen, ChooseMany)
        await desk.type("rain gauge, second")
        await desk.press("space", "enter")
        assert isinstance(desk.app.screen, TagPicker)
        await desk.press("2", "enter")
        (claim,) = desk.portfolio.claims_for["leap-2020:C3"]
        assert claim.level == "growing"
        assert desk.portfolio.evidence[claim.evidence].title == "Rain gauge, second version"
        assert screen_name(desk) == "framework"
        assert "▸ C3  Advance opportunities through…    ●●○○ growing" in desk.text


async def test_t_tags_some_pieces_and_untags_others_in_one_change(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "D5")
        before = {claim.evidence for claim in desk.portfolio.claims_for["leap-2020:D5"]}
        await desk.press("t", "space", "down", "down", "space", "down", "space", "enter")
        after = {claim.evidence for claim in desk.portfolio.claims_for["leap-2020:D5"]}
        assert len(before - after) == 1
        assert len(after - before) == 2
        await desk.press("u")
        assert {claim.evidence for claim in desk.portfolio.claims_for["leap-2020:D5"]} == before


async def test_n_begins_a_goal_for_the_guideline(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "L2")
        await desk.press("n")
        assert isinstance(desk.app.screen, GoalForm)
        await desk.type("Set my own goals")
        await desk.press("enter")
        goal = next(one for one in desk.portfolio.goals.values() if one.title == "Set my own goals")
        assert [target.guideline for target in goal.guidelines] == ["leap-2020:L2"]


async def test_a_component_is_not_tagged_and_says_why(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3", "home", "t")
        assert "A piece is tagged with a guideline" in desk.text
        await desk.press("n")
        assert "A goal leads to guidelines" in desk.text


async def test_a_component_without_a_piece_says_what_to_do(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "3", "home")
        assert "0 of 8 guidelines have evidence" in desk.text
        assert "There is no piece yet: a adds one." in desk.text
        await desk.press("down")
        assert "No piece shows this yet: a adds one, n sets a goal for it." in desk.text
        await desk.press("enter")
        assert "No piece shows F1 yet: a adds one, n sets a goal for it." in desk.text
    store.apply(add_evidence(store.portfolio, AT, {"title": "Bread"})[0])
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("3", "home")
        assert "No piece yet: t on a guideline tags one." in desk.text
