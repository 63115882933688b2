"""The time line: what was changed, one row for each thing, day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from leaptui.language import N_, _, pgettext
from leaptui.model.dates import long_day, weekday_name
from leaptui.model.folded import fold, spans
from leaptui.sync.history.event import Source
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span, cut, mark, wrap
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from leaptui.model.telling import Telling
    from leaptui.sync.history import Event

SIGNS: Mapping[str, str] = {
    "added": "+",
    "wrote": "≈",
    "tagged": "■",
    "untagged": "□",
    "ticked": "✓",
    "trashed": "–",
    "back": "«",
    "removed": "×",
    "said": "●",
    "conflict": "≠",
}
"""A sign for each sort of change; the sentence beside it says the same."""
_AGAIN: Mapping[str, str] = {"undo": "«", "redo": "»"}
_CALLED_HERE = frozenset({Source.SAVE, Source.UNDO, Source.REDO})
_UNKNOWN = "·"
_TIME = 7


@dataclass(frozen=True)
class Moment:
    """A row of the time line: an event, and what of it the row tells (None: its note)."""

    event: Event
    telling: Telling | None
    number: int

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.event.id}#{self.number}"

    @property
    def words(self) -> str:
        """The sentence."""
        return self.telling.words if self.telling else self.event.note

    @cached_property
    def folded(self) -> str:
        """What it is found by: the sentence, who made it, what it was called here.

        A commit is called by what it did to all portfolios, and what is found may tell nothing of the others'.
        """
        called = self.event.label if self.event.source in _CALLED_HERE else ""
        return fold(f"{self.words} {self.event.by} {called}")

    @property
    def sign(self) -> str:
        """The sign in front of it."""
        if self.event.source.value in _AGAIN:
            return _AGAIN[self.event.source.value]
        return SIGNS[self.telling.did] if self.telling else _UNKNOWN


@dataclass(frozen=True, slots=True)
class DayRow(Row):
    """The heading of a day."""

    day: date = date.min


@dataclass(frozen=True, slots=True)
class EndRow(Row):
    """What stands below the oldest change."""

    words: str = ""


def moments_of(events: Sequence[Event]) -> list[Moment]:
    """The rows of events, in their order."""
    return [
        Moment(event, telling, number) for event in events for number, telling in enumerate(event.tellings or (None,))
    ]


def matching(moments: Sequence[Moment], typed: str) -> list[Moment]:
    """The rows that have all the words typed, in the sentence, the label or the name of who made it."""
    words = fold(typed).split()
    if not words:
        return list(moments)
    return [one for one in moments if all(word in one.folded for word in words)]


class Timeline(RowList):
    """What was changed, newest first, under the days."""

    HELP = N_("What was changed, day by day, newest first. The pane beside it shows what a change did, word by word.")

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self.moments: dict[str, Moment] = {}
        self.marked: str | None = None
        self.query_text = ""
        self.empty_says: Sequence[tuple[str, str]] = ()

    def show(self, moments: Sequence[Moment], query: str, ending: str = "") -> None:
        """Show these rows, with a sentence below the last one; the words of the query are marked in them."""
        self.moments = {one.key: one for one in moments}
        self.query_text = query
        rows: list[Row] = []
        before: date | None = None
        for one in moments:
            day = self.when(one.event).date()
            if day != before:
                rows += [Row(None), DayRow(None, 1, day)] if rows else [DayRow(None, 1, day)]
                before = day
            rows.append(Row(one.key))
        if rows and ending:
            rows += [Row(None), EndRow(None, 1, ending)]
        self.show_rows(rows)

    def watch_cursor(self, before: int, after: int) -> None:
        """At the oldest change, show what stands below it, too."""
        super().watch_cursor(before, after)
        if after >= 0 and not any(row.key for row in self.rows[after + 1 : after + 3]):
            self.scroll_end(animate=False)

    @property
    def moment(self) -> Moment | None:
        """The row under the cursor."""
        return self.moments.get(self.key or "")

    def when(self, event: Event) -> datetime:
        """An event's moment in the learner's time zone."""
        return datetime.fromisoformat(event.at).astimezone(desk(self).session.clock.now().tzinfo)

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A day, or the time, a sign and the sentence; at the right who made it, where that was elsewhere."""
        inks = desk(self).inks
        if isinstance(row, DayRow):
            return [Line((day_words(row.day, desk(self).session.today), inks.strong))]
        if isinstance(row, EndRow):
            return [Line((row.words, inks.dim))]
        one = self.moments.get(row.key or "")
        if one is None:
            return []
        is_marked = one.key == self.marked
        line = Line(
            (f"{self.when(one.event):%H:%M}  ", inks.dim), (f"{one.sign} ", inks.focus if current else inks.bar)
        )
        line.right = self._right(one, is_marked=is_marked)
        room = width - _TIME - 2 - (sum(cell_len(text) for text, _style in line.right) + 1 if line.right else 0)
        shown = cut(one.words, room)
        style = inks.strong if current else inks.ink if one.telling else inks.dim
        line.left += mark(shown, spans(shown, self.query_text), style, inks.marker)
        return [line]

    def _right(self, one: Moment, *, is_marked: bool) -> list[Span]:
        inks = desk(self).inks
        if is_marked:
            return [(_("marked"), inks.strong)]
        return [(cut(one.event.by, 16), inks.dim)] if one.event.by and not one.event.is_here else []

    def empty_lines(self, width: int) -> list[Line]:
        """What history is for, or that nothing fits: sentences, some of them led by a key."""
        inks = desk(self).inks
        lines: list[Line] = []
        for key, words in self.empty_says:
            spans = [(key, inks.strong), (" " if key else "", inks.dim), (words, inks.dim)]
            lines += [*([Line()] if lines else []), *(Line(*row) for row in wrap(spans, width))]
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open while the list is empty."""
        del parameters
        return action != "open" or self.key is not None


def day_words(day: date, today: date) -> str:
    """A day as a heading: `Thursday, 19 November`, with the year where it is another."""
    return pgettext("day", "{weekday}, {day}").format(weekday=weekday_name(day), day=long_day(day, today))
