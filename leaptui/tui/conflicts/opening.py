"""Opening the screen of conflicts, from wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from leaptui.tui.copying import Pointing
from leaptui.tui.widgets.desk import DeskScreen

if TYPE_CHECKING:
    from leaptui.tui.base import DeskApp
    from leaptui.tui.conflicts.screen import ConflictsScreen


def open_conflicts(app: DeskApp, record: tuple[str, str] | None = None) -> None:
    """Go to the screen of conflicts, at a record (by default at the one the cursor is on), and back from there with Esc."""
    screen = app.screen
    if not isinstance(screen, DeskScreen) or screen.NAME == "conflicts":
        return
    conflicts = cast("ConflictsScreen", app.get_screen("conflicts"))
    conflicts.show_from(screen.NAME, record or _pointed_at(screen))
    app.go("conflicts")


def _pointed_at(screen: DeskScreen) -> tuple[str, str] | None:
    """The record the cursor is on."""
    for node in screen.focused.ancestors_with_self if screen.focused else [screen]:
        if isinstance(node, Pointing):
            pointed = list(node.pointed_at())
            return pointed[0] if pointed else None
    return None
