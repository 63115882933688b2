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
from typing import TYPE_CHECKING

from leaptui.language import N_, _, and_list, ngettext, pgettext
from leaptui.model.dates import ONE_DAY, WEEKDAYS, long_day, week_start, weekday_name
from leaptui.model.periods import Measure, Rests, Span

if TYPE_CHECKING:
    from leaptui.model.portfolio import Portfolio
    from leaptui.model.records import Pace

RHYTHM = 8
"""How many past periods make the rhythm."""

_NUMBERS = (
    N_("no"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
)
_A_WEEK = {"week": Fraction(1), "fortnight": Fraction(1, 2), "month": Fraction(12, 52)}


class PaceWord(StrEnum):
    """Where a period or a goal is, in words a learner can live with."""

    AHEAD = "ahead"
    ON_PACE = "on pace"
    PICKING_UP = "picking up"
    RESTING = "resting"

    @property
    def said(self) -> str:
        """The word in the language that is spoken."""
        if self is PaceWord.AHEAD:
            return pgettext("how it goes", "ahead")
        if self is PaceWord.ON_PACE:
            return pgettext("how it goes", "on pace")
        if self is PaceWord.PICKING_UP:
            return pgettext("how it goes", "picking up")
        return pgettext("how it goes", "resting")


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
        aim = weekly(pace.pieces, pace.per) if pace else None
        found.append(Week(monday, made.between(monday, sunday), rests.fills((monday, sunday)), aim))
    return found


def weekly(pieces: int, per: str) -> Fraction:
    """How many pieces a week so many a period are."""
    return pieces * _A_WEEK[per]


def pieces_words(number: int) -> str:
    """Say how many pieces: `two pieces`, `one piece`, `13 pieces`."""
    return ngettext("{number} piece", "{number} pieces", number).format(number=_number(number))


def _number(number: int) -> str:
    return _(_NUMBERS[number]) if number < len(_NUMBERS) else str(number)


def pace_words(pace: Pace) -> str:
    """Say a pace: `3 a week`."""
    return per_words(pace.pieces, pace.per)


def per_words(pieces: int, per: str) -> str:
    """Say so many pieces a period: `3 a week`."""
    said = {"week": _("{n} a week"), "fortnight": _("{n} a fortnight"), "month": _("{n} a month")}
    return said[per].format(n=pieces)


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
    per = now.pace.per
    if now.rest_until is not None:
        if now.rest_until == now.today:
            return _("You are resting today.")
        return _("You are resting until {day}.").format(day=long_day(now.rest_until, now.today))
    if now.wanted == 0:
        return {
            "week": _("This week is mostly rest. Anything you add is extra."),
            "fortnight": _("This fortnight is mostly rest. Anything you add is extra."),
            "month": _("This month is mostly rest. Anything you add is extra."),
        }[per]
    missing = now.wanted - now.done
    if missing == 0:
        return {
            "week": _("Your week is full. Anything more is extra."),
            "fortnight": _("Your fortnight is full. Anything more is extra."),
            "month": _("Your month is full. Anything more is extra."),
        }[per]
    if missing < 0:
        return {
            "week": _("Your week is full, with {pieces} to spare."),
            "fortnight": _("Your fortnight is full, with {pieces} to spare."),
            "month": _("Your month is full, with {pieces} to spare."),
        }[per].format(pieces=pieces_words(-missing))
    return _still_open(now, missing)


def _still_open(now: PaceNow, missing: int) -> str:
    per = now.pace.per
    if now.days_left == 0:
        following = now.period.end + ONE_DAY
        starts = long_day(following, now.today) if per == "month" else weekday_name(following)
        return f"{_so_far(now)} {_('The next begins on {day}.').format(day=starts)}"
    if not now.begun and now.done == 0:
        begins = {
            "week": ngettext(
                "A new week. {number} piece would make it.", "A new week. {number} pieces would make it.", missing
            ),
            "fortnight": ngettext(
                "A new fortnight. {number} piece would make it.",
                "A new fortnight. {number} pieces would make it.",
                missing,
            ),
            "month": ngettext(
                "A new month. {number} piece would make it.", "A new month. {number} pieces would make it.", missing
            ),
        }
        return begins[per].format(number=_number(missing).capitalize())
    more = {
        "week": ngettext(
            "{number} more piece would make your week. No hurry.",
            "{number} more pieces would make your week. No hurry.",
            missing,
        ),
        "fortnight": ngettext(
            "{number} more piece would make your fortnight. No hurry.",
            "{number} more pieces would make your fortnight. No hurry.",
            missing,
        ),
        "month": ngettext(
            "{number} more piece would make your month. No hurry.",
            "{number} more pieces would make your month. No hurry.",
            missing,
        ),
    }
    return more[per].format(number=_number(missing).capitalize())


def _so_far(now: PaceNow) -> str:
    """What a period that is over but for its last days brought."""
    if not now.done:
        return {"week": _("A quiet week."), "fortnight": _("A quiet fortnight."), "month": _("A quiet month.")}[
            now.pace.per
        ]
    return {
        "week": _("Your week has {pieces}."),
        "fortnight": _("Your fortnight has {pieces}."),
        "month": _("Your month has {pieces}."),
    }[now.pace.per].format(pieces=pieces_words(now.done))
