"""Leaving while something is still to be sent: it is sent first, within a time, and nobody has to wait for it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from leaptui.language import N_, _
from leaptui.tui.widgets.overlay import Overlay


class Leaving(Overlay[bool]):
    """Says that a sync goes on. It answers with True where it is left at once, or the time is over; with None to stay."""

    TITLE_TEXT = N_("Syncing before you leave")
    TAKES_TEXT = False
    CSS_PATH = "connect.tcss"
    BINDINGS = [
        Binding(
            "q,ctrl+q,enter",
            "leave_now",
            N_("Leave now"),
            id="leaving.now",
            tooltip=N_("Leave at once; the rest goes next time"),
        ),
        Binding("escape", "leave", N_("Stay"), id="overlay.leave", tooltip=N_("Go on working")),
    ]

    def __init__(self, seconds: float) -> None:
        """`seconds` is how long it waits at the most."""
        super().__init__()
        self._seconds = seconds

    def compose_sheet(self) -> ComposeResult:
        """What goes on, and that nothing hangs on it."""
        yield Static(
            _("What is new here goes to the remote. It is safe on this machine in any case."),
            markup=False,
            classes="question",
        )
        yield Static(_("syncing …"), markup=False, id="progress", classes="dim")

    def on_mount(self) -> None:
        """Wait no longer than that."""
        self.set_timer(self._seconds, self.action_leave_now)

    def tell(self, words: str) -> None:
        """Show how far it is."""
        if self.is_mounted:
            self.query_one("#progress", Static).update(words)

    def action_leave_now(self) -> None:
        """Leave at once."""
        self.dismiss(result=True)
