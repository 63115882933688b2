"""How colours are compared: the contrast of WCAG 2, the difference of CIE 1976, and colour vision deficiencies.

The deficiencies are simulated with the matrices of Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation
of Color Vision Deficiency” (IEEE TVCG 15, 2009), at severity 1.0, on linear sRGB.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import dist

Triple = tuple[float, float, float]

VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ: tuple[Triple, Triple, Triple] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Triple = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Triple:
    """The parts of `#rrggbb` as light, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2 defines it."""
    low, high = sorted(_times(((0.2126, 0.7152, 0.0722),), linear(colour))[0] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def least_difference(colours: Sequence[str], vision: str) -> float:
    """How far apart (CIE76) the two of some colours are that are the most alike, as a kind of vision sees them."""
    seen = [_lab([min(1.0, max(0.0, part)) for part in _times(VISIONS[vision], linear(one))]) for one in colours]
    return min(dist(one, other) for one, other in combinations(seen, 2))


def _times(matrix: Iterable[Triple], vector: Iterable[float]) -> list[float]:
    parts = list(vector)
    return [sum(factor * part for factor, part in zip(row, parts, strict=True)) for row in matrix]


def _lab(light: Iterable[float]) -> Triple:
    x, y, z = (_root(part / white) for part, white in zip(_times(_TO_XYZ, light), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
