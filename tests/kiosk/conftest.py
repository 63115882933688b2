"""A shared machine to test: two learners with a secret each, and hands at the gate or in a session."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from leaptui.kiosk.courier import Courier
from leaptui.kiosk.hashing import Cost
from leaptui.kiosk.kept import KioskSettings
from leaptui.kiosk.machine import Machine, give_code
from leaptui.kiosk.register import Register
from leaptui.model.edits import new_document
from leaptui.model.edits.evidence import add_evidence
from leaptui.store.bundled import copy_samples
from leaptui.store.frameworks import DEFAULT
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.kiosk.gate import Gate
from leaptui.tui.kiosk.idle import IdleWatch
from leaptui.tui.kiosk.session import KioskApp
from tests.tui.conftest import THURSDAY, Hands, RunningClock

QUICK = Cost(1, 64, 1)
"""What a hash costs in tests: next to nothing."""
PASSPHRASE = "warm rain on tin"
AMARA, BEN, CLEO = "amara-okafor", "ben-lind", "cleo-park"
SECRETS = {AMARA: "204816", BEN: "blue door 7"}
BENS = "what only Ben knows"
"""Words that stand in Ben's portfolio alone."""


def make_machine(root: Path, settings: KioskSettings | None = None, now: Callable[[], float] = time.time) -> Machine:
    """A machine with Amara of the samples, Ben, and Cleo who was not let in yet."""
    copy_samples(root / "school")
    workspace = Workspace(root / "school")
    workspace.path("mateo-quispe").unlink()
    clock = RunningClock(THURSDAY)
    for name, learner in ((BEN, "Ben Lind"), (CLEO, "Cleo Park")):
        document = new_document(learner, DEFAULT, clock.today(), clock.instant())
        store = PortfolioStore.create(workspace, name, document, clock)
        change, _made = add_evidence(
            store.portfolio, clock.instant(), {"title": f"{BENS}: {name}", "date": "2026-03-01"}
        )
        store.apply(change)
    (root / "stick").mkdir()
    register = Register(root / "own", workspace, now)
    register.set_up(PASSPHRASE, settings or KioskSettings(stick=str(root / "stick")), QUICK)
    for name, secret in SECRETS.items():
        assert register.choose_secret(name, give_code(workspace, register, name), secret).is_right
    return Machine(workspace, register, Courier(workspace, 10), clock, is_stick=lambda path: path == root / "stick")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return make_machine(tmp_path)


@asynccontextmanager
async def at_gate(machine: Machine, size: tuple[int, int] = (80, 25)) -> AsyncIterator[Hands]:
    gate = Gate(machine)
    async with gate.run_test(size=size) as pilot:
        hands = Hands(gate, pilot)
        await hands.settle()
        yield hands


@asynccontextmanager
async def in_session(
    machine: Machine, name: str = AMARA, size: tuple[int, int] = (80, 25), idle: IdleWatch | None = None, twin: str = ""
) -> AsyncIterator[Hands]:
    app = KioskApp(machine, PortfolioStore(machine.own(name), name, machine.clock), idle, twin)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        yield hands


Session = Callable[..., AbstractAsyncContextManager[Hands]]
