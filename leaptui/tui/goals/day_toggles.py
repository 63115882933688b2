"""The days of the week in a row, each ticked or not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from leaptui.language import N_
from leaptui.model.dates import weekday_short
from leaptui.model.words import DAYS
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.widgets.filled import Filled
from leaptui.tui.widgets.form import field_ground

_A_MONDAY = date(2024, 1, 1)
GAP = 2


class DayToggles(Filled, can_focus=True):
    """The days of the week: arrows move, Space or a click ticks."""

    DEFAULT_CSS = "DayToggles { height: 1; width: 1fr; background: $raised; padding: 0 1; }"
    BINDINGS = [
        Binding("left", "move(-1)", N_("Before"), show=False, id="days.before", tooltip=N_("To the day before")),
        Binding("right", "move(1)", N_("Next"), show=False, id="days.next", tooltip=N_("To the next day")),
        Binding("space", "tick", N_("Tick"), id="days.tick", tooltip=N_("Tick the day, or take the tick off")),
        Binding(
            "enter", "screen.keep", N_("Keep"), show=False, id="days.keep", tooltip=N_("Keep what is on the sheet")
        ),
    ]

    class Changed(Message):
        """A day was ticked, or its tick taken off."""

    def __init__(self, days: Iterable[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.days = set(days)
        self._at = 0
        self._ends: list[int] = []

    @property
    def stands(self) -> str:
        """The days that are ticked."""
        return " ".join(sorted(self.days))

    def render_line(self, y: int) -> Strip:
        """The days in a row."""
        del y
        inks = desk(self).inks
        line = Line()
        self._ends = []
        used = 0
        for place, day in enumerate(DAYS):
            here = self.has_focus and place == self._at
            on = day in self.days
            name = weekday_short(_A_MONDAY + timedelta(days=place))
            line.add(
                f"{glyphs.TICKED if on else glyphs.UNTICKED} ", inks.focus if here else inks.ink if on else inks.dim
            )
            line.add(name, inks.strong if here else inks.ink if on else inks.dim).add(" " * GAP, inks.dim)
            used += 2 + cell_len(name) + GAP
            self._ends.append(used)
        return line.strip(self.size.width, field_ground(self))

    def action_move(self, by: int) -> None:
        """Go to another day."""
        self._at = (self._at + by) % len(DAYS)
        self.refresh()

    def action_tick(self) -> None:
        """Tick the day, or take the tick off."""
        self.days ^= {DAYS[self._at]}
        self.refresh()
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """A click ticks."""
        at = event.x - self.gutter.left
        place = next((place for place, end in enumerate(self._ends) if 0 <= at < end), None)
        if place is not None:
            self._at = place
            self.action_tick()

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()
