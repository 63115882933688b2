"""Switching the framework: what was claimed is kept, shown as of elsewhere, or moves with the map of codes."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from leaptui.model.edits import add_evidence
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.evidence.screen import EvidenceScreen
from leaptui.tui.framework.rows import GuidelineTree
from leaptui.tui.framework.switch import MoveClaims
from leaptui.tui.framework.tree import ELSEWHERE
from leaptui.tui.widgets.choose import Choose
from tests.tui.big_framework import put_ministry
from tests.tui.conftest import Desk, Open
from tests.tui.framework_desk import put_edition

AT = "2026-11-19T16:40:00Z"
NOOR = "noor-haddad"


@pytest.fixture
def tagged(empty: Workspace) -> Workspace:
    """Noor's portfolio with a piece tagged D4 and L1."""
    store = PortfolioStore(empty, NOOR)
    levels: dict[str, str | None] = {"leap-2020:D4": "growing", "leap-2020:L1": "starting"}
    store.apply(add_evidence(store.portfolio, AT, {"title": "Rain gauge", "made_on": "2026-11-02"}, levels)[0])
    return empty


def codes(desk: Desk) -> list[str]:
    return sorted(claim.guideline for claim in desk.portfolio.claims.values())


async def choose(desk: Desk, words: str) -> None:
    await desk.press("3", "F")
    assert isinstance(desk.app.screen, Choose)
    await desk.type(words)
    await desk.press("enter")


async def test_claims_move_to_the_edition_that_replaces_theirs(tagged: Workspace, at_desk: Open) -> None:
    put_edition(tagged, {"D4": ["M1"]})
    async with at_desk(tagged, NOOR) as desk:
        await choose(desk, "2025")
        assert isinstance(desk.app.screen, MoveClaims)
        text = " ".join(desk.text.split())
        assert "1 claim of the edition before has a place in this one" in text
        assert "1 claim has no place in it" in text
        await desk.press("y")
        assert desk.portfolio.meta.framework == "leap-2025"
        assert codes(desk) == ["leap-2020:L1", "leap-2025:M1"]
        assert "Switched to LEAP Learning Framework 2025, 1 claim moved." in desk.text
        assert "M1  Show learning" in desk.text
        assert "Not in this framework" in desk.text
        await desk.press("u")
        assert desk.portfolio.meta.framework == "leap-2020"
        assert codes(desk) == ["leap-2020:D4", "leap-2020:L1"]
        assert "D4  Demonstrate" in desk.text


async def test_switching_only_keeps_claims_and_shows_them_as_of_elsewhere(tagged: Workspace, at_desk: Open) -> None:
    put_edition(tagged, {"D4": ["M1"]})
    async with at_desk(tagged, NOOR) as desk:
        await choose(desk, "2025")
        await desk.press("n")
        assert codes(desk) == ["leap-2020:D4", "leap-2020:L1"]
        await desk.press("end")
        assert desk.app.screen.query_one(GuidelineTree).key == ELSEWHERE
        line = next(line for line in desk.text.splitlines() if "Not in this framework" in line)
        assert "2 claims" in line
        assert "LEAP 2020   L1 1 · D4 1" in desk.text
        await desk.press("t")
        assert "A piece is tagged with a guideline" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, EvidenceScreen)
        assert len(desk.app.screen.query_one(PieceList).ids) == 1
        assert "Articulate their needs" in desk.text
        assert "(LEAP 2020)" in desk.text
        await desk.press("escape")
        assert desk.app.screen.query_one(GuidelineTree).key == ELSEWHERE


async def test_leaving_the_question_changes_nothing(tagged: Workspace, at_desk: Open) -> None:
    put_edition(tagged, {"D4": ["M1"]})
    async with at_desk(tagged, NOOR) as desk:
        await choose(desk, "2025")
        await desk.press("escape")
        assert desk.portfolio.meta.framework == "leap-2020"


async def test_moving_can_come_later(tagged: Workspace, at_desk: Open) -> None:
    put_edition(tagged, {"D4": ["M1"]})
    async with at_desk(tagged, NOOR) as desk:
        await choose(desk, "2025")
        await desk.press("n")
        await choose(desk, "2025")
        await desk.press("y")
        assert codes(desk) == ["leap-2020:L1", "leap-2025:M1"]


async def test_a_framework_that_replaces_nothing_is_switched_to_at_once(tagged: Workspace, at_desk: Open) -> None:
    put_ministry(tagged)
    async with at_desk(tagged, NOOR) as desk:
        await choose(desk, "ministry")
        assert desk.portfolio.meta.framework == "ministry-2026"
        assert "National Framework of Lifelong" in desk.text
        assert codes(desk) == ["leap-2020:D4", "leap-2020:L1"]
        await desk.press("2", "t")
        assert "300 of 300 guidelines" in desk.text


async def test_what_evidence_was_narrowed_to_is_let_go_with_its_framework(tagged: Workspace, at_desk: Open) -> None:
    put_edition(tagged, {})
    async with at_desk(tagged, NOOR) as desk:
        await desk.press("3", "enter", "3")
        await choose(desk, "2025")
        await desk.press("2")
        assert isinstance(desk.app.screen, EvidenceScreen)
        assert desk.app.screen.narrow.is_open


async def test_the_palette_leads_there_from_any_screen(tagged: Workspace, at_desk: Open) -> None:
    put_edition(tagged, {})
    async with at_desk(tagged, NOOR) as desk:
        for screen in ("1", "3"):
            await desk.press(screen, "ctrl+p")
            await desk.type("switch the framework")
            assert desk.text.count("Switch the framework") == 1
            await desk.press("enter")
            assert "Which framework?" in desk.text
            await desk.press("escape")


async def test_with_one_framework_only_it_is_told_where_others_go(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "3", "F")
        assert "There is no other framework here." in desk.text


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (160, 50)])
async def test_a_ministry_s_framework_keeps_its_columns(empty: Workspace, at_desk: Open, size: tuple[int, int]) -> None:
    put_ministry(empty)
    async with at_desk(empty, "ren", size=size) as desk:
        await desk.press("3", "down")
        assert "学びに向かう力" in desk.text
        assert "01.A" in desk.text
        assert "1 of 6" in desk.text
        await desk.press("right", "down", "right", "down")
        assert desk.app.screen.query_one(GuidelineTree).key == "ministry-2026:01.A.1.1"
        assert "●●●○○○○" in desk.text
        assert "Learners grow in 学びに向かう力: strand 1: 自分の考えを" in desk.text
        assert "practising with substantial support" in desk.text
        for keys in (("end",), ("m", "left"), ("f",)):
            await desk.press(*keys)
            assert max(map(cell_len, desk.text.splitlines())) <= size[0]
