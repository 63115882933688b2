"""Every screen of a shared machine that is kept as a frame, and how one comes to it; steps are as in `tests/tui/runs.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual.widgets import Static

from leaptui.kiosk.kept import KioskSettings
from leaptui.kiosk.machine import Machine
from leaptui.language import _
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.tui.kiosk.entry import Entry
from leaptui.tui.kiosk.gate import Gate
from leaptui.tui.kiosk.idle import IdleWatch
from leaptui.tui.kiosk.names import WhoSigns
from leaptui.tui.kiosk.session import KioskApp
from leaptui.tui.kiosk.stick import TakingHome, choose_stick
from leaptui.tui.kiosk.stick_files import Looking, add_from_stick
from tests.kiosk.conftest import AMARA, BEN, CLEO, PASSPHRASE, SECRETS
from tests.kiosk.hands import Hour, gate_of
from tests.tui.conftest import Hands
from tests.tui.runs import Step

SIZES: Mapping[str, tuple[int, int]] = {"120x36": (120, 36), "80x25": (80, 25)}
"""A Linux console has 25 rows."""
CODE = "20481632"
"""The code that every learner is given."""
FIRST, LAST = ("Ana", "Bo", "Chidi", "Dara", "Eve", "Fin", "Gul", "Hana"), ("Silva", "Berg", "Okoye", "Novak", "Lind")
STRANGE = {
    "long": "Maximiliana Esperanza de los Ángeles Fernández-Villaverde y Ruiz de Alarcón",
    "emoji": "Kai 🦊 Sørensen",
    "family": "Noor 👩‍👩‍👧 Haddad",
    "cjk": "山田 太郎",
    "arabic": "ليلى حداد",
    "hebrew": "נועה כהן",
}
MANY = STRANGE | {f"{number:03}": f"{FIRST[number % 8]} {LAST[number // 8 % 5]}" for number in range(400)}
"""Hundreds of names, with such as are hard to set."""


def many_names(hands: Hands) -> None:
    """Ask hundreds of learners who they are."""
    hands.app.push_screen(WhoSigns(MANY))


def strange_names(hands: Hands) -> None:
    """Ask learners whose names are hard to set."""
    hands.app.push_screen(WhoSigns(STRANGE))


def in_large_letters(hands: Hands) -> None:
    """Let the facilitator choose large letters."""
    machine = gate_of(hands).machine
    machine.register.choose_settings(machine.settings().model_copy(update={"is_large": True}))
    gate_of(hands).look_as(machine.settings())
    gate_of(hands).begin()


def begin_anew(hands: Hands) -> None:
    """Nobody was there for a while."""
    gate_of(hands).begin()


def count_down(hands: Hands) -> None:
    """Half a second goes by while nothing is taken."""
    assert isinstance(hands.app.screen, Entry)
    hands.app.screen.count_down()


def from_the_stick(hands: Hands) -> None:
    """Look for a file on the stick."""
    assert isinstance(hands.app, KioskApp)
    add_from_stick(hands.app)


def slow_stick(hands: Hands) -> None:
    """Look through a stick that gives nothing."""
    assert isinstance(hands.app, KioskApp)
    sheet = Looking(Path(hands.app.machine.settings().stick or ""))
    sheet._look = lambda: None  # type: ignore[method-assign,misc,assignment]  # it goes on without end
    sheet.remove_class("-unseen")
    hands.app.push_screen(sheet)


def two_sticks(hands: Hands) -> None:
    """Take the portfolio home while there are two sticks in the machine."""
    assert isinstance(hands.app, KioskApp)
    folder = Path(hands.app.machine.settings().stick or "")
    choose_stick(hands.app, [folder / "AMARA", folder / "SCHOOL 16GB"])


def going_home(hands: Hands) -> None:
    """What is written is being read back."""
    screen = hands.app.screen
    assert isinstance(screen, TakingHome)
    screen.post_message(TakingHome.Told(f"{_('Reading back what was written')} …"))


def came_home(hands: Hands) -> None:
    """It is done."""
    screen = hands.app.screen
    assert isinstance(screen, TakingHome)
    said = str(screen.query_one("#progress", Static).render())
    assert "leaptui-amara-okafor" in said, said


def change_secret(hands: Hands) -> None:
    """Begin to change what one signs in with."""
    assert isinstance(hands.app, KioskApp)
    hands.app._change_secret()


def walk_away(seconds: float) -> Callable[[Hands], None]:
    """Nobody is there for so many seconds more."""

    def gone(hands: Hands) -> None:
        assert isinstance(hands.app, KioskApp)
        assert isinstance(hands.app.idle.now, Hour)
        hands.app.idle.now.now += seconds
        hands.app.look_for_somebody()

    return gone


@dataclass(frozen=True)
class KioskGroup:
    """States that are come to in one run: at the gate, or in a session of Amara's."""

    states: Mapping[str, tuple[Step, ...]]
    is_session: bool = False
    before: Callable[[Machine], object] = field(default=lambda _machine: None)

    @asynccontextmanager
    async def opened(self, machine: Machine, size: tuple[int, int]) -> AsyncIterator[Hands]:
        """Open the app on a machine."""
        self.before(machine)
        app: Gate | KioskApp = Gate(machine)
        if self.is_session:
            watch = IdleWatch(KioskSettings(notice_seconds=60, lock_seconds=30), Hour())
            app = KioskApp(machine, PortfolioStore(machine.own(AMARA), AMARA, machine.clock), watch)
        async with app.run_test(size=size) as pilot:
            hands = Hands(app, pilot)
            await hands.settle()
            yield hands


