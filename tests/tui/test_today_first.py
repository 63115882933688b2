"""Before there is anything in a portfolio, Today asks one question and takes the answer on the spot."""

from __future__ import annotations

import pytest

from leaptui.model.canonical import canonical_bytes, read_document
from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.form import PieceForm
from leaptui.tui.goals.goal_form import GoalForm
from leaptui.tui.goals.pace_form import PaceForm
from leaptui.tui.today.steps import NextSteps
from tests.tui.conftest import Open
from tests.tui.today_desk import TODAY, footer


async def test_a_new_portfolio_asks_one_question_and_keeps_the_answer(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        for words in ("Welcome, Noor.", "What did you make, try or find out lately?", "How it grows", "a file"):
            assert words in desk.text
        assert footer(desk).startswith("  Enter Keep it   Tab Other starts")
        await desk.type("I taught my cousin to ride a bike")
        await desk.press("enter")
        (piece,) = desk.portfolio.evidence.values()
        assert (piece.title, piece.made_on, piece.kind) == ("I taught my cousin to ride a bike", TODAY, "text")
        assert "Welcome" not in desk.text
        assert "Next steps" in desk.text
        assert isinstance(desk.app.focused, NextSteps)
        await desk.press("u")
        assert "Welcome, Noor." in desk.text


async def test_the_first_line_takes_figures_and_any_letter(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.type("2 question? / a t")
        await desk.press("enter")
        assert [piece.title for piece in desk.portfolio.evidence.values()] == ["2 question? / a t"]


async def test_an_empty_line_is_no_piece(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("space", "enter")
        assert not desk.portfolio.evidence
        assert "A few words are enough" in desk.text


async def test_other_starts_work(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "enter")
        assert isinstance(desk.app.screen, PieceForm)
        assert desk.app.focused is not None
        assert desk.app.focused.id == "files"
        await desk.press("escape", "down", "enter")
        assert isinstance(desk.app.screen, GoalForm)
        await desk.press("escape", "down", "enter")
        assert isinstance(desk.app.screen, PaceForm)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 18)])
async def test_the_welcome_has_room_everywhere(empty: Workspace, at_desk: Open, size: tuple[int, int]) -> None:
    async with at_desk(empty, "noor-haddad", size=size) as desk:
        assert "What did you make, try or find out lately?" in desk.text
        assert "a goal" in desk.text
        if size[1] >= 24:
            assert "Nothing here is graded" in desk.text


async def test_where_nothing_can_be_kept_the_welcome_does_not_say_it_can(empty: Workspace, at_desk: Open) -> None:
    path = empty.path("noor-haddad")
    newer = read_document(path.read_bytes())
    newer["meta"]["portfolio"]["min_writer"] = 99
    path.write_bytes(canonical_bytes(newer))
    async with at_desk(empty, "noor-haddad") as desk:
        assert "Enter keeps it" not in desk.text
        assert "This portfolio can only be read here, so nothing can be kept." in desk.text
