"""A pane to read in: lines that were laid out for its width, scrolled."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.moving import IN_A_TEXT

MARGIN = 2


class Reading(Framed, ScrollView, can_focus=True, inherit_bindings=False):
    """Lines to read. Subclasses lay them out for a width in `lay_out`; it is asked again when the width changes."""

    ALLOW_SELECT = True
    BINDINGS = [*IN_A_TEXT]

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
        """One line of the screen, what the mouse has selected of it marked."""
        self._prepare()
        page = desk(self).inks.page
        width = self.size.width
        place = y + self.scroll_offset.y
        inner = max(0, width - 2 * MARGIN)
        edge = Line().strip(min(MARGIN, width), page)
        if place >= len(self._lines) or not inner:
            return Line().strip(width, page)
        shown = self._shown(place, inner)
        selected = self.text_selection
        if selected is not None and (span := selected.get_span(place)) is not None:
            shown = self._marked(shown, *span)
        return Strip.join([edge, shown.apply_offsets(0, place), edge])

    def _shown(self, place: int, inner: int) -> Strip:
        page = desk(self).inks.page
        line = self._lines[place]
        return line.strip(inner, page) if isinstance(line, Line) else line.adjust_cell_length(inner).apply_style(page)

    def _marked(self, strip: Strip, start: int, end: int) -> Strip:
        """A line with the characters from one place to another marked as selected; -1 is its end."""
        text = strip.text
        first = cell_len(text[:start])
        last = cell_len(text if end < 0 else text[:end])
        if last <= first:
            return strip
        marker = desk(self).inks.marker
        before, within, after = strip.crop(0, first), strip.crop(first, last), strip.crop(last)
        chosen = Strip([Segment(part.text, (part.style or Style()) + marker) for part in within], within.cell_length)
        return Strip.join([before, chosen, after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse has selected, without the blanks that fill its lines."""
        inner = max(1, self.size.width - 2 * MARGIN)
        lines = [self._shown(place, inner).text.rstrip() for place in range(len(self._lines))]
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Mark what is selected now."""
        del selection
        self.refresh()

    def action_half(self, by: int) -> None:
        """Scroll by half a screenful."""
        self.scroll_relative(y=by * max(1, self.size.height // 2), animate=False)
