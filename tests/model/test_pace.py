import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.pace import (
    PaceNow,
    PaceWord,
    days_words,
    pace_now,
    pace_on,
    pace_words,
    sentence,
    weeks,
)
from leaptui.model.periods import Measure, Rests
from leaptui.model.words import DAYS, PERIODS
from tests.model.stories import STEADY, THURSDAY, Story, d

WORK_DAYS = ("mon", "tue", "wed", "thu", "fri")


def now(story: Story, today: date = THURSDAY) -> PaceNow:
    found = pace_now(story.told, today)
    assert found is not None
    return found


def three_a_week() -> Story:
    story = Story()
    story.pace("10-05", 3, "week", *WORK_DAYS)
    return story


def test_without_a_pace_there_is_nothing_to_tell() -> None:
    story = Story()
    story.pace("12-01", 3)
    assert pace_now(story.told, THURSDAY) is None
    assert pace_on(story.told, THURSDAY) is None


def test_the_thursday_of_the_picture() -> None:
    story = three_a_week().pieces("11-16", "11-18")
    told = now(story)
    assert (told.done, told.wanted, told.word) == (2, 3, PaceWord.ON_PACE)
    assert sentence(told) == "One more piece would make your week. No hurry."
    assert [mark.pieces for mark in told.days] == [1, 0, 1, 0, 0, 0, 0]
    assert [mark.active for mark in told.days] == [True] * 5 + [False] * 2
    assert [mark.is_today for mark in told.days].index(True) == 3
    assert [mark.future for mark in told.days] == [False] * 4 + [True] * 3
    assert (told.period.start, told.period.end) == (d("11-16"), d("11-22"))


@pytest.mark.parametrize(
    ("days", "today", "word", "said"),
    [
        ((), "11-16", "on pace", "A new week. Three pieces would make it."),
        ((), "11-18", "picking up", "Three more pieces would make your week. No hurry."),
        (("11-16",), "11-18", "on pace", "Two more pieces would make your week. No hurry."),
        (("11-16", "11-16", "11-17"), "11-18", "ahead", "Your week is full. Anything more is extra."),
        (("11-16", "11-16", "11-17"), "11-20", "on pace", "Your week is full. Anything more is extra."),
        (("11-16", "11-16", "11-17", "11-20"), "11-20", "ahead", "Your week is full, with one piece to spare."),
        (("11-16", "11-17"), "11-21", "picking up", "Your week has two pieces. The next begins on Monday."),
        ((), "11-22", "picking up", "A quiet week. The next begins on Monday."),
        (("11-21",), "11-16", "on pace", "A new week. Three pieces would make it."),
    ],
)
def test_a_week_in_words(days: tuple[str, ...], today: str, word: str, said: str) -> None:
    told = now(three_a_week().pieces(*days), d(today))
    assert told.word == word
    assert sentence(told) == said


def test_a_month_that_runs_out_says_when_the_next_begins() -> None:
    story = Story()
    story.pace("11-01", 2, "month", "mon")
    assert sentence(now(story, d("12-31"))) == "A quiet month. The next begins on 1 January 2027."


def test_in_a_rest_the_word_is_resting_and_the_last_day_is_named() -> None:
    story = three_a_week()
    story.rest("11-18", "11-24")
    story.rest("11-25", "12-03")
    told = now(story)
    assert told.word == PaceWord.RESTING
    assert sentence(told) == "You are resting until 3 December."
    assert sentence(now(story, d("12-03"))) == "You are resting today."
    assert [mark.resting for mark in told.days] == [False, False, True, True, True, True, True]


def test_a_rest_that_ends_next_year_names_the_year() -> None:
    story = three_a_week()
    story.rest("11-18", "2027-01-06")
    assert sentence(now(story)) == "You are resting until 6 January 2027."


def test_a_week_asks_for_less_when_part_of_it_is_rest() -> None:
    story = three_a_week().pieces("11-19")
    story.rest("11-16", "11-17")
    told = now(story)
    assert told.wanted == 2, "three of five days of three pieces, rounded half up"
    assert told.word == PaceWord.ON_PACE


def test_a_rest_on_days_off_changes_nothing() -> None:
    story = three_a_week()
    story.rest("11-21", "11-22")
    assert now(story).wanted == 3


