"""What every widget may ask of the app: the session it works in and the inks it writes with."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.widget import Widget

if TYPE_CHECKING:
    from leaptui.model.change import Change
    from leaptui.tui.inks import Inks
    from leaptui.tui.session import Session


class DeskApp(App[int]):
    """The app as its widgets see it."""

    session: Session
    inks: Inks

    def do(self, change: Change, says: str | None = None) -> bool:
        """Apply a change; tells whether it was saved, and says so in a sentence where it was not."""
        raise NotImplementedError

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while."""
        raise NotImplementedError

    def changed(self, label: str, record_id: str | None = None) -> None:
        """Show a change that was applied: on the screen, and in a word."""
        raise NotImplementedError

    def go(self, screen: str) -> None:
        """Go to one of the screens by its name."""
        raise NotImplementedError


def desk(widget: Widget) -> DeskApp:
    """The app a widget lives in."""
    return cast("DeskApp", widget.app)
