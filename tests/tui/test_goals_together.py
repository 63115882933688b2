"""Goals with others in the app: agreeing, other ways, suggested steps, ready pathways; beginning at a level, on or deeper."""

from __future__ import annotations

import json

from leaptui.model.advances import advances
from leaptui.model.agreed import agreed_to
from leaptui.model.edits.next_steps import suggestions_for
from leaptui.model.starts import starts
from leaptui.store.workspace import Workspace
from tests.tui.conftest import Desk, Open
from tests.tui.framework_desk import go_to
from tests.tui.goals_desk import AMARA, STATION, at_station, click, goal_named, steps_of, titles


async def ways(desk: Desk, choose: str) -> None:
    """Open the menu of the goal, and take what is typed for."""
    await desk.press("W")
    await desk.type(choose)
    await desk.press("enter")


async def test_a_goal_is_agreed_to_and_the_other_way_is_set_out_ticked_and_taken(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await ways(desk, "agree")
        assert "Who agrees to it as it stands?" in desk.text
        await desk.press("enter")
        goal = goal_named(desk.portfolio, STATION).id
        assert "Amara Okafor" in [one.by for one in agreed_to(desk.portfolio, "goals", goal)]
        before = titles(desk.portfolio)
        await ways(desk, "another")
        await desk.type("Build it from a kit")
        await desk.press("tab")
        await desk.type("It is sold out.")
        await desk.press("ctrl+s")
        (way,) = (one for one in desk.portfolio.pathways_of[goal] if one.title == "Build it from a kit")
        assert way.why == ("It is sold out.",)
        assert titles(desk.portfolio) == before
        await desk.press("end", "space")
        assert desk.portfolio.steps_on[way.id][-1].done_on is not None
        assert "3 of 6" in desk.text, "it does not count yet"
        await click(desk, "Another way: Build it", times=2)
        await desk.press("enter")
        assert [one.id for one in desk.portfolio.pathways_of[goal] if one.status == "taken"] == [way.id]
        skipped = [step for step in steps_of(desk.portfolio, STATION) if step.why_skipped == "another way was taken"]
        assert [step.title for step in skipped] == ["Show a week of data to Year 8"]
        assert "Calibrate the humidity sensor" in [
            step.title for step in steps_of(desk.portfolio, STATION) if step.is_open
        ], "it was only taken along"
        await desk.press("u")
        assert titles(desk.portfolio) == before
        assert desk.portfolio.steps_on[way.id]


async def test_a_way_is_left_with_the_reason(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        goal = goal_named(desk.portfolio, STATION).id
        await ways(desk, "another")
        await desk.type("By letter")
        await desk.press("enter")
        await ways(desk, "By letter")
        await desk.type("leave")
        await desk.press("enter")
        assert "Why not this way?" in desk.text
        await desk.type("They do not answer letters.")
        await desk.press("enter")
        (way,) = (one for one in desk.portfolio.pathways_of[goal] if one.title == "By letter")
        assert (way.status, way.because) == ("left", ("They do not answer letters.",))
        assert desk.app.session.drafts.sheets() == []


async def test_a_reason_that_was_begun_stands_there_when_it_is_asked_again(samples: Workspace, at_desk: Open) -> None:
    async def to_the_reason(desk: Desk) -> None:
        await ways(desk, "By letter")
        await desk.type("leave")
        await desk.press("enter")
        assert "Why not this way?" in desk.text

    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        await ways(desk, "another")
        await desk.type("By letter")
        await desk.press("enter")
        await to_the_reason(desk)
        await desk.press("escape")
        assert desk.app.session.drafts.sheets() == [], "nothing was written"
        await to_the_reason(desk)
        await desk.type("They do not")
        await desk.press("escape")
        assert "What you wrote is kept for when this is asked again." in desk.text
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        goal = goal_named(desk.portfolio, STATION).id
        await to_the_reason(desk)
        await desk.type(" answer.")
        await desk.press("enter")
        assert "They do not answer." in [" ".join(one.because) for one in desk.portfolio.pathways_of[goal]]
        assert desk.app.session.drafts.sheets() == []


async def test_whoever_has_the_word_suggests_and_agrees_and_decides_nothing(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await at_station(desk)
        goal = goal_named(desk.portfolio, STATION).id
        await desk.press("w")
        await desk.type("J. Lind")
        await desk.press("enter")
        assert "W With others" in desk.text.splitlines()[-1]
        await desk.press("W")
        assert "Agree to it" in desk.text
        assert "Suggest a step" in desk.text
        for learners in ("Decide on", "Set out another way", "Answer"):
            assert learners not in desk.text
        await desk.type("suggest")
        await desk.press("enter")
        await desk.type("Ask the met office")
        await desk.press("enter")
        found = next(one for one in suggestions_for(desk.portfolio, goal) if one.title == "Ask the met office")
        assert desk.portfolio.name_of(found.by) == "J. Lind"
        await ways(desk, "agree")
        assert ("J. Lind", "mentor") in [(one.by, one.role) for one in agreed_to(desk.portfolio, "goals", goal)]


async def test_whoever_has_the_word_confirms_where_the_learner_begins(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "C2")
        await desk.press("w")
        await desk.type("Abebe")
        await desk.press("enter", "B")
        assert "No starting level stands at C2 yet" in desk.text
        await go_to(desk, "C4.c")
        await desk.press("B")
        assert "C4.c: begun at starting" in desk.text
        await desk.press("enter")
        begun = starts(desk.portfolio)["leap-2020:C4.c"]
        assert ("Ms Abebe", "teacher") in [(one.by, one.role) for one in agreed_to(desk.portfolio, "starts", begun.id)]


async def test_a_suggested_step_is_noted_and_answered(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await at_station(desk)
        goal = goal_named(desk.portfolio, STATION).id
        before = {one.id for one in suggestions_for(desk.portfolio, goal)}
        for title in ("Ask the met office", "Hire a crane"):
            await ways(desk, "suggested")
            await desk.type("J. Lind")
            await desk.press("tab")
            await desk.type(title)
            await desk.press("enter")
        new = [one for one in suggestions_for(desk.portfolio, goal) if one.id not in before]
        assert [one.is_open for one in new] == [True, True]
        await ways(desk, "met office")
        await desk.press("enter")
        assert titles(desk.portfolio)[-1] == "Ask the met office"
        await ways(desk, "crane")
        await desk.type("decline")
        await desk.press("enter")
        await desk.type("Too dear")
        await desk.press("enter")
        answers = {
            one.title: (one.answer, one.why) for one in suggestions_for(desk.portfolio, goal) if one.id not in before
        }
        assert answers == {"Ask the met office": ("accepted", ()), "Hire a crane": ("declined", ("Too dear",))}


async def test_what_was_declined_stands_below_what_is_open_and_what_was_agreed(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA, size=(120, 80)) as desk:
        await at_station(desk)
        for title in ("Hire a crane", "Ask the roofer"):
            await ways(desk, "suggested")
            await desk.type("J. Lind")
            await desk.press("tab")
            await desk.type(title)
            await desk.press("enter")
        await ways(desk, "crane")
        await desk.type("decline")
        await desk.press("enter")
        await desk.type("Too dear")
        await desk.press("enter")
        places = [desk.text.index(words) for words in ("Ask the roofer", "Agreed on", "declined: Hire a crane")]
        assert places == sorted(places)


async def test_a_pathway_that_lies_ready_becomes_a_goal(samples: Workspace, at_desk: Open) -> None:
    folder = samples.root / "pathways"
    folder.mkdir()
    steps = [{"title": "Ask three people"}, {"title": "Host it"}]
    (folder / "garden.json").write_text(json.dumps({"title": "A garden day", "steps": steps}))
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4", "T", "enter")
        assert titles(desk.portfolio, "A garden day") == ["Ask three people", "Host it"]
        assert "▸ A garden day" in desk.text


async def test_one_begins_at_a_level_and_a_mentor_confirms_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "C3")
        await desk.press("B", "space", "enter")
        assert "Where I begin with C3" in desk.text
        await desk.press("right", "tab")
        await desk.type("I asked at the farm before")
        await desk.press("enter")
        start = starts(desk.portfolio)["leap-2020:C3"]
        assert (start.level, len(start.evidence), start.why) == ("growing", 1, ("I asked at the farm before",))
        assert "begun at growing" in desk.text
        await desk.press("B", "down", "enter")
        await desk.type("J. Lind")
        await desk.press("enter")
        assert "begun at growing, confirmed by J. Lind" in desk.text


async def test_what_is_demonstrated_is_asked_for_on_today_and_kept_at_the_guideline(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA, size=(120, 48)) as desk:
        assert "is demonstrated: on, or deeper?" in desk.text
        await desk.press("3")
        await go_to(desk, "D4")
        assert "You have shown it: on, or deeper? A chooses." in desk.text
        await desk.press("A", "enter")
        assert "Deeper into D4" in desk.text
        await desk.press("tab")
        await desk.type("I want to see it used")
        await desk.press("ctrl+s")
        (choice,) = advances(desk.portfolio)["leap-2020:D4"]
        goal = desk.portfolio.goals[choice.goal]
        assert (choice.way, goal.deepens) == ("deeper", choice.evidence)
        assert goal.title.startswith("Go deeper: ")
        desk.app.clear_notifications()
        await desk.settle()
        assert "chose to go deeper, 19 Nov: I want to see it used" in desk.text
        await desk.press("I")
        assert "Stretch over time" in desk.text
