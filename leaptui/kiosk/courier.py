"""Syncing a kiosk in the background, whoever is signed in: now and then, and soon after somebody has left."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import datetime
from random import SystemRandom
from typing import NamedTuple

from leaptui.language import _
from leaptui.store.workspace import Workspace
from leaptui.sync.apart import sync_apart
from leaptui.sync.outcome import SyncKind, SyncOutcome, SyncStanding, SyncState
from leaptui.sync.state import sync_state

_LEAST_SECONDS = 20.0
"""How long after one sync the next begins at the soonest: forges advise not to send more than a few times a minute."""
_SPREAD = 0.2
"""By which part the time between two syncs differs: fifty machines that were switched on together do not meet each time."""


class Carried(NamedTuple):
    """How a machine stands to the others, in words."""

    words: str
    short: str = ""
    """The same where there is little room: a word or two that nothing takes the place of; empty where it may be left out."""


class Courier:
    """Syncs a workspace in a thread of its own, in which a process does the work; nothing waits for it.

    What it knows can be read from any thread; it holds no learner's words.
    """

    def __init__(self, workspace: Workspace, minutes: int, first: float = 3.0) -> None:
        """`first` is after how many seconds the first sync begins."""
        self._workspace = workspace
        self.minutes = minutes
        self._first = first
        self._wanted = threading.Event()
        self._ends = False
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
        self.is_syncing = False
        self.state: SyncState | None = None
        """How the workspace stood to its remote when it was last looked at; None before that."""
        self.outcome: SyncOutcome | None = None
        """What the last sync came to; None before the first."""
        self.rounds = 0
        """How many syncs have ended."""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ask(self) -> None:
        """Sync soon: somebody has left, or asked for it."""
        self._wanted.set()

    def stop(self) -> None:
        """Begin no other sync. One that is under way ends by itself."""
        self._ends = True
        self._wanted.set()

    def _run(self) -> None:
        self.state = sync_state(self._workspace)
        wait = self._first
        while not self._ends:
            if self._wanted.wait(wait):
                self._wanted.clear()
            if self._ends:
                return
            began = time.monotonic()
            self._sync()
            spread = SystemRandom().uniform(1 - _SPREAD, 1 + _SPREAD)
            wait = self.minutes * 60 * spread
            if self._wanted.wait(max(0.0, _LEAST_SECONDS - (time.monotonic() - began))):
                wait = max(0.0, _LEAST_SECONDS - (time.monotonic() - began))

    def _sync(self) -> None:
        if self.state is not None and self.state.standing is not SyncStanding.READY:
            self.state = sync_state(self._workspace)
            if self.state.standing is not SyncStanding.READY:
                return
        self.is_syncing = True
        try:
            self.outcome = asyncio.run(sync_apart(self._workspace, lambda _words: None))
        finally:
            self.is_syncing = False
        self.state = sync_state(self._workspace)
        self.rounds += 1

    def words(self, now: datetime) -> str:
        """How it stands, for everybody to see: no name, no address."""
        return self.carried(now).words

    def carried(self, now: datetime) -> Carried:
        """How it stands, for everybody to see, and the same in a word or two where it is more than all well."""
        if self.is_syncing:
            return Carried(_("syncing …"))
        if self.state is None:
            return Carried("")
        held_up = Carried(_("not synced: the facilitator can see why"), _("not synced"))
        if self.state.standing is not SyncStanding.READY:
            return held_up if self.state.standing is SyncStanding.UNKNOWN else Carried(_("on this machine only"))
        met = self.state.met
        when = when_words(met, now) if met else ""
        kind = self.outcome.kind if self.outcome else None
        if self.state.is_offline or kind is SyncKind.OFFLINE:
            words = _("offline, last synced {when}").format(when=when) if when else _("offline, not synced yet")
            return Carried(words, _("offline"))
        # What held the last sync up, perhaps before this machine was switched on, holds until one has gone through.
        is_held = self.state.is_held and kind in {None, SyncKind.BUSY}
        if not is_held and kind in {None, SyncKind.DONE, SyncKind.NOTHING_NEW, SyncKind.BUSY, SyncKind.RACED}:
            return Carried(_("synced {when}").format(when=when) if when else _("not synced yet"))
        return held_up


def when_words(met: datetime, now: datetime) -> str:
    """When something was, for somebody who stands before it: the time today, else the day."""
    from leaptui.model.dates import long_day

    then = met.astimezone(now.tzinfo)
    return f"{then:%H:%M}" if then.date() == now.date() else long_day(then.date(), now.date())
