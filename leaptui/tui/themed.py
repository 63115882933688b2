"""An app that can change its theme while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leaptui.tui.base import DeskApp
from leaptui.tui.inks import Inks
from leaptui.tui.widgets.frame import Framed

if TYPE_CHECKING:
    from leaptui.tui.themes import Themes


class Themed(DeskApp):
    """An app with a choice of themes."""

    themes: Themes

    @property
    def components(self) -> Sequence[str]:
        """The codes of the components of a framework, each of which is written in a colour of its own."""
        return ()

    def make_inks(self, name: str) -> Inks:
        """The inks of a theme."""
        theme = self.themes.found[name]
        return Inks(theme.colours, self.components, dark=theme.dark, mono=theme.mono)

    def watch_theme(self, theme: str) -> None:
        """Take the theme's inks, and draw everything with them."""
        if theme not in self.themes.found:
            return
        self.inks = self.make_inks(theme)
        self.set_class(self.inks.mono, "-mono")
        if self.is_running:
            self.redraw()

    def redraw(self) -> None:
        """Draw every screen anew."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)
            for widget in (screen, *screen.query("*")):
                # Who keeps words with their inks writes them anew; the others draw what they have.
                ways = (getattr(widget, name, None) for name in ("write_anew", "redraw", "show_anew"))
                next(filter(None, ways), widget.refresh)()
                if isinstance(widget, Framed):
                    widget.write_frame()
