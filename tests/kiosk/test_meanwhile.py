"""What is changed from a shell or at another console while a learner signs in or is signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leaptui.kiosk.machine import Machine
from leaptui.kiosk.presence import Presence
from leaptui.model.edits.evidence import add_evidence
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.tui.kiosk.attract import Attract
from leaptui.tui.kiosk.gate import Signed
from leaptui.tui.kiosk.run import _forget
from tests.kiosk.conftest import AMARA, BEN, CLEO, SECRETS, at_gate
from tests.kiosk.console import ATTRACT, add, kiosk, sign_in, type_in, wait_for
from tests.kiosk.hands import enter_code, gate_of, looked, signed, until


def replace_code(machine: Machine) -> None:
    machine.register.give_code(CLEO)


def use_code_up(machine: Machine) -> None:
    assert machine.register.choose_secret(CLEO, machine.register.give_code(CLEO), "blue door 8").is_right


def lock_out(machine: Machine) -> None:
    machine.register.set_locked(CLEO, is_locked=True)


@pytest.mark.parametrize(
    ("meanwhile", "words"),
    [
        (replace_code, "This code holds no longer. The facilitator can give another."),
        (use_code_up, "This code holds no longer. The facilitator can give another."),
        (lock_out, "You are locked out at this machine."),
    ],
)
async def test_a_code_that_holds_no_longer_once_a_secret_is_chosen_leads_back_to_the_door(
    machine: Machine, meanwhile: Callable[[Machine], None], words: str
) -> None:
    code = machine.register.give_code(CLEO)
    async with at_gate(machine) as hands:
        await enter_code(hands, code)
        await until(hands, "Choose a PIN")
        await hands.type("tin roof")
        await hands.press("enter")
        await until(hands, "Once more")
        meanwhile(machine)
        await hands.type("tin roof")
        await hands.press("enter")
        await looked(hands)
        assert isinstance(hands.app.screen, Attract)
        assert words in " ".join(hands.text.split())
        assert "That was not it" not in hands.text
        assert gate_of(hands).signed is None


@pytest.mark.parametrize("is_new", [False, True])
async def test_whose_portfolio_was_renamed_at_the_pin_chooses_their_name_once_more(
    machine: Machine, *, is_new: bool
) -> None:
    async with at_gate(machine) as hands:
        name, secret = (CLEO, "tin roof") if is_new else (BEN, SECRETS[BEN])
        if is_new:
            await enter_code(hands, machine.register.give_code(CLEO))
            await until(hands, "Choose a PIN")
            await hands.type(secret)
        else:
            await hands.press("enter")
            await hands.type("ben")
        await hands.press("enter")
        await looked(hands)
        rename_portfolio(machine.workspace, name, "somebody-x")
        await hands.type(secret)
        await hands.press("enter")
        await looked(hands)
        assert isinstance(hands.app.screen, Attract)
        assert "Your portfolio has another name now. Choose your name once more." in " ".join(hands.text.split())
        assert name not in hands.text
        assert "somebody-x" not in hands.text
        await hands.press("enter")
        await hands.type(name.partition("-")[0])
        await hands.press("enter")
        await hands.type(secret)
        await hands.press("enter")
        assert await signed(hands) == "somebody-x"


def renamed_in_a_session(machine: Machine) -> Signed:
    """A session of Amara's in which something was done before her portfolio was given another name from outside."""
    store = PortfolioStore(machine.own(AMARA), AMARA, machine.clock)
    change, _made = add_evidence(store.portfolio, machine.clock.instant(), {"title": "A kite", "date": "2026-03-01"})
    store.apply(change)
    rename_portfolio(machine.workspace, AMARA, "amara-x")
    assert PortfolioStore(machine.workspace, "amara-x").undo_label is not None
    return Signed(AMARA, store)


def test_undo_is_forgotten_also_under_the_name_the_portfolio_has_now(machine: Machine) -> None:
    signed = renamed_in_a_session(machine)
    with Presence(machine.workspace, AMARA) as presence:
        assert _forget(machine, signed, presence) == ""
    assert not (machine.workspace.local_dir / "undo" / "amara-x.jsonl").exists()


def test_undo_of_a_session_that_a_power_cut_ended_is_forgotten_under_the_name_it_has_now(machine: Machine) -> None:
    renamed_in_a_session(machine)
    machine.forget_sessions()
    assert PortfolioStore(machine.workspace, "amara-x").undo_label is None


@pytest.mark.parametrize("name", [AMARA, "amara-x"])
def test_undo_of_a_renamed_portfolio_is_left_to_another_session_of_the_learner(machine: Machine, name: str) -> None:
    signed = renamed_in_a_session(machine)
    with Presence(machine.workspace, AMARA) as presence:
        with Presence(machine.workspace, name):
            assert _forget(machine, signed, presence) == ""
        assert PortfolioStore(machine.workspace, "amara-x").undo_label is not None


def test_a_rename_and_a_lock_from_a_shell_reach_a_session(machine: Machine) -> None:
    """Who is locked out is at the lock at once; what the session did is not to be undone under the portfolio's new name."""
    with kiosk(machine) as terminal:
        sign_in(terminal, AMARA)
        add(terminal, "A kite of paper")
        machine.register.set_locked(AMARA, is_locked=True)
        wait_for(terminal, "Locked: your PIN or passphrase")
        terminal.wait_until_gone("kite")
        rename_portfolio(machine.workspace, AMARA, "amara-x")
        type_in(terminal, "\x1bOS")
        wait_for(terminal, ATTRACT)
    left = PortfolioStore(machine.workspace, "amara-x")
    assert "A kite of paper" in {piece.title for piece in left.portfolio.evidence.values()}
    assert left.undo_label is None
