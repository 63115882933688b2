"""Taking a portfolio home on a stick, at the command line."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_a_learner_takes_a_portfolio_home_and_goes_on_there(
    shell: Shell, gauge: str, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("init", ".")
    shell.ends("sync")
    before = shell.files()
    ended = shell("take-home", str(stick))
    folder = stick / "leaptui-amara-2026-03-11"
    assert ended.lines == [
        f"Amara Okafor's portfolio is in {folder}, with 0 attachments, and was read back. Its history is with it: 1 version."
    ]
    assert "Reading back what was written" in ended.err
    assert shell.files() == before
    home = Shell(folder)
    monkeypatch.chdir(folder)
    assert gauge[:4] in home("list").out
    home("edit", gauge, "--title", "At home")
    assert home.only("evidence")["title"] == "At home"


def test_a_bundle_from_the_stick_is_gone_on_with_at_home(shell: Shell, gauge: str, stick: Path, tmp_path: Path) -> None:
    shell("init", ".")
    shell.ends("sync")
    shell("edit", gauge, "--title", "Rain gauge, second version")
    shell("take-home", str(stick))
    (bundle,) = stick.glob("*/amara.bundle")
    home = Shell(tmp_path / "home" / "learning")
    ended = home("join", str(bundle), str(home.folder))
    assert ended.lines == [str(home.folder)]
    assert "on this machine only" in ended.err
    assert "connect --create" not in ended.err
    there = ("-C", str(home.folder))
    assert "Rain gauge, second version" in home(*there, "list").out
    history = home(*there, "log", gauge[:8]).out
    assert "Added “Rain gauge v2”" in history, "the history came along"
    assert "Renamed “Rain gauge v2” to “Rain gauge, second version”" in history
    assert home(*there, "connect", "--json").json is None, "the stick is no remote"
    for path in home.folder.parent.iterdir():
        assert path == home.folder, "nothing else is left"
    home(*there, "edit", gauge, "--title", "At home")
    home.ends(*there, "sync")
    remote = tmp_path / "remote.git"
    home(*there, "connect", "--create", str(remote))
    assert home(*there, "connect", "--json").json is not None


def test_a_bundle_is_joined_whole_or_not_at_all(shell: Shell, gauge: str, stick: Path, tmp_path: Path) -> None:
    assert gauge
    shell("take-home", str(stick))
    (bundle,) = stick.glob("*/amara.bundle")
    data = bundle.read_bytes()
    (tmp_path / "cut.bundle").write_bytes(data[: len(data) // 2])
    (tmp_path / "other.bundle").write_text("no bundle")
    home = Shell(tmp_path / "home")
    for name, words in (("cut", "cannot be read whole"), ("other", "no bundle"), ("none", "is not there")):
        ended = home.ends("join", str(tmp_path / f"{name}.bundle"), str(home.folder))
        assert ended.code == 1
        assert words in ended.out + ended.err, name
        assert list(home.folder.iterdir()) == [], name
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    assert "files in" in home.refuses("join", str(bundle), str(tmp_path / "full"))
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_joining_from_a_bundle_that_was_killed_leaves_nothing_beside_and_goes_on(
    shell: Shell, gauge: str, stick: Path, tmp_path: Path
) -> None:
    shell("take-home", str(stick))
    (bundle,) = stick.glob("*/amara.bundle")
    home = tmp_path / "at-home" / "learning"
    home.parent.mkdir()
    real, killing = shutil.which("git"), tmp_path / "bin" / "git"
    killing.parent.mkdir()
    killing.write_text(f'#!/bin/sh\n{real} "$@"\ncase "$*" in *refs/heads/*:refs/heads/*) kill -9 $PPID;; esac\n')
    killing.chmod(0o755)
    path = f"{killing.parent}{os.pathsep}{os.environ['PATH']}"
    run = [sys.executable, "-m", "leaptui", "join", str(bundle), str(home)]
    killed = subprocess.run(run, env={**os.environ, "PATH": path}, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert list(home.parent.iterdir()) == [home], "what was unpacked of it lies in the new folder alone"
    assert home.is_dir()
    there = Shell(home)
    found = there("join", str(bundle), str(home), "--json").json
    assert isinstance(found, dict)
    assert found["connected"] is False, "nothing can be sent to a bundle"
    assert gauge[:4] in there("-C", str(home), "list").out
    assert not [path for path in (home / ".leaptui").rglob("*") if "bundle" in path.name or "joining" in path.name]


def test_a_workspace_is_not_connected_to_a_bundle(shell: Shell, stick: Path) -> None:
    shell("take-home", str(stick))
    (bundle,) = stick.glob("*/amara.bundle")
    for words in (("connect",), ("connect", "--test"), ("connect", "--create")):
        ended = shell.ends(*words, str(bundle))
        assert ended.code == 1
        assert "leaptui join" in ended.out + ended.err
    assert not (shell.folder / ".git").exists()


def test_what_was_taken_as_json(shell: Shell, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"a picture")
    shell("add", "A photo", "--attach", str(tmp_path / "photo.png"))
    shell("new", "ben", "--learner", "Ben Ito")
    found = shell("take-home", str(stick), "--portfolio", "amara", "--json").json
    assert isinstance(found, dict)
    folder = stick / "leaptui-amara-2026-03-11"
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    assert found.pop("says").startswith("Amara Okafor's portfolio is in ")
    assert found == {
        "folder": str(folder),
        "bundle": str(folder / "amara.bundle"),
        "versions": 1,
        "attachments": 1,
        "bytes": size,
        "missing": [],
    }
    for file in (shell.folder / "portfolios" / "amara.files").iterdir():
        file.unlink()
    ended = shell.ends("take-home", str(stick), "--portfolio", "amara")
    assert ended.code == 3
    assert "1 attachment is missing here already: photo.png." in ended.out


def test_where_it_cannot_go_one_sentence_says_why(shell: Shell, stick: Path, tmp_path: Path) -> None:
    assert "there is no folder" in shell.refuses("take-home", str(tmp_path / "nowhere"))
    (tmp_path / "link").symlink_to(stick)
    assert "link to another place" in shell.refuses("take-home", str(tmp_path / "link"))
    shell("new", "ben", "--learner", "Ben Ito")
    assert "there is no portfolio" in shell.refuses("take-home", str(stick), "--portfolio", "cleo")
    assert list(stick.iterdir()) == []
