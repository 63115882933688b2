import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.model.canonical import Json
from leaptui.model.edits.goals import skip_steps
from leaptui.model.forecast import Forecast, Outlook, after, forecast, goal_word
from leaptui.model.forecast_words import sentence, sentence_parts
from leaptui.model.pace import PaceWord
from leaptui.model.words import PERIODS
from tests.model.stories import STEADY, THURSDAY, Story, d


def weather_station(*done: str, still_open: int = 3, begun: str = "09-01", **fields: Json) -> tuple[Story, str]:
    story = Story()
    goal = story.goal("weather station", begun, **fields)
    story.steps(goal, *done, still_open=still_open)
    return story, goal


def days_of(told: Forecast) -> tuple[date, date]:
    assert told.earliest is not None
    assert told.latest is not None
    return told.earliest, told.latest


def test_one_step_every_week_for_eight_weeks_is_one_step_every_week_to_come() -> None:
    story, goal = weather_station("09-22", "09-29", "10-06", "10-13", "10-20", "10-27", "11-03", "11-10", still_open=3)
    told = forecast(story.told, goal, d("11-16"))
    assert told.kind is Outlook.RANGE
    assert (told.open_steps, told.periods_seen, told.per) == (3, 8, "week")
    assert days_of(told) == (d("12-06"), d("12-06")), "three weeks, this one included"
    assert sentence(told, d("11-16")) == "At your own rhythm of the last 8 weeks, likely done on 6 December."


def test_an_uneven_rhythm_gives_a_range() -> None:
    story, goal = weather_station("09-22", "10-06", "10-07", "11-03")
    told = forecast(story.told, goal, THURSDAY)
    first, last = days_of(told)
    assert THURSDAY < first < last
    before, days, after = sentence_parts(told, THURSDAY)
    assert before == "At your own rhythm of the last 8 weeks, likely done "
    assert days.startswith("between ")
    assert after == "."
    assert sentence(told, THURSDAY) == before + days + after


def test_the_same_day_says_the_same() -> None:
    story, goal = weather_station("09-22", "10-06", "10-07", "11-03", still_open=6)
    assert forecast(story.told, goal, THURSDAY) == forecast(story.told, goal, THURSDAY)


def test_a_step_ticked_this_week_belongs_to_the_rhythm_at_once() -> None:
    story, goal = weather_station("11-16", begun="09-05")
    told = forecast(story.told, goal, THURSDAY)
    assert (told.kind, told.periods_seen) == (Outlook.RANGE, 8)
    assert "No step" not in sentence(told, THURSDAY)
    story, goal = weather_station("11-19", begun="09-05")
    assert forecast(story.told, goal, THURSDAY).kind is Outlook.RANGE, "today counts too"


def test_the_range_holds_what_eight_of_ten_futures_hold() -> None:
    """One step in every second week: two steps take as long as a coin takes to fall twice on the same side."""
    story, goal = weather_station("09-22", "10-06", "10-20", "11-03", still_open=2)
    # The chance that two of n weeks bring a step: 1/4 after two, ... 0.89 after six, 0.94 after seven.
    assert days_of(forecast(story.told, goal, d("11-16"))) == (d("11-29"), d("2027-01-03"))


def test_twice_the_rhythm_takes_half_the_time() -> None:
    weekly = ("09-22", "09-29", "10-06", "10-13", "10-20", "10-27", "11-03", "11-10")
    story, goal = weather_station(*weekly, still_open=4)
    assert days_of(forecast(story.told, goal, d("11-16"))) == (d("12-13"), d("12-13"))
    assert days_of(forecast(story.told, goal, d("11-16"), times=2)) == (d("11-29"), d("11-29"))
    first, last = days_of(forecast(story.told, goal, d("11-16"), times=0.5))
    assert d("12-13") < first < last


def test_a_change_can_be_looked_at_before_it_is_done() -> None:
    weekly = ("09-22", "09-29", "10-06", "10-13", "10-20", "10-27", "11-03", "11-10")
    story, goal = weather_station(*weekly, still_open=3)
    told = story.told
    change = skip_steps(told, "2026-11-16T10:00:00Z", ["s-009", "s-010"])
    assert days_of(forecast(after(told, change), goal, d("11-16"))) == (d("11-22"), d("11-22"))
    assert days_of(forecast(told, goal, d("11-16"))) == (d("12-06"), d("12-06")), "nothing was done yet"


def test_below_four_periods_it_says_so() -> None:
    story, goal = weather_station("11-03", "11-10", begun="10-28")
    told = forecast(story.told, goal, THURSDAY)
    assert (told.kind, told.periods_seen) == (Outlook.NOT_ENOUGH, 3)
    assert sentence(told, THURSDAY) == (
        "A forecast needs 4 weeks of your own rhythm, and so far there are 3. "
        "Tick steps as you do them, and it comes by itself."
    )


