"""Starting: quick where little is asked, and no app without a terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leaptui import __version__

HEAVY = ("textual", "pydantic", "rich", "tinydb", "orjson")


def python(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("add", "--help"), ("goal", "add", "-h"), ("fly",)])
def test_asking_for_help_or_version_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    script = (
        "import sys\n"
        "from leaptui.cli.main import run\n"
        f"code = run({words!r})\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    ended = python("-c", script)
    assert ended.stderr.splitlines()[-1] == "[]"
    assert ended.returncode == (2 if words == ("fly",) else 0)


def test_the_version_is_told(tmp_path: Path) -> None:
    ended = python("-m", "leaptui", "--version", folder=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"leaptui {__version__}\n", "")


def test_the_console_command_is_the_module() -> None:
    program = Path(sys.executable).with_name("leaptui")
    ended = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert ended.stdout == f"leaptui {__version__}\n"


@pytest.mark.parametrize("words", [(), ("demo",)])
def test_without_a_terminal_the_app_stays_closed(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = python("-m", "leaptui", *words, folder=tmp_path)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "needs a terminal" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_samples_can_be_kept_without_a_terminal(tmp_path: Path) -> None:
    ended = python("-m", "leaptui", "demo", "--keep", "samples", folder=tmp_path)
    assert ended.returncode == 0
    assert "leaptui -C" in ended.stderr
    listed = python("-m", "leaptui", "-C", "samples", "list", "portfolios", folder=tmp_path)
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) >= 2
    again = python("-m", "leaptui", "demo", "--keep", "samples", folder=tmp_path)
    assert again.returncode == 2
    assert "nothing was changed" in again.stderr
