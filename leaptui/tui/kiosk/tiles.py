"""Names to touch: one below the other with what is said of each, or side by side as tiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from leaptui.kiosk.namesakes import told_apart
from leaptui.language import _
from leaptui.model.folded import spans
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.kiosk.big import AS_DRAWN, BASE, GAP, ROWS, fitting_rows
from leaptui.tui.kiosk.targets import LEAST_ROWS, block_row
from leaptui.tui.line import Line, cut, mark
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import EvenRows, Row

CHIP = 4
"""The cells of most initials with what is around them; names begin behind so many."""


@dataclass(frozen=True)
class LargeName:
    """A name in large letters, and what of it stands beside them in small ones, on their base line."""

    rows: Sequence[str]
    rest: str = ""


@lru_cache(maxsize=512)
def large_name(name: str, width: int) -> LargeName | None:
    """A name as large as it fits: whole, or its first word with the others beside it; None where neither fits.

    Names that begin alike must be told apart, so that nothing is cut.
    """
    whole = fitting_rows(name, width, ROWS)
    if whole is not None:
        return LargeName(whole)
    first, _blank, rest = name.partition(" ")
    rows = fitting_rows(first, width - GAP - cell_len(rest), ROWS)
    if rows is None:
        return None
    wide = max(map(len, rows)) + GAP
    return LargeName([row.ljust(wide) for row in rows], rest)


class Names(RowList):
    """Names to touch, each three rows high."""

    def __init__(self, names: Mapping[str, str], facts: Mapping[str, str]) -> None:
        """`names` are the learners' by portfolio, `facts` what is said of them at the right."""
        super().__init__(id="names")
        self.facts = dict(facts)
        self.call(names)
        self.typed = ""
        self.can_focus = False

    def call(self, names: Mapping[str, str]) -> None:
        """Call the learners so from now on."""
        self.names = dict(names)
        self.twins = told_apart(names)

    def show(self, found: Sequence[str], typed: str, keep: str | None = None) -> None:
        """Show these portfolios' names, with what was typed marked in them."""
        self.typed = typed
        self.show_rows([Row(name, LEAST_ROWS) for name in found], keep, first=bool(typed))

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The name in the middle of its rows."""
        inks = desk(self).inks
        key = row.key or ""
        name = self.names[key]
        fact = "  ".join(filter(None, (self.twins.get(key, ""), self.facts.get(key, ""))))
        middle = self.named(name, width - cell_len(fact) - 2, current=current)
        middle.right = [(fact, inks.dim)]
        lines = [Line() for _line in range(row.height)]
        lines[row.height // 2] = middle
        return lines

    def named(self, name: str, width: int, *, current: bool) -> Line:
        """The initials of a name, and the name, with what was typed marked in it."""
        inks = desk(self).inks
        chip, shade = inks.person_chip(name)
        gap = " " * max(2, CHIP + 2 - cell_len(chip))
        shown = cut(name, width - cell_len(chip + gap))
        style = inks.strong if current else inks.name
        return Line((chip, shade), (gap, style), *mark(shown, spans(shown, self.typed), style, inks.marker))

    def cursor_line(self, row: Row) -> int:
        """Beside the name."""
        return row.height // 2

    def clicked(self, event: events.Click) -> None:
        """One touch is enough: nobody expects to have to touch twice."""
        del event
        self.action_open()

    def empty_lines(self, width: int) -> list[Line]:
        """Nobody is called so."""
        del width
        return [Line(), Line((_("Nobody here has this name. Is it written otherwise?"), desk(self).inks.dim))]


class Tiles(Names):
    """Names side by side, as many as there is room for; the cursor goes to the row above or below, and to the name beside.

    Where large letters were chosen, and there is a row for them, they stand one below the other, each as large as it fits.
    """

    TILE = 32
    """The least width of a tile."""
    ROOMY = 20
    """From how many rows on the tiles are as high as targets are where there is room."""

    def __init__(self, names: Mapping[str, str], *, is_large: bool) -> None:
        super().__init__(names, {})
        self._wants_large = is_large
        self._found: Sequence[str] = ()
        self._columns = 1
        self._column = 0
        self._shown_for = (0, 0)

    @property
    def _is_large(self) -> bool:
        """Whether names stand in large letters: where they were chosen, and there is a row for them."""
        return self._wants_large and self.size.height >= ROWS + 2

    @property
    def key(self) -> str | None:
        """The portfolio of the name the cursor is on."""
        at = self.cursor * self._columns + self._column
        return self._found[at] if 0 <= at < len(self._found) else None

    def show(self, found: Sequence[str], typed: str, keep: str | None = None) -> None:
        """Show these portfolios' names as tiles."""
        self.typed = typed
        wanted = keep or self.key
        self._found = found
        self._columns = self._columns_now()
        self._shown_for = self._columns, self._height()
        at = found.index(wanted) if wanted in found and (keep or not typed) else 0
        self._column = at % self._columns
        first = found[at - self._column] if found else None
        self.show_rows(EvenRows(found[:: self._columns], self._height()), first, first=bool(typed) and not keep)

    def _columns_now(self) -> int:
        return 1 if self._is_large else max(1, self._room(self.size.width) // self.TILE)

    def _room(self, width: int) -> int:
        """How wide a row is beside the bar that says where one is."""
        return width - (self.scrollbar_size_vertical if self.show_vertical_scrollbar else 0)

    def _height(self) -> int:
        """Of a tile: higher where there is much room."""
        if self._is_large:
            return ROWS + 2
        return LEAST_ROWS if self.size.height < self.ROOMY else ROWS

    def on_resize(self, event: events.Resize) -> None:
        """Put as many beside one another as there is room for now; the list does the rest."""
        del event
        if (self._columns_now(), self._height()) != self._shown_for:
            self.show(self._found, self.typed, self.key)

    def beside(self, by: int) -> None:
        """Go to the name beside, at the end of a row to the next one."""
        at = self.cursor * self._columns + self._column + by
        if 0 <= at < len(self._found):
            self._column = at % self._columns
            self.cursor = at // self._columns
            self.redraw()

    def watch_cursor(self, before: int, after: int) -> None:
        """Stay on a name where the last row is shorter."""
        last = len(self._found) - 1
        self._column = min(self._column, max(0, last - after * self._columns))
        super().watch_cursor(before, after)

    def on_click(self, event: events.Click) -> None:
        """A touch is for the name that is touched; between two tiles it is for none."""
        event.prevent_default()  # a list's row is touched as a whole
        row = self.row_at(event.y)
        width = self._tile_width(self.size.width)
        column, within = divmod(event.x, width)
        gap = 0 if desk(self).inks.mono else 1  # a box has an edge there
        at = (row or 0) * self._columns + column
        if row is not None and within < width - gap and column < self._columns and at < len(self._found):
            self.cursor, self._column = row, column
            self.redraw()
            self.clicked(event)

    def _tile_width(self, width: int) -> int:
        return self._room(width) // self._columns

    def _draw_row(self, index: int, width: int) -> list[Strip]:
        first = index * self._columns
        keys = self._found[first : first + self._columns]
        inks = desk(self).inks
        wide, height = self._tile_width(width), self.rows[index].height
        rows = []
        for y in range(height):
            shown = Strip.join([self._tile(key, y, wide) for key in keys])
            rows.append(Strip.join([shown, Strip.blank(width - shown.cell_length, inks.page)]))
        return rows

    def _tile(self, key: str, y: int, width: int) -> Strip:
        """One row of a tile."""
        current = key == self.key
        height = self.rows[0].height
        inks = desk(self).inks

        def inside(row: int, room: int) -> Line:
            name = f"{self.names[key]} {self.twins[key]}" if self._is_large and key in self.twins else self.names[key]
            sign = (glyphs.CURSOR if current else " ", inks.focus)
            if self._is_large and (letters := large_name(name, room - 2 * MARGIN)) is not None:
                at = (sign if row == (height - 2) // 2 else (" ", inks.focus), (" ", inks.ink))
                rest = (letters.rest, inks.strong) if row == BASE else ("", inks.ink)
                return Line(*at, (letters.rows[row], inks.white + AS_DRAWN), rest)
            if row != (height - 2) // 2:
                return Line()
            twin = self.twins.get(key, "")
            line = self.named(name, room - 2 * MARGIN - (cell_len(twin) + 1 if twin else 0), current=current)
            line.left = [sign, (" ", inks.ink), *line.left]
            line.right = [(f"{twin} ", inks.dim)] if twin else []
            return line

        return block_row(inks, y, width, height, inside, is_first=current, page=inks.page)
