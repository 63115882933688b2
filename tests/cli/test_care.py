"""Themes, frameworks, completion."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest
from click.shell_completion import ShellComplete

from leaptui.cli.main import leaptui
from tests.cli.conftest import Shell


def test_the_themes_there_are_and_those_that_cannot_be_used(shell: Shell) -> None:
    plain = {line.split()[0] for line in shell("themes").lines}
    assert {"paper-night", "paper-day", "high-contrast"} <= plain
    folder = shell.folder / "themes"
    folder.mkdir()
    (folder / "half.toml").write_text("[colours\n")
    ended = shell("themes")
    assert {line.split()[0] for line in ended.lines} == plain
    assert ended.err.startswith("note: themes/half.toml cannot be used: it is not valid TOML")
    found = shell("themes", "--json").json
    assert isinstance(found, list)
    assert {theme["name"] for theme in found} == plain


def test_themes_and_frameworks_need_no_workspace(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shell.folder.parent)
    assert "paper-night" in shell("themes").out
    assert shell("framework", "list").lines == [
        "leap-2020  LEAP Learning Framework 2020  26 guidelines  LEAP Innovations"
    ]


def test_a_framework_of_the_workspace_is_found_and_used(shell: Shell) -> None:
    framework = {
        "id": "craft-1",
        "title": "Craft",
        "levels": [{"id": "seen", "title": "seen"}],
        "components": [{"code": "W", "title": "Wood", "guidelines": [{"code": "W1", "statement": "Sharpen"}]}],
    }
    (shell.folder / "frameworks").mkdir()
    (shell.folder / "frameworks" / "craft-1.json").write_text(json.dumps(framework))
    found = shell("framework", "list", "--json").json
    assert isinstance(found, list)
    assert [one["id"] for one in found] == ["leap-2020", "craft-1"]
    shell("new", "noor", "--framework", "craft-1")
    made = shell("add", "Chisel", "--tag", "w1=seen").id
    assert "Shows W1, seen" in shell("show", made).out
    assert "no guideline “D4”; there are W1" in shell.refuses("tag", made, "--guideline", "D4")
    assert shell("check").code == 0


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_that_the_shell_reads(shell: Shell, name: str) -> None:
    script = shell("completion", name).out
    assert "_LEAPTUI_COMPLETE" in script
    program = shutil.which(name)
    if program:
        subprocess.run([program, "-n"], input=script, text=True, check=True, env={**os.environ})


def test_completion_of_an_unknown_shell_is_refused(shell: Shell) -> None:
    assert "'cmd' is not one of" in shell.refuses("completion", "cmd", code=2)


def offered(*words: str) -> list[str]:
    """What is offered for the last of the words."""
    completion = ShellComplete(leaptui, {}, "leaptui", "_LEAPTUI_COMPLETE")
    return [item.value for item in completion.get_completions(list(words[:-1]), words[-1])]


def test_commands_ids_codes_names_kinds_and_places_are_offered(shell: Shell, gauge: str) -> None:
    goal = shell("goal", "add", "Weather", "--step", "One").id
    (step,) = shell.records("steps")
    assert offered("ta") == ["tag", "take-home"]
    assert {"add", "edit", "done", "list", "replan", "rest", "fork", "agree", "take"} <= set(offered("goal", ""))
    assert offered("show", gauge[:3]) == [gauge[:8]]
    assert offered("tag", "") == [gauge[:8]]
    assert offered("tag", gauge, "--guideline", "d") == ["D1", "D2", "D3", "D4", "D5"]
    assert offered("tag", gauge, "--guideline", "D4=d") == ["D4=demonstrated", "D4=deepening"]
    assert offered("add", "T", "--kind", "te") == ["text", "test", "testimony"]
    assert offered("add", "T", "--place", "ma") == ["makerspace"]
    assert offered("add", "T", "--goal", "") == [goal[:8]]
    assert offered("step", "done", "") == [step[:8]]
    shell("rm", gauge)
    assert offered("restore", "") == [gauge[:8]]
    assert offered("tag", "") == []
    shell("new", "mateo")
    assert offered("--portfolio", "m") == ["mateo"]
    assert offered("list", "--portfolio", "") == ["amara", "mateo"]
    assert offered("--portfolio", "amara", "restore", "") == [gauge[:8]]


def test_completion_says_nothing_where_nothing_can_be_read(
    shell: Shell, gauge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.path.write_text("{")
    assert offered("show", "") == []
    assert offered("tag", gauge, "--guideline", "") == []
    monkeypatch.chdir(shell.folder.parent)
    assert offered("--portfolio", "") == []
    assert offered("-C", "/nowhere/at/all", "show", "") == []
