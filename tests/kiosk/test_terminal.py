"""The kiosk in a real terminal: one learner after the other, signals that do nothing and signals that end it, nothing left."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leaptui.kiosk.machine import Machine
from leaptui.store.drafts import NEW, Drafts
from leaptui.store.portfolio_store import PortfolioStore
from tests.kiosk.conftest import AMARA, BEN, BENS
from tests.kiosk.console import ATTRACT, TODAY, add, command, find_self, kiosk, sign_in, sign_out, type_in, wait_for
from tests.terminal import PATIENCE, Terminal
from tests.tui.main_job import clean

KEYS = {"ctrl+c": "\x03", "ctrl+z": "\x1a", "ctrl+\\": "\x1c"}
LEARNERS_WORDS = ("kite", "Amara", "Rain gauge", "Calibrate", BENS, "Ben Lind", "Okafor")
"""What may stand on the screen while somebody is signed in, and at no other time."""


def titles(machine: Machine, name: str) -> set[str]:
    return {piece.title for piece in PortfolioStore(machine.workspace, name).portfolio.evidence.values()}


def words_left(text: str) -> list[str]:
    return [word for word in LEARNERS_WORDS if word in text]


def test_one_learner_after_the_other(machine: Machine) -> None:
    with kiosk(machine) as terminal:
        sign_in(terminal, AMARA)
        add(terminal, "A kite of paper")
        sign_out(terminal)
        assert words_left(terminal.text) == []
        sign_in(terminal, BEN)
        assert "kite" not in terminal.text
        type_in(terminal, "2")
        wait_for(terminal, BENS)
        sign_out(terminal)
        assert words_left(terminal.text) == []
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert clean(terminal)
        assert words_left(terminal.text) == []
    assert "A kite of paper" in titles(machine, AMARA)


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_keys_and_signals_that_stop_other_programs_do_nothing(machine: Machine, *, is_signed_in: bool) -> None:
    with kiosk(machine) as terminal:
        wait_for(terminal, ATTRACT)
        if is_signed_in:
            sign_in(terminal, AMARA)
        for key in KEYS.values():
            terminal.press(key)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
            terminal.process.send_signal(number)
        terminal.read(1.0)
        assert terminal.process.poll() is None
        assert not is_stopped(terminal.process.pid)
        if is_signed_in:
            add(terminal, "A kite of paper")
            sign_out(terminal)
        else:
            sign_in(terminal, AMARA)


def is_stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "Tt"


def test_signals_between_two_apps_do_nothing(machine: Machine) -> None:
    """While the gate gives way to a session, and a session to the gate, the terminal makes signals of keys again."""
    with kiosk(machine) as terminal:
        for _nth in range(2):
            find_self(terminal, AMARA)
            type_in(terminal, "204816\r")
            _hammer(terminal, TODAY)
            type_in(terminal, "q")
            _hammer(terminal, ATTRACT)
        assert terminal.process.poll() is None


def _hammer(terminal: Terminal, words: str) -> None:
    """Send the signals of the keys until words are to be read."""
    end = time.monotonic() + PATIENCE
    while words not in terminal.text:
        assert time.monotonic() < end, terminal.text
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
            terminal.process.send_signal(number)
        terminal.read(0.02)
        assert terminal.process.poll() is None
        assert not is_stopped(terminal.process.pid)


@pytest.mark.parametrize("end", ["SIGTERM", "SIGHUP", "closed"])
def test_what_ends_it_keeps_everything(machine: Machine, end: str) -> None:
    with kiosk(machine) as terminal:
        sign_in(terminal, AMARA)
        add(terminal, "A kite of paper")
        type_in(terminal, "a")
        wait_for(terminal, "Add evidence")
        type_in(terminal, "Half a kite")
        wait_for(terminal, "Half a kite")
        terminal.read(0.1)
        if end == "closed":
            terminal.hang_up()
            terminal.process.wait(timeout=PATIENCE)
        else:
            number = signal.Signals[end]
            terminal.process.send_signal(number)
            assert terminal.wait_for_end() == 128 + number
            assert clean(terminal)
            assert words_left(terminal.text) == []
    assert "A kite of paper" in titles(machine, AMARA)
    left = Drafts(machine.workspace, AMARA).get(NEW)
    assert left is not None
    assert "Half a kite" in left.values()
    assert PortfolioStore(machine.workspace, AMARA).undo_label is None
    assert Drafts(machine.workspace, BEN).sheets() == []


SHUT = "The facilitator has to look at this machine"
LOST: dict[str, Callable[[Path], object]] = {
    "removed": lambda path: path.unlink(),
    "corrupt": lambda path: path.write_text('{"format": 1, "wor'),
    "open to others": lambda path: path.chmod(0o644),
    "a link": lambda path: path.symlink_to(path.rename(path.with_name("other"))),
}


@pytest.mark.parametrize("key", ["q", "\x1b[20~"], ids=["out", "lock"])
@pytest.mark.parametrize("lost", LOST)
def test_a_session_ends_at_the_gate_also_where_the_machines_file_is_lost(machine: Machine, lost: str, key: str) -> None:
    path = machine.register.path
    kept = path.read_bytes()
    with kiosk(machine) as terminal:
        sign_in(terminal, AMARA)
        add(terminal, "A kite of paper")
        LOST[lost](path)
        type_in(terminal, key)
        wait_for(terminal, SHUT)
        wait_for(terminal, ATTRACT)
        assert words_left(terminal.text) == []
        type_in(terminal, "\r")
        terminal.read(0.3)
        wait_for(terminal, SHUT)
        assert str(path.parent) not in terminal.text
        assert "leaptui kiosk setup" not in terminal.text
        path.unlink(missing_ok=True)
        path.touch(0o600)
        path.write_bytes(kept)
        sign_in(terminal, BEN)
        assert terminal.process.poll() is None
    assert "A kite of paper" in titles(machine, AMARA)


CRASHES = """
import sys
from leaptui.tui.kiosk.session import KioskApp
def broken(self):
    raise RuntimeError("a kite of paper")
