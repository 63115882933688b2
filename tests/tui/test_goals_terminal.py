"""The sheets of goals in a real terminal: what was typed outlives a kill."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from leaptui.store.bundled import copy_samples
from leaptui.store.workspace import Workspace
from tests.terminal import Terminal

APP = [sys.executable, "-m", "leaptui", "--portfolio", "amara-okafor"]


def test_a_goal_that_was_not_kept_is_there_again_after_a_kill(tmp_path: Path) -> None:
    copy_samples(tmp_path)
    file = Workspace(tmp_path).path("amara-okafor")
    before = file.read_bytes()
    with Terminal(APP, cwd=tmp_path) as terminal:
        terminal.wait_for("Next steps")
        terminal.press("4")
        terminal.wait_for("Looking ahead")
        terminal.press("n", "weld a trivet")
        terminal.wait_for("weld a trivet")
        terminal.read(1.5)
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.wait_for_end()
    assert file.read_bytes() == before
    with Terminal(APP, cwd=tmp_path) as terminal:
        terminal.wait_for("Next steps")
        terminal.press("4")
        terminal.wait_for("Looking ahead")
        terminal.press("n")
        terminal.wait_for("weld a trivet")
        terminal.press("enter")
        terminal.wait_for("Set the goal “weld a trivet”")
    assert b"weld a trivet" in file.read_bytes()
