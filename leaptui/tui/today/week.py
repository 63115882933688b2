"""This week, or whatever the learner's pace counts in: pieces made of pieces wanted, and the days."""

from __future__ import annotations

from datetime import timedelta

from rich.style import Style
from textual.binding import Binding

from leaptui.model.dates import weekday_short
from leaptui.model.pace import DayMark, Made, PaceNow, days_words, pace_words
from leaptui.tui import draw, glyphs
from leaptui.tui.line import Line, Span, wrap
from leaptui.tui.today.lead import lead_to_goals
from leaptui.tui.today.panel import BLANK, Drawn, Panel

REST = "┄"
OFF = "–"


class ThisWeek(Panel):
    """How this period goes against the pace; Enter leads to the pace, where it can be changed."""

    BINDINGS = [Binding("enter", "open", "Pace", id="list.open", tooltip="See your pace, and how it went")]

    def rows_for_room(self) -> list[Drawn]:
        """The count and its word, the meter, the days."""
        now = self.session.view.pace
        if now is None:
            return self._teach()
        roomy = self.size.height >= 5
        pace = pace_words(now.pace)
        long_fact = pace if len(now.pace.days) in {0, 7} else f"{pace}, {days_words(now.pace)}"
        fits = len(long_fact) + 16 <= self.size.width
        self.set_frame(f"This {now.pace.per}", str(now.word) if not roomy else long_fact if fits else pace)
        rows = [
            Drawn(None, 1, lambda _width, _current: [self._count(now, roomy=roomy)]),
            Drawn(None, 1, lambda width, _current: [Line(*draw.meter(self.inks, now.done, now.wanted, width))]),
        ]
        if roomy:
            rows.append(BLANK)
        rows.append(Drawn(None, 1, lambda width, _current: [self._names(now, width)]))
        rows.append(Drawn(None, 1, lambda width, _current: [self._marks(now, width)]))
        return rows

    def _count(self, now: PaceNow, *, roomy: bool) -> Line:
        inks = self.inks
        of = f" of {now.wanted}" if now.wanted else ""
        noun = "piece" if (now.wanted or now.done) == 1 else "pieces"
        right: list[Span] = [(str(now.word), inks.strong)] if roomy else [(pace_words(now.pace), inks.dim)]
        return Line((str(now.done), inks.strong), (f"{of} {noun}", inks.ink), right=right)

    def _names(self, now: PaceNow, width: int) -> Line:
        inks = self.inks
        line = Line()
        for number, mark in enumerate(now.days):
            line.add(" " * (_step(width) - 3) if number else "")
            today = inks.strong + Style(underline=True)
            line.add(weekday_short(mark.day), today if mark.is_today else inks.ink if mark.pieces else inks.dim)
        return line

    def _marks(self, now: PaceNow, width: int) -> Line:
        line = Line()
        for number, mark in enumerate(now.days):
            text, style = self._mark(mark)
            line.add(" " * (_step(width) - 3) if number else "").add(f"{text:^3}", style)
        return line

    def _mark(self, mark: DayMark) -> Span:
        inks = self.inks
        if mark.pieces:
            return (glyphs.FULL * mark.pieces if mark.pieces <= 3 else f"{mark.pieces}{glyphs.FULL}"), inks.ink
        if mark.resting:
            return REST * 3, inks.dim
        return (glyphs.NONE, inks.dim) if mark.active else (OFF, inks.faint)

    def _teach(self) -> list[Drawn]:
        """What a pace is, and how to set one."""
        today = self.session.today
        made = Made(self.session.portfolio, today).between(today - timedelta(days=today.weekday()), today)
        self.set_frame("This week", f"{made} piece{'' if made == 1 else 's'}")
        said: list[Span] = [
            ("No pace yet. Press ", self.inks.ink),
            ("p", self.inks.strong),
            (" and say how many pieces a week feel right. It is yours to change, and never a grade.", self.inks.ink),
        ]
        rows = wrap(said, self.inner_width)

        def paint(width: int, current: bool) -> list[Line]:
            del width, current
            return [Line(*row) for row in rows]

        return [Drawn(None, len(rows), paint)]

    def action_open(self) -> None:
        """Go to the pace; where there is none yet, set one."""
        if self.session.view.pace is None:
            self.run_pace_form()
        else:
            lead_to_goals(self, pace=True)

    def run_pace_form(self) -> None:
        """Open the sheet on which a pace is set."""
        from leaptui.tui.goals.pace_form import open_pace_form

        open_pace_form(self)


def _step(width: int) -> int:
    """How far apart the days stand."""
    return max(4, (width - 3) // 6)
