"""A pane of Today: rows that draw themselves, laid out for the room there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.strip import Strip

from leaptui.language import _
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, wrap
from leaptui.tui.session import Session
from leaptui.tui.widgets.header import NARROW
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row

SHORT = 30
"""Rows from which on a screen is not short (the kit's `-short`)."""

Paint = Callable[[int, bool], list[Line]]
"""Draws a row: its width in cells, and whether the cursor is on it."""


def _nothing(width: int, current: bool) -> list[Line]:
    del width, current
    return []


@dataclass(frozen=True, slots=True)
class Drawn(Row):
    """A row that draws itself."""

    paint: Paint = _nothing


BLANK = Drawn(None)


class Panel(RowList):
    """A pane of Today. Subclasses give the rows for the room there is in `rows_for_room`."""

    QUIET: ClassVar[bool] = False
    """Whether the cursor shows only while the pane has the focus: nothing is chosen in it before."""

    HEADING: ClassVar[str] = ""
    """The pane's title until there is something to show in it."""

    def on_mount(self) -> None:
        """Stand there under its title."""
        self.set_frame(_(self.HEADING))

    def rows_for_room(self) -> list[Drawn]:
        """The rows for the size the pane has."""
        raise NotImplementedError

    def show_anew(self) -> None:
        """Show the portfolio as it stands now."""
        if self.size.width and self.session.is_open:
            self.show_rows(self.rows_for_room())

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Let the row draw itself."""
        return row.paint(width, current) if isinstance(row, Drawn) else []

    def empty_lines(self, width: int) -> list[Line]:
        """What the pane teaches while there is nothing in it."""
        return [Line(*row) for row in wrap(self.teaches(), width)] if self.session.is_open else []

    def teaches(self) -> Sequence[Span]:
        """One sentence, and one key."""
        return ()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size."""
        del event
        self.show_anew()

    def on_click(self, event: events.Click) -> None:
        """A double click leads on where Enter does: on the frame, or anywhere in a pane that has no rows to choose from."""
        on_frame = not 0 <= event.y - self.gutter.top < self.size.height
        if event.chain == 2 and (on_frame or self.key is None):
            self.action_open()

    def _draw_row(self, index: int, width: int) -> list[Strip]:
        row = self.rows[index]
        inks = self.inks
        page = self._page()
        current = index == self.cursor and row.key is not None and (self.has_focus or not self.QUIET)
        ground = (inks.sel if self.has_focus else inks.raised) if current else page
        inner = self.inner_width
        lines = self.draw(row, inner, current=current)
        lines += [Line()] * (row.height - len(lines))
        strips = []
        for number, line in enumerate(lines):
            sign = glyphs.CURSOR if current and number == 0 else " "
            lead = Line((sign, inks.focus if self.has_focus else inks.dim)).strip(self._margin, ground)
            strips.append(
                Strip.join([lead, line.strip(inner, ground), Line().strip(width - inner - self._margin, ground)])
            )
        return strips

    # ---- what all panes ask for

    @property
    def session(self) -> Session:
        """What the app works on."""
        return desk(self).session

    @property
    def inks(self) -> Inks:
        """The inks of the theme."""
        return desk(self).inks

    @property
    def inner_width(self) -> int:
        """The cells a row may fill."""
        return max(1, self.size.width - 2 * self._margin)

    @property
    def _margin(self) -> int:
        """Blank cells at the sides: fewer where columns are few and no cursor stands in them from the start."""
        return 1 if self.QUIET and self.is_narrow else MARGIN

    @property
    def is_narrow(self) -> bool:
        """Whether columns are few."""
        return self.app.size.width < NARROW

    @property
    def is_compact(self) -> bool:
        """Whether rows and columns are few."""
        return self.is_narrow or self.app.size.height < SHORT
