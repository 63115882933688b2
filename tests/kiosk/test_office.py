"""The facilitator's office: codes, locks, new portfolios, settings, the way out; by keys and by touch."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events

from leaptui.kiosk.answer import Kind
from leaptui.kiosk.machine import Machine
from leaptui.language import languages
from leaptui.model.clock import Clock
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.sync.outcome import SyncStanding, SyncState
from leaptui.tui.kiosk.attract import Attract
from leaptui.tui.kiosk.choices import Choices
from leaptui.tui.kiosk.entry import Entry
from leaptui.tui.kiosk.gate import Gate
from leaptui.tui.kiosk.office import Office
from leaptui.tui.kiosk.question import Question
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from leaptui.tui.kiosk.session import KioskApp
from leaptui.tui.kiosk.targets import Target
from leaptui.tui.kiosk.tiles import Names
from tests.kiosk.conftest import AMARA, BEN, CLEO, SECRETS, at_gate
from tests.kiosk.hands import gate_of, open_office, signed, touch, until
from tests.tui.conftest import Hands


async def test_the_office_gives_codes_locks_and_begins_portfolios(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.type("cleo")
        await hands.press("enter")
        await until(hands, "A code for Cleo Park")
        assert "to sign in for the first time" in hands.text
        await hands.press("enter")
        await until(hands, "code not used yet")
        for _nth in range(4):
            await hands.press("backspace")
        await hands.type("ben")
        await hands.press("f4")
        await until(hands, "locked out")
        assert machine.register.sign_in(BEN, SECRETS[BEN]).kind is Kind.LOCKED
        await hands.press("f4")
        await until(hands, "can sign in")
        await hands.press("f3")
        await hands.type("Noor Haddad")
        await hands.press("enter")
        await until(hands, "A code for Noor Haddad")
    assert PortfolioStore(machine.workspace, "noor-haddad", Clock()).portfolio.meta.learner.name == "Noor Haddad"
    assert machine.register.learners()["noor-haddad"].code is not None


async def test_a_code_that_was_given_at_the_office_lets_the_learner_in(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.type("cleo")
        await hands.press("enter")
        await until(hands, "A code for Cleo Park")
        screen = hands.app.screen
        code = screen._code  # type: ignore[attr-defined]
        assert re.fullmatch(r"\d{8}", code)
        await hands.press("enter", "escape")
        assert isinstance(hands.app.screen, Attract)
    assert machine.register.choose_secret(CLEO, code, "tin roof").is_right


async def test_settings_turn_by_a_touch(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.press("f6")
        assert "Notice after" in hands.text
        assert "2 minutes" in hands.text
        await hands.press("right")
        assert machine.settings().notice_seconds == 300
        await hands.press("left", "left")
        assert machine.settings().notice_seconds == 60


async def test_another_language_is_spoken_at_once_on_every_screen_of_the_gate(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.type("cleo")
        await hands.press("f6", *["down"] * 7)
        assert "Language" in hands.text
        for _language in languages():
            if machine.settings().language != "es":
                await hands.press("right")
        assert "Ajustes de esta máquina" in hands.text
        (large,) = [row for row in hands.text.split("\n") if "letras grandes" in row]
        assert large.split()[-1] == "no", "and not the number"
        await hands.press("left")
        assert "Settings of this machine" in hands.text, "the cursor stays on the language"
        await hands.press("right", "escape")
        await until(hands, "puede entrar")
        await hands.type("cleo")
        assert hands.app.screen.query_one(Names).key == CLEO
        await hands.press("escape")
        assert "Entrar" in hands.text


async def test_only_the_facilitator_ends_the_kiosk(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.press("f10")
        await until(hands, "End the kiosk on this machine?")
        await hands.press("enter")
        assert not gate_of(hands).leaves
        await touch(hands, "No")
        await touch(hands, "End")
        await touch(hands, "End the kiosk")
        assert gate_of(hands).leaves


async def test_a_code_that_takes_a_learners_secret_away_is_given_by_a_second_step_alone(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.type("ben")
        await hands.press("enter")
        await until(hands, "Give Ben Lind a new code?")
        await hands.press("enter", "enter", "escape")
        assert machine.register.sign_in(BEN, SECRETS[BEN]).is_right
        await hands.press("enter", "f2")
        await until(hands, "A code for Ben Lind")
        assert "to choose a new PIN or passphrase" in hands.text
        assert machine.register.sign_in(BEN, SECRETS[BEN]).kind is Kind.UNKNOWN


async def test_the_target_says_what_it_would_do_with_the_learner_it_is_touched_for(machine: Machine) -> None:
    machine.register.set_locked(BEN, is_locked=True)
    async with at_gate(machine, (120, 36)) as hands:
        await open_office(hands)
        await hands.press("down")
        await touch(hands, "Let in")
        assert not machine.register.learners()[BEN].is_locked
        await touch(hands, "Lock")
    assert machine.register.learners()[BEN].is_locked


async def test_a_second_touch_on_its_way_does_nothing_twice(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.press("down")
        for words, opens in (("Code", Question), ("New", Entry), ("Settings", Choices), ("End", Question)):
            target = next(one for one in hands.app.screen.query(Target) if one.words == words)
            for _nth in range(2):
                target.post_message(Target.Pressed(target))
            await hands.settle()
            found = [screen for screen in hands.app.screen_stack if isinstance(screen, opens)]
            assert len(found) == 1, words
            await hands.press("escape")
            assert isinstance(hands.app.screen, Office), words


async def test_two_touches_on_lock_do_not_take_the_first_one_back(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.type("ben")
        target = next(one for one in hands.app.screen.query(Target) if one.words == "Lock")
        for _nth in range(2):
            target.post_message(Target.Pressed(target))
        await hands.settle()
        assert machine.register.learners()[BEN].is_locked


async def test_a_touch_that_comes_late_is_for_what_lies_above(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await open_office(hands)
        target = next(one for one in hands.app.screen.query(Target) if one.words == "Done")
        x, y = (int(place) for place in target.region.center)
        hands.app.screen.action_help()  # type: ignore[attr-defined]
        event = events.Click(target, 1, 1, 0, 0, 1, False, False, False, x, y)
        target.post_message(event)
        await hands.settle()
        await hands.press("escape")
        assert isinstance(hands.app.screen, Office)


@asynccontextmanager
async def heard(app: Gate | KioskApp) -> AsyncIterator[Hands]:
    """An app whose sentences are shown."""
    async with app.run_test(size=(80, 25), notifications=True) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        yield hands


async def check_all_can_be_touched(hands: Hands) -> None:
    """While something is said, every target that is shown can be touched."""
    screen = hands.app.screen
    assert screen.query("Toast"), "nothing is said"
    targets = [target for target in screen.query(Target) if target.region]
    assert targets
    for target in targets:
        x, y = target.region.center
        assert screen.get_widget_at(int(x), int(y))[0] is target, f"{target.words}:\n{hands.text}"


LONG = "Something went wrong in the program. What was saved is safe. Whoever takes care of this machine can read why."
"""A sentence that takes as much room as one that is said here does."""


async def say_thrice(hands: Hands) -> None:
    """Say as much as comes together where each of three touches is refused, as on a full disk."""
    for _nth in range(3):
        gate_of(hands).say(LONG, trouble=True)
    await hands.settle()


async def test_what_is_said_at_the_gate_covers_nothing_that_can_be_touched(machine: Machine) -> None:
    async with heard(Gate(machine)) as hands:
        await hands.press("enter")
        await say_thrice(hands)
        await check_all_can_be_touched(hands)
    async with heard(Gate(machine)) as hands:
        await hands.press("enter", "f2")
        assert hands.app.screen.query_one(ScreenKeys).region
        gate_of(hands).say(LONG, trouble=True)
        await hands.settle()
        await check_all_can_be_touched(hands)
    async with heard(Gate(machine)) as hands:
        await open_office(hands)
        await hands.press("f4")
        await until(hands, "Amara Okafor is locked out here.")
        await check_all_can_be_touched(hands)
        await hands.press("f6")
        await say_thrice(hands)
        await check_all_can_be_touched(hands)


@pytest.mark.parametrize("key", ["f10", "f3", "f6", "enter"])
async def test_what_was_said_before_lies_over_no_question(machine: Machine, key: str) -> None:
    async with heard(Gate(machine)) as hands:
        await open_office(hands)
        await hands.press("down")
        await say_thrice(hands)
        await hands.press(key)
        screen = hands.app.screen
        assert not isinstance(screen, Office)
        assert not screen.query("Toast"), hands.text


async def test_what_came_of_a_sync_waits_for_the_question_and_names_no_shell(machine: Machine) -> None:
    machine.courier.state = SyncState(SyncStanding.NO_REPOSITORY, reason="“leaptui init .” makes it ready")
    async with heard(Gate(machine)) as hands:
        await open_office(hands)
        await hands.press("f5", "f10")
        await hands.pilot.pause(0.7)
        assert isinstance(hands.app.screen, Question)
        assert not hands.app.screen.query("Toast")
        await hands.press("escape")
        await until(hands, "This machine is connected to no other")
        assert "leaptui init" not in hands.text


async def test_a_code_for_somebody_locked_out_says_that_it_lets_nobody_in_yet(machine: Machine) -> None:
    machine.register.set_locked(AMARA, is_locked=True)
    async with at_gate(machine) as hands:
        await open_office(hands)
        await hands.press("enter", "f2")
        await until(hands, "to choose a new PIN or passphrase")
        assert "Amara Okafor stays locked out here until you let them in." in hands.text


async def test_what_is_said_in_a_session_covers_no_key_on_the_screen(machine: Machine) -> None:
    app = KioskApp(machine, PortfolioStore(machine.own(AMARA), AMARA, machine.clock))
    async with heard(app) as hands:
        for key in ("f8", "a"):  # they are there on the sheet as well
            await hands.press(key)
            assert app.screen.query(ScreenKeys)
            app.say(LONG)
            await hands.settle()
            await check_all_can_be_touched(hands)


async def test_nobody_waits_for_what_went_wrong_inside(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_what: object) -> None:
        raise RuntimeError("nobody foresaw this")

    async def broken_words(hands: Hands) -> None:
        for _nth in range(200):  # a worker that broke is not waited for as others are
            if "This went wrong in the program." in hands.text:
                return
            await hands.pilot.pause(0.02)
        raise AssertionError(hands.text)

    async with heard(Gate(machine)) as hands:
        await open_office(hands)
        with monkeypatch.context() as broken:
            broken.setattr(type(machine.register), "give_code", breaks)
            await hands.press("down", "enter")
            await hands.pilot.click(next(one for one in hands.app.screen.query(Target) if one.words == "A new code"))
            await broken_words(hands)
        office = hands.app.screen
        assert isinstance(office, Office)
        assert not office.is_writing
        await hands.press("enter")
        await touch(hands, "A new code")
        await until(hands, "to choose a new PIN or passphrase")
        await hands.press("enter", "escape", "enter", "enter")
        with monkeypatch.context() as broken:
            broken.setattr(type(machine.register), "sign_in", breaks)
            await hands.pilot.press(*SECRETS[AMARA], "enter")
            await broken_words(hands)
        await hands.press(*SECRETS[AMARA], "enter")
        assert await signed(hands) == AMARA
