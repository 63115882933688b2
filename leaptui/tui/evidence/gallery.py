"""The pictures of the pieces that were looked at lately: each is measured once and drawn once for a size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import _

if TYPE_CHECKING:
    from leaptui.tui.evidence.pictures import Measure

KEPT = 24
"""Drawn pictures that are kept, of one widget."""


@dataclass(frozen=True)
class Shown:
    """A picture as it stands now: its cells and rows, its strips (none while it is being drawn), or why there is none."""

    width: int = 0
    rows: int = 0
    strips: tuple[Strip, ...] = ()
    trouble: str = ""


Place = tuple[Path, tuple[int, int], str]


class Gallery:
    """The pictures one widget shows. Large ones are drawn in a thread; `Drawn` tells the widget that one is there."""

    @dataclass
    class Drawn(Message):
        """A picture is drawn: the widget can lay it out now."""

        place: Place
        strips: tuple[Strip, ...]

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._measures: dict[Path, Measure] = {}
        self._drawn: OrderedDict[Place, tuple[Strip, ...]] = OrderedDict()
        self._under_way: set[Place] = set()

    def show(self, path: Path, width: int, rows: int, ground: str) -> Shown:
        """A picture within a width and so many rows; where it takes long the room it will need is left free."""
        from leaptui.tui.evidence.pictures import QUICK_PIXELS, draw_picture, measure

        size = self._measures.get(path)
        if size is None:
            size = self._measures[path] = measure(path)
        if size.trouble:
            return Shown(trouble=size.trouble)
        cells = size.cells(width, rows)
        place = (path, cells, ground)
        if place not in self._drawn and size.pixels <= QUICK_PIXELS:
            self.take(place, tuple(draw_picture(*place)))
        if place in self._drawn:
            self._drawn.move_to_end(place)
            strips = self._drawn[place]
            return Shown(*cells, strips) if strips else Shown(trouble=_("This file could not be read as a picture."))
        if place not in self._under_way:
            self._under_way.add(place)
            self._widget.run_worker(self._drawing(place), thread=True, group="pictures")
        return Shown(*cells)

    def take(self, place: Place, strips: tuple[Strip, ...]) -> None:
        """Keep a picture that was drawn."""
        self._under_way.discard(place)
        self._drawn[place] = strips
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)

    def _drawing(self, place: Place) -> Callable[[], None]:
        def draw() -> None:
            from leaptui.tui.evidence.pictures import draw_picture

            self._widget.post_message(self.Drawn(place, tuple(draw_picture(*place))))

        return draw
