"""Where the panes of Today lead to on other screens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from textual.widget import Widget

from leaptui.tui.base import desk

if TYPE_CHECKING:
    from leaptui.tui.evidence.detail import PieceDetail
    from leaptui.tui.evidence.screen import EvidenceScreen
    from leaptui.tui.framework.screen import FrameworkScreen
    from leaptui.tui.goals.screen import GoalsScreen


def lead_to_goals(widget: Widget, goal_id: str | None = None, *, pace: bool = False) -> None:
    """Go to Goals, to a goal there or to the pace."""
    app = desk(widget)
    screen = cast("GoalsScreen", app.get_screen("goals"))
    app.go("goals")

    def arrive() -> None:
        screen.show_portfolio()
        if goal_id is not None:
            screen.show_goal(goal_id)
        elif pace:
            screen.query_one("#pace").focus()

    # The screen may be shown for the first time: its own queue runs this once its panes are there.
    screen.call_later(arrive)


def lead_to_component(widget: Widget, code: str | None) -> None:
    """Go to Framework, to a component there."""
    app = desk(widget)
    screen = cast("FrameworkScreen", app.get_screen("framework"))
    app.go("framework")
    if code is not None:
        screen.call_later(screen.show_component, code)


def lead_to_piece(widget: Widget, piece: str, *, feedback: bool = False) -> None:
    """Go to a piece of evidence, or to what others said of it."""
    from leaptui.model.search import Narrow

    app = desk(widget)
    app.show_evidence(Narrow(), piece, back="today")
    if feedback:
        screen = cast("EvidenceScreen", app.get_screen("evidence"))
        screen.call_later(lambda: cast("PieceDetail", screen.query_one("#piece")).to_feedback(piece))


def lead_to_days(widget: Widget, first: date, last: date) -> bool:
    """Go to Evidence, to the newest piece made from one day to another; tells whether there is one."""
    pieces = desk(widget).session.portfolio.newest
    found = next((piece.id for piece in pieces if first <= piece.day <= last), None)
    if found is not None:
        lead_to_piece(widget, found)
    return found is not None
