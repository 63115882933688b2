"""A question before something that cannot be taken back: Enter alone answers nothing."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from leaptui.language import N_, _
from leaptui.tui.kiosk.big import BigWords
from leaptui.tui.kiosk.screen import KioskScreen
from leaptui.tui.kiosk.targets import Target


class Question(KioskScreen[bool]):
    """Asks one thing. It answers with True for yes, with False or None for no."""

    BINDINGS = [
        Binding("f2", "yes", N_("Yes"), id="question.yes", tooltip=N_("Do what is asked")),
    ]

    def __init__(self, title: str, question: str, about: str, yes: str) -> None:
        """`title` is who or what it is about, in large letters; `about` says what comes of it; `yes` stands on the target."""
        super().__init__()
        self._title, self._question, self._about, self._yes = title, question, about, yes

    def top_words(self) -> str:
        """What is asked."""
        return self._question

    def compose_room(self) -> ComposeResult:
        """What it is about, what comes of it, two targets."""
        yield BigWords(self._title)
        yield Static(self._question, id="question", markup=False)
        yield Static(self._about, classes="dim", markup=False)
        with Horizontal(id="answers"):
            yield Target(self._yes, id="yes", hint="F2")
            yield Target(_("No"), id="no", hint=_("Esc"), is_first=True)

    def action_yes(self) -> None:
        """Yes."""
        self.dismiss(result=True)

    def on_target_pressed(self, event: Target.Pressed) -> None:
        """A target was touched."""
        event.stop()
        self.dismiss(event.target.id == "yes")
