"""Taking a portfolio home on a stick, at the command line."""

from __future__ import annotations

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
