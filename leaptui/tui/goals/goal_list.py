"""The pane of all goals: those alive first, then those reached or resting."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding

from leaptui.model.text import clean_line
from leaptui.tui import draw
from leaptui.tui.base import desk
from leaptui.tui.goals import acts
from leaptui.tui.goals.state import GoalState
from leaptui.tui.line import Line
from leaptui.tui.widgets.row_list import Row, RowList


class GoalList(RowList):
    """The goals. Enter goes into the steps of one."""

    BINDINGS = [
        Binding("n", "new", "New goal", id="goals.new", tooltip="Say where you want to get to"),
        Binding("e", "edit", "Edit", id="goals.edit", tooltip="Change the goal: title, why, levels, day, who agreed"),
        Binding("A", "reached", "Reached", id="goals.reached", tooltip="Say that the goal is reached, or alive again"),
        Binding(
            "d,delete", "trash", "Trash the goal", show=False, id="goals.trash", tooltip="Move the goal to the trash"
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="goal-list")
        self._states: Mapping[str, GoalState] = {}

    def show_goals(self, states: Mapping[str, GoalState]) -> None:
        """Show goals: the living ones with their segments where there is room, the others in one line each."""
        self._states = states
        roomy = not self._is_dense
        rows: list[Row] = []
        for state in states.values():
            alive = state.goal.is_alive
            if roomy and rows and (alive or self._states[rows[-1].key or ""].goal.is_alive):
                rows.append(Row(None))
            rows.append(Row(state.goal.id, 2 if roomy and alive else 1))
        self.show_rows(rows)
        alive_count = sum(state.goal.is_alive for state in states.values())
        reached = sum(state.goal.status == "achieved" for state in states.values())
        resting = len(states) - alive_count - reached
        facts = [
            f"{alive_count} alive",
            f"{reached} reached" if reached else "",
            f"{resting} resting" if resting else "",
        ]
        self.set_frame("Goals", ", ".join(filter(None, facts)) if states else "none yet")

    @property
    def _is_dense(self) -> bool:
        return self.screen.has_class("-narrow") or self.screen.has_class("-short")

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Title and word, segments and count; a goal reached or resting is dim."""
        del width
        inks = desk(self).inks
        if row.key is None:
            return [Line()]
        state = self._states[row.key]
        title = clean_line(state.goal.title)
        if not state.goal.is_alive:
            style = inks.strong if current else inks.dim
            return [Line((title, style), right=[(state.word, inks.ink if current else inks.dim)])]
        style = inks.strong if current else inks.ink
        word = (state.word, inks.white if current else inks.dim)
        if row.height == 1:
            count = f"{state.done} of {state.total}" if state.total else "no steps"
            return [Line((title, style), right=[(count, inks.dim)])]
        steps = Line(*draw.segments(inks, state.done, state.total), right=[(state.count, inks.dim)])
        return [Line((title, style), right=[word]), steps]

    def action_new(self) -> None:
        """Set a new goal."""
        acts.new_goal(self)

    def action_edit(self) -> None:
        """Edit the goal under the cursor."""
        if self.key:
            acts.edit_goal_sheet(self, self.key)

    def action_reached(self) -> None:
        """Say that the goal is reached, or alive again."""
        if self.key:
            acts.toggle_reached(self, self.key)

    def action_trash(self) -> None:
        """Move the goal to the trash."""
        if self.key:
            acts.trash_goal(self, self.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a goal needs one under the cursor."""
        del parameters
        return not (action in {"open", "edit", "reached", "trash"} and self.key is None)
