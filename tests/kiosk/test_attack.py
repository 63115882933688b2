"""Attacking a shared machine from its keyboard: every key, every command, paths, markup, escape codes, too much of everything.

After each: no other program was started, nothing was opened to write outside the learner's own files, nothing of another
learner is to be read, and the app is there or the learner is signed out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual import events

from leaptui.kiosk.machine import Machine
from leaptui.model.edits.evidence import add_evidence
from leaptui.model.telling import Telling
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.sync.history import Event, Source
from leaptui.tui.commands import without_key
from leaptui.tui.history.timeline import Moment
from leaptui.tui.kiosk.gate import Gate
from leaptui.tui.kiosk.session import MOST_PASTED, KioskApp
from leaptui.tui.widgets.overlay import Overlay
from tests.kiosk.conftest import AMARA, BEN, BENS, SECRETS, at_gate, in_session
from tests.kiosk.hands import until
from tests.trust.numbers import is_full
from tests.tui.conftest import Hands

STARTS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.spawn"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass
class Watched:
    """What the process did: programs it started, paths it opened to write."""

    started: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    is_on: bool = False


WATCHED = Watched()


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not WATCHED.is_on:
        return
    if event in STARTS:
        WATCHED.started.append(f"{event} {arguments[:2]}")
    elif event == "open" and isinstance(arguments[0], str | bytes) and _is_written(arguments[2]):
        WATCHED.written.append(os.fsdecode(arguments[0]))


def _is_written(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _WRITES)


_installed: list[bool] = []


@contextmanager
def watched() -> Iterator[Watched]:
    """Look what this process does. The look cannot be taken away again; outside this it sees nothing."""
    if not _installed:
        sys.addaudithook(_watch)
        _installed.append(True)
    WATCHED.started, WATCHED.written, WATCHED.is_on = [], [], True
    try:
        yield WATCHED
    finally:
        WATCHED.is_on = False


def others_files(machine: Machine) -> dict[Path, bytes]:
    """Every file of the workspace that is another learner's."""
    found = machine.workspace.portfolios_dir.rglob("*")
    return {path: path.read_bytes() for path in found if path.is_file() and AMARA not in str(path)}


def check_nothing_led_out(machine: Machine, seen: Watched, before: dict[Path, bytes]) -> None:
    """Nothing was started, nothing written but in the workspace's own places and the register."""
    programs = [one for one in seen.started if "git" not in one and "leaptui.sync.child" not in one]
    assert programs == []
    own = (str(machine.workspace.root), str(machine.register.home), str(machine.settings().stick), "/dev/null")
    outside = [path for path in seen.written if _is_file(Path(path)) and not path.startswith(own)]
    assert outside == []
    assert others_files(machine) == before


def _is_file(path: Path) -> bool:
    """Whether it names a file, be it one that is gone again; what Python keeps of modules it has read is none.

    A file without a name is asked for by the folder it would lie in; a name alone is one in a folder that was opened before.
    """
    return path.suffix != ".pyc" and (path.is_file() or (path.is_absolute() and not path.is_dir()))


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder in which nothing has a name that lies elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")


LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]
CHORDS = [
    *LETTERS,
    *map(str.upper, LETTERS),
    *(f"ctrl+{letter}" for letter in LETTERS),
    *(f"alt+{letter}" for letter in "abcdefx"),
    *(f"ctrl+shift+{letter}" for letter in "cnqtvw"),
    *(f"f{number}" for number in range(1, 25) if number != 10),
    *(f"{mod}+f{number}" for mod in ("alt", "ctrl", "shift") for number in (1, 2, 4, 10)),
    *(f"{mod}+{key}" for mod in ("ctrl", "shift", "alt") for key in ("up", "down", "home", "end", "delete")),
    *(str(digit) for digit in range(10)),
    *("escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert"),
    *("delete", "backspace", "space", "exclamation_mark", "at", "number_sign", "dollar_sign", "question_mark"),
    *("slash", "colon", "semicolon", "ctrl+backslash", "ctrl+at", "ctrl+underscore", "less_than_sign"),
    *("greater_than_sign", "minus", "plus", "asterisk", "full_stop", "comma", "ctrl+right_square_bracket"),
]
"""Every key a terminal can send that a program might make something of; Enter and F10 are looked at where they matter."""


