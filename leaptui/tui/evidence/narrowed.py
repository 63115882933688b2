"""The line to search with, and the one that says what the list is narrowed to where the facets have no room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _
from leaptui.tui.base import desk
from leaptui.tui.evidence.drop_field import DropInput
from leaptui.tui.evidence.facet_rows import Chosen
from leaptui.tui.line import Line, Span, width_of


class SearchLine(DropInput):
    """The line to search with."""

    BINDINGS = [
        Binding("enter", "submit", N_("To the list"), id="search.list.open", tooltip=N_("Go on to what was found")),
        Binding(
            "down", "submit", N_("To the list"), show=False, id="search.down", tooltip=N_("Go on to what was found")
        ),
        Binding("escape", "screen.back", N_("Let go"), id="search.leave", tooltip=N_("Let go of the search")),
    ]

    virtual_size = Reactive(Size(0, 0))
    """What is typed never changes where things stand: in a plain Input each letter has the screen laid out anew."""

    def __init__(self, searched: Callable[[str], None]) -> None:
        super().__init__(placeholder=_("any words"), id="search")
        self._searched = searched

    def watch_value(self, value: str) -> None:
        """Search while the letter is taken: it and what is found are painted in one frame."""
        self._searched(value)


class NarrowedLine(Widget):
    """`D Demonstrated and school   24 of 148`; a click on a value lets it go, one beside them opens the facets."""

    DEFAULT_CSS = "NarrowedLine { height: 1; width: 1fr; display: none; }"

    @dataclass
    class LetGo(Message):
        """A value was clicked, so that it is let go; None: the facets are wanted."""

        value: Chosen | None

    def __init__(self) -> None:
        super().__init__()
        self._values: Sequence[Chosen] = ()
        self._found = self._all = 0
        self._places: list[tuple[int, int, Chosen]] = []

    def show(self, values: Sequence[Chosen], found: int, every: int) -> None:
        """Show what is chosen."""
        self._values, self._found, self._all = values, found, every
        self.set_class(bool(values), "-chosen")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The chosen values, and how many pieces they leave."""
        del y
        inks = desk(self).inks
        line = Line((" ", inks.dim))
        self._places = []
        for number, value in enumerate(self._values):
            if number:
                line.add(_(" and "), inks.dim)
            first = width_of(line.left)
            if value.component:
                line.left.append(inks.component_chip(value.component))
                line.add(" ", inks.dim)
            line.add(value.words, inks.ink)
            self._places.append((first, width_of(line.left), value))
        counted: list[Span] = [(str(self._found), inks.strong)]
        line.right = [*counted, (_(" of {n}").format(n=self._all) + " ", inks.dim)]
        return line.strip(self.size.width, inks.page)

    def on_click(self, event: events.Click) -> None:
        """Let go of the value that was clicked."""
        event.stop()
        value = next((value for first, last, value in self._places if first <= event.x < last), None)
        self.post_message(self.LetGo(value))
