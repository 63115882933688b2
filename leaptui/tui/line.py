"""Writing one row of cells: what stands from the left, and what ends at the right edge."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

Span = tuple[str, Style]
"""A run of text in one style."""

PLAIN = Style()


def cut(text: str, width: int) -> str:
    """Cut a text to a number of cells, with `…` where something is left out."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def fit(text: str, width: int) -> str:
    """Cut or fill a text to exactly a number of cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))


def width_of(spans: Iterable[Span]) -> int:
    """The cells that spans take."""
    return sum(cell_len(text) for text, _ in spans)


def cut_spans(spans: Iterable[Span], width: int) -> list[Span]:
    """Cut spans to a number of cells, with `…` where something is left out."""
    found = list(spans)
    if width_of(found) <= width:
        return found
    kept: list[Span] = []
    room = width
    for text, style in found:
        size = cell_len(text)
        if size >= room:
            kept.append((cut(text if size > room else text + "…", room), style))
            break
        kept.append((text, style))
        room -= size
    return kept


def mark(text: str, places: Iterable[tuple[int, int]], style: Style, marked: Style) -> list[Span]:
    """Split a text into spans, with the places (start, end) in the style that marks what was found."""
    spans: list[Span] = []
    at = 0
    for start, end in places:
        if start > at:
            spans.append((text[at:start], style))
        spans.append((text[start:end], marked))
        at = end
    if at < len(text):
        spans.append((text[at:], style))
    return spans


class Line:
    """A row being written. The left part is cut where the right part needs its room."""

    __slots__ = ("ground", "left", "right")

    def __init__(self, *left: Span, right: Iterable[Span] = (), ground: Style | None = None) -> None:
        self.left: list[Span] = list(left)
        self.right: list[Span] = list(right)
        self.ground = ground

    def add(self, text: str, style: Style = PLAIN) -> Line:
        """Write on at the left."""
        self.left.append((text, style))
        return self

    def strip(self, width: int, ground: Style = PLAIN) -> Strip:
        """The row as cells, exactly `width` of them, on a ground."""
        base = ground + self.ground if self.ground else ground
        right = cut_spans(self.right, width)
        right_width = width_of(right)
        room = width - right_width - (1 if right else 0)
        left = cut_spans(self.left, room)
        gap = width - right_width - width_of(left)
        spans = [*left, (" " * gap, PLAIN), *right]
        return Strip([Segment(text, base + style) for text, style in spans if text], width)


def wrap(spans: Iterable[Span], width: int) -> list[list[Span]]:
    """Break spans into rows of at most `width` cells at blanks; a longer word is broken where it must be."""
    found = [(part, style) for part, style in spans if part]
    starts = [0, *accumulate(len(part) for part, _ in found)]
    text = "".join(part for part, _ in found)
    rows: list[list[Span]] = []
    start = 0
    for line in text.split("\n"):
        for first, last in _breaks(line, max(1, width)):
            rows.append(_slice(found, starts, start + first, start + last))
        start += len(line) + 1
    return rows


def _breaks(line: str, width: int) -> list[tuple[int, int]]:
    """Where rows of a line begin and end; the blanks at a break belong to none."""
    rows: list[tuple[int, int]] = []
    first = last = 0
    for word in re.finditer(r"\S+", line):
        if cell_len(line[first : word.end()]) <= width:
            last = word.end()
            continue
        if last > first:
            rows.append((first, last))
        first = word.start()
        while (end := first + len(_head(line[first : word.end()], width))) < word.end():
            rows.append((first, end))
            first = end
        last = word.end()
    return [*rows, (first, last)] if last > first or not rows else rows


def _slice(spans: list[Span], starts: list[int], first: int, last: int) -> list[Span]:
    """The spans from one place of their whole text to another; `starts` says where in it each begins."""
    cut_out: list[Span] = []
    index = bisect_right(starts, first) - 1
    while index < len(spans) and starts[index] < last:
        text, style = spans[index]
        cut_out.append((text[max(0, first - starts[index]) : last - starts[index]], style))
        index += 1
    return cut_out


def _head(word: str, width: int) -> str:
    """As much of a word as fits, and one character at least."""
    end = 1
    while end < len(word) and cell_len(word[: end + 1]) <= width:
        end += 1
    return word[:end]
