"""Letters of half blocks, to be read across a room; every console has these blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from leaptui.tui.base import desk
from leaptui.tui.glyphs import DRAWN
from leaptui.tui.line import Line, cut, width_of

ROWS = 5
"""How many rows large letters take; those of twice the size take twice as many."""
AS_DRAWN = Style(meta={DRAWN: True})
"""What is added to the style of half blocks that are a drawing."""
BASE, GAP = ROWS - 2, 2
"""The row on which large letters stand, and how far from them what stands beside them begins."""
_TOP, _BOTTOM = 1, 11
_WIDE, _SPACE, _APART = 6, 3, 1
"""In dots: the widest letter, a blank, what is between two letters."""
SMALL_ROWS = 3
"""How many rows a digit takes where there is no room for large letters."""
_DIGITS = (
    ("██▀██", "▀██  ", "▀▀▀██", "▀▀▀██", "██ ██", "██▀▀▀", "██▀▀▀", "▀▀▀██", "██▀██", "██▀██"),
    ("██ ██", " ██  ", "██▀▀▀", " ▀▀██", "▀▀▀██", "▀▀▀██", "██▀██", "   ██", "██▀██", "▀▀▀██"),
    ("▀▀▀▀▀", "▀▀▀▀ ", "▀▀▀▀▀", "▀▀▀▀▀", "   ▀▀", "▀▀▀▀▀", "▀▀▀▀▀", "   ▀▀", "▀▀▀▀▀", "▀▀▀▀▀"),
)
_BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


@lru_cache(maxsize=256)
def big_rows(text: str, size: int = 1) -> tuple[str, ...] | None:
    """A text in large letters, or in letters of twice that size; None where there are none for it: they are Latin alone."""
    from PIL import Image, ImageDraw, ImageFont

    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    font = ImageFont.load_default_imagefont()
    picture = Image.new("1", (max(1, len(text) * (_WIDE + _APART)), _BOTTOM))
    right = 0
    for letter in text:
        one = Image.new("1", (_WIDE, _BOTTOM))
        ImageDraw.Draw(one).text((0, 0), letter, fill=1, font=font)
        box = one.getbbox() or (0, 0, _SPACE, 0)
        picture.paste(one, (right - box[0], 0))
        right += box[2] - box[0] + _APART
    picture = picture.crop((0, _TOP, right, _BOTTOM)).resize((right * size, 2 * ROWS * size))
    dots = [[int(bool(picture.getpixel((x, y)))) for x in range(picture.width)] for y in range(picture.height)]
    return tuple(
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(dots[row], dots[row + 1], strict=True)).rstrip()
        for row in range(0, len(dots), 2)
    )


def digit_rows(text: str) -> tuple[str, ...] | None:
    """A digit on `SMALL_ROWS` rows; None for anything else."""
    return tuple(row[int(text)] for row in _DIGITS) if len(text) == 1 and text in "0123456789" else None


def fitting_rows(text: str, width: int, height: int) -> tuple[str, ...] | None:
    """A text in the largest letters there is room for on one line of them; None where there is no room, or are no letters."""
    found = big_rows(text) if height >= ROWS else digit_rows(text) if height >= SMALL_ROWS else None
    return found if found is not None and max(map(len, found)) <= width else None


def drawn(words: str, width: int, height: int) -> Sequence[str]:
    """The words as large as they fit: of twice the size, on one row of letters, on two; nothing where they do not."""
    if not words:
        return ()
    first, _blank, rest = words.partition(" ")
    for size, lines in ((2, (words,)), (1, (words,)), (1, (first, rest))):
        found = [big_rows(line, size) for line in lines]
        rows = [row for line in found for row in line or ()]
        if None not in found and rest != words and len(rows) <= height and max(map(len, rows)) <= width:
            return rows
    return ()


class BigWords(Widget):
    """A few words in letters as large as there is room for; where there are no letters for them, bold on one row.

    What stands `beside` them is small, and never cut.

    It is as high as the words then are, and at most as high as its `max-height` in rows.
    """

    DEFAULT_CSS = "BigWords { height: auto; width: 1fr; max-height: 10; }"
    ALLOW_SELECT = False

    def __init__(self, words: str, beside: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words
        self._beside = beside

    def _most(self) -> int:
        limit = self.styles.max_height
        return int(limit.value) if limit is not None else ROWS

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the words take."""
        del container, viewport
        return len(self._rows(width)) or 1

    def _rows(self, width: int) -> Sequence[str]:
        taken = GAP + cell_len(self._beside) if self._beside else 0
        return drawn(self.words, width - taken, self._most())

    def render_line(self, y: int) -> Strip:
        """One row of the letters."""
        inks = desk(self).inks
        width = self.size.width
        rows = self._rows(width)
        beside = [(" " * GAP + self._beside, inks.dim)] if self._beside else []
        if not rows:
            words = (cut(self.words, width - width_of(beside)), inks.strong)
            return (Line(words, *beside) if y == 0 else Line()).strip(width, inks.page)
        letters = rows[y] if y < len(rows) else ""
        if not beside or y != len(rows) - ROWS + BASE:
            return Line((letters, inks.white + AS_DRAWN)).strip(width, inks.page)
        wide = letters.ljust(max(map(len, rows)))
        return Line((wide, inks.white + AS_DRAWN), *beside).strip(width, inks.page)
