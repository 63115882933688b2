"""A painted screen as an SVG picture: letters as text, blocks and lines drawn, so that every viewer shows the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from rich.segment import Segment
from textual.strip import Strip

from leaptui.tui.themes import PaperTheme
from tests.tui.frames import Cell, cells, hex_of

WIDE, HIGH, LETTERS, BASE = 9, 20, 15, 15
"""A cell's width and height, the size of letters and how far under a cell's upper edge they stand, in pixels."""
EDGE = 10
"""Pixels of the desk around the screen."""

LOWER = {sign: eighths for eighths, sign in enumerate("▁▂▃▄▅▆▇█", 1)}
SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}
LINES = {
    "─": "M0 10H9",
    "│": "M4.5 0V20",
    "╭": "M9 10H8.5Q4.5 10 4.5 14V20",
    "╮": "M0 10H.5Q4.5 10 4.5 14V20",
    "╰": "M9 10H8.5Q4.5 10 4.5 6V0",
    "╯": "M0 10H.5Q4.5 10 4.5 6V0",
    "┄": "M1 10H3M4 10H6M7 10H8",
}


Placed = tuple[int, str, int]
"""A sign with the cell it begins at and the cells it takes."""


@dataclass(frozen=True)
class Run:
    """Signs of one style that stand beside each other: the cell they begin at, how many they take."""

    at: int
    width: int
    text: str
    ink: str
    ground: str
    bold: bool
    underline: bool
    italic: bool


def picture(strips: list[Strip], theme: PaperTheme, title: str) -> str:
    """Draw a screen; `title` says what it shows to those who do not see it."""
    page = theme.colours["page"]
    columns = max(strip.cell_length for strip in strips)
    wide, high = columns * WIDE + 2 * EDGE, len(strips) * HIGH + 2 * EDGE
    rows = [list(_runs(strip, page, theme.colours["ink"])) for strip in strips]
    grounds = [_ground(run, row) for row, runs in enumerate(rows) for run in runs if run.ground != page]
    signs = [drawn for row, runs in enumerate(rows) for run in runs for drawn in _signs(run, row)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>text{{font:{LETTERS}px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}}"
            ".b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}path{fill:none}rect{shape-rendering:crispEdges}</style>",
            f'<rect width="{wide}" height="{high}" rx="8" fill="{theme.colours["desk"]}"/>',
            f'<g transform="translate({EDGE} {EDGE})">',
            f'<rect width="{columns * WIDE}" height="{len(strips) * HIGH}" fill="{page}"/>',
            *grounds,
            *signs,
            "</g>",
            "</svg>",
            "",
        )
    )


def _runs(strip: Strip, page: str, ink: str) -> Iterator[Run]:
    at = 0
    for key, group in groupby(cells(strip), lambda cell: _look(cell, page, ink)):
        signs = list(group)
        width = sum(cell.width for cell in signs)
        yield Run(at, width, "".join(cell.text for cell in signs), *key)
        at += width


def _look(cell: Cell, page: str, ink: str) -> tuple[str, str, bool, bool, bool]:
    style = cell.style
    colour, ground = hex_of(style.color) or ink, hex_of(style.bgcolor) or page
    if style.reverse:
        colour, ground = ground, colour
    return colour, ground, bool(style.bold), bool(style.underline), bool(style.italic)


def _ground(run: Run, row: int) -> str:
    return (
        f'<rect x="{run.at * WIDE}" y="{row * HIGH}" width="{run.width * WIDE}" height="{HIGH}" fill="{run.ground}"/>'
    )


def _signs(run: Run, row: int) -> Iterator[str]:
    """The signs of a run: blocks and lines drawn, the rest as text, word by word where blanks are wide."""
    top = row * HIGH
    for sign, group in groupby(_placed(run), lambda placed: placed[1] if placed[1] in DRAWN else ""):
        placed = list(group)
        first = placed[0][0]
        if sign:
            yield _drawn(sign, first, len(placed), top, run.ink)
            continue
        for words in _words(placed):
            yield _text(run, words, top)


def _words(placed: list[Placed]) -> Iterator[list[Placed]]:
    """Words that stand together: where two blanks and more are between them, viewers would make one of these."""
    words: list[Placed] = []
    for one in placed:
        words.append(one)
        if len(words) > 1 and words[-2][1] == words[-1][1] == " ":
            yield from _trimmed(words)
            words = []
    yield from _trimmed(words)


def _trimmed(words: list[Placed]) -> Iterator[list[Placed]]:
    filled = [place for place, (_, letter, _) in enumerate(words) if letter != " "]
    if filled:
        yield words[filled[0] : filled[-1] + 1]


def _placed(run: Run) -> Iterator[Placed]:
    at = run.at
    for cell in cells(Strip([Segment(run.text)])):
        yield at, cell.text, cell.width
        at += cell.width


def _drawn(sign: str, at: int, count: int, top: int, ink: str) -> str:
    x, width = at * WIDE, count * WIDE
    if sign in LOWER:
        height = HIGH * LOWER[sign] / 8
        return f'<rect x="{x}" y="{top + HIGH - height:g}" width="{width}" height="{height:g}" fill="{ink}"/>'
    if sign == "▀":
        return f'<rect x="{x}" y="{top}" width="{width}" height="{HIGH // 2}" fill="{ink}"/>'
    if sign in SHADES:
        return f'<rect x="{x}" y="{top}" width="{width}" height="{HIGH}" fill="{ink}" fill-opacity="{SHADES[sign]}"/>'
    if sign == "─":
        return f'<path d="M{x} {top + HIGH // 2}h{width}" stroke="{ink}"/>'
    return "".join(
        f'<path transform="translate({x + nth * WIDE} {top})" d="{LINES[sign]}" stroke="{ink}"/>'
        for nth in range(count)
    )


def _text(run: Run, words: list[Placed], top: int) -> str:
    named = " ".join(letter for letter, on in (("b", run.bold), ("i", run.italic), ("u", run.underline)) if on)
    kind = f' class="{named}"' if named else ""
    text = escape("".join(letter for _, letter, _ in words))
    width = sum(width for _, _, width in words) * WIDE
    return (
        f'<text{kind} x="{words[0][0] * WIDE}" y="{top + BASE}" textLength="{width}" '
        f'lengthAdjust="spacingAndGlyphs" fill="{run.ink}">{text}</text>'
    )


DRAWN = frozenset({*LOWER, *SHADES, *LINES, "▀"})
