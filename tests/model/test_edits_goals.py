"""What a learner does to goals and steps, as changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leaptui.model.canonical import Document
from leaptui.model.change import Change, inverse
from leaptui.model.edits import (
    Invalid,
    add_goal,
    add_step,
    edit_goal,
    edit_step,
    link_step,
    move_step,
    tick_step,
    trash,
)
from leaptui.model.edits.goals import left_out, skip_steps
from leaptui.model.portfolio import Portfolio
from tests.model.stories import THURSDAY, Story

AT = "2026-11-19T16:40:00Z"


def done(portfolio: Portfolio, change: Change) -> Portfolio:
    """The portfolio after a change."""
    document = {name: dict(table) for name, table in portfolio.document.items()}
    for (table, record_id), edit in change.edits.items():
        if edit.after is None:
            document[table].pop(record_id)
        else:
            document.setdefault(table, {})[record_id] = edit.after
    return Portfolio(document)


def said_by(portfolio: Portfolio) -> Document:
    """What the records of a portfolio say, whenever they were changed; tables that are empty are left out."""
    return {
        name: {key: {**record, "modified": ""} for key, record in table.items()}
        for name, table in portfolio.document.items()
        if table
    }


def undone(portfolio: Portfolio, change: Change) -> Document:
    """What the portfolio says once a change is taken back."""
    back, _stuck = inverse(change, portfolio.document, "back", AT)
    return said_by(done(portfolio, back))


@pytest.fixture
def station() -> Portfolio:
    """A goal with a step done, three open, and two pieces."""
    story = Story()
    goal = story.goal("station", "09-12")
    story.steps(goal, "09-14", still_open=3)
    story.piece("Rain gauge", "10-01")
    story.piece("Wiring", "10-02")
    return story.told


def order(portfolio: Portfolio) -> list[str]:
    return [step.id for step in portfolio.steps_of["g-station"]]


def test_a_goal_is_set_with_its_first_steps_in_order() -> None:
    change, made = add_goal(Story().told, AT, {"title": "Bake bread"}, ["Find a recipe", "  ", "Bake\ta small one"])
    portfolio = done(Story().told, change)
    assert change.label == "Set the goal “Bake bread”"
    assert portfolio.goals[made].status == "active"
    assert [step.title for step in portfolio.steps_of[made]] == ["Find a recipe", "Bake a small one"]


@pytest.mark.parametrize(
    "attempt",
    [
        lambda told: add_goal(told, AT, {"title": ""}),
        lambda told: edit_goal(told, AT, "g-station", {"title": ""}),
        lambda told: add_step(told, AT, "g-station", " \n "),
        lambda told: edit_step(told, AT, "s-001", {"title": ""}),
    ],
)
def test_what_has_no_words_is_no_goal_and_no_step(station: Portfolio, attempt: Callable[[Portfolio], object]) -> None:
    with pytest.raises(Invalid, match="needs"):
        attempt(station)


def test_a_step_is_added_after_another_or_as_the_last_even_where_steps_have_no_order_yet(station: Portfolio) -> None:
    change, first = add_step(station, AT, "g-station", "In between", "s-001")
    portfolio = done(station, change)
    assert order(portfolio) == ["s-000", "s-001", first, "s-002", "s-003"]
    change, last = add_step(portfolio, AT, "g-station", "At the end")
    assert order(done(portfolio, change))[-1] == last


def test_a_step_moves_one_place_and_no_further_than_the_ends(station: Portfolio) -> None:
    portfolio = done(station, move_step(station, AT, "s-002", -1))
    assert order(portfolio) == ["s-000", "s-002", "s-001", "s-003"]
    portfolio = done(portfolio, move_step(portfolio, AT, "s-002", -1))
    assert order(portfolio) == ["s-002", "s-000", "s-001", "s-003"]
    assert not move_step(portfolio, AT, "s-002", -1).edits
    assert not move_step(portfolio, AT, "s-003", 1).edits
    portfolio = done(portfolio, move_step(portfolio, AT, "s-002", 1))
    assert order(portfolio) == ["s-000", "s-002", "s-001", "s-003"]


def test_a_step_that_is_ticked_is_skipped_no_longer(station: Portfolio) -> None:
    portfolio = done(station, edit_step(station, AT, "s-001", {"skipped": True}))
    assert portfolio.steps["s-001"].is_skipped
    portfolio = done(portfolio, tick_step(portfolio, AT, "s-001", THURSDAY))
    assert portfolio.steps["s-001"].done_on == THURSDAY
    assert not portfolio.steps["s-001"].is_skipped
    portfolio = done(portfolio, tick_step(portfolio, AT, "s-001", None))
    assert portfolio.steps["s-001"].is_open


def test_several_steps_are_left_out_in_one_change(station: Portfolio) -> None:
    change = skip_steps(station, AT, ["s-001", "s-003"])
    assert change.label == "Skipped 2 steps"
    portfolio = done(station, change)
    assert [step.id for step in portfolio.steps_of["g-station"] if step.is_skipped] == ["s-001", "s-003"]
    assert skip_steps(station, AT, ["s-002"]).label == "Skipped the step “Step 2”"


def test_pieces_linked_to_a_step_belong_to_its_goal_too(station: Portfolio) -> None:
    change = link_step(station, AT, "s-001", ["e-Wiring", "e-Rain gauge"])
    assert change.label == "Linked the step “Step 1” to 2 pieces"
    portfolio = done(station, change)
    assert portfolio.steps["s-001"].evidence == ("e-Rain gauge", "e-Wiring")
    assert portfolio.evidence["e-Wiring"].goals == ("g-station",)
    assert link_step(station, AT, "s-001", ["e-Wiring"]).label == "Linked the step “Step 1” to 1 piece"


def test_a_link_to_a_piece_in_the_trash_can_stay_and_every_link_can_go(station: Portfolio) -> None:
    portfolio = done(station, link_step(station, AT, "s-001", ["e-Wiring", "e-Rain gauge"]))
    portfolio = done(portfolio, trash(portfolio, AT, [("evidence", "e-Wiring")]))
    portfolio = done(portfolio, link_step(portfolio, AT, "s-001", ["e-Wiring"]))
    assert portfolio.steps["s-001"].evidence == ("e-Wiring",)
    change = link_step(portfolio, AT, "s-001", [])
    assert change.label == "Took the evidence off the step “Step 1”"
    assert done(portfolio, change).steps["s-001"].evidence == ()


def test_a_step_is_skipped_with_a_reason_and_keeps_a_note(station: Portfolio) -> None:
    change = edit_step(station, AT, "s-001", {"skipped": left_out("The kit came\nsoldered.")})
    step = done(station, change).steps["s-001"]
    assert (step.is_skipped, step.why_skipped) == (True, "The kit came\nsoldered.")
    assert change.label == "Skipped the step “Step 1”"
    assert left_out("  \n") is True, "a reason is not asked for"
    change, made = add_step(station, AT, station.steps["s-001"].goal, "Borrow one", note="Ravi has two.")
    assert done(station, change).steps[made].note == ("Ravi has two.",)


@pytest.mark.parametrize(
    ("status", "says"),
    [("achieved", "Reached the goal"), ("rested", "Let the goal"), ("active", "Took up the goal")],
)
def test_what_becomes_of_a_goal_is_said_in_its_words(station: Portfolio, status: str, says: str) -> None:
    goal = next(iter(station.goals))
    assert edit_goal(station, AT, goal, {"status": status}).label.startswith(says)
