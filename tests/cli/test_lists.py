"""Lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def three(shell: Shell) -> dict[str, str]:
    """Three pieces and a goal."""
    goal = shell("goal", "add", "Weather station", "--guideline", "C4.a=growing", "--step", "One", "--step", "Two").id
    gauge = shell(
        "add", "Rain gauge", "--made-on", "2026-03-02", "--kind", "product", "--word", "Sensors", "--goal", goal
    )
    talk = shell(
        "add", "Über Bienen", "--made-on", "2026-03-05", "--place", "school", "--tag", "C4.a", "--tag", "D4=growing"
    )
    song = shell("add", "Alto line", "--made-on", "2026-02-01", "--tag", "F1.b", "--body", "rain on the roof")
    return {"goal": goal, "gauge": gauge.id, "talk": talk.id, "song": song.id}


def titles(shell: Shell, *words: str) -> list[object]:
    found = shell("list", *words, "--json").json
    assert isinstance(found, list)
    return [one["title"] for one in found]


def test_pieces_are_listed_newest_first_in_columns(shell: Shell, three: dict[str, str]) -> None:
    assert shell("list").lines == [
        f"{three['talk'][:8]}  2026-03-05  text     Über Bienen  D4 C4.a",
        f"{three['gauge'][:8]}  2026-03-02  product  Rain gauge",
        f"{three['song'][:8]}  2026-02-01  text     Alto line    F1.b",
    ]
    assert shell("list", "evidence").out == shell("list").out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--guideline", "c4.a"), ["Über Bienen"]),
        (("--guideline", "C4"), ["Über Bienen"]),
        (("--guideline", "C"), ["Über Bienen"]),
        (("--guideline", "F1"), ["Alto line"]),
        (("--kind", "product"), ["Rain gauge"]),
        (("--place", "school"), ["Über Bienen"]),
        (("--word", "sensors"), ["Rain gauge"]),
        (("--word", "sens"), []),
        (("--untagged",), ["Rain gauge"]),
        (("--query", "uber bienen"), ["Über Bienen"]),
        (("--query", "RAIN"), ["Rain gauge", "Alto line"]),
        (("--query", "rain", "--kind", "text"), ["Alto line"]),
    ],
)
def test_filters_narrow_together(shell: Shell, three: dict[str, str], words: tuple[str, ...], found: list[str]) -> None:
    assert titles(shell, *words) == found


def test_pieces_of_a_goal(shell: Shell, three: dict[str, str]) -> None:
    assert titles(shell, "--goal", three["goal"][:5]) == ["Rain gauge"]


def test_json_is_the_whole_record_with_its_claims(shell: Shell, three: dict[str, str]) -> None:
    found = shell("list", "--query", "bienen", "--json").json
    assert isinstance(found, list)
    (piece,) = found
    claims = piece.pop("claims")
    assert piece == {**shell.records("evidence")[three["talk"]], "id": three["talk"]}
    assert {claim["id"]: {**claim, "id": None} for claim in claims} == {
        claim_id: {**claim, "id": None}
        for claim_id, claim in shell.records("claims").items()
        if claim["evidence"] == three["talk"]
    }


def test_empty_lists_say_what_to_do_and_leave_stdout_empty(shell: Shell) -> None:
    for words, says in (
        (("list",), "leaptui add TITLE"),
        (("list", "goals"), "leaptui goal add TITLE"),
        (("list", "--query", "zebra"), "No piece fits that."),
        (("list", "guidelines", "--query", "zebra"), "No guideline has these words."),
    ):
        ended = shell(*words)
        assert ended.out == ""
        assert says in ended.err
    assert shell("list", "--json").json == []
    assert shell("list", "goals", "--json").json == []


def test_goals_are_listed_with_steps_and_targets(shell: Shell, three: dict[str, str]) -> None:
    line = f"{three['goal'][:8]}  under way  0 of 2    Weather station  C4.a=growing"
    assert shell("list", "goals").lines == [line]
    assert shell("goal", "list").lines == [line]
    assert shell("list", "goals", "--guideline", "C4.a").lines == [line]
    assert shell("list", "goals", "--guideline", "D1").out == ""
    found = shell("goal", "list", "--json").json
    assert isinstance(found, list)
    assert [step["title"] for step in found[0]["steps"]] == ["One", "Two"]
    assert found[0]["id"] == three["goal"]


def test_guidelines_are_listed_with_where_the_learner_stands(shell: Shell, three: dict[str, str]) -> None:
    lines = shell("list", "guidelines").lines
    assert len(lines) == 26
    assert lines[0].split()[:6] == ["F1", "0", "of", "6", "1", "piece"]
    by_code = {line.split()[0]: line for line in lines}
    assert "growing" in by_code["D4"]
    assert "1 piece " in by_code["D4"]
    assert "no level yet" in by_code["C4.a"]
    assert "not yet" in by_code["D1"]
    found = shell("list", "guidelines", "--query", "D4", "--json").json
    assert isinstance(found, list)
    assert (found[0]["code"], found[0]["level"], found[0]["evidence"]) == ("D4", "growing", [three["talk"]])


def test_portfolios_are_listed(shell: Shell, three: dict[str, str]) -> None:
    shell("new", "mateo", "--learner", "Mateo Quispe")
    assert shell("list", "portfolios").lines == [
        "amara  Amara Okafor  3 pieces  1 goal   leap-2020",
        "mateo  Mateo Quispe  0 pieces  0 goals  leap-2020",
    ]
    found = shell("list", "portfolios", "--json").json
    assert isinstance(found, list)
    assert found[0] == {
        "name": "amara",
        "learner": "Amara Okafor",
        "title": "",
        "framework": "leap-2020",
        "pieces": 3,
        "goals": 1,
    }


def test_a_portfolio_that_cannot_be_read_is_named_and_the_others_are_listed(
    shell: Shell, three: dict[str, str]
) -> None:
    broken = shell.folder / "portfolios" / "broken.json"
    broken.write_text('{"meta": ')
    ended = shell.ends("list", "portfolios")
    assert ended.code == 1
    assert ended.lines == ["amara  Amara Okafor  3 pieces  1 goal  leap-2020"]
    assert ended.err.startswith("leaptui: broken.json is not valid JSON at line 1, column ")
    assert broken.read_text() == '{"meta": '


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("list", "goals", "--kind", "text"), "--kind does not narrow goals"),
        (("list", "guidelines", "--guideline", "D4"), "--guideline does not narrow guidelines"),
        (("list", "portfolios", "--kind", "text"), "--kind does not narrow portfolios"),
        (("list", "planets"), "'planets' is not one of"),
    ],
)
def test_filters_that_mean_nothing_are_refused(shell: Shell, words: tuple[str, ...], says: str) -> None:
    assert says in shell.refuses(*words, code=2)


def test_unknown_guidelines_are_refused(shell: Shell) -> None:
    assert "no guideline “Q”" in shell.refuses("list", "--guideline", "Q")


def test_a_terminal_never_obeys_what_is_in_a_file(shell: Shell) -> None:
    evil = "\\u001b]0;x\\u0007\\u009b2J\\u202e\\nNext"
    shell("add", "TITLE", "--body", "BODY", "--link", "https://LINK", "--word", "WORD", "--tag", "D4", "--why", "WHY")
    text = shell.path.read_text()
    for word in ("TITLE", "BODY", "LINK", "WORD", "WHY"):
        text = text.replace(word, f"{word}{evil}")
    shell.path.write_text(text)
    (piece,) = shell.records("evidence")
    for words in (("list",), ("show", piece), ("show", piece, "--json"), ("list", "--json"), ("status",), ("check",)):
        ended = shell.ends(*words)
        shown = (ended.out + ended.err).replace("\n", "")
        assert not [char for char in shown if ord(char) < 32 or 127 <= ord(char) < 160 or char == "\u202e"], words
    assert len(shell("list").lines) == 1
    found = shell("show", piece, "--json").json
    assert isinstance(found, dict)
    assert found["title"] == "TITLE\x1b]0;x\x07\x9b2J\u202e\nNext"


def test_wide_letters_keep_the_columns_aligned(shell: Shell) -> None:
    shell("add", "雨量計", "--made-on", "2026-03-02", "--tag", "D4")
    shell("add", "Rain", "--made-on", "2026-03-01", "--tag", "L5")
    first, second = shell("list").lines
    assert first.endswith("雨量計  D4")
    assert second.endswith("Rain    L5")


def test_records_that_are_not_understood_are_mentioned(shell: Shell, gauge: str) -> None:
    shell("add", "Talk")
    shell.path.write_bytes(shell.path.read_bytes().replace(b'"title": "Talk"', b'"title": 7'))
    ended = shell("list")
    assert len(ended.lines) == 1
    assert "1 record could not be understood" in ended.err


def test_a_broken_framework_is_named_and_nothing_else_is_harmed(shell: Shell, gauge: str) -> None:
    folder: Path = shell.folder / "frameworks"
    folder.mkdir()
    (folder / "half.json").write_text("{")
    ended = shell("list")
    assert len(ended.lines) == 1
    assert ended.err.startswith("note: frameworks/half.json is not valid JSON")


def test_a_month_narrows_the_pieces(shell: Shell, three: dict[str, str]) -> None:
    assert three
    assert titles(shell, "--month", "2026-03") == ["Über Bienen", "Rain gauge"]
    assert titles(shell, "--month", "2026-03", "--guideline", "D4") == ["Über Bienen"]
    assert "No piece fits that." in shell("list", "--month", "2025-03").err
    assert "“March” is no month; write it like 2026-03" in shell.refuses("list", "--month", "March", code=2)
    assert "--month does not narrow goals" in shell.refuses("list", "goals", "--month", "2026-03", code=2)
