"""Pictures in half blocks: two pixels to a cell."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

MOST_PIXELS = 40_000_000
MOST_ROWS = 14


@lru_cache(maxsize=32)
def picture_strips(path: Path, width: int) -> list[Strip]:
    """Draw a picture at most `width` cells wide and 14 rows high; nothing where it cannot be read as one."""
    try:
        with Image.open(path) as image:
            if image.width * image.height > MOST_PIXELS:
                return []
            image.draft("RGB", (width * 4, MOST_ROWS * 8))
            scale = min(width / image.width, MOST_ROWS * 2 / image.height)
            size = max(1, round(image.width * scale)), max(2, round(image.height * scale) // 2 * 2)
            small = image.convert("RGB").resize(size, Image.Resampling.BOX if scale < 1 else Image.Resampling.NEAREST)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError):
        return []
    pixels = small.load()
    if pixels is None:
        return []
    strips = []
    for row in range(0, size[1], 2):
        cells = [
            Segment("▀", Style(color=_hex(pixels[column, row]), bgcolor=_hex(pixels[column, row + 1])))
            for column in range(size[0])
        ]
        strips.append(Strip(cells, size[0]))
    return strips


def _hex(pixel: object) -> str:
    if not isinstance(pixel, tuple):
        return "#000000"
    return "#{:02x}{:02x}{:02x}".format(*pixel[:3])
