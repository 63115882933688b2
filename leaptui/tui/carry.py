"""Syncing from the app: in a process of its own, with its state in the header; by a key, now and then, and at the end."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from leaptui.language import _

if TYPE_CHECKING:
    from leaptui.sync import SyncOutcome, SyncState
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.connect.leaving import Leaving

SYNC = "sync"
"""The group of the worker that syncs."""
_UNCONNECTED = frozenset({"no_remote", "no_repository"})
MINUTE = 60.0
END_SECONDS = 15.0
"""How long leaving the app waits for a sync at the most."""


@dataclass
class SyncStateFound(Message):
    """How things stand with the other copies was found out; `number` tells which look found it."""

    state: SyncState
    number: int


@dataclass
class SyncEnded(Message):
    """A sync came to its end; `is_asked` tells whether somebody asked for it by a key."""

    outcome: SyncOutcome
    is_asked: bool


class Carrier:
    """Looks how things stand with the other copies, and syncs.

    Its threads only compute and post messages, which nobody waits for: leaving the app while a sync goes on lets it finish.
    """

    def __init__(self, app: LeaptuiApp) -> None:
        self._app = app
        self._looking = threading.Lock()
        self._looks = 0
        self._told = ""
        self.is_syncing = False
        self.state: SyncState | None = None
        """How things stood when they were last looked at; None before that."""
        self._is_fresh = False
        self._leaving: Leaving | None = None
        self._last: SyncOutcome | None = None
        self.parting = ""
        """What the sync at the end came to, for whoever has left the app."""

    # ---- how things stand

    def look(self) -> None:
        """Find out in the background what the header says of syncing."""
        self._looks += 1
        self._is_fresh = False
        if not self.is_syncing:
            self._app.run_worker(self._look, thread=True, exclusive=True, group="sync-state", exit_on_error=False)

    def _look(self) -> None:
        from leaptui.sync import sync_state

        with self._looking:
            number = self._looks
            state = sync_state(self._app.workspace)
        if not self.is_syncing:
            self._app.post_message(SyncStateFound(state, number))

    def found(self, event: SyncStateFound) -> None:
        """Show in the header how things stand."""
        self.state, self._is_fresh = event.state, event.number == self._looks
        self._app.show_sync_state(event.state.words, event.state.since(self._app.session.clock.now()))

    # ---- syncing

    def begin(self) -> None:
        """Sync now and then from now on, as the learner chose."""
        from leaptui.store.carrying import carrying

        minutes = carrying(self._app.workspace).minutes
        if minutes:
            self._app.set_interval(minutes * MINUTE, self.sync_by_itself)

    def sync_by_itself(self) -> None:
        """Sync without being asked, where there is something to sync with."""
        if not self.is_syncing and self._has_remote:
            self._start(is_asked=False)

    def sync(self) -> None:
        """Sync, if it is not going on already; where there is nothing to sync with, offer to connect."""
        if self.is_syncing:
            self._app.say(_("Syncing goes on already."))
        elif self._app.stay is None and self.state is not None and self.state.standing in _UNCONNECTED:
            self.connect()
        else:
            self._start(is_asked=True)

    def connect(self) -> None:
        """Offer to connect the workspace to a remote."""
        from leaptui.tui.connect.dialog import open_connect

        open_connect(self._app)

    def show_said(self) -> None:
        """Show what git itself said in the last sync."""
        if self._last is None:
            self._app.say(_("Nothing was synced since the app was opened."))
            return
        from leaptui.tui.connect.said import Said

        self._app.push_screen(Said(self._last.sentence, self._last.raw))

    @property
    def _has_remote(self) -> bool:
        """Whether the workspace is connected, as far as it is known."""
        return self._app.stay is None and self.state is not None and self.state.standing == "ready"

    def _start(self, *, is_asked: bool) -> None:
        self.is_syncing = True
        self._app.show_sync_state(_("syncing …"))
        self._app.run_worker(self._sync(is_asked=is_asked), group=SYNC, exit_on_error=False)

    async def _sync(self, *, is_asked: bool) -> None:
        from leaptui.sync.apart import sync_apart

        try:
            outcome = await sync_apart(self._app.workspace, self._progress)
        finally:
            self.is_syncing = False
        self._app.post_message(SyncEnded(outcome, is_asked))

    def _progress(self, words: str) -> None:
        self._app.show_sync_state(f"{words} …")
        if self._leaving is not None:
            self._leaving.tell(f"{words} …")

    def ended(self, event: SyncEnded) -> None:
        """Tell in one sentence what a sync came to, and show what it brought.

        One that nobody asked for is only told of where it brought something, or cannot go on; being offline is a word in the
        header.
        """
        from leaptui.sync import SyncKind

        outcome = self._last = event.outcome
        if self._leaving is not None:
            self._leave_with(outcome.sentence)
            return
        self._app.look_again()
        self.look()
        if event.is_asked and outcome.kind in {SyncKind.NO_REMOTE, SyncKind.NO_REPOSITORY}:
            self.connect()
            return
        is_quiet = outcome.kind in {SyncKind.OFFLINE, SyncKind.BUSY, SyncKind.RACED, SyncKind.NOTHING_NEW} or (
            outcome.kind is SyncKind.DONE and not outcome.received
        )
        calm = outcome.kind in {SyncKind.DONE, SyncKind.NOTHING_NEW}
        if event.is_asked or (not is_quiet and outcome.sentence != self._told):
            self._app.say(outcome.sentence, trouble=not calm or bool(outcome.conflicts))
        self._told = "" if calm else outcome.sentence

    # ---- at the end

    def may_leave(self) -> bool:
        """Whether the app may be left at once; where something waits to be sent, it is sent first, within a time."""
        if self._leaving is not None or not self._is_worth_waiting():
            return True
        from leaptui.tui.connect.leaving import Leaving

        if not self.is_syncing:
            self._start(is_asked=False)

        def answered(leaves: bool | None) -> None:
            self._leaving = None
            if leaves:
                self._leave_with(_("The sync goes on by itself; what it does not manage goes with the next one."))

        self._leaving = Leaving(END_SECONDS)
        self._app.push_screen(self._leaving, answered)
        return False

    def _is_worth_waiting(self) -> bool:
        from leaptui.store.carrying import carrying

        if self._app.stay is not None or not carrying(self._app.workspace).at_end:
            return False
        if self.is_syncing:
            return True
        if self.state is None or not self._has_remote or self.state.is_offline:
            return False
        return self.state.to_send > 0 or not self._is_fresh

    def _leave_with(self, words: str) -> None:
        self.parting = words
        self._app.exit()
