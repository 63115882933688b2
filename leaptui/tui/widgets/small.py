"""What a terminal that is too small shows."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from leaptui.language import _

LEAST_WIDTH, LEAST_HEIGHT = 60, 18


def is_too_small(size: Size) -> bool:
    """Whether a terminal has fewer than 60 columns or 18 rows."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT


def too_small_words() -> str:
    """The sentence that says how large a terminal has to be."""
    words = _("leaptui needs {columns} columns and {rows} rows; please make the window larger.")
    return words.format(columns=LEAST_WIDTH, rows=LEAST_HEIGHT)


class SaysTooSmall:
    """A screen that says so itself where the terminal is too small for it."""


class TooSmall(ModalScreen[None]):
    """One sentence, until there is room."""

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(too_small_words(), markup=False)

    def on_resize(self) -> None:
        """Go on once there is room."""
        self._go_on()

    def on_screen_resume(self) -> None:
        """Go on once there is room."""
        self._go_on()

    def _go_on(self) -> None:
        # What lies over it, as the lock, is not its own to take away: Textual dismisses whatever is on top.
        if self.app.screen is self and not is_too_small(self.app.size):
            self.dismiss(None)