@pytest.mark.parametrize("way", [[], ["enter"], ["enter", "enter"], ["enter", "enter", "f2"], ["f10"]])
async def test_no_key_leads_past_the_gate(machine: Machine, way: list[str]) -> None:
    before = others_files(machine)
    async with at_gate(machine) as hands:
        gate = hands.app
        assert isinstance(gate, Gate)
        await hands.press(*way)
        with watched() as seen:
            for chord in CHORDS:
                gate.post_message(events.Key(chord, chord if len(chord) == 1 else None))
            await hands.settle()
        assert gate.return_code is None
        assert gate.signed is None
        assert not gate.leaves
        assert BENS not in hands.text
        check_nothing_led_out(machine, seen, before)


@pytest.mark.parametrize("screen", "12345678" if is_full() else "28")
async def test_no_key_leads_out_of_a_session(machine: Machine, screen: str) -> None:
    before = others_files(machine)
    async with in_session(machine) as hands:
        app = hands.app
        assert isinstance(app, KioskApp)
        await hands.press(screen)
        chords = [chord for chord in CHORDS if chord not in {"q", "ctrl+q"}]
        with watched() as seen:
            for start in range(0, len(chords), 30):
                for chord in chords[start : start + 30]:
                    app.post_message(events.Key(chord, chord if len(chord) == 1 else None))
                await hands.settle()
                assert BENS not in hands.text
        assert app.session.store.name == AMARA
        assert app.crash is None
        check_nothing_led_out(machine, seen, before)


async def test_every_command_of_the_palette_stays_within(machine: Machine) -> None:
    before = others_files(machine)
    async with in_session(machine) as hands:
        app = _app(hands)
        keys = [command.key for command in without_key(app) if command.key != "kiosk.out"]
        assert len(keys) > 10
        with watched() as seen:
            for key in keys:
                await hands.press("escape", "escape", "1")
                next(command for command in without_key(app) if command.key == key).do()
                await hands.settle()
                await hands.press("down", "enter")
                assert app.crash is None, key
                assert app.session.store.name == AMARA, key
                assert BENS not in hands.text, key
                if app.is_locked:
                    await hands.type(SECRETS[AMARA])
                    await hands.press("enter")
                    await until(hands, "Sign out")
        check_nothing_led_out(machine, seen, before)


def _app(hands: Hands) -> KioskApp:
    assert isinstance(hands.app, KioskApp)
    return hands.app


PATHS = (
    "../school/portfolios/ben-lind.json",
    "{school}/portfolios/ben-lind.json",
    "{school}/.leaptui/clone.json",
    "{own}/kiosk.json",
    "/etc/passwd",
    "~/.ssh/id_ed25519",
    "~root/.bashrc",
    "file:///etc/passwd",
    "/dev/zero",
    "/dev/tty",
    "/proc/self/mem",
    "//server/share/secret.txt",
    "\\\\server\\share\\secret.txt",
    "{stick}/link",
    "{stick}/../own/kiosk.json",
    "$HOME/.profile",
    "`id`",
    "$(id)",
    "a;id",
)


async def test_no_path_brings_in_what_is_not_on_the_stick(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "stick" / "link").symlink_to(machine.workspace.path(BEN))
    files = PortfolioStore(machine.workspace, AMARA).files_dir
    had = sorted(files.iterdir())
    before = others_files(machine)
    async with in_session(machine, size=(120, 40)) as hands:
        with watched() as seen:
            for trick in PATHS:
                path = trick.format(school=machine.workspace.root, own=machine.register.home, stick=tmp_path / "stick")
                hands.app.post_message(events.Paste(path))  # as one drops a file onto the desk
                await hands.settle()
                if isinstance(hands.app.screen, Overlay):  # it lies on the stick, and is refused there
                    await hands.press("escape")
                await hands.press("a")
                await hands.type("kite")
                hands.app.screen.query_one("#files").focus()
                hands.app.post_message(events.Paste(path))
                await hands.settle()
                await hands.press("ctrl+s")
                assert isinstance(hands.app.screen, Overlay), f"{trick} was kept"
                assert BENS not in hands.text
                await hands.press("escape")
        check_nothing_led_out(machine, seen, before)
    assert sorted(files.iterdir()) == had


