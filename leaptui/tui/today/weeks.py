"""The last 26 weeks as bars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from textual.binding import Binding

from leaptui.model.dates import month_short
from leaptui.model.pace import Week, weeks
from leaptui.model.search import Narrow
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.today.panel import Drawn, Panel

COUNT = 26
NAME = 3
"""Cells of a month's name."""


class LastWeeks(Panel):
    """How many pieces each of the last weeks brought, rests marked; Enter leads to the evidence."""

    QUIET = True
    BINDINGS = [Binding("enter", "open", "Evidence", id="list.open", tooltip="See all evidence, newest first")]

    def rows_for_room(self) -> list[Drawn]:
        """The chart, and the months under it."""
        session = self.session
        found = weeks(session.portfolio, session.today, min(COUNT, self.inner_width))
        total = sum(week.pieces for week in found)
        rests = any(_rests(week) for week in found)
        fact = f"{total} piece{'' if total == 1 else 's'}"
        if rests and self.size.width >= 48:
            fact += f" {glyphs.NONE} {glyphs.BREAK} a break"
        self.set_frame(f"Last {len(found)} weeks", fact)
        rows = max(2, self.size.height - 1)
        return [
            Drawn(None, rows, lambda width, _current: self._chart(found, rows, width)),
            Drawn(None, 1, lambda width, _current: [self._months(found, width)]),
        ]

    def _chart(self, found: Sequence[Week], rows: int, width: int) -> list[Line]:
        inks = self.inks
        size, gap, left = _pitch(len(found), width)
        # While there are few, a piece is one cell high; a single one shall not look like the most.
        top = max(rows, *(week.pieces for week in found))
        columns = draw.bars([week.pieces for week in found], rows, top)
        lines = []
        for row, cells in enumerate(columns):
            line = Line((" " * left, inks.dim))
            for place, (week, cell) in enumerate(zip(found, cells, strict=True)):
                last = place == len(found) - 1
                base = row == rows - 1
                rest = base and _rests(week)
                if place:
                    line.add((glyphs.BREAK if rest and _rests(found[place - 1]) else " ") * gap, inks.dim)
                if rest:
                    line.add(glyphs.BREAK * size, inks.dim)
                elif base and not week.pieces:
                    line.add(glyphs.BARS[1] * size, inks.faint)
                else:
                    line.add(cell * size, inks.now if last else inks.bar)
            lines.append(line)
        return lines

    def _months(self, found: Sequence[Week], width: int) -> Line:
        """Each month's name under the first of its weeks, where there is room for it before the next one."""
        size, gap, left = _pitch(len(found), width)
        firsts = [
            (place, thursday)
            for place, thursday in enumerate(_thursday(week) for week in found)
            if place == 0 or thursday.month != _thursday(found[place - 1]).month
        ]
        text = ""
        for number, (place, thursday) in enumerate(firsts):
            at = left + place * (size + gap)
            following = left + firsts[number + 1][0] * (size + gap) if number + 1 < len(firsts) else width + 1
            if at + NAME < following and at + NAME <= width:
                text = f"{text:<{at}}{month_short(thursday)}"
        return Line((text, self.inks.dim))

    def action_open(self) -> None:
        """Go to the evidence."""
        desk(self).show_evidence(Narrow())


def _rests(week: Week) -> bool:
    return week.resting and not week.pieces


def _thursday(week: Week) -> date:
    """The day that decides which month a week belongs to: most of its days do."""
    return week.start + timedelta(days=3)


def _pitch(count: int, width: int) -> tuple[int, int, int]:
    """How wide a bar is, what gap follows it, and how far from the left the first one stands."""
    size, gap = next(
        ((size, gap) for size, gap in ((3, 1), (2, 1), (1, 1)) if count * (size + gap) - gap <= width), (1, 0)
    )
    return size, gap, max(0, width - count * (size + gap) + gap) // 2
