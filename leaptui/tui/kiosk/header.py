"""The banner of a session: who is signed in, how it stands, and the way out as a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.strip import Strip

from leaptui.language import _
from leaptui.tui.base import desk
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.kiosk.targets import Target
from leaptui.tui.widgets.header import HeaderLine

if TYPE_CHECKING:
    from leaptui.tui.kiosk.session import KioskApp


class TallHeader(HeaderLine):
    """The header, three rows high."""

    DEFAULT_CSS = "TallHeader { height: 3; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """The header in the middle of its rows."""
        if y != 1:
            return Strip.blank(self.size.width, desk(self).inks.desk)
        return super().render_line(0)

    async def on_click(self, event: events.Click) -> None:
        """A touch counts on any of the rows."""
        await super().on_click(event)


class DeskTarget(Target):
    """A target on the desk."""

    def around(self) -> Style:
        """The desk."""
        return desk(self).inks.desk


class SessionBanner(Horizontal):
    """Who is signed in, and two targets."""

    DEFAULT_CSS = (
        "SessionBanner { height: 3; width: 1fr; background: $desk; }"
        " SessionBanner #session-keys { width: 11; } SessionBanner #session-out { width: 16; }"
    )

    def compose(self) -> ComposeResult:
        """The header beside the targets."""
        yield TallHeader()
        yield DeskTarget(_("Keys"), id="session-keys", hint="F8")
        key = key_elsewhere(self, "app.quit", "q")
        yield DeskTarget(_("Sign out"), id="session-out", hint=key, is_first=True)

    def on_target_pressed(self, event: Target.Pressed) -> None:
        """Do what was touched."""
        event.stop()
        app = cast("KioskApp", self.app)
        if event.target.id == "session-out":
            app.ask_out()
        else:
            app.action_screen_keys()
