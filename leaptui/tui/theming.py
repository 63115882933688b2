"""Choosing a theme: each is shown at once as the cursor comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp


class ChooseTheme(Choose):
    """The themes; the app wears the one under the cursor, and its own again where none is chosen.

    The screen below is not dimmed, and as much of it is to be seen as can be: it shows what the theme is like.
    """

    CSS_PATH = "theming.tcss"

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the theme the cursor came to."""
        event.stop()
        self.app.theme = event.key


def choose_theme(app: LeaptuiApp) -> None:
    """Choose a theme and remember it."""
    before = app.theme
    options = [Option(name, theme.title, name) for name, theme in app.themes.found.items()]

    def keep(name: str | None) -> None:
        app.theme = name or before
        if name:
            app.settings.theme = name
            try:
                app.settings.save()
            except OSError:
                app.say(_("The theme could not be remembered for the next time."), trouble=True)

    app.push_screen(ChooseTheme(_("Theme"), options, at=before), keep)
