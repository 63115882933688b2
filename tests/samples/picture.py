"""Small pictures drawn by rule: sixteen colours, and PNG files whose bytes never change."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

# Four by four ordered dithering: it lets few colours pass softly into one another.
_BAYER = ((0, 8, 2, 10), (12, 4, 14, 6), (3, 11, 1, 9), (15, 7, 13, 5))
_STORED_BLOCK = 65535


class Canvas:
    """A picture of `width` by `height` dots, each the number of one of at most sixteen colours (`rrggbb`)."""

    def __init__(self, width: int, height: int, colours: Sequence[str]) -> None:
        if len(colours) > 16:
            raise ValueError("a dot is four bits: sixteen colours at most")
        self.width, self.height = width, height
        self.colours = [bytes.fromhex(colour) for colour in colours]
        self.dots = [bytearray(width) for _ in range(height)]

    def dot(self, x: int, y: int, colour: int) -> None:
        """Set one dot; outside the picture nothing happens."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self.dots[y][x] = colour

    def box(self, x: int, y: int, width: int, height: int, colour: int) -> None:
        """Fill a rectangle from its upper left corner."""
        for row in range(y, y + height):
            for column in range(x, x + width):
                self.dot(column, row, colour)

    def line(self, x0: int, y0: int, x1: int, y1: int, colour: int) -> None:
        """Draw a straight line, both ends included."""
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for step in range(steps + 1):
            x = (2 * (x0 * (steps - step) + x1 * step) + steps) // (2 * steps)
            y = (2 * (y0 * (steps - step) + y1 * step) + steps) // (2 * steps)
            self.dot(x, y, colour)

    def disc(self, x: int, y: int, radius: int, colour: int, inner: int = -1) -> None:
        """Fill a disc; with `inner`, a ring that leaves that radius free."""
        for dy in range(-radius, radius + 1):
            for dx in range(-radius, radius + 1):
                distance = dx * dx + dy * dy
                if distance <= radius * radius + radius and distance > (inner * inner + inner if inner >= 0 else -1):
                    self.dot(x + dx, y + dy, colour)

    def fade(self, y0: int, y1: int, colours: Sequence[int]) -> None:
        """Fill the rows from `y0` up to `y1` with colours that pass into one another from top to bottom."""
        for y in range(y0, y1):
            place = (y - y0) * 16 * (len(colours) - 1) // max(y1 - y0 - 1, 1)
            band, part = min(place // 16, len(colours) - 2), place - 16 * min(place // 16, len(colours) - 2)
            for x in range(self.width):
                self.dot(x, y, colours[band + (part > _BAYER[y % 4][x % 4])])

    def mark(self, x: int, y: int, rows: Sequence[str], colours: dict[str, int]) -> None:
        """Set dots from a drawing in letters; letters without a colour are left out."""
        for dy, row in enumerate(rows):
            for dx, letter in enumerate(row):
                if letter in colours:
                    self.dot(x + dx, y + dy, colours[letter])

    def png(self) -> bytes:
        """Give the picture as a PNG file.

        The dots are stored uncompressed: implementations of deflate differ, and these bytes are named by their hash.
        """
        header = struct.pack(">IIBBBBB", self.width, self.height, 4, 3, 0, 0, 0)
        rows = b"".join(b"\0" + self._packed(row) for row in self.dots)
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            (
                _chunk(b"IHDR", header),
                _chunk(b"PLTE", b"".join(self.colours)),
                _chunk(b"IDAT", _stored(rows)),
                _chunk(b"IEND", b""),
            )
        )

    @staticmethod
    def _packed(row: bytearray) -> bytes:
        even = row if len(row) % 2 == 0 else row + b"\0"
        return bytes(left << 4 | right for left, right in zip(even[::2], even[1::2], strict=True))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _stored(data: bytes) -> bytes:
    """Wrap data as a zlib stream of one stored block (RFC 1950, RFC 1951 3.2.4)."""
    if len(data) > _STORED_BLOCK:
        raise ValueError("the picture is too large for one stored block")
    block = struct.pack("<BHH", 1, len(data), len(data) ^ 0xFFFF)
    return b"\x78\x01" + block + data + struct.pack(">I", zlib.adler32(data))
