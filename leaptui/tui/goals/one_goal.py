"""The pane of one goal: its steps with a cursor, to tick, to move, to skip, to write anew."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding

from leaptui.language import N_, _
from leaptui.model.records import Step
from leaptui.model.records_others import Suggestion
from leaptui.model.records_own import Pathway
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals import acts
from leaptui.tui.goals.beside import SUGGESTED, WAY, suggested_line, way_line
from leaptui.tui.goals.example import example_lines
from leaptui.tui.goals.goal_rows import GoalRows, step_line
from leaptui.tui.goals.state import GoalState
from leaptui.tui.goals.step_form import edit_step_sheet, new_step
from leaptui.tui.goals.together import answer_suggestion, decide_way
from leaptui.tui.goals.told import Told
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, width_of
from leaptui.tui.signatures import seek_signatures
from leaptui.tui.widgets.frame import CORNERS
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row

BESIDE = 4
"""Cells between the title of a frame and its fact."""


class GoalPane(RowList):
    """A goal, its steps with a cursor. Space or a click on its box ticks a step; dragged, a step changes its place."""

    HELP = N_("The goal and its steps. Steps can be ticked, moved, left out, and tied to your pieces.")
    BINDINGS = [
        Binding(
            "enter",
            "open",
            N_("Its evidence"),
            show=False,
            id="goal.open",
            tooltip=N_("To the evidence linked to the step; another way or a suggested step is decided on"),
        ),
        Binding(
            "space", "tick", N_("Tick"), id="goal.tick", tooltip=N_("Tick the step as done today, or open it again")
        ),
        Binding("n", "new", N_("New step"), id="goal.new", tooltip=N_("Add a step after this one")),
        Binding(
            "K,shift+up",
            "shift(-1)",
            N_("Move"),
            key_display="K/J",
            id="goal.move",
            tooltip=N_("Move the step up; dragging moves it, too"),
        ),
        Binding(
            "J,shift+down",
            "shift(1)",
            N_("Move down"),
            show=False,
            key_display="J",
            id="goal.move_down",
            tooltip=N_("Move the step down"),
        ),
        Binding(
            "L",
            "link",
            N_("Link evidence"),
            id="goal.link",
            tooltip=N_("Say which pieces of evidence belong to the step"),
        ),
        Binding(
            "s",
            "skip",
            N_("Skip the step"),
            show=False,
            id="goal.skip",
            tooltip=N_("Leave the step out, or take it up again; on its sheet you can say why"),
        ),
        Binding(
            "e",
            "edit",
            N_("Edit step"),
            show=False,
            id="goal.edit",
            tooltip=N_("Change the step: its words, its note, the day it was done, why it is skipped"),
        ),
        Binding(
            "d,delete",
            "trash",
            N_("Trash the step"),
            show=False,
            id="goal.trash",
            tooltip=N_("Move the step to the trash"),
        ),
        Binding(
            "o", "pieces", N_("Its pieces"), show=False, id="goal.pieces", tooltip=N_("To all evidence of the goal")
        ),
        Binding(
            "A",
            "reached",
            N_("Reached"),
            show=False,
            id="goal.reached",
            tooltip=N_("Say that the goal is reached, or alive again"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="one-goal")
        self.state: GoalState | None = None
        self._steps: dict[str, Step] = {}
        self._wanted: str | None = None
        self._dragged: str | None = None
        self._dropped = False

    # ---- showing

    def show_goal(self, state: GoalState | None) -> None:
        """Show a goal; another one than before with the cursor on its first open step."""
        before = self.state.goal.id if self.state else None
        self.state = state
        self._steps = {step.id: step for step in state.steps} if state else {}
        if state and state.goal.id != before:
            following = state.next_step
            self._wanted = following.id if following else None
        self._arrange()
        if state is None:
            self.set_frame(_("What it grows into"), "")
            return
        title = clean_line(state.goal.title)
        self.set_frame(title, self._place(state, cell_len(title)) if state.goal.is_alive else state.word)

    def _place(self, state: GoalState, title: int) -> str:
        """Where on the pathway the learner is, in as many words as there is room for beside the title."""
        room = self.outer_size.width - CORNERS - title - BESIDE
        return next((said for said in state.places if cell_len(said) <= room), state.place)

    def _arrange(self) -> None:
        width = self.size.width - 2 * MARGIN
        if self.state is None or width <= 0:
            self.show_rows([])
            return
        dense = self.screen.has_class("-narrow") or self.screen.has_class("-short")
        app = desk(self)
        written = GoalRows(app.session, app.inks, self.state, width, dense, key_of(self, "goal.new"))
        cut_off = cell_len(clean_line(self.state.goal.title)) > self.outer_size.width - CORNERS
        self.show_rows(written.rows([*self._steps.values()], title=cut_off), self._wanted)
        self._wanted = None
        seek_signatures(self, self._arrange)

    def write_anew(self) -> None:
        """Write the goal with the inks of another theme."""
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """Break the words for the new width."""
        del event
        self.show_goal(self.state)

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A step, or a row that tells something."""
        if isinstance(row, Told):
            return [row.line]
        app, key = desk(self), row.key or ""
        portfolio = app.session.portfolio
        if key.startswith(WAY):
            way = portfolio.live(Pathway)[key.removeprefix(WAY)]
            return [way_line(app.session, app.inks, way, current=current)]
        if key.startswith(SUGGESTED):
            one = portfolio.live(Suggestion)[key.removeprefix(SUGGESTED)]
            return [suggested_line(app.session, app.inks, one, current=current)]
        step = self._steps.get(key) or portfolio.steps[key]
        return [step_line(app.session, app.inks, step, width, current=current)]

    def empty_lines(self, width: int) -> list[Line]:
        """What a goal grows into."""
        return example_lines(desk(self).inks, desk(self).session.framework, width)

    # ---- moving

    def action_move(self, by: int) -> None:
        """Move the cursor; beyond the first and the last step the rest of the goal comes into sight."""
        before = self.cursor
        super().action_move(by)
        last = max((place for place, row in enumerate(self.rows) if row.key is not None), default=-1)
        if last < 0:
            self.scroll_relative(y=by, animate=False)
        elif by > 0 and (self.cursor in (before, last)):
            self.scroll_end(animate=False)

    # ---- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take a step in hand."""
        index = self.row_at(event.y - self.gutter.top)
        key = self.rows[index].key if index is not None else None
        on_box = event.x - self.gutter.left - MARGIN in (0, 1)
        if key is not None and event.button == 1 and not on_box:
            self._dragged = key
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the step that is dragged in the place it would have."""
        index = self.row_at(event.y - self.gutter.top)
        over = self.rows[index].key if index is not None else None
        if self._dragged not in self._steps or over not in self._steps or over == self._dragged:
            return
        order = [*self._steps]
        to = order.index(over)
        order.remove(self._dragged)
        order.insert(to, self._dragged)
        self._steps = {key: self._steps[key] for key in order}
        self._wanted = self._dragged
        self._arrange()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Leave the dragged step in its new place."""
        del event
        self.release_mouse()
        step_id, self._dragged = self._dragged, None
        if step_id not in self._steps or self.state is None:
            return
        before = [step.id for step in self.state.steps]
        by = [*self._steps].index(step_id) - before.index(step_id)
        if by:
            self._dropped = True
            acts.move(self, step_id, by)

    def on_click(self, event: events.Click) -> None:
        """A click on the row with the number of pieces leads to them; what RowList does with a click comes besides."""
        if self._dropped:
            # The mouse button was let go after dragging.
            self._dropped = False
            event.prevent_default()
            return
        index = self.row_at(event.y - self.gutter.top)
        row = self.rows[index] if index is not None else None
        if isinstance(row, Told) and row.leads:
            first = self.size.width - MARGIN - width_of(row.line.right) if row.line.right else 0
            if event.x - self.gutter.left >= first:
                self.action_pieces()

    def clicked(self, event: events.Click) -> None:
        """On a step's box the first click ticks; elsewhere the second of two opens."""
        if self.step is not None and event.x - self.gutter.left - MARGIN in (0, 1):
            if event.chain == 1:
                self.action_tick()
        else:
            super().clicked(event)

    # ---- doing

    @property
    def step(self) -> str | None:
        """The id of the step the cursor is on; None where it is on another way, on a suggested step, or on nothing."""
        key = self.key
        return None if key is None or key.startswith((WAY, SUGGESTED)) else key

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The step the cursor is on: what is copied."""
        return [("steps", self.step)] if self.step else []

    def action_open(self) -> None:
        """To the evidence of the step; on another way or a suggested step, choose what becomes of it."""
        key = self.key or ""
        if key.startswith(WAY):
            decide_way(self, key.removeprefix(WAY))
        elif key.startswith(SUGGESTED):
            answer_suggestion(self, key.removeprefix(SUGGESTED), self.state.goal.id if self.state else "")
        elif key:
            acts.lead_to_evidence(self, key)

    def action_tick(self) -> None:
        """Tick the step."""
        if self.step:
            acts.tick(self, self.step)

    def action_new(self) -> None:
        """Add a step after this one; where the cursor stands on none, or on the next to do, as the last one."""
        if self.state is not None:
            way = (self.key or "").removeprefix(WAY) if (self.key or "").startswith(WAY) else ""
            new_step(self, self.state.goal.id, self.step, pathway=way)

    def action_shift(self, by: int) -> None:
        """Move the step up or down."""
        if self.step:
            acts.move(self, self.step, by)

    def action_link(self) -> None:
        """Link evidence to the step."""
        if self.step:
            acts.link(self, self.step)

    def action_skip(self) -> None:
        """Leave the step out, or take it up again."""
        if self.step:
            acts.skip(self, self.step)

    def action_edit(self) -> None:
        """Write the step anew."""
        if self.step:
            edit_step_sheet(self, self.step)

    def action_trash(self) -> None:
        """Move the step to the trash."""
        if self.step:
            acts.trash_step(self, self.step)

    def action_pieces(self) -> None:
        """To all evidence of the goal."""
        if self.state is not None:
            acts.lead_to_pieces(self, self.state.goal.id)

    def action_reached(self) -> None:
        """Say that the goal is reached, or alive again."""
        if self.state is not None:
            acts.toggle_reached(self, self.state.goal.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a step needs one under the cursor."""
        del parameters
        of_step = action in {"tick", "shift", "link", "skip", "edit", "trash"}
        return not ((of_step and self.step is None) or (action == "open" and self.key is None)) and not (
            action in {"new", "pieces", "reached"} and self.state is None
        )
