"""Going through the tour: the note follows the learner from screen to screen, and nothing of it is kept but that it was seen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.screen import Screen

from leaptui.language import _
from leaptui.tui.keys import key_names
from leaptui.tui.tour.note import Note
from leaptui.tui.tour.steps import STEPS
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.patient import Patient

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp

SEEN = "seen"
"""What the settings note once the tour was offered or begun."""


class Tour:
    """The tour under way in an app."""

    def __init__(self, app: LeaptuiApp) -> None:
        self._app = app
        self._number = 0
        self.is_coming = False
        """Whether a note is on its way: what is typed meanwhile waits for it."""

    def begin(self) -> None:
        """Begin with the first step, from wherever the learner is."""
        self._app.screen_change_signal.subscribe(self._app, self._follow)
        self._tell()

    def go(self, by: int) -> None:
        """Go on or back; 0, and what lies past the last step, ends the tour."""
        if not by or self._number + by >= len(STEPS):
            self.end()
            return
        self._number = max(0, self._number + by)
        self._tell()

    def end(self) -> None:
        """Take the note away."""
        self._app.screen_change_signal.unsubscribe(self._app)
        self._take_away()
        self._app.tour = None

    def _take_away(self) -> None:
        for name in dict.fromkeys(step.screen for step in STEPS):
            screen = self._app.get_screen(name) if self._app.is_screen_installed(name) else None
            if screen is not None and screen.is_running:
                screen.query(Note).remove()

    def _tell(self) -> None:
        """Show the step on its screen."""
        self._take_away()
        step = STEPS[self._number]
        screen = self._app.screen
        if isinstance(screen, DeskScreen) and step.screen != screen.NAME:
            self._app.go(step.screen)
        self._show_soon()

    def _show_soon(self) -> None:
        """Show the note once its screen is drawn."""
        self.is_coming = True
        screen = self._app.screen
        if isinstance(screen, DeskScreen):
            screen.is_ready = False
        self._app.call_after_refresh(self._show)

    def _show(self) -> None:
        screen = self._app.screen
        if self._app.tour is self and isinstance(screen, DeskScreen) and not screen.query(Note):
            screen.mount(Note(self._number, self.go, self._came))
        else:
            self._came(screen)

    def _came(self, screen: Screen[object]) -> None:
        """The note is there to take keys."""
        self.is_coming = False
        if isinstance(screen, Patient):
            self._app.post_message(Patient.Ready(screen))

    def _follow(self, screen: Screen[object]) -> None:
        """The learner went to another screen: the step that comes there is next, or the note comes along."""
        is_late = screen is not self._app.screen or self.is_coming
        if not isinstance(screen, DeskScreen) or is_late or STEPS[self._number].screen == screen.NAME:
            return
        ahead = range(self._number + 1, len(STEPS))
        self._number = next((number for number in ahead if STEPS[number].screen == screen.NAME), self._number)
        self._take_away()
        self._show_soon()


def begin_tour(app: LeaptuiApp) -> None:
    """Begin the tour, or begin it anew."""
    if app.tour is not None:
        app.tour.end()
    app.tour = Tour(app)
    note_seen(app)
    app.tour.begin()


def offer_tour(app: LeaptuiApp) -> None:
    """Say once, on first use, that there is a tour; a portfolio without a piece offers it on its first screen."""
    session = app.session
    if app.settings.tour == SEEN or not session.portfolio.evidence or session.store.undo_label is not None:
        return  # who has changed something here knows the way about
    note_seen(app)
    key = key_names(app, "app.commands")[0]
    app.say(_("New here? There is a short tour of the screens: {key}, then type “tour”.").format(key=key))


def note_seen(app: LeaptuiApp) -> None:
    """Note that the tour was seen; where that cannot be written, it is offered once more."""
    app.settings.tour = SEEN
    with suppress(OSError):
        app.settings.save()
