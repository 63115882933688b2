"""The pane that looks ahead: when the goal is likely done, as a sentence and as a band of days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from leaptui.language import N_, _, ngettext, pgettext
from leaptui.model.dates import day_month, long_day, month_short, month_start
from leaptui.model.forecast import Outlook
from leaptui.model.forecast_words import days_said, sentence_parts
from leaptui.model.text import clean_line
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.goals.replan import open_replan
from leaptui.tui.goals.state import GoalState
from leaptui.tui.inks import Inks
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, cut, wrap
from leaptui.tui.widgets.reading import MARGIN, Reading

LEAST_MONTHS = 3
LABEL = 5
"""Cells a month's name needs, the blanks after it included."""

_EVERY = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
HOPED = "▲"
NEAR = timedelta(days=300)
HEAD = 2
"""Rows before the other goals: a blank and a heading."""
INDENT = "  "


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
    """The forecast of the goal the cursor is on; below it those of the others, where there is room."""

    @dataclass
    class Led(Message):
        """Another goal was clicked."""

        goal_id: str

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
        self.others: Sequence[GoalState] = ()
        self._offers_at = -1
        self._leads: dict[int, str] = {}
        """The goal a click on a line leads to."""

    def show_goal(self, state: GoalState | None, others: Sequence[GoalState] = ()) -> None:
        """Show what lies ahead of a goal, and of the others that are alive where there is room."""
        self.state, self.others = state, others
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
        self._leads = {}
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
            lines.append(self._offer(width))
        return [*lines, *self._below(width, self.size.height - len(lines), len(lines))]

    def _offer(self, width: int) -> Line:
        """The key that re-plans, and what that can be, as far as there is room for it."""
        inks = desk(self).inks
        key = key_of(self, "goals.replan")
        room = width - cell_len(key) - 1
        every = (_("Re-plan: move the day, drop steps, change pace, rest"), _("Re-plan: day, steps, pace, rest"))
        said = next((said for said in every if cell_len(said) <= room), cut(every[-1], room))
        return Line((key, inks.strong), (f" {said}", inks.dim))

    # ---- the other goals

    @property
    def others_height(self) -> int:
        """The rows the other goals take below this one."""
        written = self._others(self.size.width - 2 * MARGIN)
        return sum(map(len, written.values())) + HEAD if written else 0

    def _below(self, width: int, room: int, begins: int) -> list[Line]:
        """When the other goals are likely done, as many of them as there is room for under so many lines."""
        inks = desk(self).inks
        written = self._others(width)
        self._leads = {}
        if not written or room < HEAD + max(map(len, written.values())):
            return []
        lines = [Line(), Line((_("My other goals are likely done"), inks.dim))]
        left = list(written)
        while left and len(lines) + len(written[left[0]]) + (len(left) > 1) <= room:
            goal_id = left.pop(0)
            for line in written[goal_id]:
                self._leads[begins + len(lines)] = goal_id
                lines.append(line)
        if not self._leads:
            return []  # a heading and “and 3 more” alone tell nothing
        if left:
            lines.append(Line((ngettext("and {n} more", "and {n} more", len(left)).format(n=len(left)), inks.dim)))
        return lines

    def _others(self, width: int) -> dict[str, list[Line]]:
        """The lines of each other goal: its title, and the days of its forecast beside it or, where they are long, below."""
        inks, today = desk(self).inks, desk(self).session.today
        found: dict[str, list[Line]] = {}
        for state in self.others:
            title = clean_line(state.goal.title)
            days = days_said(state.forecast, today)
            if state.forecast.kind is Outlook.DONE:
                days = pgettext("in place of when a goal is done", "every step is done")
            if not days:
                continue  # there is nothing to tell of it yet
            if cell_len(title) + cell_len(days) + 2 <= width:
                found[state.goal.id] = [Line((title, inks.ink), right=[(days, inks.dim)])]
            else:
                said = Line((INDENT, inks.dim), (cut(days, width - len(INDENT)), inks.dim))
                found[state.goal.id] = [Line((cut(title, width), inks.ink)), said]
        return found

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
            day = long_day(hoped, session.today)
            said = _("The day you hope for: {day}").format(day=day)
            return [Line((said if cell_len(said) <= width else _("hoped for: {day}").format(day=day), inks.dim))]
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

    def on_resize(self, event: events.Resize) -> None:
        """Show as many of the other goals as the new height has room for."""
        del event
        self.show_anew()

    def action_replan(self) -> None:
        """Re-plan the goal."""
        open_replan(self, self.state.goal.id if self.state else None)

    def on_click(self, event: events.Click) -> None:
        """A click on another goal leads to it; one on the line that offers to re-plan, or a double click, re-plans."""
        line = event.y - self.gutter.top + self.scroll_offset.y
        if line in self._leads:
            self.post_message(self.Led(self._leads[line]))
        elif line == self._offers_at or event.chain == 2:
            self.action_replan()
