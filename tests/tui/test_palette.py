"""The command palette has everything that can be done, found by any of its words."""

from __future__ import annotations

import pytest

from leaptui import language
from leaptui.store.settings import Settings
from leaptui.store.workspace import Workspace
from leaptui.tui.commands import MOVING, moves_about, without_key
from leaptui.tui.keys import held_back, offers
from leaptui.tui.widgets.choose import Choose, fitting
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"


async def palette(desk: Desk) -> Choose:
    """Open the palette."""
    await desk.press("ctrl+p")
    assert isinstance(desk.app.screen, Choose)
    return desk.app.screen


@pytest.mark.parametrize("screen", ["1", "2", "3", "4"])
async def test_every_action_of_a_screen_is_there(samples: Workspace, at_desk: Open, screen: str) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press(screen)
        for _ in desk.app.screen.focus_chain:
            found = [*offers(desk.app.screen), *held_back(desk.app.screen)]
            wanted = {offer.id for offer in found if not offer.id.startswith(MOVING) and not moves_about(offer)}
            wanted |= {command.key for command in without_key(desk.app)}
            there = {option.key for option in (await palette(desk)).options}
            assert wanted <= there
            await desk.press("escape", "tab")


async def test_words_are_found_in_any_order_and_in_what_is_told_of_them(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        options = (await palette(desk)).options
        for typed, title in (
            ("goals go", "Go to Goals"),
            ("LANG", "Change the language"),
            ("evidence piece add", "Add"),
            ("^o", "Jump"),
            ("written", "Change how days are written"),
            ("colours", "Change the theme"),
            ("rename", "Rename the portfolio"),
        ):
            assert fitting(options, typed)[0].title == title


async def test_undo_says_what_it_would_take_back(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "d", "ctrl+p")
        await desk.type("undo")
        assert "to the trash" in desk.text
        await desk.press("enter")
        assert "Undo: " in desk.text


async def test_what_has_no_key_can_be_done(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("ctrl+p")
        await desk.type("empty")
        await desk.press("enter")
        assert desk.portfolio.trash == []


async def test_the_language_is_chosen_and_holds_at_once(samples: Workspace, at_desk: Open) -> None:
    try:
        async with at_desk(samples, AMARA) as desk:
            await desk.press("3", "ctrl+p")
            await desk.type("language")
            await desk.press("enter")
            assert "As the system says" in desk.text
            assert "Español" in desk.text
            await desk.type("espa")
            await desk.press("enter")
            assert language.language() == "es"
            assert "2 Evidencia" in desk.text.splitlines()[1]
            assert "✓ guardado   solo en esta máquina" in desk.text.splitlines()[0]
            await desk.press("1")
            assert "jueves" in desk.text.casefold()
            await desk.press("ctrl+p")
            await desk.type("idioma")
            await desk.press("enter", "home")
            await desk.press("ctrl+home", "enter")
            assert language.language() == "en"
            assert "2 Evidence" in desk.text.splitlines()[1]
        assert Settings.load().language is None
    finally:
        language.use()


async def test_the_form_of_days_is_chosen_and_holds_at_once(samples: Workspace, at_desk: Open) -> None:
    try:
        async with at_desk(samples, AMARA) as desk:
            assert "Thursday, 19 November" in desk.text
            await desk.press("ctrl+p")
            await desk.type("days are")
            await desk.press("enter")
            assert "Thursday, November 19" in desk.text
            await desk.type("2026-11-19")
            await desk.press("enter")
            assert "2026-11-19" in desk.text
            assert "19 November" not in desk.text
        assert Settings.load().date_form == "iso"
    finally:
        language.use()
