"""A window under the least size: every screen of a kiosk says so, shows nothing of anybody, and does nothing that is not seen."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from leaptui.kiosk.machine import Machine
from leaptui.tui.kiosk.attract import Attract
from leaptui.tui.kiosk.locked import Locked
from leaptui.tui.kiosk.office import Office
from leaptui.tui.kiosk.small import SmallCover
from leaptui.tui.kiosk.targets import Target
from leaptui.tui.widgets.desk import DeskScreen
from tests.kiosk.conftest import AMARA, BEN, SECRETS, at_gate, in_session
from tests.kiosk.hands import app_of, gate_of, open_office, signed
from tests.tui.conftest import Hands

SMALL = [(40, 15), (30, 8), (59, 40), (120, 17)]
SENTENCE = "leaptui needs 60 columns and 18 rows; please make the window larger."


async def resize(hands: Hands, *size: int) -> None:
    """Give the window another size."""
    await hands.pilot.resize_terminal(*size)
    await hands.settle()


def words(hands: Hands) -> str:
    """All that is to be read, on one line."""
    return " ".join(hands.text.split())


@pytest.mark.parametrize("size", SMALL)
async def test_the_gate_says_so_on_every_screen_and_goes_on_where_it_was(
    machine: Machine, size: tuple[int, int]
) -> None:
    async with at_gate(machine) as hands:
        for keys in ([], ["enter"], ["enter"]):
            await hands.press(*keys)
            before, screen = hands.text, hands.app.screen
            await resize(hands, *size)
            assert words(hands) == SENTENCE
            await hands.press("enter", "escape", "f1", "f2", "f10")
            assert hands.app.screen is screen, "nothing is done that is not seen"
            await resize(hands, 80, 25)
            assert hands.text == before
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        assert await signed(hands) == AMARA


async def test_the_gate_that_begins_anew_in_a_small_window_says_so(machine: Machine) -> None:
    async with at_gate(machine, (40, 15)) as hands:
        assert words(hands) == SENTENCE
        await hands.press("x")
        gate_of(hands).begin()
        await hands.settle()
        assert isinstance(hands.app.screen, Attract)
        assert words(hands) == SENTENCE


async def test_the_office_gives_no_code_that_is_not_seen(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.type("ben")
        await resize(hands, 40, 15)
        await hands.press("enter", "f2", "f4")
        assert isinstance(hands.app.screen, Office)
        assert words(hands) == SENTENCE
        assert machine.register.sign_in(BEN, SECRETS[BEN]).is_right
        await resize(hands, 80, 25)
        assert hands.app.screen.query_one(Input).value == "ben"
        assert isinstance(hands.app.focused, Input)


@pytest.mark.parametrize("size", SMALL)
@pytest.mark.parametrize("by_touch", [True, False])
async def test_the_lock_shows_nothing_of_the_learner_and_the_way_out(
    machine: Machine, size: tuple[int, int], by_touch: bool
) -> None:
    async with in_session(machine, size=size) as hands:
        assert words(hands) == SENTENCE
        await hands.press("f9")
        assert isinstance(hands.app.screen, Locked)
        assert "Amara" not in hands.text
        assert SENTENCE in words(hands)
        (out,) = (one for one in hands.app.screen.query(SmallCover).first().query(Target))
        assert out.words == "Sign out"
        assert "F4" in hands.text
        assert hands.app.screen.region.contains_region(out.region)
        await hands.press("enter", "escape", "f1", "f2")
        assert isinstance(hands.app.screen, Locked)
        if by_touch:
            await hands.pilot.click(out)
            await hands.settle()
        else:
            await hands.press("f4")
        assert hands.app.return_code == 0


async def test_a_lock_that_is_opened_in_a_larger_window_leads_to_the_desk(machine: Machine) -> None:
    async with in_session(machine) as hands:
        for before in (True, False):
            if before:
                await resize(hands, 40, 15)
            await hands.press("f9")
            if not before:
                await resize(hands, 40, 15)
            await resize(hands, 80, 25)
            assert isinstance(hands.app.screen, Locked), "a larger window opens no lock"
            await hands.type(SECRETS[AMARA])
            await hands.press("enter")
            for _nth in range(200):
                if not app_of(hands).is_locked:
                    break
                await hands.pilot.pause(0.02)
            await hands.settle()
            assert isinstance(hands.app.screen, DeskScreen)
