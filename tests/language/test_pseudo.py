"""In a language nobody speaks, no word of English is left: not on a screen, not in a command's help, not in what it prints."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from leaptui import language
from leaptui.cli.main import leaptui
from leaptui.store.workspace import Workspace
from tests.cli.conftest import Shell
from tests.cli.test_help import ALL
from tests.language import pseudo

TYPED = {"leaptui", "cd", "git", "json", "init"}
"""What one types, and names: the same in every language."""


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogues")
    pseudo.write_catalogue(folder)
    return folder


@pytest.fixture(autouse=True)
def spoken(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak the language nobody speaks."""
    assert language.use(pseudo.CODE, "day-month", folder=catalogues) == pseudo.CODE
    monkeypatch.setenv("LANGUAGE", "")
    language.lend()
    yield
    gettext.textdomain("messages")
    language._voice.lent = None
    language.use("en", "day-month", folder=language.catalogues())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pseudo.strange_samples(tmp_path / "learning")


def typed_words() -> set[str]:
    """Every word of the command line that is typed as it is: commands, options, choices, and the examples."""
    found = set(TYPED)
    for words in [(), *ALL]:
        command: click.Command = leaptui
        for word in words:
            assert isinstance(command, click.Group)
            inner = command.get_command(click.Context(command), word)
            assert inner is not None
            command = inner
        found |= set(words)
        for example in getattr(command, "examples", ()):
            found |= set(re.findall(r"[A-Za-z]+", re.split(r" {3,}", example)[0]))
        for param in command.params:
            found |= {part for name in (*param.opts, *param.secondary_opts) for part in re.findall(r"[A-Za-z]+", name)}
            if isinstance(param.type, click.Choice):
                found |= set(map(str, param.type.choices))
            found |= set(re.findall(r"[a-z]+", str(param.metavar or "")))
    return found


@pytest.mark.parametrize("words", [(), *ALL], ids=" ".join)
def test_no_help_has_a_word_of_english(words: tuple[str, ...], tmp_path: Path) -> None:
    out = Shell(tmp_path)(*words, "--help").out
    assert list(pseudo.plain_words(out, typed_words() | {"help"})) == []


def test_no_command_prints_a_word_of_english(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace.root)
    monkeypatch.setenv("LEAPTUI_NOW", "2026-11-19T16:40:00+00:00")
    monkeypatch.setenv("LEAPTUI_PORTFOLIO", "amara-okafor")
    shell = Shell(workspace.root, "amara-okafor")
    document = json.loads(workspace.path("amara-okafor").read_text("utf-8"))
    # Names of fields and tables are typed; they are the file's.
    known = typed_words() | {"amara", "okafor", "mateo", "quispe", "learning"}
    said: list[str] = []
    piece, goal, step = (next(iter(document[table])) for table in ("evidence", "goals", "steps"))
    runs = [
        ("status",),
        ("list",),
        ("list", "goals"),
        ("list", "guidelines"),
        ("list", "portfolios"),
        ("pace",),
        ("framework", "list"),
        ("check",),
        ("trash",),
        ("step", "done", step),
        ("tag", piece, "--guideline", "D4=2", "--why", "ó"),
        ("untag", piece, "--guideline", "D4"),
        ("edit", piece, "--title", "Ñ"),
        ("goal", "done", goal),
        ("pace", "set", "5/month"),
        ("pace", "rest", "2026-12-20", "2027-01-05"),
        ("rm", piece, step),
        ("trash",),
        ("restore", piece, step),
        ("undo",),
        ("redo",),
        ("check",),
        ("sync",),
        *(
            ("show", one)
            for one in [*document["evidence"], *document["goals"], *document["steps"], *document["claims"]][:60]
        ),
    ]
    for words in runs:
        ended = shell.ends(*words)
        said += [f"{' '.join(words)}: {word}" for word in pseudo.plain_words(ended.out + ended.err, known)]
    assert said == []


@pytest.mark.parametrize(
    "words",
    [
        ("fly",),
        ("ad",),
        ("list", "--kind", "x"),
        ("list", "--knd", "text"),
        ("show",),
        ("show", "x"),
        ("show", "feedface"),
        ("add",),
        ("add", "a", "b"),
        ("goal",),
        ("goal", "edit", "x", "--target", "soon"),
        ("pace", "set", "many"),
        ("tag", "feedface", "--guideline", "D4=none"),
        ("init", "/dev/null/x"),
        ("import", "nothing.zip"),
        ("new", "??"),
        ("resolve", "feedface", "--nth", "0"),
        ("list", "-C", "nowhere"),
        ("sync", "--remote", "gopher://x"),
    ],
    ids=" ".join,
)
def test_no_error_has_a_word_of_english(
    words: tuple[str, ...], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.root)
    monkeypatch.setenv("LEAPTUI_PORTFOLIO", "amara-okafor")
    ended = Shell(workspace.root, "amara-okafor").ends(*words)
    assert ended.code != 0
    known = typed_words() | {part for word in words for part in re.findall(r"[A-Za-z]+", word)}
    known |= {"amara", "okafor", "mateo", "quispe", "help", "TypeError"} | _codes()
    assert list(pseudo.plain_words(ended.err, known)) == []


def _codes() -> set[str]:
    from leaptui.model.words import DAYS, KINDS, PERIODS, PLACES

    return {*DAYS, *KINDS, *PLACES, *PERIODS, "starting", "growing", "demonstrated", "deepening", "leap"}
