"""The app in a real terminal: the main job from start to end, and every way out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui.store.bundled import copy_samples
from leaptui.store.workspace import Workspace
from tests.terminal import Terminal
from tests.tui.main_job import begun, clean, do_the_main_job

APP = [sys.executable, "-m", "leaptui"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with one empty portfolio."""
    return begun(tmp_path / "work")


def test_capture_tag_undo_and_sync_between_two_clones(workspace: Workspace, tmp_path: Path) -> None:
    do_the_main_job([str(Path(sys.executable).with_name("leaptui"))], workspace.root, tmp_path)


def test_what_is_typed_before_the_portfolio_is_there_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    copy_samples(tmp_path / "samples")
    for folder, name, keys in ((workspace.root, "noor-haddad", []), (tmp_path / "samples", "amara-okafor", ["a"])):
        with Terminal([*APP, "--portfolio", name], cwd=folder) as terminal:
            terminal.wait_for("Today")  # the desk is there; what it shows is still being read
            terminal.press(*keys, "Rain gauge, third version", "enter")
            terminal.wait_for("Added “Rain gauge, third version”")
            terminal.press("q")
            assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_app_and_leaves_the_terminal_clean(workspace: Workspace, number: signal.Signals) -> None:
    with Terminal(APP, cwd=workspace.root) as terminal:
        terminal.wait_for("Noor Haddad")
        terminal.read(0.5)
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert clean(terminal)


@pytest.mark.parametrize("controlling", [True, False])
def test_a_closed_terminal_ends_the_app(workspace: Workspace, *, controlling: bool) -> None:
    with Terminal(APP, cwd=workspace.root, controlling=controlling) as terminal:
        terminal.wait_for("Noor Haddad")
        terminal.read(0.5)
        terminal.hang_up()
        assert terminal.process.wait(timeout=30) != 0


def test_a_closed_terminal_ends_an_app_whose_way_out_hangs(workspace: Workspace) -> None:
    program = (
        "from leaptui.tui.app import LeaptuiApp\n"
        "LeaptuiApp.exit = lambda self, *result, **more: None\n"
        "from leaptui.__main__ import main\n"
        "main()\n"
    )
    with Terminal([sys.executable, "-c", program], cwd=workspace.root) as terminal:
        terminal.wait_for("Noor Haddad")
        terminal.hang_up()
        assert terminal.process.wait(timeout=120) == -signal.SIGKILL


def test_a_crash_prints_no_word_of_the_learner(workspace: Workspace, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from leaptui.tui.app import LeaptuiApp\n"
        "def broken(self):\n"
        "    secret = 'my private words'\n"
        "    raise RuntimeError(secret)\n"
        "LeaptuiApp.action_undo = broken\n"
        "from leaptui.__main__ import main\n"
        "main()\n"
    )
    state = tmp_path / "state"
    with Terminal([sys.executable, "-c", program], cwd=workspace.root, env={"LEAPTUI_STATE": str(state)}) as terminal:
        terminal.wait_for("Noor Haddad")
        terminal.press("tab", "u")
        assert terminal.wait_for_end() == 1
        assert clean(terminal)
        assert b"my private words" not in terminal.output
        assert b"something unexpected happened" in terminal.output
    reports = list((state / "crashes").iterdir())
    assert len(reports) == 1
    assert "RuntimeError" in reports[0].read_text(encoding="utf-8")
    assert "my private words" not in reports[0].read_text(encoding="utf-8")


def test_without_a_terminal_it_says_so_and_ends(workspace: Workspace) -> None:
    done = subprocess.run(
        APP, cwd=workspace.root, capture_output=True, stdin=subprocess.DEVNULL, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_tiny_terminal_gets_one_sentence_until_there_is_room(workspace: Workspace) -> None:
    with Terminal(APP, size=(50, 12), cwd=workspace.root) as terminal:
        terminal.wait_for("leaptui needs 60 columns")
        terminal.resize(100, 30)
        terminal.wait_for("Noor Haddad")
        terminal.press("q")


def test_an_empty_folder_asks_whose_portfolio_it_is_and_begins_it(tmp_path: Path) -> None:
    with Terminal(APP, cwd=tmp_path) as terminal:
        terminal.wait_for("Whose portfolio is it?")
        terminal.press("Amara Okafor", "enter")
        terminal.wait_for("Amara Okafor   LEAP 2020")
        terminal.press("escape", "q")
    assert (tmp_path / "portfolios" / "amara-okafor.json").exists()


def test_a_sheet_that_was_not_kept_is_there_again_after_a_kill(workspace: Workspace) -> None:
    before = workspace.path("noor-haddad").read_bytes()
    with Terminal(APP, cwd=workspace.root) as terminal:
        terminal.wait_for("Noor Haddad")
        terminal.press("tab", "2", "a", "half a sentence")
        terminal.wait_for("half a sentence")
        terminal.read(1.5)
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.wait_for_end()
    assert workspace.path("noor-haddad").read_bytes() == before
    with Terminal(APP, cwd=workspace.root) as terminal:
        terminal.wait_for("Noor Haddad")
        terminal.press("tab", "2", "a")
        terminal.wait_for("half a sentence")
        terminal.press("enter")
        terminal.wait_for("Added “half a sentence”")
        terminal.press("a")
        terminal.wait_for("what did you make, try or find out?")
