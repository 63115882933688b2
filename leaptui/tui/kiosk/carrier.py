"""Syncing as a session of a kiosk sees it: the machine does it, whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.kiosk.courier import Courier
from leaptui.language import _
from leaptui.sync.outcome import SyncKind, SyncStanding
from leaptui.tui.carry import Carrier

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp

_LOOK_SECONDS = 2.0


class KioskCarrier(Carrier):
    """Tells how the machine stands, and asks its courier. Of what a sync said, which may name others, nothing is shown."""

    def __init__(self, app: LeaptuiApp, courier: Courier) -> None:
        super().__init__(app)
        self._courier = courier

    def look(self) -> None:
        """Tell how the machine stands."""
        carried = self._courier.carried(self._app.session.clock.now())
        self._app.show_sync_state(carried.words, short=carried.short)

    def begin(self) -> None:
        """Keep telling it; the courier syncs by itself."""
        self._app.set_interval(_LOOK_SECONDS, self.look)

    def sync(self) -> None:
        """Ask for a sync, and say what the last one came to where it did not go through."""
        state = self._courier.state
        if state is not None and state.standing is not SyncStanding.READY:
            self._app.say(_("This machine is not connected to others: the facilitator can change that."))
            return
        self._app.say(self._sync_words())
        self._courier.ask()
        self.look()

    def _sync_words(self) -> str:
        """What a learner may know of the syncs: no address, and nothing of others."""
        outcome, state = self._courier.outcome, self._courier.state
        if (outcome is not None and outcome.kind is SyncKind.OFFLINE) or (state is not None and state.is_offline):
            return _(
                "This machine is offline. What you write is saved here; a sync is tried now, and again until one goes through."
            )
        if self._courier.carried(self._app.session.clock.now()).short:
            return _(
                "The last sync did not go through; the facilitator can see why. "
                "What you write is saved here, and it is tried again."
            )
        return _("Syncing goes on in the background; you can leave meanwhile.")

    def may_leave(self) -> bool:
        """At any time: the courier goes on."""
        return True
