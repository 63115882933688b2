"""The learner's own rhythm: this period, the last ones, and the weeks behind. It is information, never a grade.

The rules: pieces count on the day they were made, days to come do not count. A week begins on Monday, fortnights are
counted from the Monday of the week a pace began in, months are the calendar's. A rest asks for nothing: what a period
asks for shrinks with the active days that fall into a rest, rounded half up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from leaptui.language import _, and_list
from leaptui.model.dates import ONE_DAY, WEEKDAYS, long_day, week_start, weekday_name
from leaptui.model.periods import Measure, Rests, Span
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Pace

RHYTHM = 8
"""How many past periods make the rhythm."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_A_WEEK = {"week": Fraction(1), "fortnight": Fraction(1, 2), "month": Fraction(12, 52)}


class PaceWord(StrEnum):
    """Where a period or a goal is, in words a learner can live with."""

    AHEAD = "ahead"
    ON_PACE = "on pace"
    PICKING_UP = "picking up"
    RESTING = "resting"


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends included: pieces made and asked for; `resting` where none are asked for."""

    start: date
    end: date
    pieces: int
    wanted: int
    resting: bool


@dataclass(frozen=True)
class DayMark:
    """A day of this week: its pieces, whether it is an active one of the pace, and whether it falls into a rest."""

    day: date
    pieces: int
    active: bool
    resting: bool
    is_today: bool
    future: bool


@dataclass(frozen=True)
class PaceNow:
    """This period against the pace.

    `rhythm` are up to eight periods before this one, oldest first, each under the pace then in force; `days` is this
    week, from Monday. `rest_until` is the last day of the rest that today lies in. `begun` tells whether an active day
    has gone by, and `days_left` how many are left, today included.
    """

    today: date
    pace: Pace
    period: Period
    word: PaceWord
    rhythm: tuple[Period, ...]
    days: tuple[DayMark, ...]
    rest_until: date | None
    begun: bool
    days_left: int

    @property
    def done(self) -> int:
        """Pieces made in this period."""
        return self.period.pieces

    @property
    def wanted(self) -> int:
        """Pieces this period asks for, rests considered."""
        return self.period.wanted


@dataclass(frozen=True)
class Week:
    """A week of the chart, from Monday `start`; `pace` is the pieces a week then aimed for, None where no pace was set.

    `resting` where at least half of its days are rest.
    """

    start: date
    pieces: int
    resting: bool
    pace: Fraction | None


class Made:
    """The days on which pieces were made, up to today."""

    def __init__(self, portfolio: Portfolio, today: date) -> None:
        self._days = sorted(day for day in (piece.day for piece in portfolio.evidence.values()) if day <= today)

    def between(self, first: date, last: date) -> int:
        """Count the pieces from one day to another, both included."""
        return bisect_right(self._days, last) - bisect_left(self._days, first)


def pace_on(portfolio: Portfolio, day: date) -> Pace | None:
    """Give the pace in force on a day: the one set last; None before the first."""
    return next((pace for pace in reversed(portfolio.paces) if pace.since <= day), None)


def pace_now(portfolio: Portfolio, today: date) -> PaceNow | None:
    """Tell how this period goes; None where no pace is in force.

    *resting*: today is in a rest, or nothing is asked for. *ahead*: more than asked for is done, or all of it while
    active days lie ahead. *on pace*: as much is done as the active days gone by since the pace was set would have
    brought (today is not one of them, parts of a piece are let go). *picking up*: anything else.
    """
    pace = pace_on(portfolio, today)
    if pace is None:
        return None
    made, rests, measure = Made(portfolio, today), Rests(portfolio.breaks), Measure.of(pace, today)
    span = measure.span(today)
    awake = rests.awake(measure.active_days(span))
    gone = [day for day in awake if day < today]
    period = _period(pace, measure, rests, made, span)
    counted = sum(day >= pace.since for day in gone)
    expected = period.wanted * counted // len(awake) if awake else 0
    word = PaceWord.PICKING_UP
    if rests.holds(today) or period.resting:
        word = PaceWord.RESTING
    elif period.pieces > period.wanted or (period.pieces == period.wanted and awake[-1] > today):
        word = PaceWord.AHEAD
    elif period.pieces >= expected:
        word = PaceWord.ON_PACE
    return PaceNow(
        today=today,
        pace=pace,
        period=period,
        word=word,
        rhythm=tuple(_rhythm(portfolio, rests, made, span[0]))[::-1],
        days=tuple(_days(measure, rests, made, today)),
        rest_until=rests.until(today),
        begun=bool(gone),
        days_left=len(awake) - len(gone),
    )


def _period(pace: Pace, measure: Measure, rests: Rests, made: Made, span: Span) -> Period:
    """Measure a period, or the part of one that a change of pace left standing."""
    whole = len(measure.active_days(measure.span(span[0])))
    awake = len(rests.awake(measure.active_days(span)))
    wanted = (2 * pace.pieces * awake + whole) // (2 * whole)
    return Period(*span, made.between(*span), wanted, wanted == 0)


def _rhythm(portfolio: Portfolio, rests: Rests, made: Made, before: date) -> Iterator[Period]:
    """The periods before a day, newest first, each under the pace in force on its last day."""
    for _nth in range(RHYTHM):
        if before == date.min:
            return
        last = before - ONE_DAY
        pace = pace_on(portfolio, last)
        if pace is None:
            return
        measure = Measure.of(pace, last)
        # Where the pace changed from one kind of period to another, the older one ends the day before the newer begins.
        before = measure.span(last)[0]
        yield _period(pace, measure, rests, made, (before, last))


def _days(measure: Measure, rests: Rests, made: Made, today: date) -> Iterator[DayMark]:
    monday = week_start(today)
    for day in (monday + timedelta(days=n) for n in range(7)):
        active = day.weekday() in measure.weekdays
        yield DayMark(day, made.between(day, day), active, rests.holds(day), day == today, day > today)


def weeks(portfolio: Portfolio, today: date, count: int = 26) -> list[Week]:
    """Give the last weeks up to this one, oldest first, each with the pace in force on its last day up to today."""
    made, rests = Made(portfolio, today), Rests(portfolio.breaks)
    found = []
    for back in reversed(range(count)):
        monday = week_start(today) - timedelta(weeks=back)
        sunday = monday + timedelta(days=6)
        pace = pace_on(portfolio, min(sunday, today))
        aim = pace.pieces * _A_WEEK[pace.per] if pace else None
        found.append(Week(monday, made.between(monday, sunday), rests.fills((monday, sunday)), aim))
    return found


def count_words(number: int, noun: str) -> str:
    """Say a count: `two pieces`, `one piece`, `13 pieces`."""
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{said} {noun}" if number == 1 else f"{said} {noun}s"


def pace_words(pace: Pace) -> str:
    """Say a pace: `3 a week`."""
    return f"{pace.pieces} a {pace.per}"


def days_words(pace: Pace) -> str:
    """Say a pace's active days: `Monday to Friday`, `Monday, Wednesday and Saturday`, or `any day`."""
    days = sorted(Measure.of(pace, pace.since).weekdays)
    names = [_(WEEKDAYS[day]) for day in days]
    if len(days) == len(WEEKDAYS):
        return _("any day")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("{first} to {last}").format(first=names[0], last=names[-1])
    return and_list(names)