def test_a_goal_begun_today_with_no_other_has_no_history_at_all() -> None:
    story, goal = weather_station(begun="11-19")
    told = forecast(story.told, goal, THURSDAY)
    assert told.kind is Outlook.NOT_ENOUGH
    assert sentence(told, THURSDAY).startswith("A forecast needs 4 weeks of your own rhythm. Tick steps")


def test_where_nothing_was_done_there_is_no_rhythm_to_go_by() -> None:
    story, goal = weather_station()
    told = forecast(story.told, goal, THURSDAY)
    assert (told.kind, told.still) == (Outlook.NOT_ENOUGH, True)
    assert sentence(told, THURSDAY) == (
        "No step was ticked here in the last 8 weeks, so there is no rhythm to go by. One tick brings it back."
    )


def test_a_young_goal_borrows_the_rhythm_of_all_and_shares_it() -> None:
    weekly = ("09-22", "09-29", "10-06", "10-13", "10-20", "10-27", "11-03", "11-10")
    story = Story()
    story.steps(story.goal("old", "09-01"), *weekly, still_open=1)
    young = story.goal("young", "11-16")
    story.steps(young, still_open=3)
    told = forecast(story.told, young, d("11-16"))
    assert told.shared
    said = sentence(told, THURSDAY)
    assert said.startswith("At the rhythm of all your goals in the last 8 weeks, likely done between")
    first, last = days_of(told)
    assert last > first > d("12-06") - timedelta(days=1), "half of one step a week is slower than one step a week"
    story.document["goals"]["g-old"]["status"] = "achieved"
    assert days_of(forecast(story.told, young, d("11-16"))) == (d("12-06"), d("12-06")), "nothing else is alive"


def test_many_steps_a_week_come_about_in_part_too() -> None:
    story = Story()
    weeks_of_forty = [day for day in ("10-20", "10-27", "11-03", "11-10") for _ in range(40)]
    story.steps(story.goal("old", "10-19"), *weeks_of_forty, still_open=1)
    young = story.goal("young", "11-16")
    story.steps(young, still_open=100)
    first, last = days_of(forecast(story.told, young, d("11-16")))
    assert d("12-14") <= first <= d("12-20") < last <= d("12-27"), "half of forty a week fall to it: about five weeks"


def test_weeks_of_rest_are_no_history() -> None:
    done = ("08-25", "09-01", "09-08", "09-15", "09-22", "09-29", "10-06", "11-10")
    story, goal = weather_station(*done, begun="08-01", still_open=1)
    story.rest("10-12", "11-08")
    told = forecast(story.told, goal, d("11-16"))
    assert told.periods_seen == 8
    assert days_of(told) == (d("11-22"), d("11-22"))


def test_a_rest_already_planned_adds_its_days() -> None:
    weekly = ("09-22", "09-29", "10-06", "10-13", "10-20", "10-27", "11-03", "11-10")
    story, goal = weather_station(*weekly, still_open=3)
    story.rest("11-23", "12-06")
    assert days_of(forecast(story.told, goal, d("11-16"))) == (d("12-20"), d("12-20"))


def test_the_part_of_a_week_that_is_over_brings_nothing_more() -> None:
    weekly = ("09-22", "09-29", "10-06", "10-13", "10-20", "10-27", "11-03", "11-10")
    story, goal = weather_station(*weekly, still_open=1)
    told = forecast(story.told, goal, d("11-22"))
    assert days_of(told) == (d("11-22"), d("12-06")), "one chance in eight today, a quiet week is one of eight"


def test_a_rest_without_end_cannot_be_seen_past() -> None:
    story, goal = weather_station("09-22", "10-06", "10-07", "11-03")
    story.rest("11-16", "9999-12-31")
    told = forecast(story.told, goal, THURSDAY)
    assert (told.kind, told.earliest, told.latest) == (Outlook.FAR, None, None)
    assert "more than 260 weeks away" in sentence(told, THURSDAY)


def test_a_long_way_at_a_slow_rhythm_names_where_the_range_begins() -> None:
    story, goal = weather_station("10-06", still_open=32)
    told = forecast(story.told, goal, THURSDAY)
    assert told.kind is Outlook.RANGE
    assert told.latest is None
    assert re.search(r"likely done after \d+ \w+ 20\d\d, and it may take much longer\.$", sentence(told, THURSDAY))


def test_history_is_counted_in_the_periods_of_the_pace() -> None:
    story, goal = weather_station("07-10", "08-10", "09-10", "10-10", begun="07-01")
    story.pace("11-01", 4, "month")
    told = forecast(story.told, goal, d("11-01"))
    assert (told.per, told.periods_seen) == ("month", 4)
    assert days_of(told) == (d("2027-01-31"), d("2027-01-31"))
    assert sentence(told, d("11-01")).startswith("At your own rhythm of the last 4 months")


