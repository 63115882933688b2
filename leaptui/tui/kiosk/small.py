"""What covers a screen of a kiosk in a window that is too small for it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from leaptui.tui.kiosk.targets import Target
from leaptui.tui.widgets.small import too_small_words


class SmallCover(Vertical):
    """One sentence that holds nothing of anybody, and the way out where there is one."""

    def __init__(self, way_out: str = "", hint: str = "") -> None:
        """`way_out` is what stands on the target, `hint` the key that does the same."""
        super().__init__()
        self._way_out, self._hint = way_out, hint

    def compose(self) -> ComposeResult:
        """The sentence, and a target."""
        yield Static(too_small_words(), id="small-words", markup=False)
        if self._way_out:
            yield Target(self._way_out, id="small-out", hint=self._hint, is_first=True)

    def say(self, sentence: str) -> None:
        """Say something else until the window is large enough."""
        self.query_one("#small-words", Static).update(sentence)
