"""A kiosk in a real terminal: hands that sign in, write and sign out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from leaptui.kiosk.machine import Machine
from tests.kiosk.conftest import SECRETS
from tests.terminal import PATIENCE, Terminal

ATTRACT = "yours alone until you share it"
TODAY = "Last 26 weeks"


def command(machine: Machine) -> list[str]:
    """What begins the kiosk of a machine, without the program."""
    return ["kiosk", "-C", str(machine.workspace.root), "--home", str(machine.register.home)]


def kiosk(machine: Machine, env: Mapping[str, str] | None = None) -> Terminal:
    """The kiosk in a terminal, as the installed program begins it."""
    words = [sys.executable, "-m", "leaptui", *command(machine)]
    return Terminal(words, cwd=Path.cwd(), env=env)


class Ended(Exception):
    """The program ended while something was waited for."""


def type_in(terminal: Terminal, text: str) -> None:
    """Type all at once, as fast as the program takes it."""
    try:
        os.write(terminal._master, text.encode())
    except OSError as error:
        raise Ended from error


def wait_for(terminal: Terminal, words: str) -> None:
    """Wait until these words are to be read. Raises Ended where the program ends before."""

    until = time.monotonic() + PATIENCE
    looked = -1
    while looked == len(terminal.output) or words not in terminal.text:
        looked = len(terminal.output)
        if terminal.process.poll() is not None:
            raise Ended
        assert time.monotonic() < until, f"{words!r} was waited for in vain:\n{terminal.text}"
        terminal.read(0.01)


def find_self(terminal: Terminal, name: str) -> None:
    """From the first screen to the question for one's secret."""
    wait_for(terminal, ATTRACT)
    type_in(terminal, "\r")
    wait_for(terminal, "Who are you?")
    type_in(terminal, f"{name.partition('-')[0]}\r")
    wait_for(terminal, "Your PIN or passphrase")


def sign_in(terminal: Terminal, name: str) -> None:
    """From the first screen to one's own Today."""
    find_self(terminal, name)
    type_in(terminal, f"{SECRETS[name]}\r")
    wait_for(terminal, TODAY)


def add(terminal: Terminal, title: str) -> None:
    """Write a piece, and see that it is kept."""
    type_in(terminal, "a")
    wait_for(terminal, "Add evidence")
    type_in(terminal, f"{title}\r")
    wait_for(terminal, f"Added “{title}”")


def sign_out(terminal: Terminal) -> None:
    """Leave, and see the first screen."""
    type_in(terminal, "q")
    wait_for(terminal, ATTRACT)
