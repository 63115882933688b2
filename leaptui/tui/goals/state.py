"""What the Goals screen says of a goal, reckoned once for each state of the portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leaptui.language import _, ngettext
from leaptui.model.folded import fold
from leaptui.model.forecast import Forecast, Outlook, forecast, goal_word
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Goal, Step
from leaptui.tui.goals.sheet import status_word
from leaptui.tui.session import View


class Show(StrEnum):
    """Which goals the list shows."""

    ALL = "all"
    ALIVE = "alive"
    REACHED = "reached"
    RESTING = "resting"


class Order(StrEnum):
    """The order the list shows goals in; living ones always come before the others."""

    SET = "set"
    HOPED = "hoped"
    LIKELY = "likely"
    TITLE = "title"


@dataclass(frozen=True)
class GoalState:
    """A goal as the screen shows it.

    `done` of `total` steps, those left out not counted; `word` says where it is; `pieces` are the ids of the evidence that
    belongs to it, newest first.
    """

    goal: Goal
    steps: tuple[Step, ...]
    done: int
    total: int
    word: str
    forecast: Forecast
    pieces: tuple[str, ...]

    @property
    def count(self) -> str:
        """How many steps are done: `3 of 6 steps`."""
        if not self.total:
            return _("no steps yet")
        said = ngettext("{done} of {n} step", "{done} of {n} steps", self.total)
        return said.format(done=self.done, n=self.total)

    @property
    def next_step(self) -> Step | None:
        """The first step that is still to do."""
        return next((step for step in self.steps if step.is_open), None)

    @property
    def place(self) -> str:
        """Where on the pathway the learner is: `step 4 of 6`."""
        return self.places[0]

    @property
    def places(self) -> tuple[str, ...]:
        """The same in fewer and fewer words: `step 4 of 6`, `4 of 6`, nothing."""
        counted = [step for step in self.steps if not step.is_skipped]
        following = self.next_step
        if following is not None:
            nth = counted.index(following) + 1
            short = _("{done} of {n}").format(done=nth, n=len(counted))
            return _("step {nth} of {n}").format(nth=nth, n=len(counted)), short, ""
        if not self.total:
            return ("",)
        return ngettext("its step is done", "all {n} steps done", self.total).format(n=self.total), ""

    def is_of(self, show: Show) -> bool:
        """Whether the goal is among those shown."""
        if show is Show.ALL:
            return True
        if show is Show.ALIVE:
            return self.goal.is_alive
        return self.goal.status == ("achieved" if show is Show.REACHED else "rested")

    def rank(self, order: Order) -> tuple[object, ...]:
        """What the goal is sorted by; within the same, goals stay in the order they were set."""
        dead = not self.goal.is_alive
        if order is Order.HOPED:
            return (dead, self.goal.target_on or date.max)
        if order is Order.LIKELY:
            done = self.forecast.kind is Outlook.DONE
            return (dead, date.min if done else self.forecast.earliest or date.max)
        return (dead, fold(self.goal.title)) if order is Order.TITLE else (dead,)


def arranged(states: Mapping[str, GoalState], show: Show, order: Order) -> dict[str, GoalState]:
    """The goals to show, in an order."""
    found = sorted((state for state in states.values() if state.is_of(show)), key=lambda state: state.rank(order))
    return {state.goal.id: state for state in found}


def pieces_of(portfolio: Portfolio) -> dict[str, tuple[str, ...]]:
    """The pieces linked to each goal or to one of its steps, newest first."""
    by_step: dict[str, set[str]] = defaultdict(set)
    for step in portfolio.steps.values():
        for piece_id in step.evidence:
            by_step[piece_id].add(step.goal)
    found: dict[str, list[str]] = {goal_id: [] for goal_id in portfolio.goals}
    for piece in portfolio.newest:
        for goal_id in by_step.get(piece.id, set()).union(piece.goals):
            if goal_id in found:
                found[goal_id].append(piece.id)
    return {goal_id: tuple(pieces) for goal_id, pieces in found.items()}


def goal_states(view: View) -> dict[str, GoalState]:
    """Reckon what the screen says of every goal, living ones first."""
    pieces = pieces_of(view.portfolio)
    return {goal_id: _state(view, goal_id, pieces[goal_id]) for goal_id in view.portfolio.goals}


def _state(view: View, goal_id: str, pieces: tuple[str, ...]) -> GoalState:
    portfolio = view.portfolio
    goal = portfolio.goals[goal_id]
    steps = tuple(portfolio.steps_of.get(goal_id, ()))
    counted = [step for step in steps if not step.is_skipped]
    told = forecast(portfolio, goal_id, view.today)
    if goal.status in {"idea", "achieved", "rested"}:
        word = status_word(goal.status)
    else:
        word = goal_word(portfolio, goal_id, view.today, told).said
    done = sum(step.done_on is not None for step in counted)
    return GoalState(goal, steps, done, len(counted), word, told, pieces)
