"""The piece that is looked at in a review: picture and words, with whom, where, and what else it shows."""

from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.dates import day_month
from leaptui.model.records import Attachment, Evidence
from leaptui.model.reviewed import is_changed_since_review
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.voices import names_of
from leaptui.model.words import word
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.evidence.detail import PieceDetail
from leaptui.tui.evidence.gallery import Shown
from leaptui.tui.line import Line, wrap
from leaptui.tui.review.table import Table
from leaptui.tui.widgets.moving import IN_A_TEXT

_EDGES = {"reading.top": ("home", "session.top"), "reading.end": ("end", "session.end")}
IN_A_PANE = tuple(
    replace(one, key=_EDGES[one.id][0], id=_EDGES[one.id][1]) if one.id in _EDGES else one for one in IN_A_TEXT
)
"""The keys that move about in a text, without the letters that decide in a review."""


PICTURE_ROWS = 10


class ReviewedPiece(PieceDetail, inherit_bindings=False):
    """The piece on the table."""

    HELP = N_("The piece that is looked at: its pictures and words, and what else it shows.")
    BINDINGS = [*IN_A_PANE, *(one for one in PieceDetail.BINDINGS if one not in IN_A_TEXT)]

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None

    def show_table(self, table: Table) -> None:
        """Show the piece that lies on the table."""
        self._table = table
        piece = table.piece
        if piece is None:
            self.empty_says = _("No piece of this review is here any more.")
            self.show_piece(None, "")
            return
        piece, told = desk(self).session.shared.shown(piece, desk(self).session.portfolio)
        self.show_piece(piece, f"{day_month(piece.day)} {glyphs.NONE} {word(piece.kind, 'kind')}", told=told)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Title, picture and words, files; with whom, where, what else."""
        inks, piece, table = desk(self).inks, self.piece, self._table
        self._places = []
        if piece is None or table is None:
            return [Line(*row) for row in wrap([(self.empty_says, inks.dim)], width)]
        lines: list[Line | Strip] = [Line(*row) for row in wrap([(shown_title(piece.title), inks.strong)], width)]
        if is_changed_since_review(desk(self).session.portfolio, piece.id):
            lines.append(Line((f"{glyphs.CHANGED} {_('changed since reviewed')}", inks.name)))
        lines += [Line(*row) for row in wrap([(self.told, inks.dim)], width)] if self.told else []
        lines.append(Line())
        self._body(lines, piece, width)
        self._holds(lines, piece, width)
        return [*lines, *self._about(piece, table, width)]

    def _first_picture(self, item: Attachment, width: int) -> Shown | None:
        """The picture as wide as the pane, above the words."""
        if self.screen.has_class("-short"):
            return None if self.screen.has_class("-narrow") else super()._first_picture(item, width)
        return self._pictured(item, width, PICTURE_ROWS)

    def _about(self, piece: Evidence, table: Table, width: int) -> list[Line]:
        inks, session = desk(self).inks, desk(self).session
        people = ", ".join(names_of(session.portfolio, piece.people))
        facts = [(_("With"), people), (_("Where"), word(piece.place, "place"))]
        also = [claim for claim in table.claims if claim is not table.claim]
        column = max(cell_len(label) for label in (_("With"), _("Where"), _("Also"))) + 3
        lines: list[Line] = []
        for label, words in facts:
            for number, row in enumerate(wrap([(words, inks.ink)], width - column) if words else []):
                lines.append(Line(((label if not number else "").ljust(column), inks.dim), *row))
        for number, claim in enumerate(also):
            guideline = session.framework.guidelines.get(claim.guideline)
            line = Line(((_("Also") if not number else "").ljust(column), inks.dim))
            if guideline is None:
                lines.append(line.add(clean_line(claim.guideline), inks.dim))
                continue
            line.left.append(inks.chip(guideline.code, guideline.component))
            line.add(" ", inks.ink)
            if not table.closed:
                rank = session.framework.rank(claim.level)
                line.left += draw.level(inks, session.framework, guideline.component, rank)
            lines.append(line)
        return lines
