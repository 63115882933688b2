"""A pane to read in: lines that were laid out for its width, scrolled."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.widgets.frame import Framed

MARGIN = 2


class Reading(Framed, ScrollView, can_focus=True):
    """Lines to read. Subclasses lay them out for a width in `lay_out`; it is asked again when the width changes."""

    BINDINGS = [
        Binding("up,k", "scroll_up", "Up", show=False, id="reading.up", tooltip="A line up"),
        Binding("down,j", "scroll_down", "Down", show=False, id="reading.down", tooltip="A line down"),
        Binding("pageup,ctrl+b", "page_up", "Page up", show=False, id="reading.page_up", tooltip="A screenful up"),
        Binding(
            "pagedown,ctrl+f", "page_down", "Page down", show=False, id="reading.page_down", tooltip="A screenful down"
        ),
        Binding("home,g", "scroll_home", "Top", show=False, id="reading.top", tooltip="To the top"),
        Binding("end,G", "scroll_end", "End", show=False, id="reading.end", tooltip="To the end"),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[Line | Strip] = []
        self._laid_for: tuple[int, int] = (0, 0)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The lines for a width; a Strip stands as it is."""
        raise NotImplementedError

    def show_anew(self, *, top: bool = False) -> None:
        """Lay out again: what is shown has changed. `top` goes back to the first line."""
        self._laid_for = (0, 0)
        self._prepare()
        if top:
            self.scroll_to(y=0, animate=False)
        self.refresh()

    def _prepare(self) -> None:
        width = self.size.width
        look = (width, id(desk(self).inks))
        if width <= 2 * MARGIN or look == self._laid_for:
            return
        self._laid_for = look
        self._lines = self.lay_out(width - 2 * MARGIN)
        self.virtual_size = Size(width, len(self._lines))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width."""
        del event
        self._prepare()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        self._prepare()
        page = desk(self).inks.page
        width = self.size.width
        place = y + self.scroll_offset.y
        inner = max(0, width - 2 * MARGIN)
        edge = Line().strip(min(MARGIN, width), page)
        if place >= len(self._lines) or not inner:
            return Line().strip(width, page)
        line = self._lines[place]
        shown = line.strip(inner, page) if isinstance(line, Line) else line.adjust_cell_length(inner).apply_style(page)
        return Strip.join([edge, shown, edge])
