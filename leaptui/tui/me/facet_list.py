"""The facets, and under each what the learner needs, is good at and cares about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import day_month
from leaptui.model.edits import trash
from leaptui.model.edits.me import edit_line, open_line
from leaptui.model.framework import Guideline
from leaptui.model.journal import about_of
from leaptui.model.me import FACETS_OF, lines_by_facet, noted
from leaptui.model.records_own import Facet
from leaptui.model.text import clean_line
from leaptui.model.words import SORTS, word
from leaptui.tui.base import desk
from leaptui.tui.journal.links import linkable
from leaptui.tui.leading import lead_to_one_of
from leaptui.tui.line import Line, Span, width_of, wrap
from leaptui.tui.me.facet_words import facets_of, leap_of, privacy, privacy_width, question
from leaptui.tui.me.line_form import change_line, new_line
from leaptui.tui.voice.switch import put_away_words
from leaptui.tui.widgets.choose import ChooseMany
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row
from leaptui.tui.widgets.said import Said, said_rows

INDENT = 2
OF_FACET = "facet/"
"""What a facet's row is called, before its code."""
WORDY = 56
"""Cells from which on a line has the number of its pieces beside it."""
MOST_ROWS = 3
"""Rows that the words of a line take at most; its sheet shows them whole."""
LEAST_WORDS = 16
"""Cells from which on words are broken into rows."""


@dataclass(frozen=True, slots=True)
class Asked(Row):
    """The question under a facet that was never looked at; the cursor passes over it."""

    code: str = ""


