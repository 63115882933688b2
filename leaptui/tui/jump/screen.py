"""Jumping: a letter appears over every place of the screen, and pressing it brings the keys there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _
from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.widgets.desk import FooterLine
from leaptui.tui.widgets.patient import Patient
from leaptui.tui.widgets.row_list import RowList

LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
"""The letters in the order they are given: those under the fingers first."""


@dataclass(frozen=True)
class Place:
    """Where one can jump to: a widget, in it a row where it is a list; and where its letter stands."""

    widget: Widget
    offset: Offset
    row: str | None = None


def places(screen: Screen[Any]) -> list[Place]:
    """The places of a screen, at most one for each letter: what takes keys, then the rows in sight of the list in use."""
    widgets = [widget for widget in screen.focus_chain if widget.region.overlaps(screen.region)]
    found = [Place(widget, _corner(widget)) for widget in widgets]
    lists = [widget for widget in screen.query(RowList) if widget.is_on_screen]
    rows = screen.focused if isinstance(screen.focused, RowList) else lists[0] if len(lists) == 1 else None
    if rows is not None:
        found += _rows(rows)
    return found[: len(LETTERS)]


def _corner(widget: Widget) -> Offset:
    region = widget.region
    return Offset(region.x if widget.styles.border_top[0] else max(0, region.x - 3), region.y)


def _rows(rows: RowList) -> Iterator[Place]:
    content = rows.content_region
    for y, key in rows.rows_in_sight():
        yield Place(rows, Offset(content.x - 1, content.y + y), key)


class Letter(Widget):
    """A letter over a place."""

    def __init__(self, letter: str, place: Place) -> None:
        super().__init__()
        self.letter = letter
        self.styles.offset = place.offset

    def render_line(self, y: int) -> Strip:
        """The letter, on the colour of the focus; in brackets where there is no colour."""
        del y
        inks = desk(self).inks
        style = Style(color=inks.colours["desk"], bgcolor=inks.colours["focus"], bold=True)
        return Line((f"[{self.letter}]" if inks.mono else f" {self.letter} ", style)).strip(3, inks.page)


class JumpFooter(FooterLine):
    """The footer while letters stand over the screen."""

    def line(self) -> Line:
        """What to do, then the keys."""
        inks = desk(self).inks
        line = super().line()
        line.left += [("   ", inks.dim), (_("a letter"), inks.strong), (" " + _("goes there"), inks.dim)]
        return line


class Jump(Patient[int], ModalScreen[int]):
    """Letters over the screen below; answers with the number of the place whose letter was pressed."""

    CSS_PATH = "screen.tcss"
    BINDINGS = [Binding("escape", "leave", N_("Leave"), id="jump.leave", tooltip=N_("Stay where you are"))]

    def __init__(self, found: list[Place]) -> None:
        super().__init__()
        self._letters = LETTERS[: len(found)]
        self._places = found

    def compose(self) -> ComposeResult:
        """A letter for each place, and the footer."""
        for letter, place in zip(self._letters, self._places, strict=True):
            yield Letter(letter, place)
        yield JumpFooter(commands=False)

    def on_key(self, event: events.Key) -> None:
        """A letter goes to its place."""
        if event.character and event.character in self._letters:
            event.stop()
            self.dismiss(self._letters.index(event.character))

    def on_click(self, event: events.Click) -> None:
        """A click on a letter goes there; one beside all letters leaves."""
        widget = self.get_widget_at(event.screen_x, event.screen_y)[0]
        if isinstance(widget, Letter):
            self.dismiss(self._letters.index(widget.letter))
        elif widget is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Stay where one was."""
        self.dismiss(None)


def begin_jump(screen: Screen[Any]) -> None:
    """Put letters over a screen and go where one of them says."""
    found = places(screen)

    def go(number: int | None) -> None:
        if number is None:
            return
        place = found[number]
        place.widget.focus()
        if place.row is not None and isinstance(place.widget, RowList):
            place.widget.go_to(place.row)

    if found:
        screen.app.push_screen(Jump(found), go)
