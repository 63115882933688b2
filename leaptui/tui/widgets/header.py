"""A line of the desk, and the one at the top: whose portfolio it is, and how it stands."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import _, ngettext
from leaptui.model.text import clean_line
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span, cut, width_of

NARROW = 100
"""Columns from which on a screen is not narrow."""
_EDGE = 2
"""Blank cells at either end of a line of the desk."""
_APART = 3
"""Blank cells between whose portfolio it is and the one sentence that matters more."""

_MOST_NAME, _LEAST_NAME = 40, 16
"""How much there is of a name at most, and how much of a long one is left where what matters would find no room otherwise."""


class DeskLine(Widget):
    """One line of the desk. Subclasses say in `line` what stands on it."""

    DEFAULT_CSS = "DeskLine { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    def line(self) -> Line:
        """What stands on it."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The line, on the desk, with a blank column or two outside."""
        del y
        width = self.size.width
        ground = desk(self).inks.desk
        margin = _EDGE if width >= _EDGE else 0
        inner = self.line().strip(max(0, width - 2 * margin), ground)
        edge = Line().strip(margin, ground)
        return Strip.join([edge, inner, edge])


class HeaderLine(DeskLine):
    """Whose portfolio it is, and whether it is saved and synced."""

    def line(self) -> Line:
        """Learner and framework at the left; the states at the right, or the one sentence that matters more."""
        inks = desk(self).inks
        session = desk(self).session
        if not session.is_open:
            return Line()
        left: list[Span] = [
            (self._learner_words(_MOST_NAME), inks.strong),
            ("   ", inks.dim),
            (session.framework.name, inks.dim),
        ]
        states = desk(self).states
        if trouble := states.unsaved or states.unkept or states.trouble:
            # A long sentence takes the framework's place, and is cut before it takes the learner's.
            room = self.size.width - 2 * _EDGE - width_of(left[:1]) - _APART
            name = left if cell_len(trouble) + width_of(left[1:]) < room else left[:1]
            return Line(*name, right=[(cut(trouble, room), inks.ink)])
        if session.store.read_only:
            return self._beside(left, [[(_("to read only"), inks.ink)]])
        if states.samples:
            return self._beside(left, [[(states.samples, inks.ink)]])
        right: list[list[Span]] = [[(_("✓ saved"), inks.dim)]]
        if count := len(session.questions):
            said = ngettext("{n} choice waits", "{n} choices wait", count).format(n=count)
            right.append([("   ", inks.dim), (f"{glyphs.CHANGED} {said}", inks.ink)])
        short: list[Span] = [("   ", inks.dim), (states.short, inks.dim)] if states.short else []
        if states.synced:
            right.append([("   ", inks.dim), (states.synced, inks.dim)])
        if states.since and self.size.width >= NARROW:
            right.append([(f" · {states.since}", inks.dim)])
        return self._beside(left, right, short)

    def _learner_words(self, width: int) -> str:
        """The learner's name; what tells them from another of that name is cut no more than there is no room at all."""
        twin = f" ({desk(self).twin})" if desk(self).twin else ""
        return cut(clean_line(desk(self).session.portfolio.meta.learner.name), width - cell_len(twin)) + twin

    def _beside(self, left: list[Span], states: list[list[Span]], short: list[Span] | None = None) -> Line:
        """The states beside learner and framework; a framework that would be cut is left out whole.

        `short` takes the last state's place where there is too little room, and then stays.
        """
        room = self.size.width - 2 * _EDGE - 1

        def fits(name: list[Span], right: list[list[Span]]) -> bool:
            return width_of(name) + sum(map(width_of, right)) <= room

        if short and not fits(left[:1], states):
            states = self._shortened([*states[:-1], short], room - min(width_of(left[:1]), _LEAST_NAME))
        else:
            # Whose it is matters most: of the states all but the first give way to a long name, the last one before the others.
            while len(states) > 1 and not fits(left[:1], states):
                states = states[:-1]
        name = left if fits(left, states) else left[:1]
        if not fits(name, states):
            name = [(self._learner_words(room - sum(map(width_of, states))), left[0][1])]
        return Line(*name, right=[span for state in states for span in state])

    @staticmethod
    def _shortened(states: list[list[Span]], room: int) -> list[list[Span]]:
        """The states there is room for, of which the last one stays: that all is saved goes before what waits for a choice."""
        while len(states) > 1 and sum(map(width_of, states)) > room:
            states = states[1:]
            states[0] = states[0][1:]  # the blanks before it
        return states

    async def on_click(self, event: events.Click) -> None:
        """A click on what waits for a choice leads there."""
        line = self.line()
        at = self.size.width - 2 - width_of(line.right)
        for text, _style in line.right:
            end = at + cell_len(text)
            if text.startswith(glyphs.CHANGED) and at <= event.x < end:
                await self.app.run_action("conflicts")
            at = end
