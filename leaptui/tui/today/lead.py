"""Where the panes of Today lead to on other screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widget import Widget

from leaptui.tui.base import desk

if TYPE_CHECKING:
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
