"""The History screen: a time line of changes, and what each of them did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from leaptui.language import N_, _, ngettext, pgettext
from leaptui.model.portfolio import Portfolio
from leaptui.tui.base import desk
from leaptui.tui.evidence.narrowed import SearchLine
from leaptui.tui.history.changed import ChangePane
from leaptui.tui.history.reader import EventsFound, PastFound, Reading
from leaptui.tui.history.timeline import Moment, Timeline, day_words, matching, moments_of
from leaptui.tui.keys import key_of
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.desk import DeskScreen, TabLine
from leaptui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from leaptui.sync.history import Event

NEAR_THE_END = 30
"""Rows before the last one at which more are read."""
PATIENCE = 0.7
"""Seconds that keys typed ahead wait for the first changes, at most."""
_OF_ONE = frozenset({"past", "mark", "back_to"})
"""What is done with the change under the cursor."""


class HistoryScreen(DeskScreen):
    """What was changed, when and by whom; how the portfolio was; bringing back."""

    NAME = "history"
    is_set_up = False
    CSS_PATH = "screen.tcss"
    BINDINGS = [
        Binding("v", "past", N_("As it was"), id="history.past", tooltip=N_("The whole portfolio as it was then")),
        Binding(
            "m",
            "mark",
            N_("Compare"),
            id="history.mark",
            tooltip=N_("Mark this moment; at another one, compare the two"),
        ),
        Binding(
            "b", "back_to", N_("Bring back"), id="history.bring", tooltip=N_("Bring back what this change took away")
        ),
        Binding("f", "find", N_("Find"), id="history.find", tooltip=N_("Find changes by some of their words")),
        Binding(
            "right,l", "pane(1)", N_("Next pane"), show=False, id="history.pane_right", tooltip=N_("To what changed")
        ),
        Binding(
            "left,h", "pane(-1)", N_("Pane before"), show=False, id="history.pane_left", tooltip=N_("To the time line")
        ),
        Binding(
            "escape",
            "back",
            N_("Back"),
            id="history.back",
            tooltip=N_("Let go, then back to where you were"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.back = "today"
        self._reading: Reading | None = None
        self._events: Sequence[Event] = ()
        self._moments: list[Moment] = []
        self._moments_of: Reading | None = None
        self._trouble = ""
        self._query = ""
        self._marked: Moment | None = None
        self._wanted: list[datetime] = []
        self._found: dict[datetime, Portfolio] = {}

    @property
    def said_name(self) -> str:
        """What the screen is called."""
        return _("History")

    def compose_page(self) -> ComposeResult:
        """The time line and what changed."""
        with Horizontal(id="page"):
            with Vertical(id="times"):
                yield SearchLine(self.search_for)
                yield Timeline()
            yield ChangePane()

    def on_mount(self) -> None:
        """Begin in the time line."""
        self.query_one(SearchLine).display = False
        self.query_one(Timeline).focus()
        self.set_timer(PATIENCE, self._let_keys_come)

    def _let_keys_come(self) -> None:
        """Take keys from now on: the changes are there, or take their time."""
        if not self.is_set_up:
            self.is_set_up = True
            self.app.post_message(self.Ready(self))

    def show_from(self, back: str) -> None:
        """Esc leads to the screen `back`."""
        self.back = back
        if self.is_mounted:
            self.query_one(Timeline).focus()

    def begin_anew(self) -> None:
        """Another portfolio was opened."""
        self._reading = self._moments_of = None
        self._events, self._moments, self._trouble, self._query = (), [], "", ""
        self._marked, self._wanted, self._found = None, [], {}
        with self.prevent(SearchLine.Changed):
            self.query_one(SearchLine).value = ""

    # ---- showing

    def show_portfolio(self) -> None:
        """Read the history of the portfolio as it stands now; what was read before stays until then."""
        self.query_one(TabLine).current = self.back
        session = desk(self).session
        if self._reading is not None and self._reading.puts_away is not session.puts_away:
            self.begin_anew()
        if self._reading is None or self._reading.document is not session.store.portfolio.document:
            self._reading = Reading(self, session)
            self._reading.go_on(len(self._events))
        self._show_rows()

    def on_events_found(self, event: EventsFound) -> None:
        """Show what was read."""
        if event.reading is not self._reading:
            return
        same = self._moments_of is event.reading
        new = event.events[len(self._events) :] if same else event.events
        self._moments = [*(self._moments if same else ()), *moments_of(new)]
        self._moments_of, self._events, self._trouble = event.reading, event.events, event.trouble
        self._show_rows()
        self._let_keys_come()
        self._read_on()

    def _show_rows(self) -> None:
        rows = self.query_one(Timeline)
        shown = matching(self._moments, self._query)
        rows.marked = self._marked.key if self._marked else None
        rows.empty_says = self._empty_words()
        rows.show(shown, self._query, self._ending())
        rows.set_frame(_("History"), self._fact(len(shown), len(self._moments)))
        self._show_change()

    def _ending(self) -> str:
        """What stands below the oldest change, once all are there."""
        if self._query or self._reading is None or not self._reading.is_complete:
            return ""
        return sentence(self._trouble) if self._trouble else _("Here begins what is known of it.")

    def _fact(self, shown: int, known: int) -> str:
        if self._reading is None or not self._events:
            return ""
        if shown != known:
            return _("{n} of {all}").format(n=shown, all=known)
        if not self._reading.is_complete:
            return _("{n} and more").format(n=known)
        return ngettext("{n} change", "{n} changes", known).format(n=known)

    def _empty_words(self) -> Sequence[tuple[str, str]]:
        """Sentences for an empty list, each with the key it begins with."""
        if self._events:
            return [
                (key_of(self, "history.back"), pgettext("after the key Esc", "lets go of the search: nothing fits"))
            ]
        if self._reading is None or not self._reading.is_complete:
            return [("", _("Reading …"))]
        return [
            ("", _("Nothing was changed here yet.")),
            ("", _("From now on each change you make stands here with its day and hour, and with what it did.")),
            (
                "",
                _(
                    "From any of them you can look at the portfolio as it was then, compare two days, bring something back."
                ),
            ),
            (key_of(self, "app.add"), pgettext("after the key a", "adds a piece")),
        ]

    def _show_change(self) -> None:
        rows = self.query_one(Timeline)
        one = rows.moment
        self.query_one(ChangePane).show(one, self._when(one) if one else "")
        self.refresh_bindings()

    def _when(self, one: Moment) -> str:
        """When a change was made, and by whom."""
        when = self.query_one(Timeline).when(one.event)
        said = f"{day_words(when.date(), desk(self).session.today)}, {when:%H:%M}"
        by = _("on this machine") if one.event.is_here else one.event.by
        return f"{said} · {by}" if by else said

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the change the cursor came to, and read on before the end is reached."""
        if isinstance(event.rows, Timeline):
            self._show_change()
            self._read_on()

    def _read_on(self) -> None:
        rows = self.query_one(Timeline)
        is_near = rows.cursor > len(rows.rows) - NEAR_THE_END
        if self._reading is not None and is_near:
            self._reading.go_on()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go into what changed."""
        if isinstance(event.rows, Timeline):
            self.query_one(ChangePane).focus()

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The records the change is about: what is copied."""
        one = self.query_one(Timeline).moment
        return list(one.telling.keys)[:1] if one and one.telling else []

    # ---- finding

    def action_find(self) -> None:
        """Type to find."""
        line = self.query_one(SearchLine)
        line.display = True
        line.focus()

    def search_for(self, text: str) -> None:
        """Show the changes that have these words."""
        if text != self._query:
            self._query = text
            self._show_rows()
            self._read_on()

    def on_input_submitted(self) -> None:
        """Enter goes on to what was found."""
        line = self.query_one(SearchLine)
        line.display = bool(line.value)
        self.query_one(Timeline).focus()

    # ---- looking back

    def action_past(self) -> None:
        """Show the portfolio as it was after the change under the cursor."""
        rows = self.query_one(Timeline)
        if rows.moment is not None:
            self._want([rows.when(rows.moment.event)])

    def action_mark(self) -> None:
        """Mark a moment; where one is marked, compare the two."""
        rows = self.query_one(Timeline)
        one = rows.moment
        if one is None:
            return
        if self._marked is None or self._marked.event.at == one.event.at:
            self._marked = None if self._marked else one
            said = _("Marked. Go to another moment and press {key} again to compare the two.")
            if self._marked:
                desk(self).say(said.format(key=key_of(self, "history.mark")))
        else:
            moments = sorted([rows.when(self._marked.event), rows.when(one.event)])
            self._marked = None
            self._want(moments)
        rows.marked = self._marked.key if self._marked else None
        rows.redraw()

    def _want(self, moments: Sequence[datetime]) -> None:
        self._wanted, self._found = list(moments), {}
        for moment in moments:
            if self._reading is not None:
                self._reading.find_past(moment)

    def on_past_found(self, event: PastFound) -> None:
        """Show it, or the two together once both are there."""
        if event.moment not in self._wanted:
            return
        if event.portfolio is None:
            self._wanted = []
            desk(self).say(sentence(event.sentence), trouble=True)
            return
        self._found[event.moment] = event.portfolio
        if len(self._found) < len(self._wanted):
            return
        from leaptui.tui.history.compare import Compared, CompareSheet
        from leaptui.tui.history.past import PastSheet

        found = [(moment, self._found[moment]) for moment in self._wanted]
        self._wanted = []
        self.app.clear_notifications()  # what was said of marking is done, and would lie on the sheet
        self.query("Toast").remove()
        if len(found) == 1:
            self.app.push_screen(PastSheet(*found[0]))
        else:
            self.app.push_screen(CompareSheet(Compared(*found[0], *found[1])))

    def action_back_to(self) -> None:
        """Bring back what the change took away."""
        from leaptui.tui.history.bring import offer_back

        one = self.query_one(Timeline).moment
        if one is not None:
            offer_back(self, one)

    # ---- moving

    def action_pane(self, by: int) -> None:
        """Go to the pane beside."""
        (self.query_one(ChangePane) if by > 0 else self.query_one(Timeline)).focus()

    def action_back(self) -> None:
        """Let go, one thing after the other: the pane, the search, the mark; then go back to where one came from."""
        rows, line = self.query_one(Timeline), self.query_one(SearchLine)
        if not rows.has_focus and not line.has_focus:
            rows.focus()
        elif line.value or line.has_focus:
            line.value = ""
            line.display = False
            rows.focus()
        elif self._marked is not None:
            self._marked = rows.marked = None
            rows.redraw()
        else:
            desk(self).go(self.back)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done with a change needs one; arrows move in the line while it is typed in."""
        del parameters
        if action == "pane":
            return not isinstance(self.focused, SearchLine)
        if action == "find":
            return bool(self._events)
        if action in _OF_ONE and self.is_mounted:
            one = self.query_one(Timeline).moment
            return one is not None and (action != "back_to" or one.telling is not None)
        return True

    def left_out_of_footer(self) -> frozenset[str]:
        """The footer is for looking back here."""
        elsewhere = {"app.search", "app.sync"}
        return super().left_out_of_footer() | elsewhere | ({"app.add"} if self._events else set())
