"""The app before a mentor has opened a portfolio: it shows who waits."""

from __future__ import annotations

from leaptui.model.clock import Clock
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.mentor.mentoring import Mentoring
from leaptui.tui.mentor.queue import Queue


class MentorApp(BeginApp):
    """Answers with the name of the portfolio to open; nothing where it was left."""

    def __init__(self, mentoring: Mentoring, clock: Clock, trouble: str = "") -> None:
        """`trouble` is a sentence to begin with: why what was chosen before could not be opened."""
        self._mentoring = mentoring
        super().__init__(mentoring.workspace, clock, trouble)

    def ask_which(self) -> None:
        """Show who waits."""
        self.push_screen(Queue(self._mentoring, self.clock.today()), self._leave_with)