HOSTILE = (
    "[@click=app.quit]press me[/]",
    "[link=file:///etc/passwd]me[/link]",
    "\x1b[2J\x1b]0;title\x07\x1b]52;c;aGk=\x07",
    "\u202eesrever\u202c",
    "a\x00b\r\nc",
    "{0.__class__}%s%n$(id)`id`",
    "\U0001f3f3\ufe0f\u200d\U0001f308" * 40,
    "\u202e\u0627\u0628\u062c\u062f",
    "\u6771\u4eac" * 50,
)


async def test_the_words_of_files_cannot_act(machine: Machine) -> None:
    document = json.loads(machine.workspace.path(BEN).read_bytes())
    for number, name in enumerate(HOSTILE):
        document["meta"]["portfolio"]["learner"]["name"] = name
        machine.workspace.path(f"hostile-{number}").write_text(json.dumps(document))
    async with at_gate(machine) as hands:
        await hands.press("enter")
        for _page in range(4):
            assert not {"\x1b", "\x00", "\x07"} & set(hands.text)
            await hands.press("pagedown")
        assert hands.app.return_code is None
    machine.workspace.path("hostile-0").rename(machine.workspace.path(BEN))
    async with in_session(machine, BEN) as hands:
        assert "press me" in hands.text
        for column in range(2, 40, 4):
            await hands.pilot.click(offset=(column, 1))
        await hands.settle()
        assert hands.app.return_code is None
        await hands.press("f9")
        assert "press me" in hands.text


def test_what_is_found_in_ones_history_tells_nothing_of_others() -> None:
    """A commit from a machine that is not shared tells in its subject what everybody did."""
    subject = "Amara Okafor: 1 piece; Ben Lind: 3 assessments"
    telling = Telling("added", "evidence", "Added “A kite”", ())
    moments = [
        Moment(Event("1", "2026-03-01T10:00:00Z", source, "leaptui", subject, {}, (telling,)), telling, 0)
        for source in Source
        if source not in {Source.SAVE, Source.UNDO, Source.REDO}
    ]
    assert moments
    assert all("kite" in moment.folded and "ben" not in moment.folded for moment in moments)


async def test_too_much_of_everything_is_taken_calmly(machine: Machine) -> None:
    much = "x" * 200_000
    for way in (["enter"], ["enter", "enter"], ["f10"]):
        async with at_gate(machine) as hands:
            await hands.press(*way)
            hands.app.post_message(events.Paste(much))
            await hands.settle()
            await hands.press("enter")
            await hands.pilot.pause(0.1)
            assert isinstance(hands.app, Gate)
            assert hands.app.crash is None
            assert hands.app.signed is None


async def test_more_than_can_be_laid_out_is_not_pasted_in_a_session(machine: Machine) -> None:
    async with in_session(machine) as hands:
        await hands.press("a")
        await hands.type("kite")
        hands.app.post_message(events.Paste("x" * (MOST_PASTED + 1)))
        await hands.settle()
        assert any("too much to paste" in one.message for one in hands.app._notifications)
        hands.app.post_message(events.Paste(" of paper"))
        await hands.settle()
        await hands.press("ctrl+s")
    titles = [piece.title for piece in PortfolioStore(machine.workspace, AMARA).portfolio.evidence.values()]
    assert "kite of paper" in titles


def test_parallel_sessions_write_each_their_own(machine: Machine) -> None:
    """Two consoles of one machine, one clone: each session's store writes at the same time as the other's."""
    before = {name: len(PortfolioStore(machine.workspace, name).portfolio.evidence) for name in (AMARA, BEN)}

    def work(name: str) -> None:
        store = PortfolioStore(machine.own(name), name)
        for number in range(20):
            words = {"title": f"{name} {number}", "date": "2026-03-02"}
            store.apply(add_evidence(store.portfolio, store.clock.instant(), words)[0])

    with ThreadPoolExecutor() as both:
        list(both.map(work, before))
    for name, count in before.items():
        titles = [piece.title for piece in PortfolioStore(machine.workspace, name).portfolio.evidence.values()]
        assert len(titles) == count + 20
        assert sum(title.startswith(f"{name} ") for title in titles) == 20
