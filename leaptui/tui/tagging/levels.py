"""The lines under the list of guidelines: the levels to choose from, and what else is tagged."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import _
from leaptui.model.framework import Guideline
from leaptui.model.text import clean_line
from leaptui.tui import draw
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span, width_of
from leaptui.tui.tagging.tags import Picking


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
        line = Line()
        self._places = []
        if self.guideline is None:
            return line.strip(self.size.width, inks.page)
        framework = desk(self).session.framework
        numbers = range(1, len(framework.levels) + 1)
        for dotted, worded in ((True, True), (True, False), (False, False)):
            shown = [self._level(number, dotted=dotted, worded=worded) for number in numbers]
            if sum(width_of(parts) for parts in shown) <= self.size.width:
                break
        at = 0
        for number, parts in zip(numbers, shown, strict=True):
            size = width_of(parts)
            self._places.append((at, at + size, number))
            at += size
            line.left += parts
        return line.strip(self.size.width, inks.page)

    def _level(self, number: int, *, dotted: bool, worded: bool) -> list[Span]:
        """One level: its number, and where there is room its dots and its word; all of it for the one that is claimed."""
        inks = desk(self).inks
        framework = desk(self).session.framework
        lit = number == self.rank
        ground = inks.sel if lit else inks.page
        parts: list[Span] = [(f" {number} ", inks.strong)]
        if self.guideline is not None and (dotted or lit):
            parts += draw.dots(inks, framework, self.guideline.component, number)
        word = f" {draw.level_word(framework, number)}" if worded or lit else ""
        parts.append((f"{word} ", inks.strong if lit else inks.dim))
        return [(text, style + ground) for text, style in parts]

    def on_click(self, event: events.Click) -> None:
        """A click chooses the level."""
        for start, end, number in self._places:
            if start <= event.x < end:
                self.post_message(self.Chosen(number))


class AlsoLine(Widget):
    """What else is tagged, as chips with their levels."""

    DEFAULT_CSS = "AlsoLine { height: 1; width: 1fr; }"

    def __init__(self, picking: Picking) -> None:
        super().__init__()
        self._picking = picking
        self._current: str | None = None

    def show(self, current: str | None) -> None:
        """Show all but the guideline under the cursor."""
        self._current = current
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The chips in a row; `+2` for those there is no room for."""
        del y
        inks = desk(self).inks
        width = self.size.width
        line = Line()
        others = self._others()
        for place, (code, level) in enumerate(others):
            more = f"+{len(others) - place}"
            parts = [code, (" ", inks.ink), *level, ("   ", inks.ink)]
            last = place == len(others) - 1
            if width_of(line.left) + width_of(parts) - 3 + (0 if last else len(more) + 3) > width:
                line.add(more, inks.dim)
                break
            line.left += parts
        if not others:
            line.add(_("nothing else"), inks.dim)
        return line.strip(width, inks.page)

    def _others(self) -> list[tuple[Span, list[Span]]]:
        """Code and level of each guideline tagged, but for the one under the cursor; those of other frameworks last."""
        inks, framework, picking = desk(self).inks, desk(self).session.framework, self._picking
        found: list[tuple[Span, list[Span]]] = []
        for guideline in framework.guidelines.values():
            if guideline.id == self._current or not picking.has(guideline.id):
                continue
            rank = framework.rank(picking.levels.get(guideline.id))
            share = picking.partly.get(guideline.id)
            level: list[Span] = [
                (_("levels differ") if picking.keeps_own_level(guideline.id) else _("tagged"), inks.ink)
            ]
            if rank:
                level = draw.level(inks, framework, guideline.component, rank)
            elif share:
                says = _("on {some} of {total}").format(some=share.pieces, total=picking.before.pieces)
                level = [(says, inks.ink)]
            found.append((inks.chip(guideline.code, guideline.component), level))
        foreign = [one for one in (*picking.levels, *picking.partly) if one not in framework.guidelines]
        found += [((clean_line(one), inks.dim), []) for one in sorted(foreign) if one != self._current]
        return found
