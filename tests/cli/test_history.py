"""Looking back with commands: what was changed, how it was on a day, and bringing it back."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def fortnight(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a piece with a past of some days."""

    def on(day: int, *words: str) -> str:
        monkeypatch.setenv("LEAPTUI_NOW", f"2026-03-{day:02}T10:00:00+00:00")
        return shell(*words).out.strip()

    made = on(2, "add", "Rain gauge", "--kind", "product", "--body", "It rained.")
    on(3, "tag", made, "--guideline", "C4.a=demonstrated")
    on(5, "edit", made, "--title", "Rain gauge v2")
    on(6, "goal", "add", "Weather station", "--step", "Calibrate", "--step", "Ask")
    on(9, "pace", "set", "3/week")
    monkeypatch.setenv("LEAPTUI_NOW", "2026-03-11T10:00:00+00:00")
    return made


def test_the_log_tells_each_change_newest_first(shell: Shell, fortnight: str) -> None:
    assert shell("log").lines == [
        "2026-03-09 10:00  here  Set the pace to 3 a week",
        "2026-03-06 10:00  here  Set the goal “Weather station” with 2 steps",
        "2026-03-05 10:00  here  Renamed “Rain gauge” to “Rain gauge v2”",
        "2026-03-03 10:00  here  Tagged “Rain gauge” with C4.a · demonstrated",
        "2026-03-02 10:00  here  Added “Rain gauge”",
    ]
    assert [line[:10] for line in shell("log", fortnight[:8]).lines] == ["2026-03-05", "2026-03-03", "2026-03-02"]
    assert [line[:10] for line in shell("log", "--since", "2026-03-05", "--until", "5 days ago").lines] == [
        "2026-03-06",
        "2026-03-05",
    ]
    few = shell("log", "-n", "2")
    assert len(few.lines) == 2
    assert "there is more" in few.err


def test_the_log_counts_lines_and_not_what_was_saved_at_once(shell: Shell, fortnight: str) -> None:
    document = shell.document
    document["evidence"][fortnight]["title"] = "Rain gauge v3"
    (goal,) = document["goals"]
    document["goals"][goal]["title"] = "A station"
    for step in document["steps"].values():
        step["title"] = f"{step['title']} twice"
    shell.path.write_text(json.dumps(document))
    whole = shell("log").lines
    assert len(whole) == 5 + 4
    for count in (1, 2, 3, 6):
        few = shell("log", "-n", str(count))
        assert [line.split() for line in few.lines] == [line.split() for line in whole[:count]]
        assert "there is more" in few.err
    assert "there is more" not in shell("log", "-n", str(len(whole))).err


def test_a_span_the_wrong_way_round_is_said_and_an_empty_one(shell: Shell, fortnight: str) -> None:
    said = shell.refuses("log", "--since", "2026-03-09", "--until", "2026-03-08", code=2)
    assert "the span is the wrong way round: it would begin on 9 March and end on 8 March" in said
    ended = shell("log", "--since", "2026-03-07", "--until", "2026-03-08")
    assert ended.out == ""
    assert ended.err.startswith("Nothing is known of that time.\n")


def test_the_log_as_json_holds_what_changed(shell: Shell, fortnight: str) -> None:
    events = shell("log", "--json").json
    assert isinstance(events, list)
    renamed = next(event for event in events if event["at"] == "2026-03-05T10:00:00Z")
    assert renamed["source"] == "save"
    assert renamed["here"] is True
    assert renamed["label"] == "Edited “Rain gauge”"
    (change,) = renamed["changes"]
    assert change["says"] == "Renamed “Rain gauge” to “Rain gauge v2”"
    assert change["records"] == [
        {"table": "evidence", "id": fortnight, "before": {"title": "Rain gauge"}, "after": {"title": "Rain gauge v2"}}
    ]


def test_the_log_knows_what_was_removed_for_good(shell: Shell, fortnight: str) -> None:
    shell("rm", fortnight)
    shell("trash", "--empty", "--yes")
    assert shell("log", fortnight).lines[0].endswith("Removed “Rain gauge v2” for good")
    assert "no record" in shell.refuses("log", "ffffffff")


def test_a_thing_is_shown_as_it_was(shell: Shell, fortnight: str) -> None:
    was = shell("show", fortnight, "--at", "2026-03-04")
    assert was.lines[0] == "Rain gauge"
    assert "Shows C4.a, demonstrated" in was.out
    assert was.err == "note: as it was on 4 March at 23:59\n"
    assert "Shows no guideline yet" in shell("show", fortnight, "--at", "2026-03-02T12:00").out
    assert shell("show", fortnight).lines[0] == "Rain gauge v2"
    record = shell("show", fortnight, "--at", "8 days ago", "--json").json
    assert isinstance(record, dict)
    assert record["title"] == "Rain gauge"


