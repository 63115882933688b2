"""The list of evidence: title, date, kind, level and what each piece shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message

from leaptui.language import N_, _
from leaptui.model.dates import day_month
from leaptui.model.folded import spans
from leaptui.model.records import Evidence
from leaptui.model.reviewed import has_new_feedback, is_changed_since_review
from leaptui.model.text import clean_line
from leaptui.model.titles import has_title, shown_title
from leaptui.model.words import word
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.evidence.drop_field import take_drop
from leaptui.tui.line import Line, Span, cut, mark, width_of, wrap
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import EvenRows, Row

LEAST_DOTS = 34
"""Cells a row needs for the dots of its level beside the codes."""
EDGES = 2
"""Lines the frame takes."""
CODES = 10
"""Cells of the column in which the codes stand, so that the dots stand in one too."""


class PieceList(RowList):
    """Pieces of evidence, two lines each. Space selects, `v` and Shift with the arrows select a range, for many at once."""

    HELP = N_("Your pieces, in the order you chose. What you select here can be tagged or thrown away at one go.")
    BINDINGS = [
        Binding("space", "select", N_("Select"), id="pieces.select", tooltip=N_("Select the piece, for many at once")),
        Binding(
            "v",
            "range",
            N_("Select a range"),
            show=False,
            id="pieces.range",
            tooltip=N_("Select from here to where the cursor goes; again to end it"),
        ),
        Binding(
            "shift+up",
            "extend(-1)",
            N_("Select up"),
            show=False,
            id="pieces.extend_up",
            tooltip=N_("Select this piece and the one above"),
        ),
        Binding(
            "shift+down",
            "extend(1)",
            N_("Select down"),
            show=False,
            id="pieces.extend_down",
            tooltip=N_("Select this piece and the one below"),
        ),
        Binding(
            "A",
            "select_all",
            N_("Select all"),
            show=False,
            id="pieces.select_all",
            tooltip=N_("Select all in the list, or none"),
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open or to select while the list is empty."""
        del parameters
        return self.key is not None or action not in {"open", "select", "select_all", "range", "extend"}

    @dataclass
    class SelectionChanged(Message):
        """Other pieces are selected now."""

        selected: frozenset[str]

    @dataclass
    class OrderWanted(Message):
        """The list's heading was clicked: another order is wanted."""

    def __init__(self) -> None:
        super().__init__(id="pieces")
        self.selected: set[str] = set()
        self.query_text = ""
        self.empty_says = ("", "")
        """What is said where there is no piece, and the key that stands in it for `{key}`."""
        self.ids: Sequence[str] = ()
        self._begun: str | None = None
        self._before: set[str] = set()

    def show_pieces(self, ids: Sequence[str], query: str, keep: str | None = None) -> None:
        """Show these pieces; what was found by the query is marked."""
        self.query_text = query
        self.ids = ids
        if self.selected:
            self.selected &= set(ids)
        if self._begun is not None and self._begun not in self.selected:
            self._begun = None
        self.show_rows(EvenRows(ids, 2), keep)

    def piece(self, evidence_id: str) -> Evidence | None:
        """The piece of that id, be it in the trash."""
        return desk(self).session.portfolio.piece(evidence_id)

    @property
    def is_ranging(self) -> bool:
        """Whether the cursor takes pieces along into the selection."""
        return self._begun is not None

    def on_resize(self, event: events.Resize) -> None:
        """Leave a line free at the end where the last piece had room for half of it only."""
        top = 0 if self.screen.has_class("-narrow") or self.screen.has_class("-short") else 1
        self.set_class((self.outer_size.height - EDGES - top) % 2 == 1, "-odd")
        super().on_resize(event)

    # ---- drawing

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The title, new or not; below it date, kind, level and codes."""
        piece = self.piece(row.key or "")
        if piece is None:
            return []
        return [self._title(piece, width, current=current), self._about(piece, width)]

    def _title(self, piece: Evidence, width: int, *, current: bool) -> Line:
        inks = desk(self).inks
        portfolio = desk(self).session.portfolio
        style = inks.strong if current else inks.ink if has_title(piece.title) else inks.dim
        first = Line()
        if self.selected:
            on = piece.id in self.selected
            first.add(f"{glyphs.TICKED if on else glyphs.UNTICKED} ", inks.focus if on else inks.dim)
        if has_new_feedback(portfolio, piece.id):
            first.right = [(glyphs.NEW, inks.white)]
        elif is_changed_since_review(portfolio, piece.id):
            first.right = [(glyphs.CHANGED, inks.ink)]
        shown = cut(shown_title(piece.title), width - (2 if self.selected else 0) - (2 if first.right else 0))
        first.left += mark(shown, spans(shown, self.query_text), style, inks.marker)
        return first

    def _about(self, piece: Evidence, width: int) -> Line:
        inks = desk(self).inks
        session = desk(self).session
        claims = session.portfolio.claims_of.get(piece.id, [])
        right: list[Span] = draw.codes(inks, session.framework, [claim.guideline for claim in claims])
        best = max(claims, key=lambda claim: session.framework.rank(claim.level), default=None)
        if best and width >= LEAST_DOTS and session.framework.rank(best.level):
            known = session.framework.guidelines.get(best.guideline)
            rank = session.framework.rank(best.level)
            gap = " " * max(1, CODES + 1 - width_of(right))
            right = [
                *draw.dots(inks, session.framework, known.component if known else "", rank),
                (gap, inks.dim),
                *right,
            ]
        day = day_month(piece.day)
        if piece.day.year != session.today.year:
            day = f"{day} {piece.day.year}"
        indent = "  " if self.selected else ""
        about = f"{indent}{day} {glyphs.NONE} {word(clean_line(piece.kind), 'kind')}"
        # What is in the trash has its tags there with it.
        untagged = [] if piece.deleted else [(_("no tag yet"), inks.dim)]
        return Line((about, inks.dim), right=right or untagged)

    def empty_lines(self, width: int) -> list[Line]:
        """One sentence that says what to do."""
        inks, (words, key) = desk(self).inks, self.empty_says
        before, _key, behind = words.partition("{key}")
        said: list[Span] = [(before, inks.dim), (key, inks.strong), (behind, inks.dim)]
        return [Line(*row) for row in wrap(said, width)]

    # ---- selecting

    def action_select(self) -> None:
        """Select the piece under the cursor, or let it go, and go on to the next."""
        if self.key is None:
            return
        self._begun = None
        self.selected ^= {self.key}
        self._tell()
        self.action_move(1)

    def action_range(self) -> None:
        """Begin a range at the cursor, or end it."""
        if self._begun is None and self.key is not None:
            self._begun, self._before = self.key, set(self.selected)
            self._take_range()
        else:
            self._begun = None
            self._tell()

    def action_extend(self, by: int) -> None:
        """Take the next piece in that direction into the selection."""
        if self._begun is None:
            self.action_range()
        self.action_move(by)

    def action_select_all(self) -> None:
        """Select every piece in the list; none, if all are selected."""
        self._begun = None
        every = set(self.ids)
        self.selected = set() if self.selected == every else every
        self._tell()

    def clear_selection(self) -> None:
        """Let all go."""
        self._begun = None
        if self.selected:
            self.selected = set()
            self._tell()

    def watch_cursor(self, before: int, after: int) -> None:
        """The cursor takes pieces along while a range is being selected."""
        super().watch_cursor(before, after)
        if self._begun is not None:
            self._take_range()

    def _take_range(self) -> None:
        if self._begun is None or self.key is None:
            return
        first, last = sorted((self.ids.index(self._begun), self.cursor))
        self.selected = self._before | set(self.ids[first : last + 1])
        self._tell()

    def _tell(self) -> None:
        self.redraw()
        self.post_message(self.SelectionChanged(frozenset(self.selected)))

    # ---- mouse

    def on_click(self, event: events.Click) -> None:
        """A click on the heading asks for another order."""
        if event.y < self.gutter.top:
            event.prevent_default()
            self.post_message(self.OrderWanted())
        elif event.shift and self.key is not None and self._begun is None:
            self.action_range()

    def clicked(self, event: events.Click) -> None:
        """A click at the left edge or with Ctrl selects; one with Shift ends a range; the second of two opens."""
        edge = event.x - self.gutter.left < MARGIN + (2 if self.selected else 0)
        if event.shift:
            self._begun = None
            self._tell()
        elif (edge or event.ctrl) and self.key is not None:
            self._begun = None
            self.selected ^= {self.key}
            self._tell()
        else:
            super().clicked(event)

    def on_paste(self, event: events.Paste) -> None:
        """A file that is dropped onto the list is offered to the piece."""
        take_drop(self, event)
