"""What re-planning would mean, said before one decides."""

from __future__ import annotations

import pytest

from leaptui.model.edits import edit_goal, take_break
from leaptui.model.edits.goals import skip_steps
from leaptui.model.replan import pace_would_mean, would_mean
from tests.model.stories import Story, d

AT = "2026-11-16T10:00:00Z"
MONDAY = d("11-16")
WEEKLY = ("09-22", "09-29", "10-06", "10-13", "10-20", "10-27", "11-03", "11-10")


def steady(still_open: int = 3) -> tuple[Story, str]:
    """A goal of which one step was done every week: three more are done on 6 December."""
    story = Story()
    goal = story.goal("weather station", "09-01")
    story.steps(goal, *WEEKLY, still_open=still_open)
    return story, goal


@pytest.mark.parametrize(
    ("hoped", "says"),
    [
        (None, "Then likely done on 6 December."),
        ("2026-12-24", "Then likely done on 6 December, before the day you hope for, 24 December."),
        ("2026-12-06", "Then likely done on 6 December; the day you hope for, 6 December, lies within."),
        ("2026-11-20", "Then likely done on 6 December; the day you hope for, 20 November, comes before that."),
    ],
)
def test_another_day_is_laid_beside_the_days_that_are_likely(hoped: str | None, says: str) -> None:
    story, goal = steady()
    assert would_mean(story.told, goal, edit_goal(story.told, AT, goal, {"target_on": hoped}), MONDAY) == says


def test_fewer_steps_are_done_sooner_and_a_break_takes_its_days() -> None:
    story, goal = steady()
    told = story.told
    assert would_mean(told, goal, skip_steps(told, AT, ["s-010"]), MONDAY) == "Then likely done on 29 November."
    rest = take_break(told, AT, d("11-23"), d("12-06"))
    assert would_mean(told, goal, rest, MONDAY) == "Then likely done on 20 December."
    assert would_mean(told, goal, skip_steps(told, AT, ["s-008", "s-009", "s-010"]), MONDAY) == "Every step is done."


def test_a_goal_that_rests_waits() -> None:
    story, goal = steady()
    change = edit_goal(story.told, AT, goal, {"status": "rested"})
    assert would_mean(story.told, goal, change, MONDAY).startswith("It waits then")


def test_another_pace_moves_the_days_where_the_steps_follow_it() -> None:
    story, goal = steady(4)
    assert pace_would_mean(story.told, goal, 4, "week", MONDAY) == (
        "The forecast follows the steps you do. At your own rhythm of the last 8 weeks, likely done on 13 December."
    )
    story.pace("09-01", 2, "week")
    assert pace_would_mean(story.told, goal, 2, "week", MONDAY) == "Likely done on 13 December, as now."
    assert pace_would_mean(story.told, goal, 4, "fortnight", MONDAY) == "Likely done on 13 December, as now."
    assert pace_would_mean(story.told, goal, 4, "week", MONDAY) == (
        "If your steps follow the pieces, at 4 a week: likely done on 29 November."
    )


def test_without_a_rhythm_it_says_what_is_needed() -> None:
    story = Story()
    goal = story.goal("new", "11-16")
    story.steps(goal, still_open=2)
    story.pace("11-16", 2, "week")
    change = edit_goal(story.told, AT, goal, {"target_on": "2026-12-24"})
    assert would_mean(story.told, goal, change, MONDAY).startswith("A forecast needs 4 weeks")
    assert pace_would_mean(story.told, goal, 4, "week", MONDAY).startswith("A forecast needs 4 weeks")
