"""The first page of help and the version are answered without reading Click; they say what Click would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from leaptui import __version__
from leaptui.cli.front import OPTIONS, SECTIONS, VALUES, first_page
from leaptui.cli.main import leaptui
from tests.cli.conftest import Shell

HEAVY = ("click", "pydantic", "textual", "rich", "orjson", "tinydb")
PROBE = (
    "import atexit, sys\n"
    "sys.argv[0] = 'leaptui'\n"
    f"atexit.register(lambda: sys.stderr.write(' '.join(name for name in {HEAVY} if name in sys.modules)))\n"
    "from leaptui.__main__ import main\n"
    "main()\n"
)


def answered(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program; what it read of the heavy libraries stands on stderr."""
    return subprocess.run(
        [sys.executable, "-c", PROBE, *words], cwd=cwd, check=True, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("-h",)], ids=" ".join)
def test_what_is_asked_most_reads_no_library(words: tuple[str, ...], tmp_path: Path, shell: Shell) -> None:
    done = answered(*words, cwd=tmp_path)
    assert done.stderr == ""
    assert done.stdout == shell(*words).out


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    assert answered("--version", cwd=tmp_path).stdout == f"leaptui {__version__}\n"


def test_other_words_go_to_the_commands(tmp_path: Path) -> None:
    assert "click" in answered("init", "there", cwd=tmp_path).stderr


def test_the_page_names_the_options_there_are() -> None:
    context = click.Context(leaptui, info_name="leaptui")
    records = [param.get_help_record(context) for param in leaptui.get_params(context)]
    said = {(f"{name} {VALUES[name]}" if name in VALUES else name, does) for name, does in OPTIONS.items()}
    assert {record for record in records if record} == said


def test_every_command_on_the_page_is_there_and_says_so_wherever_it_is_listed() -> None:
    context = click.Context(leaptui)
    listed = [one for commands in SECTIONS.values() for one in commands]
    assert leaptui.list_commands(context) == [one.name for one in listed]
    for one in listed:
        found = leaptui.get_command(context, one.name)
        assert found is not None
        assert found.get_short_help_str() == one.does


@pytest.mark.parametrize("width", [50, 60, 78])
def test_no_line_is_longer_than_the_page_is_wide(width: int) -> None:
    lines = first_page(width).splitlines()
    typed = [line for line in lines if line.startswith(("  leaptui", "  cd "))]
    assert typed
    assert max(len(line) for line in lines if line not in typed) <= width


def test_what_is_said_of_an_option_goes_on_beside_it_in_a_narrow_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert (
        "  --portfolio NAME  Work on this portfolio (also:\n                    LEAPTUI_PORTFOLIO).\n"
        in answered("--help", cwd=tmp_path).stdout
    )