def test_a_whole_portfolio_is_shown_as_it_was(shell: Shell, fortnight: str) -> None:
    out = shell("show", "--at", "2026-03-04").out
    assert out.startswith("Amara Okafor · LEAP 2020\nAs it was on 4 March at 23:59\n")
    assert "\n1 piece, 1 tag\n" in out
    assert "C4.a  demonstrated" in out
    assert "Weather station" not in out
    assert shell("show", "--at", "yesterday", "--json").json == {
        "at": "2026-03-10T23:59:59Z",
        "learner": "Amara Okafor",
        "counts": {"claims": 1, "evidence": 1, "goals": 1, "paces": 1, "steps": 2},
        "levels": {"C4.a": "demonstrated"},
        "goals": ["Weather station"],
    }


def test_what_cannot_be_shown_is_said(shell: Shell, fortnight: str) -> None:
    assert shell.refuses("show", fortnight, "--at", "2026-01-01") == (
        "the history of “amara” that is known here begins on 2 March"
    )
    assert shell.refuses("show", fortnight, "--at", "2026-03-02T08:00:00+00:00") == (
        "the history of “amara” that is known here begins on 2 March at 10:00"
    )
    assert shell.refuses("restore", fortnight, "--at", "2026-03-01") == (
        "the history of “amara” that is known here begins on 2 March"
    )
    assert "“soon” is no date" in shell.refuses("show", "--at", "soon", code=2)
    assert "there is no day 2026-02-30" in shell.refuses("show", "--at", "2026-02-30", code=2)
    assert "say what to show" in shell.refuses("show", code=2)
    assert "--field goes with --at" in shell.refuses("restore", fortnight, "--field", "title", code=2)


def test_without_any_past_that_is_said(shell: Shell) -> None:
    empty = shell("log")
    assert empty.out == ""
    assert "Nothing is known of it yet." in empty.err
    assert "nothing is known of how “amara” was earlier" in shell.refuses("show", "--at", "yesterday")


def test_a_field_is_brought_back_and_undone(shell: Shell, fortnight: str) -> None:
    said = shell("restore", fortnight, "--at", "2026-03-04", "--field", "title")
    assert said.err == "Brought title of “Rain gauge” back.\n"
    assert shell.records("evidence")[fortnight]["title"] == "Rain gauge"
    shell("undo")
    assert shell.records("evidence")[fortnight]["title"] == "Rain gauge v2"
    assert "no field “colour”" in shell.refuses("restore", fortnight, "--at", "2026-03-04", "--field", "colour")


def test_what_was_removed_for_good_is_brought_back_with_its_tags(shell: Shell, fortnight: str) -> None:
    before = shell.document
    shell("rm", fortnight)
    shell("trash", "--empty", "--yes")
    assert "claims" not in shell.document
    said = shell("restore", fortnight, "--at", "2026-03-10")
    assert said.err == "Brought “Rain gauge v2” back.\n"
    (claim,) = shell.records("claims").items()
    (earlier,) = before["claims"].items()
    assert {**claim[1], "modified": ""} == {**earlier[1], "modified": ""}
    again = shell.ends("restore", fortnight, "--at", "2026-03-10")
    assert again.code == 0
    assert "it is so already" in again.err
    shell("undo")
    assert "evidence" not in shell.document


def test_several_things_come_back_as_one_change(shell: Shell, fortnight: str) -> None:
    (goal,) = shell.records("goals")
    shell("rm", fortnight, goal)
    said = shell("restore", fortnight, goal, "--at", "2026-03-10")
    assert said.err == "Brought 2 things back.\n"
    shell("undo")
    assert "deleted" in shell.records("goals")[goal]
    assert "deleted" in shell.records("evidence")[fortnight]


def test_two_days_are_compared(shell: Shell, fortnight: str) -> None:
    assert shell("compare", "2026-03-02", "2026-03-05").lines == [
        "From 2 March to 5 March",
        "Added: 1 tag",
        "Changed: 1 piece",
        "",
        "Further along",
        "  C4.a  not yet → demonstrated",
    ]
    until_now = shell("compare", "2026-03-05", "--json").json
    assert isinstance(until_now, dict)
    assert until_now["added"] == {"goals": 1, "paces": 1, "steps": 2}
    assert until_now["risen"] == []
    assert shell("compare", "yesterday").lines == ["From 10 March to 11 March", "Nothing differs."]
