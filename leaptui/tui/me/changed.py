"""What changed about the learner since the last review, and their asks for support."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.dates import day_month, long_day
from leaptui.model.me import asks_newest, last_review, me_changes, noted
from leaptui.model.records_own import Ask, Facet
from leaptui.model.text import clean_line
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.line import Line, wrap
from leaptui.tui.me.facet_words import facets_of
from leaptui.tui.widgets.reading import Reading

MOST = 4
"""How many asks are named here; People has them all."""


class ChangedPane(Reading):
    """How the lines changed, and what became of asks. Enter leads to People."""

    HELP = N_("What changed about you since the last review, and what came of your asks for support.")
    BINDINGS = [
        Binding(
            "enter",
            "people",
            N_("To People"),
            id="changed.list.open",
            tooltip=N_("To all your asks, and who helps you"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="changed")
        self._asks_from = 0

    def show_changed(self) -> None:
        """Show it as it stands now."""
        day = last_review(desk(self).session.portfolio)
        fact = long_day(day, desk(self).session.today) if day else ""
        self.set_frame(_("Since the last review"), fact)
        self.show_anew()

    def lay_out(self, width: int) -> list[Line | Strip]:
        """New lines, lines written anew, then the asks."""
        inks, session = desk(self).inks, desk(self).session
        lines: list[Line | Strip] = []
        day = last_review(session.portfolio)
        if day is None:
            said = _("No review was held yet. What changes from one to the next will stand here.")
            lines += [Line(*row) for row in wrap([(said, inks.dim)], width)]
        else:
            found = me_changes(session.portfolio, day)
            lines += [self._line(one, _("new")) for one in found.new]
            lines += [self._line(one, _("written anew")) for one in found.rewritten]
            if found.is_empty:
                lines.append(Line((_("All is as it was."), inks.dim)))
        asks = asks_newest(session.portfolio)
        self._asks_from = len(lines)
        if asks:
            lines += [Line(), Line((_("Asks for support"), inks.name))]
        for ask in asks[:MOST]:
            lines += self._ask(ask, width)
        return lines

    def _line(self, line: Facet, how: str) -> Line:
        inks = desk(self).inks
        known = facets_of(desk(self).session).get(line.facet.rpartition(":")[2])
        code = inks.code(known.code, known.component) if known else (clean_line(line.facet), inks.dim)
        return Line(
            code,
            ("  ", inks.dim),
            (clean_line(line.words), inks.ink),
            right=[(f"{how}  {day_month(noted(line))}", inks.dim)],
        )

    def _ask(self, ask: Ask, width: int) -> list[Line]:
        inks = desk(self).inks
        said = Line((clean_line(ask.words), inks.ink), right=[(word(clean_line(ask.status), "ask"), inks.dim)])
        outcome = clean_line(" ".join(ask.outcome))
        if not outcome:
            return [said]
        rows = wrap([(outcome, inks.dim)], max(1, width - 2))
        return [said, Line(("  ", inks.dim), *rows[0])]

    def action_people(self) -> None:
        """To People."""
        desk(self).go("people")

    def on_click(self, event: events.Click) -> None:
        """A click on an ask leads to People."""
        line = event.y - self.gutter.top + self.scroll_offset.y
        if asks_newest(desk(self).session.portfolio) and line >= self._asks_from + 2 and event.y >= self.gutter.top:
            self.action_people()
