"""What a kiosk shows while nobody is there: what it is, and where to touch."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from leaptui.language import N_, _
from leaptui.tui.keys import key_of
from leaptui.tui.kiosk.big import BigWords
from leaptui.tui.kiosk.screen import KioskScreen
from leaptui.tui.kiosk.targets import Target

SIGN_IN, FACILITATOR = "sign-in", "facilitator"
"""What it answers with."""


class Attract(KioskScreen[str]):
    """Answers with SIGN_IN or FACILITATOR; it cannot be left."""

    BINDINGS = [
        Binding("enter,space", "sign_in", N_("Sign in"), id="attract.sign_in", tooltip=N_("Say who you are")),
        Binding(
            "f10",
            "facilitator",
            N_("Facilitator"),
            id="attract.facilitator",
            tooltip=N_("For whoever looks after this machine"),
        ),
    ]

    def __init__(self, trouble: str = "") -> None:
        """`trouble` is a sentence to begin with: why the last session ended as it did."""
        super().__init__()
        self._trouble = trouble

    def compose_room(self) -> ComposeResult:
        """A greeting, what it is for, two targets."""
        yield BigWords(_("Hello."), id="title")
        words = _("Your portfolio of what you make and learn: yours alone until you share it.")
        yield Static(words, id="promise", markup=False)
        if self._trouble:
            yield Static(self._trouble, id="trouble", markup=False)
        else:
            words = _("What you type is kept at once; walk away, and the screen locks by itself.")
            yield Static(words, classes="dim", id="calm", markup=False)
        hint = _("touch, or any key")
        yield Target(_("Sign in"), id=SIGN_IN, hint=hint, is_first=True, is_large=True)
        with Horizontal(id="foot"):
            yield Static("", classes="push", markup=False)
            yield Target(_("Facilitator"), id=FACILITATOR, hint=key_of(self, "attract.facilitator"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go back to."""
        return action != "leave" and super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Any key begins that does nothing else, for whoever does not know which one to press.

        Esc does not, nor does a key together with Ctrl or Alt: these are pressed to get out of something.
        """
        if self.is_covered:
            return
        bound = self.active_bindings.get(event.key)
        is_free = bound is None or bound.binding.action.startswith(
            "app.focus_"
        )  # there is nothing to move the focus to
        is_chord = "+" in event.key and not event.is_printable
        if is_free and event.key != "escape" and not is_chord:
            event.stop()
            event.prevent_default()
            self.action_sign_in()

    @on(Target.Pressed, f"#{SIGN_IN}")
    def action_sign_in(self) -> None:
        """Begin."""
        self.dismiss(SIGN_IN)

    @on(Target.Pressed, f"#{FACILITATOR}")
    def action_facilitator(self) -> None:
        """Open the office."""
        self.dismiss(FACILITATOR)
