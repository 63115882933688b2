"""Letters of half blocks, to be read across a room; every console has these blocks."""

from __future__ import annotations

from functools import lru_cache

from textual.strip import Strip
from textual.widget import Widget

from leaptui.tui.base import desk
from leaptui.tui.line import Line, cut

ROWS = 5
"""How many rows large letters take."""
_TOP, _BOTTOM = 1, 11
_BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


@lru_cache(maxsize=256)
def big_rows(text: str) -> tuple[str, ...] | None:
    """A text in large letters; None where there are none for it: they are Latin alone."""
    from PIL import Image, ImageDraw, ImageFont

    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    font = ImageFont.load_default_imagefont()
    width = max(1, round(font.getbbox(text)[2]))
    picture = Image.new("1", (width, _BOTTOM))
    ImageDraw.Draw(picture).text((0, 0), text, fill=1, font=font)
    dots = [[int(bool(picture.getpixel((x, y)))) for x in range(width)] for y in range(_TOP, _BOTTOM)]
    return tuple(
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(dots[row], dots[row + 1], strict=True)).rstrip()
        for row in range(0, len(dots), 2)
    )


class BigWords(Widget):
    """A few words, in large letters where they fit and there are letters for them; else bold on one row."""

    DEFAULT_CSS = "BigWords { height: 5; width: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, words: str, *, id: str | None = None, is_large: bool = True) -> None:
        super().__init__(id=id)
        self.words = words
        self._is_large = is_large

    def say(self, words: str) -> None:
        """Say something else."""
        self.words = words
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the letters."""
        inks = desk(self).inks
        width = self.size.width
        rows = big_rows(self.words) if self._is_large and self.size.height >= ROWS else None
        if rows is None or max(map(len, rows)) > width:
            line = Line((cut(self.words, width), inks.strong)) if y == self.size.height // 2 else Line()
        else:
            at = y - (self.size.height - ROWS) // 2
            line = Line((rows[at], inks.white)) if 0 <= at < ROWS else Line()
        return line.strip(width, inks.page)
