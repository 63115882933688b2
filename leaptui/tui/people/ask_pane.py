"""The pane of one ask, whole: what for, from whom, about what, what others said since, what came of it."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _, pgettext
from leaptui.model.asks import answers_to
from leaptui.model.dates import long_day
from leaptui.model.records import About
from leaptui.model.records_own import Ask
from leaptui.model.text import clean, clean_line
from leaptui.model.words import word
from leaptui.store.others import AskedOf
from leaptui.tui.asked_words import about_words, ask_sign, whom_words
from leaptui.tui.base import desk
from leaptui.tui.evidence.piece_lines import day_of
from leaptui.tui.line import Line, Span, wrap
from leaptui.tui.people.leading import lead_to
from leaptui.tui.widgets.reading import MARGIN, Reading

LABEL = 10
"""Cells of the labels."""


class AskPane(Reading):
    """The ask the cursor is on."""

    HELP = N_("The ask as it stands: what for, from whom, about what, and what came of it.")
    BINDINGS = [
        Binding("enter", "open", N_("Go there"), id="ask.list.open", tooltip=N_("To what the ask is about")),
    ]

    def __init__(self) -> None:
        super().__init__(id="one-ask")
        self.ask: Ask | None = None
        self.theirs: AskedOf | None = None
        self._places: dict[int, About] = {}

    def show_ask(self, ask: Ask | None, theirs: AskedOf | None) -> None:
        """Show one of the learner's asks, or what somebody else asks them."""
        self.ask, self.theirs = ask, theirs
        self.set_frame(pgettext("a pane", "Ask"), word(ask.status, "ask") if ask else "")
        self.show_anew(top=True)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The words first, then the facts, then what was said and what came of it."""
        self._places = {}
        if self.theirs is not None:
            return self._of_others(self.theirs, width)
        if self.ask is None:
            said = _("What you choose in the list is shown here.")
            return [Line(*row) for row in wrap([(said, desk(self).inks.dim)], width)]
        inks, session, ask = desk(self).inks, desk(self).session, self.ask
        spans: list[Span] = [(f"{ask_sign(ask)} ", inks.ink), (clean(ask.words), inks.strong)]
        lines: list[Line | Strip] = [*(Line(*row) for row in wrap(spans, width)), Line()]
        lines += self._fact(pgettext("of an ask", "From"), whom_words(session.portfolio, ask), width)
        lines += self._fact(_("Asked"), long_day_of(ask.created, self), width)
        if ask.aspect:
            lines += self._fact(
                _("Feedback"), _("on {aspect}").format(aspect=word(clean_line(ask.aspect), "aspect")), width
            )
        for one in ask.about:
            self._places[len(lines)] = one
            lines += self._fact(_("About"), about_words(session.portfolio, session.framework, one), width)
        if ask.private:
            lines += self._fact(_("Private"), _("kept out of what you hand on"), width)
        for item in answers_to(session.portfolio, ask):
            name = clean_line(session.portfolio.name_of(item.by))
            aspect = _("on {aspect}").format(aspect=word(clean_line(item.aspect), "aspect"))
            chip = inks.person_chip(name)
            right = [(day_of(item.created), inks.dim)]
            lines += [Line(), Line(chip, (f"  {name}", inks.name), (f" {aspect}", inks.dim), right=right)]
            lines += [
                Line(("      ", inks.ink), *row) for row in wrap([(clean("\n".join(item.text)), inks.ink)], width - 6)
            ]
        if ask.outcome:
            lines += [Line(), Line((_("What came of it"), inks.dim))]
            lines += [Line(*row) for row in wrap([(clean("\n".join(ask.outcome)), inks.ink)], width)]
        return lines

    def _fact(self, label: str, words: str, width: int) -> list[Line]:
        inks = desk(self).inks
        lead = f"{label:<{LABEL}}"
        rows = wrap([(words, inks.ink)], max(1, width - len(lead)))
        return [Line((lead if not place else " " * len(lead), inks.dim), *row) for place, row in enumerate(rows)]

    def _of_others(self, one: AskedOf, width: int) -> list[Line | Strip]:
        inks = desk(self).inks
        name = clean_line(desk(self).session.portfolio.name_of(one.person))
        rows = wrap([(clean(one.ask.words), inks.strong)], width)
        lines: list[Line | Strip] = [Line(inks.person_chip(name), (f"  {name}", inks.name)), Line()]
        lines += [*(Line(*row) for row in rows), Line()]
        if one.about:
            lines += self._fact(_("About"), one.about, width)
        lines += [*self._fact(_("Asked"), long_day_of(one.ask.created, self), width), Line()]
        said = _("Tell {name} your answer: they note in their own portfolio what came of it.").format(name=name)
        return [*lines, *(Line(*row) for row in wrap([(said, inks.dim)], width))]

    def action_open(self) -> None:
        """To what the ask is about."""
        if self.ask is not None and self.ask.about:
            lead_to(self, self.ask.about[0].table, self.ask.about[0].id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It has to be about something."""
        del parameters
        return action != "open" or (self.ask is not None and bool(self.ask.about))

    def on_click(self, event: events.Click) -> None:
        """A click on what it is about goes there."""
        about = self._places.get(event.y - self.gutter.top + self.scroll_offset.y)
        if about is not None and event.x - self.gutter.left >= MARGIN:
            lead_to(self, about.table, about.id)


def long_day_of(instant: str, pane: AskPane) -> str:
    """The day of an instant, whole."""
    return long_day(date.fromisoformat(instant[:10]), desk(pane).session.today)
