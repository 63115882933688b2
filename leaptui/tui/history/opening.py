"""Opening History, from wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from leaptui.tui.widgets.desk import TABS, DeskScreen

if TYPE_CHECKING:
    from leaptui.tui.base import DeskApp
    from leaptui.tui.history.screen import HistoryScreen


def open_history(app: DeskApp) -> None:
    """Go to History; Esc leads back from there."""
    screen = app.screen
    if not isinstance(screen, DeskScreen) or screen.NAME == "history":
        return
    history = cast("HistoryScreen", app.get_screen("history"))
    history.show_from(screen.NAME if screen.NAME in {tab.name for tab in TABS} else "today")
    app.go("history")
