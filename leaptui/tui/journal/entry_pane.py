"""One entry, whole: the question, the words, what it is about."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.journal import GUIDELINES, leads
from leaptui.model.journal_words import about_words, was_words
from leaptui.model.records import About
from leaptui.model.records_own import Reflection
from leaptui.model.text import clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.evidence.markdown import markdown_lines
from leaptui.tui.journal.entry_list import day_words
from leaptui.tui.leading import kind_of, lead_to, lead_to_one_of
from leaptui.tui.line import Line, wrap
from leaptui.tui.widgets.reading import MARGIN, Reading

Lines = list[Line | Strip]

EXAMPLE = (
    N_("What did I learn?"),
    N_("That a seal of wax holds, and that I explain best with a drawing. Next time I draw first."),
)
"""An entry as an empty screen shows it."""


class EntryPane(Reading):
    """The entry the cursor is on."""

    HELP = N_("The entry as you wrote it, and what it is about.")
    BINDINGS = [
        Binding("enter", "open", N_("Go there"), id="entry.list.open", tooltip=N_("To the piece, goal or guideline")),
        Binding("e", "edit", N_("Edit"), id="journal.edit", tooltip=N_("Change the entry")),
        Binding(
            "L", "link", N_("Link"), id="journal.link", tooltip=N_("Say which pieces, goals, guidelines it is about")
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="entry")
        self.entry: Reflection | None = None
        self._places: dict[int, About] = {}

    def show_entry(self, entry: Reflection | None) -> None:
        """Show an entry; without one, what an entry looks like."""
        other = (entry.id if entry else None) != (self.entry.id if self.entry else None)
        self.entry = entry
        self.set_frame(_("Entry") if entry else _("What it grows into"), self._fact(entry))
        self.show_anew(top=other)
        self.refresh_bindings()

    def _fact(self, entry: Reflection | None) -> str:
        if entry is None:
            return ""
        day = day_words(entry.on_date, desk(self).session.today)
        return f"{glyphs.PRIVATE} {_('private')} · {day}" if entry.private else day

    def lay_out(self, width: int) -> Lines:
        """Question, words, the level there was, what it is about."""
        inks, session = desk(self).inks, desk(self).session
        entry = self.entry
        self._places = {}
        if entry is None:
            return self._example(width)
        lines: Lines = []
        if entry.prompt:
            lines += [*(Line(*row) for row in wrap([(clean_line(entry.prompt), inks.name)], width)), Line()]
        lines += markdown_lines(entry.words, width, inks)
        if entry.moved is not None:
            known = session.framework.guidelines.get(entry.moved.guideline)
            line = Line((f"{was_words(session.framework, entry.moved)} ", inks.dim))
            if known is not None:
                rank = session.framework.rank(entry.moved.level)
                line.left += draw.dots(inks, session.framework, known.component, rank)
            lines += [Line(), line]
        if entry.was:
            said = clean_line(" ".join(entry.was))
            lines += [Line(), Line((_("It was"), inks.dim)), *(Line(*row) for row in wrap([(said, inks.ink)], width))]
        found = leads(session.portfolio, entry)
        if found:
            lines += [Line(), Line((_("About"), inks.dim))]
        for about in found:
            for line in self._about(about, width):
                self._places[len(lines)] = about
                lines.append(line)
        return lines

    def _about(self, about: About, width: int) -> list[Line]:
        """One thing it is about: a guideline by its chip and wording, else the title underlined."""
        inks, session = desk(self).inks, desk(self).session
        known = session.framework.guidelines.get(about.id) if about.table == GUIDELINES else None
        if known is not None:
            chip = inks.chip(known.code, known.component)
            first, *more = wrap([(known.full_statement, inks.ink)], max(1, width - 7))
            pad = " " * max(1, 7 - len(chip[0]))
            return [Line(chip, (pad, inks.ink), *first), *(Line((" " * 7, inks.ink), *row) for row in more)]
        title = about_words(session.portfolio, session.framework, about, session.today)
        return [Line((title, inks.ink + Style(underline=True)), (f"  {kind_of(about)}", inks.dim))]

    def _example(self, width: int) -> Lines:
        inks = desk(self).inks
        said = _(
            "An entry is a few lines about a day: what you did, what you learned, what comes next. It can point to pieces."
        )
        lines: Lines = [Line(*row) for row in wrap([(said, inks.dim)], width)]
        lines += [Line(), Line((_("For instance"), inks.dim)), Line((_(EXAMPLE[0]), inks.name))]
        return [*lines, *(Line(*row) for row in wrap([(_(EXAMPLE[1]), inks.ink)], width))]

    # ---- doing

    def action_open(self) -> None:
        """To what it is about."""
        if self.entry is not None:
            lead_to_one_of(self, leads(desk(self).session.portfolio, self.entry), "journal")

    def action_edit(self) -> None:
        """Change the entry."""
        from leaptui.tui.journal.acts import open_entry

        if self.entry is not None:
            open_entry(self, self.entry.id)

    def action_link(self) -> None:
        """Say what it is about."""
        from leaptui.tui.journal.acts import link_entry

        if self.entry is not None:
            link_entry(self, self.entry.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be an entry, and something to go to."""
        del parameters
        if action == "open":
            return self.entry is not None and bool(leads(desk(self).session.portfolio, self.entry))
        return not (action in {"edit", "link"} and self.entry is None)

    def on_click(self, event: events.Click) -> None:
        """A click on what it is about leads there."""
        line = event.y - self.gutter.top + self.scroll_offset.y
        about = self._places.get(line)
        if about is not None and event.x - self.gutter.left >= MARGIN and event.y >= self.gutter.top:
            lead_to(self, about, "journal")
