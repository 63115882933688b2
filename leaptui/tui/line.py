"""Writing one row of cells: what stands from the left, and what ends at the right edge.

Cells are counted as Textual counts them. What a reader takes for one sign (a flag, a letter with its marks, a family of joined
emoji) is never cut in two, for the halves would take other cells than the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from unicodedata import category, combining

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

Span = tuple[str, Style]
"""A run of text in one style."""

PLAIN = Style()

_EMOJI = "\u203c-\u3299\U0001f000-\U0001faff"
# A joiner joins emoji. Between letters it is Rich that takes the next one for a part of the last, and no terminal. Soft
# hyphens and the like have no width here, and one in some terminals.
_UNSTEADY = re.compile(f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])|[\u00ad\u200b\u2060\ufeff]")
_WIDE = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING, _CLOSING = (
    "\u3008\u300a\u300c\u300e\u3010\uff08",
    "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f",
)
# Rows are broken at blanks, and between the signs of scripts that have none; no row begins with what closes.
_WORD = re.compile(
    f"[{_OPENING}]*[{_WIDE}][\u0300-\u036f\u200d\u20d0-\u20ff\u3099\u309a\u30fc\ufe00-\ufe0f\U000e0100-\U000e01ef{_CLOSING}]*|[^\\s{_WIDE}]+"
)
_FLAG_PART = re.compile("[\U0001f1e6-\U0001f1ff]")
_VIRAMA = 9
"""The combining class of the sign that joins two letters of an Indic script."""

_MOST_MARKS = 16
"""Characters that signs of one cell have at most for a text to be looked at no further than is shown."""

_BARE_ENDS = " \t\u00a0\u3000\u200d"
"""What does not stand before `…`: blanks, and a joiner that would join it."""


def clusters(text: str) -> Iterator[tuple[int, int, int]]:
    """What a reader takes for one sign each: where it starts, where it ends, how many cells it takes."""
    if text.isascii():
        yield from ((at, at + 1, 1) for at in range(len(text)))
        return
    start = end = cells = 0
    flag = False
    for first, last, size in split_graphemes(text)[0]:
        letter = text[first]
        flag_goes_on = flag and _FLAG_PART.match(letter) is not None
        joined = flag_goes_on or category(letter) == "Mc" or letter in "\u0e33\u0eb3"
        if end and (joined or _is_joined(text[end - 1], letter)):
            end, cells = last, cells + size
        else:
            if end:
                yield start, end, cells
            start, end, cells = first, last, size
        # Two letters are a flag; a third one begins another.
        flag = not flag_goes_on and _FLAG_PART.match(letter) is not None
    if end:
        yield start, end, cells


def _is_joined(before: str, letter: str) -> bool:
    return combining(before) == _VIRAMA and category(letter) == "Lo"


def steady(text: str) -> str:
    """A text without what takes other cells in a terminal than it is counted for."""
    return text if text.isascii() else _UNSTEADY.sub("", text)


def steady_spans(spans: Iterable[Span]) -> list[Span]:
    """Spans without what takes other cells in a terminal than it is counted for."""
    return [(steady(text), style) for text, style in spans]


def cut(text: str, width: int) -> str:
    """Cut a text to a number of cells, with `…` where something is left out."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    end = _end_within(text, width - 1)
    # A joiner that joins nothing takes its neighbour's cells from the count.
    while cell_len(shown := text[:end].rstrip(_BARE_ENDS) + "…") > width:
        end -= 1
    return shown


def _end_within(text: str, width: int) -> int:
    """Where the signs end that fit into so many cells."""
    if text.isascii():
        return min(len(text), width)
    near = text[: width * _MOST_MARKS + _MOST_MARKS]
    end = used = 0
    for _, last, size in clusters(near):
        used += size
        if used > width or last == len(near) < len(text):
            break
        end = last
    return end


def fit(text: str, width: int) -> str:
    """Cut or fill a text to exactly a number of cells."""
    shown = cut(steady(text), width)
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
    """Split a text into spans, with the places (start, end) in the style that marks what was found.

    Where a place begins or ends within a sign, the whole sign is marked.
    """
    spans: list[Span] = []
    at = 0
    found = list(places)
    for start, end in found if text.isascii() or not found else _whole(text, found):
        if start > at:
            spans.append((text[at:start], style))
        spans.append((text[start:end], marked))
        at = end
    if at < len(text):
        spans.append((text[at:], style))
    return spans


def _whole(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places widened to whole signs; those that then overlap are one."""
    starts = [first for first, _, _ in clusters(text)]
    ends = [*starts[1:], len(text)]
    found: list[tuple[int, int]] = []
    for start, end in places:
        if start >= end:
            continue
        first = starts[bisect_right(starts, start) - 1]
        last = ends[bisect_right(starts, end - 1) - 1]
        if found and first < found[-1][1]:
            first, last = found[-1][0], max(last, found.pop()[1])
        found.append((first, last))
    return found


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
        return Strip(self.segments(width, ground), width)

    def segments(self, width: int, ground: Style = PLAIN) -> list[Segment]:
        """What the row is made of, exactly `width` cells of it, on a ground: to be a part of a longer row."""
        base = ground + self.ground if self.ground else ground
        right = cut_spans(steady_spans(self.right), width)
        right_width = width_of(right)
        room = width - right_width - (1 if right else 0)
        left = cut_spans(steady_spans(self.left), room)
        gap = width - right_width - width_of(left)
        spans = [*left, (" " * gap, PLAIN), *right]
        return [Segment(text, base + style) for text, style in spans if text]


def wrap(spans: Iterable[Span], width: int) -> list[list[Span]]:
    """Break spans into rows of at most `width` cells at blanks; a longer word is broken where it must be."""
    found = [(part, style) for part, style in steady_spans(spans) if part]
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
    for word in _WORD.finditer(line):
        if cell_len(line[first : word.end()]) <= width:
            last = word.end()
            continue
        if last > first:
            rows.append((first, last))
        first = word.start()
        while (end := first + _head(line[first : word.end()], width)) < word.end():
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


def _head(word: str, width: int) -> int:
    """How many characters of a word fit; those of its first sign in any case."""
    fitting = _end_within(word, width)
    return fitting or next((last for _, last, _ in clusters(word)), len(word))
