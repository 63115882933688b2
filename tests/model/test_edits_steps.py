"""The order of a goal's steps, however often they are moved and whatever positions another tool gave them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.edits import add_step, link_step, move_step, trash
from leaptui.model.portfolio import Portfolio
from tests.model.stories import STEADY, Story
from tests.model.test_edits_evidence import AT, after


def pathway(*positions: str | None) -> tuple[Portfolio, str]:
    story = Story()
    goal = story.goal("Station", "10-01")
    for number, position in enumerate(positions):
        fields = {} if position is None else {"position": position}
        story.put("steps", f"s-{number}", "10-01", goal=goal, title=f"Step {number}", **fields)
    return story.told, goal


def order(portfolio: Portfolio, goal: str) -> list[str]:
    return [step.id for step in portfolio.steps_of[goal]]


@STEADY
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.sampled_from([-2, -1, 1, 2])), max_size=60))
def test_a_step_goes_where_it_is_moved_however_often(moves: list[tuple[int, int]]) -> None:
    now, goal = pathway("V", "Vk", "W", "k", "z", "zz")
    expected = order(now, goal)
    for number, by in moves:
        step = f"s-{number}"
        at = expected.index(step)
        change = move_step(now, AT, step, by)
        if 0 <= at + by < len(expected):
            expected.insert(at + by, expected.pop(at))
            assert change.edits.keys() == {("steps", step)}, "moving one step touches one record"
        else:
            assert not change.edits
        now = after(now, change)
        assert order(now, goal) == expected


POSITION = st.none() | st.sampled_from(["", "0", "00", "V", "V0", "Va", "k", "z", "é", "a b", "-1", "~"])


@STEADY
@given(
    positions=st.lists(POSITION, min_size=2, max_size=6),
    at=st.integers(0, 5),
    by=st.sampled_from([-1, 1]),
    behind=st.integers(0, 5),
)
def test_whatever_positions_there_are_a_step_can_be_moved_and_added(
    positions: list[str | None], at: int, by: int, behind: int
) -> None:
    now, goal = pathway(*positions)
    expected = order(now, goal)
    step = expected[at % len(expected)]
    place = expected.index(step)
    now = after(now, move_step(now, AT, step, by))
    if 0 <= place + by < len(expected):
        expected.insert(place + by, expected.pop(place))
    assert order(now, goal) == expected
    known = expected[behind % len(expected)]
    change, made = add_step(now, AT, goal, "new", after=known)
    now = after(now, change)
    expected.insert(expected.index(known) + 1, made)
    assert order(now, goal) == expected


def test_a_thousand_moves_to_and_fro_keep_positions_short() -> None:
    now, goal = pathway("V", "k", "s")
    for number in range(1000):
        now = after(now, move_step(now, AT, f"s-{number % 3}", 1 if number % 2 else -1))
    assert max(len(step.position) for step in now.steps_of[goal]) < 400


def test_linking_passes_over_pieces_that_are_in_the_trash_or_not_there() -> None:
    story = Story()
    goal = story.goal("Station", "10-01")
    story.steps(goal, still_open=1)
    for title in ("Gauge", "Lamp"):
        story.piece(title, "11-01")
    now = story.told
    now = after(now, link_step(now, AT, "s-000", ["e-Lamp"]))
    now = after(now, trash(now, AT, [("evidence", "e-Lamp")]))
    change = link_step(now, AT, "s-000", ["e-Lamp", "e-Gauge", "e-nowhere"])
    now = after(now, change)
    assert now.steps["s-000"].evidence == ("e-Gauge", "e-Lamp", "e-nowhere")
    assert now.evidence["e-Gauge"].goals == (goal,)
    assert change.label == "Linked the step “Step 0” to 3 pieces"
    assert link_step(now, AT, "s-000", ["e-Gauge"]).label == "Linked the step “Step 0” to 1 piece"


def test_a_step_goes_only_to_its_own_goals_row() -> None:
    now, goal = pathway("V", "k")
    with pytest.raises(KeyError):
        move_step(now, AT, "s-9", 1)
    assert order(after(now, add_step(now, AT, goal, "last", after="s-9")[0]), goal)[:2] == ["s-0", "s-1"]
