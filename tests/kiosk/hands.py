"""What hands do at a shared machine, in every test of it."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.tui.commands import without_key
from leaptui.tui.kiosk.entry import Entry
from leaptui.tui.kiosk.gate import Gate
from leaptui.tui.kiosk.office import Office
from leaptui.tui.kiosk.session import KioskApp
from leaptui.tui.kiosk.stick import TakingHome
from leaptui.tui.kiosk.stick_files import Looking
from leaptui.tui.kiosk.targets import Target
from tests.kiosk.conftest import PASSPHRASE
from tests.tui.conftest import Hands
from tests.tui.runs import Step, go_on


@dataclass
class Hour:
    """A clock that is set by hand, for how long nobody was there."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def gate_of(hands: Hands) -> Gate:
    """The gate they are at."""
    assert isinstance(hands.app, Gate)
    return hands.app


async def signed(hands: Hands) -> str:
    """Wait until somebody has signed in at the gate; gives the name of the portfolio."""
    for _nth in range(200):
        if gate_of(hands).signed is not None:
            break
        await hands.pilot.pause(0.02)
    found = gate_of(hands).signed
    assert found is not None, hands.text
    return found.name


async def until(hands: Hands, words: str) -> None:
    """Wait until words are to be read: what is hashed is hashed in a thread."""
    for _nth in range(200):
        await hands.settle()
        if words in hands.text:
            return
        await hands.pilot.pause(0.02)
    raise AssertionError(f"{words!r} is not on the screen:\n{hands.text}")


async def open_office(hands: Hands) -> None:
    """Open the office with the passphrase."""
    await hands.press("f10")
    await hands.type(PASSPHRASE)
    await hands.press("enter")
    await until(hands, "can sign in")


async def touch(hands: Hands, words: str) -> None:
    """Touch the target with these words on the screen that is on top."""
    target = next(one for one in hands.app.screen.query(Target) if one.words == words and one.region)
    await hands.pilot.click(target)
    await hands.settle()


async def touch_words(hands: Hands, words: str) -> None:
    """Touch words that stand on the screen: a tab, a row, a key at the foot."""
    rows = hands.text.split("\n")
    row = next(number for number, line in enumerate(rows) if words in line)
    await hands.pilot.click(offset=(rows[row].index(words) + 1, row))
    await hands.settle()


async def looked(hands: Hands) -> None:
    """Wait until what was entered was looked at, and what was asked for is written; both are done in threads."""
    for _nth in range(500):
        await hands.settle()
        stack = hands.app.screen_stack
        is_looking = any(isinstance(screen, Entry) and screen.is_looking for screen in stack)
        is_writing = any(isinstance(screen, Office) and screen.is_writing for screen in stack)
        is_taking = any(isinstance(screen, TakingHome) and not screen.is_over for screen in stack)
        is_finding = any(isinstance(screen, Looking) and screen.found is None for screen in stack)
        if not (is_looking or is_writing or is_taking or is_finding):
            return
        await hands.pilot.pause(0.02)
    raise AssertionError(f"it is still looked at:\n{hands.text}")


async def act(hands: Hands, steps: tuple[Step, ...]) -> None:
    """Do steps; after Enter it is waited for what a thread does."""
    for step in steps:
        await go_on(hands, (step,))
        if step in ("enter", "f2"):
            await looked(hands)


def app_of(hands: Hands) -> KioskApp:
    """The session they are in."""
    assert isinstance(hands.app, KioskApp)
    return hands.app


async def enter_code(hands: Hands, code: str) -> None:
    """Find Cleo among the names, and enter the code."""
    await hands.press("enter")
    await hands.type("cleo")
    await hands.press("enter")
    await until(hands, "The code that the facilitator gave you")
    await hands.type(code)
    await hands.press("enter")


def run_command(hands: Hands, key: str) -> None:
    """Do what stands in the palette alone."""
    app = hands.app
    assert isinstance(app, KioskApp)
    next(command for command in without_key(app) if command.key == key).do()
