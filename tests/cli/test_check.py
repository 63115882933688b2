"""Checking files, and the schema of the format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from leaptui.model import words
from leaptui.model.portfolio import VIEWS
from leaptui.model.reading import examined
from leaptui.model.schema import complaints, portfolio_schema
from leaptui.model.schema_records import RECORDS, EvidenceRecord, GoalRecord
from tests.cli.conftest import Shell

Records = dict[str, dict[str, dict[str, object]]]


@pytest.fixture
def full(shell: Shell, tmp_path: Path) -> Shell:
    """A portfolio with something of everything."""
    (tmp_path / "photo.jpg").write_bytes(b"light")
    goal = shell("goal", "add", "Weather", "--guideline", "D4=growing", "--step", "One").id
    shell("add", "Rain gauge", "--tag", "D4=growing", "--attach", str(tmp_path / "photo.jpg"), "--goal", goal)
    shell("pace", "set", "3/week", "--days", "mon,wed")
    shell("pace", "rest", "2026-04-01", "2026-04-05")
    return shell


def change(shell: Shell, edit: Callable[[Records], object]) -> None:
    """Write the portfolio with something changed by hand."""
    document = shell.document
    edit(document)
    shell.path.write_text(json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def only(document: Records, table: str) -> dict[str, object]:
    (record,) = document[table].values()
    return record


def test_all_is_well(full: Shell) -> None:
    ended = full("check")
    assert (ended.out, ended.err) == ("", "1 portfolio checked: all is well.\n")
    full("new", "mateo")
    assert full("check").err == "2 portfolios checked: all is well.\n"


def test_a_finding_names_file_line_column_and_record(full: Shell) -> None:
    (piece,) = full.records("evidence")
    change(full, lambda document: only(document, "evidence").update(kind="poem"))
    lines = full.path.read_text().splitlines()
    number = next(n for n, line in enumerate(lines, 1) if '"kind"' in line)
    column = lines[number - 1].index('"poem"') + 1
    ended = full.ends("check")
    assert ended.code == 1
    (line,) = ended.lines
    assert line.startswith(
        f"portfolios/amara.json:{number}:{column}: evidence {piece}: kind: should be 'text', 'image'"
    )
    assert ended.err == "1 portfolio checked: 1 wrong.\n"
    found = full.ends("check", "--json").json
    assert isinstance(found, list)
    says = found[0].pop("says")
    assert says in line
    assert found == [
        {
            "file": "portfolios/amara.json",
            "line": number,
            "column": column,
            "table": "evidence",
            "record": piece,
            "note": False,
        }
    ]


def drop(field: str, table: str) -> Callable[[Records], object]:
    return lambda document: only(document, table).pop(field)


def put(table: str, **fields: object) -> Callable[[Records], object]:
    return lambda document: only(document, table).update(fields)


def remove(table: str) -> Callable[[Records], object]:
    return lambda document: document.pop(table)


@pytest.mark.parametrize(
    ("edit", "anchor", "says"),
    [
        (put("evidence", title=7), '"title": 7', "title: should be a valid string"),
        (drop("title", "evidence"), '"attachments"', "title: is missing"),
        (put("evidence", made_on="2026-02-30"), '"2026-02-30"', "made_on: there is no such day"),
        (put("evidence", made_on="1.2.2026"), '"1.2.2026"', "made_on: should match pattern"),
        (put("evidence", minutes=True), "true", "minutes: should be a valid integer"),
        (put("evidence", interest=6), "6", "interest: should be less than or equal to 5"),
        (put("evidence", tags=["b", "a"]), '"tags"', "tags: a set is written sorted, each entry once"),
        (put("evidence", body=["one", "two\nthree"]), '"two\\nthree"', "body.2: should match pattern"),
        (put("evidence", place=None), '"place": null', "place is null; a field that says nothing is left out"),
        (put("evidence", created="yesterday"), '"yesterday"', "created: should match pattern"),
        (put("evidence", goals=["nowhere"]), '"nowhere"', "goals names a record of goals that is not there"),
        (put("claims", evidence="nowhere"), '"nowhere"', "the piece of evidence it names is not there"),
        (
            put("claims", guideline="leap-2020:Z9"),
            '"leap-2020:Z9"',
            "LEAP Learning Framework 2020 has no guideline leap-2020:Z9",
        ),
        (
            put("claims", guideline="other:Z9"),
            '"other:Z9"',
            "the guideline other:Z9 is of a framework that is not here",
        ),
        (put("claims", guideline="D4"), '"D4"', "guideline: should match pattern"),
        (put("claims", level="master"), '"master"', "has no level “master”; it has starting, growing"),
        (put("goals", status="won"), '"won"', "status: should be 'idea', 'agreed'"),
        (
            put("goals", guidelines=[{"guideline": "leap-2020:Z9"}]),
            '"leap-2020:Z9"',
            "has no guideline leap-2020:Z9",
        ),
        (put("steps", goal="nowhere"), '"nowhere"', "the goal it belongs to is not there"),
        (put("steps", evidence=["nowhere"]), '"nowhere"', "evidence names a record of evidence that is not there"),
        (put("paces", pieces=0), '"pieces": 0', "pieces: should be greater than or equal to 1"),
        (put("paces", days=["mon", "day"]), '"day"', "days.2: should be 'mon', 'tue'"),
        (drop("to", "breaks"), '"created"', "to: is missing"),
        (put("meta", framework="other"), '"other"', "follows the framework “other”, which is not here"),
        (put("meta", learner={}), "{}", "learner.name: is missing"),
        (remove("meta"), None, "has no meta.portfolio"),
    ],
)
def test_what_is_wrong_is_found_where_it_stands(
    full: Shell, edit: Callable[[Records], object], anchor: str | None, says: str
) -> None:
    change(full, edit)
    ended = full.ends("check")
    assert ended.code == 1
    told = [line for line in ended.lines if says in line]
    assert len(told) == 1, ended.out
    _, line, column, _ = told[0].split(":", 3)
    if anchor is not None and "missing" not in says and "null" not in says:
        standing = full.path.read_text().splitlines()[int(line) - 1]
        value = anchor.split(": ", 1)[-1]
        at = standing[int(column) - 1 :]
        assert at.startswith((value, "[")), standing
    assert "Traceback" not in ended.err


def test_a_missing_field_points_to_its_record(full: Shell) -> None:
    (pace,) = full.records("paces")
    change(full, drop("since", "paces"))
    (told,) = full.ends("check").lines
    _, line, column, _ = told.split(":", 3)
    standing = full.path.read_text().splitlines()[int(line) - 1]
    assert standing.strip() == f'"{pace}": {{'
    assert standing[int(column) - 1] == "{"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"meta": {"portfolio": {}', ":1:26: is not valid JSON: it breaks off in the middle"),
        (b'{"meta": {}, "meta": {}}', "holds the same key twice"),
        (b'{\n  "meta": {"portfolio": {"n": 1.5}}\n}', "whole numbers only"),
        (b"", "is empty"),
        (b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n", "conflict marks"),
        (b"\xff\xfe", "UTF-16"),
        (b'{"meta": 3}', "is no portfolio"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_finding(shell: Shell, data: bytes, says: str) -> None:
    shell.path.write_bytes(data)
    ended = shell.ends("check")
    assert ended.code == 1
    (line,) = ended.lines
    assert line.startswith("portfolios/amara.json")
    assert says in line
    assert "at line" not in line, "the place stands before it"
    assert ended.err == "note: “leaptui check --repair” mends what cannot be read\n1 portfolio checked: 1 wrong.\n"
    assert shell.path.read_bytes() == data


def test_attachments_are_held_against_their_record(full: Shell) -> None:
    (attachment,) = (full.folder / "portfolios" / "amara.files").iterdir()
    attachment.write_bytes(b"darkness")
    assert "“photo.jpg” is not what was attached" in full.ends("check").out
    attachment.unlink()
    assert "“photo.jpg” is not there" in full.ends("check").out
    attachment.write_bytes(b"light")
    change(full, lambda document: only(document, "evidence")["attachments"][0].update(bytes=7))  # type: ignore[index]  # JSON as it comes
    assert "“photo.jpg” has 5 bytes, and the record says 7" in full.ends("check").out


def test_notes_are_nothing_wrong(full: Shell) -> None:
    (full.folder / "portfolios" / "amara.files" / "left-over.txt").write_text("x")
    full.path.write_text(json.dumps(full.document))
    document = full.document
    document["meta"]["portfolio"]["min_writer"] = 9
    full.path.write_text(json.dumps(document))
    ended = full("check")
    assert [line.split(" note: ", 1)[1].split()[0] for line in ended.lines] == ["is", "no", "meta"]
    assert "canonical" in ended.lines[0]
    assert "left-over.txt" in ended.lines[1]
    assert "newer leaptui (format 9)" in ended.lines[2]


def test_unknown_tables_and_fields_are_right(full: Shell) -> None:
    def add(document: Records) -> None:
        document["dreams"] = {"d1": {"anything": {"at": ["all"]}}}
        only(document, "evidence")["from_the_future"] = {"a": None}

    change(full, add)
    assert full("check").out == ""


def test_files_are_checked_wherever_they_are(full: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    change(full, put("evidence", kind="poem"))
    monkeypatch.chdir(tmp_path)
    assert full.ends("check", "learning/portfolios/amara.json").lines[0].startswith("learning/portfolios/amara.json:")
    ended = full.ends("check", "nowhere.json")
    assert (ended.code, ended.out) == (1, "nowhere.json: is not there\n")
    assert "is no workspace" in full.ends("check").err


def test_a_link_is_not_followed(full: Shell) -> None:
    (full.folder / "portfolios" / "linked.json").symlink_to(full.path)
    ended = full.ends("check")
    assert ended.code == 1
    assert "linked.json: linked.json is a link to another file" in ended.out


def test_a_broken_framework_is_wrong_too(full: Shell) -> None:
    (full.folder / "frameworks").mkdir()
    (full.folder / "frameworks" / "x.json").write_text('{"id": "x", "title": "X"}')
    ended = full.ends("check")
    assert ended.code == 1
    assert "frameworks/x.json cannot be used: levels: is missing" in ended.out


def test_the_schema_names_every_table_and_allows_more(shell: Shell) -> None:
    schema = shell("schema").json
    assert schema == portfolio_schema()
    assert isinstance(schema, dict)
    assert schema["properties"].keys() == {"meta", *RECORDS}
    assert schema["$defs"]["EvidenceRecord"]["required"] == ["created", "modified", "title", "kind"]
    assert schema["$defs"]["BreakRecord"]["properties"].keys() >= {"from", "to", "why", "_conflicts", "deleted"}
    assert "null" not in json.dumps(schema)
    refs = [part.split('"')[0] for part in json.dumps(schema).split('"#/$defs/')[1:]]
    assert set(refs) <= schema["$defs"].keys()


def test_the_schema_knows_the_words_of_the_product() -> None:
    assert get_args(EvidenceRecord.model_fields["kind"].annotation) == words.KINDS
    assert get_args(GoalRecord.model_fields["status"].annotation) == words.GOAL_STATUSES
    schema = json.dumps(portfolio_schema())
    for known in (words.PLACES, words.LIFE_AREAS, words.PERIODS, words.DAYS):
        assert json.dumps(list(known)) in schema


def test_what_the_schema_accepts_the_program_understands(full: Shell) -> None:
    for table, view in VIEWS.items():
        for record_id, record in full.records(table).items():
            assert not complaints(table, record)  # type: ignore[arg-type]  # every record that is there
            examined(view, record, record_id)
