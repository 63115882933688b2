"""The pane of the pace: in words, and the weeks behind as bars."""

from __future__ import annotations

import re
from datetime import date

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import long_day
from leaptui.model.pace import PaceWord, days_words, pace_words, weeks
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Break, Pace
from leaptui.model.text import clean_line
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.goals.chart import AXIS, pace_chart
from leaptui.tui.goals.example import example_weeks
from leaptui.tui.goals.pace_form import open_pace_form
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, cut, width_of, wrap
from leaptui.tui.widgets.reading import Reading

MOST_WEEKS = 52
FEWEST_WEEKS = 4
LEAST_ROWS = 3
LEAST_HISTORY = 5
LEAST_EXAMPLE, EXAMPLE_ROWS = 6, 9
"""How few rows are too few to show what the pane will be, and how many do."""
MOST_CHART = 10
"""Rows of a chart from which on it gives some to the paces so far."""
ROOMY = 9
"""From how many rows on some are kept for the legend."""


def begun_on(portfolio: Portfolio, today: date) -> date:
    """The day the first piece was made or the first pace set; today where there is neither."""
    days = [piece.day for piece in portfolio.evidence.values()] + [pace.since for pace in portfolio.paces]
    return min([day for day in days if day <= today], default=today)


def break_name(rest: Break) -> str:
    """What a break is for, in its first words: `July trip`."""
    return re.split(r"[,.:;!?]", clean_line(" ".join(rest.why)))[0].strip()


