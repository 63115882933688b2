"""Browsing evidence: what the list is narrowed to and searched for, its order, and the piece under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from leaptui.language import N_, _, ngettext
from leaptui.merge import Conflict, open_conflicts
from leaptui.model.canonical import Document
from leaptui.model.order import Arranger, Order
from leaptui.model.search import Narrow
from leaptui.tui.base import desk
from leaptui.tui.evidence.acts import choose_order, order_words
from leaptui.tui.evidence.begun import BegunLine, begun_title
from leaptui.tui.evidence.detail import PieceDetail
from leaptui.tui.evidence.facet_rows import chosen, is_gone
from leaptui.tui.evidence.facets import FacetList
from leaptui.tui.evidence.narrowed import NarrowedLine, SearchLine
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.keys import key_of
from leaptui.tui.session import View
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.row_list import RowList

WRITTEN = 0.01
"""Seconds in which the list is written to the terminal: what goes on at once would keep the thread that writes from it."""


class Browsing(DeskScreen):
    """The three panes of Evidence, and finding one's way in them."""

    CSS_PATH = "screen.tcss"
    BINDINGS = [
        Binding("o", "order", N_("Sort"), show=False, id="evidence.order", tooltip=N_("Choose the order of the list")),
        Binding("f", "narrow", N_("Narrow"), id="evidence.narrow", tooltip=N_("Choose what the list is narrowed to")),
        Binding(
            "x",
            "clear",
            N_("Show all"),
            id="evidence.clear",
            tooltip=N_("Let everything go that the list is narrowed to"),
        ),
        Binding(
            "right,l",
            "pane(1)",
            N_("Next pane"),
            show=False,
            priority=True,
            id="evidence.pane_right",
            tooltip=N_("To the pane at the right"),
        ),
        Binding(
            "left,h",
            "pane(-1)",
            N_("Pane before"),
            show=False,
            priority=True,
            id="evidence.pane_left",
            tooltip=N_("To the pane at the left"),
        ),
        Binding("escape", "back", N_("Back"), id="evidence.back", tooltip=N_("Let go: search, selection, narrowing")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.narrow = Narrow()
        self.order: Order = "newest"
        self._wanted: str | None = None
        self._led: tuple[str, Narrow] | None = None
        self._search_first = False
        self._beside_waits = False
        self._arranger: tuple[View, Arranger] | None = None
        self._conflicts: tuple[Document, Sequence[Conflict]] | None = None

    def compose_page(self) -> ComposeResult:
        """Three panes; where they are narrow, a line above them says what is chosen."""
        yield NarrowedLine()
        with Horizontal(id="page"):
            yield FacetList()
            with Vertical(id="middle"):
                yield SearchLine(self.search_for)
                yield PieceList()
                yield BegunLine()
            yield PieceDetail()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one("#search", Input).display = False
        self.query_one(FacetList).set_frame(_("Narrow"))
        self.query_one(PieceList).focus()
        if self._search_first:
            self.action_search()

    # ---- showing

    def show_portfolio(self) -> None:
        """Show what fits the narrowing now."""
        session = desk(self).session
        if is_gone(self.narrow, session.portfolio, session.framework):
            self.narrow = Narrow(text=self.narrow.text)
        self.query_one(BegunLine).show(begun_title(session))
        self._show_found()
        self._show_beside()

    def _show_found(self) -> None:
        """Show the pieces that fit."""
        found = desk(self).session.view.index.matches(self.narrow)
        pieces = self.query_one(PieceList)
        pieces.empty_says = self._empty_words()
        pieces.show_pieces(self._in_order(found), self.narrow.text, self._wanted)
        self._wanted = None
        self._show_facts()

    def _show_beside(self) -> None:
        """Show what the narrowing leaves of each facet, and the piece under the cursor."""
        self._beside_waits = False
        session = desk(self).session
        trashed = sum(item.table == "evidence" for item in session.portfolio.trash)
        facets = self.query_one(FacetList)
        facets.show_counts(self.narrow, session.view.index.counts(self.narrow), trashed)
        values = chosen(self.narrow, session.portfolio, session.framework)
        every = trashed if self.narrow.trash else len(session.portfolio.evidence)
        self.query_one(NarrowedLine).show(values, len(self.query_one(PieceList).ids), every)
        on = ngettext("{n} chosen", "{n} chosen", len(values)).format(n=len(values)) if values else ""
        facets.set_frame(_("Narrow"), on)
        self._show_piece()
        self.refresh_bindings()

    def _in_order(self, ids: Sequence[str]) -> Sequence[str]:
        if self.order == "newest":
            return ids
        view = desk(self).session.view
        if self._arranger is None or self._arranger[0] is not view:
            self._arranger = (view, Arranger(view.portfolio, view.framework))
        return self._arranger[1].arranged(ids, self.order)

    def _show_facts(self) -> None:
        """How many pieces there are, and in which order or how many of them are selected."""
        pieces = self.query_one(PieceList)
        count = len(pieces.ids)
        trash = self.narrow.trash
        total = str(count)
        if not self.narrow.is_open and not trash:
            every = len(desk(self).session.portfolio.evidence)
            total = _("{n} of {all}").format(n=count, all=every)
        fact = order_words(self.order, trash=trash)
        if pieces.selected:
            chosen = len(pieces.selected)
            fact = ngettext("{n} selected", "{n} selected", chosen).format(n=chosen)
        pieces.set_frame(_("Trash") if trash else _("Evidence"), f"{total}, {fact}")

    def _empty_words(self) -> tuple[str, str]:
        portfolio = desk(self).session.portfolio
        if self.narrow.trash:
            return _("The trash is empty."), ""
        if not portfolio.evidence:
            words = _("Nothing here yet. Press {key} and write one line: what did you make, try or find out?")
            return words, key_of(self, "app.add")
        return _("Nothing fits. {key} lets go of the search and the narrowing."), key_of(self, "evidence.back")

    def _show_piece(self) -> None:
        pieces = self.query_one(PieceList)
        key = pieces.key
        piece = pieces.piece(key) if key else None
        shown, told = desk(self).session.shared.shown(piece, desk(self).session.portfolio) if piece else (None, "")
        fact = _("{n} of {all}").format(n=pieces.cursor + 1, all=len(pieces.ids)) if piece else ""
        detail = self.query_one(PieceDetail)
        detail.empty_says = "" if pieces.ids else _("What you choose in the list is shown here.")
        detail.show_piece(shown, fact, self._conflicts_of(key), self.narrow.text, told)

    def _conflicts_of(self, key: str | None) -> list[Conflict]:
        """What waits for a choice in a piece; the portfolio is looked through once for each of its states."""
        document = desk(self).session.portfolio.document
        if self._conflicts is None or self._conflicts[0] is not document:
            self._conflicts = (document, [one for one in open_conflicts(document) if one.table == "evidence"])
        return [conflict for conflict in self._conflicts[1] if conflict.id == key]

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the piece the cursor came to."""
        if isinstance(event.rows, PieceList) and not self._beside_waits:
            self._show_piece()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open the piece: its pane takes the keys."""
        if isinstance(event.rows, PieceList):
            self.query_one(PieceDetail).focus()

    def on_piece_list_selection_changed(self) -> None:
        """Say how many are selected."""
        self._show_facts()
        self.refresh_bindings()

    def on_facet_list_chosen(self, event: FacetList.Chosen) -> None:
        """Narrow to what was chosen."""
        self._narrow_anew(event.narrow)

    def on_narrowed_line_let_go(self, event: NarrowedLine.LetGo) -> None:
        """A value was clicked away, or the facets are wanted."""
        if event.value:
            self._narrow_anew(event.value.without)
        else:
            self.action_narrow()

    def _narrow_anew(self, narrow: Narrow) -> None:
        self.narrow = narrow
        self._write_search()
        self.show_portfolio()

    def narrow_to(self, narrow: Narrow, piece: str | None = None, back: str | None = None) -> None:
        """Show what fits, the cursor on one piece: how other screens lead here, and where Esc leads back to from it."""
        self.narrow = narrow
        self._led = (back, narrow) if back else None
        self._wanted = piece
        if self.is_mounted:
            self._narrow_anew(narrow)
            self.query_one(PieceList).focus()

    def lead_to(self, piece: str) -> None:
        """Have the cursor on a piece when the list is shown next, if it is in it."""
        self._wanted = piece

    @property
    def _way_back(self) -> str | None:
        """The screen that led here, as long as the list still shows what it led to."""
        return self._led[0] if self._led and self._led[1] == self.narrow else None

    def _write_search(self) -> None:
        """Let the search line say what the list is narrowed to."""
        search = self.query_one("#search", Input)
        with search.prevent(Input.Changed):
            search.value = self.narrow.text
        search.display = bool(self.narrow.text)

    # ---- searching

    def begin_search(self) -> None:
        """Type to search, at once or as soon as the screen is there."""
        if self.is_ready:
            self.action_search()
        else:
            self._search_first = True

    def action_search(self) -> None:
        """Type to search."""
        search = self.query_one("#search", Input)
        search.display = True
        search.focus()

    def search_for(self, text: str) -> None:
        """Narrow at every keystroke: the list at once, what stands beside it a frame later."""
        if text == self.narrow.text:
            return
        self.narrow = replace(self.narrow, text=text)
        self._show_found()
        if not self._beside_waits:
            self._beside_waits = True
            self.call_after_refresh(self.set_timer, WRITTEN, self._show_beside)

    def on_input_submitted(self) -> None:
        """Enter goes on to what was found."""
        search = self.query_one("#search", Input)
        search.display = bool(search.value)
        self.query_one(PieceList).focus()

    def action_back(self) -> None:
        """Let go, one thing after the other: pane, selection, search, narrowing; then go back to where one came from."""
        search = self.query_one("#search", Input)
        pieces = self.query_one(PieceList)
        if not pieces.has_focus and not search.has_focus:
            self._leave_facets()
        elif pieces.selected:
            pieces.clear_selection()
        elif search.value or search.has_focus:
            search.value = ""
            search.display = False
            pieces.focus()
        elif self._way_back is not None:
            desk(self).go(self._way_back)
        elif not self.narrow.is_open or self.narrow.trash:
            self.action_clear()
        else:
            desk(self).go_home()

    def action_clear(self) -> None:
        """Let everything go that the list is narrowed to, the search among it."""
        self._narrow_anew(Narrow())

    def action_pane(self, by: int) -> None:
        """Go to the pane beside."""
        panes = [
            pane
            for pane in (self.query_one(FacetList), self.query_one(PieceList), self.query_one(PieceDetail))
            if pane.display
        ]
        at = next((place for place, pane in enumerate(panes) if pane.has_focus), 1)
        panes[max(0, min(len(panes) - 1, at + by))].focus()

    def action_narrow(self) -> None:
        """Go to the facets; where there is no room for them they come over the list."""
        facets = self.query_one(FacetList)
        if facets.has_focus:
            self._leave_facets()
        else:
            self.add_class("-facets")
            self.call_after_refresh(facets.focus)

    def _leave_facets(self) -> None:
        """Go to the list; where the facets had come over it they go away."""
        self.remove_class("-facets")
        self.query_one(PieceList).focus()

    # ---- order

    def action_order(self) -> None:
        """Choose the order of the list."""
        choose_order(self, self.order, self._take_order)

    def on_piece_list_order_wanted(self) -> None:
        """The list's heading was clicked."""
        self.action_order()

    def _take_order(self, order: Order) -> None:
        self.order = order
        self.show_portfolio()

    # ---- keys

    def left_out_of_footer(self) -> frozenset[str]:
        """The facets need no key where they are in sight; the way back is told where another screen led here."""
        out = super().left_out_of_footer() | {"pieces.select"} if self.has_class("-narrow") else {"evidence.narrow"}
        return frozenset(out if self._way_back else out | {"evidence.back"})

    def begin_anew(self) -> None:
        """Another portfolio: nothing narrowed, nothing selected."""
        self.narrow = Narrow()
        self.query_one(PieceList).selected.clear()
        self._write_search()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows belong to the search while it is typed, and to the tour's note; there must be something to let go."""
        del parameters
        if action == "pane":
            return not isinstance(self.focused, Input) and (self.focused is None or self.focused.id != "tour-note")
        return action != "clear" or self.narrow != Narrow()
