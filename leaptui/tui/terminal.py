"""What the terminal can show: which colours, which signs. Found out once, at the start, and applied to every row painted."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import color as textual_color
from textual.filter import LineFilter

from leaptui.tui import glyphs

TERMINALS = ("auto", "unicode", "console")
"""What the setting `terminal` may say: look for yourself, it has every sign, it has those of a Linux console only."""

_CONSOLE = re.compile(r"(?:screen\.)?linux(?:-.*)?|cons25.*", re.ASCII)
_COLOURLESS = re.compile(r"dumb|unknown|vt[0-9].*|.*-m(?:ono)?", re.ASCII)
_MANY_COLOURS = ("256color", "kitty")
"""Endings of TERM with which Textual sends more than sixteen colours, as Rich has them."""

SIXTEEN = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""The sixteen colours as a Linux console shows them; the themes for sixteen colours are written in these."""

_JOINING_TERMS = re.compile(r"xterm-kitty|xterm-ghostty|foot(?:-.*)?|contour.*|wezterm", re.ASCII)
_JOINING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "ghostty", "contour"})
"""Terminals that draw joined emoji as one sign of two cells; others draw each part, and what follows moves to the right."""

_JOINED = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|(?P<first>.)(?:[\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d[\u203c-\u3299\U0001f000-\U0001faff])+",
    re.DOTALL,
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LEFT_TO_RIGHT_MARK = "\u200e"

BLACK, BLUE, GREY, DARK_GREY, WHITE = 0, 4, 7, 8, 15
_LIGHT = 0.4
"""How light a ground is, from 0 to 1, that is shown reversed where there is no colour at all."""


@dataclass(frozen=True)
class Terminal:
    """A terminal.

    Has it `hues`, has it `shades` (more than sixteen colours), has it the signs of a Linux `console` only, and does it draw
    `joined` emoji as one.
    """

    hues: bool = True
    shades: bool = True
    console: bool = False
    joined: bool = True

    @property
    def shows_pictures(self) -> bool:
        """Whether pictures can be painted; elsewhere their words stand for them."""
        return self.shades and not self.console

    @cached_property
    def filters(self) -> tuple[LineFilter, ...]:
        """What every row painted goes through."""
        found: list[LineFilter] = [SteadyColumns(joined=self.joined)]
        if not self.shades:
            found.append(SixteenColours() if self.hues else NoColours())
        if self.console:
            found.append(ConsoleSigns())
        return tuple(found)


def find_terminal(setting: str | None = None, environment: Mapping[str, str] | None = None) -> Terminal:
    """Tell what the terminal can show, by its environment and by what the learner set for it (one of `TERMINALS`)."""
    around = os.environ if environment is None else environment
    term = around.get("TERM", "").lower()
    is_console = _CONSOLE.fullmatch(term) is not None
    shades = not is_console and (
        os.name == "nt"
        or around.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}
        or term.rpartition("-")[2] in _MANY_COLOURS
    )
    hues = not around.get("NO_COLOR") and (shades or not _COLOURLESS.fullmatch(term))
    if setting == "console":
        return Terminal(hues=hues, shades=False, console=True, joined=False)
    return Terminal(hues, shades, console=is_console and setting != "unicode", joined=_joins(term, around))


def _joins(term: str, around: Mapping[str, str]) -> bool:
    if around.get("TMUX") or around.get("STY"):
        return False  # what is around the multiplexer does not count: it has a grid of its own
    return _JOINING_TERMS.fullmatch(term) is not None or around.get("TERM_PROGRAM") in _JOINING_PROGRAMS


class InTurn(LineFilter):
    """Several filters as one: a row is made anew once, not once for each of them."""

    def __init__(self, filters: Sequence[LineFilter]) -> None:
        super().__init__()
        self.filters = filters

    def apply(self, segments: list[Segment], background: textual_color.Color) -> list[Segment]:
        """Give the row as the last of them leaves it."""
        for one in self.filters:
            segments = one.apply(segments, background)
        return segments


