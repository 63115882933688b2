"""What every widget may ask of the app: the session it works in and the inks it writes with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import App
from textual.widget import Widget

from leaptui.tui.widgets.small import TooSmall, is_too_small

if TYPE_CHECKING:
    from leaptui.model.change import Change
    from leaptui.model.search import Narrow
    from leaptui.tui.inks import Inks
    from leaptui.tui.session import Session


@dataclass
class States:
    """What the header tells: how things stand with the other copies, and trouble with the file, each in words."""

    synced: str = ""
    trouble: str = ""


class DeskApp(App[int]):
    """The app as its widgets see it."""

    session: Session
    inks: Inks
    states: States
    crash: Exception | None = None
    """What ended the app, where it was an error of its own."""

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small; the sentence goes by itself once there is room."""
        if is_too_small(event.size) and not isinstance(self.screen, TooSmall):
            self.call_after_refresh(self.push_screen, TooSmall())

    def _fatal_error(self) -> None:
        """End quietly: Textual would print the values of local variables, a learner's words among them."""
        self.bell()
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        """End the app; whoever ran it writes a report that holds no learner's words."""
        self.crash = error
        super()._handle_exception(error)

    def do(self, change: Change, says: str | None = None) -> bool:
        """Apply a change; tells whether it was saved, and says so in a sentence where it was not."""
        raise NotImplementedError

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while."""
        raise NotImplementedError

    def changed(self, label: str, record_id: str | None = None) -> None:
        """Show a change that was applied: on the screen, and in a word."""
        raise NotImplementedError

    def show_evidence(self, narrow: Narrow, piece: str | None = None) -> None:
        """Go to Evidence, narrowed, the cursor on a piece."""
        raise NotImplementedError

    def go(self, screen: str) -> None:
        """Go to one of the screens by its name."""
        raise NotImplementedError


def desk(widget: Widget) -> DeskApp:
    """The app a widget lives in."""
    return cast("DeskApp", widget.app)
