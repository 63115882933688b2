"""A session at a shared machine: who is signed in, walking away, what is left behind, and what the store lets nobody do."""

from __future__ import annotations

import json

import pytest
from textual.app import SuspendNotSupported
from textual.widgets import Input

from leaptui.kiosk.machine import Machine
from leaptui.store.drafts import Drafts
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.tui.commands import without_key
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from leaptui.tui.kiosk.session import OUTSIDE_COMMANDS, KioskApp
from leaptui.tui.widgets.choose import Choose, Option
from tests.kiosk.conftest import AMARA, BEN, BENS, SECRETS, in_session
from tests.kiosk.hands import app_of, looked, touch, until
from tests.tui.conftest import Hands


async def test_the_banner_says_who_is_signed_in_on_every_screen(machine: Machine) -> None:
    async with in_session(machine) as hands:
        for key in "12345678":
            await hands.press(key)
            assert "Amara Okafor" in hands.text.split("\n")[1]
            assert "Sign out" in hands.text.split("\n")[1]


async def test_signing_out_keeps_what_is_half_written_to_its_last_letter(machine: Machine) -> None:
    async with in_session(machine) as hands:
        await hands.press("a")
        hands.app.screen.query_one(Input).value = "A kite"
        app_of(hands).sign_out()
    drafts = Drafts(machine.workspace, AMARA)
    assert "A kite" in str([drafts.get(sheet) for sheet in drafts.sheets()])


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
