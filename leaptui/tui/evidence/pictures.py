"""Pictures in half blocks: two pixels to a cell. A file is never trusted: its size is looked at before it is read in."""

from __future__ import annotations

import struct
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from leaptui.language import _

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "PPM")
"""Formats that are read. Others, such as PostScript, would be handed to programs of their own."""
MOST_PIXELS: Final = 20_000_000
"""Pixels that are read in at most: 80 MB. Of a photograph (JPEG) an eighth of its width and height is enough."""
QUICK_PIXELS: Final = 1_500_000
"""Up to so many a picture is drawn at once; a larger one in a thread of its own."""
_SMALLER: Final = 8 * 8
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What is done to a picture that a camera noted lying on its side, by the number it noted."""

_TROUBLES = (
    OSError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    MemoryError,
)
"""What reading a damaged or hostile picture may raise."""


@dataclass(frozen=True)
class Measure:
    """A picture's size in pixels as it is to be seen, how many have to be read in, or why it is not drawn."""

    width: int = 0
    height: int = 0
    pixels: int = 0
    trouble: str = ""

    def cells(self, width: int, rows: int) -> tuple[int, int]:
        """The cells it takes within a width and so many rows; small pictures grow."""
        scale = min(width / self.width, rows * 2 / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale / 2))


def measure(path: Path) -> Measure:
    """Look at a picture's size without reading it in."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as image:
                width, height = image.size
                pixels = width * height // (_SMALLER if image.format == "JPEG" else 1)
                turned = _orientation(image) in (5, 6, 7, 8)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Measure(trouble=_("This picture is too large to be drawn here."))
    except _TROUBLES:
        return Measure(trouble=_("This file could not be read as a picture."))
    if not width or not height:
        return Measure(trouble=_("This file could not be read as a picture."))
    if pixels > MOST_PIXELS:
        size = _("{width} × {height}").format(width=width, height=height)
        return Measure(trouble=_("This picture is too large to be drawn here ({size}).").format(size=size))
    return Measure(height, width, pixels) if turned else Measure(width, height, pixels)


def _orientation(image: Image.Image) -> int:
    """How a camera held the picture, by its number; 1 where nothing is noted, or not at the beginning."""
    if image.format == "PNG":
        # Pillow would read the whole picture in to look behind it.
        noted = image.info.get("exif")
        exif = Image.Exif()
        if isinstance(noted, bytes):
            exif.load(noted)
    else:
        exif = image.getexif()
    found = exif.get(_ORIENTATION, 1)
    return found if isinstance(found, int) else 1


def draw_picture(path: Path, cells: tuple[int, int], ground: str) -> list[Strip]:
    """Draw a picture that was measured in so many cells and rows; what is transparent shows the ground (`#rrggbb`).

    Nothing where it cannot be read after all.
    """
    try:
        with Image.open(path, formats=FORMATS) as image:
            turn = _TURNS.get(_orientation(image))
            size = (cells[0], cells[1] * 2)
            lying = turn in {_TURNS[5], _TURNS[6], _TURNS[7], _TURNS[8]}
            small = _shrunk(image, (size[1], size[0]) if lying else size)
            small = small.transpose(turn) if turn is not None else small
            page = Image.new("RGBA", small.size, ground)
            page.alpha_composite(small)
    except _TROUBLES:
        return []
    return _strips(page.convert("RGB"))


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The first frame of a picture at a size, with what is transparent in it."""
    image.draft("RGB", (size[0] * 2, size[1] * 2))
    if image.mode not in {"RGB", "RGBA", "L"} or "transparency" in image.info:
        image = image.convert("RGBA")
    way = Image.Resampling.BOX if size[0] < image.width else Image.Resampling.NEAREST
    return image.resize(size, way).convert("RGBA")


def _strips(image: Image.Image) -> list[Strip]:
    width, height = image.size
    data = image.tobytes()
    strips = []
    for top in range(0, height, 2):
        cells = []
        for column in range(width):
            upper, lower = (top * width + column) * 3, ((top + 1) * width + column) * 3
            style = Style.from_color(Color.from_rgb(*data[upper : upper + 3]), Color.from_rgb(*data[lower : lower + 3]))
            cells.append(Segment("▀", style))
        strips.append(Strip(cells, width))
    return strips
