"""People: who helps the learner learn, what they did together, what came of it; and what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from leaptui.language import N_
from leaptui.model.asks import answered_asks, ledger
from leaptui.model.people import Known, in_order
from leaptui.tui.base import desk
from leaptui.tui.people.ask_list import AskList
from leaptui.tui.people.ask_pane import AskPane
from leaptui.tui.people.first import FirstPerson, PersonLine
from leaptui.tui.people.people_list import PeopleList
from leaptui.tui.people.person_pane import PersonPane
from leaptui.tui.session import View
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.row_list import RowList


class PeopleScreen(DeskScreen):
    """The people and the ledger of asks at the left; the one under the cursor at the right."""

    NAME = "people"
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = ""
    """What has the keys first goes by whether there is anybody: Textual would choose before that is known."""
    BINDINGS = [
        Binding(
            "right,l", "pane(1)", N_("Next pane"), show=False, id="people.pane_right", tooltip=N_("To the next pane")
        ),
        Binding(
            "left,h", "pane(-1)", N_("Pane before"), show=False, id="people.pane_left", tooltip=N_("To the pane before")
        ),
        Binding(
            "escape", "back", N_("Back"), show=False, id="people.back", tooltip=N_("Back to the people, then to Today")
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._seen: View | None = None
        self._known: Known | None = None
        self._asks_in_sight = False

    def compose_page(self) -> ComposeResult:
        """People and asks at the left, one of them at the right."""
        with Horizontal(id="page"):
            with Vertical(id="people-side"):
                yield FirstPerson()
                yield PeopleList()
                yield AskList()
            with Vertical(id="one-side"):
                yield PersonPane()
                yield AskPane()

    @property
    def _first_pane(self) -> Widget:
        """The list, or the question that stands in its place."""
        return self.query_one(FirstPerson if self.has_class("-none") else PeopleList)

    # ---- showing

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The person the cursor is on."""
        return self.query_one(PeopleList).pointed_at()

    def show_portfolio(self) -> None:
        """Show people and asks as they stand now."""
        session = desk(self).session
        view = session.view
        if view is not self._seen or self._known is None:
            self._seen, self._known = view, Known(view.portfolio)
        portfolio = view.portfolio
        self.set_class(not portfolio.people, "-none")
        theirs = session.shared.others.asks(portfolio)
        waiting = frozenset(one.person for one in theirs)
        self.query_one(PeopleList).show_people(in_order(portfolio), self._known, waiting)
        self.query_one(AskList).show_asks(ledger(portfolio), theirs, frozenset(answered_asks(portfolio)))
        self._show_one()
        gone = self.query_one(PeopleList if self.has_class("-none") else FirstPerson)
        if self.focused is None or gone.has_focus_within:
            # At once, not as `focus` does when its turn comes: keys typed ahead would come before.
            self.set_focus(self._first_pane)

    def _show_one(self) -> None:
        """Show what the cursor is on: of the people, or of the asks while they have the keys."""
        asks = self.query_one(AskList)
        self.set_class(self._asks_in_sight, "-asks")
        portfolio = desk(self).session.portfolio
        key = self.query_one(PeopleList).key
        self.query_one(PersonPane).show_person(portfolio.people.get(key or ""), self._known)
        self.query_one(AskPane).show_ask(asks.ask, asks.theirs.get(asks.key or ""))
        self.refresh_bindings()

    def show_person(self, person_id: str) -> None:
        """Bring a person under the cursor: how other screens lead here."""
        self.query_one(PeopleList).go_to(person_id)
        self.query_one(PeopleList).focus()
        self._show_one()

    def show_ask(self, ask_id: str) -> None:
        """Bring an ask under the cursor; one of another learner by `portfolio/id`."""
        asks = self.query_one(AskList)
        asks.go_to(ask_id)
        asks.focus()
        self._show_one()

    def begin_anew(self) -> None:
        """Forget the people of the portfolio shown before."""
        self._seen = self._known = None
        self._asks_in_sight = False
        self.query_one(PersonPane).show_person(None, None)

    def on_resize(self) -> None:
        """Lay the lists out for the room there is."""
        self.call_after_refresh(self.show_now)

    def on_descendant_focus(self) -> None:
        """Show beside what belongs to the list that has the keys."""
        focused = self.focused
        if isinstance(focused, AskList | AskPane) != self._asks_in_sight and not isinstance(focused, PersonPane | None):
            self._asks_in_sight = isinstance(focused, AskList | AskPane)
            self._show_one()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the one the cursor came to."""
        if isinstance(event.rows, PeopleList | AskList):
            self._show_one()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go to what was done with the person."""
        if isinstance(event.rows, PeopleList):
            self.query_one(PersonPane).focus()

    def left_out_of_footer(self) -> frozenset[str]:
        """The footer is for people here; what works everywhere stands in the help."""
        return super().left_out_of_footer() | {"app.add", "app.search", "app.sync"}

    # ---- keys

    @property
    def _panes(self) -> list[Widget]:
        beside = self.query_one(AskPane if self._asks_in_sight else PersonPane)
        return [self._first_pane, self.query_one(AskList), beside]

    def action_pane(self, by: int) -> None:
        """Go to the next pane."""
        panes = self._panes
        at = next((place for place, pane in enumerate(panes) if pane.has_focus_within), 0)
        # From a list the one beside it is what belongs to it; from there it is back to that list.
        left = 1 if self._asks_in_sight and at == 2 else 0
        panes[2 if by > 0 else left].focus()

    def action_back(self) -> None:
        """Back to the people, then to Today."""
        if self._first_pane.has_focus:
            desk(self).go("today")
        else:
            self._first_pane.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows move in the line while it is typed in."""
        del parameters
        return not (action == "pane" and isinstance(self.focused, PersonLine))
