"""A machine whose disk takes nothing: what a learner has half written is held for them, and shown to nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from leaptui.kiosk.machine import Machine
from leaptui.model.edits import new_document
from leaptui.store.drafts import NEW, Drafts
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.tui.unkept import Going
from tests.full import full_disk
from tests.kiosk.conftest import AMARA, BEN, in_session
from tests.kiosk.hands import app_of, touch_words
from tests.tui.conftest import Hands

WORDS = "A kite that flew"


async def begin(hands: Hands) -> None:
    """Begin a piece, and leave the sheet."""
    await hands.press("a")
    await hands.type(WORDS)
    await hands.press("escape")
    app_of(hands).look_again()
    await hands.settle()


async def shown(machine: Machine, name: str) -> bool:
    """Whether a learner who signs in now goes on with these words."""
    async with in_session(machine, name) as hands:
        await hands.press("a")
        return WORDS in hands.text


@pytest.mark.parametrize("way", ["asked", "lock", "walked away"])
async def test_it_is_held_for_the_learner_alone_and_written_once_there_is_room(machine: Machine, way: str) -> None:
    with full_disk():
        async with in_session(machine) as hands:
            await begin(hands)
            assert "not kept yet" in hands.text
            if way == "asked":
                await touch_words(hands, "Sign out")
                assert isinstance(hands.app.screen, Going)
                assert "It is held for you until this machine is switched off." in " ".join(hands.text.split())
                await hands.press("y")
            elif way == "lock":
                await hands.press("f9", "f4")
            else:
                app_of(hands).sign_out()
            assert hands.app._exit
        machine.held.settle()
        assert machine.held.holds
        assert not await shown(machine, BEN)
        assert await shown(machine, AMARA)
        assert machine.held.holds, "it is held again"
    machine.held.settle()
    assert not machine.held.holds
    assert (Drafts(machine.workspace, AMARA).get(NEW) or {})["title"] == WORDS
    assert Drafts(machine.workspace, BEN).get(NEW) is None


async def test_another_portfolio_that_has_the_name_by_then_gets_none_of_it(machine: Machine) -> None:
    with full_disk():
        async with in_session(machine) as hands:
            await begin(hands)
            app_of(hands).sign_out()
    rename_portfolio(machine.workspace, AMARA, "amara-x")
    document = new_document("Amara Okafor", "leap-2020", date(2026, 3, 1), "2026-03-01T15:00:00Z")
    PortfolioStore.create(machine.workspace, AMARA, document)
    machine.names()
    machine.held.settle()
    assert machine.held.holds
    assert Drafts(machine.workspace, AMARA).get(NEW) is None
    assert not await shown(machine, AMARA)
    assert await shown(machine, "amara-x")