class PacePane(Reading):
    """The pace, and the pieces of each week."""

    HELP = N_("Your own rhythm, and how it went. It is yours to change whenever it does not fit any more.")
    BINDINGS = [
        Binding(
            "enter",
            "set_pace",
            N_("Set the pace"),
            id="pace.set",
            tooltip=N_("How many pieces, how often, on which days"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="pace")

    def show_pace(self) -> None:
        """Show the pace as it stands."""
        self.set_frame(_("Pace"), _("pieces a week"))
        self.show_anew()

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Words, chart, legend."""
        words = self._words(width)
        portfolio = desk(self).session.portfolio
        if not portfolio.paces and not portfolio.evidence:
            return [*words, *self._example(width, self.size.height - len(words))]
        narrow = self.screen.has_class("-narrow")
        blank = [] if narrow or self.screen.has_class("-short") else [Line()]
        today = desk(self).session.today
        count = max(FEWEST_WEEKS, min(MOST_WEEKS, (width - AXIS) // (1 if narrow else 2)))
        shown = weeks(portfolio, today, count)
        legend = self._legend(width, shown[0].start)
        room = self.size.height - len(words) - len(blank)
        rows = room - 1 - (len(blank) + len(legend) if room >= ROOMY else 0)
        if rows < LEAST_ROWS:
            return [*words]
        coming = self._coming(width)
        for most in (rows, rows - LEAST_HISTORY) if rows > LEAST_HISTORY + MOST_CHART else (rows,):
            chart = pace_chart(desk(self).inks, shown, most, gaps=not narrow, begun=begun_on(portfolio, today))
            below = [*blank, *legend] if len(chart) + len(blank) + len(legend) <= room else []
            if coming and len(chart) + len(legend) + len(coming) <= room:
                below = [*coming, *legend]
            history = self._history(width, room - len(chart) - len(below))
            if history:
                break  # a chart that is a little lower leaves room for it
        return [*words, *blank, *chart, *below, *history]

    def _example(self, width: int, room: int) -> list[Line]:
        """What the pane shows one day."""
        inks = desk(self).inks
        shown = example_weeks(desk(self).session.today)[-max(FEWEST_WEEKS, (width - AXIS) // 2) :]
        head = [Line(), Line((_("For instance"), inks.dim))]
        rows = min(room - len(head) - 3, EXAMPLE_ROWS)
        if rows < LEAST_EXAMPLE:
            return []
        chart = pace_chart(inks, shown, rows, gaps=True, begun=shown[0].start)
        legend = Line((" " * AXIS, inks.dim), ("▁", inks.faint), (f" {_('my pace')}   ", inks.dim))
        legend.add(glyphs.BREAK, inks.dim).add(f" {_('a break')}", inks.dim)
        return [*head, *chart, Line(), legend]

    def _history(self, width: int, room: int) -> list[Line]:
        """The paces so far, newest first, with the reason for each, where there is room for some of them."""
        inks = desk(self).inks
        portfolio = desk(self).session.portfolio
        lines: list[Line] = []
        for pace in reversed(portfolio.paces):
            said = _("{pace}, {days}").format(pace=pace_words(pace), days=days_words(pace))
            since = _("since {day}").format(day=long_day(pace.since, desk(self).session.today))
            lines.append(Line((said, inks.ink), right=[(since, inks.dim)]))
            lines += [Line(*row) for row in wrap([(clean_line(" ".join(pace.why)), inks.dim)], width) if row]
        head = [Line(), Line((_("My paces so far"), inks.dim))]
        return [*head, *lines][:room] if room >= LEAST_HISTORY and lines else []

    def _coming(self, width: int) -> list[Line]:
        """The next pace and the next break, where they are planned already."""
        session = desk(self).session
        said = []
        pace = next((pace for pace in session.portfolio.paces if pace.since > session.today), None)
        if pace is not None and session.view.pace is not None:
            day = long_day(pace.since, session.today)
            said.append(_("from {day} on {pace}, {days}").format(day=day, pace=pace_words(pace), days=days_words(pace)))
        rest = next((rest for rest in session.portfolio.breaks if rest.since > session.today), None)
        if rest is not None:
            name = break_name(rest)
            days = {"first": long_day(rest.since, session.today), "last": long_day(rest.until, session.today)}
            plain = _("a break from {first} to {last}").format(**days)
            said.append(f"{plain}: {name}" if name else plain)
        dim = desk(self).inks.dim
        return [Line((" " * AXIS, dim), (cut(words, width - AXIS), dim)) for words in said]

    def _words(self, width: int) -> list[Line]:
        """The pace in words, and how this period goes."""
        inks = desk(self).inks
        session = desk(self).session
        now = session.view.pace
        if now is None:
            coming = next((pace for pace in session.portfolio.paces if pace.since > session.today), None)
            if coming is not None:
                day = long_day(coming.since, session.today)
                template = _("{pace}, {days} from {day} on")
                return self._pace_lines(template, coming, day, width)
            before, _key, behind = _("No pace yet. {key} sets one: a rhythm you like, to change any day.").partition(
                "{key}"
            )
            sets: list[Span] = [(before, inks.ink), (key_of(self, "goals.replan"), inks.strong), (behind, inks.dim)]
            return [Line(*row) for row in wrap(sets, width)]
        template = _("{pace}, {days} since {day}")
        lines = self._pace_lines(template, now.pace, long_day(now.pace.since, session.today), width)
        if now.word is PaceWord.RESTING and now.rest_until is not None:
            until = _("resting until {day}").format(day=long_day(now.rest_until, session.today))
            fact: list[Span] = [(until, inks.dim)]
        else:
            done = _("{done} of {n}").format(done=now.done, n=now.wanted)
            this = {"week": _("this week"), "fortnight": _("this fortnight"), "month": _("this month")}
            fact = [(done, inks.strong), (f" {this[now.pace.per]}", inks.dim)]
        if width_of(lines[-1].left) + width_of(fact) + 2 <= width:
            lines[-1].right = fact
        elif width_of(lines[-1].left) + width_of(fact[:1]) + 2 <= width and len(fact) > 1:
            lines[-1].right = fact[:1]
        else:
            lines.append(Line(*fact))
        return lines

    def _pace_lines(self, template: str, pace: Pace, day: str, width: int) -> list[Line]:
        """A pace in words: what it asks for stands out, the day is dim, and goes to a line of its own where it must."""
        inks = desk(self).inks
        styles = {"pace": inks.strong, "days": inks.ink, "day": inks.dim}
        words = {"pace": pace_words(pace), "days": days_words(pace), "day": day}
        spans: list[Span] = []
        style = inks.strong
        asked = 0
        for part in re.split(r"(\{\w+\})", template):
            name = part.strip("{}")
            style = styles.get(name, inks.dim if spans and style is not inks.strong else inks.ink)
            spans.append((words.get(name, part), style))
            asked = len(spans) if name == "days" else asked
        if width_of(spans) <= width:
            return [Line(*spans)]
        since = [(words.lstrip() if not place else words, style) for place, (words, style) in enumerate(spans[asked:])]
        return [Line(*row) for row in (*wrap(spans[:asked], width), *wrap(since, width)) if width_of(row)]

    def _legend(self, width: int, first: date) -> list[Line]:
        """What the thin line and the breaks since a day are."""
        inks = desk(self).inks
        session = desk(self).session
        line = Line((" " * AXIS, inks.dim))
        if session.portfolio.paces:
            line.add("▁", inks.faint).add(f" {_('my pace')}   ", inks.dim)
        seen = [rest for rest in session.portfolio.breaks if rest.until >= first and rest.since <= session.today]
        if seen:
            names = ", ".join(filter(None, map(break_name, seen)))
            plain = ngettext("break", "breaks", len(seen))
            named = f"{plain}: {names}" if names else plain
            room = width - width_of(line.left) - 2
            line.add(glyphs.BREAK, inks.dim).add(f" {named if cell_len(named) <= room else cut(plain, room)}", inks.dim)
        return [line] if len(line.left) > 1 else []

    def on_resize(self, event: events.Resize) -> None:
        """The chart takes the height there is."""
        del event
        self.show_anew()

    def action_set_pace(self) -> None:
        """Set the pace."""
        open_pace_form(self)

    def on_click(self, event: events.Click) -> None:
        """A double click opens the sheet."""
        if event.chain == 2:
            open_pace_form(self)
