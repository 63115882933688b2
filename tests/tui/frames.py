"""A painted screen as text that can be kept: its rows, and of each cell the role of its ink, of its ground, and its attributes.

In a frame file the words come first, then the same rows with one letter for the ink of each cell (see `INKS`), then the grounds
that are not the page's, then what is underlined, reversed or italic. A theme that paints the same words in the same roles is
only named; of one that does not, the rows that differ are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby, zip_longest

from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from leaptui.tui.inks import COMPONENT_KEYS, mix
from leaptui.tui.line import clusters
from leaptui.tui.themes import PaperTheme

INKS = (
    dict(zip(("ink", "strong", "dim", "focus", "line", "faint", "bar", "track"), "ism*-.bt", strict=True))
    | {f"component-{key}": key for key in COMPONENT_KEYS}
    | {f"component-{key}-fill": number for key, number in zip(COMPONENT_KEYS, "1234", strict=True)}
    | {"desk": "k", "page": "p", "behind": "~", "other": "#"}
)
"""The letter of each role; a bold one is a capital. `k` is on a chip, `~` lies behind an overlay, `#` is of a picture."""

GROUNDS = ("page", "desk", "raised", "sel", "marker", "ink", "dim", *(f"component-{key}" for key in COMPONENT_KEYS))
SCREEN = "---- screen: "
"""Leads the last line of a frame file: the class of the screen."""
_CHIP = {True: 0.20, False: 0.14}
_VEIL = 0.3
"""How much of a colour is left behind an overlay."""


@dataclass(frozen=True)
class Cell:
    """One sign as it is painted: the cells it takes, its colours, its attributes."""

    text: str
    width: int
    style: Style


@dataclass(frozen=True)
class Frame:
    """A screen as it is painted in one theme: per row its words, its inks, its grounds, its attributes."""

    text: tuple[str, ...]
    inks: tuple[str, ...]
    grounds: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def strangers(self) -> int:
        """How many signs have an ink that is no role of the theme, as those of a picture have."""
        return sum(row.count("#") for row in self.inks)


def cells(strip: Strip) -> Iterator[Cell]:
    """The signs of a row."""
    for segment in strip:
        for first, last, width in clusters(segment.text):
            yield Cell(segment.text[first:last], width, segment.style or Style())


def hex_of(colour: Color | None) -> str:
    """A colour as `#rrggbb`; nothing for none."""
    return "" if colour is None or colour.is_default else colour.get_truecolor().hex


class Roles:
    """What the colours of a theme are for."""

    def __init__(self, theme: PaperTheme) -> None:
        colours = theme.colours
        self._inks: dict[str, str] = {}
        self._grounds: dict[str, str] = {}
        for role in INKS:
            if role in colours:
                self._inks.setdefault(colours[role], role)
        self._behind = {self._seen_through(colour, colours["page"]) for colour in colours.values()}
        on_hue = colours["desk"] if theme.dark else "#fffdf7"
        self._inks[on_hue] = "desk"
        for key in COMPONENT_KEYS:
            fill = colours[f"component-{key}-fill"]
            for strength, part in enumerate((0.30, 0.50, 0.72, 1.0), start=1):
                shade = mix(fill, colours["page"], part)
                self._inks.setdefault(shade, f"component-{key}-fill")
                self._grounds.setdefault(shade, f"{strength} of {key}")
            chip = mix(colours[f"component-{key}"], colours["page"], _CHIP[theme.dark])
            self._grounds[chip] = f"chip {key}"
            self._behind |= {self._seen_through(shade, colours["page"]) for shade in (chip, on_hue)}
        for role in reversed(GROUNDS):
            self._grounds[colours[role]] = role
        self._page = colours["page"]
        # A screen has some dozen styles in its thousands of cells.
        self.ink, self.ground = cache(self._ink), cache(self._ground)
        self.letter, self.ground_of = cache(self._letter), cache(self._ground_of)

    @staticmethod
    def _seen_through(colour: str, page: str) -> str:
        return mix(colour, page, _VEIL)

    def _letter(self, style: Style) -> str:
        """The letter of the ink of a sign."""
        letter = INKS[self.ink(hex_of(style.color))]
        return letter.upper() if style.bold else letter

    def _ground_of(self, style: Style) -> str:
        """The role of the ground of a sign."""
        return self.ground(hex_of(style.bgcolor))

    def _ink(self, colour: str) -> str:
        """The role of an ink."""
        return self._inks.get(colour) or ("behind" if self._is_behind(colour) else "other")

    def _ground(self, colour: str) -> str:
        """The role of a ground; nothing for the page, and behind an overlay."""
        if colour in {"", self._page}:
            return ""
        return self._grounds.get(colour) or ("" if self._is_behind(colour) else "other")

    def _is_behind(self, colour: str) -> bool:
        # Textual rounds otherwise than we do: a step more or less is the same colour.
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        return any(
            all(abs(part - int(other[at : at + 2], 16)) <= 1 for part, at in zip(parts, (1, 3, 5), strict=True))
            for other in self._behind
        )


def frame_of(strips: list[Strip], theme: PaperTheme) -> Frame:
    """The frame that strips paint in a theme."""
    roles = Roles(theme)
    rows = [list(cells(strip)) for strip in strips]
    return Frame(
        text=tuple("".join(cell.text for cell in row).rstrip() for row in rows),
        inks=tuple("".join(_letter(cell, roles) * cell.width for cell in row).rstrip() for row in rows),
        grounds=tuple(_runs(row, lambda cell: roles.ground_of(cell.style)) for row in rows),
        marks=tuple(_runs(row, _attributes) for row in rows),
    )


def _letter(cell: Cell, roles: Roles) -> str:
    return " " if cell.text.isspace() else roles.letter(cell.style)


def _attributes(cell: Cell) -> str:
    if cell.text.isspace() and not cell.style.reverse:
        return ""
    named = {"underlined": cell.style.underline, "reversed": cell.style.reverse, "italic": cell.style.italic}
    return " ".join(name for name, on in named.items() if on)


def _runs(row: list[Cell], name: Callable[[Cell], str]) -> str:
    """Where something is the case in a row: `sel 2-58, chip d 60-63`, counted in cells from 0."""
    found: list[str] = []
    at = 0
    for said, run in groupby(row, name):
        end = at + sum(cell.width for cell in run)
        if said:
            found.append(f"{said} {at}-{end - 1}")
        at = end
    return ", ".join(found)


def written(screen: str, frames: Mapping[str, Frame]) -> str:
    """Frames of one screen by theme, as the file keeps them: the first whole, of the others what differs; last, its class."""
    names = list(frames)
    first = frames[names[0]]
    parts = [*_block("", first.text), *_block(f"{names[0]}: inks", first.inks)]
    parts += [*_listed(f"{names[0]}: grounds", first.grounds), *_listed(f"{names[0]}: attributes", first.marks)]
    for name in names[1:]:
        parts += _differing(name, names[0], frames[name], first)
    parts.append(f"{SCREEN}{screen}")
    return "\n".join(parts) + "\n"


def _block(title: str, rows: tuple[str, ...]) -> list[str]:
    return [*([f"---- {title}"] if title else []), *rows]


def _listed(title: str, rows: tuple[str, ...]) -> list[str]:
    """Rows that say something, each with its number; the same said of several in a row is said once."""
    said: list[str] = []
    for what, run in groupby(enumerate(rows), lambda pair: pair[1]):
        numbers = [number for number, _ in run]
        if what:
            span = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
            said.append(f"{span:>5}: {what}")
    return [f"---- {title}", *said] if said else []


def _differing(name: str, first_name: str, frame: Frame, first: Frame) -> list[str]:
    if frame == first:
        return [f"---- {name}: as {first_name}"]
    parts: list[str] = []
    for title in ("text", "inks", "grounds", "attributes"):
        field = "marks" if title == "attributes" else title
        mine: tuple[str, ...] = getattr(frame, field)
        theirs: tuple[str, ...] = getattr(first, field)
        rows = [
            f"{number:>5}: {row or ''}".rstrip()
            for number, (row, other) in enumerate(zip_longest(mine, theirs))
            if row != other
        ]
        if rows:
            parts += [f"---- {name}: {title} that differ", *rows]
    return parts
