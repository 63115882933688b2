"""The line to search with, and the one that says what the list is narrowed to where the facets have no room."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.tui.base import desk
from leaptui.tui.line import Line


class SearchLine(Input):
    """The line to search with."""

    BINDINGS = [
        Binding("enter", "submit", "To the list", id="search.list.open", tooltip="Go on to what was found"),
        Binding("down", "submit", "To the list", show=False, id="search.down", tooltip="Go on to what was found"),
        Binding("escape", "screen.back", "Let go", id="search.leave", tooltip="Let go of the search"),
    ]


class NarrowedLine(Widget):
    """`D Demonstrated and school   24 of 148`; a click opens the facets."""

    DEFAULT_CSS = "NarrowedLine { height: 1; width: 1fr; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._words: Sequence[str] = ()
        self._component: str | None = None
        self._found = self._all = 0

    def show(self, words: Sequence[str], component: str | None, found: int, every: int) -> None:
        """Show what is chosen."""
        self._words, self._component, self._found, self._all = words, component, found, every
        self.set_class(bool(words), "-chosen")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The chosen values, and how many pieces they leave."""
        del y
        inks = desk(self).inks
        line = Line((" ", inks.dim))
        for number, word in enumerate(self._words):
            if number:
                line.add(" and ", inks.dim)
            elif self._component:
                line.left.append(inks.component_chip(self._component))
                line.add(" ", inks.dim)
            line.add(word, inks.ink)
        line.right = [(str(self._found), inks.strong), (f" of {self._all} ", inks.dim)]
        return line.strip(self.size.width, inks.page)
