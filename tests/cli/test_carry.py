"""Sync and import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from tests.cli.conftest import Shell
from tests.cli.machines import clone
from tests.interchange.leap2a_samples import entry, feed, real_export, write_xml, write_zip
from tests.terminal import Terminal


def test_two_machines_meet_and_what_differs_waits(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = clone(tmp_path, "laptop", monkeypatch)
    laptop("new", "amara")
    gauge = laptop("add", "Rain gauge").id
    first = laptop("sync", "--remote", str(remote))
    assert len(first.lines) == 1
    assert "Looking at what changed here" in first.err

    kiosk = clone(tmp_path, "kiosk", monkeypatch)
    kiosk("sync", "--remote", str(remote))
    assert "Rain gauge" in kiosk("list").out
    kiosk("edit", gauge, "--title", "Rain gauge, kiosk")
    kiosk("add", "From the kiosk")
    assert kiosk("sync").code == 0

    monkeypatch.chdir(laptop.folder)
    laptop("edit", gauge, "--title", "Rain gauge, laptop")
    ended = laptop.ends("sync")
    assert ended.code == 3
    assert len(ended.lines) == 1
    assert "From the kiosk" in laptop("list").out
    shown = laptop("show", gauge).out
    assert "On this machine, today" in shown
    assert "\n  From " in shown
    assert "Rain gauge, laptop" in shown
    assert "Rain gauge, kiosk" in shown
    laptop("edit", gauge, "--title", "Rain gauge, both")
    assert laptop("sync").code == 0
    monkeypatch.chdir(kiosk.folder)
    assert kiosk("sync").code == 0
    assert "Rain gauge, both" in kiosk("list").out
    assert kiosk.path.read_bytes() == laptop.path.read_bytes()


def test_without_a_terminal_each_step_is_said_once(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = clone(tmp_path, "laptop", monkeypatch)
    laptop("new", "amara")
    said = laptop("sync", "--remote", str(remote)).err.splitlines()
    assert said == ["Looking at what changed here", "Fetching", "Sending"]
    kiosk = Shell(tmp_path / "kiosk")
    said = kiosk("join", str(remote), str(tmp_path / "kiosk")).err.splitlines()
    assert not [line for line in said if "%" in line]
    assert len(set(said)) == len(said)


def test_on_a_terminal_the_steps_share_a_line_that_goes(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = clone(tmp_path, "laptop", monkeypatch)
    laptop("new", "amara")
    words = [sys.executable, "-m", "leaptui", "sync", "--remote", str(remote)]
    with Terminal(words, cwd=laptop.folder) as terminal:
        terminal.wait_for("Synced: ")
        shown = [line.rstrip() for line in terminal.text.splitlines() if line.strip()]
        assert b"Sending" in terminal.output
    assert [line for line in shown if "Synced" not in line] == []


def test_without_a_remote_the_sentence_says_how_to_connect_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = clone(tmp_path, "laptop", monkeypatch)
    ended = laptop.ends("sync")
    assert ended.code == 1
    assert "leaptui connect ADDRESS" in ended.out


def test_a_remote_that_is_not_there_fails_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = clone(tmp_path, "laptop", monkeypatch)
    laptop("new", "amara")
    before = laptop.files()
    ended = laptop.ends("sync", "--remote", str(tmp_path / "nowhere.git"))
    assert ended.code == 1
    assert len(ended.lines) == 1
    assert laptop.files() == before


def test_a_file_that_cannot_be_read_is_named_and_the_rest_syncs(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = clone(tmp_path, "laptop", monkeypatch)
    laptop("new", "amara")
    (laptop.folder / "portfolios" / "broken.json").write_text("{")
    ended = laptop.ends("sync", "--remote", str(remote))
    assert ended.code == 3
    assert "broken.json" in ended.out + ended.err
    listed = subprocess.run(
        ["git", "-C", str(remote), "ls-tree", "-r", "--name-only", "main"], check=True, capture_output=True, text=True
    )
    assert "portfolios/amara.json" in listed.stdout
    assert "broken" not in listed.stdout


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export with two pieces and a file."""
    gauge = entry('<link rel="enclosure" href="files/gauge.txt"/>', key="1", content="<p>It <b>tips</b>.</p>")
    members = {"leap2a.xml": feed(gauge, entry(title="Talk on bees", key="2")), "files/gauge.txt": "tip, tip"}
    return write_zip(tmp_path, members)


