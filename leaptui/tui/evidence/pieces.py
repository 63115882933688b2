"""The list of evidence: title, date, kind and what each piece shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message

from leaptui.model.dates import day_month
from leaptui.model.records import Evidence
from leaptui.model.search import spans
from leaptui.model.text import clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line, cut, mark, wrap
from leaptui.tui.widgets.row_list import Row, RowList


class PieceList(RowList):
    """Pieces of evidence, two lines each. Space selects, for doing something to many at once."""

    BINDINGS = [
        Binding("space", "select", "Select", id="pieces.select", tooltip="Select the piece, for many at once"),
        Binding(
            "A",
            "select_all",
            "Select all",
            show=False,
            id="pieces.select_all",
            tooltip="Select all in the list, or none",
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open or to select while the list is empty."""
        del parameters
        return self.key is not None or action not in {"open", "select", "select_all"}

    @dataclass
    class SelectionChanged(Message):
        """Other pieces are selected now."""

        selected: frozenset[str]

    def __init__(self) -> None:
        super().__init__(id="pieces")
        self.selected: set[str] = set()
        self.query_text = ""
        self.empty_says = ""

    def show_pieces(self, ids: Sequence[str], query: str, keep: str | None = None) -> None:
        """Show these pieces; what was found by the query is marked."""
        self.query_text = query
        self.selected &= set(ids)
        self.show_rows([Row(evidence_id, 2) for evidence_id in ids], keep)

    def piece(self, evidence_id: str) -> Evidence | None:
        """The piece of that id, be it in the trash."""
        portfolio = desk(self).session.portfolio
        if evidence_id in portfolio.evidence:
            return portfolio.evidence[evidence_id]
        raw = portfolio.raw("evidence", evidence_id)
        return Evidence.model_validate({**raw, "id": evidence_id}) if raw else None

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The title; below it date, kind and codes."""
        inks = desk(self).inks
        session = desk(self).session
        piece = self.piece(row.key or "")
        if piece is None:
            return []
        title = clean_line(piece.title)
        style = inks.strong if current else inks.ink
        first = Line()
        if self.selected:
            first.add(
                f"{glyphs.TICKED if piece.id in self.selected else glyphs.UNTICKED} ",
                inks.focus if piece.id in self.selected else inks.dim,
            )
        shown = cut(title, width - (2 if self.selected else 0))
        first.left += mark(shown, spans(shown, self.query_text), style, inks.marker)
        claims = session.portfolio.claims_of.get(piece.id, [])
        codes = draw.codes(inks, session.framework, [claim.guideline for claim in claims])
        right = codes or [("no tag yet", inks.dim)]
        year = f" {piece.day.year}" if piece.day.year != session.today.year else ""
        about = f"{day_month(piece.day)}{year} {glyphs.NONE} {clean_line(piece.kind)}"
        indent = "  " if self.selected else ""
        return [first, Line((indent + about, inks.dim), right=right)]

    def empty_lines(self, width: int) -> list[Line]:
        """One sentence that says what to do."""
        return [Line(*row) for row in wrap([(self.empty_says, desk(self).inks.dim)], width)]

    def action_select(self) -> None:
        """Select the piece under the cursor, or let it go, and go on to the next."""
        if self.key is None:
            return
        self.selected ^= {self.key}
        self._tell()
        self.action_move(1)

    def action_select_all(self) -> None:
        """Select every piece in the list; none, if all are selected."""
        every = {row.key for row in self.rows if row.key is not None}
        self.selected = set() if self.selected == every else every
        self._tell()

    def clear_selection(self) -> None:
        """Let all go."""
        if self.selected:
            self.selected = set()
            self._tell()

    def _tell(self) -> None:
        self.redraw()
        self.post_message(self.SelectionChanged(frozenset(self.selected)))