def sentence(now: PaceNow) -> str:
    """Say in one calm sentence or two how this period goes: a fact, and no reproach."""
    noun = now.pace.per
    if now.rest_until is not None:
        last = "today" if now.rest_until == now.today else f"until {long_day(now.rest_until, now.today)}"
        return f"You are resting {last}."
    if now.wanted == 0:
        return f"This {noun} is mostly rest. Anything you add is extra."
    missing = now.wanted - now.done
    if missing <= 0:
        spare = f"with {count_words(-missing, 'piece')} to spare."
        return f"Your {noun} is full, {spare}" if missing else f"Your {noun} is full. Anything more is extra."
    return _still_open(now, missing)


def _still_open(now: PaceNow, missing: int) -> str:
    noun = now.pace.per
    if now.days_left == 0:
        following = now.period.end + ONE_DAY
        starts = long_day(following, now.today) if noun == "month" else weekday_name(following)
        so_far = f"Your {noun} has {count_words(now.done, 'piece')}." if now.done else f"A quiet {noun}."
        return f"{so_far} The next begins on {starts}."
    if not now.begun and now.done == 0:
        return f"A new {noun}. {count_words(missing, 'piece').capitalize()} would make it."
    number, piece = count_words(missing, "piece").split()
    return f"{number.capitalize()} more {piece} would make your {noun}. No hurry."
