"""Journal: what the learner wrote, day by day, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget

from leaptui.language import N_
from leaptui.model.journal import entries, leads
from leaptui.tui.base import desk
from leaptui.tui.journal.entry_list import EntryList
from leaptui.tui.journal.entry_pane import EntryPane
from leaptui.tui.journal.first import EntryLine, FirstEntry
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.row_list import RowList


class JournalScreen(DeskScreen):
    """The entries at the left, the one under the cursor at the right."""

    NAME = "journal"
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = ""
    """What has the keys first goes by whether there is an entry: Textual would choose before that is known."""
    BINDINGS = [
        Binding(
            "b",
            "look_back",
            N_("Look back"),
            id="journal.back_at",
            tooltip=N_("See what happened this week, and say a word"),
        ),
        Binding(
            "right,l",
            "pane(1)",
            N_("Next pane"),
            show=False,
            id="journal.pane_right",
            tooltip=N_("To the entry itself"),
        ),
        Binding(
            "left,h", "pane(-1)", N_("Pane before"), show=False, id="journal.pane_left", tooltip=N_("To the entries")
        ),
        Binding(
            "escape",
            "back",
            N_("Back"),
            show=False,
            id="journal.back",
            tooltip=N_("Back to the entries, then to Today"),
        ),
    ]

    def compose_page(self) -> ComposeResult:
        """Entries, and one of them."""
        with Horizontal(id="page"):
            yield FirstEntry()
            yield EntryList()
            yield EntryPane()

    @property
    def _first_pane(self) -> Widget:
        """The list, or the question that stands in its place."""
        return self.query_one(FirstEntry if self.has_class("-none") else EntryList)

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The entry the cursor is on: what is copied."""
        return self.query_one(EntryList).pointed_at()

    def show_portfolio(self) -> None:
        """Show the journal as it stands now."""
        self._show()

    def _show(self, keep: str | None = None) -> None:
        session = desk(self).session
        found = entries(session.portfolio)
        # The question is the learner's: while somebody else looks the list says that what is private is put away.
        self.set_class(not found and not session.puts_away, "-none")
        self.query_one(EntryList).show_entries(found, keep)
        self.query_one(EntryPane).show_entry(self.query_one(EntryList).entry)
        gone = self.query_one(EntryList if self.has_class("-none") else FirstEntry)
        if self.focused is None or gone.has_focus_within:
            # At once, not as `focus` does when its turn comes: keys typed ahead would come before.
            self.set_focus(self._first_pane)

    def show_entry(self, entry_id: str) -> None:
        """Bring an entry under the cursor: how sheets and other screens lead here."""
        self._show(entry_id)

    def on_resize(self) -> None:
        """Lay the list out for the room there is."""
        self.call_after_refresh(self.show_now)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the entry the cursor came to."""
        del event
        self.query_one(EntryPane).show_entry(self.query_one(EntryList).entry)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """To what the entry is about; where it is about nothing, into the entry."""
        del event
        pane = self.query_one(EntryPane)
        if pane.entry is not None and leads(desk(self).session.portfolio, pane.entry):
            pane.action_open()
        else:
            pane.focus()

    def left_out_of_footer(self) -> frozenset[str]:
        """The footer is for the journal here; what works everywhere stands in the help."""
        elsewhere = super().left_out_of_footer() | {"app.add", "app.search", "app.sync"}
        return elsewhere | {"journal.link"} if self.has_class("-narrow") else elsewhere

    # ---- keys

    def action_look_back(self) -> None:
        """Look back at the week."""
        from leaptui.tui.journal.look_back import open_look_back

        open_look_back(self)

    def action_pane(self, by: int) -> None:
        """To the entry, or back to the list."""
        (self.query_one(EntryPane) if by > 0 else self._first_pane).focus()

    def action_back(self) -> None:
        """Back to the entries, then to Today."""
        if self._first_pane.has_focus:
            desk(self).go("today")
        else:
            self._first_pane.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows move in the line while it is typed in."""
        del parameters
        return not (action == "pane" and isinstance(self.focused, EntryLine))
