"""Goals and steps."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def goal(shell: Shell) -> str:
    return shell(
        "goal", "add", "Weather station", "--guideline", "C4.a=demonstrated", "--step", "One", "--step", "Two"
    ).id


def step_ids(shell: Shell) -> dict[object, str]:
    return {step["title"]: step_id for step_id, step in shell.records("steps").items()}


def ordered(shell: Shell) -> list[object]:
    return [step["title"] for step in sorted(shell.records("steps").values(), key=lambda step: str(step["position"]))]


def test_a_goal_is_set_with_all_that_belongs_to_it(shell: Shell) -> None:
    ended = shell(
        *(
            "goal",
            "add",
            " Weather  station ",
            "--guideline",
            "D4=deepening",
            "--guideline",
            "C4.a",
            "--why",
            "It is\nours",
        ),
        *("--target", "2026-06-30", "--step", "One", "--step", " ", "--step", "Two", "--agreed-by", "Ms Lind"),
    )
    stamps = {"created": "2026-03-11T10:00:00Z", "modified": "2026-03-11T10:00:00Z"}
    assert shell.records("goals") == {
        ended.id: {
            **stamps,
            "title": "Weather station",
            "why": ["It is", "ours"],
            "guidelines": [{"guideline": "leap-2020:C4.a"}, {"guideline": "leap-2020:D4", "level": "deepening"}],
            "target_on": "2026-06-30",
            "agreed": [{"by": "Ms Lind", "on": "2026-03-11"}],
            "status": "active",
        }
    }
    assert ordered(shell) == ["One", "Two"]
    assert ended.err == "Set the goal “Weather station”.\n"
    assert shell("check").code == 0


def test_a_goal_is_edited_field_by_field(shell: Shell, goal: str) -> None:
    shell("goal", "edit", goal[:5], "--guideline", "D4", "--guideline", "C4.a=deepening", "--status", "rested")
    shell("goal", "edit", goal, "--title", "New", "--target", "2026-07-01", "--why", "because", "--agreed-by", "Sam")
    record = shell.records("goals")[goal]
    assert record["guidelines"] == [
        {"guideline": "leap-2020:C4.a", "level": "deepening"},
        {"guideline": "leap-2020:D4"},
    ]
    assert (record["title"], record["status"], record["target_on"], record["why"]) == (
        "New",
        "rested",
        "2026-07-01",
        ["because"],
    )
    because = ("--because", "It is smaller now")
    shell("goal", "edit", goal, "--no-guideline", "C4.a", "--no-guideline", "d4", "--target", "", "--why", "", *because)
    assert shell.records("goals")[goal].keys() == {"created", "modified", "title", "status", "agreed"}


def test_a_goal_is_done_and_undone(shell: Shell, goal: str) -> None:
    shell("goal", "done", goal)
    assert shell.records("goals")[goal]["status"] == "achieved"
    shell("goal", "done", goal, "--undo")
    assert shell.records("goals")[goal]["status"] == "active"


def test_steps_are_ticked_and_opened(shell: Shell, goal: str) -> None:
    one = step_ids(shell)["One"]
    assert shell("step", "done", one[:6]).err == "Ticked the step “One”.\n"
    assert shell.records("steps")[one]["done_on"] == "2026-03-11"
    shell("step", "done", one, "--on", "2026-03-09")
    assert shell.records("steps")[one]["done_on"] == "2026-03-09"
    shell("step", "done", one, "--undo")
    assert "done_on" not in shell.records("steps")[one]


def test_steps_are_added_moved_renamed_skipped_and_linked(shell: Shell, goal: str) -> None:
    made = shell("step", "add", goal, "Between", "--after", step_ids(shell)["One"]).id
    last = shell("step", "add", goal[:4], "Last").id
    assert ordered(shell) == ["One", "Between", "Two", "Last"]
    shell("step", "move", made, "up")
    shell("step", "move", last, "down")
    assert ordered(shell) == ["Between", "One", "Two", "Last"]
    shell("step", "edit", made, "--title", "First")
    assert ordered(shell)[0] == "First"
    shell("step", "skip", made)
    assert shell.records("steps")[made]["skipped"] is True
    shell("step", "skip", made, "--undo")
    assert "skipped" not in shell.records("steps")[made]
    pieces = [shell("add", title).id for title in ("Gauge", "Talk")]
    shell("step", "link", made, pieces[0])
    shell("step", "link", made, pieces[1])
    assert shell.records("steps")[made]["evidence"] == sorted(pieces)
    assert all(piece["goals"] == [goal] for piece in shell.records("evidence").values())


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("goal", "add", " "), 1, "a goal needs a title"),
        (("goal", "add", "T", "--guideline", "X"), 1, "no guideline “X”"),
        (("goal", "add", "T", "--target", "soon"), 2, "write it like 2026-03-01"),
        (("goal", "edit", "GOAL"), 2, "say what to change"),
        (("goal", "edit", "GOAL", "--title", ""), 1, "a goal needs a title"),
        (("goal", "edit", "GOAL", "--status", "won"), 2, "'won' is not one of"),
        (("goal", "done", "feedface"), 1, "no goal whose id"),
        (("goal", "fly"), 2, "there is no command “fly”"),
        (("step", "add", "GOAL", " "), 1, "a step needs a few words"),
        (("step", "done", "feedface"), 1, "no step whose id"),
        (("step", "done", "STEP", "--undo", "--on", "today"), 2, "give one of them"),
        (("step", "edit", "STEP", "--title", ""), 1, "a step needs a few words"),
        (("step", "link", "STEP", "feedface"), 1, "no piece whose id"),
        (("step", "move", "STEP", "left"), 2, "'left' is not one of"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    shell: Shell, goal: str, words: tuple[str, ...], code: int, says: str
) -> None:
    ids = {"GOAL": goal, "STEP": step_ids(shell)["One"]}
    assert says in shell.refuses(*(ids.get(word, word) for word in words), code=code)


def test_a_step_comes_after_one_of_its_own_goal(shell: Shell, goal: str) -> None:
    other = shell("goal", "add", "Other").id
    said = shell.refuses("step", "add", other, "T", "--after", step_ids(shell)["One"], code=2)
    assert "belongs to another goal" in said


def test_the_steps_of_a_goal_in_the_trash_rest_with_it(shell: Shell, goal: str) -> None:
    one = step_ids(shell)["One"]
    shell("rm", goal)
    assert "what it belongs to" in shell.refuses("step", "done", one)
    shell("restore", goal)
    shell("step", "done", one)


def test_a_goal_rests_and_is_taken_up_again(shell: Shell, goal: str) -> None:
    assert shell("goal", "rest", goal).err == "Let the goal “Weather station” rest.\n"
    assert shell.records("goals")[goal]["status"] == "rested"
    shell("goal", "rest", goal, "--undo")
    assert shell.records("goals")[goal]["status"] == "active"


def test_a_step_has_a_note_a_reason_and_pieces_that_can_be_taken_off(shell: Shell, goal: str) -> None:
    made = shell("step", "add", goal, "Solder the board", "--note", "Ravi has\ntwo").id
    assert shell.records("steps")[made]["note"] == ["Ravi has", "two"]
    shell("step", "skip", made, "--why", "It comes soldered")
    assert shell.records("steps")[made]["skipped"] == ["It comes soldered"]
    assert "           It comes soldered\n           Ravi has\n" in shell("show", goal).out
    assert "because     It comes soldered\n" in shell("show", made).out
    shell("step", "skip", made, "--undo")
    assert "skipped" not in shell.records("steps")[made]
    shell("step", "edit", made, "--note", "")
    assert "note" not in shell.records("steps")[made]
    pieces = [shell("add", title).id for title in ("Gauge", "Talk")]
    shell("step", "link", made, *pieces)
    shell("step", "unlink", made, pieces[0])
    assert shell.records("steps")[made]["evidence"] == [pieces[1]]
    assert shell.records("evidence")[pieces[0]]["goals"] == [goal]
    shell("step", "move", made, "up", "--by", "2")
    assert ordered(shell) == ["Solder the board", "One", "Two"]
    assert shell("check").code == 0


@pytest.fixture
def steady(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> str:
    """A goal of which a step was done in each of the last eight weeks; four are still to do."""
    monkeypatch.setenv("LEAPTUI_NOW", "2026-01-01T10:00:00+00:00")
    goal = shell("goal", "add", "Weather station", *(word for n in range(12) for word in ("--step", f"Step {n}"))).id
    monkeypatch.setenv("LEAPTUI_NOW", "2026-03-09T10:00:00+00:00")
    shell("pace", "set", "2/week", "--since", "2026-01-05", "--days", "mon,fri")
    for number, day in enumerate(("01-13", "01-20", "01-27", "02-03", "02-10", "02-17", "02-24", "03-03")):
        shell("step", "done", step_ids(shell)[f"Step {number}"], "--on", f"2026-{day}")
    return goal


def test_replanning_says_what_it_would_mean_and_changes_nothing(shell: Shell, steady: str) -> None:
    before = shell.files()
    assert shell("goal", "replan", steady).out == ("At your own rhythm of the last 8 weeks, likely done on 3 April.\n")
    drop = step_ids(shell)["Step 11"]
    out = shell("goal", "replan", steady, "--target", "2026-04-30", "--drop", drop, "--wait").lines
    assert out == [
        "Changed the goal “Weather station”: Then likely done on 3 April, before the day you hope for, 30 April.",
        "Skipped the step “Step 11”: Then likely done on 27 March.",
        "Let the goal “Weather station” rest: It waits then, and asks for nothing until you take it up again.",
    ]
    out = shell("goal", "replan", steady, "--rest", "2026-03-16", "2026-03-22", "--pace", "4/week").lines
    assert out[0].endswith("Then likely done on 10 April.")
    assert out[1] == "Set the pace to 4 a week: If your steps follow the pieces, at 4 a week: likely done on 20 March."
    assert shell.files() == before


def test_what_changed_is_kept_with_all_that_a_new_plan_does(shell: Shell, steady: str) -> None:
    drop = step_ids(shell)["Step 11"]
    because = ("--because", "The hall burnt down", "--do")
    shell("goal", "replan", steady, "--drop", drop, "--rest", "2026-03-16", "2026-03-22", "--pace", "4/week", *because)
    assert shell.records("steps")[drop]["skipped"] == ["The hall burnt down"]
    (rest,) = shell.records("breaks").values()
    assert rest["why"] == ["The hall burnt down"]
    assert ["The hall burnt down"] in [pace.get("why") for pace in shell.records("paces").values()]
    assert "The hall burnt down" in shell("show", steady).out


def test_replanning_can_be_done_and_undone(shell: Shell, steady: str) -> None:
    before = shell.records("goals")[steady]
    shell("goal", "replan", steady, "--target", "2026-04-30", "--pace", "4/week", "--do")
    assert shell.records("goals")[steady]["target_on"] == "2026-04-30"
    newest = max(shell.records("paces").values(), key=lambda pace: str(pace["since"]))
    assert (newest["pieces"], newest["days"]) == (4, ["fri", "mon"])
    shell("undo")
    shell("undo")
    now = shell.records("goals")[steady]
    assert {**now, "modified": 0} == {**before, "modified": 0}
    assert "say what to do" in shell.refuses("goal", "replan", steady, "--do", code=2)
    other = shell("goal", "add", "Bees", "--step", "Ask").id
    assert "belongs to another goal" in shell.refuses(
        "goal", "replan", other, "--drop", step_ids(shell)["Step 11"], code=2
    )
