"""Following another framework: what was claimed is kept, or moves with the map of the edition that replaces it."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def editions(shell: Shell) -> Shell:
    """A workspace with an edition that replaces LEAP 2020, and a piece tagged under LEAP 2020."""
    guidelines = [{"code": "M1", "statement": "Show learning"}, {"code": "M2", "statement": "Rest"}]
    levels = [{"id": one, "title": one} for one in ("starting", "growing", "demonstrated", "deepening")]
    framework = {
        "id": "leap-2025",
        "title": "LEAP Learning Framework",
        "edition": "2025",
        "levels": levels,
        "components": [{"code": "M", "title": "Mastery", "guidelines": guidelines}],
        "replaces": {"edition": "leap-2020", "map": {"D4": ["M1"]}},
    }
    (shell.folder / "frameworks").mkdir()
    (shell.folder / "frameworks" / "leap-2025.json").write_text(json.dumps(framework))
    shell("add", "Rain gauge", "--tag", "D4=growing", "--tag", "L1=starting")
    return shell


def test_another_framework_is_followed_and_undo_goes_back(editions: Shell) -> None:
    ended = editions("framework", "use", "leap-2025")
    assert ended.err.splitlines()[0] == "Switched to LEAP Learning Framework 2025."
    assert "1 claim of the edition before has a place here" in ended.err
    assert "2 claims belong to other frameworks and are kept" in ended.err
    assert [line.split()[0] for line in editions("list", "guidelines").lines] == ["M1", "M2"]
    assert "leap-2020:D4" in editions("list", "--elsewhere").out
    editions("undo")
    assert editions("list", "guidelines").lines[0].split()[0] == "F1"


def test_claims_move_in_one_change(editions: Shell) -> None:
    ended = editions("framework", "use", "leap-2025", "--move")
    assert ended.err.splitlines()[0] == "Switched to LEAP Learning Framework 2025, 1 claim moved."
    assert "1 claim belongs to another framework and is kept" in ended.err
    assert ["M1", "growing"] in [line.split()[:2] for line in editions("list", "guidelines").lines]
    assert editions("check").code == 0
    editions("undo")
    assert ["D4", "growing"] in [line.split()[:2] for line in editions("list", "guidelines").lines]
    assert editions("list", "--elsewhere").out == ""


def test_moving_can_come_later(editions: Shell) -> None:
    editions("framework", "use", "leap-2025")
    ended = editions("framework", "use", "leap-2025", "--move")
    assert ended.err.splitlines()[0] == "Moved 1 claim to LEAP Learning Framework 2025."


def test_what_is_not_there_is_refused(editions: Shell) -> None:
    assert "there is no framework “craft” here" in editions.refuses("framework", "use", "craft")
    assert "--json needs --preview" in editions.refuses("framework", "use", "leap-2025", "--json", code=2)
