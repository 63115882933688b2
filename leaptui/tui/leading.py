"""To what something is about: a piece, a goal, a guideline, each on its own screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.widget import Widget

from leaptui.language import _
from leaptui.model.journal import GUIDELINES
from leaptui.model.journal_words import about_words
from leaptui.model.records import About
from leaptui.model.saying import noun
from leaptui.model.search import Narrow
from leaptui.tui.base import desk
from leaptui.tui.today.lead import lead_to_goals
from leaptui.tui.widgets.choose import Choose, Option

if TYPE_CHECKING:
    from leaptui.tui.framework.screen import FrameworkScreen


def lead_to(widget: Widget, about: About, back: str) -> None:
    """Go to a piece, a goal or a guideline; from a piece Esc leads back to the screen `back`."""
    app = desk(widget)
    if about.table == "evidence":
        app.show_evidence(Narrow(), about.id, back=back)
    elif about.table == "goals":
        lead_to_goals(widget, about.id)
    elif about.table == GUIDELINES:
        screen = cast("FrameworkScreen", app.get_screen("framework"))
        app.go("framework")
        screen.call_later(screen.show_guideline, about.id)


def lead_to_one_of(widget: Widget, found: Sequence[About], back: str) -> None:
    """Go to the one thing there is; where there are several, ask to which."""
    if len(found) == 1:
        lead_to(widget, found[0], back)
    if len(found) < 2:
        return
    session = desk(widget).session
    options = [
        Option(key_of_about(one), about_words(session.portfolio, session.framework, one, session.today), kind_of(one))
        for one in found
    ]

    def go(key: str | None) -> None:
        about = next((one for one in found if key_of_about(one) == key), None)
        if about is not None:
            lead_to(widget, about, back)

    desk(widget).push_screen(Choose(_("Where to?"), options), go)


def key_of_about(about: About) -> str:
    """What something is about as one word: its table and id."""
    return f"{about.table}/{about.id}"


def kind_of(about: About) -> str:
    """What sort of thing it is."""
    return _("guideline") if about.table == GUIDELINES else noun(about.table)
