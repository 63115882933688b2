"""Pace, and today as text."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


def test_a_pace_is_set_and_shown(shell: Shell) -> None:
    assert "No pace is set yet" in shell("pace").out
    shell("pace", "set", "3/week", "--days", "Wed,mon", "--why", "Enough for me")
    assert shell.only("paces") == {
        "created": "2026-03-11T10:00:00Z",
        "modified": "2026-03-11T10:00:00Z",
        "since": "2026-03-11",
        "pieces": 3,
        "per": "week",
        "days": ["mon", "wed"],
        "why": ["Enough for me"],
    }
    shell("add", "Rain gauge")
    out = shell("pace").out
    assert out.startswith("This week: 1 of 3 pieces, on pace\n")
    assert "Mon ·  (Tue) ·  Wed 1 <  (Thu) ·" in out
    assert "Pace: 3 a week, Monday and Wednesday, since 2026-03-11\n" in out
    assert "Enough for me" in out


@pytest.mark.parametrize("said", ["5/fortnight", "5 a fortnight", "5 per Fortnight", " 5 / fortnight "])
def test_a_pace_is_written_as_people_write_it(shell: Shell, said: str) -> None:
    shell("pace", "set", said)
    assert (shell.only("paces")["pieces"], shell.only("paces")["per"]) == (5, "fortnight")


def test_paces_keep_their_history(shell: Shell) -> None:
    shell("pace", "set", "2/week", "--since", "2026-01-05")
    shell("pace", "set", "8/month")
    assert {str(pace["since"]) for pace in shell.records("paces").values()} == {"2026-01-05", "2026-03-11"}
    found = shell("pace", "--json").json
    assert isinstance(found, dict)
    assert [pace["pieces"] for pace in found["paces"]] == [2, 8]
    assert (found["now"]["wanted"], found["now"]["from"], found["now"]["to"]) == (8, "2026-03-01", "2026-03-31")


def test_a_rest_is_taken_and_ended(shell: Shell) -> None:
    shell("pace", "set", "3/week", "--since", "2026-03-02")
    shell("pace", "rest", "2026-03-09", "2026-03-20", "--why", "Exams")
    assert {name: shell.only("breaks")[name] for name in ("from", "to", "why")} == {
        "from": "2026-03-09",
        "to": "2026-03-20",
        "why": ["Exams"],
    }
    out = shell("pace").out
    assert "resting" in out
    assert "You are resting until 20 March." in out
    rest = next(iter(shell.records("breaks")))
    assert f"  {rest[:8]}  2026-03-09 to 2026-03-20  Exams\n" in out
    shell("pace", "resume")
    assert shell.only("breaks")["to"] == "2026-03-10"
    ended = shell.ends("pace", "resume")
    assert (ended.code, ended.out, ended.err) == (1, "", "There is no break to end today.\n")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("set", "3/day"), 2, "write it like 3/week"),
        (("set", "week"), 2, "write it like 3/week"),
        (("set", "0/week"), 1, "from 1 to 1000 pieces"),
        (("set", "9999/week"), 1, "from 1 to 1000 pieces"),
        (("set", "3/week", "--days", "mon,xyz"), 1, "“xyz” is no day"),
        (("rest", "2026-03-20", "2026-03-01"), 1, "ends on or after the day it begins"),
        (("rest", "2026-03-20"), 2, "missing argument 'TO'"),
        (("rest", "2026-03-20", "whenever"), 2, "“whenever” is no date"),
    ],
)
def test_what_is_no_pace_changes_nothing(shell: Shell, words: tuple[str, ...], code: int, says: str) -> None:
    assert says in shell.refuses("pace", *words, code=code)


def test_status_is_today_as_text(shell: Shell) -> None:
    out = shell("status").out
    for said in (
        "Amara Okafor · LEAP 2020 · Wednesday, 11 March\n",
        "No pace is set yet",
        "None open. Set a goal",
        "F Focused       ░░░░░░░░░░░░░░░░░░░░  0 of 8\n",
        "no pieces, at most 0 a week\n",
    ):
        assert said in out, said
    shell("pace", "set", "2/week", "--since", "2026-02-02")
    shell("goal", "add", "Weather station", "--step", "Calibrate", "--step", "Ask")
    shell("add", "Gauge", "--tag", "D4=growing")
    shell("add", "Talk", "--made-on", "2026-03-03", "--tag", "D1")
    shell("pace", "rest", "2026-02-02", "2026-02-08")
    out = shell("status").out
    for said in (
        "This week: 1 of 2 pieces, on pace\n",
        "Calibrate  (goal: Weather station)\n",
        "D Demonstrated  ████████░░░░░░░░░░░░  2 of 5\n",
        "two pieces, at most 1 a week, ┄ rest\n",
    ):
        assert said in out, said
    assert "Ask" not in out
    bars = next(line for line in out.splitlines() if "┄" in line)
    assert bars == f"{' ' * 22}┄{' ' * 3}██"


def test_status_as_json(shell: Shell) -> None:
    shell("pace", "set", "2/week", "--since", "2026-02-02")
    shell("add", "Gauge", "--tag", "D4=growing")
    goal = shell("goal", "add", "Weather station", "--step", "Calibrate").id
    found = shell("status", "--json").json
    assert isinstance(found, dict)
    assert (found["learner"], found["today"], found["pace"]["pieces"]) == ("Amara Okafor", "2026-03-11", 1)
    assert [(step["title"], step["goal"]) for step in found["next_steps"]] == [("Calibrate", goal)]
    assert {one["component"]: (one["reached"], one["total"]) for one in found["coverage"]}["D"] == (1, 5)
    assert len(found["weeks"]) == 26
    assert found["weeks"][-1] == {"from": "2026-03-09", "pieces": 1, "resting": False}
    assert found["waiting"] == []


def test_a_break_is_changed_and_removed(shell: Shell) -> None:
    shell("pace", "rest", "2026-03-09", "2026-03-20", "--why", "Exams")
    rest = next(iter(shell.records("breaks")))
    shell("pace", "change", rest[:8], "--to", "2026-03-27")
    assert {name: shell.only("breaks")[name] for name in ("from", "to", "why")} == {
        "from": "2026-03-09",
        "to": "2026-03-27",
        "why": ["Exams"],
    }
    shell("pace", "change", rest, "--from", "2026-03-10", "--why", "")
    assert "why" not in shell.only("breaks")
    assert "say what to change" in shell.refuses("pace", "change", rest, code=2)
    assert "ends on or after" in shell.refuses("pace", "change", rest, "--to", "2026-03-01")
    shell("rm", rest)
    assert "Breaks" not in shell("pace").out


def test_the_first_day_of_a_pace_is_changed(shell: Shell) -> None:
    shell("pace", "set", "2/week", "--since", "2026-02-02", "--why", "Exams", "--days", "mon,wed")
    pace = next(iter(shell.records("paces")))
    shell("pace", "change", pace[:8], "--from", "2026-02-09")
    now = shell.only("paces")
    assert (now["since"], now["pieces"], now["days"], now["why"]) == ("2026-02-09", 2, ["mon", "wed"], ["Exams"])
    shell("pace", "change", pace, "--why", "More light")
    assert shell.only("paces")["why"] == ["More light"]
    assert "a pace has no last day" in shell.refuses("pace", "change", pace, "--to", "2026-03-01", code=2)
