"""The months of the evidence map: which are shown, and which one the cursor stands on. It knows no widget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from leaptui.language import _
from leaptui.model.dates import month_long, month_short
from leaptui.model.standing import Map, evidence_map
from leaptui.tui.session import View

YEAR = 12
MOST_SHOWN = 24
LONGEST = 50 * YEAR
"""Months that are looked back at most: a piece dated wrongly by a century must not make the map a desert."""


def month_year(month: date) -> str:
    """Say a month with its year: `March 2026`."""
    return _("{month} {year}").format(month=month_long(month), year=month.year)


def _short_month_year(month: date) -> str:
    return _("{month} {year}").format(month=month_short(month), year=month.year)


def past_months(view: View) -> int:
    """How many months there are to show: a year, and more where there is evidence from before."""
    today = view.today
    first = min((piece.day for piece in view.portfolio.evidence.values()), default=today)
    past = (today.year - first.year) * YEAR + today.month - first.month + 1
    return max(YEAR, min(past, LONGEST))


def months_within(room: int, pitch: int, past: int) -> int:
    """How many months to show in so many cells, `pitch` a month."""
    return max(1, min(MOST_SHOWN, past, (room + 1) // pitch))


class Months:
    """The months of one portfolio. `shown` of them are, the last of these `back` months before today's."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.total = past_months(view)
        self.map: Map = evidence_map(view.portfolio, view.framework, view.today, self.total)
        self.shown = YEAR
        self.back = 0
        self.cursor = self.total - 1

    def follow(self, view: View) -> Months:
        """The months of the portfolio as it stands now, at the same place of time."""
        if view is self.view:
            return self
        anew = Months(view)
        anew.shown = self.shown
        anew.cursor = max(0, min(anew.total - 1, anew.total - (self.total - self.cursor)))
        anew.back = self.back
        anew.show(self.shown)
        return anew

    def show(self, shown: int) -> None:
        """Show so many months."""
        self.shown = min(shown, self.total)
        self.back = max(0, min(self.back, self.total - self.shown))

    def scroll(self, by: int) -> bool:
        """Go back in time (`by` < 0) or forward; the cursor stays among what is shown. Tells whether anything moved."""
        before = self.back
        self.back = max(0, min(self.total - self.shown, self.back - by))
        self.cursor = max(self.first, min(self.last, self.cursor))
        return self.back != before

    def move(self, by: int) -> bool:
        """Move the cursor; the months shown follow it. Tells whether it moved."""
        before = self.cursor
        self.cursor = max(0, min(self.total - 1, self.cursor + by))
        if self.cursor < self.first:
            self.back = self.total - self.shown - self.cursor
        elif self.cursor > self.last:
            self.back = self.total - 1 - self.cursor
        return self.cursor != before

    @property
    def first(self) -> int:
        """The place of the first month shown."""
        return self.total - self.back - self.shown

    @property
    def last(self) -> int:
        """The place of the last month shown."""
        return self.total - self.back - 1

    @property
    def has_older(self) -> bool:
        """Whether there are months before those shown."""
        return self.first > 0

    @property
    def month(self) -> date:
        """The first day of the month the cursor stands on."""
        return self.map.months[self.cursor]

    @property
    def window(self) -> Map:
        """The map of the months shown."""
        part = slice(self.first, self.last + 1)
        return replace(
            self.map,
            months=self.map.months[part],
            cells={key: cells[part] for key, cells in self.map.cells.items()},
            components={key: cells[part] for key, cells in self.map.components.items()},
            breaks=self.map.breaks[part],
        )

    @property
    def says(self) -> str:
        """From when to when the months shown are; that they are months where they are simply the last ones."""
        if self.total == self.shown:
            return _("pieces by month")
        first, last = self.map.months[self.first], self.map.months[self.last]
        return f"{_short_month_year(first)} – {_short_month_year(last)}"