def test_an_import_makes_a_portfolio(empty: Shell, export: Path) -> None:
    ended = empty("import", str(export), "--new", "Amara Okafor")
    assert ended.lines[0] == "2 entries in the export."
    shell = Shell(empty.folder, "amara-okafor")
    assert shell.document["meta"]["portfolio"]["learner"] == {"name": "Amara Okafor"}
    assert {line.split("  ", 3)[3].strip() for line in shell("list").lines} == {"Rain gauge", "Talk on bees"}
    (attachment,) = (shell.folder / "portfolios" / "amara-okafor.files").iterdir()
    assert attachment.read_text() == "tip, tip"
    assert shell("check").err == "1 portfolio checked: all is well.\n"


def test_importing_again_doubles_nothing(empty: Shell, export: Path) -> None:
    empty("import", str(export), "--new", "amara")
    shell = Shell(empty.folder)
    before = shell.files()
    ended = shell("import", str(export), "--portfolio", "amara")
    assert "Already here and the same: 2 records." in ended.lines
    assert shell.files() == before


def test_an_import_into_a_portfolio_is_one_change_to_undo(shell: Shell, gauge: str, export: Path) -> None:
    before = shell.path.read_bytes()
    assert "Imported export.zip." in shell("import", str(export)).err
    assert len(shell("list").lines) == 3
    shell("undo")
    assert shell.path.read_bytes() == before


def test_a_dry_run_only_tells(shell: Shell, export: Path) -> None:
    before = shell.files()
    ended = shell("import", str(export), "--dry-run")
    assert "New: 2 pieces of evidence." in ended.lines
    assert "With 1 attachment (1 kB)." in ended.lines
    assert "dry run" in ended.err
    shell("import", str(export), "--new", "other", "--dry-run")
    assert shell.files() == before


def test_what_is_no_export_is_refused_in_one_sentence(shell: Shell, export: Path, tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>'
    shell.refuses("import", str(write_xml(tmp_path, bomb)))
    shell.refuses("import", str(write_zip(tmp_path, {"leap2a.xml": feed(), "../../evil": "x"}, "evil.zip")))
    shell.refuses(
        "import", str(write_zip(tmp_path, {"leap2a.xml": feed(), "../../evil": "x"}, "evil.zip")), "--new", "x"
    )
    shell.refuses("import", str(tmp_path / "nowhere.zip"))
    assert "already: bring it in there with --portfolio amara" in shell.refuses("import", str(export), "--new", "amara")
    (shell.path.parent / "MATEO.json").write_bytes(shell.path.read_bytes())
    assert "with --portfolio MATEO" in shell.refuses("import", str(export), "--new", "mateo")
    assert "give one of them" in shell.refuses("import", str(export), "--new", "x", "--portfolio", "amara", code=2)
    assert "there is no portfolio “x”" in shell.refuses("import", str(export), "--portfolio", "x")
    assert "cannot be a portfolio's name" in shell.refuses("import", str(export), "--new", "../x")
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("name", ["cetis-mahara1-3.zip", "cetis-test_valid_leap2a.xml", "mahara-behat-leap2a-2021.xml"])
def test_real_exports_come_in_and_are_as_the_format_says(empty: Shell, name: str) -> None:
    path = real_export(name)
    empty("import", str(path), "--new", "amara")
    checked = empty.ends("check")
    assert (checked.code, checked.out) == (0, "")
    piece = empty("list").lines[0].split()[0]
    empty("tag", piece, "--guideline", "D4=growing")
    assert empty("show", piece).out


def test_a_program_reads_what_a_sync_came_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = clone(tmp_path, "laptop", monkeypatch)
    told = cast("dict[str, object]", laptop.ends("sync", "--json").json)
    assert (told["kind"], told["conflicts"]) == ("no_remote", 0)
    assert {"says", "sent", "received", "skipped", "git"} <= told.keys()