def test_a_week_that_is_mostly_rest_asks_for_nothing() -> None:
    story = Story()
    story.pace("10-05", 1, "week", *WORK_DAYS)
    story.rest("11-16", "11-18")
    told = now(story)
    assert (told.wanted, told.word, told.period.resting) == (0, PaceWord.RESTING, True)
    assert sentence(told) == "This week is mostly rest. Anything you add is extra."


def test_a_pace_set_today_does_not_ask_for_the_days_before_it() -> None:
    story = Story()
    story.pace("11-19", 5, "week", *WORK_DAYS)
    told = now(story)
    assert (told.done, told.wanted, told.word) == (0, 5, PaceWord.ON_PACE)


def test_pieces_of_the_week_made_before_the_pace_was_set_count() -> None:
    story = Story().pieces("11-16", "11-17")
    story.pace("11-19", 3)
    assert now(story).done == 2


def test_fortnights_are_counted_from_the_monday_of_the_week_the_pace_began_in() -> None:
    story = Story().pieces("11-08", "11-09", "11-18")
    story.pace("10-14", 4, "fortnight")
    told = now(story)
    assert (told.period.start, told.period.end) == (d("11-09"), d("11-22"))
    assert told.done == 2


def test_a_month_is_the_calendars() -> None:
    story = Story().pieces("10-31", "11-01", "11-30")
    story.pace("10-14", 4, "month")
    told = now(story)
    assert (told.period.start, told.period.end, told.done) == (d("11-01"), d("11-30"), 1)


def test_the_rhythm_is_the_last_eight_full_weeks_oldest_first() -> None:
    story = Story().pieces("09-21", "10-01", "11-09", "11-15", "11-16")
    story.pace("01-01", 3)
    story.rest("11-02", "11-08")
    rhythm = now(story).rhythm
    assert [period.start for period in rhythm] == [d("09-21") + timedelta(weeks=n) for n in range(8)]
    assert [period.pieces for period in rhythm] == [1, 1, 0, 0, 0, 0, 0, 2]
    assert [period.wanted for period in rhythm] == [3] * 6 + [0, 3]
    assert [period.resting for period in rhythm] == [False] * 6 + [True, False]


def test_the_rhythm_begins_with_the_first_pace() -> None:
    story = three_a_week()
    assert [period.start for period in now(story).rhythm] == [d("10-05") + timedelta(weeks=n) for n in range(6)]
    midweek = Story()
    midweek.pace("10-07", 3)
    assert now(midweek).rhythm == now(story).rhythm


def test_rests_that_lie_in_one_another_are_one() -> None:
    story = Story()
    story.rest("11-01", "11-30")
    story.rest("11-05", "11-10")
    assert Rests(story.told.breaks).until(d("11-07")) == d("11-30")


def test_each_period_of_the_rhythm_is_under_the_pace_then_in_force_and_none_overlap() -> None:
    story = Story().pieces("10-31", "11-01")
    story.pace("08-01", 8, "month")
    story.pace("10-12", 2, "week")
    rhythm = now(story).rhythm
    assert [(period.start, period.end) for period in rhythm][:4] == [
        (d("08-01"), d("08-31")),
        (d("09-01"), d("09-30")),
        (d("10-01"), d("10-11")),
        (d("10-12"), d("10-18")),
    ]
    assert [period.wanted for period in rhythm] == [8, 8, 3, 2, 2, 2, 2, 2], "11 of 31 days of eight pieces are three"


def test_of_two_paces_the_one_set_last_holds() -> None:
    story = three_a_week()
    story.pace("11-16", 1)
    assert now(story).wanted == 1
    assert now(story, d("11-15")).wanted == 3


def test_a_pace_in_the_trash_is_none() -> None:
    story = three_a_week()
    story.throw_away("paces", "p-10-05")
    assert pace_now(story.told, THURSDAY) is None


def test_the_weeks_of_the_chart() -> None:
    story = Story().pieces("05-25", "05-24", "11-16", "11-20")
    story.pace("10-01", 3, "fortnight")
    story.pace("11-18", 13, "month")
    story.rest("11-05", "11-09")
    drawn = weeks(story.told, THURSDAY)
    assert len(drawn) == 26
    assert (drawn[0].start, drawn[-1].start) == (d("05-25"), d("11-16"))
    assert (drawn[0].pieces, drawn[-1].pieces) == (1, 1), "before the first week and after today nothing counts"
    assert (drawn[0].pace, drawn[-2].pace, drawn[-1].pace) == (None, Fraction(3, 2), Fraction(3))
    assert [week.start for week in drawn if week.resting] == [d("11-02")], "four of its seven days"


