"""A one-time code, as it is shown to the facilitator."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from leaptui.kiosk import hashing
from leaptui.language import N_, _
from leaptui.tui.kiosk.big import BigWords
from leaptui.tui.kiosk.screen import KioskScreen
from leaptui.tui.kiosk.targets import Target


class CodeGiven(KioskScreen[None]):
    """Shows a one-time code, once."""

    BINDINGS = [Binding("enter", "leave", N_("Done"), id="code.done", tooltip=N_("The code is not shown again"))]

    def __init__(
        self, learner: str, code: str, days: int, *, is_first: bool = True, is_locked_out: bool = False
    ) -> None:
        """`days` is for how many days it holds; `is_first`: the learner has not signed in here before.

        `is_locked_out`: the code will not let them in yet.
        """
        super().__init__()
        self._is_locked_out = is_locked_out
        self._learner, self._code, self._days, self._is_first = learner, code, days, is_first

    def top_words(self) -> str:
        """Whose code it is."""
        return _("A code for {name}").format(name=self._learner)

    def compose_room(self) -> ComposeResult:
        """The code, how it is used, a target."""
        first, again = (
            _("For {name}, to sign in for the first time:"),
            _("For {name}, to choose a new PIN or passphrase:"),
        )
        yield Static((first if self._is_first else again).format(name=self._learner), markup=False)
        yield BigWords(hashing.spaced(self._code))
        words = _("It holds once, for {n} days, and is not shown again. A new code takes its place.")
        yield Static(words.format(n=self._days), classes="dim", markup=False)
        if self._is_locked_out:
            words = _("{name} stays locked out here until you let them in.")
            yield Static(words.format(name=self._learner), id="locked-out", markup=False)
        yield Target(_("Done"), id="done", hint=_("Enter"), is_first=True)

    @on(Target.Pressed)
    def action_leave(self) -> None:
        """It is written down."""
        self.dismiss(None)
