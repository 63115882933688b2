"""Syncing from the app: in a thread of its own, with its state in the header and one sentence at the end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from leaptui.sync import SyncKind, SyncOutcome, sync, sync_state

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp


class Carrier:
    """Looks how things stand with the other copies, and syncs. Threads only compute; the app shows what they found."""

    def __init__(self, app: LeaptuiApp) -> None:
        self._app = app
        self._syncing = False
        self._looking = threading.Lock()
        self.last: SyncOutcome | None = None

    def look(self) -> None:
        """Find out in the background what the header says of syncing."""
        if not self._syncing:
            self._app.run_worker(self._look, thread=True, exclusive=True, group="sync-state", exit_on_error=False)

    def _look(self) -> None:
        with self._looking:
            words = sync_state(self._app.workspace).words
        if self._app.is_running:
            self._app.call_from_thread(self._app.show_sync_state, words)

    def sync(self) -> None:
        """Sync, if it is not going on already."""
        if self._syncing:
            self._app.say("Syncing goes on already.")
            return
        self._syncing = True
        self._app.show_sync_state("syncing …")
        self._app.run_worker(self._sync, thread=True, group="sync", exit_on_error=False)

    def _sync(self) -> None:
        def progress(words: str) -> None:
            self._app.call_from_thread(self._app.show_sync_state, words)

        try:
            outcome = sync(self._app.workspace, progress=progress)
        finally:
            self._syncing = False
        self._app.call_from_thread(self._ended, outcome)

    def _ended(self, outcome: SyncOutcome) -> None:
        self.last = outcome
        calm = outcome.kind in {SyncKind.DONE, SyncKind.NOTHING_NEW}
        self._app.look_again()
        self._app.say(outcome.sentence, trouble=not calm or bool(outcome.conflicts))
        self.look()
