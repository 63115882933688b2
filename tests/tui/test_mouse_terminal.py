"""A whole visit by the mouse alone, in a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from leaptui.store.bundled import copy_samples
from tests.terminal import Terminal

AMARA = "amara-okafor"


def sgr(button: int, column: int, row: int, *, release: bool = False) -> str:
    """A mouse event as a terminal sends it (SGR, xterm's mode 1006); columns and rows count from 0."""
    return f"\x1b[<{button};{column + 1};{row + 1}{'m' if release else 'M'}"


def spot(terminal: Terminal, words: str) -> tuple[int, int]:
    """Where words stand in a terminal."""
    for row, line in enumerate(terminal.screen.display):
        if words in line:
            return line.index(words), row
    raise AssertionError(words)


def press_mouse(terminal: Terminal, words: str, times: int = 1) -> None:
    """Click on words in a terminal."""
    column, row = spot(terminal, words)
    for _ in range(times):
        terminal.press(sgr(0, column, row) + sgr(0, column, row, release=True))


@pytest.fixture
def with_samples(tmp_path: Path) -> Path:
    """A folder with the samples."""
    copy_samples(tmp_path / "work")
    return tmp_path / "work"


def test_a_whole_visit_by_mouse_alone(with_samples: Path) -> None:
    app = [sys.executable, "-m", "leaptui", "--portfolio", AMARA]
    with Terminal(app, size=(120, 36), cwd=with_samples) as terminal:
        terminal.wait_for("Next steps")
        terminal.wait_for("Calibrate the humidity")
        press_mouse(terminal, "2 Evidence")
        terminal.wait_for("newest first")
        terminal.wait_for("Why the salt does that")
        column, row = spot(terminal, "Why the salt does that")
        for _ in range(12):
            terminal.press(sgr(65, column, row))  # the wheel, down
        terminal.wait_until_gone("Why the salt does that")
        for _ in range(30):
            terminal.press(sgr(64, column, row))  # the wheel, up
        terminal.wait_for("Why the salt does that")
        press_mouse(terminal, "Why the salt does that", times=2)
        terminal.wait_for("5 of 140")
        terminal.wait_for("\n  a Add   t Tag")
        press_mouse(terminal, "? Help")
        terminal.wait_for("Here, in Piece")
        terminal.wait_for("Esc Leave")
        press_mouse(terminal, "Esc Leave")
        terminal.wait_until_gone("Here, in Piece")
        terminal.wait_for("^p Commands")
        press_mouse(terminal, "^p Commands")
        terminal.wait_for("Go to Goals")
        terminal.wait_for("Take it")
        press_mouse(terminal, "Go to Goals", times=2)
        terminal.wait_for("New goal")
