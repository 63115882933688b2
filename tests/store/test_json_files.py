"""Frameworks and pathways that people write: what is wrong is said with line and column, and nothing else happens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaptui.model.framework import read_framework
from leaptui.model.framework_check import framework_troubles
from leaptui.model.portfolio import Portfolio
from leaptui.model.template import take_template, template_troubles
from leaptui.store.errors import Missing, Refused
from leaptui.store.frameworks import load_frameworks
from leaptui.store.json_files import check_json
from leaptui.store.new_framework import next_edition, starter, write_framework
from leaptui.store.templates import load_templates
from leaptui.store.workspace import Workspace
from tests.model.stories import leap
from tests.model.test_edits_goals import done

AT = "2026-11-19T16:40:00Z"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "portfolios").mkdir()
    return Workspace(tmp_path)


def said(path: Path) -> list[tuple[str, int | None, int | None]]:
    return [(one.says, one.line, one.column) for one in check_json(path, framework_troubles)]


@pytest.mark.parametrize("line", range(1, 6))
def test_what_is_no_json_is_found_where_it_breaks(tmp_path: Path, line: int) -> None:
    lines = json.dumps(starter("ours", ""), indent=2).splitlines()
    lines[line] += ","
    path = tmp_path / "ours.json"
    path.write_text("\n".join(lines))
    ((says, at, _column),) = said(path)
    assert says.startswith("is not valid JSON")
    assert at in {line + 1, line + 2}


def test_all_that_is_wrong_is_said_at_once_with_its_place(tmp_path: Path) -> None:
    raw = {
        "id": "ours",
        "title": "Ours",
        "levels": [{"id": "one", "title": "one"}, {"id": "one", "title": "again"}],
        "components": [
            {
                "code": "M",
                "title": "M",
                "guidelines": [{"code": "M1", "statement": "a"}, {"code": "m1", "statement": "b"}],
            },
        ],
        "replaces": {"edition": "old", "map": {"A1": ["M1", "M9"]}},
    }
    path = tmp_path / "ours.json"
    text = json.dumps(raw, indent=1)
    path.write_text(text)
    found = said(path)
    assert [says for says, _line, _column in found] == [
        "the level one stands twice",
        "the code m1 stands twice",
        "A1 is replaced by M9, and there is no guideline M9",
    ]
    lines = text.splitlines()
    assert '"id": "one"' in lines[(found[0][1] or 0) - 1]
    assert '"code": "m1"' in lines[(found[1][1] or 0) - 1]
    assert '"A1"' in lines[(found[2][1] or 0) - 1]


def test_what_is_missing_is_named_with_the_thing_it_is_missing_in(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    path.write_text('{"id": "a b", "title": "Ours",\n "levels": [],\n "components": [{"code": "M", "title": "M"}]}')
    found = said(path)
    assert ("components no. 1 guidelines is missing", 3, 17) in found
    assert {line for _says, line, _column in found} == {1, 2, 3}


def test_what_only_follows_from_something_else_is_not_said(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    begun = '{"id": "a", "title": "Ours", "levels": [{"id": "one", "title": "one"}],\n "components": ['
    path.write_text(begun + '\n{"title": "M", "guidelines": []}]}')
    assert ("components no. 1 code is missing", 3, 1) in said(path)
    assert not any(says.startswith("components should") for says, _line, _column in said(path))
    path.write_text(begun + "]}")
    assert said(path) == [("components should have at least 1 entry", 2, 16)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1 "b": 2}', "a comma should stand between two entries"),
        ("{a: 1}", "a key in double quotes"),
        ('{"a": }', "a value should stand there"),
        ('{"a": 1} {}', "something stands after the end"),
    ],
)
def test_why_a_text_is_no_json_is_said_in_plain_words(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "ours.json"
    path.write_text(text)
    ((says, _line, _column),) = said(path)
    assert words in says


def test_a_key_that_stands_twice_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    path.write_text('{\n "id": "a",\n "id": "b"}')
    assert said(path) == [('the key "id" stands twice in one object', 3, 2)]


def test_a_new_framework_can_be_used_as_it_is(workspace: Workspace) -> None:
    path = write_framework(workspace, "our-school", starter("our-school", "Our school"))
    assert said(path) == []
    assert load_frameworks(workspace).get("our-school").title == "Our school"
    with pytest.raises(Refused, match="is there already"):
        write_framework(workspace, "our-school", {})
    with pytest.raises(Refused, match="is no id"):
        write_framework(workspace, "../out", {})


def test_a_next_edition_leads_every_code_to_itself() -> None:
    following = read_framework(next_edition("leap-2027", leap(), ""))
    assert [one.code for one in following.guidelines.values()] == [one.code for one in leap().guidelines.values()]
    assert following.successors("leap-2020:C4.a") == ("leap-2027:C4.a",)
    assert framework_troubles(next_edition("leap-2027", leap(), "")) == []


# ---- pathways


def garden(workspace: Workspace, **changed: object) -> Path:
    raw = {
        "title": "Garden day",
        "why": "For the street",
        "guidelines": [{"guideline": "L5", "level": "growing"}, {"guideline": "other:X1"}],
        "steps": [{"title": "Ask", "note": ["Three people"]}, {"title": "Host it"}],
        **changed,
    }
    path = workspace.root / "pathways" / "garden.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(raw, indent=1))
    return path


def test_a_pathway_is_taken_as_a_goal_with_its_steps(workspace: Workspace) -> None:
    garden(workspace)
    templates = load_templates(workspace, leap())
    assert templates.broken == ()
    portfolio = Portfolio({})
    change, goal = take_template(portfolio, leap(), AT, templates.get("garden"))
    after = done(portfolio, change)
    assert after.goals[goal].reason == "For the street"
    assert [(one.guideline, one.level) for one in after.goals[goal].guidelines] == [("leap-2020:L5", "growing")]
    assert [(step.title, step.note) for step in after.steps_of[goal]] == [("Ask", ("Three people",)), ("Host it", ())]


def test_a_broken_pathway_is_named_and_the_others_are_there(workspace: Workspace) -> None:
    path = garden(workspace, guidelines=[{"guideline": "X9"}, {"guideline": "L5", "level": "great"}])
    templates = load_templates(workspace, leap())
    assert [one.says for one in templates.broken] == [
        "LEAP 2020 has no guideline “X9”",
        "“great” is no level; there are starting, growing, demonstrated, deepening",
    ]
    assert [one.line for one in templates.broken] == [6, 10]
    assert [one.says for one in check_json(path, lambda raw: template_troubles(raw, None))] == []
    with pytest.raises(Missing, match="there is no pathway here yet"):
        templates.get("garden")