class SteadyColumns(LineFilter):
    """Keeps every column where it is, whatever the text in it.

    Where the terminal does not draw joined emoji as one, the first of them stands for all, in the same cells. After letters
    written from right to left stands a mark without width, so that a terminal that turns them round turns nothing else.
    """

    def __init__(self, *, joined: bool) -> None:
        super().__init__()
        self._joined = joined

    def apply(self, segments: list[Segment], background: textual_color.Color) -> list[Segment]:
        """Give the row with its columns held."""
        del background
        return [
            segment
            if segment.text.isascii()
            else Segment(steady_columns(segment.text, joined=self._joined), segment.style, segment.control)
            for segment in segments
        ]


@lru_cache(maxsize=4096)
def steady_columns(text: str, *, joined: bool) -> str:
    """A text that takes as many cells in the terminal as it is counted for, and lets its neighbours be."""
    if not joined:
        text = _JOINED.sub(_first_of_joined, text)
    return text + _LEFT_TO_RIGHT_MARK if _RIGHT_TO_LEFT.search(text) else text


def _first_of_joined(found: re.Match[str]) -> str:
    whole = found.group()
    first = found.group("first")
    if first is None:
        # The two letters that name the country, for terminals differ over flags.
        return "".join(chr(ord(part) - 0x1F1E6 + ord("A")) for part in whole)
    return first + " " * (cell_len(whole) - cell_len(first))


class SixteenColours(LineFilter):
    """Says every colour as one of the terminal's sixteen."""

    def apply(self, segments: list[Segment], background: textual_color.Color) -> list[Segment]:
        """Give the row in sixteen colours."""
        del background
        return [Segment(text, _in_sixteen(style or Style()), control) for text, style, control in segments]


class NoColours(LineFilter):
    """Leaves every colour out; a light ground becomes a reversed one."""

    def apply(self, segments: list[Segment], background: textual_color.Color) -> list[Segment]:
        """Give the row without colours."""
        del background
        return [Segment(text, _without_colour(style or Style()), control) for text, style, control in segments]


class ConsoleSigns(LineFilter):
    """Writes every sign as one a Linux console has."""

    def apply(self, segments: list[Segment], background: textual_color.Color) -> list[Segment]:
        """Give the row in the console's signs; none of them is wider than what it stands for."""
        del background
        return [
            Segment(text if text.isascii() or _is_drawn(style) else text.translate(glyphs.ON_A_CONSOLE), style, control)
            for text, style, control in segments
        ]


def _is_drawn(style: Style | None) -> bool:
    return style is not None and glyphs.DRAWN in style.meta


@lru_cache(maxsize=1024)
def _in_sixteen(style: Style) -> Style:
    front, ground = _nearest(style.color), _nearest(style.bgcolor)
    if ground == DARK_GREY:
        ground = BLACK  # a ground in the second eight is shown as one in the first, or not at all
    if front == DARK_GREY and style.reverse:
        front = GREY  # and this is a ground in truth
    if ground == BLUE and front is not None and not style.reverse:
        # On the selection only what is light can be read.
        front = {BLACK: WHITE, BLUE: WHITE, DARK_GREY: GREY}.get(front, front)
    if front is not None and front == ground:
        front = GREY if ground == DARK_GREY else DARK_GREY
    colours = Style.from_color(_ansi(front), _ansi(ground))
    # Bold black is shown as dark grey: on a chip it could not be read.
    return style + colours + Style(bold=False) if front == BLACK and ground != WHITE else style + colours


@lru_cache(maxsize=1024)
def _without_colour(style: Style) -> Style:
    default = Color.default()
    light = style.bgcolor is not None and not style.bgcolor.is_default and _lightness(style.bgcolor) > _LIGHT
    plain = style + Style.from_color(default, default)
    return plain + Style(reverse=True) if light else plain


def _lightness(colour: Color) -> float:
    red, green, blue = colour.get_truecolor()
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def _ansi(number: int | None) -> Color | None:
    return None if number is None else Color.from_ansi(number)


@lru_cache(maxsize=1024)
def _nearest(colour: Color | None) -> int | None:
    """The number of the nearest of the sixteen; None for none, and for the terminal's own."""
    if colour is None or colour.is_default:
        return None
    if colour.number is not None and colour.number < len(SIXTEEN):
        return colour.number
    mine = colour.get_truecolor()

    def away(number: int) -> int:
        other = SIXTEEN[number]
        return sum((int(other[1 + 2 * at : 3 + 2 * at], 16) - mine[at]) ** 2 for at in range(3))

    return min(range(len(SIXTEEN)), key=away)
