"""Another way to a goal, set out, taken and left; steps that somebody suggests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.change import Change
from leaptui.model.edits import Invalid, add_step, edit_step, move_step, tick_step
from leaptui.model.edits.asks import add_ask
from leaptui.model.edits.next_steps import accept_step, decline_step, suggestions_for
from leaptui.model.edits.pathways import fork, leave_way, take_way
from leaptui.model.edits.statements import suggest
from leaptui.model.forecast import forecast
from leaptui.model.portfolio import Portfolio
from leaptui.model.reading import read_one
from leaptui.model.records import About
from leaptui.model.records_others import Suggestion
from leaptui.model.records_own import Pathway
from leaptui.model.voices import Voice
from tests.model.stories import STEADY, THURSDAY, Story
from tests.model.test_edits_goals import done, said_by, undone

AT = "2026-11-19T16:40:00Z"


@pytest.fixture
def station() -> Portfolio:
    """A goal with one step done and two open."""
    story = Story()
    goal = story.goal("station", "09-12")
    story.steps(goal, "09-14", still_open=2)
    return story.told


def goal_of(portfolio: Portfolio) -> str:
    return next(iter(portfolio.goals))


def own(portfolio: Portfolio) -> list[tuple[str, bool]]:
    return [(step.title, step.is_open) for step in portfolio.steps_of[goal_of(portfolio)]]


def test_open_steps_are_taken_along_and_do_not_count(station: Portfolio) -> None:
    change, way = fork(station, AT, goal_of(station), " From a  kit ", "The sensor is sold out")
    after = done(station, change)
    assert own(after) == own(station)
    assert [step.title for step in after.steps_on[way]] == [title for title, is_open in own(station) if is_open]
    assert [found.title for found in after.pathways_of[goal_of(after)]] == ["From a kit"]
    assert forecast(after, goal_of(after), THURSDAY).open_steps == 2
    assert undone(after, change) == said_by(station)


def test_steps_on_another_way_are_worked_on_in_place(station: Portfolio) -> None:
    change, way = fork(station, AT, goal_of(station), "From a kit")
    portfolio = done(station, change)
    first, second = (step.id for step in portfolio.steps_on[way])
    change, made = add_step(portfolio, AT, goal_of(portfolio), "Buy the kit", first)
    portfolio = done(portfolio, change)
    assert [step.id for step in portfolio.steps_on[way]] == [first, made, second]
    portfolio = done(portfolio, move_step(portfolio, AT, second, -2))
    portfolio = done(portfolio, tick_step(portfolio, AT, made, THURSDAY))
    portfolio = done(portfolio, edit_step(portfolio, AT, first, {"title": "Ask first"}))
    assert [(step.title, step.is_open) for step in portfolio.steps_on[way]] == [
        (station.steps_of[goal_of(station)][2].title, True),
        ("Ask first", True),
        ("Buy the kit", False),
    ]
    assert own(portfolio) == own(station)


def test_a_way_that_is_taken_replaces_the_open_steps(station: Portfolio) -> None:
    change, way = fork(station, AT, goal_of(station), "From a kit")
    before = done(station, change)
    for step, words in zip(before.steps_on[way], ("Order the kit", "Build it"), strict=True):
        before = done(before, edit_step(before, AT, step.id, {"title": words}))
    change = take_way(before, AT, way)
    after = done(before, change)
    steps = after.steps_of[goal_of(after)]
    assert [step.why_skipped for step in steps[:3]] == ["", "another way was taken", "another way was taken"]
    assert [step.title for step in steps if step.is_open] == ["Order the kit", "Build it"]
    assert after.steps_on.get(way, []) == []
    assert after.live(Pathway)[way].status == "taken"
    assert undone(after, change) == said_by(before)
    with pytest.raises(Invalid):
        take_way(after, AT, way)


def test_what_was_only_taken_along_to_a_way_stays_the_step_it_was(station: Portfolio) -> None:
    kept, changed = (step for step in station.steps_of[goal_of(station)] if step.is_open)
    station = done(station, edit_step(station, AT, kept.id, {"evidence": ["a piece"]}))
    change, way = fork(station, AT, goal_of(station), "From a kit")
    portfolio = done(station, change)
    first, second = portfolio.steps_on[way]
    portfolio = done(portfolio, edit_step(portfolio, AT, second.id, {"title": "Build it from the kit"}))
    portfolio = done(portfolio, move_step(portfolio, AT, second.id, -1))
    after = done(portfolio, take_way(portfolio, AT, way))
    steps = after.steps_of[goal_of(after)]
    assert [step.id for step in steps if step.is_open] == [second.id, kept.id]
    assert after.steps[kept.id].evidence == ("a piece",)
    assert [step.id for step in steps if step.is_skipped] == [changed.id]
    assert first.id not in after.steps


def test_what_was_taken_along_and_is_spoken_of_is_not_put_away(station: Portfolio) -> None:
    change, way = fork(station, AT, goal_of(station), "From a kit")
    portfolio = done(station, change)
    asked, _other = portfolio.steps_on[way]
    about = read_one(About, {"table": "steps", "id": asked.id})
    portfolio = done(portfolio, add_ask(portfolio, AT, "The key to the roof?", about=[about])[0])
    after = done(portfolio, take_way(portfolio, AT, way))
    assert asked.id in [step.id for step in after.steps_of[goal_of(after)] if step.is_open]


def test_a_step_added_elsewhere_to_a_way_that_was_taken_counts(station: Portfolio) -> None:
    change, way = fork(station, AT, goal_of(station), "From a kit")
    forked = done(station, change)
    late, made = add_step(forked, AT, goal_of(forked), "Added on another machine", pathway=way)
    merged = done(done(forked, take_way(forked, AT, way)), late)
    assert made in [step.id for step in merged.steps_of[goal_of(merged)]]


def test_a_way_that_is_left_stays_to_be_read(station: Portfolio) -> None:
    change, way = fork(station, AT, goal_of(station), "From a kit")
    after = done(done(station, change), leave_way(done(station, change), AT, way))
    assert after.live(Pathway)[way].status == "left"
    assert len(after.steps_on[way]) == 2
    assert own(after) == own(station)
    with pytest.raises(Invalid):
        leave_way(after, AT, way)


def test_another_way_needs_a_name(station: Portfolio) -> None:
    with pytest.raises(Invalid, match="another way needs a few words"):
        fork(station, AT, goal_of(station), "  ")


@STEADY
@given(st.lists(st.sampled_from(["fork", "take", "leave", "tick", "add"]), max_size=8))
def test_no_step_is_ever_lost(doings: list[str]) -> None:
    story = Story()
    story.steps(story.goal("station", "09-12"), "09-14", still_open=2)
    portfolio = story.told
    for doing in doings:
        known = {step.title for step in portfolio.steps.values()}
        ever = set(portfolio.document["steps"])
        ways = [way.id for way in portfolio.pathways_of.get(goal_of(portfolio), []) if way.status == "open"]
        change: Change | None = None
        if doing == "fork":
            change, _made = fork(portfolio, AT, goal_of(portfolio), "Other")
        elif doing == "add":
            change, _made = add_step(portfolio, AT, goal_of(portfolio), "More", pathway=ways[0] if ways else "")
        elif doing == "tick":
            change = tick_step(portfolio, AT, next(reversed(portfolio.steps)), THURSDAY)
        elif ways:
            change = (take_way if doing == "take" else leave_way)(portfolio, AT, ways[0])
        portfolio = done(portfolio, change) if change else portfolio
        assert known <= {step.title for step in portfolio.steps.values()}
        assert ever <= set(portfolio.document["steps"])
        shown = [step.id for steps in (*portfolio.steps_of.values(), *portfolio.steps_on.values()) for step in steps]
        assert sorted(shown) == sorted(portfolio.steps)


# ---- suggestions


def suggested(portfolio: Portfolio) -> tuple[Portfolio, str]:
    change, made = suggest(
        portfolio, AT, Voice("J. Lind"), goal_of(portfolio), "Ask the met office", note="They are kind"
    )
    return done(portfolio, change), made


def test_a_suggested_step_is_accepted_as_it_was_said(station: Portfolio) -> None:
    portfolio, made = suggested(station)
    assert own(portfolio) == own(station)
    change, step = accept_step(portfolio, AT, made)
    after = done(portfolio, change)
    assert (after.steps[step].title, after.steps[step].note) == ("Ask the met office", ("They are kind",))
    found = after.live(Suggestion)[made]
    assert (found.answer, found.step, found.by) == ("accepted", step, "J. Lind")
    assert undone(after, change) == said_by(portfolio)
    with pytest.raises(Invalid, match="answered already"):
        decline_step(after, AT, made)


def test_a_suggested_step_is_declined_with_a_reason(station: Portfolio) -> None:
    portfolio, made = suggested(station)
    after = done(portfolio, decline_step(portfolio, AT, made, "We have the data"))
    found = suggestions_for(after, goal_of(after))[0]
    assert (found.answer, found.why) == ("declined", ("We have the data",))
    assert own(after) == own(station)
    # One may think better of it.
    taken = done(after, accept_step(after, AT, made)[0])
    found = suggestions_for(taken, goal_of(taken))[0]
    assert (found.answer, found.why) == ("accepted", ())
    with pytest.raises(Invalid, match="answered already"):
        accept_step(taken, AT, made)


def test_a_suggestion_for_no_goal_asks_for_one(station: Portfolio) -> None:
    story = Story()
    goal = story.goal("station", "09-12")
    story.put("suggestions", "s", "09-12", goal="", title="Look at it again", by="J. Lind")
    with pytest.raises(Invalid, match="which goal"):
        accept_step(story.told, AT, "s")
    _change, step = accept_step(story.told, AT, "s", goal=goal)
    assert step
