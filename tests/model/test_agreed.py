"""Agreeing to a goal, and changing what was agreed to: both are kept."""

from __future__ import annotations

import pytest

from leaptui.model.agreed import agreed_day, agreed_to, is_agreed, wordings_before
from leaptui.model.edits import Invalid, add_step, edit_goal
from leaptui.model.edits.agreeing import NeedsReason, agree
from leaptui.model.portfolio import Portfolio
from leaptui.model.voices import Voice, voice_of
from tests.model.stories import THURSDAY, Story, d
from tests.model.test_edits_goals import done, said_by, undone

LIND = Voice("J. Lind", "mentor")
AT = "2026-11-19T16:40:00Z"
LATER = "2026-11-20T10:00:00Z"


@pytest.fixture
def station() -> Portfolio:
    story = Story()
    story.goal(
        "station", "09-12", why=["For the school"], guidelines=[{"guideline": "leap-2020:D4", "level": "growing"}]
    )
    story.put("people", "lind", "09-01", name="J. Lind", role="mentor")
    return story.told


def goal_of(portfolio: Portfolio) -> str:
    return next(iter(portfolio.goals))


def agreed(portfolio: Portfolio, by: str = "J. Lind") -> Portfolio:
    return done(
        portfolio,
        agree(portfolio, AT, voice_of(portfolio, by) if by else None, ("goals", goal_of(portfolio)), on=THURSDAY)[0],
    )


def test_a_person_agrees_to_a_goal_as_it_stands(station: Portfolio) -> None:
    after = agreed(station)
    (one,) = agreed_to(after, "goals", goal_of(after))
    assert (one.by, one.on, one.role, one.before_change) == ("J. Lind", THURSDAY, "mentor", False)
    assert is_agreed(after, goal_of(after))
    with pytest.raises(Invalid, match="agreed to this already"):
        agreed(after)


def test_an_idea_becomes_the_learners_by_their_own_agreement(station: Portfolio) -> None:
    idea = done(station, edit_goal(station, AT, goal_of(station), {"status": "idea"}))
    assert agreed(idea).goals[goal_of(idea)].status == "idea"
    after = agreed(idea, "")
    assert after.goals[goal_of(idea)].status == "agreed"
    (one,) = agreed_to(after, "goals", goal_of(idea))
    assert (one.by, one.role) == ("Amara Okafor", "")


def test_changing_an_agreed_goal_asks_what_changed_and_keeps_both(station: Portfolio) -> None:
    before = agreed(station)
    goal = goal_of(before)
    with pytest.raises(NeedsReason, match="say in a line what changed"):
        edit_goal(before, LATER, goal, {"title": "Two stations"})
    change = edit_goal(before, LATER, goal, {"title": "Two stations"}, because="There is a second roof", on=d("11-20"))
    after = done(before, change)
    (entry,) = wordings_before(after, goal)
    assert entry.was == ("station", "For the school", "leads to D4 growing")
    assert (entry.prompt, entry.words, entry.on_date) == ("What changed?", "There is a second roof", d("11-20"))
    assert agreed_day(after, goal, entry) == THURSDAY
    assert [one.before_change for one in agreed_to(after, "goals", goal)] == [True]
    assert undone(after, change) == said_by(before)
    again, _made = agree(after, LATER, LIND, ("goals", goal), on=d("11-20"))
    assert [one.before_change for one in agreed_to(done(after, again), "goals", goal)] == [False]


def test_what_is_not_agreed_wording_changes_without_a_word(station: Portfolio) -> None:
    before = agreed(station)
    goal = goal_of(before)
    reached = edit_goal(before, LATER, goal, {"status": "achieved"})
    step, _made = add_step(before, LATER, goal, "More")
    same = edit_goal(before, LATER, goal, {"title": "station"})
    for change in (reached, step, same):
        assert not wordings_before(done(before, change), goal)
    assert done(station, edit_goal(station, LATER, goal, {"title": "Other"})).goals[goal].title == "Other"


def test_a_goal_that_names_who_agreed_asks_too() -> None:
    story = Story()
    goal = story.goal("station", "09-12", agreed=[{"by": "Ms Lind", "on": "2026-09-13"}])
    with pytest.raises(NeedsReason):
        edit_goal(story.told, AT, goal, {"target_on": "2026-12-01"})
    after = done(story.told, edit_goal(story.told, AT, goal, {"target_on": "2026-12-01"}, because="Snow", on=THURSDAY))
    assert [(one.by, one.before_change) for one in agreed_to(after, "goals", goal)] == [("Ms Lind", True)]


def test_a_start_is_confirmed_by_agreeing(station: Portfolio) -> None:
    with pytest.raises(Invalid, match="not there"):
        agree(station, AT, LIND, ("starts", "nowhere"), on=THURSDAY)
