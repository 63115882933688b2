"""Before there is a portfolio on the screen, in a terminal of its own: starts that go wrong, the samples, a kill."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.begin_desk import shelf


def leaptui(*words: str) -> list[str]:
    return [sys.executable, "-m", "leaptui", *words]


def test_a_broken_portfolio_leads_to_the_others(tmp_path: Path) -> None:
    workspace = shelf(tmp_path, "Amara Okafor", "Zoë Müller")
    workspace.remember("zoe-muller")
    workspace.path("zoe-muller").write_bytes(b'{"meta": {')
    with Terminal(leaptui(), cwd=tmp_path) as terminal:
        terminal.wait_for("is not valid JSON")
        terminal.press("amara")
        terminal.wait_for("1 of 2")
        terminal.press("enter")
        terminal.wait_for("Welcome, Amara.")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0


def test_samples_from_the_first_question_are_thrown_away_on_the_way_back(tmp_path: Path) -> None:
    places = {"TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    own = tmp_path / "own"
    own.mkdir()
    with Terminal(leaptui(), cwd=own, env=places) as terminal:
        terminal.wait_for("Whose portfolio is it?")
        terminal.press("\x0c")
        terminal.wait_for("sample, nothing is kept")
        assert len(list((tmp_path / "tmp").glob("leaptui-demo-*"))) == 1
        terminal.press("B")
        terminal.wait_for("Whose portfolio is it?")
        assert not list((tmp_path / "tmp").glob("leaptui-demo-*"))
        terminal.press("escape")
        assert terminal.wait_for_end() == 0
    assert list(own.iterdir()) == []


def test_samples_left_by_a_kill_are_swept_at_the_next_start(tmp_path: Path) -> None:
    places = {"TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    with Terminal(leaptui("demo"), cwd=tmp_path, env=places) as terminal:
        terminal.wait_for("sample, nothing is kept")
        terminal.process.kill()
        terminal.process.wait()
    (left,) = (tmp_path / "tmp").glob("leaptui-demo-*")
    os.utime(left, (1, 1))
    with Terminal(leaptui("demo"), cwd=tmp_path, env=places) as terminal:
        terminal.wait_for("sample, nothing is kept")
        (now,) = (tmp_path / "tmp").glob("leaptui-demo-*")
        assert now != left
        os.utime(now, (1, 1))
        with Terminal(leaptui("demo"), cwd=tmp_path, env=places) as another:
            another.wait_for("sample, nothing is kept")
            assert now.exists(), "a copy somebody works in is left alone"
            another.press("q")
            assert another.wait_for_end() == 0
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert not list((tmp_path / "tmp").glob("leaptui-demo-*"))
    assert not (tmp_path / "portfolios").exists()


@pytest.mark.parametrize("kind", ["file", "loop"])
def test_something_else_in_place_of_the_folder_is_one_sentence(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "portfolios"
    if kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(place)
    with Terminal(leaptui(), cwd=tmp_path) as terminal:
        assert terminal.wait_for_end() == 1
        assert "cannotberead" in "".join(terminal.text.split()), "a long path is broken anywhere"
        assert "Traceback" not in terminal.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["portfolios"]
