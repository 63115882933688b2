"""Reading history in a thread of its own: the screen asks, and messages answer."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from leaptui.language import _
from leaptui.model.portfolio import Portfolio
from leaptui.store.errors import StoreError

if TYPE_CHECKING:
    from leaptui.sync.history import Event, History
    from leaptui.tui.history.put_away import PastPutAway
    from leaptui.tui.session import Session

FIRST, AT_ONCE, MOST = 30, 120, 1000
"""How many events are read before the screen shows them: at first, later, and at most where there are many already."""

READING = "history"
"""The group of the workers that read."""


@dataclass
class EventsFound(Message):
    """Events were read: all that are known by now, newest first, and whether there are no more of them."""

    reading: Reading
    events: Sequence[Event]
    is_complete: bool
    trouble: str


@dataclass
class PastFound(Message):
    """It was found out how the portfolio was at a moment; None where that is not known, and `sentence` says so."""

    moment: datetime
    portfolio: Portfolio | None
    sentence: str


class Reading:
    """One reading of the history of a portfolio as it stood when this was made; the screen's widget runs its threads.

    While somebody else than the learner looks, what is private is left out of it: `puts_away` says so.
    """

    def __init__(self, widget: Widget, session: Session) -> None:
        self._widget = widget
        self._store = session.store
        self.document = session.store.portfolio.document
        self.puts_away = session.puts_away
        self._speaker = session.voice.name if session.voice is not None else ""
        self._away: PastPutAway | None = None
        self._history: History | None = None
        self._events: list[Event] = []
        self._turn = threading.Lock()
        self.is_reading = False
        self.is_complete = False

    def go_on(self, until: int = 0) -> None:
        """Read some events more, or until there are so many; an answer comes as EventsFound."""
        if self.is_reading or self.is_complete:
            return
        self.is_reading = True
        self._widget.run_worker(lambda: self._read(until), thread=True, group=READING, exit_on_error=False)

    def _read(self, until: int) -> None:
        from leaptui.sync.history import History
        from leaptui.sync.outcome import SyncError

        trouble, worker = "", get_current_worker()
        with self._turn:
            known = len(self._events)
            wanted = min(max(AT_ONCE, known // 2), MOST) if known else FIRST
            try:
                if self._history is None:
                    self._history = History(self._store, document=self.document)
                until = max(known + wanted, until)
                while len(self._events) < until and not self._history.is_complete and not worker.is_cancelled:
                    self._events += self._seen(self._history.more(FIRST))
                self.is_complete, trouble = self._history.is_complete, self._history.trouble
            except (SyncError, StoreError, OSError):
                self.is_complete, trouble = True, _("the history could not be read any further")
            found = EventsFound(self, list(self._events), self.is_complete, trouble)
        self.is_reading = False
        self._widget.post_message(found)

    def _seen(self, events: Sequence[Event]) -> Sequence[Event]:
        """The events as whoever looks may see them."""
        return self._putting_away().events(events) if self.puts_away else events

    def _putting_away(self) -> PastPutAway:
        from leaptui.tui.history.put_away import PastPutAway

        if self._away is None:
            self._away = PastPutAway(self.document, self._speaker)
        return self._away

    def find_past(self, moment: datetime) -> None:
        """Find out how the portfolio was at a moment; the answer comes as PastFound."""
        self._widget.run_worker(lambda: self._find(moment), thread=True, group=READING, exit_on_error=False)

    def _find(self, moment: datetime) -> None:
        from leaptui.sync.history import History
        from leaptui.sync.outcome import SyncError

        portfolio, sentence = None, ""
        try:
            past = History(self._store, document=self.document).at(moment)
            if past is None:
                sentence = _("nothing is known of how the portfolio was at that time")
            else:
                portfolio = Portfolio(self._putting_away().document(past.document) if self.puts_away else past.document)
                portfolio.read_all()  # here, so that the screen need not wait for it
        except (SyncError, StoreError) as error:
            sentence = str(error)
        except OSError:
            sentence = _("how the portfolio was at that time could not be read")
        self._widget.post_message(PastFound(moment, portfolio, sentence))
