"""The mentor's desk over a portfolio that was opened from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.tui.mentor.queue import Queue

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp


def open_queue(app: LeaptuiApp) -> None:
    """Show who waits; the portfolio that is chosen takes the place of the one that is open."""
    mentoring = app.mentoring
    if mentoring is None:
        return

    def answered(name: str | None) -> None:
        from leaptui.tui.mentor.landing import land
        from leaptui.tui.portfolios.chooser import open_portfolio

        if not name:
            return
        if trouble := open_portfolio(app, name):
            app.say(trouble, trouble=True)
        else:
            land(app)

    app.push_screen(Queue(mentoring, app.session.today), answered)
