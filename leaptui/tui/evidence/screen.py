"""The Evidence screen: narrow, list, one piece."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from leaptui.merge import open_conflicts
from leaptui.model.edits import restore, trash
from leaptui.model.search import Narrow
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.evidence.detail import PieceDetail
from leaptui.tui.evidence.facets import FacetList, chosen
from leaptui.tui.evidence.narrowed import NarrowedLine, SearchLine
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.evidence.write import add_file, edit_piece, link_goals
from leaptui.tui.settling.settle import settle_next
from leaptui.tui.tagging.tag import open_picker
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.row_list import RowList

_OF_PIECES = frozenset({"tag", "edit", "file", "link", "trash"})
"""What is done to the piece under the cursor, or to those selected; what is in the trash is only brought back."""


class EvidenceScreen(DeskScreen):
    """Browse, search, narrow, tag, edit."""

    NAME = "evidence"
    BINDINGS = [
        Binding("t", "tag", "Tag", id="evidence.tag", tooltip="Tag the piece, or all selected, with guidelines"),
        Binding("e", "edit", "Edit", show=False, id="evidence.edit", tooltip="Edit the piece"),
        Binding(
            "i", "file", "Add a file", show=False, id="evidence.file", tooltip="Add a picture or file to the piece"
        ),
        Binding(
            "l", "link", "Link to goals", show=False, id="evidence.link", tooltip="Say which goals the piece belongs to"
        ),
        Binding(
            "d,delete",
            "trash",
            "Trash",
            show=False,
            id="evidence.trash",
            tooltip="Move to the trash, or bring back from it",
        ),
        Binding(
            "c",
            "settle",
            "Choose",
            show=False,
            id="evidence.settle",
            tooltip="Choose between what was said in two places",
        ),
        Binding("f", "narrow", "Narrow", id="evidence.narrow", tooltip="Choose what the list is narrowed to"),
        Binding(
            "right",
            "pane(1)",
            "Next pane",
            show=False,
            priority=True,
            id="evidence.pane_right",
            tooltip="To the pane at the right",
        ),
        Binding(
            "left",
            "pane(-1)",
            "Pane before",
            show=False,
            priority=True,
            id="evidence.pane_left",
            tooltip="To the pane at the left",
        ),
        Binding(
            "escape",
            "back",
            "Back",
            show=False,
            id="evidence.back",
            tooltip="Let go: the search, the selection, the narrowing",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.narrow = Narrow()
        self._wanted: str | None = None
        self._search_first = False

    def compose_page(self) -> ComposeResult:
        """Three panes."""
        with Horizontal(id="page"):
            yield FacetList()
            with Vertical(id="middle"):
                yield NarrowedLine()
                yield SearchLine(placeholder="any words", id="search")
                yield PieceList()
            yield PieceDetail()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one("#search", Input).display = False
        self.query_one(FacetList).set_frame("Narrow")
        self.query_one(PieceList).focus()
        if self._search_first:
            self.action_search()

    # ---- showing

    def show_portfolio(self) -> None:
        """Show what fits the narrowing now."""
        session = desk(self).session
        index = session.view.index
        if self.narrow.goal and self.narrow.goal not in session.portfolio.goals:
            self.narrow = Narrow(text=self.narrow.text)
        ids = index.matches(self.narrow)
        counts = index.counts(self.narrow)
        pieces = self.query_one(PieceList)
        pieces.empty_says = self._empty_words()
        pieces.show_pieces(ids, self.narrow.text, self._wanted)
        self._wanted = None
        trashed = sum(item.table == "evidence" for item in session.portfolio.trash)
        self.query_one(FacetList).show_counts(self.narrow, counts, trashed)
        order = "last thrown first" if self.narrow.trash else "newest first"
        selected = f"{len(pieces.selected)} selected" if pieces.selected else order
        total = f"{len(ids)} of {counts.all}" if not self.narrow.is_open and not self.narrow.trash else f"{len(ids)}"
        pieces.set_frame("Trash" if self.narrow.trash else "Evidence", f"{total}, {selected}")
        self._show_narrowed(len(ids))
        self._show_piece()
        self.refresh_bindings()

    def _show_narrowed(self, found: int) -> None:
        session = desk(self).session
        names = {goal.id: clean_line(goal.title) for goal in session.portfolio.goals.values()}
        names |= {one.id: one.code for one in session.framework.guidelines.values()}
        component = next((one for one in session.framework.components if one.code == self.narrow.component), None)
        words = chosen(self.narrow, names, session.framework.short_title(component) if component else None)
        self.query_one(NarrowedLine).show(
            words, component.code if component else None, found, len(session.portfolio.evidence)
        )

    def _empty_words(self) -> str:
        portfolio = desk(self).session.portfolio
        if self.narrow.trash:
            return "The trash is empty."
        if not portfolio.evidence:
            return "Nothing here yet. Press a and write one line: what did you make, try or find out?"
        return "Nothing fits. Esc lets go of the search and the narrowing."

    def _show_piece(self) -> None:
        pieces = self.query_one(PieceList)
        key = pieces.key
        piece = pieces.piece(key) if key else None
        every = [row.key for row in pieces.rows]
        fact = f"{every.index(key) + 1} of {len(every)}" if key in every else ""
        conflicts = [
            conflict
            for conflict in open_conflicts(desk(self).session.portfolio.document)
            if piece and conflict.table == "evidence" and conflict.id == piece.id
        ]
        detail = self.query_one(PieceDetail)
        detail.empty_says = "" if every else "What you choose in the list is shown here."
        detail.show_piece(piece, fact, conflicts)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the piece the cursor came to."""
        if isinstance(event.rows, PieceList):
            self._show_piece()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open the piece: its pane takes the keys."""
        if isinstance(event.rows, PieceList):
            self.query_one(PieceDetail).focus()

    def on_piece_list_selection_changed(self) -> None:
        """Say how many are selected."""
        self.show_portfolio()

    def on_facet_list_chosen(self, event: FacetList.Chosen) -> None:
        """Narrow to what was chosen."""
        self.narrow = event.narrow
        self._write_search()
        self.show_portfolio()

    def narrow_to(self, narrow: Narrow, piece: str | None = None) -> None:
        """Show what fits, the cursor on one piece: how other screens lead here."""
        self.narrow = narrow
        self._wanted = piece
        if self.is_mounted:
            self._write_search()
            self.show_portfolio()
            self.query_one(PieceList).focus()

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

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at every keystroke."""
        self.narrow = replace(self.narrow, text=event.value)
        self.show_portfolio()

    def on_input_submitted(self) -> None:
        """Enter goes on to what was found."""
        search = self.query_one("#search", Input)
        search.display = bool(search.value)
        self.query_one(PieceList).focus()

    def action_back(self) -> None:
        """Let go, one thing after the other: pane, selection, search, narrowing; then go back to Today."""
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
        elif not self.narrow.is_open or self.narrow.trash:
            self.narrow = Narrow()
            self.show_portfolio()
        else:
            desk(self).go("today")

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

    # ---- doing

    def chosen_pieces(self) -> list[str]:
        """The selected pieces, else the one under the cursor."""
        pieces = self.query_one(PieceList)
        if pieces.selected:
            return [row.key for row in pieces.rows if row.key in pieces.selected and row.key]
        return [pieces.key] if pieces.key else []

    def action_tag(self) -> None:
        """Open the tag picker."""
        open_picker(self, self.chosen_pieces())

    def action_edit(self) -> None:
        """Edit the piece."""
        key = self.query_one(PieceList).key
        if key in desk(self).session.portfolio.evidence and key:
            edit_piece(self, key)

    def action_file(self) -> None:
        """Add a file to the piece."""
        key = self.query_one(PieceList).key
        if key in desk(self).session.portfolio.evidence and key:
            add_file(self, key)

    def action_link(self) -> None:
        """Say which goals the piece belongs to."""
        link_goals(self, self.chosen_pieces())

    def action_settle(self) -> None:
        """Choose between the versions of the piece under the cursor."""
        settle_next(desk(self), self.query_one(PieceList).key)

    def action_trash(self) -> None:
        """Move to the trash; in the trash, bring back."""
        session = desk(self).session
        ids = self.chosen_pieces()
        if not ids:
            return
        keys = [("evidence", one) for one in ids]
        change = restore if self.narrow.trash else trash
        self.query_one(PieceList).clear_selection()
        desk(self).do(change(session.portfolio, session.at, keys))

    def left_out_of_footer(self) -> frozenset[str]:
        """The facets need no key where they are in sight."""
        if self.has_class("-narrow"):
            return super().left_out_of_footer() | {"pieces.select"}
        return frozenset({"evidence.narrow"})

    def begin_anew(self) -> None:
        """Another portfolio: nothing narrowed, nothing selected."""
        self.narrow = Narrow()
        self.query_one(PieceList).selected.clear()
        self._write_search()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are letters while the search is typed; what is done to a piece needs one."""
        del parameters
        if action == "pane":
            return not isinstance(self.focused, Input)
        if action in _OF_PIECES and self.is_mounted:
            pieces = self.query_one(PieceList)
            return pieces.key is not None and (action == "trash" or not self.narrow.trash)
        return True
