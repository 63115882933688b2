"""The gate: signing in, the first time, wrong tries, names; by keys and by touch."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from textual.widgets import Input

from leaptui.kiosk.machine import Machine
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.tui.help.overlay import HelpOverlay
from leaptui.tui.kiosk.attract import Attract
from leaptui.tui.kiosk.big import BigWords, big_rows, digit_rows, drawn
from leaptui.tui.kiosk.entry import Asked, Entry
from leaptui.tui.kiosk.gate import Gate, Signed
from leaptui.tui.kiosk.idle import IdleWatch
from leaptui.tui.kiosk.names import WhoSigns
from leaptui.tui.kiosk.run import _session
from leaptui.tui.kiosk.targets import Target
from leaptui.tui.kiosk.tiles import Names, Tiles
from tests.kiosk.conftest import AMARA, BEN, BENS, CLEO, PASSPHRASE, SECRETS, at_gate
from tests.kiosk.hands import Hour, enter_code, gate_of, looked, signed, touch, until
from tests.terminal import PATIENCE


async def test_signing_in_by_keys(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await hands.press("enter")
        await hands.type("okafor")
        await hands.press("enter")
        assert hands.app.screen.query_one(BigWords).words == "Amara Okafor"
        await hands.type(SECRETS[AMARA])
        assert SECRETS[AMARA] not in hands.text
        await hands.press("enter")
        assert await signed(hands) == AMARA


async def test_signing_in_by_touch_alone(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await touch(hands, "Sign in")
        await touch(hands, "Keys")
        for letter in "ama":
            await touch(hands, letter)
        names = hands.app.screen.query_one(Names)
        assert names.rows[0].key == AMARA
        await hands.pilot.click(names, offset=(5, 1))
        await hands.settle()
        for digit in SECRETS[AMARA]:
            await touch(hands, digit)
        await touch(hands, "Go on")
        assert await signed(hands) == AMARA


async def test_a_wrong_secret_opens_nothing_and_says_so_without_reproach(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await hands.press("enter")
        await hands.type("ben")
        await hands.press("enter")
        for _nth in range(3):
            await hands.type("204816")
            await hands.press("enter")
            await until(hands, "That was not it. Try once more.")
        await hands.type("204816")
        await hands.press("enter")
        await until(hands, "The next try can be made in")
        assert gate_of(hands).signed is None
        assert BENS not in hands.text
    async with at_gate(machine) as hands:
        await hands.press("enter")
        await hands.type("ben")
        await hands.press("enter")
        await hands.type(SECRETS[BEN])
        await hands.press("enter")
        await until(hands, "The next try can be made in")
        assert gate_of(hands).signed is None, "starting the machine anew wins nothing"


async def test_the_first_time_is_by_a_code_and_a_secret_of_ones_own_twice(machine: Machine) -> None:
    code = machine.register.give_code(CLEO)
    async with at_gate(machine) as hands:
        await enter_code(hands, code)
        await until(hands, "Choose a PIN")
        await hands.type("123456")
        await hands.press("enter")
        await until(hands, "Everybody tries that one first")
        await hands.type("tin roof")
        await hands.press("enter")
        await until(hands, "Once more")
        await hands.type("tin rood")
        await hands.press("enter")
        await until(hands, "two different ones")
        await hands.type("tin roof")
        await hands.press("enter")
        assert await signed(hands) == CLEO
    assert machine.register.sign_in(CLEO, "tin roof").is_right


async def test_who_was_never_let_in_is_sent_to_the_facilitator(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await hands.press("enter")
        await hands.type("cleo")
        await hands.press("enter")
        await until(hands, "has not signed in at this machine yet")


async def test_who_is_locked_out_is_told_so(machine: Machine) -> None:
    machine.register.set_locked(BEN, is_locked=True)
    async with at_gate(machine) as hands:
        await hands.press("enter")
        await hands.type("ben")
        await hands.press("enter")
        await until(hands, "is locked out at this machine")


async def test_settings_from_a_shell_are_followed_at_the_next_first_screen(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        machine.register.choose_settings(
            machine.settings().model_copy(update={"language": "es", "theme": "paper-day", "is_large": True})
        )
        await hands.press("enter", "escape")
        assert "Entrar" in " ".join(target.words for target in hands.app.screen.query(Target))
        assert hands.app.theme == "paper-day"
        assert gate_of(hands).is_large


async def test_large_letters_are_large_also_where_there_is_little_room(machine: Machine) -> None:
    machine.register.choose_settings(machine.settings().model_copy(update={"is_large": True}))
    async with at_gate(machine, (80, 25)) as hands:
        await hands.press("enter")
        first, rest = ["Amara", "Okafor"]
        rows = big_rows(first)
        assert rows is not None
        assert all(row in hands.text for row in rows)
        assert rest in hands.text
        await hands.press("enter")
        for digit in "0123456789":
            found = digit_rows(digit)
            assert found is not None
            assert all(row.rstrip() in hands.text for row in found)


def test_no_words_are_drawn_as_nothing() -> None:
    assert drawn("", 80, 10) == ()


async def test_names_lie_side_by_side_and_every_key_and_touch_means_the_one_it_is_on(machine: Machine) -> None:
    async with at_gate(machine, (120, 36)) as hands:
        await hands.press("enter")
        names = hands.app.screen.query_one(Tiles)
        assert names.key == AMARA
        await hands.press("right")
        assert names.key == BEN
        await hands.press("right", "right")
        assert names.key == CLEO, "there is none beside the last"
        await hands.press("left", "down", "up")
        assert names.key == BEN
        await hands.pilot.resize_terminal(80, 25)
        await hands.settle()
        assert names.key == BEN
        await hands.pilot.click(names, offset=(5, names.rows[0].height + 1))
        await until(hands, "Cleo Park has not signed in")


async def test_a_touch_between_two_names_or_beside_the_last_is_for_none(machine: Machine) -> None:
    async with at_gate(machine, (120, 36)) as hands:
        await hands.press("enter")
        names = hands.app.screen.query_one(Tiles)
        wide = names._tile_width(names.size.width)
        for x in (wide - 1, names.size.width - 1):
            await hands.pilot.click(names, offset=(x, 1))
            await hands.settle()
            assert isinstance(hands.app.screen, WhoSigns)
        await hands.pilot.click(names, offset=(wide, 1))
        await hands.settle()
        assert hands.app.screen.query_one(BigWords).words == "Ben Lind"


async def test_names_are_whole_where_there_is_no_row_for_large_letters(machine: Machine) -> None:
    machine.register.choose_settings(machine.settings().model_copy(update={"is_large": True}))
    async with at_gate(machine, (80, 18)) as hands:
        await hands.press("enter", "f2")
        assert "Amara Okafor" in hands.text
        await hands.press("f2")
        rows = big_rows("Amara")
        assert rows is not None
        assert all(row in hands.text for row in rows)


async def test_the_gate_counts_how_long_nobody_was_there_as_a_session_does(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        assert gate_of(hands).now is IdleWatch(machine.settings()).now, "also while the machine sleeps"


async def test_nobody_there_begins_anew(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        gate_of(hands).now = hour = Hour()
        await hands.press("enter")
        await hands.type("ben")
        await hands.press("enter")
        await hands.type("half a sec")
        hour.now += 61
        gate_of(hands)._watch()
        await hands.settle()
        assert isinstance(hands.app.screen, Attract)
        await hands.press("enter")
        assert "half" not in hands.text


def that_waits_for(goes_on: Event) -> Callable[[str], str | None]:
    """A check that finds nothing wrong, once it may go on."""

    def check(entered: str) -> str | None:
        del entered
        assert goes_on.wait(PATIENCE)
        return None

    return check


async def test_what_was_checked_under_the_help_is_answered_when_the_help_has_gone(machine: Machine) -> None:
    goes_on = Event()
    answers: list[str | None] = []
    async with at_gate(machine) as hands:
        hands.app.push_screen(Entry(Asked("Amara", "A PIN"), that_waits_for(goes_on)), answers.append)
        await hands.settle()
        await hands.pilot.press("1", "enter", "f1")
        assert isinstance(hands.app.screen, HelpOverlay)
        goes_on.set()
        await looked(hands)
        assert answers == []
        await hands.press("escape")
        assert answers == ["1"]
        assert isinstance(hands.app.screen, Attract)


async def test_what_was_checked_for_somebody_who_walked_away_answers_nothing(machine: Machine) -> None:
    goes_on = Event()
    answers: list[str | None] = []
    async with at_gate(machine) as hands:
        entry = Entry(Asked("Amara", "A PIN"), that_waits_for(goes_on))
        hands.app.push_screen(entry, answers.append)
        await hands.settle()
        await hands.pilot.press("1", "enter", "f1")
        gate_of(hands).begin()
        goes_on.set()
        await hands.app.workers.wait_for_complete()
        await hands.settle()
        assert answers == []
        assert isinstance(hands.app.screen, Attract)


async def test_a_machine_whose_file_is_lost_tells_learners_nothing_that_is_for_a_shell(machine: Machine) -> None:
    path = machine.register.path
    machine.register.choose_settings(machine.settings().model_copy(update={"theme": "paper-day"}))
    async with at_gate(machine) as hands:
        await hands.press("enter")
        await hands.type("ben")
        await hands.press("enter")
        path.unlink()
        await hands.type(SECRETS[BEN])
        await hands.press("enter")
        await until(hands, "The facilitator has to look at this machine")
        assert "leaptui" not in hands.text
        assert str(path.parent) not in hands.text
        await hands.press("escape", "f10")
        assert hands.app.theme == "paper-day", "it looks as it did"
        await hands.type(PASSPHRASE)
        await hands.press("enter")
        await until(hands, "This machine is no kiosk yet")
        assert not gate_of(hands).leaves, "whoever takes the file away does not open the office"


def test_a_machine_whose_file_is_lost_between_signing_in_and_the_session_stays_at_the_gate(machine: Machine) -> None:
    store = PortfolioStore(machine.own(AMARA), AMARA, machine.clock)
    machine.register.path.unlink()
    code, words = _session(machine, Signed(AMARA, store))
    assert (code, words.partition(":")[0]) == (None, "The facilitator has to look at this machine")
    assert Gate(machine).theme


@pytest.mark.parametrize("key", ["a", "5", "space", "enter", "tab", "up", "pagedown", "f5", "delete", "home"])
async def test_any_key_begins_as_it_is_said(machine: Machine, key: str) -> None:
    async with at_gate(machine) as hands:
        assert "touch, or any key" in hands.text
        await hands.press(key)
        assert isinstance(hands.app.screen, WhoSigns)


async def test_keys_that_do_something_else_go_on_doing_it(machine: Machine) -> None:
    async with at_gate(machine) as hands:
        await hands.press("f1")
        assert isinstance(hands.app.screen, HelpOverlay)
        await hands.press("escape", "ctrl+q", "ctrl+c")
        assert isinstance(hands.app.screen, Attract)
        await hands.press("f10")
        assert isinstance(hands.app.screen, Entry)


@pytest.mark.parametrize("height", [18, 20])
async def test_what_is_asked_is_whole_on_a_narrow_screen(machine: Machine, height: int) -> None:
    code = machine.register.give_code(CLEO)
    async with at_gate(machine, (60, height)) as hands:
        await enter_code(hands, code)
        await until(hands, "Choose a PIN of six digits or more, or a few words")


async def test_the_letters_lead_back_to_the_digits_by_touch_and_the_line_is_seen(machine: Machine) -> None:
    async with at_gate(machine, (60, 20)) as hands:
        await hands.press("enter", "enter", "f2")
        line = hands.app.screen.query_one("#line", Input)
        assert hands.text.split("\n")[line.region.y].strip(), hands.text
        await touch(hands, "Keys")
        assert "Delete" in hands.text
        assert not hands.app.screen.has_class("-letters")
        await hands.press("f2")
        await touch(hands, "Back")
        assert isinstance(hands.app.screen, Attract)
