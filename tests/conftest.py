"""What every test gets: a home of its own, no settings of the tester's, no colours switched off by the environment."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from leaptui import language
from tests.trust.counting import cases

__all__ = ["cases"]

FOREIGN = ("LEAPTUI", "GIT_", "XDG_", "TEXTUAL", "LC_")
NAMES = {"NO_COLOR", "VISUAL", "EDITOR", "COLUMNS", "LINES", "LANGUAGE", "LANG", "TERM_PROGRAM", "TMUX", "STY"}


# An app makes some hundred thousand objects that stay: looking through them again and again takes a quarter of the time.
gc.set_threshold(50_000, 50, 100)


def pytest_xdist_auto_num_workers() -> int:
    """Two workers more than there are cores: many tests wait, for a terminal, a lock or another program."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let nothing of the tester's home, git or terminal reach a test."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(FOREIGN) or name in NAMES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LC_CTYPE", "C.UTF-8")
    language.use("en", "day-month")
    return home
