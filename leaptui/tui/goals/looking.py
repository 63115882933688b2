"""The pane that looks ahead: when the goal is likely done, as a sentence and as a band of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.dates import day_month, long_day, month_short, month_start
from leaptui.model.forecast import Outlook
from leaptui.model.forecast_words import sentence_parts
from leaptui.model.text import clean_line
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.goals.replan import open_replan
from leaptui.tui.goals.state import GoalState
from leaptui.tui.inks import Inks
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, cut, wrap
from leaptui.tui.widgets.reading import Reading

LEAST_MONTHS = 3
LABEL = 5
"""Cells a month's name needs, the blanks after it included."""

_EVERY = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
HOPED = "▲"
NEAR = timedelta(days=300)


@dataclass(frozen=True)
class Axis:
    """Months from `first` on, spread over `width` cells, each as wide as the others."""

    first: date
    months: int
    width: int

    @classmethod
    def over(cls, today: date, days: list[date], width: int) -> Axis:
        """Give the axis that shows all these days; it begins with the next month where nothing lies in what is left of this."""
        first = month_start(today)
        if today.day > 15 and all(_month(day) > _month(today) for day in days):
            first = date(today.year + today.month // 12, today.month % 12 + 1, 1)
        last = max([*days, today])
        return cls(first, max(LEAST_MONTHS, _month(last) - _month(first) + 2), width)

    def place(self, day: date) -> int:
        """The cell a day lies in."""
        part = (day.day - 1) / monthrange(day.year, day.month)[1]
        return max(0, min(self.width - 1, int((_month(day) - _month(self.first) + part) * self.width / self.months)))

    def labels(self) -> str:
        """The names of the months, or of the years where the axis is long."""
        every = next((step for step in _EVERY if step * self.width >= LABEL * self.months), _EVERY[-1])
        cells = [" "] * (self.width + LABEL)
        for number in range(self.months):
            year, month = divmod(self.first.year * 12 + self.first.month - 1 + number, 12)
            at = number * self.width // self.months
            if (year * 12 + month) % every:
                continue
            name = str(year) if month == 0 and self.months > 12 else month_short(date(year, month + 1, 1))
            if at + len(name) <= self.width:
                cells[at : at + len(name)] = name
        return "".join(cells[: self.width]).rstrip()


def _month(day: date) -> int:
    return day.year * 12 + day.month


class LookingAhead(Reading):
    """The forecast of the goal the cursor is on."""

    HELP = N_("When the goal is likely done, at the rhythm of the last weeks. Nothing is promised.")
    BINDINGS = [
        Binding(
            "enter",
            "replan",
            N_("Re-plan"),
            show=False,
            id="looking.replan",
            tooltip=N_("Move the day, drop steps, change pace, rest"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="looking")
        self.state: GoalState | None = None
        self._offers_at = -1

    def show_goal(self, state: GoalState | None) -> None:
        """Show what lies ahead of a goal."""
        self.state = state
        fact = ""
        if state is not None:
            # Narrow lists have no room for the word, so it stands here.
            fact = state.word if self._is_dense else clean_line(state.goal.title)
        self.set_frame(_("Looking ahead"), fact)
        self.show_anew(top=True)

    @property
    def _is_dense(self) -> bool:
        return self.screen.has_class("-narrow") or self.screen.has_class("-short")

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Sentence, axis, the day hoped for, the key."""
        inks = desk(self).inks
        self._offers_at = -1
        if self.state is None:
            words = _("With a few steps ticked, your own rhythm says here when a goal is likely done.")
            return [Line(*row) for row in wrap([(words, inks.dim)], width)]
        blank: list[Line | Strip] = [] if self._is_dense else [Line()]
        lines: list[Line | Strip] = [*self._sentence(self.state, width)]
        axis = self._axis(self.state, width)
        if axis:
            lines += [*blank, *axis]
        if self.state.goal.is_alive:
            lines += blank
            self._offers_at = len(lines)
            room = _("Re-plan: move the day, drop steps, change pace, rest")
            key = key_of(self, "goals.replan")
            lines.append(Line((key, inks.strong), (f" {cut(room, width - cell_len(key) - 1)}", inks.dim)))
        return lines

    def _sentence(self, state: GoalState, width: int) -> list[Line]:
        inks = desk(self).inks
        goal = state.goal
        today = desk(self).session.today
        if goal.status == "rested":
            return self._hint(_("This goal rests. {key} takes it up again."), "goals.wait", width)
        before, days, after = sentence_parts(state.forecast, today)
        rows = wrap([(before, inks.ink), (days, inks.strong), (after, inks.ink)], width)
        lines = [Line(*row) for row in rows]
        if state.forecast.kind is Outlook.DONE and goal.is_alive:
            lines += self._hint(_("{key} says that the goal is reached."), "goals.reached", width)
        return lines

    def _hint(self, said: str, binding: str, width: int) -> list[Line]:
        """A sentence with a key in it."""
        inks = desk(self).inks
        before, _key, after = said.partition("{key}")
        spans = [(before, inks.ink), (key_of(self, binding), inks.strong), (after, inks.dim)]
        return [Line(*row) for row in wrap(spans, width)]

    def _axis(self, state: GoalState, width: int) -> list[Line]:
        """The months, the band of days in which the goal is likely done, and the day hoped for."""
        inks = desk(self).inks
        session = desk(self).session
        told, hoped = state.forecast, state.goal.target_on
        if not state.goal.is_alive or told.kind is Outlook.DONE:
            return []
        days = [day for day in (told.earliest, told.latest) if day is not None]
        if not days:
            if hoped is None:
                return []
            said = _("The day you hope for: {day}").format(day=long_day(hoped, session.today))
            return [Line((said, inks.dim))]
        axis = Axis.over(session.today, days + ([hoped] if hoped else []), width)
        first = axis.place(days[0])
        last = axis.place(days[1]) if len(days) > 1 else axis.width - 1
        band = last - first + 1
        lines = [
            Line((axis.labels(), inks.dim)),
            Line(
                (glyphs.RULE * first, inks.line),
                ("█" * band, inks.bar),
                (glyphs.RULE * (width - first - band), inks.line),
            ),
        ]
        return [*lines, self._hoped(inks, hoped, axis)] if hoped else lines

    def _hoped(self, inks: Inks, hoped: date, axis: Axis) -> Line:
        """The day hoped for, under its place; the words stand where there is room for them."""
        at = axis.place(hoped)
        today = desk(self).session.today
        # The axis says which year it is where that is near.
        day = long_day(hoped, None if abs(hoped - today) < NEAR else today)
        sign: Span = (HOPED, inks.white)
        for said in (
            _("the day you hoped for, {day}").format(day=day),
            _("hoped for: {day}").format(day=day),
            _("hoped for {day}").format(day=day_month(hoped)),
        ):
            if cell_len(said) + 1 <= at:
                return Line((" " * (at - cell_len(said) - 1), inks.dim), (f"{said} ", inks.dim), sign)
            if at + 2 + cell_len(said) <= axis.width:
                return Line((" " * at, inks.dim), sign, (f" {said}", inks.dim))
        return Line((" " * at, inks.dim), sign)

    def action_replan(self) -> None:
        """Re-plan the goal."""
        open_replan(self, self.state.goal.id if self.state else None)

    def on_click(self, event: events.Click) -> None:
        """A click on the line that offers to re-plan, or a double click anywhere, does so."""
        line = event.y - self.gutter.top + self.scroll_offset.y
        if line == self._offers_at or event.chain == 2:
            self.action_replan()
