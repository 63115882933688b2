"""The queue: the portfolios of a workspace in which something waits for a mentor, found by typing a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from time import monotonic

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from leaptui.language import N_, _, ngettext
from leaptui.model.desk_queue import SORTS
from leaptui.model.desk_queue_words import heading
from leaptui.model.text import clean_line
from leaptui.store.listing import Listed
from leaptui.tui.mentor.mentoring import Mentoring
from leaptui.tui.mentor.rows import Learners, Waits
from leaptui.tui.widgets.led import Led
from leaptui.tui.widgets.row_list import RowList

_PORTION = 25
"""How many files are looked at before it is asked again which are in sight."""
_TELLS = 0.25
"""Seconds between two looks at what was found meanwhile: to show it takes longer than to know a file again."""


class Queue(Led[str]):
    """Who waits, under a line to type in, and what waits beside it. It answers with the name of a portfolio to open.

    What was found out earlier is there at once; files that are new or were changed are looked at in the background.
    """

    CSS_PATH = "queue.tcss"
    BINDINGS = [
        Binding(
            "enter",
            "open",
            N_("Open"),
            priority=True,
            id="choose.enter",
            tooltip=N_("Open the portfolio under the cursor; what you say in it is yours"),
        ),
        Binding(
            "ctrl+s",
            "only",
            N_("Show only"),
            id="mentor.only",
            tooltip=N_("Show only asks, only reviews, only what waits for agreement, only what is new; or all again"),
        ),
        Binding(
            "ctrl+r",
            "looked",
            N_("Seen"),
            id="mentor.looked",
            tooltip=N_("What is new in this portfolio has been seen"),
        ),
    ]

    @dataclass
    class Looked(Message):
        """Some more files were looked at."""

    def __init__(self, mentoring: Mentoring, today: date) -> None:
        super().__init__(_("Mentor's desk"))
        self._mentoring = mentoring
        self._today = today
        self._only = ""
        self._near: tuple[str, ...] = ()
        self._is_left = False

    def compose_sheet(self) -> ComposeResult:
        """The line to type in, who waits, and what waits."""
        yield from self.compose_line(Input(placeholder=_("type a name")))
        with Horizontal(id="desk"):
            yield Learners()
            yield Waits(self._today)

    def on_mount(self) -> None:
        """Show what is known, and look at what is new."""
        self.read_anew(self._mentoring.at)

    def on_unmount(self) -> None:
        """Let the looking end."""
        self._is_left = True

    def read_anew(self, at: str | None = None) -> None:
        """Look at the folder again."""
        unread = self._mentoring.read_anew()
        self.show_found(at)
        if unread:
            self.run_worker(lambda: self._look(unread), thread=True, exclusive=True, group="gists", exit_on_error=False)

    # ---- what is shown

    def show_found(self, at: str | None = None) -> None:
        """Show the portfolios that have the words typed."""
        mentoring = self._mentoring
        found = mentoring.found(self.line.value, self._only)
        learners = self.query_one(Learners)
        learners.show(found, self.line.value, at)
        waiting = sum(bool(one.sort) for one in found)
        said = ngettext("{n} waits", "{n} wait", waiting).format(n=waiting)
        if self._only:
            said = heading(self._only)
        if mentoring.unread:
            said = _("{shown}, reading {n} …").format(shown=said, n=mentoring.unread)
        self.set_title(_("Mentor's desk of {name}").format(name=clean_line(mentoring.voice.name)))
        self.set_fact(said)
        self._show_one()

    def _show_one(self) -> None:
        learners = self.query_one(Learners)
        self.query_one(Waits).show(learners.waiting)
        self._near = tuple(learners.in_sight())

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the one the cursor came to."""
        event.stop()
        self._show_one()

    # ---- looking at the files

    def _look(self, unread: list[Listed]) -> None:
        """In a thread: look at every file that is new, in small portions, what is in sight first."""
        waiting = {one.name: one for one in unread}
        told = 0.0
        while waiting and not self._is_left:
            for name in self._mentoring.next_of(waiting, self._near)[:_PORTION]:
                self._mentoring.look(waiting.pop(name))
            if not waiting or monotonic() - told > _TELLS:
                self.post_message(self.Looked())
                told = monotonic()
        self._mentoring.keep()

    def on_queue_looked(self) -> None:
        """Show what was found meanwhile."""
        if not self._is_left:
            self.show_found()

    # ---- what can be done

    def action_open(self) -> None:
        """Open the one under the cursor."""
        key = self.query_one(Learners).key
        if key is not None:
            self.dismiss(key)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click opens."""
        event.stop()
        self.dismiss(event.key)

    def action_only(self) -> None:
        """Show the next sort alone; after the last one, all."""
        order = ["", *SORTS]
        self._only = order[(order.index(self._only) + 1) % len(order)]
        self.show_found()

    def action_looked(self) -> None:
        """What is new in the portfolio under the cursor has been seen."""
        key = self.query_one(Learners).key
        if key is not None:
            self._mentoring.note_looked(key)
            self.show_found()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open or to have seen where nothing fits."""
        del parameters
        return action not in {"open", "looked"} or self.query_one(Learners).key is not None