class FacetList(RowList):
    """The lines under their facets."""

    HELP = N_("What you need, are good at and care about. A line is private until you open it.")
    BINDINGS = [
        Binding(
            "enter",
            "open",
            N_("Its evidence"),
            show=False,
            id="list.open",
            tooltip=N_("To the pieces that show it, or into it"),
        ),
        Binding(
            "n", "new", N_("New line"), id="me.new", tooltip=N_("Note a need, a strength or an interest in this facet")
        ),
        Binding("e", "edit", N_("Edit"), id="me.edit", tooltip=N_("Change the line")),
        Binding(
            "space",
            "privacy",
            N_("Open or close"),
            id="me.privacy",
            tooltip=N_("Open the line to others, or keep it private"),
        ),
        Binding("L", "link", N_("Link evidence"), id="me.link", tooltip=N_("Say which pieces show it")),
        Binding(
            "d,delete",
            "trash",
            N_("Trash the line"),
            show=False,
            id="me.trash",
            tooltip=N_("Move the line to the trash"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="facets")
        self._known: dict[str, Facet] = {}
        self._facets: dict[str, Guideline] = {}

    def show_facets(self, keep: str | None = None) -> None:
        """Show all facets with their lines; one never looked at with its question."""
        session = desk(self).session
        self._facets = facets_of(session)
        by_facet = lines_by_facet(session.portfolio)
        self._known = {line.id: line for lines in by_facet.values() for line in lines}
        narrow = self.screen.has_class("-narrow") or self.screen.has_class("-short")
        rows = self._facet_rows(by_facet, spaced=not narrow, dense=False)
        if narrow and sum(row.height for row in rows) > self.size.height:
            rows = self._facet_rows(by_facet, spaced=False, dense=True)
        if away := said_rows(put_away_words(desk(self)), desk(self).inks.dim, self.size.width - 2 * MARGIN):
            rows = [*away, Row(None), *rows]
        self.show_rows(rows, keep)
        count = len(self._known)
        fact = ngettext("{n} line", "{n} lines", count).format(n=count) if count else ""
        if session.framework.id != FACETS_OF:
            fact = _("facets of {framework}").format(framework=leap_of(session).name)
        self.set_frame(_("Me"), fact)

    def _facet_rows(self, by_facet: Mapping[str, Sequence[Facet]], *, spaced: bool, dense: bool) -> list[Row]:
        """Each facet with its lines, or with its question; `dense` gives each line one row."""
        rows: list[Row] = []
        for code, lines in by_facet.items():
            rows += [Row(None)] if rows and spaced else []
            rows.append(Row(OF_FACET + code))
            rows += [Row(line.id, len(self._rows_of(line, dense=dense))) for line in lines] or [Asked(None, code=code)]
        return rows

    def write_anew(self) -> None:
        """Write it with the inks of another theme."""
        self.show_facets()

    @property
    def line(self) -> Facet | None:
        """The line the cursor is on."""
        return self._known.get(self.key or "")

    @property
    def facet(self) -> str:
        """The code of the facet the cursor is in."""
        key = self.key or ""
        line = self.line
        return line.facet.rpartition(":")[2] if line else key.removeprefix(OF_FACET)

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A facet's code and wording, a question, or a line with its sort, privacy and day."""
        inks = desk(self).inks
        if isinstance(row, Said):
            return [row.line]
        if isinstance(row, Asked):
            return [Line((" " * INDENT, inks.dim), (question(row.code), inks.dim))]
        if row.key is None:
            return [Line()]
        if row.key.startswith(OF_FACET):
            code = row.key.removeprefix(OF_FACET)
            known = self._facets.get(code)
            style = inks.strong if current else inks.name
            if known is None:
                return [Line((clean_line(code), style))]
            return [Line(inks.code(known.code, known.component), ("  ", inks.dim), (known.statement, style))]
        return self._line_of(self._known[row.key], width, row.height, current=current)

    def _facts(self, line: Facet, width: int) -> list[Span]:
        """Pieces that show a line, its privacy, its day, each ending at a column of its own."""
        inks = desk(self).inks
        right: list[Span] = []
        if line.evidence and width >= WORDY:
            count = len(line.evidence)
            gap = " " * (2 + privacy_width() - cell_len(privacy(line)))
            right.append((ngettext("{n} piece", "{n} pieces", count).format(n=count) + gap, inks.dim))
        right.append((privacy(line), inks.dim if line.private else inks.ink))
        return [*right, (f"  {day_month(noted(line)):>6}", inks.dim)]

    @property
    def _sort_width(self) -> int:
        return max(cell_len(word(sort, "sort")) for sort in SORTS) + 2

    def _rows_of(self, line: Facet, *, dense: bool) -> list[str]:
        """A line's words in as many rows as they take, three at most; in one where there is little room.

        The first leaves room for the facts beside it, the others go on to the edge.
        """
        width = self.size.width - 2 * MARGIN
        room = width - INDENT - self._sort_width
        beside = room - width_of(self._facts(line, width)) - 2
        words = clean_line(line.words)
        if dense or beside < LEAST_WORDS:
            return [words]
        first = self._broken(words, beside)[0]
        rest = words[len(first) :].strip()
        more = self._broken(rest, room) if rest else []
        return (
            [first, *more]
            if len(more) < MOST_ROWS
            else [first, *more[: MOST_ROWS - 2], " ".join(more[MOST_ROWS - 2 :])]
        )

    def _broken(self, words: str, width: int) -> list[str]:
        return ["".join(part for part, _style in row) for row in wrap([(words, desk(self).inks.ink)], width)]

    def _line_of(self, line: Facet, width: int, height: int, *, current: bool) -> list[Line]:
        inks = desk(self).inks
        sort = word(clean_line(line.sort), "sort")
        style = inks.strong if current else inks.ink
        first, *more = self._rows_of(line, dense=height == 1)
        lead = (" " * INDENT + sort + " " * max(1, self._sort_width - cell_len(sort)), inks.dim)
        lines = [Line(lead, (first, style), right=self._facts(line, width))]
        return lines + [Line((" " * cell_len(lead[0]), inks.dim), (row, style)) for row in more]

    def on_resize(self, event: events.Resize) -> None:
        """Break the words for the new width."""
        super().on_resize(event)
        if desk(self).session.is_open:
            self.show_facets()

    # ---- doing

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The line the cursor is on: what is copied."""
        return [("facets", self.line.id)] if self.line else []

    def action_open(self) -> None:
        """To the pieces that show a line; without any onto its sheet. In a facet a new line is begun."""
        line = self.line
        if line is None:
            self.action_new()
            return
        pieces = [about_of("evidence", one) for one in line.evidence if one in desk(self).session.portfolio.evidence]
        if pieces:
            lead_to_one_of(self, pieces, "me")
        else:
            change_line(self, line.id)

    def action_new(self) -> None:
        """Note a line in this facet."""
        new_line(self, self.facet)

    def action_edit(self) -> None:
        """Change the line."""
        if self.line is not None:
            change_line(self, self.line.id)

    def action_privacy(self) -> None:
        """Open the line, or keep it private."""
        if self.line is not None:
            session = desk(self).session
            desk(self).do(open_line(session.portfolio, session.at, self.line.id, is_open=self.line.private))

    def action_trash(self) -> None:
        """Move the line to the trash."""
        if self.line is not None:
            session = desk(self).session
            desk(self).do(trash(session.portfolio, session.at, [("facets", self.line.id)]))

    def action_link(self) -> None:
        """Say which pieces show the line."""
        app, line = desk(self), self.line
        if line is None:
            return
        line_id = line.id
        options = linkable(app.session, ("evidence",))
        ticked = frozenset(f"evidence/{one}" for one in line.evidence) & {option.key for option in options}

        def keep(chosen: frozenset[str] | None) -> None:
            session = app.session
            now = session.portfolio.live(Facet).get(line_id)
            if chosen is None or now is None or chosen == ticked:
                return
            # Only what was ticked or unticked here is done: what was linked elsewhere meanwhile stays.
            gone = {key.partition("/")[2] for key in ticked - chosen}
            new = {key.partition("/")[2] for key in chosen - ticked}
            app.do(
                edit_line(
                    session.portfolio, session.at, line_id, {"evidence": [*sorted((set(now.evidence) - gone) | new)]}
                )
            )

        app.push_screen(ChooseMany(_("Which pieces show it?"), options, ticked), keep)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a line needs one under the cursor."""
        del parameters
        return not (action in {"edit", "privacy", "link", "trash"} and self.line is None)
