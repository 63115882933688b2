"""Targets for a finger: three rows by eight columns at least; keys among them, and ten digits to enter a PIN."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import _
from leaptui.tui.base import desk
from leaptui.tui.inks import Inks
from leaptui.tui.kiosk.big import AS_DRAWN, fitting_rows
from leaptui.tui.line import Line, cut, width_of

LEAST_ROWS, LEAST_COLUMNS = 3, 8


def block_row(
    inks: Inks, y: int, width: int, height: int, inside: Callable[[int, int], Line], *, is_first: bool, page: Style
) -> Strip:
    """A row of a block that can be touched; `inside` gives the row of its content, by its number and its width.

    Its edges are half blocks, so that blocks lie a row apart; in monochrome it is a box, for nothing may hang on a shade.
    `page` is the ground it lies on.
    """
    if inks.mono:
        rule, corners, side = ("━", "┏┓┗┛", "┃") if is_first else ("─", "╭╮╰╯", "│")
        if y in (0, height - 1):
            ends = corners[:2] if y == 0 else corners[2:]
            return Line((ends[0] + rule * (width - 2) + ends[1], inks.dim)).strip(width, page)
        edge = Line((side, inks.dim)).strip(1, page)
        return Strip.join([edge, inside(y - 1, width - 2).strip(width - 2, page), edge])
    ground = inks.sel if is_first else inks.raised
    if y in (0, height - 1):
        shade = Style(color=ground.bgcolor) + AS_DRAWN
        return Line(("▄" * (width - 1) if y == 0 else "▀" * (width - 1), shade)).strip(width, page)
    inner = inside(y - 1, width - 1).strip(width - 1, ground)
    return Strip.join([inner, Strip.blank(1, page)])


class Target(Widget):
    """Something to touch. It says Pressed with its name; a keyboard reaches the same by the key that stands on it."""

    DEFAULT_CSS = "Target { height: 3; min-height: 3; min-width: 8; width: 8; }"
    ALLOW_SELECT = False

    @dataclass
    class Pressed(Message):
        """A target was touched."""

        target: Target

        @property
        def control(self) -> Target:
            """The target."""
            return self.target

    def __init__(
        self, words: str, *, id: str | None = None, hint: str = "", is_first: bool = False, is_large: bool = False
    ) -> None:
        """`hint` is the key that does the same; `is_first`: it is what most come for."""
        super().__init__(id=id)
        self.words = words
        self._hint = hint
        self._is_first = is_first
        self._is_large = is_large

    def say(self, words: str) -> None:
        """Say something else on it."""
        self.words = words
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A block with its words."""
        width, height = self.size.width, self.size.height
        inks = desk(self).inks
        if width < 3:
            return Strip.blank(width, inks.page)
        return block_row(
            inks,
            y,
            width,
            height,
            lambda row, room: self._row(row, room, height - 2),
            is_first=self._is_first,
            page=self.around(),
        )

    def around(self) -> Style:
        """The ground it lies on."""
        return desk(self).inks.page

    def _row(self, y: int, width: int, height: int) -> Line:
        """One row of what stands in it; a key that does the same ends at the right."""
        inks = desk(self).inks
        hint = [(f"{self._hint} ", inks.dim)] if self._hint else []
        room = width - 1 - width_of(hint) - 2 * bool(hint)
        if hint and room < cell_len(self.words):
            hint, room = [], width - 1  # what it does counts for more; the key stands at the foot, too
        rows = fitting_rows(self.words, room, height) if self._is_large else None
        if rows is not None:
            at = y - (height - len(rows)) // 2
            indent = " " * (2 if hint else (width - max(map(len, rows))) // 2)
            drawn = (indent + rows[at], inks.white + AS_DRAWN) if 0 <= at < len(rows) else ("", inks.white)
            return Line(drawn, right=hint if y == height // 2 else [])
        if y != height // 2:
            return Line()
        words = cut(self.words, width if not hint else room)
        indent = " " if hint else " " * ((width - cell_len(words)) // 2)
        return Line((indent + words, inks.strong), right=hint)

    def on_click(self, event: events.Click) -> None:
        """A touch; one that was on its way while something else was opened over it is for nothing."""
        event.stop()
        if self.screen.is_active:
            self.post_message(self.Pressed(self))


def key_of_character(character: str) -> str:
    """What Textual calls the key that writes a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


class KeyTarget(Target):
    """A key on the screen: what is touched is typed, wherever the focus is."""

    def __init__(
        self, words: str, key: str, character: str | None = None, *, id: str | None = None, is_large: bool = False
    ) -> None:
        super().__init__(words, id=id, is_large=is_large)
        self.key = key
        self.character = character

    def types(self, words: str, key: str, character: str) -> None:
        """Be another key from now on."""
        self.key, self.character = key, character
        self.say(words)

    def on_click(self, event: events.Click) -> None:
        """Type it; that is all a key does."""
        event.stop()
        event.prevent_default()
        self.app.post_message(events.Key(self.key, self.character))


class Pad(Vertical):
    """Ten digits, a key that takes the last one back, and one that goes on."""

    DEFAULT_CSS = "Pad { width: 30; height: auto; } Pad Horizontal { height: auto; } Pad Target { width: 10; }"

    def __init__(self, *, is_large: bool = False) -> None:
        super().__init__()
        self._is_large = is_large

    def compose(self) -> ComposeResult:
        """The keys as a telephone has them."""
        for row in ("123", "456", "789"):
            with Horizontal():
                for digit in row:
                    yield KeyTarget(digit, digit, digit, is_large=self._is_large)
        with Horizontal():
            yield KeyTarget(_("Delete"), "backspace")
            yield KeyTarget("0", "0", "0", is_large=self._is_large)
            yield KeyTarget(_("Go on"), "enter")
