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
    (piece,) = editions.records("evidence")
    shown = editions("show", piece).out
    assert "Shows leap-2020:L1, starting" in shown
    assert "  Articulate their needs, strengths, and interests (LEAP 2020)\n" in shown
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


def test_what_would_go_where_is_told_before_and_nothing_is_written(editions: Shell) -> None:
    before = editions.files()
    lines = editions("framework", "use", "leap-2025", "--preview").lines
    assert lines == ["D4 → M1: 1 claim moves", "L1 is retired: 1 claim stays, and stays readable"]
    assert json.loads(editions("framework", "use", "leap-2025", "--preview", "--json").out) == [
        {"code": "D4", "to": ["M1"], "moving": 1, "staying": 0},
        {"code": "L1", "to": [], "moving": 0, "staying": 1},
    ]
    assert editions.files() == before


def test_beginnings_and_choices_move_along(editions: Shell) -> None:
    editions("start", "set", "D4=growing")
    editions("framework", "use", "leap-2025", "--move")
    (start,) = editions.records("starts").values()
    assert start["guideline"] == "leap-2025:M1"


def test_a_framework_of_ones_own_is_begun_checked_shown_and_used(shell: Shell) -> None:
    path = shell.folder / "frameworks" / "our-school.json"
    assert shell("framework", "new", "our-school", "--title", "Our school").id.endswith("our-school.json")
    assert shell("framework", "check").err == "1 framework can be used.\n"
    assert "M2.a  listening before answering" in shell("framework", "show", "our-school").out
    shell("framework", "use", "our-school")
    assert [line.split()[0] for line in shell("list", "guidelines").lines] == ["M1", "M2", "M2.a", "M2.b"]
    path.write_text(path.read_text().replace('"M2.b"', '"M2.a"'))
    ended = shell.ends("framework", "check", str(path))
    assert ended.code == 1
    line = next(at for at, text in enumerate(path.read_text().splitlines(), 1) if "sharing out" in text) - 1
    assert ended.out == f"{path}:{line}:23 the code M2.a stands twice\n"
    assert shell.ends("framework", "check", "our-school").out.endswith(f":{line}:23 the code M2.a stands twice\n")
    assert "is not there" in shell.ends("framework", "check", "theirs").out
    assert "is there already" in shell.refuses("framework", "new", "our-school")


def test_the_next_edition_begins_with_the_words_of_the_one_before(shell: Shell) -> None:
    shell("add", "Rain gauge", "--tag", "D4=growing")
    shell("framework", "new", "leap-2027", "--after", "leap-2020")
    assert shell("framework", "use", "leap-2027", "--preview").lines == ["D4 → D4: 1 claim moves"]
