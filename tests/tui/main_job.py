"""The main job in a real terminal, from start to end: capture, tag, undo, sync; for the program wherever it is installed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from leaptui.model.edits import new_document
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.terminal import Terminal
from tests.tui.conftest import THURSDAY

LEFT_ON = [b"\x1b[?1049", b"\x1b[?1000", b"\x1b[?1003", b"\x1b[?1006", b"\x1b[?2004", b"\x1b[?1016"]
"""Modes that must be switched off at the end, as often as they were switched on or more."""


def begun(root: Path) -> Workspace:
    """Begin a workspace with one empty portfolio."""
    found = Workspace(root)
    found.portfolios_dir.mkdir(parents=True)
    document = new_document("Noor Haddad", "leap-2020", THURSDAY.date(), "2026-11-19T16:40:00Z")
    PortfolioStore.create(found, "noor-haddad", document)
    return found


def clean(terminal: Terminal) -> bool:
    """Whether the terminal was left as it was found."""
    last = {mode: max(terminal.output.rfind(mode + b"h"), -1) < terminal.output.rfind(mode + b"l") for mode in LEFT_ON}
    return all(last.values()) and terminal.output.rfind(b"\x1b[?25h") > terminal.output.rfind(b"\x1b[?25l")


def do_the_main_job(app: Sequence[str], work: Path, scratch: Path) -> None:
    """Capture, tag, undo, redo and sync in the workspace `work`, and look at it in another clone."""
    remote = scratch / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", remote], check=True)
    subprocess.run([*app, "init", "."], cwd=work, check=True, capture_output=True)
    subprocess.run([*app, "sync", "--remote", str(remote)], cwd=work, check=True, capture_output=True)
    with Terminal(app, cwd=work) as terminal:
        terminal.wait_for("Noor Haddad")
        terminal.wait_for("What did you make, try or find out lately?")
        terminal.press("Rain gauge", "enter")
        terminal.wait_for("Added “Rain gauge”")
        terminal.press("2")
        terminal.wait_for("1 of 1")
        terminal.press("t", "D4", "down", "3", "enter")
        terminal.wait_for("Tagged “Rain gauge” with D4")
        terminal.press("u")
        terminal.wait_for("Undo: tagged")
        terminal.press("U")
        terminal.wait_for("Redo: tagged")
        terminal.press("S")
        terminal.wait_for("sent")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert clean(terminal)
    other = scratch / "other"
    subprocess.run(["git", "clone", "-q", "-b", "main", remote, other], check=True)
    synced = json.loads((other / "portfolios" / "noor-haddad.json").read_bytes())
    assert [piece["title"] for piece in synced["evidence"].values()] == ["Rain gauge"]
    assert [claim["level"] for claim in synced["claims"].values()] == ["demonstrated"]
