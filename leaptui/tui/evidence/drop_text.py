"""The field for longer texts, apart from the others: what Textual reads for it is not read before somebody writes."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from leaptui.tui.evidence.drop_field import take_drop


class DropText(TextArea):
    """A longer text onto which files can be dropped."""

    def on_paste(self, event: events.Paste) -> None:
        """A path is a file that was dropped."""
        take_drop(self, event)
