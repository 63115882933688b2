"""Running the mentor's desk: who waits, then the portfolio that is opened."""

from __future__ import annotations

from leaptui.model.clock import Clock
from leaptui.store.errors import StoreError
from leaptui.tui.mentor.app import MentorApp
from leaptui.tui.mentor.mentoring import Mentoring
from leaptui.tui.run import open_app, run_app


def run_mentor(mentoring: Mentoring, clock: Clock) -> int:
    """Show who waits and open what is chosen; gives the exit code. The terminal is left clean however it ends."""
    trouble = ""
    while True:
        app = MentorApp(mentoring, clock, trouble)
        code = run_app(app)
        if app.chosen is None:
            return code
        try:
            return open_app(mentoring.workspace, app.chosen, clock, mentoring)
        except StoreError as error:
            trouble = str(error)