KioskApp.action_lock_now = broken
from leaptui.__main__ import main
main()
"""


def test_a_crash_in_a_session_leads_back_to_the_gate(machine: Machine) -> None:
    with Terminal([sys.executable, "-c", CRASHES, *command(machine)], cwd=Path.cwd()) as terminal:
        sign_in(terminal, AMARA)
        add(terminal, "A kite of paper")
        type_in(terminal, "\x1b[20~")
        wait_for(terminal, "Something went wrong in the program. What was saved is safe.")
        wait_for(terminal, ATTRACT)
        assert words_left(terminal.text) == []
        sign_in(terminal, BEN)
        assert terminal.process.poll() is None
    assert "A kite of paper" in titles(machine, AMARA)
    assert PortfolioStore(machine.workspace, AMARA).undo_label is None


def test_what_a_power_cut_left_to_undo_is_forgotten_at_the_next_start(machine: Machine) -> None:
    with kiosk(machine) as terminal:
        sign_in(terminal, AMARA)
        add(terminal, "A kite of paper")
        terminal.process.kill()
        terminal.process.wait()
    assert PortfolioStore(machine.workspace, AMARA).undo_label is not None, "it was cut off before it could forget"
    with kiosk(machine) as terminal:
        wait_for(terminal, ATTRACT)
        assert not (machine.workspace.local_dir / "undo" / f"{AMARA}.jsonl").exists()


def test_a_second_console_lets_the_sessions_of_the_first_alone(machine: Machine) -> None:
    """Two kiosks of one clone: neither what begins nor what ends at the one takes anything from the other."""
    with kiosk(machine) as first:
        sign_in(first, AMARA)
        add(first, "A kite of paper")
        with kiosk(machine) as second:
            sign_in(second, AMARA)
            sign_out(second)
            sign_in(second, BEN)
            second.process.kill()
            second.process.wait()
        assert PortfolioStore(machine.workspace, AMARA).undo_label is not None
        type_in(first, "u")
        first.wait_until(lambda: "A kite of paper" not in titles(machine, AMARA), "the undo")
        sign_out(first)
    assert PortfolioStore(machine.workspace, AMARA).undo_label is None


def test_what_was_done_outside_the_kiosk_is_not_undone_in_it(machine: Machine) -> None:
    with kiosk(machine) as terminal:
        wait_for(terminal, ATTRACT)
        store = PortfolioStore(machine.workspace, AMARA)
        subprocess.run(
            [sys.executable, "-m", "leaptui", "add", "A kite", "-C", str(machine.workspace.root), "--portfolio", AMARA],
            check=True,
            capture_output=True,
        )
        assert store.undo_label is not None
        sign_in(terminal, AMARA)
        type_in(terminal, "u")
        type_in(terminal, "2")
        wait_for(terminal, "newest first")
        wait_for(terminal, "A kite")
    assert "A kite" in titles(machine, AMARA)


def test_a_draft_a_power_cut_interrupted_is_offered_to_its_owner_alone(machine: Machine) -> None:
    with kiosk(machine) as terminal:
        sign_in(terminal, AMARA)
        type_in(terminal, "a")
        wait_for(terminal, "Add evidence")
        type_in(terminal, "Half a kite")
        kept = Drafts(machine.workspace, AMARA)
        terminal.wait_until(lambda: b"Half a kite" in read(kept._path), "the draft")
        terminal.process.kill()
        terminal.process.wait()
    with kiosk(machine) as terminal:
        sign_in(terminal, BEN)
        type_in(terminal, "a")
        wait_for(terminal, "Add evidence")
        type_in(terminal, "Bluebell")
        wait_for(terminal, "Bluebell")
        assert "kite" not in terminal.text
        type_in(terminal, "\x1b")
        terminal.wait_until_gone("Add evidence")
        sign_out(terminal)
        sign_in(terminal, AMARA)
        type_in(terminal, "a")
        wait_for(terminal, "Half a kite")


def read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


# ---- under tmux, which keeps what could be scrolled back to


class Tmux:
    """A tmux of its own, in which the kiosk runs."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")

    def __call__(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-f", os.devnull, "-S", self._socket, *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def everything(self) -> str:
        """The screen, and what could be scrolled back to."""
        return self("capture-pane", "-p", "-J", "-S", "-")

    def wait_for(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in self.everything():
            assert time.monotonic() < end, self.everything()
            time.sleep(0.05)

    def type_in(self, *keys: str) -> None:
        self("send-keys", *keys)


@contextmanager
def in_tmux(folder: Path, line: str) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    tmux = Tmux(folder)
    tmux("new-session", "-d", "-x", "100", "-y", "30", "cat > /dev/null")
    try:
        tmux("respawn-pane", "-k", line)
        yield tmux
    finally:
        tmux("kill-server")


@pytest.mark.parametrize("alternate", ["on", "off"])
def test_nothing_can_be_scrolled_back_to_in_tmux(machine: Machine, tmp_path: Path, alternate: str) -> None:
    """Also where the terminal has no second page, as a Linux console has none."""
    words = shlex.join([sys.executable, "-m", "leaptui", *command(machine)])
    with in_tmux(tmp_path, f"{words}; echo and then; exec cat") as tmux:
        tmux("set-option", "-g", "alternate-screen", alternate)
        tmux("respawn-pane", "-k")
        for name, secret in ((AMARA, "204816"), (BEN, "blue door 7")):
            tmux.wait_for(ATTRACT)
            tmux.type_in("Enter")
            tmux.wait_for("Who are you?")
            tmux.type_in("-l", name.partition("-")[0])
            tmux.type_in("Enter")
            tmux.wait_for("Your PIN or passphrase")
            tmux.type_in("-l", secret)
            tmux.type_in("Enter")
            tmux.wait_for(TODAY)
            tmux.type_in("a")
            tmux.wait_for("Add evidence")
            tmux.type_in("-l", "A kite of paper")
            tmux.type_in("Enter")
            tmux.wait_for("Added “A kite of paper”")
            tmux.type_in("C-c", "C-z", "C-\\")
            tmux.type_in("2")
            tmux.wait_for("A kite of paper")
            tmux.type_in("q")
            tmux.wait_for(ATTRACT)
            assert words_left(tmux.everything()) == []
        shell = tmux("display-message", "-p", "#{pane_pid}").strip()
        program = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0]
        os.kill(int(program), signal.SIGTERM)
        tmux.wait_for("and then")
        assert words_left(tmux.everything()) == []
        modes = tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{mouse_sgr_flag} #{cursor_flag}")
        assert modes.split() == ["0", "0", "0", "1"]
