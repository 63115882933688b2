"""Goals: where to, in which steps, at what pace."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from leaptui.language import N_
from leaptui.tui.base import desk
from leaptui.tui.goals.first import FirstGoal, GoalLine
from leaptui.tui.goals.goal_list import GoalList
from leaptui.tui.goals.looking import LookingAhead
from leaptui.tui.goals.one_goal import GoalPane
from leaptui.tui.goals.pace_pane import PacePane
from leaptui.tui.goals.replan import open_replan
from leaptui.tui.goals.rhythm import open_rhythm
from leaptui.tui.goals.state import GoalState, goal_states
from leaptui.tui.goals.template import choose_template
from leaptui.tui.goals.together import open_together
from leaptui.tui.session import View
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.row_list import RowList

VAST = 150
"""Columns from which on the goals have one of their own."""
NEEDED = 36
"""Rows that the panes of pace and what lies ahead fill."""
LOOKING = 11
"""Rows of what lies ahead, its frame included, for one goal."""


class GoalsScreen(DeskScreen):
    """Goals, one goal with its steps, the pace, and what lies ahead."""

    NAME = "goals"
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = ""
    """What has the keys first goes by whether there is a goal: Textual would choose before that is known."""
    BINDINGS = [
        Binding(
            "p", "replan", N_("Re-plan"), id="goals.replan", tooltip=N_("Move the day, drop steps, change pace, rest")
        ),
        Binding(
            "b",
            "rest",
            N_("Breaks"),
            show=False,
            id="goals.rest",
            tooltip=N_("Take a break, change or end one; the paces"),
        ),
        Binding(
            "W",
            "together",
            N_("With others"),
            id="goals.together",
            tooltip=N_("Agree to the goal, set out another way, take one, answer suggested steps"),
        ),
        Binding(
            "T",
            "template",
            N_("Take a pathway"),
            show=False,
            id="goals.template",
            tooltip=N_("Set a goal from a pathway that lies ready in the workspace"),
        ),
        Binding(
            "right,l", "pane(1)", N_("Next pane"), show=False, id="goals.pane_right", tooltip=N_("To the next pane")
        ),
        Binding(
            "left,h", "pane(-1)", N_("Pane before"), show=False, id="goals.pane_left", tooltip=N_("To the pane before")
        ),
        Binding(
            "escape", "back", N_("Back"), show=False, id="goals.back", tooltip=N_("Back to the goals, then to Today")
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._seen: View | None = None
        self._states: dict[str, GoalState] = {}

    def compose_page(self) -> ComposeResult:
        """Goals and one goal at the left, pace and what lies ahead at the right."""
        with Horizontal(id="page"):
            with Vertical(id="goals-side"):
                yield FirstGoal()
                yield GoalList()
                yield GoalPane()
            with Vertical(id="pace-side"):
                yield PacePane()
                yield LookingAhead()

    @property
    def _first_pane(self) -> Widget:
        """The list, or the question that stands in its place."""
        return self.query_one(GoalList) if self._states else self.query_one(FirstGoal)

    # ---- showing

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The goal the cursor is on: what is copied."""
        key = self.query_one(GoalList).key
        return [("goals", key)] if key and self._states else []

    def show_portfolio(self) -> None:
        """Show goals and pace as they stand now."""
        view = desk(self).session.view
        if view is not self._seen:
            self._seen, self._states = view, goal_states(view)
        self.set_class(not self._states, "-none")
        self.query_one(GoalList).show_goals(self._states)
        self._show_goal()
        # At once, not as `focus` does when its turn comes: keys typed ahead would come before.
        if self._states and self.query_one(FirstGoal).has_focus_within:
            self.set_focus(self.query_one(GoalPane))  # the first goal was just set: its first step comes next
        elif self.focused is None or (not self._states and self.query_one(GoalList).has_focus):
            self.set_focus(self._first_pane)
        self.query_one(PacePane).show_pace()

    def _show_goal(self) -> None:
        key = self.query_one(GoalList).key
        state = self._states.get(key) if key else None
        self.query_one(GoalPane).show_goal(state)
        others = [one for one in self._states.values() if one.goal.is_alive and one is not state]
        self.query_one(LookingAhead).show_goal(state, others)
        self._share()
        self.refresh_bindings()

    def _share(self) -> None:
        """Where the screen is higher than the panes need, what lies ahead has rows for the other goals, too."""
        looking = self.query_one(LookingAhead)
        spare = self.app.size.height - NEEDED
        rows = min(spare // 2, looking.others_height) if spare > 0 and not self.has_class("-narrow") else 0
        looking.styles.height = LOOKING + rows if rows > 0 else None

    def show_goal(self, goal_id: str, *, steps: bool = False) -> None:
        """Bring a goal under the cursor: how other screens lead here. `steps` goes into its steps."""
        goals = self.query_one(GoalList)
        if not goals.go_to(goal_id):
            goals.show_all()
            goals.go_to(goal_id)
        self._show_goal()
        if goals.display:
            (self.query_one(GoalPane) if steps else goals).focus()

    def begin_anew(self) -> None:
        """Forget the goals of the portfolio shown before."""
        self._seen = None
        self._states = {}
        self.query_one(GoalList).begin_anew()
        self.query_one(GoalPane).show_goal(None)

    def on_resize(self) -> None:
        """Lay the lists out for the room there is."""
        self.set_class(self.app.size.width >= VAST, "-vast")
        self.call_after_refresh(self.show_portfolio)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the goal the cursor came to."""
        if isinstance(event.rows, GoalList):
            self._show_goal()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go into the steps of the goal."""
        if isinstance(event.rows, GoalList):
            self.query_one(GoalPane).focus()

    def on_looking_ahead_led(self, event: LookingAhead.Led) -> None:
        """Bring another goal under the cursor."""
        self.show_goal(event.goal_id)

    def left_out_of_footer(self) -> frozenset[str]:
        """The footer is for goals here; what works everywhere stands in the help. Without a goal there is none to re-plan.

        Agreeing and suggesting is what somebody who looks with the learner does here; for the learner it stands in the help.
        """
        elsewhere = super().left_out_of_footer() | {"app.add", "app.search", "app.sync"}
        if desk(self).session.voice is None:
            elsewhere |= {"goals.together"}
        elsewhere = elsewhere if self._states else elsewhere | {"goals.replan"}
        return elsewhere | {"goal.move", "goals.reached", "goals.wait"} if self.has_class("-narrow") else elsewhere

    # ---- keys

    @property
    def _panes(self) -> list[Widget]:
        return [self._first_pane, *(self.query_one(kind) for kind in (GoalPane, PacePane, LookingAhead))]

    def action_pane(self, by: int) -> None:
        """Go to the next pane."""
        panes = self._panes
        at = next((place for place, pane in enumerate(panes) if pane.has_focus_within), 0)
        panes[max(0, min(len(panes) - 1, at + by))].focus()

    def action_back(self) -> None:
        """Back to the goals, then to Today."""
        if self._first_pane.has_focus:
            desk(self).go_home()
        else:
            self._first_pane.focus()

    def action_replan(self) -> None:
        """Re-plan the goal under the cursor."""
        open_replan(self, self._alive)

    def action_together(self) -> None:
        """What can be done with others on the goal, and on other ways to it."""
        key = self.query_one(GoalList).key
        if key in self._states:
            open_together(self, key)

    def action_template(self) -> None:
        """Take a pathway that lies ready."""
        choose_template(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows move in the line while it is typed in."""
        del parameters
        if action == "together":
            return bool(self._states)
        return not (action in {"pane", "template"} and isinstance(self.focused, GoalLine))

    def action_rest(self) -> None:
        """Breaks and paces."""
        open_rhythm(self, self._alive)

    @property
    def _alive(self) -> str | None:
        """The goal under the cursor, where it is alive."""
        key = self.query_one(GoalList).key
        return key if key and self._states[key].goal.is_alive else None
