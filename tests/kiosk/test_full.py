"""A machine whose disk takes nothing: what a learner has half written is held for them, and shown to nobody else."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from leaptui.kiosk import hashing
from leaptui.kiosk.answer import Answer, Kind
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.place import has_room
from leaptui.kiosk.register import UNNOTED_SECONDS
from leaptui.model.edits import new_document
from leaptui.store.drafts import NEW, Drafts
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.tui.kiosk import gate
from leaptui.tui.kiosk.attract import Attract
from leaptui.tui.unkept import Going
from tests.full import full_disk
from tests.kiosk.conftest import AMARA, BEN, PASSPHRASE, SECRETS, at_gate, in_session
from tests.kiosk.hands import app_of, gate_of, touch_words, until
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


async def test_nobody_is_asked_about_what_another_learner_left(machine: Machine) -> None:
    with full_disk():
        async with in_session(machine) as hands:
            await begin(hands)
            app_of(hands).sign_out()
        async with in_session(machine, BEN) as hands:
            assert "not kept yet" not in hands.text
            await hands.press("q")
            assert hands.app._exit
    assert machine.held.holds


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


# ---- nobody's try can be noted


@pytest.mark.parametrize(("passphrase", "kind"), [(PASSPHRASE, Kind.RIGHT), ("another sentence", Kind.WRONG)])
def test_the_facilitator_gets_in_after_a_wait_that_no_restart_saves(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, passphrase: str, kind: Kind
) -> None:
    told: list[object] = []

    def look(hashed: str, secret: str) -> bool:
        told.append("looked")
        return is_secret(hashed, secret)

    is_secret = hashing.is_secret
    monkeypatch.setattr(hashing, "is_secret", look)
    with full_disk():
        assert machine.register.admit(passphrase, told.append).kind is kind
    assert told == [UNNOTED_SECONDS, "looked"]
    assert machine.register.admit(passphrase, told.append).kind is kind
    assert told == [UNNOTED_SECONDS, "looked", "looked"], "where it can be noted, there is no such wait"


def test_who_leaves_and_tries_again_wins_nothing(machine: Machine) -> None:
    second: list[Answer] = []
    with full_disk():
        first = machine.register.admit("one sentence", lambda _s: second.append(machine.register.admit(PASSPHRASE)))
    assert first.kind is Kind.WRONG
    assert [(answer.kind, answer.seconds) for answer in second] == [(Kind.WAITS, UNNOTED_SECONDS)]


def test_a_wait_for_wrong_tries_holds_on_a_full_disk_too(machine: Machine) -> None:
    for _nth in range(4):
        machine.register.admit("one sentence")
    waited: list[float] = []
    with full_disk():
        assert machine.register.admit(PASSPHRASE, waited.append).kind is Kind.WAITS
    assert waited == []


async def test_a_learner_is_let_in_no_more_and_the_facilitator_ends_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaptui.kiosk.register.UNNOTED_SECONDS", 4.0)
    with full_disk():
        async with at_gate(machine) as hands:
            await hands.press("enter")
            await hands.type("amara")
            await hands.press("enter")
            await hands.type(SECRETS[AMARA])
            await hands.press("enter")
            await until(hands, "nobody can sign in just now")
            await hands.press("escape", "f10")
            await hands.type(PASSPHRASE)
            await hands.pilot.press("enter")
            for _nth in range(200):
                await hands.pilot.pause(0.01)
                if "takes nothing" in hands.text:
                    break
            assert "so this takes 4 seconds" in " ".join(hands.text.split())
            await until(hands, "some letters of a name")
            await hands.press("f10", "f2")
            assert gate_of(hands).leaves


def test_a_disk_that_would_not_take_the_file_once_more_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json"
    assert has_room(path), "what is not there says the next question"
    path.touch()
    assert has_room(path)
    found = os.statvfs(tmp_path)
    os.truncate(path, (found.f_bfree + 1) * found.f_frsize)  # it has a size, and takes no room
    assert not has_room(path)


async def test_the_door_says_that_the_disk_is_full_for_as_long_as_it_is(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [True]
    monkeypatch.setattr(gate, "has_room", lambda _path: room[0])
    async with at_gate(machine) as hands:
        for now in (False, True):
            room[0] = now
            gate_of(hands)._watch()
            await hands.settle()
            assert isinstance(hands.app.screen, Attract)
            assert ("its disk is full" in hands.text) is not now


async def test_the_facilitator_reads_that_half_written_words_would_go_with_the_kiosk(machine: Machine) -> None:
    room: list[int] = []
    async with at_gate(machine) as hands:
        with full_disk():
            drafts = Drafts(machine.workspace, AMARA)
            drafts.note(NEW, {"title": WORDS})
            machine.held.leave(AMARA, drafts, lambda: bool(room))
        for is_full in (True, False):
            if not is_full:
                room.append(1)
                machine.held.settle()
            await hands.press("f10")
            await hands.type(PASSPHRASE)
            await hands.press("enter")
            await until(hands, "some letters of a name")
            await hands.press("f10")
            said = " ".join(hands.text.split())
            assert ("is not kept yet" in said) is is_full
            assert ("Everything is saved." in said) is not is_full
            assert WORDS not in said
            await hands.press("escape", "escape")
