"""Which workspace and which portfolio a command works on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def learner(shell: Shell, *words: str) -> str:
    return shell(*words, "status").lines[0].split(" · ")[0]


def test_a_workspace_is_found_from_any_folder_in_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    (shell.folder / "notes" / "deep").mkdir(parents=True)
    monkeypatch.chdir(shell.folder / "notes" / "deep")
    assert learner(shell) == "Amara Okafor"


def test_options_go_before_and_after_the_command(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("new", "mateo", "--learner", "Mateo")
    monkeypatch.chdir(shell.folder.parent)
    folder = str(shell.folder)
    assert learner(shell, "-C", folder, "--portfolio", "amara") == "Amara Okafor"
    for words in (
        ("-C", folder, "--portfolio", "amara", "goal", "list"),
        ("goal", "-C", folder, "list", "--portfolio", "amara"),
        ("goal", "--portfolio", "amara", "list", "-C", folder),
        ("pace", "-C", folder, "--portfolio", "amara"),
        ("status", "--portfolio", "amara", "-C", folder),
        ("--portfolio", "nobody", "-C", "/nowhere", "status", "--portfolio", "amara", "-C", folder),
    ):
        assert shell(*words)
    assert "Amara" in shell("status", "-C", folder, "--portfolio", "amara").out
    assert "Mateo" in shell("--portfolio", "amara", "status", "-C", folder, "--portfolio", "mateo").out


def test_one_portfolio_alone_is_meant(shell: Shell) -> None:
    (shell.folder / ".leaptui" / "last.json").unlink()
    assert learner(shell) == "Amara Okafor"


def test_the_one_begun_last_is_meant(shell: Shell) -> None:
    shell("new", "mateo", "--learner", "Mateo")
    assert learner(shell) == "Mateo"


def test_option_before_environment_before_the_last_one(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("new", "mateo", "--learner", "Mateo")
    shell("new", "noor", "--learner", "Noor")
    monkeypatch.setenv("LEAPTUI_PORTFOLIO", "mateo")
    assert learner(shell) == "Mateo"
    assert learner(shell, "--portfolio", "amara") == "Amara Okafor"
    monkeypatch.setenv("LEAPTUI_PORTFOLIO", "gone")
    assert "there is no portfolio “gone” in this workspace; there are amara, mateo, noor" in shell.refuses("status")


@pytest.mark.parametrize("memory", [None, "{", "[]", '{"portfolio": "gone"}', '{"portfolio": 7}'])
def test_where_it_is_not_clear_the_names_are_given(shell: Shell, memory: str | None) -> None:
    shell("new", "mateo")
    last = shell.folder / ".leaptui" / "last.json"
    last.unlink()
    if memory is not None:
        last.write_text(memory)
    said = shell.refuses("list", code=2)
    assert "there are several portfolios: say which with --portfolio (amara, mateo)" in said


def test_another_portfolio_is_asked_for_once_and_not_remembered(shell: Shell) -> None:
    shell("new", "mateo", "--learner", "Mateo")
    shell("add", "T", "--portfolio", "amara")
    assert learner(shell) == "Mateo"


@pytest.mark.parametrize("words", [("list",), ("new", "amara"), ("sync",), ("check",), ("import", "x.zip"), ("undo",)])
def test_without_a_workspace_the_sentence_says_how_to_begin(
    empty: Shell, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(empty.folder.parent)
    said = empty.refuses(*words)
    assert "leaptui init DIR" in said
    assert "leaptui demo" in said


def test_without_a_portfolio_the_sentence_says_how_to_begin_one(empty: Shell) -> None:
    assert "begin one with “leaptui new NAME”" in empty.refuses("list")


def test_a_folder_that_is_not_there_is_misuse(empty: Shell) -> None:
    assert "there is no folder /nowhere" in empty.refuses("-C", "/nowhere", "list", code=2)


def test_a_portfolio_that_cannot_be_read_is_one_sentence_everywhere(shell: Shell) -> None:
    shell.path.write_bytes(b'{"meta": {"portfolio"')
    for words in (
        ("list",),
        ("add", "T"),
        ("show", "abcd"),
        ("status",),
        ("undo",),
        ("pace", "set", "3/week"),
        ("trash",),
    ):
        assert "is not valid JSON at line 1" in shell.refuses(*words)


def test_a_portfolio_of_a_newer_program_can_be_read_and_not_written(shell: Shell, gauge: str) -> None:
    document = shell.document
    document["meta"]["portfolio"]["min_writer"] = 99
    shell.path.write_text(json.dumps(document))
    assert gauge[:8] in shell("list").out
    assert "written by a newer leaptui" in shell.refuses("add", "T")
    assert "written by a newer leaptui" in shell.refuses("rm", gauge)


def test_a_workspace_is_made_once_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shell = Shell(tmp_path / "learning")
    (tmp_path / "learning").mkdir()
    (tmp_path / "learning" / "mine.txt").write_text("mine")
    ended = shell("init", "learning")
    assert ended.id == str(tmp_path / "learning")
    assert "leaptui -C learning new YOUR-NAME" in ended.err
    assert (tmp_path / "learning" / ".gitattributes").exists()
    shell("new", "-C", "learning", "amara")
    before = shell.files()
    assert "It has amara." in shell("init", "learning").err
    assert shell.files() == before
    assert (tmp_path / "learning" / "mine.txt").read_text() == "mine"


def test_a_portfolio_is_begun(empty: Shell) -> None:
    ended = empty("new", "Zoë Müller", "--title", "My year")
    assert ended.id == "zoe-muller"
    document = Shell(empty.folder, "zoe-muller").document
    assert document == {
        "meta": {
            "portfolio": {
                "created": "2026-03-11T10:00:00Z",
                "modified": "2026-03-11T10:00:00Z",
                "format": 1,
                "min_writer": 1,
                "framework": "leap-2020",
                "learner": {"name": "Zoë Müller"},
                "started": "2026-03-11",
                "title": "My year",
            }
        }
    }
    assert empty("new", "li", "--learner", "李小龍").id == "li"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("new", "amara"), "there is a portfolio “amara” already"),
        (("new", "a/b"), "cannot be a portfolio's name"),
        (("new", "../evil"), "cannot be a portfolio's name"),
        (("new", "?! ?!"), "no letter or digit"),
        (("new", "x", "--framework", "nope"), "there is no framework “nope” here; there are leap-2020"),
        (("new", "x", "--learner", " "), "a portfolio needs a name"),
    ],
)
def test_what_cannot_be_begun_changes_nothing(shell: Shell, words: tuple[str, ...], says: str) -> None:
    assert says in shell.refuses(*words)


def test_the_clock_can_be_stopped_and_says_when_it_is_set_wrong(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAPTUI_NOW", "teatime")
    assert "LEAPTUI_NOW is “teatime”" in shell.refuses("add", "T", code=2)


def test_what_keeps_undo_from_being_noted_does_not_keep_the_work_from_being_saved(shell: Shell) -> None:
    (shell.folder / ".leaptui" / "undo").write_text("in the way")
    made = shell("add", "Rain gauge").id
    assert made in shell.records("evidence")
    assert shell.ends("undo").err == "There is nothing to undo.\n"


def test_a_workspace_that_cannot_be_written_is_a_sentence(shell: Shell) -> None:
    locks = shell.folder / ".leaptui" / "locks"
    for lock in locks.iterdir():
        lock.unlink()
    locks.rmdir()
    locks.write_text("in the way")
    assert "nothing can be written in this workspace" in shell.refuses("add", "T")


def test_what_the_system_refuses_is_a_sentence(shell: Shell) -> None:
    (shell.folder / "file").write_text("in the way")
    said = shell.refuses("init", "file/inside")
    assert said.startswith("the system refused: not a directory (file/inside)")
    assert "what was saved before is safe" in said


def test_a_portfolio_is_renamed_with_all_that_is_its(shell: Shell, gauge: str) -> None:
    ended = shell("rename", "amara", "amara-okafor", "--learner", "Amara N. Okafor")
    assert ended.id == "amara-okafor"
    assert "The file is called amara-okafor.json now." in ended.err
    assert learner(shell) == "Amara N. Okafor"
    assert gauge[:8] in shell("list").out
    shell("undo")
    assert learner(shell) == "Amara Okafor"
    assert "the portfolio “amara” is called “amara-okafor” now" in shell.refuses("list", "--portfolio", "amara")
    assert Shell(shell.folder, "amara-okafor").only("evidence")["title"] == "Rain gauge v2"


def test_a_name_that_is_taken_or_none_is_refused(shell: Shell) -> None:
    shell("new", "mateo")
    assert "there is a portfolio “mateo” already" in shell.refuses("rename", "amara", "Mateo")
    assert "cannot be a portfolio's name" in shell.refuses("rename", "amara", "a/b")
    assert "there is no portfolio “zora”" in shell.refuses("rename", "zora", "zoe")
    assert "say the new name" in shell.refuses("rename", "amara", code=2)
    assert "whose is it?" in shell.refuses("rename", "amara", "--learner", " ")


def test_portfolios_are_found_by_words_of_learner_title_or_name(shell: Shell) -> None:
    shell("new", "zoe", "--learner", "Zoë Müller", "--title", "My garden")
    assert [line.split()[0] for line in shell("list", "portfolios").lines] == ["amara", "zoe"]
    for query in ("muller zoe", "garden", "ZOE"):
        assert [line.split()[0] for line in shell("list", "portfolios", "--query", query).lines] == ["zoe"]
    assert "No portfolio has these words" in shell("list", "portfolios", "--query", "nobody").err
