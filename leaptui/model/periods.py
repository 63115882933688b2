"""How a pace counts time: its periods and active days, and the learner's rests."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from leaptui.model.dates import ONE_DAY, month_end, month_start, week_start
from leaptui.model.words import DAYS

if TYPE_CHECKING:
    from leaptui.model.records import Break, Pace

Span = tuple[date, date]
"""A first and a last day, both included."""

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class Measure:
    """Cuts time into periods: weeks from Monday, fortnights from the Monday of `anchor`'s week, or calendar months.

    `weekdays` are the active ones, Monday is 0.
    """

    per: str
    anchor: date
    weekdays: frozenset[int] = EVERY_DAY

    @classmethod
    def of(cls, pace: Pace | None, today: date) -> Measure:
        """Give the measure of a pace; plain weeks where there is none. Days it does not know are passed over."""
        if pace is None:
            return cls("week", today)
        known = frozenset(DAYS.index(day) for day in pace.days if day in DAYS)
        return cls(pace.per, pace.since, known or EVERY_DAY)

    def span(self, day: date) -> Span:
        """Give the period a day falls into."""
        if self.per == "month":
            return month_start(day), month_end(day)
        monday = week_start(day)
        if self.per == "fortnight":
            past = (monday - week_start(self.anchor)).days % 14
            return monday - timedelta(days=past), monday + timedelta(days=13 - past)
        return monday, monday + timedelta(days=6)

    def span_until(self, last: date) -> Span:
        """Give as many days as a period has, up to a day: seven, fourteen, or those since this day a month ago."""
        if self.per != "month":
            return last - timedelta(days=13 if self.per == "fortnight" else 6), last
        before = month_start(last) - ONE_DAY
        return before.replace(day=min(last.day, before.day)) + ONE_DAY, last

    def active_days(self, span: Span) -> list[date]:
        """Give the active days from one day to another, rests not considered."""
        first, last = span
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if day.weekday() in self.weekdays]


class Rests:
    """The learner's breaks as one calendar: those that overlap or touch are one rest."""

    def __init__(self, breaks: Iterable[Break]) -> None:
        self._spans: list[Span] = []
        for rest in sorted(breaks, key=lambda rest: rest.since):
            if self._spans and (rest.since - self._spans[-1][1]).days <= 1:
                first, last = self._spans.pop()
                self._spans.append((first, max(last, rest.until)))
            else:
                self._spans.append((rest.since, rest.until))
        self._firsts = [first for first, _ in self._spans]

    def until(self, day: date) -> date | None:
        """Give the last day of the rest a day lies in; None where it lies in none."""
        place = bisect_right(self._firsts, day)
        last = self._spans[place - 1][1] if place else None
        return last if last is not None and day <= last else None

    def holds(self, day: date) -> bool:
        """Whether a day lies in a rest."""
        return self.until(day) is not None

    def awake(self, days: Iterable[date]) -> list[date]:
        """Keep the days that lie in no rest."""
        return [day for day in days if not self.holds(day)]

    def fills(self, span: Span) -> bool:
        """Whether at least half of the days of a span are rest."""
        first, last = span
        days = (last - first).days + 1
        return 2 * sum(self.holds(first + ONE_DAY * n) for n in range(days)) >= days
