"""A session at a shared machine: who is signed in, walking away, what is left behind, and what the store lets nobody do."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import SuspendNotSupported
from textual.widgets import Input, Static

from leaptui.kiosk.kept import KioskSettings
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.presence import Presence
from leaptui.model.edits.evidence import add_evidence
from leaptui.store.drafts import Drafts
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.tui.commands import without_key
from leaptui.tui.kiosk.gate import Signed
from leaptui.tui.kiosk.idle import IdleNotice, IdleWatch
from leaptui.tui.kiosk.locked import Locked
from leaptui.tui.kiosk.run import _forget
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from leaptui.tui.kiosk.session import OUTSIDE_COMMANDS, KioskApp
from leaptui.tui.widgets.choose import Choose, Option
from tests.kiosk.conftest import AMARA, BEN, BENS, SECRETS, in_session
from tests.kiosk.hands import Hour, looked, touch, until
from tests.tui.conftest import Hands


def app_of(hands: Hands) -> KioskApp:
    assert isinstance(hands.app, KioskApp)
    return hands.app


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


async def test_the_banner_says_who_is_signed_in_on_every_screen(machine: Machine) -> None:
    async with in_session(machine) as hands:
        for key in "12345678":
            await hands.press(key)
            assert "Amara Okafor" in hands.text.split("\n")[1]
            assert "Sign out" in hands.text.split("\n")[1]


async def test_signing_out_by_touch_keeps_what_was_written_for_its_owner_alone(machine: Machine) -> None:
    async with in_session(machine) as hands:
        await hands.press("a")
        await hands.type("A kite")
        await hands.pilot.pause(0.5)
        await hands.press("escape")
        await hands.press("a")
        await hands.type("A kite of paper")
        await hands.pilot.pause(0.5)
        app_of(hands).sign_out()
    left = Drafts(machine.workspace, AMARA)
    assert any("A kite" in str(left.get(sheet)) for sheet in left.sheets())
    assert Drafts(machine.workspace, BEN).sheets() == []
    async with in_session(machine, BEN) as hands:
        assert "kite" not in hands.text


async def test_the_target_signs_out(machine: Machine) -> None:
    async with in_session(machine) as hands:
        await touch(hands, "Sign out")
        assert app_of(hands).return_code == 0


async def test_undo_reaches_no_further_back_than_the_session(machine: Machine) -> None:
    store = PortfolioStore(machine.own(AMARA), AMARA, machine.clock)
    app = KioskApp(machine, store)
    async with app.run_test(size=(80, 25)) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        await hands.press("a")
        await hands.type("A kite")
        await hands.press("enter")
        assert store.undo_label is not None
    store.forget_changes()
    assert PortfolioStore(machine.own(AMARA), AMARA).undo_label is None


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


# ---- walking away


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


# ---- nothing leads out


def test_every_command_that_leads_out_is_known_by_its_name() -> None:
    """A command that is renamed must not slip back in."""
    import inspect

    from leaptui.tui import commands

    source = inspect.getsource(commands)
    for key in OUTSIDE_COMMANDS:
        assert f'"{key}"' in source, key


async def test_the_palette_offers_nothing_that_leads_out(machine: Machine) -> None:
    async with in_session(machine) as hands:
        keys = {command.key for command in without_key(app_of(hands))}
        assert keys.isdisjoint(OUTSIDE_COMMANDS)
        assert {"kiosk.secret", "kiosk.lock", "kiosk.out", "theme", "tour"} <= keys


async def test_the_app_is_never_left_for_a_moment(machine: Machine) -> None:
    async with in_session(machine) as hands:
        with pytest.raises(SuspendNotSupported), app_of(hands).suspend():
            raise AssertionError("it was left")
        assert not app_of(hands).check_action("suspend_process", ())
        assert not app_of(hands).check_action("screenshot", ())


async def test_another_learner_is_never_opened_by_the_app(machine: Machine) -> None:
    from leaptui.tui.portfolios.chooser import open_portfolio

    async with in_session(machine) as hands:
        trouble = open_portfolio(app_of(hands), BEN)
        assert trouble is not None
        assert "another learner" in trouble
        assert app_of(hands).session.store.name == AMARA
        await hands.settle()
        assert BENS not in hands.text


async def test_what_is_copied_stays_in_the_session(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    async with in_session(machine) as hands:
        written: list[str] = []
        monkeypatch.setattr(app_of(hands)._driver, "write", written.append)
        app_of(hands).copy_to_clipboard("my words")
        assert app_of(hands).clipboard == "my words"
        assert not any("\x1b]52" in text for text in written)


async def test_keys_of_its_own_are_not_taken_from_a_question(machine: Machine) -> None:
    async with in_session(machine) as hands:
        app_of(hands)._change_secret()
        await hands.settle()
        await hands.press("f8")
        await touch(hands, "k")
        await hands.press("f8", "f2")
        assert hands.app.screen.query(ScreenKeys)
        assert hands.app.screen.query_one("#line", Input).value == "k"


async def test_whose_portfolio_it_is_stands_there_whole(machine: Machine) -> None:
    document = json.loads(machine.workspace.path(BEN).read_bytes())
    document["meta"]["portfolio"]["learner"]["name"] = "Maximiliana Fernández y Ruiz"
    machine.workspace.path(BEN).write_text(json.dumps(document))
    async with in_session(machine, BEN) as hands:
        app_of(hands).show_sync_state("offline, last synced 14 November")
        await hands.settle()
        assert "Maximiliana Fernández y Ruiz" in hands.text.split("\n")[1]


async def test_tastes_are_the_learners_and_no_file_of_the_machines(machine: Machine, tmp_path: object) -> None:
    async with in_session(machine) as hands:
        app = app_of(hands)
        app.settings.theme = "paper-day"
        app.settings.save()
    assert machine.register.learners()[AMARA].tastes.theme == "paper-day"
    async with in_session(machine) as hands:
        assert app_of(hands).theme == "paper-day"
    async with in_session(machine, BEN) as hands:
        assert app_of(hands).theme == "paper-night"


async def test_who_chose_no_colours_follows_the_machines(machine: Machine) -> None:
    async with in_session(machine) as hands:
        app_of(hands).settings.tour = "seen"
        app_of(hands).settings.save()
    machine.register.choose_settings(machine.settings().model_copy(update={"theme": "paper-day"}))
    async with in_session(machine) as hands:
        assert app_of(hands).theme == "paper-day"


async def test_changing_ones_secret_takes_the_one_before(machine: Machine) -> None:
    async with in_session(machine) as hands:
        app_of(hands)._change_secret()
        await hands.settle()
        await hands.type("wrong one")
        await hands.press("enter")
        await until(hands, "That was not it")
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await until(hands, "Choose a PIN")
        await hands.type("tin roof")
        await hands.press("enter")
        await until(hands, "Once more")
        await hands.type("tin roof")
        await hands.press("enter")
        await until(hands, "1 Today")
    assert machine.register.sign_in(AMARA, "tin roof").is_right


async def test_a_sheet_that_waited_behind_the_lock_offers_keys_on_the_screen(machine: Machine) -> None:
    async with in_session(machine) as hands:
        app = app_of(hands)
        app.action_lock_now()
        await hands.settle()
        app.push_screen(Choose("Which one?", [Option("a", "One")], placeholder="part of its name"))
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await looked(hands)
        assert isinstance(app.screen, Choose)
        assert "F8 Keys" in hands.text


async def test_no_two_keys_at_the_foot_say_the_same_while_a_secret_is_asked_for(machine: Machine) -> None:
    async with in_session(machine) as hands:
        app = hands.app
        assert isinstance(app, KioskApp)
        app._change_secret()
        await hands.settle()
        foot = hands.text.strip("\n").split("\n")[-1]
        assert (foot.count("Keys"), "F2 Keys" in foot) == (1, True), foot
        await hands.press("f2")
        assert app.screen.has_class("-letters")
