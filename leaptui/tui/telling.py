"""Sentences that are shown for a while: long enough to be read, and never over what is being typed or chosen."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import App
from textual.geometry import Region
from textual.widgets import Input, TextArea

GLANCE = 40
"""Cells of a sentence that is read within the least time it stays."""
READ = 15
"""Cells that are read in a second, by somebody who takes their time."""
TOLD_ABOVE = "-told-above"
"""The class of a screen whose sentences stand at its top."""


class Telling(App[int]):
    """An app that tells what was done, in a sentence."""

    says_for = 3.0
    """For how many seconds a sentence stays at least that tells what was done."""
    warns_for = 10.0
    """For how many seconds a sentence stays at least that tells of a trouble."""

    def lasts(self, sentence: str, *, trouble: bool = False) -> float:
        """For how many seconds a sentence stays: the least there is, or as long as it takes to read it."""
        reading = self.says_for + max(0, cell_len(sentence) - GLANCE) / READ
        return max(self.warns_for if trouble else self.says_for, reading)

    def tell(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence beside those that are shown; it is text, never markup."""
        self.screen.remove_class(TOLD_ABOVE)
        self.notify(sentence, markup=False, timeout=self.lasts(sentence, trouble=trouble))

    def keep_clear(self) -> None:
        """Let what is told stand at the top, where it would lie over what is typed or chosen."""
        screen = self.screen
        if not self._notifications or screen.has_class(TOLD_ABOVE):
            return
        told = [toast.region for toast in screen.query("Toast")]
        if any(region.overlaps(one) for region in in_use(self) for one in told):
            screen.add_class(TOLD_ABOVE)


def in_use(app: App[int]) -> list[Region]:
    """Where something is typed or chosen, in cells of the screen: a line, the row of a text, the row under a cursor."""
    from leaptui.tui.widgets.filled import Filled
    from leaptui.tui.widgets.row_list import RowList

    focused = app.focused
    found = [rows.cursor_region for rows in app.screen.query(RowList) if rows.is_in_use]
    if isinstance(focused, TextArea):
        found.append(Region(focused.region.x, focused.cursor_screen_offset.y, focused.region.width, 1))
    elif isinstance(focused, Input | Filled):
        found.append(focused.region)
    return found
