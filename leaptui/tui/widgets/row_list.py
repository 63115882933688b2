"""A list that is written row by row: only the rows on the screen are drawn, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from leaptui.language import N_
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.moving import IN_A_LIST
from leaptui.tui.widgets.rows import Row, index_of, tops_of

MARGIN = 2
"""Blank cells before a row's text (the cursor stands in them) and after it."""


class RowList(Framed, ScrollView, can_focus=True, inherit_bindings=False):
    """A list with a cursor. Subclasses give rows to `show_rows` and draw them in `draw`.

    Enter and double click say Opened, a moved cursor says Moved. Keys are vim's and the arrows.
    """

    BINDINGS = [
        *IN_A_LIST,
        Binding("enter", "open", N_("Open"), id="list.open", tooltip=N_("Open the row")),
    ]

    cursor = reactive(-1, init=False)
    is_led = False
    """Whether a line to type in leads it: it never has the focus, and looks as if it had."""

    @dataclass
    class Moved(Message):
        """The cursor came to another row."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    @dataclass
    class Opened(Message):
        """A row was opened."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[Row] = ()
        self._tops: Sequence[int] = ()
        self._lines: dict[int, list[Strip]] = {}
        self._drawn_for: tuple[object, ...] = ()

    # ---- what subclasses do

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Draw one row: `row.height` lines of `width` cells. `current` says that the cursor is on it."""
        raise NotImplementedError

    def cursor_line(self, row: Row) -> int:
        """In which of a row's lines the cursor's sign stands."""
        del row
        return 0

    def empty_lines(self, width: int) -> list[Line]:
        """What to show where there is no row: one sentence, one key."""
        del width
        return []

    # ---- rows

    def show_rows(self, rows: Sequence[Row], keep: str | None = None, *, first: bool = False) -> None:
        """Show other rows.

        The cursor stays on its row, or goes to `keep`, where that is still there, else it stays near; `first` brings it to
        the first row in any case.
        """
        before = self.key
        wanted = None if first else keep if keep is not None else before
        place = 0 if first else self.cursor
        self._rows = rows
        self._tops = tops_of(rows)
        self._tell_length()
        found = index_of(rows, wanted)
        if found is None:
            found = self._nearest(min(max(place, 0), len(rows) - 1))
        self.redraw()
        self.set_reactive(RowList.cursor, found)
        if self.is_mounted:
            self._into_view(animate=False)
        if self.key is not None and self.key != wanted:
            self.post_message(self.Moved(self, self.key))
        if (before is None) != (self.key is None):
            self.refresh_bindings()

    def _tell_length(self) -> None:
        """Tell the scroll bar how long the list is. Only where it comes or goes by that is the screen laid out anew."""
        now = Size(max(1, self.size.width), self._tops[-1] if self._tops else 1)
        before, room = self.virtual_size, self.container_size.height
        is_long = now.height > room
        if now.width != before.width or is_long != (before.height > room) or self.styles.auto_dimensions:
            self.virtual_size = now
            return
        self.set_reactive(RowList.virtual_size, now)
        if is_long:
            self.call_after_refresh(self._tell_bar)  # the rows are looked at first
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def _tell_bar(self) -> None:
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = self.virtual_size.height

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows

    @property
    def key(self) -> str | None:
        """The key of the row the cursor is on."""
        return self._rows[self.cursor].key if 0 <= self.cursor < len(self._rows) else None

    def go_to(self, key: str) -> bool:
        """Move the cursor to the row of that key; tells whether it is there."""
        found = index_of(self._rows, key)
        if found is not None:
            self.cursor = found
        return found is not None

    def redraw(self) -> None:
        """Draw the rows anew: something they show has changed."""
        self._lines.clear()
        self.refresh()

    # ---- drawing

    @property
    def is_in_use(self) -> bool:
        """Whether the keys that move about go here."""
        return self.has_focus or self.is_led

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        look = (width, self.is_in_use, id(desk(self).inks))
        if look != self._drawn_for:
            self._lines.clear()
            self._drawn_for = look
        page = self._page()
        if not self._rows:
            lines = self.empty_lines(max(1, width - 2 * MARGIN))
            shown = lines[y] if y < len(lines) else Line()
            return Strip.join(
                [_blank(MARGIN, page), shown.strip(max(1, width - 2 * MARGIN), page), _blank(MARGIN, page)]
            )
        line = y + self.scroll_offset.y
        if line >= self._tops[-1]:
            return _blank(width, page)
        index = bisect_right(self._tops, line) - 1
        if index not in self._lines:
            if len(self._lines) > 500:
                self._lines.clear()
            self._lines[index] = self._draw_row(index, width)
        return self._lines[index][line - self._tops[index]]

    def _draw_row(self, index: int, width: int) -> list[Strip]:
        inks = desk(self).inks
        row = self._rows[index]
        current = index == self.cursor and row.key is not None
        ground = self._page()
        if current:
            ground = inks.sel if self.is_in_use else inks.raised
        inner = max(1, width - 2 * MARGIN)
        lines = self.draw(row, inner, current=current)
        margin = Segment(" " * MARGIN, ground)
        sign = Line((glyphs.CURSOR, inks.focus if self.is_in_use else inks.dim)).segments(MARGIN, ground)
        strips = []
        for number in range(row.height):
            line = lines[number] if number < len(lines) else Line()
            lead = sign if current and number == self.cursor_line(row) else [margin]
            strips.append(Strip([*lead, *line.segments(inner, ground), margin], inner + 2 * MARGIN))
        return strips

    def _page(self) -> Style:
        return desk(self).inks.page

    # ---- moving

    def _nearest(self, index: int, by: int = 1) -> int:
        """The nearest row the cursor may stand on: from `index` on in one direction, else in the other; -1 for none."""
        for step in (by, -by):
            place = index
            while 0 <= place < len(self._rows):
                if self._rows[place].key is not None:
                    return place
                place += step
        return -1

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        place = self.cursor + by
        while 0 <= place < len(self._rows) and self._rows[place].key is None:
            place += by
        if 0 <= place < len(self._rows):
            self.cursor = place
        elif by < 0:
            self.scroll_to(y=0, animate=False)

    def action_page(self, by: int, part: int = 1) -> None:
        """Move the cursor by a screenful, or by a part of one: 2 is half."""
        if not self._rows:
            return
        line = self._tops[max(self.cursor, 0)] + by * max(1, (self.size.height - 2) // part)
        index = bisect_right(self._tops, max(0, min(line, self._tops[-1] - 1))) - 1
        self.cursor = self._nearest(index, by)

    def move_from_line(self, what: str, by: int) -> None:
        """Move the cursor from a line that keeps the focus: by a `page`, to an `edge`, or by rows."""
        {"page": self.action_page, "edge": self.action_edge}.get(what, self.action_move)(by)

    def action_edge(self, by: int) -> None:
        """Move the cursor to the first or the last row."""
        self.cursor = self._nearest(0 if by < 0 else len(self._rows) - 1, -by)

    def action_open(self) -> None:
        """Open the row the cursor is on."""
        if self.key is not None:
            self.post_message(self.Opened(self, self.key))

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the two rows anew, keep the cursor in sight, tell the others."""
        self._lines.pop(before, None)
        self._lines.pop(after, None)
        self.refresh()
        self._into_view(animate=False)
        if before != after and self.key is not None:
            self.post_message(self.Moved(self, self.key))

    def _into_view(self, *, animate: bool) -> None:
        if 0 <= self.cursor < len(self._rows):
            top = self._tops[self.cursor]
            first = next((i for i, row in enumerate(self._rows) if row.key is not None), 0)
            if self.cursor == first:
                self.scroll_to(y=0, animate=animate)
                return
            self.scroll_to_region(Region(0, top, 1, self._rows[self.cursor].height), animate=animate, force=True)

    @property
    def cursor_region(self) -> Region:
        """Where the row under the cursor stands, in cells of the screen; empty where it is on none, or out of sight."""
        if self.key is None:
            return Region()
        inner = self.content_region
        top = inner.y + self._tops[self.cursor] - self.scroll_offset.y
        return Region(inner.x, top, inner.width, self.rows[self.cursor].height).intersection(inner)

    def row_at(self, y: int) -> int | None:
        """The index of the row at a line of the widget; None below the last one."""
        line = y + self.scroll_offset.y
        if not self._rows or not 0 <= line < self._tops[-1]:
            return None
        return bisect_right(self._tops, line) - 1

    def rows_in_sight(self) -> list[tuple[int, str]]:
        """The rows on the screen that the cursor may stand on: the line of the widget each begins on, and its key."""
        first = self.scroll_offset.y
        found: list[tuple[int, str]] = []
        index = bisect_left(self._tops, first)
        while index < len(self._rows) and self._tops[index] - first < self.size.height:
            key = self._rows[index].key
            if key is not None:
                found.append((self._tops[index] - first, key))
            index += 1
        return found

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one opens."""
        index = self.row_at(event.y - self.gutter.top)
        if index is None or self._rows[index].key is None:
            return
        self.cursor = index
        self.clicked(event)

    def clicked(self, event: events.Click) -> None:
        """What a click on the row under the cursor does besides: the second one of two opens it."""
        if event.chain == 2:
            self.action_open()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the virtual size as wide as the widget."""
        del event
        self._tell_length()
        self._into_view(animate=False)

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.redraw()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.redraw()


def _blank(width: int, style: Style) -> Strip:
    return Line().strip(width, style)
