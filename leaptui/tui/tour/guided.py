"""What the app does for somebody who looks around: a stay in the samples, the tour; and where it is led on by a rename."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding

from leaptui.language import N_, _
from leaptui.tui.everywhere import Everywhere
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.patient import Patient

if TYPE_CHECKING:
    from leaptui.store.settings import Settings
    from leaptui.store.workspace import Workspace
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.mentor.mentoring import Mentoring
    from leaptui.tui.portfolios.samples import Stay
    from leaptui.tui.tour.tour import Tour


class Guided(Everywhere):
    """An app one can look around in."""

    BINDINGS: ClassVar = [
        Binding(
            "B",
            "leave_samples",
            N_("Back to mine"),
            id="app.leave_samples",
            tooltip=N_("Leave the samples; what you did in them is thrown away"),
        ),
        Binding(
            "escape",
            "queue",
            N_("Who waits"),
            id="app.queue",
            tooltip=N_("Back to the mentor's desk: who waits, in all portfolios"),
        ),
    ]
    workspace: Workspace
    settings: Settings
    stay: Stay | None = None
    """The stay in the samples; None in a portfolio of one's own."""
    tour: Tour | None = None
    """The tour under way."""
    mentoring: Mentoring | None = None
    """The mentor's desk a portfolio was opened from; None where a learner looks at their own."""

    is_own_start = False
    """Whether a learner started the program to open a portfolio: then the tour may be offered."""

    def greet(self) -> None:
        """Say in the samples where one is; offer the tour on first use; remove samples that a killed program left."""
        if self.stay is not None:
            from leaptui.tui.portfolios.samples import welcome

            welcome(cast("LeaptuiApp", self))
        elif self.is_own_start:
            if self.settings.tour is None:
                from leaptui.tui.tour.tour import offer_tour

                offer_tour(cast("LeaptuiApp", self))
            self.run_worker(_sweep, thread=True, exit_on_error=False, group="sweep")
        if self.stay is None and (self.settings.tour is not None or not self.is_own_start):
            from leaptui.tui.evidence.begun import offer_begun

            offer_begun(self)

    @property
    def samples_words(self) -> str:
        """What the header says in the samples; empty elsewhere."""
        return _("sample, nothing is kept") if self.stay else ""

    def follow_rename(self) -> bool:
        """Go on under the new name where another program renamed the portfolio that is open; tells whether it did."""
        store = self.session.store
        if os.path.lexists(store.path):
            return False
        renamed = self.workspace.renamed(store.name)
        if renamed is None:
            return False
        from leaptui.tui.portfolios.chooser import open_portfolio

        trouble = open_portfolio(cast("LeaptuiApp", self), renamed)
        self.say(trouble or _("The file is called {file} now.").format(file=f"{renamed}.json"), trouble=bool(trouble))
        return trouble is None

    def action_leave_samples(self) -> None:
        """Go back from the samples."""
        from leaptui.tui.portfolios.samples import leave_samples

        leave_samples(cast("LeaptuiApp", self))

    def go_home(self) -> None:
        """Go back to Today; a mentor goes back to their desk."""
        if self.mentoring is None:
            super().go_home()
        else:
            self.action_queue()

    def action_queue(self) -> None:
        """Show who waits, over all portfolios."""
        from leaptui.tui.mentor.opening import open_queue

        open_queue(cast("LeaptuiApp", self))

    async def on_patient_ready(self, event: Patient.Ready) -> None:
        """While a note of the tour is on its way, keys wait for it."""
        if self.tour is not None and self.tour.is_coming:
            event.prevent_default()

    def on_unmount(self) -> None:
        """Throw the samples away, however the app ends."""
        if self.stay is not None:
            self.stay.samples.throw_away()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One can only leave the samples while in them; they are on no other machine."""
        if action in {"leave_samples", "sync"} and (action == "sync") is (self.stay is not None):
            return False
        if action == "queue" or (action == "voice" and self.mentoring is not None):
            # At their desk a mentor speaks for nobody else.
            return action == "queue" and self.mentoring is not None and isinstance(self.screen, DeskScreen)
        return super().check_action(action, parameters)


def _sweep() -> None:
    from leaptui.store.samples import sweep_samples

    sweep_samples()
