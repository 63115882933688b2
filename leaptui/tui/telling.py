"""Sentences that are shown for a while: long enough to be read, and never over what is being typed or chosen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import App
from textual.geometry import Region
from textual.widgets import Input, TextArea

GLANCE = 40
"""Cells of a sentence that is read within the least time it stays."""
READ = 15
"""Cells that are read in a second, by somebody who takes their time."""
FREE_ABOVE, FREE_BELOW = 2, 1
"""Rows that stay free above a sentence at the top, and below one at the bottom, as the style sheets have them."""
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
        """Let what is told stand at the other end of the screen, where it would lie over what is typed or chosen."""
        screen = self.screen
        told = [toast.region for toast in screen.query("Toast")]
        if not self._notifications or not told:
            return
        used = in_use(self)
        is_above = screen.has_class(TOLD_ABOVE)
        if is_above:
            by = screen.size.height - FREE_BELOW - max(region.bottom for region in told)
        else:
            by = FREE_ABOVE - min(region.y for region in told)
        if _lie_over(told, used) and not _lie_over([region.translate((0, by)) for region in told], used):
            screen.set_class(not is_above, TOLD_ABOVE)


def _lie_over(told: Sequence[Region], used: Sequence[Region]) -> bool:
    return any(region.overlaps(one) for region in told for one in used)


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