def test_a_pace_that_begins_later_this_week_is_not_yet_drawn() -> None:
    story = three_a_week()
    story.pace("11-21", 5)
    assert weeks(story.told, THURSDAY)[-1].pace == 3
    assert weeks(story.told, d("11-21"))[-1].pace == 5


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (WORK_DAYS, "Monday to Friday"),
        (("mon", "wed", "sat"), "Monday, Wednesday and Saturday"),
        (("sat", "sun"), "Saturday and Sunday"),
        (("sun",), "Sunday"),
        ((), "any day"),
        (DAYS, "any day"),
        (("someday",), "any day"),
    ],
)
def test_the_days_of_a_pace_in_words(days: tuple[str, ...], said: str) -> None:
    story = Story()
    story.pace("10-05", 3, "week", *days)
    assert days_words(story.told.paces[0]) == said
    assert pace_words(story.told.paces[0]) == "3 a week"


@STEADY
@given(
    per=st.sampled_from(PERIODS), anchor=st.dates(d("2020-01-01"), THURSDAY), day=st.dates(d("2020-01-01"), THURSDAY)
)
def test_periods_follow_one_another_without_gap_or_overlap(per: str, anchor: date, day: date) -> None:
    measure = Measure(per, anchor)
    first, last = measure.span(day)
    assert first <= day <= last
    assert measure.span(first) == measure.span(last) == (first, last)
    assert measure.span(last + timedelta(days=1))[0] == last + timedelta(days=1)


BREAKS = st.lists(st.tuples(st.dates(d("10-01"), d("12-31")), st.integers(-3, 40)), max_size=4)


@STEADY
@given(BREAKS, st.dates(d("09-15"), d("2027-03-01")))
def test_a_day_rests_exactly_when_one_of_the_breaks_holds_it(breaks: list[tuple[date, int]], day: date) -> None:
    story = Story()
    for number, (first, length) in enumerate(breaks):
        until = first + timedelta(days=length)
        story.put("breaks", f"b{number}", "01-01", **{"from": first.isoformat(), "to": until.isoformat()})
    rests = Rests(story.told.breaks)
    assert rests.holds(day) == any(rest.holds(day) for rest in story.told.breaks)
    last = rests.until(day)
    if last is not None:
        assert rests.holds(last)
        assert not rests.holds(last + timedelta(days=1))


@STEADY
@given(
    made=st.lists(st.dates(d("09-01"), d("12-31")), max_size=30),
    breaks=BREAKS,
    since=st.dates(d("09-01"), THURSDAY),
    pieces=st.integers(1, 40),
    per=st.sampled_from(PERIODS),
    days=st.sets(st.sampled_from(DAYS)),
    today=st.dates(THURSDAY, d("12-31")),
)
def test_it_is_never_a_reproach(
    *,
    made: list[date],
    breaks: list[tuple[date, int]],
    since: date,
    pieces: int,
    per: str,
    days: set[str],
    today: date,
) -> None:
    story = Story().pieces(*(day.isoformat() for day in made))
    story.pace(since.isoformat(), pieces, per, *sorted(days))
    for number, (first, length) in enumerate(breaks):
        until = first + timedelta(days=length)
        story.put("breaks", f"b{number}", "01-01", **{"from": first.isoformat(), "to": until.isoformat()})
    told = now(story, today)
    said = sentence(told)
    assert not re.search(r"\b(late|behind|miss\w*|overdue|only|fail\w*|should|must|yet)\b|!|\b0\b|\bno piece", said)
    assert said.endswith(".")
    assert 0 <= told.wanted <= pieces
    assert told.done == sum(told.period.start <= day <= min(told.period.end, today) for day in made)
    assert (told.word == PaceWord.RESTING) == (told.wanted == 0 or told.rest_until is not None)
    if told.word in {PaceWord.PICKING_UP, PaceWord.ON_PACE}:
        assert told.done <= told.wanted
    starts = [period.start for period in told.rhythm]
    assert starts == sorted(starts)
    assert len(told.rhythm) <= 8
    assert all(period.end < told.period.start for period in told.rhythm)
