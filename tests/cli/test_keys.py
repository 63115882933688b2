"""`leaptui keys`: every key, screen by screen, and what is wrong in the learner's own."""

from __future__ import annotations

import tomllib

from leaptui.store.settings import settings_folder
from tests.cli.conftest import Shell


def test_every_key_is_listed_under_its_screen(shell: Shell) -> None:
    ended = shell("keys")
    assert ended.code == 0
    assert ended.err == ""
    everywhere = ended.lines[ended.lines.index("Everywhere") + 1 : ended.lines.index("")]
    assert [line.split()[-1] for line in everywhere][:2] == ["app.go_today", "app.go_evidence"]
    add = next(line for line in everywhere if line.endswith("app.add"))
    assert add.split() == ["a", "Add", "a", "piece", "of", "evidence", "app.add"]
    titles = [line for before, line in zip(["", *ended.lines], ended.lines, strict=False) if not before]
    assert {"Everywhere", "Today", "Evidence", "Framework", "Goals"} <= set(titles)


def test_the_keys_as_json(shell: Shell) -> None:
    found = shell("keys", "--json").json
    assert isinstance(found, list)
    add = next(entry for entry in found if entry["id"] == "app.add")
    assert add == {
        "id": "app.add",
        "keys": ["a"],
        "default": ["a"],
        "what": "Add a piece of evidence",
        "part": "app",
        "changed": False,
    }


def test_a_whole_file_to_begin_with(shell: Shell) -> None:
    text = shell("keys", "--toml").out
    assert tomllib.loads(text) == {"keys": {}}
    assert '# app.add = "a"  # Add a piece of evidence' in text.splitlines()
    path = settings_folder() / "keys.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace('# app.add = "a"', 'app.add = "+"'), encoding="utf-8")
    ended = shell("keys", "--json")
    assert ended.code == 0
    assert isinstance(ended.json, list)
    assert [entry["keys"] for entry in ended.json if entry["changed"]] == [["+"]]


def test_what_is_wrong_in_the_file_is_named(shell: Shell) -> None:
    path = settings_folder() / "keys.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\napp.add = "+"\napp.sink = "f5"\n\napp.commands = "p"\n', encoding="utf-8")
    ended = shell.ends("keys")
    assert ended.code == 1
    assert ended.err.splitlines() == [
        "leaptui: keys.toml, line 3: there is no action “app.sink”; the nearest is “app.sync”",
        "leaptui: keys.toml, line 5: “app.commands” has to work while text is typed,"
        " where “p” is a letter like any other",
        f"leaptui: all keys are as they come until {path} is mended",
    ]
    assert any(line.split()[0] == "a" and line.endswith("app.add") for line in ended.lines)
