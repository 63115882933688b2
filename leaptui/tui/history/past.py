"""The portfolio as it was at a moment: to walk through, and to bring something back from; nothing in it can be changed."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _
from leaptui.model.edits import bring_back
from leaptui.model.portfolio import Portfolio
from leaptui.store.frameworks import DEFAULT
from leaptui.tui.base import desk
from leaptui.tui.history.bring import do_change
from leaptui.tui.history.past_rows import GUIDELINE, PastList
from leaptui.tui.history.past_text import PastText
from leaptui.tui.history.timeline import day_words
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line
from leaptui.tui.session import Session, View
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.reading import MARGIN
from leaptui.tui.widgets.row_list import RowList


class PastSession(Session):
    """A session on a portfolio as it was. It only computes; nothing is applied to it."""

    def __init__(self, session: Session, portfolio: Portfolio) -> None:
        super().__init__(session.workspace, session.store, session.clock)
        self._past = portfolio
        self.frameworks = session.frameworks

    def _look(self) -> View:
        found = self.frameworks.found
        return View(self._past, found.get(self._past.meta.framework) or found[DEFAULT], self.today)


class Banner(Widget):
    """One line that says that this is the past."""

    DEFAULT_CSS = "Banner { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, words: str) -> None:
        super().__init__(id="banner")
        self._words = words

    def render_line(self, y: int) -> Strip:
        """The words, on the marker's ground, from edge to edge."""
        del y
        inks = desk(self).inks
        edge = Line().strip(min(MARGIN, self.size.width), inks.marker)
        hint = [(key_of(self, "past.bring"), inks.marker), (" " + _("brings back what the cursor is on"), inks.marker)]
        inner = max(0, self.size.width - 2 * MARGIN)
        line = Line((self._words, inks.marker), right=hint if inner > 90 else [])
        return Strip.join([edge, line.strip(inner, inks.marker), edge])


class PastSheet(Overlay[None]):
    """A portfolio as it was."""

    CSS_PATH = "past.tcss"
    TAKES_TEXT = False
    BINDINGS = [
        Binding(
            "b", "bring", N_("Bring back"), id="past.bring", tooltip=N_("Make it say again what it said at that moment")
        ),
        Binding("right,l", "pane(1)", N_("Next pane"), show=False, id="past.pane_right", tooltip=N_("To the text")),
        Binding("left,h", "pane(-1)", N_("Pane before"), show=False, id="past.pane_left", tooltip=N_("To the list")),
    ]

    def __init__(self, moment: datetime, portfolio: Portfolio) -> None:
        super().__init__()
        self._moment = moment
        self._portfolio = portfolio

    def compose_sheet(self) -> ComposeResult:
        """The banner, the list, the text."""
        session = PastSession(desk(self).session, self._portfolio)
        yield Banner(_("To look at only: this is how it was, and nothing here is changed."))
        with Horizontal(id="past"):
            rows = PastList(session)
            yield rows
            yield PastText(session)
        day = day_words(self._moment.date(), session.today)
        self._title = _("As it was on {day}, {time}").format(day=day, time=f"{self._moment:%H:%M}")
        self._fact = rows.facts

    def on_mount(self) -> None:
        """Say of which moment it is, and begin in the list."""
        self.set_title(self._title)
        self.set_fact(self._fact)
        self.query_one(PastList).focus()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show what the cursor came to."""
        event.stop()
        self.query_one(PastText).show(self.query_one(PastList).record)
        self.refresh_bindings()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go into the text."""
        event.stop()
        self.query_one(PastText).focus()

    def action_pane(self, by: int) -> None:
        """Go to the pane beside."""
        (self.query_one(PastText) if by > 0 else self.query_one(PastList)).focus()

    def action_bring(self) -> None:
        """Make what the cursor is on say again what it said."""
        record = self.query_one(PastList).record
        if record is None or record[0] == GUIDELINE:
            return
        session = desk(self).session
        do_change(self, lambda: bring_back(session.portfolio, session.at, self._portfolio.document, record))
        self.query_one(PastText).show_anew()

    def action_leave(self) -> None:
        """From the text to the list, then back."""
        rows = self.query_one(PastList)
        if rows.has_focus:
            self.dismiss(None)
        else:
            rows.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A guideline is nothing that could be brought back."""
        del parameters
        if action != "bring" or not self.is_mounted:
            return True
        record = self.query_one(PastList).record
        return record is not None and record[0] != GUIDELINE
