"""What was begun on a sheet and not kept yet: which sheet `a` goes on with, and the line on Evidence that says so."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import _, pgettext
from leaptui.model.text import clean_line
from leaptui.store.drafts import NEW
from leaptui.tui.base import DeskApp, desk
from leaptui.tui.evidence.sheet import WAS
from leaptui.tui.keys import key_names, key_of
from leaptui.tui.line import Line, cut, width_of
from leaptui.tui.session import Session

LONGEST = 40
"""Cells of a title in a sentence."""


def left_over(session: Session) -> tuple[str, dict[str, str] | None]:
    """The sheet that `a` goes on with, by its key: a new piece's, or one on a piece that was removed meanwhile."""
    draft = session.drafts.get(NEW)
    if draft is None:
        for key in session.drafts.sheets():
            left = session.drafts.get(key) or {}
            if f"{WAS}made_on" in left and session.portfolio.raw("evidence", key) is None:
                return key, left
    return NEW, draft


def begun_title(session: Session) -> str | None:
    """The title on the sheet that `a` goes on with, empty while it has none; None where nothing was left, or others look."""
    if session.puts_away:
        return None
    draft = left_over(session)[1]
    return clean_line(draft.get("title", "")) if draft is not None else None


def offer_begun(app: DeskApp) -> None:
    """Say at the start what was begun and not kept yet, and how to go on with it."""
    title = begun_title(app.session)
    if title is None:
        return
    words = _("You had begun “{title}”, and it is not kept yet: {key} goes on with it.")
    if not title:
        words = _("You had begun a piece, and it is not kept yet: {key} goes on with it.")
    # It stands beside what else is said at the start, and takes nothing away.
    key = key_names(app, "app.add")[0]
    app.tell(words.format(title=cut(title, LONGEST), key=key))


class BegunLine(Widget):
    """`begun: Rain gauge   a goes on`; a click goes on, too. It takes no room while nothing is begun."""

    DEFAULT_CSS = "BegunLine { height: 1; width: 1fr; display: none; } BegunLine.-begun { display: block; }"

    class Wanted(Message):
        """The line was clicked: the sheet is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._title: str | None = None

    def show(self, title: str | None) -> None:
        """Show what was begun; None where nothing was."""
        self._title = title
        self.set_class(title is not None, "-begun")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """What was begun, and the key that goes on with it."""
        del y
        inks = desk(self).inks
        title = self._title or pgettext("a sheet that has no title yet", "a piece without a title")
        line = Line((_("begun:") + " ", inks.dim), (title, inks.ink))
        goes_on = pgettext("after the key a", "goes on")
        line.right = [("  ", inks.dim), (key_of(self, "app.add"), inks.strong), (f" {goes_on}", inks.dim)]
        if width_of([*line.left, *line.right]) >= self.size.width:
            line.right.pop()  # the title matters more than what the key does
        return line.strip(self.size.width, inks.page)

    def on_click(self, event: events.Click) -> None:
        """A click goes on with it."""
        event.stop()
        self.post_message(self.Wanted())