def _cleo_begins_and_ben_stays_out(machine: Machine) -> None:
    machine.register.give_code(CLEO)
    machine.register.set_locked(BEN, is_locked=True)


def _with_a_stick(machine: Machine) -> None:
    folder = Path(machine.settings().stick or "")
    (folder / "AMARA").mkdir()
    (folder / "SCHOOL 16GB").mkdir()
    (folder / "AMARA" / "kite.txt").write_text("It flew.")
    machine.is_stick = lambda path: path.parent == folder


GROUPS: Mapping[str, KioskGroup] = {
    "gate": KioskGroup(
        {
            "attract": (),
            "help": ("f1",),
            "who": ("escape", "enter"),
            "who-nobody": ("type:zzz",),
            "who-keys": ("escape", "enter", "f2"),
            "secret": ("type:okafor", "enter"),
            "secret-wrong": ("type:111222", "enter"),
            "secret-letters": ("f2",),
            "secret-waits": ("f2", *("type:111222", "enter") * 3, count_down),
            "code": (begin_anew, "enter", "type:cleo", "enter"),
            "secret-new": (f"type:{CODE}", "enter"),
            "secret-again": ("type:tin roof", "enter"),
            "attract-trouble": (begin_anew, "enter", "type:ben", "enter"),
            "who-many": (many_names,),
            "who-strange": ("escape", strange_names, "down"),
        },
        before=_cleo_begins_and_ben_stays_out,
    ),
    "office": KioskGroup(
        {
            "facilitator": ("f10",),
            "office": (f"type:{PASSPHRASE}", "enter"),
            "office-keys": ("f2",),
            "office-locked": ("f2", "down"),
            "office-new": ("f3",),
            "office-question": ("escape", "up", "enter"),
            "code-given": ("f2",),
            "settings": ("enter", "f6", "down"),
            "office-end": ("escape", "f10"),
            "large-attract": (in_large_letters,),
            "large-who": ("enter",),
            "large-secret": ("type:okafor", "enter"),
        },
        before=_cleo_begins_and_ben_stays_out,
    ),
    "session": KioskGroup(
        {
            "today": (),
            "stick-file": (from_the_stick,),
            "stick-looking": ("escape", slow_stick),
            "evidence": ("escape", "2"),
            "evidence-keys": ("f8",),
            "add-keys": ("f8", "a", "f8"),
            "notice": ("escape", walk_away(61)),
            "locked": (walk_away(30),),
            "locked-letters": ("f2",),
            "change-secret": (f"type:{SECRETS[AMARA]}", "enter", change_secret),
            "stick-which": ("escape", two_sticks),
            "home-done": ("enter", came_home),
            "home-going": (going_home,),
        },
        is_session=True,
        before=_with_a_stick,
    ),
}
