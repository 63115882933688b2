"""The last 26 weeks as bars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import day_month, long_day, month_short
from leaptui.model.pace import Week, weeks
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line, cut
from leaptui.tui.today.lead import lead_to_days, lead_to_goals
from leaptui.tui.today.panel import Drawn, Panel

if TYPE_CHECKING:
    from leaptui.tui.session import View

COUNT = 26
HIGHEST = 2
"""Rows for one piece, however much room there is."""
LEAST_PIECES = 3
"""A single piece shall not look like the most there could be."""
WEEK = timedelta(days=6)


class LastWeeks(Panel):
    """How many pieces each of the last weeks brought, rests marked; a week is chosen and leads to its evidence."""

    HELP = N_("How many pieces you kept in each of the last weeks.")
    HEADING = N_("Last weeks")
    QUIET = True
    BINDINGS = [
        Binding("enter", "open", N_("Its evidence"), id="list.open", tooltip=N_("To the evidence of the week chosen")),
        Binding(
            "left", "week(-1)", N_("Week"), key_display="←→", id="weeks.before", tooltip=N_("Choose the week before")
        ),
        Binding(
            "right", "week(1)", N_("Week after"), show=False, id="weeks.after", tooltip=N_("Choose the week after")
        ),
        Binding("o", "pace", N_("Pace"), id="weeks.pace", tooltip=N_("To the pace, and more weeks of it")),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._weeks: Sequence[Week] = ()
        self._seen: View | None = None
        self._back = 0
        """How many weeks before this one the one chosen is."""

    def wanted_height(self, room: int) -> int:
        """The rows the chart can use well, of so many."""
        most = max([LEAST_PIECES, *(week.pieces for week in self._found())])
        return max(7, min(room, most * HIGHEST + 3))

    def _found(self) -> Sequence[Week]:
        view, count = self.session.view, max(1, min(COUNT, self.inner_width))
        if view is not self._seen or len(self._weeks) != count:
            self._seen, self._weeks = view, weeks(view.portfolio, view.today, count)
        return self._weeks

    def rows_for_room(self) -> list[Drawn]:
        """The chart, and the months under it."""
        found = self._found()
        self._back = min(self._back, len(found) - 1)
        self._say()
        rows = max(2, self.size.height - 1)
        return [
            Drawn(None, rows, lambda width, _current: self._chart(found, rows, width)),
            Drawn(None, 1, lambda width, _current: [self._foot(found, width)]),
        ]

    def _say(self) -> None:
        """What the frame says: all the weeks, or the one chosen."""
        found = self._weeks
        title = ngettext("Last {n} week", "Last {n} weeks", len(found)).format(n=len(found))
        if self.has_focus:
            self.set_frame(title, _pieces(self._chosen.pieces))
            return
        fact = _pieces(sum(week.pieces for week in found))
        if any(_rests(week) for week in found) and self.size.width >= 48:
            fact += f" {glyphs.NONE} {glyphs.BREAK} {_('a break')}"
        self.set_frame(title, fact)

    @property
    def _chosen(self) -> Week:
        return self._weeks[len(self._weeks) - 1 - self._back]

    def _chart(self, found: Sequence[Week], rows: int, width: int) -> list[Line]:
        inks = self.inks
        size, gap, left = _pitch(len(found), width)
        most = max([LEAST_PIECES, *(week.pieces for week in found)])
        # While there are few, a piece is a few cells high at most; a single one shall not look like the most.
        unit = max(1, min(HIGHEST, rows // most))
        top = max(most, -(-rows // unit))
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
                    chosen = self.has_focus and week is self._chosen
                    line.add(cell * size, inks.focus if chosen else inks.now if last else inks.bar)
            lines.append(line)
        return lines

    def _foot(self, found: Sequence[Week], width: int) -> Line:
        """The months; while a week can be chosen, its days under it."""
        if not self.has_focus:
            return self._months(found, width)
        inks = self.inks
        size, gap, left = _pitch(len(found), width)
        at = left + (len(found) - 1 - self._back) * (size + gap)
        first, last = self._chosen.start, self._chosen.start + WEEK
        said = cut(
            _("{first} to {last}").format(first=day_month(first), last=day_month(last)), max(0, width - 2 * size - 1)
        )
        if at + size + 1 + cell_len(said) <= width:
            return Line((" " * at, inks.dim), ("▲" * size, inks.focus), (f" {said}", inks.ink))
        return Line((" " * (at - cell_len(said) - 1), inks.dim), (f"{said} ", inks.ink), ("▲" * size, inks.focus))

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
            name = month_short(thursday)
            following = left + firsts[number + 1][0] * (size + gap) if number + 1 < len(firsts) else width + 1
            if at + cell_len(name) < following and at + cell_len(name) <= width:
                text = f"{text:<{at}}{name}"
        return Line((text, self.inks.dim))

    # ---- choosing

    def action_week(self, by: int) -> None:
        """Choose the week before, or after."""
        self._choose(self._back - by)

    def _choose(self, back: int) -> None:
        self._back = max(0, min(len(self._weeks) - 1, back))
        self._say()
        self.redraw()

    def on_focus(self) -> None:
        """Begin with this week, and say which one is chosen."""
        self.call_later(self._choose, 0)

    def on_blur(self) -> None:
        """Say again what all the weeks are."""
        self.call_later(self._choose, 0)

    def on_click(self, event: events.Click) -> None:
        """A click chooses the week, the second of two leads to its evidence."""
        event.prevent_default()
        size, gap, left = _pitch(len(self._weeks), self.inner_width)
        place = (event.x - self.gutter.left - self._margin - left) // (size + gap)
        if 0 <= place < len(self._weeks):
            self._choose(len(self._weeks) - 1 - place)
            if event.chain == 2:
                self.action_open()

    def action_open(self) -> None:
        """Go to the evidence of the week chosen."""
        first, last = self._chosen.start, self._chosen.start + WEEK
        if not lead_to_days(self, first, last):
            today = self.session.today
            said = _("No piece was made from {first} to {last}.")
            desk(self).say(said.format(first=long_day(first, today), last=long_day(last, today)))

    def action_pace(self) -> None:
        """Go to the pace."""
        lead_to_goals(self, pace=True)


def _pieces(count: int) -> str:
    return ngettext("{n} piece", "{n} pieces", count).format(n=count)


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
