"""Syncing from the app: in a thread of its own, with its state in the header and one sentence at the end."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from leaptui.language import _

if TYPE_CHECKING:
    from leaptui.sync import SyncOutcome
    from leaptui.tui.app import LeaptuiApp

SYNC = "sync"
"""The group of the worker that syncs."""


@dataclass
class SyncStateFound(Message):
    """How things stand with the other copies was found out, or moved on, in words for the header."""

    words: str


@dataclass
class SyncEnded(Message):
    """A sync came to its end."""

    outcome: SyncOutcome


class Carrier:
    """Looks how things stand with the other copies, and syncs.

    Its threads only compute and post messages, which nobody waits for: leaving the app while a sync goes on lets it finish.
    """

    def __init__(self, app: LeaptuiApp) -> None:
        self._app = app
        self._looking = threading.Lock()
        self.is_syncing = False

    def look(self) -> None:
        """Find out in the background what the header says of syncing."""
        if not self.is_syncing:
            self._app.run_worker(self._look, thread=True, exclusive=True, group="sync-state", exit_on_error=False)

    def _look(self) -> None:
        from leaptui.sync import sync_state

        with self._looking:
            words = sync_state(self._app.workspace).words
        if not self.is_syncing:
            self._app.post_message(SyncStateFound(words))

    def sync(self) -> None:
        """Sync, if it is not going on already."""
        if self.is_syncing:
            self._app.say(_("Syncing goes on already."))
            return
        self.is_syncing = True
        self._app.show_sync_state(_("syncing …"))
        self._app.run_worker(self._sync, thread=True, group=SYNC, exit_on_error=False)

    def _sync(self) -> None:
        from leaptui.sync import sync

        def progress(words: str) -> None:
            self._app.post_message(SyncStateFound(f"{words} …"))

        try:
            outcome = sync(self._app.workspace, progress=progress)
        finally:
            self.is_syncing = False
        self._app.post_message(SyncEnded(outcome))

    def ended(self, outcome: SyncOutcome) -> None:
        """Tell in one sentence what a sync came to, and show what it brought."""
        from leaptui.sync import SyncKind

        calm = outcome.kind in {SyncKind.DONE, SyncKind.NOTHING_NEW}
        self._app.look_again()
        self._app.say(outcome.sentence, trouble=not calm or bool(outcome.conflicts))
        self.look()
