"""The rows of the mentor's desk, one for each portfolio, under what waits in it; and all that waits in one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.dates import long_day
from leaptui.model.desk_queue import NEWS, SORTS, Item, Waiting
from leaptui.model.desk_queue_words import beside, counts, heading_in, heading_of, listed, says
from leaptui.model.text import clean_line
from leaptui.store.listing import LINK, UNREADABLE
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span, cut, mark, wrap
from leaptui.tui.widgets.reading import Reading
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row

_UNREADABLE = N_("cannot be read")
_TROUBLE = {UNREADABLE: _UNREADABLE, LINK: N_("a link")}
_INDENT = 2


class Learners(RowList):
    """The portfolios that fit what was typed, each under the most pressing of what waits in it."""

    def __init__(self) -> None:
        super().__init__(id="learners")
        self._found: dict[str, Waiting] = {}
        self._headings: dict[int, str] = {}
        self._query = ""

    def show(self, found: Sequence[Waiting], query: str, at: str | None) -> None:
        """Show portfolios in their order, with what was typed marked in them."""
        typed_on = query != self._query
        self._found, self._query = {one.name: one for one in found}, query
        rows: list[Row] = []
        self._headings = {}
        before: str | None = None
        for one in found:
            over = heading_of(one)
            if over != before:
                row = Row(None, 2 if rows else 1)
                self._headings[id(row)] = before = over
                rows.append(row)
            rows.append(Row(one.name))
        self.show_rows(rows, at, first=typed_on and bool(query))

    @property
    def waiting(self) -> Waiting | None:
        """What waits in the portfolio under the cursor; None where that is not known yet."""
        found = self._found.get(self.key) if self.key else None
        return found if found is not None and found.is_read else None

    def in_sight(self) -> list[str]:
        """The portfolios on the screen now."""
        return [key for _line, key in self.rows_in_sight()]

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Whose it is, and how much waits of each sort; or a heading."""
        from leaptui.model.folded import spans

        inks = desk(self).inks
        if row.key is None:
            said = Line((self._headings.get(id(row), ""), inks.dim))
            return [said] if row.height == 1 else [Line(), said]
        waiting = self._found[row.key]
        style = inks.strong if current else inks.ink
        right: list[Span] = []
        if waiting.trouble:
            right = [(_(_TROUBLE.get(waiting.trouble, _UNREADABLE)), inks.ink)]
        else:
            right = [(" · ".join(counts(waiting)), inks.dim)]
        learner = cut(clean_line(waiting.learner), max(12, width - cell_len(right[0][0]) - 2))
        return [Line(*mark(learner, spans(learner, self._query), style, inks.marker), right=right)]

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing fits, or there is nothing: one sentence."""
        inks = desk(self).inks
        said = _("Nobody here has these words in name or title.") if self._query else _("Nobody waits for this.")
        return [Line(*row) for row in wrap([(said, inks.dim)], width)]


class Waits(Reading):
    """All that waits in the portfolio under the cursor."""

    def __init__(self, today: date) -> None:
        super().__init__(id="waits")
        self._today = today
        self._waiting: Waiting | None = None

    def show(self, waiting: Waiting | None) -> None:
        """Show what waits in a portfolio."""
        if waiting is not self._waiting:
            self._waiting = waiting
            self.show_anew(top=True)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Whose it is, and each sort of what waits under its heading."""
        inks = desk(self).inks
        waiting = self._waiting
        if waiting is None:
            return []
        lines: list[Line | Strip] = [Line((cut(clean_line(waiting.learner), width), inks.strong))]
        facts = " · ".join(filter(None, (waiting.title, f"portfolios/{waiting.name}.json")))
        lines += [Line(*row) for row in wrap([(facts, inks.dim)], width)]
        if waiting.trouble:
            said = _("The file cannot be read here; “leaptui check” says why.")
            return [*lines, Line(), *(Line(*row) for row in wrap([(said, inks.ink)], width))]
        for sort in SORTS:
            items, more = listed(waiting, sort)
            if items:
                lines += [Line(), *(Line(*row) for row in wrap([(heading_in(waiting, sort), inks.dim)], width))]
            for item in items:
                lines += self._item(item, width)
            if more:
                lines.append(Line((" " * _INDENT + more, inks.dim)))
        if not waiting.sort:
            said = _("Nothing waits, and nothing is new since you looked.")
            lines += [Line(), *(Line(*row) for row in wrap([(said, inks.dim)], width))]
        return lines

    def _item(self, item: Item, width: int) -> list[Line]:
        inks = desk(self).inks
        day = long_day(item.day, self._today) if item.day else ""
        room = max(10, width - _INDENT - cell_len(day) - 2)
        said = wrap([(says(item), inks.ink)], room)
        sign = glyphs.NEW if item.sort == NEWS else " "
        lines = [
            Line((f"{sign if number == 0 else ' '} ", inks.ink), *row, right=[(day, inks.dim)] if number == 0 else [])
            for number, row in enumerate(said)
        ]
        if more := beside(item):
            lines += [
                Line((" " * _INDENT, inks.dim), *row) for row in wrap([(more, inks.dim)], max(10, width - _INDENT))
            ]
        return lines
