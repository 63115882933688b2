"""Fingers: every target is large enough, whole and free, also on the smallest screens."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from leaptui.kiosk.machine import Machine
from leaptui.tui.kiosk.screen import Said
from leaptui.tui.kiosk.screen_keys import ROWS, SLIM, WIDE, Keyboard, ScreenKeys
from leaptui.tui.kiosk.targets import LEAST_COLUMNS, LEAST_ROWS, KeyTarget, Target
from leaptui.tui.kiosk.tiles import Names
from tests.kiosk.conftest import AMARA, CLEO, SECRETS, at_gate, in_session
from tests.kiosk.hands import gate_of, signed, touch, touch_words, until
from tests.tui.conftest import Hands

SMALL = [(60, 18), (80, 18), (80, 22)]


def touchable(hands: Hands) -> list[Target]:
    """What can be touched on the screen on top; each is whole, and nothing lies over it."""
    screen = hands.app.screen
    shown = [one for one in screen.query(Target) if one.region and one.visible]
    for one in shown:
        assert screen.region.contains_region(one.region), (one.words, one.region)
        corners = (one.region.offset, one.region.bottom_right_inclusive)
        assert all(screen.get_widget_at(*corner)[0] is one for corner in corners), (one.words, one.region)
        assert one.region.width >= LEAST_COLUMNS, (one.words, one.region)
        assert one.region.height >= LEAST_ROWS, (one.words, one.region)
    return shown


EVERY = [
    *((size, False) for size in (*SMALL, (80, 24), (80, 34), (100, 33), (100, 34), (120, 36))),
    ((60, 18), True),
    ((80, 24), True),
]
"""Sizes of the screen, and whether names stand in large letters."""


@pytest.mark.parametrize(("size", "is_large"), EVERY)
async def test_every_target_is_large_enough_for_a_finger(
    machine: Machine, size: tuple[int, int], is_large: bool
) -> None:
    machine.register.choose_settings(machine.settings().model_copy(update={"is_large": is_large}))
    machine.register.give_code(CLEO)
    ways = {
        "attract": [],
        "who": ["enter"],
        "who-keys": ["enter", "f2"],
        "secret": ["enter", "enter"],
        "letters": ["enter", "enter", "f2"],
        "passphrase": ["f10"],
    }
    for way, keys in ways.items():
        async with at_gate(machine, size) as hands:
            await hands.press(*keys)
            screen = hands.app.screen
            shown = touchable(hands)
            assert shown, way
            if way in {"who-keys", "letters", "passphrase"}:
                count = (WIDE if size[0] >= 80 else SLIM).columns * ROWS + 4
                assert len([one for one in shown if isinstance(one, KeyTarget)]) == count, way
            if way == "secret":
                assert len([one for one in shown if isinstance(one, KeyTarget)]) == 12
                assert {"Back", "Keys"} <= {one.words for one in shown}
            for line in screen.query(Input):
                assert len(line.placeholder) < line.content_size.width, way
            for names in screen.query(Names):
                assert all(row.height >= LEAST_ROWS for row in names.rows)
                assert names.region.height >= LEAST_ROWS, way


def test_a_slim_keyboard_has_every_character_of_a_wide_one() -> None:
    wide, slim = (
        {character for one in board.layers.values() for character in one.characters} for board in (WIDE, SLIM)
    )
    assert slim >= wide


@pytest.mark.parametrize("keyboard", [SLIM, WIDE])
def test_every_layer_is_reached_with_the_keys_of_the_others(keyboard: Keyboard) -> None:
    reached, ahead = {keyboard.first}, [keyboard.first]
    while ahead:
        new = set(keyboard.layers[ahead.pop()].others) - reached
        reached |= new
        ahead.extend(new)
    assert reached == keyboard.layers.keys()


@pytest.mark.parametrize(("size", "keyboard"), [((60, 18), SLIM), ((79, 25), SLIM), ((80, 25), WIDE)])
async def test_every_layer_has_keys_for_a_finger(machine: Machine, size: tuple[int, int], keyboard: Keyboard) -> None:
    async with at_gate(machine, size) as hands:
        await hands.press("enter", "enter", "f2")
        keys = hands.app.screen.query_one(ScreenKeys)
        for name, layer in keyboard.layers.items():
            keys.show(name)
            await hands.settle()
            shown = touchable(hands)
            assert "".join(one.words for one in shown if len(one.words) == 1) == layer.characters
            assert [one.words for one in shown if (one.id or "").startswith("layer-")] == list(layer.others)
        await touch(hands, "abc")
        await touch(hands, keyboard.layers["abc"].others[1])
        await touch(hands, "N")
        assert hands.app.screen.query_one(Input).value == "N"


async def test_keys_follow_a_screen_that_becomes_narrower(machine: Machine) -> None:
    async with at_gate(machine, (80, 25)) as hands:
        await hands.press("enter", "enter", "f2")
        await touch(hands, "123")
        for size, first in (((60, 20), "a"), ((100, 34), "q")):
            await hands.pilot.resize_terminal(*size)
            await hands.settle()
            keys = [one for one in touchable(hands) if isinstance(one, KeyTarget)]
            assert keys[0].words == first
            await touch(hands, first)
        assert hands.app.screen.query_one(Input).value == "aq"


@pytest.mark.parametrize("size", SMALL)
async def test_the_whole_way_in_is_by_touch_on_a_small_screen(machine: Machine, size: tuple[int, int]) -> None:
    async with at_gate(machine, size) as hands:
        await touch(hands, "Sign in")
        await hands.pilot.click(hands.app.screen.query_one(Names), offset=(5, 1))
        await hands.settle()
        for digit in SECRETS[AMARA]:
            await touch(hands, digit)
        await touch(hands, "Go on")
        assert await signed(hands) == AMARA


@pytest.mark.parametrize("size", SMALL)
async def test_what_is_wrong_is_said_whole_on_a_small_screen(machine: Machine, size: tuple[int, int]) -> None:
    words = "You can sign in again once the facilitator has let you in. What you wrote is kept."
    async with at_gate(machine, size) as hands:
        await hands.press("enter", "enter")
        for _nth in range(2):  # with digits, and with letters
            said = hands.app.screen.query_one(Said)
            said.say(words)
            await hands.settle()
            shown = [line.text for line in said.render_lines(said.region.reset_offset)]
            assert " ".join(" ".join(shown).split()) == words
            assert hands.app.screen.get_widget_at(said.region.x, said.region.bottom - 1)[0] is said
            await hands.press("f2")


@pytest.mark.parametrize("size", SMALL)
async def test_the_office_is_whole_on_a_small_screen(machine: Machine, size: tuple[int, int]) -> None:
    async with at_gate(machine, size) as hands:
        gate_of(hands).open_office()
        await hands.settle()
        acts = {"Code", "New", "Lock", "Sync", "Settings", "Keys", "End", "Done", "▲", "▼"}
        assert {one.words for one in touchable(hands)} == acts
        await touch(hands, "Settings")
        assert {one.words for one in touchable(hands)} == {"▲", "▼", "Next value", "Back"}
        await touch(hands, "Back")
        await touch(hands, "Code")
        assert {one.words for one in touchable(hands)} == {"A new code", "No"}
        await touch(hands, "A new code")
        await until(hands, "A code for Amara Okafor")
        assert {one.words for one in touchable(hands)} == {"Done"}


@pytest.mark.parametrize("size", SMALL)
async def test_the_lock_is_opened_or_left_by_touch_on_a_small_screen(machine: Machine, size: tuple[int, int]) -> None:
    async with in_session(machine, size=size) as hands:
        await hands.press("f9")
        shown = touchable(hands)
        assert len([one for one in shown if isinstance(one, KeyTarget)]) == 12
        assert {"Keys", "Sign out"} <= {one.words for one in shown}
        assert "Sign out" in hands.text


@pytest.mark.parametrize("size", [size for size, is_large in EVERY if not is_large])
async def test_a_learner_is_found_in_the_office_by_touch(machine: Machine, size: tuple[int, int]) -> None:
    async with at_gate(machine, size) as hands:
        gate_of(hands).open_office()
        await hands.settle()
        await touch(hands, "Keys")
        screen = hands.app.screen
        shown = touchable(hands)
        count = (WIDE if size[0] >= 80 else SLIM).columns * ROWS + 4
        assert len([one for one in shown if isinstance(one, KeyTarget)]) == count
        (line,), names = screen.query(Input), screen.query_one(Names)
        assert len(line.placeholder) < line.content_size.width
        assert names.region.height >= LEAST_ROWS
        if size[1] >= 24:
            assert {"Code", "Lock", "▲", "▼", "Keys", "End", "Done"} <= {one.words for one in shown}
        for letter in "cle":
            await touch(hands, letter)
        assert line.value == "cle"
        assert names.key == CLEO
        if size[1] >= 24:
            await touch(hands, "Code")
        else:
            await touch_words(hands, "Enter Code")
        await until(hands, "A code for Cleo Park")


@pytest.mark.parametrize("key", ["f2", "f8"])
async def test_keys_come_and_go_by_a_key_wherever_names_are_found(machine: Machine, key: str) -> None:
    async with at_gate(machine) as hands:
        await hands.press("enter")
        for _screen in range(2):
            keys = hands.app.screen.query_one(ScreenKeys)
            for is_shown in (True, False):
                await hands.press(key)
                assert bool(keys.region) is is_shown
            gate_of(hands).open_office()
            await hands.settle()
