"""Learners of the same name: they are told apart on every screen that says who somebody is."""

from __future__ import annotations

import json

import pytest

from leaptui.kiosk.machine import Machine
from leaptui.kiosk.namesakes import called, told_apart
from leaptui.tui.kiosk.big import BigWords
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from tests.kiosk.conftest import AMARA, BEN, CLEO, SECRETS, at_gate, in_session
from tests.kiosk.hands import app_of, enter_code, gate_of, open_office, signed, touch, until
from tests.tui.conftest import Hands

SIZES = [(60, 18), (80, 25), (120, 36)]
LONG = "Maximiliana Esperanza de los Ángeles Fernández-Villaverde y Ruiz de Alarcón"


def call(machine: Machine, name: str, learner: str) -> None:
    """Let a learner be called otherwise."""
    path = machine.workspace.path(name)
    document = json.loads(path.read_bytes())
    document["meta"]["portfolio"]["learner"]["name"] = learner
    path.write_text(json.dumps(document))


@pytest.fixture(params=["Zára Same", LONG])
def alike(machine: Machine, request: pytest.FixtureRequest) -> Machine:
    """A machine on which two of three learners are called the same, but for case and accents."""
    call(machine, BEN, request.param)
    call(machine, CLEO, request.param.lower().replace("á", "a"))
    return machine


async def find(hands: Hands, name: str) -> None:
    """Find a learner by what the portfolio is called."""
    await hands.type(name)
    await hands.press("enter")


async def test_learners_of_the_same_name_are_told_apart(machine: Machine) -> None:
    document = json.loads(machine.workspace.path(BEN).read_bytes())
    machine.workspace.path("ben-lind-2").write_text(json.dumps(document))
    assert told_apart({"a": "Zoë Ng", "the-portfolio-of-zoe-2": "zoe ng", "b": "Ana"}) == {
        "a": "a",
        "the-portfolio-of-zoe-2": "…io-of-zoe-2",
    }
    alike = ("amara-okafor-class-of-2026", "second-amara-class-of-2026")
    assert told_apart(dict.fromkeys(alike, "Amara O")) == dict(
        zip(alike, ("amara-okafo…", "second-amar…"), strict=True)
    )
    alike = ("class-of-2026-amara-in-the-north", "class-of-2026-second-in-the-north")
    assert told_apart(dict.fromkeys(alike, "Amara O")) == dict(
        zip(alike, ("…amara-in-t…", "…second-in-…"), strict=True)
    )
    three = ("school-a-amara-class-of-2026", "school-a-second-class-of-2026", "school-a-b-amara-class-of-2026")
    assert len(set(told_apart(dict.fromkeys(three, "Amara O")).values())) == len(three)
    for is_large in (False, True):
        machine.register.choose_settings(machine.settings().model_copy(update={"is_large": is_large}))
        async with at_gate(machine) as hands:
            await hands.press("enter")
            await hands.type("lind")
            assert "ben-lind-2" in hands.text
            assert "amara-okafor" not in hands.text
    async with at_gate(machine) as hands:
        await open_office(hands)
        assert "ben-lind-2" in hands.text


@pytest.mark.parametrize("size", SIZES)
async def test_who_is_asked_for_a_secret_reads_which_of_two_they_are(alike: Machine, size: tuple[int, int]) -> None:
    async with at_gate(alike, size) as hands:
        await hands.press("enter")
        await find(hands, BEN)
        assert BEN in hands.text
        await hands.type(SECRETS[BEN])
        await hands.press("enter")
        assert await signed(hands) == BEN
        found = gate_of(hands).signed
        assert found is not None
        assert found.twin == BEN


async def test_who_is_alone_in_their_name_reads_no_more_than_that(alike: Machine) -> None:
    async with at_gate(alike) as hands:
        await hands.press("enter")
        await find(hands, AMARA)
        assert "Your PIN or passphrase" in hands.text
        assert AMARA not in hands.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_code_and_the_new_secret_are_asked_of_one_of_two(alike: Machine, size: tuple[int, int]) -> None:
    code = alike.register.give_code(CLEO)
    async with at_gate(alike, size) as hands:
        await enter_code(hands, code)
        await until(hands, "Choose a PIN")
        assert CLEO in hands.text
        await hands.type("tin roof")
        await hands.press("enter")
        await until(hands, "Once more")
        assert CLEO in hands.text


async def test_letters_instead_of_digits_leave_what_tells_them_apart(alike: Machine) -> None:
    async with at_gate(alike) as hands:
        await hands.press("enter")
        await find(hands, BEN)
        await hands.press("f2")
        assert hands.app.screen.query_one(ScreenKeys).region
        assert BEN in hands.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_banner_the_lock_and_the_change_of_a_secret_say_which_of_two(
    alike: Machine, size: tuple[int, int]
) -> None:
    twin = called(alike.names())[BEN].twin
    async with in_session(alike, BEN, size, twin=twin) as hands:
        assert f"({BEN})" in hands.text.split("\n")[1]
        app_of(hands)._change_secret()
        await hands.settle()
        assert BEN in hands.text
        await hands.press("f9")
        assert BEN in hands.text
        assert hands.app.screen.query_one(BigWords).region


@pytest.mark.parametrize("size", SIZES)
async def test_the_office_says_whose_code_and_whose_lock_it_is(alike: Machine, size: tuple[int, int]) -> None:
    async with at_gate(alike, size) as hands:
        await open_office(hands)
        await find(hands, BEN)
        await until(hands, "A new code")
        assert f"({BEN}) a new code?" in " ".join(hands.text.split())
        await touch(hands, "A new code")
        await until(hands, "A code for")
        assert f"({BEN}), to choose a new PIN or passphrase:" in " ".join(hands.text.split())


async def test_who_has_not_signed_in_yet_is_told_so_as_one_of_two(alike: Machine) -> None:
    async with at_gate(alike) as hands:
        await hands.press("enter")
        await find(hands, CLEO)
        assert f"({CLEO}) has not signed in at this machine yet." in " ".join(hands.text.split())


async def test_the_name_alone_is_still_no_secret_of_one_of_two(alike: Machine) -> None:
    name = alike.names()[BEN]
    code = alike.register.give_code(BEN)
    async with at_gate(alike) as hands:
        await hands.press("enter")
        await find(hands, BEN)
        await hands.type(code)
        await hands.press("enter")
        await until(hands, "Choose a PIN")
        await hands.type(name)
        await hands.press("enter")
        await until(hands, "Your name is what others would try first")
