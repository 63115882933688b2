"""How a shared machine looks while nobody is signed in: its colours and its letters, as the facilitator chose them."""

from __future__ import annotations

from leaptui import language
from leaptui.kiosk.kept import KioskSettings
from leaptui.tui import themes
from leaptui.tui.inks import Inks
from leaptui.tui.kiosk.screen import KioskWords
from leaptui.tui.kiosk.tastes import KioskTastes
from leaptui.tui.terminal import find_terminal
from leaptui.tui.widgets.row_list import RowList


class KioskLook(KioskWords):
    """An app that looks as the settings of its machine say; it follows them while it runs."""

    def __init__(self, settings: KioskSettings) -> None:
        tastes = KioskTastes(settings)
        self.is_large = settings.is_large
        self._spoken = settings.language, settings.date_form
        self.terminal = find_terminal(tastes.terminal)
        self.themes = themes.load_themes(None, self.terminal, own=False)
        name = self.themes.first(tastes.theme)
        self.inks = self._make_inks(name)
        super().__init__()
        for theme in self.themes.found.values():
            self.register_theme(theme.textual())
        self.theme = name

    def _make_inks(self, name: str) -> Inks:
        theme = self.themes.found[name]
        return Inks(theme.colours, (), dark=theme.dark, mono=theme.mono)

    def look_as(self, settings: KioskSettings) -> bool:
        """Follow the settings: the colours at once, letters and language from the next screen on.

        Tells whether another language is spoken now.
        """
        self.is_large = settings.is_large
        before, self._spoken = self._spoken, (settings.language, settings.date_form)
        if before != self._spoken:
            language.use(*self._spoken)
        self.theme = self.themes.first(KioskTastes(settings).theme)
        return before != self._spoken

    def watch_theme(self, theme: str) -> None:
        """Take the theme's inks, and draw everything with them."""
        if theme not in self.themes.found:
            return
        self.inks = self._make_inks(theme)
        self.set_class(self.inks.mono, "-mono")
        if self.is_running:
            for screen in self.screen_stack:
                screen.refresh(layout=True)
                for widget in screen.query("*"):
                    (widget.redraw if isinstance(widget, RowList) else widget.refresh)()
