"""What the Goals screen says of a goal, reckoned once for each state of the portfolio."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from leaptui.model.forecast import Forecast, forecast, goal_word
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Goal, Step
from leaptui.tui.goals.sheet import STATUS_WORDS
from leaptui.tui.session import View


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
        return f"{self.done} of {self.total} step{'' if self.total == 1 else 's'}" if self.total else "no steps yet"

    @property
    def next_step(self) -> Step | None:
        """The first step that is still to do."""
        return next((step for step in self.steps if step.is_open), None)

    @property
    def place(self) -> str:
        """Where on the pathway the learner is: `step 4 of 6`."""
        counted = [step for step in self.steps if not step.is_skipped]
        following = self.next_step
        if following is not None:
            return f"step {counted.index(following) + 1} of {len(counted)}"
        return f"all {self.total} steps done" if self.total > 1 else "its step is done" if self.total else ""


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
        word = STATUS_WORDS[goal.status]
    else:
        word = str(goal_word(portfolio, goal_id, view.today, told))
    done = sum(step.done_on is not None for step in counted)
    return GoalState(goal, steps, done, len(counted), word, told, pieces)