def test_a_goal_whose_steps_are_all_done_or_skipped_is_done() -> None:
    story = Story()
    goal = story.goal("solo", "09-01")
    story.steps(goal, "10-01", skipped=1)
    told = forecast(story.told, goal, THURSDAY)
    assert told.kind is Outlook.DONE
    assert sentence(told, THURSDAY) == "Every step is done."


def test_a_goal_without_steps_is_asked_for_the_first() -> None:
    story, goal = weather_station(still_open=0)
    told = forecast(story.told, goal, THURSDAY)
    assert told.kind is Outlook.NO_STEPS
    assert sentence(told, THURSDAY).startswith("No steps yet.")


def test_a_goal_reached_with_steps_left_open_is_reached() -> None:
    story, goal = weather_station("09-22", status="achieved")
    assert sentence(forecast(story.told, goal, THURSDAY), THURSDAY) == "You have reached this goal."


def test_an_unknown_goal_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        forecast(Story().told, "nowhere", THURSDAY)


@pytest.mark.parametrize(
    ("hoped_for", "word"),
    [("2027-12-31", "ahead"), ("11-20", "picking up"), (None, "on pace")],
)
def test_the_word_of_a_goal_compares_the_day_hoped_for_with_the_forecast(hoped_for: str | None, word: str) -> None:
    target = d(hoped_for).isoformat() if hoped_for else None
    story, goal = weather_station("09-22", "10-06", "10-07", "11-03", target_on=target)
    assert goal_word(story.told, goal, THURSDAY) == word


def test_a_day_hoped_for_within_the_range_is_on_pace_at_both_ends() -> None:
    story, goal = weather_station("09-22", "10-06", "10-07", "11-03")
    for day in days_of(forecast(story.told, goal, THURSDAY)):
        story.document["goals"][goal]["target_on"] = day.isoformat()
        assert goal_word(story.told, goal, THURSDAY) == PaceWord.ON_PACE


def test_a_goal_nothing_was_done_for_in_a_while_is_resting() -> None:
    story, goal = weather_station("09-22")
    assert goal_word(story.told, goal, THURSDAY) == PaceWord.RESTING


@pytest.mark.parametrize(("made_on", "word"), [("11-02", "on pace"), ("11-01", "resting")])
def test_a_piece_made_for_it_in_this_period_or_the_last_two_moves_a_goal(made_on: str, word: str) -> None:
    story, goal = weather_station("09-22")
    story.piece("Rain gauge", made_on, goals=[goal])
    assert goal_word(story.told, goal, THURSDAY) == word


def test_so_does_a_piece_linked_to_one_of_its_steps() -> None:
    story, goal = weather_station("09-22")
    story.document["steps"]["s-000"]["evidence"] = [story.piece("Rain gauge", "11-10")]
    assert goal_word(story.told, goal, THURSDAY) == PaceWord.ON_PACE


def test_in_a_rest_every_goal_rests_and_a_rested_goal_always_does() -> None:
    story, goal = weather_station("11-10", status="rested")
    assert goal_word(story.told, goal, THURSDAY) == PaceWord.RESTING
    story, goal = weather_station("11-10")
    assert goal_word(story.told, goal, THURSDAY) == PaceWord.ON_PACE
    story.rest("11-19", "11-19")
    assert goal_word(story.told, goal, THURSDAY) == PaceWord.RESTING


def test_with_every_step_done_a_goal_is_ahead() -> None:
    story, goal = weather_station("11-10", still_open=0)
    assert goal_word(story.told, goal, THURSDAY) == PaceWord.AHEAD


@settings(STEADY, max_examples=30)
@given(
    done=st.lists(st.dates(d("01-01"), THURSDAY), max_size=12),
    still_open=st.integers(0, 8),
    per=st.sampled_from(PERIODS),
    rest=st.tuples(st.dates(d("10-01"), d("2027-02-01")), st.integers(0, 60)),
)
def test_a_forecast_is_never_before_today_nor_in_a_rest_nor_a_reproach(
    done: list[date], still_open: int, per: str, rest: tuple[date, int]
) -> None:
    story, goal = weather_station(*(day.isoformat() for day in done), still_open=still_open)
    story.pace("01-01", 2, per, "mon", "wed", "sat")
    last_day = rest[0] + timedelta(days=rest[1])
    story.rest(rest[0].isoformat(), last_day.isoformat())
    told = forecast(story.told, goal, THURSDAY)
    for day in (told.earliest, told.latest):
        if day is not None:
            assert day >= THURSDAY
            assert not rest[0] <= day <= last_day
            assert day.weekday() in {0, 2, 5}
    if told.earliest and told.latest:
        assert told.earliest <= told.latest
    said = sentence(told, THURSDAY)
    assert not re.search(r"\b(late|behind|miss\w*|overdue|only|fail\w*|should|must)\b|!", said)
