"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui import language
from leaptui.model.moments import read_moment
from tests.model.stories import STEADY

LIMA = timezone(timedelta(hours=-5))
NOW = datetime(2026, 11, 19, 16, 40, tzinfo=LIMA)


def said(typed: str, *, begins: bool = False) -> str:
    return read_moment(typed, NOW, begins=begins).isoformat()


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-03-01", "2026-03-01T23:59:59-05:00"),
        ("today", "2026-11-19T16:40:00-05:00"),
        ("Yesterday", "2026-11-18T23:59:59-05:00"),
        ("3 days ago", "2026-11-16T23:59:59-05:00"),
        ("a week ago", "2026-11-12T23:59:59-05:00"),
        (" 2 hours  ago ", "2026-11-19T14:40:00-05:00"),
        ("30 minutes ago", "2026-11-19T16:10:00-05:00"),
        ("2026-03-01T14:05", "2026-03-01T14:05:00-05:00"),
        ("2026-03-01 14:05", "2026-03-01T14:05:00-05:00"),
        ("2026-03-01T14:05:00Z", "2026-03-01T14:05:00+00:00"),
    ],
)
def test_a_moment_is_read(typed: str, moment: str) -> None:
    assert said(typed) == moment


def test_where_something_begins_a_day_stands_for_its_beginning() -> None:
    assert said("2026-03-01", begins=True) == "2026-03-01T00:00:00-05:00"
    assert said("today", begins=True) == "2026-11-19T00:00:00-05:00"
    assert said("2 hours ago", begins=True) == "2026-11-19T14:40:00-05:00"


@pytest.mark.parametrize("typed", ["", "soon", "2026-02-30", "1 moon ago", "999999 years ago", "-1 days ago", "1 day"])
def test_what_is_no_moment_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="no d"):
        said(typed)


@given(st.text(max_size=20))
@STEADY
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        assert read_moment(typed, NOW).tzinfo is not None
    except ValueError as error:
        assert str(error)


def test_english_is_understood_in_every_language() -> None:
    language.use("es")
    try:
        assert read_moment("3 days ago", datetime(2026, 11, 19, 12, tzinfo=UTC)).day == 16
        assert read_moment("yesterday", datetime(2026, 11, 19, 12, tzinfo=UTC)).day == 18
    finally:
        language.use("en")


def test_spanish_is_understood_as_people_type_it() -> None:
    now = datetime(2026, 11, 19, 12, tzinfo=UTC)
    language.use("es")
    try:
        assert read_moment("ayer", now).day == 18
        assert read_moment("hace un día", now) == read_moment("hace 1 dia", now) == read_moment("yesterday", now)
        assert read_moment("hace una semana", now).day == 12
    finally:
        language.use("en")
