"""This week, or whatever the learner's pace counts in: pieces made of pieces wanted, and the days."""

from __future__ import annotations

from datetime import timedelta

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import week_start, weekday_short
from leaptui.model.pace import DayMark, Made, PaceNow, days_words, pace_words
from leaptui.tui import draw, glyphs
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, wrap
from leaptui.tui.today.lead import lead_to_days
from leaptui.tui.today.panel import BLANK, Drawn, Panel

REST = "┄"
OFF = "–"


class ThisWeek(Panel):
    """How this period goes against the pace; Enter leads to its evidence, or adds the first piece of it."""

    HELP = N_("This week against the pace you set yourself.")
    HEADING = N_("This week")
    BINDINGS = [
        Binding(
            "enter",
            "open",
            N_("Its evidence"),
            id="list.open",
            tooltip=N_("To the evidence of this week, or add a piece"),
        ),
    ]

    def rows_for_room(self) -> list[Drawn]:
        """The count and its word, the meter, the days."""
        now = self.session.view.pace
        if now is None:
            return self._teach()
        roomy = self.size.height >= 5
        pace = pace_words(now.pace)
        days = _("{pace}, {days}").format(pace=pace, days=days_words(now.pace))
        long_fact = pace if len(now.pace.days) in {0, 7} else days
        fits = cell_len(long_fact) + 16 <= self.size.width
        title = {"week": _("This week"), "fortnight": _("This fortnight"), "month": _("This month")}[now.pace.per]
        self.set_frame(title, now.word.said if not roomy else long_fact if fits else pace)
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
        said = ngettext("{done} of {n} piece", "{done} of {n} pieces", now.wanted)
        if not now.wanted:
            said = ngettext("{done} piece", "{done} pieces", now.done)
        before, _done, behind = said.partition("{done}")
        right: list[Span] = [(now.word.said, inks.strong)] if roomy else [(pace_words(now.pace), inks.dim)]
        line = Line((before, inks.ink), (str(now.done), inks.strong), (behind.format(n=now.wanted), inks.ink))
        line.right = right
        return line

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
        self.set_frame(_("This week"), ngettext("{n} piece", "{n} pieces", made).format(n=made))
        words = _("No pace yet. Press {key} and say how many pieces a week feel right. It is yours to change.")
        before, _key, behind = words.partition("{key}")
        said: list[Span] = [
            (before, self.inks.ink),
            (key_of(self, "today.pace"), self.inks.strong),
            (behind, self.inks.ink),
        ]
        rows = wrap(said, self.inner_width)

        def paint(width: int, current: bool) -> list[Line]:
            del width, current
            return [Line(*row) for row in rows]

        return [Drawn(None, len(rows), paint)]

    def action_open(self) -> None:
        """Go to the evidence of this period; where there is none yet, add a piece."""
        now, today = self.session.view.pace, self.session.today
        first = now.period.start if now else week_start(today)
        if not lead_to_days(self, first, today):
            from leaptui.tui.evidence.write import add_piece

            add_piece(self)

    def run_pace_form(self) -> None:
        """Open the sheet on which a pace is set."""
        from leaptui.tui.goals.pace_form import open_pace_form

        open_pace_form(self)


def _step(width: int) -> int:
    """How far apart the days stand."""
    return max(4, (width - 3) // 6)
