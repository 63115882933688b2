"""The lock: walking away, the key that locks, being locked out by the facilitator; nothing is seen and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.widgets import Input, Static

from leaptui.kiosk.kept import KioskSettings
from leaptui.kiosk.machine import Machine
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.tui.kiosk.idle import IdleNotice, IdleWatch
from leaptui.tui.kiosk.locked import Locked
from tests.kiosk.conftest import AMARA, BEN, SECRETS, in_session
from tests.kiosk.hands import Hour, app_of, looked, touch, until
from tests.tui.conftest import Hands


@asynccontextmanager
async def alone(machine: Machine, name: str = AMARA) -> AsyncIterator[tuple[Hands, Hour]]:
    """A session in which time passes by hand: notice after 60, lock after 30 more, out after 600 more."""
    hour = Hour()
    settings = KioskSettings(notice_seconds=60, lock_seconds=30, leave_seconds=600)
    async with in_session(machine, name, idle=IdleWatch(settings, hour)) as hands:
        yield hands, hour


async def pass_by(hands: Hands, hour: Hour, seconds: float) -> None:
    hour.now += seconds
    app_of(hands).look_for_somebody()
    await hands.settle()


async def test_a_notice_then_the_lock_then_the_way_out(machine: Machine) -> None:
    async with alone(machine) as (hands, hour):
        await pass_by(hands, hour, 59)
        assert not isinstance(hands.app.screen, IdleNotice)
        await pass_by(hands, hour, 2)
        assert "29 seconds" in str(hands.app.screen.query_one("#words", Static).render())
        await pass_by(hands, hour, 29)
        assert isinstance(hands.app.screen, Locked)
        await pass_by(hands, hour, 599)
        assert app_of(hands).return_code is None
        await pass_by(hands, hour, 2)
        assert app_of(hands).return_code == 0


async def test_any_key_answers_the_notice_and_does_nothing_else(machine: Machine) -> None:
    async with alone(machine) as (hands, hour):
        await pass_by(hands, hour, 61)
        await hands.press("2")
        assert not isinstance(hands.app.screen, IdleNotice)
        assert app_of(hands).screen.NAME == "today"  # type: ignore[attr-defined]
        await pass_by(hands, hour, 59)
        assert not isinstance(hands.app.screen, IdleNotice), "it counts from then on"


async def test_the_key_that_locks_does_so_from_the_notice_too(machine: Machine) -> None:
    async with alone(machine) as (hands, hour):
        await pass_by(hands, hour, 61)
        assert isinstance(hands.app.screen, IdleNotice)
        await hands.press("f9")
        assert isinstance(hands.app.screen, Locked)
        assert not any(isinstance(screen, IdleNotice) for screen in hands.app.screen_stack)


async def test_nothing_of_the_portfolio_is_to_be_seen_while_it_is_locked(machine: Machine) -> None:
    words = {piece.title for piece in PortfolioStore(machine.workspace, AMARA).portfolio.evidence.values()}
    async with alone(machine) as (hands, hour):
        await hands.press("2")
        assert any(title[:20] in hands.text for title in words)
        app_of(hands).say("Rain gauge, second version was kept.")
        await pass_by(hands, hour, 91)
        assert not any(title[:12] in hands.text for title in words)
        app_of(hands).say("Rain gauge, second version was kept.")
        await hands.settle()
        assert "Rain gauge" not in hands.text
        for key in [
            "ctrl+p",
            "ctrl+o",
            "question_mark",
            "f1",
            "1",
            "2",
            "a",
            "S",
            "u",
            "escape",
            "tab",
            "f8",
            "f9",
            "r",
            "ctrl+q",
            "q",
        ]:
            await hands.press(key)
            assert isinstance(hands.app.screen, Locked), key
            assert app_of(hands).return_code is None, key


async def test_the_same_learner_goes_on_where_they_were(machine: Machine) -> None:
    async with alone(machine) as (hands, hour):
        await hands.press("a")
        await hands.type("A kite")
        await pass_by(hands, hour, 91)
        assert "kite" not in hands.text
        await hands.type("blue door 7")
        await hands.press("enter")
        await until(hands, "That was not it")
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await until(hands, "A kite")
        await hands.press("enter")
    assert any(
        piece.title == "A kite" for piece in PortfolioStore(machine.workspace, AMARA).portfolio.evidence.values()
    )


@pytest.mark.parametrize("keys", ["a", "a f8", "ctrl+p", "question_mark", "f1", "2 slash", "2"])
async def test_a_key_locks_at_once_whatever_lies_on_the_screen(machine: Machine, keys: str) -> None:
    async with in_session(machine) as hands:
        await hands.press(*keys.split())
        below = hands.app.screen
        await hands.press("f9")
        assert isinstance(hands.app.screen, Locked)
        stack = list(hands.app.screen_stack)
        await hands.press("f9")
        assert hands.app.screen_stack == stack, "behind the lock it does nothing"
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await looked(hands)
        assert hands.app.screen is below


async def test_what_is_half_written_is_there_again_after_the_key_that_locks(machine: Machine) -> None:
    async with in_session(machine) as hands:
        await hands.press("a")
        await hands.type("A kite")
        await hands.press("f9")
        assert "kite" not in hands.text
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await until(hands, "A kite")
        await hands.press("enter")
    titles = {piece.title for piece in PortfolioStore(machine.workspace, AMARA).portfolio.evidence.values()}
    assert "A kite" in titles


@pytest.mark.parametrize("step", [0, 1, 2])
@pytest.mark.parametrize("is_entered", [False, True], ids=["half typed", "entered"])
async def test_locking_while_a_secret_is_changed_loses_nothing(
    machine: Machine, step: int, *, is_entered: bool
) -> None:
    """Also where the lock comes between what was entered and its answer, which takes half a second on a real machine."""
    entered = [SECRETS[AMARA], "tin roof", "tin roof"]
    async with in_session(machine) as hands:
        app_of(hands)._change_secret()
        await hands.settle()
        for nth, words in enumerate(entered):
            await hands.type(words)
            if nth != step:
                await hands.press("enter")
                await looked(hands)
                continue
            if is_entered:
                await hands.pilot.press("enter", "f9")
            else:
                await hands.pilot.press("f9")
            await looked(hands)
            assert isinstance(hands.app.screen, Locked) or (is_entered and step == 2)
            is_changed = machine.register.sign_in(AMARA, "tin roof").is_right
            await hands.type("tin roof" if is_changed else SECRETS[AMARA])
            await hands.press("enter")
            await looked(hands)
            assert not app_of(hands).is_locked
            if not is_entered:
                assert hands.app.screen.query_one("#line", Input).value == words
                await hands.press("enter")
                await looked(hands)
        await until(hands, "1 Today")
    assert machine.register.sign_in(AMARA, "tin roof").is_right


async def test_a_passphrase_that_says_what_a_target_says_is_only_a_passphrase(machine: Machine) -> None:
    assert machine.register.change_secret(AMARA, SECRETS[AMARA], "Sign out").is_right
    async with alone(machine) as (hands, hour):
        await pass_by(hands, hour, 91)
        await hands.type("Sign out")
        await hands.press("enter")
        await until(hands, "1 Today")
        assert app_of(hands).return_code is None


async def test_anybody_can_make_room_for_the_next(machine: Machine) -> None:
    async with alone(machine) as (hands, hour):
        await pass_by(hands, hour, 91)
        await touch(hands, "Sign out")
        assert app_of(hands).return_code == 0


@pytest.mark.parametrize("keys", ["2", "a", "ctrl+p"])
async def test_who_is_locked_out_in_a_session_is_at_the_lock_and_keeps_what_they_write(
    machine: Machine, keys: str
) -> None:
    async with in_session(machine) as hands:
        await hands.press(keys)
        await hands.type("kite")
        below = hands.app.screen
        machine.register.set_locked(AMARA, is_locked=True)
        app_of(hands).look_for_somebody()
        await hands.settle()
        assert isinstance(hands.app.screen, Locked)
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await until(hands, "has let you in. What you wrote is kept.")
        machine.register.set_locked(AMARA, is_locked=False)
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await looked(hands)
        assert hands.app.screen is below
        assert [one.value for one in below.query(Input) if "kite" in one.value] or keys == "2"


async def test_who_is_locked_out_while_they_are_asked_whether_they_are_there_is_at_the_lock(machine: Machine) -> None:
    async with alone(machine) as (hands, hour):
        await pass_by(hands, hour, 61)
        machine.register.set_locked(AMARA, is_locked=True)
        await pass_by(hands, hour, 1)
        assert isinstance(hands.app.screen, Locked)


async def test_locking_another_learner_out_is_nothing_to_a_session(machine: Machine) -> None:
    async with alone(machine) as (hands, hour):
        machine.register.set_locked(BEN, is_locked=True)
        await pass_by(hands, hour, 1)
        assert not app_of(hands).is_locked
        machine.register.path.unlink()
        await pass_by(hands, hour, 1)
        assert app_of(hands).return_code is None


async def test_an_outside_change_while_it_is_locked_stays_behind_the_lock(machine: Machine) -> None:
    async with alone(machine) as (hands, hour):
        await pass_by(hands, hour, 91)
        path = machine.workspace.path(AMARA)
        document = json.loads(path.read_bytes())
        document["meta"]["portfolio"]["learner"]["name"] = "Somebody Else"
        path.write_text(json.dumps(document))
        app_of(hands).look_again()
        await hands.settle()
        assert isinstance(hands.app.screen, Locked)
        assert "Somebody Else" not in hands.text
