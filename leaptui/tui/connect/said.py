"""What git itself said in the last sync, for whoever wants to look behind the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.line import Line, wrap
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.reading import Reading


class Words(Reading):
    """git's words, line by line."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(id="said")
        self._said = lines

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Each line, broken where it is too long."""
        inks = desk(self).inks
        return [Line(*row) for line in self._said for row in wrap([(line, inks.ink)], width) or [[]]]


class Said(Overlay[None]):
    """git's words over the screen."""

    TITLE_TEXT = N_("What git said last")
    TAKES_TEXT = False
    CSS_PATH = "connect.tcss"

    def __init__(self, sentence: str, raw: str) -> None:
        """`sentence` is what the sync came to, `raw` what git said."""
        super().__init__()
        words = [clean_line(line) for line in raw.splitlines()]
        self._lines = [sentence, "", *(words or [_("git had nothing to say.")])]

    def compose_sheet(self) -> ComposeResult:
        """The lines to read."""
        yield Words(self._lines)

    def on_mount(self) -> None:
        """Let the keys that scroll work at once."""
        self.query_one(Words).focus()
