"""The screen where there are no colours: what it says, and whether one sees where one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from leaptui.tui.terminal import Terminal
from leaptui.tui.widgets.desk import TABS, DeskScreen, TabLine
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.row_list import RowList
from tests.tui.conftest import Hands
from tests.tui.frames import cells

COLOURLESS = Terminal(hues=False, shades=False, joined=False)
_GROUND = Color(0, 0, 0)


def without_colours(strips: Sequence[Strip]) -> list[Strip]:
    """Rows that were painted in the monochrome theme, as a terminal without colours gets them."""
    shown: list[Strip] = []
    for strip in strips:
        segments: list[Segment] = list(strip)
        for one in COLOURLESS.filters:
            segments = one.apply(segments, _GROUND)
        shown.append(Strip(segments, strip.cell_length))
    return shown


def in_front(hands: Hands) -> list[Widget]:
    """The widgets that lie in front: what is on an overlay, or the whole screen."""
    screen = hands.app.screen
    return [screen] if isinstance(screen, DeskScreen) else list(screen.children)


def said(strips: Sequence[Strip]) -> list[str]:
    """The screen without its colours: its words, and what is bold, underlined or reversed."""
    rows = []
    for strip in strips:
        parts = []
        for cell in cells(strip):
            style = cell.style
            assert style.color is None or style.color.is_default
            assert style.bgcolor is None or style.bgcolor.is_default
            parts.append(f"{cell.text}{'*' * bool(style.bold)}{'_' * bool(style.underline)}{'!' * bool(style.reverse)}")
        rows.append("".join(parts))
    return rows


def underlined(strips: Sequence[Strip]) -> list[str]:
    """What is underlined on the screen."""
    rows = ("".join(c.text if c.style.underline else "\0" for c in cells(strip)) for strip in strips)
    return [word for row in rows for word in re.split("\0+", row) if word]


def unseen(hands: Hands, strips: Sequence[Strip]) -> Iterator[str]:
    """What one would have to see and does not: the screen one is on, the cursor of a list, the pane that takes the keys."""
    screen, focused = hands.app.screen, hands.app.focused
    said(strips)
    if isinstance(screen, DeskScreen):
        # A screen without a tab of its own lies on the one it was opened from.
        here = screen.query_one(TabLine).current
        if next(tab.title for tab in TABS if tab.name == here) not in underlined(strips):
            yield f"nothing says that one is on {here}"
    if isinstance(focused, RowList) and focused.key is not None and not _stands("▸", strips, focused):
        yield "the cursor of the list is not seen"
    framed = next((one for one in focused.ancestors_with_self if isinstance(one, Framed)), None) if focused else None
    if framed is not None and not any(_stands(sign, strips, one) for sign in "┏┗" for one in in_front(hands)):
        yield "no frame says where the keys go"


def _stands(sign: str, strips: Sequence[Strip], widget: Widget) -> bool:
    """Whether a sign stands on the rows of the screen that a widget takes."""
    region = widget.region
    rows = strips[max(0, region.y) : region.bottom]
    return any(sign in strip.crop(region.x, region.right).text for strip in rows)
