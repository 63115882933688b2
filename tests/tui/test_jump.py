"""Jumping: letters stand over the places of a screen, and bring the keys there."""

from __future__ import annotations

import re

import pytest

from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.jump.screen import Jump, Letter
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"


def letter_over(desk: Desk, text: str) -> str:
    """The letter that stands before a text on the screen."""
    found = re.search(rf"(?:\[(\w)\]| (\w) )\s*{re.escape(text)}", desk.text)
    assert found, desk.text
    return found[1] or found[2]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_letter_leads_to_its_row(samples: Workspace, at_desk: Open, size: tuple[int, int]) -> None:
    async with at_desk(samples, AMARA, size=size) as desk:
        await desk.press("2", "ctrl+o")
        assert "a letter goes there" in desk.text.splitlines()[-1]
        await desk.press(letter_over(desk, "Why the salt does that"))
        pieces = desk.app.screen.query_one(PieceList)
        assert desk.app.focused is pieces
        assert desk.portfolio.evidence[pieces.key or ""].title == "Why the salt does that"


async def test_a_letter_leads_to_another_pane(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "ctrl+o", "a")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "facets"


@pytest.mark.parametrize("key", ["escape", "ctrl+o"])
async def test_jumping_can_be_left(samples: Workspace, at_desk: Open, key: str) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        before = desk.app.focused
        await desk.press("ctrl+o")
        assert isinstance(desk.app.screen, Jump)
        await desk.press(key)
        assert not isinstance(desk.app.screen, Jump)
        assert desk.app.focused is before


async def test_a_letter_that_stands_nowhere_does_nothing(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "ctrl+o", "Z")
        assert isinstance(desk.app.screen, Jump)


async def test_the_fields_of_a_sheet_are_places_too(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Bees")
        await desk.press("ctrl+o")
        fields = len(desk.app.screen.query(Letter))
        assert fields == len(desk.app.screen_stack[-2].focus_chain)
        await desk.press("s")
        assert desk.app.focused is desk.app.screen.focus_chain[1]
        assert "Bees" in desk.text


async def test_letters_can_be_clicked(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "ctrl+o")
        first = desk.app.screen.query(Letter).first()
        await desk.pilot.click(first)
        await desk.settle()
        assert desk.app.focused is not None
        assert desk.app.focused.id == "facets"


async def test_letters_are_told_without_colour(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "ctrl+o")
        assert "[a]" in desk.text
