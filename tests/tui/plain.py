"""The screen on poorer terminals: whether one sees without colours where one is, and can read a Linux console."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from rich.color import ColorType
from rich.segment import Segment
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from leaptui.tui.app import LeaptuiApp
from leaptui.tui.kiosk.look import KioskLook
from leaptui.tui.terminal import SIXTEEN, Terminal
from leaptui.tui.themes import shown_on
from leaptui.tui.widgets.desk import TABS, DeskScreen, TabLine
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.row_list import RowList
from tests.tui.colours import contrast
from tests.tui.conftest import Hands
from tests.tui.frames import cells

COLOURLESS = Terminal(hues=False, shades=False, joined=False)
_GROUND = Color(0, 0, 0)
CONSOLE = Terminal(shades=False, console=True, joined=False)
CONSOLE_THEME = "console"
CP437 = frozenset(
    bytes(range(0x20, 0x7F)).decode() + bytes(range(0x80, 0x100)).decode("cp437") + "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂"
)
LATIN_1 = frozenset(bytes(range(0xA0, 0x100)).decode("latin-1"))


@contextmanager
def on_a_console(app: LeaptuiApp | KioskLook) -> Iterator[None]:
    """Let the app paint for a Linux console, in the theme it wears."""
    terminal, theme, themes = app.terminal, app.theme, app.themes
    shown = replace(shown_on(themes.found[theme], CONSOLE), name=CONSOLE_THEME)
    app.terminal, app.themes = CONSOLE, replace(themes, found={**themes.found, CONSOLE_THEME: shown})
    app.register_theme(shown.textual())
    app.theme = CONSOLE_THEME
    yield
    app.terminal, app.theme, app.themes = terminal, theme, themes


def unreadable(hands: Hands, strips: Sequence[Strip]) -> Iterator[str]:
    """What a Linux console has no sign for, and the words that cannot be read in its sixteen colours."""
    strange = set("".join(strip.text for strip in strips)) - CP437 - LATIN_1
    if strange:
        yield f"the console has no {''.join(sorted(strange))}"
    yield from dim_words(hands, strips)


def dim_words(hands: Hands, strips: Sequence[Strip]) -> list[str]:
    """The rows whose words cannot be read in the sixteen colours: the contrast of a letter is less than 4.5 to 1."""
    found = []
    for region in [widget.region.intersection(hands.app.screen.region) for widget in in_front(hands)]:
        for strip in strips[region.y : region.bottom]:
            for cell in cells(strip.crop(region.x, region.right)):
                front, ground = cell.style.color, cell.style.bgcolor
                if not cell.text.isalnum():
                    continue
                assert front is not None and ground is not None
                assert front.type == ground.type == ColorType.STANDARD
                assert front.number is not None and ground.number is not None
                if contrast(SIXTEEN[front.number], SIXTEEN[ground.number]) < 4.5:
                    found.append(f"{cell.text} in {strip.text.strip()} is too dim")
    return found


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
