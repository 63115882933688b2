"""The lines under the list of guidelines: the levels to choose from, and what else is tagged."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.model.framework import Guideline
from leaptui.tui import draw
from leaptui.tui.base import desk
from leaptui.tui.line import Line


class LevelLine(Widget):
    """The levels to choose from for the guideline under the cursor; a click chooses."""

    DEFAULT_CSS = "LevelLine { height: 1; width: 1fr; }"

    @dataclass
    class Chosen(Message):
        """A level was chosen, counted from 1."""

        number: int

    def __init__(self) -> None:
        super().__init__()
        self.guideline: Guideline | None = None
        self.rank = 0
        self._places: list[tuple[int, int, int]] = []

    def show(self, guideline: Guideline | None, rank: int) -> None:
        """Show the levels, with the one that is claimed lit."""
        self.guideline, self.rank = guideline, rank
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The four levels in a row."""
        del y
        inks = desk(self).inks
        framework = desk(self).session.framework
        line = Line()
        self._places = []
        at = 0
        if self.guideline is not None:
            wide = self.size.width >= sum(len(level.title) + 9 for level in framework.levels)
            for number, level in enumerate(framework.levels, 1):
                lit = inks.sel if number == self.rank else inks.page
                title = f" {level.title}" if wide or number == self.rank else ""
                style = inks.strong if number == self.rank else inks.dim
                parts = [
                    (f" {number} ", inks.strong + lit),
                    *draw.dots(inks, framework, self.guideline.component, number),
                ]
                parts = [(text, shade + lit) for text, shade in parts] + [(f"{title} ", style + lit)]
                size = sum(len(text) for text, _ in parts)
                self._places.append((at, at + size, number))
                at += size
                line.left += parts
        return line.strip(self.size.width, inks.page)

    def on_click(self, event: events.Click) -> None:
        """A click chooses the level."""
        for start, end, number in self._places:
            if start <= event.x < end:
                self.post_message(self.Chosen(number))


class AlsoLine(Widget):
    """What else is tagged, as chips with their levels."""

    DEFAULT_CSS = "AlsoLine { height: 1; width: 1fr; }"

    def __init__(self, levels: dict[str, str | None]) -> None:
        super().__init__()
        self._levels = levels
        self._current: str | None = None

    def show(self, current: str | None) -> None:
        """Show all but the guideline under the cursor."""
        self._current = current
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The chips in a row."""
        del y
        inks = desk(self).inks
        framework = desk(self).session.framework
        line = Line()
        others = [one for one in framework.guidelines.values() if one.id in self._levels and one.id != self._current]
        for guideline in others:
            rank = framework.rank(self._levels[guideline.id])
            level = draw.level(inks, framework, guideline.component, rank) if rank else [("tagged", inks.ink)]
            line.left += [inks.chip(guideline.code, guideline.component), (" ", inks.ink), *level, ("   ", inks.ink)]
        if not others:
            line.add("nothing else", inks.dim)
        return line.strip(self.size.width, inks.page)
