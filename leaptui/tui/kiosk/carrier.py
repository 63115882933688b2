"""Syncing as a session of a kiosk sees it: the machine does it, whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.kiosk.courier import Courier
from leaptui.language import _
from leaptui.sync.outcome import SyncStanding
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
        self._app.show_sync_state(self._courier.words(self._app.session.clock.now()))

    def begin(self) -> None:
        """Keep telling it; the courier syncs by itself."""
        self._app.set_interval(_LOOK_SECONDS, self.look)

    def sync(self) -> None:
        """Ask for a sync."""
        state = self._courier.state
        if state is not None and state.standing is not SyncStanding.READY:
            self._app.say(_("This machine is not connected to others: the facilitator can change that."))
            return
        self._courier.ask()
        self._app.say(_("Syncing goes on in the background; you can leave meanwhile."))
        self.look()

    def may_leave(self) -> bool:
        """At any time: the courier goes on."""
        return True
