"""Next steps: the goals with what is to do, and what was done this week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import week_start, weekday_name
from leaptui.model.text import clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, cut, width_of
from leaptui.tui.today.lead import lead_to_goals
from leaptui.tui.today.panel import BLANK, Drawn, Panel

if TYPE_CHECKING:
    from leaptui.model.portfolio import Portfolio
    from leaptui.model.records import Goal, Step

ROOMY = 50
"""Cells from which on a row has room for segments and a second code."""
FEW = 2
"""Open steps of a goal shown before there is room for more."""
MOST_SEGMENTS = 12

_DONE = "done/"
_GOAL = "goal/"


@dataclass(frozen=True)
class OpenGoal:
    """A living goal: its steps still to do, and how many of those that count are done."""

    goal: Goal
    open: tuple[Step, ...]
    done: int
    total: int


def open_goals(portfolio: Portfolio) -> list[OpenGoal]:
    """The living goals in their order, mere ideas last."""
    found = []
    for goal in sorted(
        (goal for goal in portfolio.goals.values() if goal.is_alive), key=lambda one: one.status == "idea"
    ):
        steps = [step for step in portfolio.steps_of.get(goal.id, []) if not step.is_skipped]
        left = tuple(step for step in steps if step.is_open)
        found.append(OpenGoal(goal, left, len(steps) - len(left), len(steps)))
    return found


def shares(goals: Sequence[OpenGoal], room: int, done: int) -> tuple[list[int], bool]:
    """How many open steps of each goal fit into so many rows, and whether the `done` steps of this week do too.

    Each goal takes a heading and a blank before the next. A few steps of each come first, then what was done this week,
    then further steps in turn; where even one of each does not fit, the list is scrolled.
    """
    want = [max(1, len(goal.open)) for goal in goals]
    frame = 2 * len(goals) - 1
    given = [min(few, FEW) for few in want]
    if frame + sum(given) > room:
        given = [1 for _ in want]
    below = done + 2 if done else 0
    with_done = bool(done) and frame + sum(given) + below <= room
    left = room - frame - sum(given) - (below if with_done else 0)
    while left > 0 and given != want:
        for place, most in enumerate(want):
            if left > 0 and given[place] < most:
                given[place] += 1
                left -= 1
    return given, with_done


class NextSteps(Panel):
    """The open steps under their goals. Space ticks one, Enter opens its goal."""

    HELP = N_("The next open steps of your goals; below them what you did this week.")
    HEADING = N_("Next steps")
    BINDINGS = [
        Binding("enter", "open", N_("Open"), id="list.open", tooltip=N_("Open the goal of the step")),
        Binding(
            "space",
            "tick",
            N_("Tick step"),
            id="steps.tick",
            tooltip=N_("Tick the step as done today, or open it again"),
        ),
    ]

    def wanted_height(self) -> int:
        """The rows it takes to show every open step and what was done this week, its frame included."""
        goals = open_goals(self.session.portfolio)
        done = len(self._done_this_week())
        return sum(2 + max(1, len(goal.open)) for goal in goals) + (done + 2 if done else 0) + 3

    def _done_this_week(self) -> list[Step]:
        """The steps done this week, in the order they were done."""
        portfolio, today = self.session.portfolio, self.session.today
        since = week_start(today)
        steps = (step for goal in portfolio.goals.values() for step in portfolio.steps_of.get(goal.id, []))
        done = [step for step in steps if step.done_on and since <= step.done_on <= today]
        return sorted(done, key=lambda step: (step.done_on or today, step.modified))

    def rows_for_room(self) -> list[Drawn]:
        """The goals with their steps, as many as there is room for; below them what was done this week."""
        goals = open_goals(self.session.portfolio)
        done = self._done_this_week()
        many = ngettext("{n} goal", "{n} goals", len(goals)).format(n=len(goals))
        self.set_frame(_("Next steps"), many if goals else "")
        given, with_done = shares(goals, self.size.height, len(done))
        rows: list[Drawn] = []
        for goal, few in zip(goals, given, strict=True):
            rows += [BLANK] if rows else []
            rows.append(Drawn(None if goal.open else f"{_GOAL}{goal.goal.id}", 1, self._heading(goal)))
            rows += [Drawn(step.id, 1, self._step(step, goal.goal)) for step in goal.open[:few]]
            if not goal.open:
                rows.append(Drawn(None, 1, self._nothing_open(goal)))
        if done and (with_done or not goals):
            rows += [BLANK] if rows else []
            rows.append(Drawn(None, 1, lambda _width, _current: [Line((_("Done this week"), self.inks.dim))]))
            rows += [Drawn(f"{_DONE}{step.id}", 1, self._done(step)) for step in done]
        return rows

    # ---- drawing

    def _heading(self, goal: OpenGoal) -> Callable[[int, bool], list[Line]]:
        def paint(width: int, current: bool) -> list[Line]:
            inks = self.inks
            count = _("{done} of {n}").format(done=goal.done, n=goal.total) if goal.total else _("no step yet")
            title = clean_line(goal.goal.title)
            right: list[Span] = [(count, inks.dim)]
            if width >= ROOMY and 0 < goal.total <= MOST_SEGMENTS:
                drawn = [*draw.segments(inks, goal.done, goal.total, 1), (" ", inks.dim), *right]
                right = drawn if cell_len(title) + width_of(drawn) < width else right
            return [Line((title, inks.strong if current else inks.name), right=right)]

        return paint

    def _step(self, step: Step, goal: Goal) -> Callable[[int, bool], list[Line]]:
        def paint(width: int, current: bool) -> list[Line]:
            inks = self.inks
            title = clean_line(step.title)
            # The codes are the goal's: they give way to the words of the step.
            right: list[Span] = []
            for most in (1, 2) if width >= ROOMY else (1,):
                targets = [target.guideline for target in goal.guidelines][:most]
                found = draw.codes(inks, self.session.framework, targets)
                right = found if cell_len(title) + width_of(found) + 3 <= width else right
            style = inks.strong if current else inks.ink
            return [Line((f"{glyphs.UNTICKED} ", style), (title, style), right=right)]

        return paint

    def _nothing_open(self, goal: OpenGoal) -> Callable[[int, bool], list[Line]]:
        def paint(width: int, current: bool) -> list[Line]:
            del current
            said = (
                _("every step is done: {key} says what comes next")
                if goal.total
                else _("{key} leads there, to add a first step")
            )
            return [Line((cut(said.format(key=key_of(self, "list.open")), width), self.inks.dim))]

        return paint

    def _done(self, step: Step) -> Callable[[int, bool], list[Line]]:
        def paint(width: int, current: bool) -> list[Line]:
            del width
            inks = self.inks
            style = inks.ink if current else inks.dim
            day = ""
            if step.done_on is not None:
                day = _("today") if step.done_on == self.session.today else weekday_name(step.done_on)
            return [Line((f"{glyphs.DONE} ", style), (clean_line(step.title), style), right=[(day, inks.dim)])]

        return paint

    def teaches(self) -> Sequence[Span]:
        """What a goal is good for, and the key that sets one."""
        inks = self.inks
        if self.session.portfolio.goals:
            said = _("No goal is under way. Press {key} to set a new one.")
        else:
            said = _("No goal yet. Press {key} and write where you want to get to; its steps stand here then.")
        before, _key, behind = said.partition("{key}")
        return [(before, inks.dim), (key_of(self, "today.new"), inks.strong), (behind, inks.dim)]

    # ---- doing

    def action_tick(self) -> None:
        """Tick the step as done today; one that is done is opened again."""
        session = self.session
        key = self.key or ""
        step = session.portfolio.steps.get(key.removeprefix(_DONE))
        if step is None:
            return
        done_on = None if key.startswith(_DONE) else session.today
        from leaptui.model.edits import tick_step

        desk(self).do(tick_step(session.portfolio, session.at, step.id, done_on))

    def on_click(self, event: events.Click) -> None:
        """A click on the box ticks; elsewhere it moves the cursor."""
        index = self.row_at(event.y - self.gutter.top)
        box = self.gutter.left + self._margin
        if index is None or self.rows[index].key is None or not box <= event.x < box + 2:
            return
        event.prevent_default()
        self.cursor = index
        self.action_tick()

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The step, or the goal, the cursor is on: what is copied."""
        key = self.key or ""
        table = "goals" if key.startswith(_GOAL) else "steps"
        return [(table, key.removeprefix(_GOAL).removeprefix(_DONE))] if key else []

    def action_open(self) -> None:
        """Open the goal of the step."""
        key = self.key or ""
        step = self.session.portfolio.steps.get(key.removeprefix(_DONE))
        goal = key.removeprefix(_GOAL) if key.startswith(_GOAL) else step.goal if step else None
        lead_to_goals(self, goal)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be a row for it."""
        del parameters
        if action == "tick":
            return self.key is not None and not self.key.startswith(_GOAL)
        return self.key is not None if action == "open" else True
