"""The entries, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import day_month, long_day, weekday_long, weekday_name
from leaptui.model.journal import GUIDELINES, first_words
from leaptui.model.records_own import Reflection
from leaptui.model.text import clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.journal import acts
from leaptui.tui.line import Line, Span
from leaptui.tui.voice.switch import put_away_words
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row
from leaptui.tui.widgets.said import Said, said_rows


@dataclass(frozen=True, slots=True)
class DayRow(Row):
    """The heading over the entries of a day."""

    day: date | None = None


def day_words(day: date, today: date) -> str:
    """A day as a heading: with its weekday, and with the year where it is not this one."""
    if day.year == today.year:
        return weekday_long(day)
    return _("{weekday}, {day}").format(weekday=weekday_name(day), day=long_day(day, today))


class EntryList(RowList):
    """The entries under their days. Enter leads to what one is about."""

    HELP = N_("What you wrote, the newest day first.")
    BINDINGS = [
        Binding("enter", "open", N_("Go there"), id="list.open", tooltip=N_("To the piece, goal or guideline")),
        Binding("n", "new", N_("New entry"), id="journal.new", tooltip=N_("Write down what you did or learned")),
        Binding("e", "edit", N_("Edit"), id="journal.edit", tooltip=N_("Change the entry")),
        Binding(
            "L", "link", N_("Link"), id="journal.link", tooltip=N_("Say which pieces, goals, guidelines it is about")
        ),
        Binding("f", "find", N_("Find"), id="journal.find", tooltip=N_("Find an entry by some of its words")),
        Binding(
            "d,delete",
            "trash",
            N_("Trash the entry"),
            show=False,
            id="journal.trash",
            tooltip=N_("Move the entry to the trash"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="entries")
        self._entries: dict[str, Reflection] = {}

    def show_entries(self, found: Sequence[Reflection], keep: str | None = None) -> None:
        """Show entries under their days."""
        self._entries = {entry.id: entry for entry in found}
        rows: list[Row] = []
        last: date | None = None
        dense = self.screen.has_class("-narrow") or self.screen.has_class("-short")
        for entry in found:
            if entry.on_date != last:
                rows += [Row(None)] if rows and not dense else []
                rows.append(DayRow(None, day=entry.on_date))
                last = entry.on_date
            rows.append(Row(entry.id, 2 if entry.prompt and not dense else 1))
        if away := said_rows(put_away_words(desk(self)), desk(self).inks.dim, self.size.width - 2 * MARGIN):
            rows = [*away, *([Row(None), *rows] if rows else [])]
        self.show_rows(rows, keep)
        count = len({entry.on_date for entry in found})
        self.set_frame(_("Journal"), ngettext("{n} day", "{n} days", count).format(n=count) if found else "")

    def write_anew(self) -> None:
        """Write it with the inks of another theme."""
        self.show_entries([*self._entries.values()])

    @property
    def entry(self) -> Reflection | None:
        """The entry the cursor is on."""
        return self._entries.get(self.key or "")

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A day, or an entry: its first words with a code it is about, and where there is room the question."""
        del width
        inks = desk(self).inks
        if isinstance(row, DayRow) and row.day is not None:
            return [Line((day_words(row.day, desk(self).session.today), inks.dim))]
        if isinstance(row, Said):
            return [row.line]
        if row.key is None:
            return [Line()]
        entry = self._entries[row.key]
        framework = desk(self).session.framework
        codes = [about.id for about in entry.about if about.table == GUIDELINES]
        right: list[Span] = draw.codes(inks, framework, codes, most=1)
        if entry.private:
            right += [(f" {glyphs.PRIVATE}", inks.ink if current else inks.dim)]
        said = Line((first_words(entry), inks.strong if current else inks.ink), right=right)
        return [said, Line((clean_line(entry.prompt), inks.dim))][: row.height]

    # ---- doing

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The entry the cursor is on: what is copied."""
        return [("reflections", self.key)] if self.key else []

    def action_new(self) -> None:
        """Write an entry."""
        acts.open_new_entry(self)

    def action_edit(self) -> None:
        """Change the entry."""
        if self.key:
            acts.open_entry(self, self.key)

    def action_link(self) -> None:
        """Say what it is about."""
        if self.key:
            acts.link_entry(self, self.key)

    def action_trash(self) -> None:
        """Move it to the trash."""
        if self.key:
            acts.trash_entry(self, self.key)

    def action_find(self) -> None:
        """Find an entry by some of its words."""

        def found(entry_id: str | None) -> None:
            if entry_id is not None:
                self.go_to(entry_id)

        options = [
            Option(entry.id, first_words(entry), clean_line(entry.prompt), day_month(entry.on_date), more=entry.words)
            for entry in self._entries.values()
        ]
        self.app.push_screen(Choose(_("Find an entry"), options, at=self.key), found)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to an entry needs one under the cursor."""
        del parameters
        if action == "find":
            return len(self._entries) > 1
        return not (action in {"open", "edit", "link", "trash"} and self.key is None)
