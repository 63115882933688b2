"""How the machine stands to the others, as who stands before it reads it: in the banner, at the gate, and after `S`."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from leaptui.kiosk.machine import Machine
from leaptui.sync.outcome import SyncKind, SyncOutcome, SyncStanding, SyncState
from leaptui.tui.kiosk.screen import TopLine
from tests.kiosk.conftest import AMARA, BEN, at_gate, in_session
from tests.kiosk.hands import app_of
from tests.tui.conftest import Hands
from tests.tui.two_places import in_many_places

LONG = "Anne Marie Charlotte van den Hoogenband"
READY = SyncState(SyncStanding.READY)
SECRET = "https://machine:hunter2@school.example/portfolios.git"


def stands(machine: Machine, *, is_held: bool) -> None:
    """Let the machine be offline, or held up by what somebody has to see to."""
    courier = machine.courier
    courier.state = replace(READY, is_held=is_held, is_offline=not is_held, reason=SECRET)
    courier.outcome = SyncOutcome(SyncKind.REFUSED if is_held else SyncKind.OFFLINE, f"refused by {SECRET}", raw=SECRET)


def call(machine: Machine, name: str, learner: str) -> None:
    """Let a learner be called otherwise."""
    path = machine.workspace.path(name)
    document = json.loads(path.read_bytes())
    document["meta"]["portfolio"]["learner"]["name"] = learner
    path.write_text(json.dumps(document))


async def banner(hands: Hands) -> str:
    """The banner's words."""
    app_of(hands).carrier.look()
    await hands.settle()
    return hands.text.split("\n")[1]


@pytest.mark.parametrize(("is_held", "short"), [(True, "not synced"), (False, "offline")])
async def test_that_nothing_goes_out_stays_in_the_banner_before_the_framework(
    machine: Machine, is_held: bool, short: str
) -> None:
    stands(machine, is_held=is_held)
    for size in ((80, 25), (60, 18)):
        async with in_session(machine, BEN, size) as hands:
            said = await banner(hands)
            assert "Ben Lind" in said
            assert short in said
            assert "…" not in said, said
    async with in_session(machine, BEN, (120, 36)) as hands:
        said = await banner(hands)
        assert ("not synced: the facilitator can see why" if is_held else "offline, not synced yet") in said


@pytest.mark.parametrize(("is_held", "short"), [(True, "not synced"), (False, "offline")])
async def test_that_nothing_goes_out_stays_beside_a_choice_that_waits_and_a_long_name(
    machine: Machine, is_held: bool, short: str
) -> None:
    in_many_places(machine.workspace)
    stands(machine, is_held=is_held)
    async with in_session(machine, AMARA) as hands:
        said = await banner(hands)
        assert "Amara Okafor " in said
        assert "5 choices wait" in said
        assert short in said
    call(machine, AMARA, LONG)
    for size in ((80, 25), (60, 18)):
        async with in_session(machine, AMARA, size) as hands:
            said = await banner(hands)
            assert LONG[:12] in said
            assert short in said
    call(machine, BEN, LONG)
    async with in_session(machine, BEN) as hands:
        said = await banner(hands)
        assert LONG[:24] in said
        assert "✓ saved" in said
        assert short in said


async def test_at_the_gate_it_is_said_shorter_beside_a_long_question(machine: Machine) -> None:
    stands(machine, is_held=True)
    async with at_gate(machine, (60, 18)) as hands:
        hands.app.screen.query_one(TopLine)._words = "Choose a PIN of six digits or more"
        hands.app.screen.query_one(TopLine).refresh()
        await hands.settle()
        assert hands.text.split("\n")[0].split("more")[1].strip() == "not synced"


@pytest.mark.parametrize(
    ("is_held", "words"), [(True, "The last sync did not go through"), (False, "This machine is offline")]
)
async def test_asking_for_a_sync_says_what_the_last_one_came_to(machine: Machine, is_held: bool, words: str) -> None:
    stands(machine, is_held=is_held)
    async with in_session(machine, BEN) as hands:
        await hands.press("S")
        (said,) = (one.message for one in hands.app._notifications)
        assert said.startswith(words)
        assert "What you write is saved here" in said
        assert not any(part in said for part in ("hunter2", "school.example", "refused"))
        assert machine.courier._wanted.is_set()


async def test_asking_for_a_sync_where_all_is_well_says_that_it_goes_on(machine: Machine) -> None:
    machine.courier.state = READY
    machine.courier.outcome = SyncOutcome(SyncKind.DONE, "")
    async with in_session(machine, BEN) as hands:
        await hands.press("S")
        (said,) = (one.message for one in hands.app._notifications)
        assert said == "Syncing goes on in the background; you can leave meanwhile."
