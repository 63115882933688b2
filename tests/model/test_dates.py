from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.dates import (
    between,
    day_month,
    long_day,
    month_end,
    month_short,
    months_before,
    week_start,
    weekday_long,
    weekday_short,
)
from tests.model.stories import STEADY, THURSDAY, d

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def test_a_day_is_said_as_people_say_it() -> None:
    assert day_month(d("11-18")) == "18 Nov"
    assert weekday_long(THURSDAY) == "Thursday, 19 November"
    assert weekday_short(THURSDAY) == "Thu"
    assert month_short(d("09-01")) == "Sep"
    assert long_day(d("11-18")) == "18 November"


def test_a_year_is_named_only_where_it_is_not_todays() -> None:
    assert long_day(d("11-18"), THURSDAY) == "18 November"
    assert long_day(d("2027-01-03"), THURSDAY) == "3 January 2027"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("12-03", "12-24", "between 3 and 24 December"),
        ("11-28", "12-03", "between 28 November and 3 December"),
        ("2027-03-03", "2027-03-24", "between 3 and 24 March 2027"),
        ("2027-02-28", "2027-03-03", "between 28 February and 3 March 2027"),
        ("12-20", "2027-01-03", "between 20 December and 3 January 2027"),
        ("2027-12-20", "2028-01-03", "between 20 December 2027 and 3 January 2028"),
        ("12-03", "12-03", "on 3 December"),
    ],
)
def test_a_span_is_said_as_briefly_as_it_stays_clear(first: str, last: str, said: str) -> None:
    assert between(d(first), d(last), THURSDAY) == said


@STEADY
@given(DAYS)
def test_a_week_begins_on_the_monday_at_or_before(day: date) -> None:
    monday = week_start(day)
    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)


@STEADY
@given(DAYS)
def test_the_last_day_of_a_month_is_followed_by_a_first(day: date) -> None:
    last = month_end(day)
    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


def test_going_back_by_months_crosses_years() -> None:
    assert months_before(THURSDAY, 0) == d("11-01")
    assert months_before(THURSDAY, 11) == d("2025-12-01")
    assert months_before(d("01-31"), 1) == d("2025-12-01")
