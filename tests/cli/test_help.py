"""Help: every command has one, with examples that hold."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from leaptui.cli.command import Command, Group
from leaptui.cli.main import leaptui
from tests.cli.conftest import Shell


def commands(group: click.Group = leaptui, *before: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None, name
        yield (*before, name)
        if isinstance(found, click.Group):
            yield from commands(found, *before, name)


ALL = list(commands())


def find(words: list[str]) -> click.Command:
    """Take the names of a command off a command line, and give the command."""
    found: click.Command = leaptui
    while isinstance(found, click.Group) and words:
        inner = found.get_command(click.Context(found), words[0])
        if inner is None:
            break
        words.pop(0)
        found = inner
    return found


def test_the_commands_of_the_product_are_there() -> None:
    assert {name for name, *rest in ALL if not rest} >= {
        *("demo", "init", "new", "add", "edit", "tag", "untag", "list", "show", "goal", "step", "pace", "status", "rm"),
        *("restore", "trash", "undo", "redo", "sync", "import", "check", "schema", "themes"),
        *("log", "compare"),
    }


def test_the_first_help_is_for_somebody_new(shell: Shell) -> None:
    out = shell("--help").out
    assert out == shell("-h").out
    assert out.splitlines()[2] == "  Keep a portfolio of what you make and learn."
    places = [
        out.index(f"\n{heading}:")
        for heading in ("Examples", "Begin", "Evidence", "Goals and pace", "Carry it", "Options")
    ]
    assert places == sorted(places)
    for name, *rest in ALL:
        assert rest or re.search(rf"^  {name} +\S.*[.]$", out, re.MULTILINE), name
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_has_help_with_examples_that_hold(shell: Shell, words: tuple[str, ...]) -> None:
    out = shell(*words, "--help").out
    assert out.startswith(f"Usage: leaptui {' '.join(words)}")
    assert "\nExample" in out
    command = find(list(words))
    assert isinstance(command, Command | Group)
    assert command.examples
    for example in command.examples:
        assert example in out
        typed = re.split(r"\s{2,}| [<>|] | && ", example)[0]
        if typed.startswith("leaptui"):
            said = shlex.split(typed)[1:]
            find(said).make_context("leaptui", said)


def test_misuse_is_one_short_line(shell: Shell) -> None:
    assert shell.refuses("add", code=2) == "missing argument 'TITLE' (help: leaptui add --help)"
    assert shell.refuses("goal", "add", "--step", code=2).endswith("(help: leaptui goal add --help)")
    assert (
        shell.refuses("goal", code=2)
        == "say what to do: accept, add, agree, decline, done, edit, fork, leave, list, merge, propose, replan, rest, suggest, "
        "take or templates (help: leaptui goal --help)"
    )
    assert shell.refuses("step", code=2).startswith("say what to do: add, done, edit, link, move, skip or unlink")


def test_a_command_written_nearly_so_is_named(shell: Shell) -> None:
    assert shell.refuses("lsit", code=2) == "there is no command “lsit”; did you mean “list”? (help: leaptui --help)"
    assert "did you mean “done”?" in shell.refuses("step", "dnoe", code=2)
    for said, meant in (("clone", "join"), ("pull", "sync"), ("push", "sync"), ("history", "log"), ("delete", "rm")):
        assert f"did you mean “{meant}”?" in shell.refuses(said, code=2)
    assert "did you mean “leaptui rm”?" in shell.refuses("goal", "delete", "x", code=2)
    assert "did you mean “add”?" in shell.refuses("goal", "ad", code=2)
    assert shell.refuses("xyzzy", code=2) == "there is no command “xyzzy” (help: leaptui --help)"
