"""What notes words before they are kept, so that a closed window costs none of them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.widget import Widget


@runtime_checkable
class Notes(Protocol):
    """A sheet or a field whose words outlive a closed window."""

    def note_changes(self) -> None:
        """Note what stands there, if it says something else than when it was noted last."""


def note_all(app: App[int]) -> None:
    """Let every sheet and every field note what stands there, to the last letter."""
    for screen in app.screen_stack:
        for one in screen.walk_children(Widget, with_self=True):
            if isinstance(one, Notes) and one.is_mounted:
                one.note_changes()
