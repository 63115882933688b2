"""How a shared machine looks while nobody is signed in: its colours and its letters, as the facilitator chose them."""

from __future__ import annotations

from leaptui import language
from leaptui.kiosk.kept import KioskSettings
from leaptui.tui import themes
from leaptui.tui.kiosk.screen import KioskWords
from leaptui.tui.kiosk.tastes import KioskTastes
from leaptui.tui.terminal import find_terminal
from leaptui.tui.themed import Themed


class KioskLook(KioskWords, Themed):
    """An app that looks as the settings of its machine say; it follows them while it runs."""

    def __init__(self, settings: KioskSettings) -> None:
        tastes = KioskTastes(settings)
        self.is_large = settings.is_large
        self._spoken = settings.language, settings.date_form
        self.terminal = find_terminal(tastes.terminal)
        self.themes = themes.load_themes(None, self.terminal, own=False)
        name = self.themes.first(tastes.theme)
        self.inks = self.make_inks(name)
        super().__init__()
        for theme in self.themes.found.values():
            self.register_theme(theme.textual())
        self.theme = name

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
