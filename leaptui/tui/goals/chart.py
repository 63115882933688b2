"""The chart of pieces a week: bars, the pace as a thin line that steps where it changed, breaks on the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from rich.style import Style

from leaptui.model.dates import month_short
from leaptui.model.pace import Week
from leaptui.tui import glyphs
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span

AXIS = 4
"""Cells before the first bar: two digits and two blanks."""

LEAST_TOP = 3
MOST_LABELS = 6
MOST_ROWS = 3
"""Rows for one piece, however many there are."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Scale:
    """How high the chart is: `rows` of cells for `top` pieces, a label every `step` pieces."""

    rows: int
    top: int
    step: int

    @classmethod
    def fitting(cls, most: Fraction, rows: int) -> Scale:
        """Give the scale that shows up to `most` pieces in at most so many rows, whole rows a piece where they suffice."""
        top = max(ceil(most), LEAST_TOP)
        if top <= rows:
            unit = min(rows // top, MOST_ROWS)
            step = next(step for step in _STEPS if top <= step * MOST_LABELS and step * unit >= 1)
            return cls(unit * top, top, step)
        step = next((step for step in _STEPS if top <= step * min(MOST_LABELS, max(1, rows // 2))), _STEPS[-1])
        return cls(rows, ceil(top / step) * step, step)

    def height(self, pieces: Fraction) -> Fraction:
        """How many rows so many pieces fill."""
        return pieces * self.rows / self.top

    def label(self, row: int) -> str:
        """The number that stands in a row, counted from 0 at the bottom: that of the pieces reached at its lower edge."""
        pieces = Fraction(row * self.top, self.rows)
        return str(pieces) if pieces.denominator == 1 and pieces % self.step == 0 else ""


def pace_chart(inks: Inks, weeks: Sequence[Week], rows: int, *, gaps: bool, begun: date) -> list[Line]:
    """Draw the weeks in `rows` rows and a line of months below; the last week is the present one.

    Nothing is drawn for weeks that ended before `begun`. `gaps` leaves a blank column after each bar.
    """
    most = max(
        [Fraction(LEAST_TOP), *(Fraction(week.pieces) for week in weeks), *(week.pace for week in weeks if week.pace)]
    )
    scale = Scale.fitting(most, rows - 1)
    lines = []
    for row in reversed(range(scale.rows + 1)):
        line = Line((scale.label(row).rjust(2) + "  ", inks.dim))
        for place, week in enumerate(weeks):
            if week.start + timedelta(days=6) < begun:
                line.add(" " * (2 if gaps else 1), inks.dim)
                continue
            line.left += _cell(inks, week, row, scale, now=place == len(weeks) - 1, gaps=gaps)
        lines.append(line)
    return [*lines, Line((" " * AXIS + months(weeks, 2 if gaps else 1), inks.dim))]


def _cell(inks: Inks, week: Week, row: int, scale: Scale, *, now: bool, gaps: bool) -> list[Span]:
    """One week in one row: bar, pace, break or nothing."""
    bar, style = _bar(inks, week, row, scale, now=now)
    line: Span | None = None
    if row == 0 and week.resting:
        line = glyphs.BREAK, inks.dim
    elif week.pace is not None and not week.resting:
        line = _pace_line(inks, scale.height(week.pace), row)
    first: Span = (bar, style) if bar else line or (" ", inks.dim)
    return [first, line or (" ", inks.dim)] if gaps else [first]


def _pace_line(inks: Inks, height: Fraction, row: int) -> Span | None:
    """The pace in a row: at its lower edge, or in its middle where that is nearer."""
    halves = round(height * 2)
    if max(halves // 2, 1) != row:
        return None
    return ("─" if halves % 2 and halves > 2 else "▁"), inks.faint


def _bar(inks: Inks, week: Week, row: int, scale: Scale, *, now: bool) -> tuple[str, Style]:
    style = inks.now if now else inks.bar
    if not week.pieces:
        return ("▁" if row == 0 and not week.resting else ""), inks.faint
    eighths = min(8, round((scale.height(Fraction(week.pieces)) - row) * 8))
    if row == 0:
        eighths = max(1, eighths)
    return (glyphs.BARS[eighths] if eighths > 0 else ""), style


def months(weeks: Sequence[Week], width: int) -> str:
    """The names of the months under the first week of each; a week belongs to the month its Thursday lies in."""
    cells = [" "] * (len(weeks) * width + 3)
    free = 0
    before: int | None = None
    for place, week in enumerate(weeks):
        thursday = week.start + timedelta(days=3)
        new = before is not None and thursday.month != before
        # The month the chart begins in is named only where it has its first week there.
        new = new or (before is None and thursday.day <= 7)
        before = thursday.month
        at = place * width
        if new and at >= free and at + 3 <= max(len(weeks) * width, 3):
            cells[at : at + 3] = month_short(thursday)
            free = at + 4
    return "".join(cells).rstrip()
