"""Goals with others by command: proposed, agreed, changed with a word on why, forked, suggested to; beginnings and advances."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def goal(shell: Shell) -> str:
    return shell("goal", "add", "Station", "--guideline", "D4=demonstrated", "--step", "One", "--step", "Two").id


def whole(shell: Shell, goal: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(shell("show", goal, "--json").out)
    return found


def test_a_goal_is_proposed_agreed_and_changed_with_both_wordings_kept(shell: Shell) -> None:
    goal = shell("goal", "propose", "Lead a workshop", "--by", "J. Lind", "--guideline", "L4=growing").id
    assert shell.records("goals")[goal]["status"] == "idea"
    shell("goal", "agree", goal)
    shell("goal", "agree", goal, "--by", "J. Lind", "--role", "mentor", "--note", "I will come")
    assert shell.records("goals")[goal]["status"] == "agreed"
    assert "agreed to this already" in shell.refuses("goal", "agree", goal)
    assert "say in a line what changed" in shell.refuses("goal", "edit", goal, "--target", "2026-06-30")
    shell("goal", "edit", goal, "--target", "2026-06-30", "--because", "The hall is free then")
    shown = shell("show", goal).out
    assert "proposed by J. Lind" in " ".join(shown.split())
    assert "J. Lind on 2026-03-11 (mentor), before it changed" in shown
    assert "As agreed on 2026-03-11" in shown
    assert "leads to L4 growing" in shown
    assert "changed on 2026-03-11: The hall is free then" in shown
    assert "say in a line what changed" in shell.refuses("goal", "replan", goal, "--target", "2026-07-30", "--do")
    shell("goal", "replan", goal, "--target", "2026-07-30", "--because", "It moved", "--do")
    assert shell("check").code == 0


def test_another_way_is_set_out_taken_and_undone(shell: Shell, goal: str) -> None:
    way = shell("goal", "fork", goal, "From a kit", "--why", "Sold out").id
    shell("step", "add", goal, "Order it", "--way", way)
    (second,) = (
        key for key, step in shell.records("steps").items() if step.get("pathway") == way and step["title"] == "Two"
    )
    shell("step", "edit", second, "--title", "Unpack it")
    assert [step["title"] for step in whole(shell, goal)["steps"]] == ["One", "Two"]
    (found,) = whole(shell, goal)["pathways"]
    assert (found["title"], found["status"]) == ("From a kit", "open")
    assert "Another way:" in shell("show", goal).out
    assert "0 of 2" in shell("goal", "list").out
    ended = shell("goal", "merge", way)
    assert ended.err == "Took the way “From a kit”.\n"
    steps = whole(shell, goal)["steps"]
    assert [step["title"] for step in steps] == ["Two", "One", "Unpack it", "Order it"]
    assert [step.get("skipped") for step in steps] == [["another way was taken"]] + [None] * 3
    assert "was taken already" in shell.refuses("goal", "merge", way)
    shell("undo")
    assert shell("goal", "leave", way, "--why", "Too dear").err == "Left the way “From a kit”.\n"
    assert shell.records("pathways")[way]["because"] == ["Too dear"]
    assert "left because Too dear" in shell("show", goal).out
    # It can still be taken, and then it was not left.
    shell("goal", "merge", way)
    assert "because" not in shell.records("pathways")[way]
    assert shell("check").code == 0


def test_a_suggested_step_is_accepted_or_declined(shell: Shell, goal: str) -> None:
    one = shell("goal", "suggest", goal, "Ask the met office", "--by", "J. Lind", "--note", "They are kind").id
    other = shell("goal", "suggest", goal, "Hire a crane", "--by", "Sam").id
    step = shell("goal", "accept", one).id
    shell("goal", "decline", other, "--why", "Too dear")
    assert shell.records("steps")[step]["title"] == "Ask the met office"
    answers = {said["title"]: said["answer"] for said in whole(shell, goal)["suggestions"]}
    assert answers == {"Ask the met office": "accepted", "Hire a crane": "declined"}
    assert "answered already" in shell.refuses("goal", "decline", other)
    assert "answered already" in shell.refuses("goal", "accept", one)
    assert "Hire a crane (from Sam; declined)" in shell("show", goal).out
    # What waits for an answer stands before what has one.
    shell("goal", "suggest", goal, "Ask the roofer", "--by", "Sam")
    assert next(said["title"] for said in whole(shell, goal)["suggestions"]) == "Ask the roofer"
    said = shell("show", goal).out
    assert said.index("Ask the roofer") < said.index("Hire a crane")


def test_a_step_suggested_in_a_review_or_at_a_goal_is_one_and_the_same(shell: Shell, goal: str) -> None:
    shell("people", "add", "J. Lind", "--role", "mentor")
    piece = shell("add", "Rain gauge", "--tag", "D4=growing").id
    review = shell("review", "prepare", piece, "--with", "J. Lind").id
    words = ("Weigh the funnel", "--by", "J. Lind", "--note", "On the kitchen scale")
    at_goal = shell("goal", "suggest", goal, *words).id
    in_review = shell("review", "step", review, *words, "--goal", goal).id
    said = shell.records("suggestions")
    assert said[at_goal]["role"] == "mentor"
    assert {**said[at_goal], "review": review} == said[in_review]
    for way in (("goal", "suggest", goal), ("review", "step", review)):
        assert "other than the learner" in shell.refuses(*way, "Mine", "--by", "Amara Okafor")
    assert "says which new goal" in shell.refuses("review", "step", review, *words, "--new-goal", "Mine", code=2)
    # Whichever command takes it, it stands among what the review led to.
    step = shell("goal", "accept", in_review).id
    assert (shell.only("reviews")["steps"], shell.only("reviews")["goals"]) == ([step], [goal])
    made = shell("review", "take", at_goal, "--new-goal", "Know how sure I am").id
    assert shell.records("goals")[str(shell.records("steps")[made]["goal"])]["title"] == "Know how sure I am"
    assert shell.records("steps")[made]["note"] == ["On the kitchen scale"]
    assert shell("check").code == 0


def test_a_goal_a_beginning_and_a_review_are_agreed_to_in_one_way(shell: Shell, goal: str) -> None:
    piece = shell("add", "Rain gauge", "--tag", "D4=growing").id
    review = shell("review", "prepare", piece).id
    shell("start", "set", "C4.a=growing")
    for way in (("goal", "agree", goal), ("review", "agree", review), ("start", "confirm", "C4.a")):
        made = shell(*way, "--by", "J. Lind", "--role", "mentor", "--note", "So be it").id
        said = shell.records("agreements")[made]
        assert (said["by"], said["role"], said["note"]) == ("J. Lind", "mentor", ["So be it"])
        assert "J. Lind agreed to this already" in shell.refuses(*way, "--by", "J. Lind")
    for way in (("goal", "agree", goal), ("review", "agree", review)):
        made = shell(*way).id
        assert shell.records("agreements")[made]["by"] == "Amara Okafor"
        assert "agreed to this already" in shell.refuses(*way, "--by", "amara okafor")
    assert shell("check").code == 0


def test_pathways_that_lie_ready_are_listed_checked_and_taken(shell: Shell) -> None:
    assert "--example" in shell("goal", "templates").err
    (shell.folder / "pathways").mkdir()
    (shell.folder / "pathways" / "garden.json").write_text(shell("goal", "templates", "--example").out)
    assert shell("goal", "templates").lines[0].startswith("garden  Plan and host a community garden day")
    goal = shell("goal", "take", "garden").id
    assert len(whole(shell, goal)["steps"]) == 5
    assert shell.records("goals")[goal]["guidelines"] == [
        {"guideline": "leap-2020:L5", "level": "growing"},
        {"guideline": "leap-2020:C3"},
    ]
    broken = shell.folder / "pathways" / "broken.json"
    broken.write_text('{"title": "Broken",\n "guidelines": [{"guideline": "X9"}],\n "steps": [{"title": "a"}]}')
    ended = shell.ends("goal", "templates", "--check", str(broken))
    assert (ended.code, ended.out) == (1, f"{broken}:2:31 LEAP 2020 has no guideline “X9”\n")
    assert "broken.json:2:31" in shell("goal", "templates").err
    assert "there are garden" in shell.refuses("goal", "take", "nothing")


def test_a_beginning_is_set_confirmed_and_goals_start_from_it(shell: Shell) -> None:
    piece = shell("add", "Old gauge").id
    shell("start", "set", "C4.a=growing", "--evidence", piece, "--why", "Last summer")
    assert "not confirmed yet" in shell("start", "list").out
    shell("start", "confirm", "C4.a", "--by", "J. Lind", "--role", "mentor")
    assert "confirmed by J. Lind on 2026-03-11" in shell("start", "list").out
    goal = shell("goal", "add", "Station", "--guideline", "C4.a=demonstrated", "--guideline", "D4").id
    assert shell.records("goals")[goal]["baseline"] == [{"guideline": "leap-2020:C4.a", "level": "growing"}]
    assert "no beginning is noted for D4" in shell.refuses("start", "confirm", "D4", "--by", "J. Lind")
    assert "say the level too" in shell.refuses("start", "set", "D4", code=2)
    assert shell("check").code == 0


def test_at_demonstrated_one_goes_on_or_deeper_and_it_is_kept(shell: Shell) -> None:
    assert "is not at demonstrated yet" in shell.refuses("advance", "on", "D4")
    piece = shell("add", "Rain gauge", "--tag", "D4=demonstrated", "--tag", "L1=demonstrated").id
    assert shell("advance", "list").lines[0] == "L1 is demonstrated: go on, or deeper?"
    made = shell("advance", "deeper", "D4", "--goal", "Show the council", "--why", "It should be used").id
    goal = str(shell.records("advances")[made]["goal"])
    assert shell.records("goals")[goal]["deepens"] == piece
    shell("advance", "on", "L1", "--to", "L2", "--goal", "Agree on one goal")
    lines = shell("advance", "list").lines
    assert not [line for line in lines if "go on, or deeper?" in line]
    assert any(line.startswith("D4: go deeper on 2026-03-11, from Rain gauge, toward") for line in lines)
    assert "--to needs --goal" in shell.refuses("advance", "on", "D4", "--to", "L2", code=2)
    assert shell("check").code == 0


def test_evidence_is_listed_by_stretch_and_a_guideline_says_how_it_was_shown(shell: Shell) -> None:
    shell("add", "One", "--tag", "D4=growing", "--kind", "text", "--stretch", "4", "--interest", "5")
    shell("add", "Two", "--tag", "D4", "--kind", "text", "--stretch", "2")
    assert [line.split()[-2] for line in shell("list", "--stretch", "4").lines] == ["One"]
    assert [line.split()[-2] for line in shell("list", "--interest", "5").lines] == ["One"]
    assert "shown only as text and on my own so far" in shell("framework", "show", "D4").out
    assert json.loads(shell("framework", "show", "D4", "--json").out)["kinds"] == {"text": 2}
