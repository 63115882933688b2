"""The pane of one goal: why, which levels, the steps on the way, who agreed."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding

from leaptui.model.dates import day_month, long_day
from leaptui.model.records import Agreement, Goal, Step
from leaptui.model.text import clean, clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.goals import acts
from leaptui.tui.goals.example import example_lines
from leaptui.tui.goals.sheet import ordered, targets_of
from leaptui.tui.goals.state import GoalState
from leaptui.tui.line import Line, Span, width_of, wrap
from leaptui.tui.widgets.frame import CORNERS
from leaptui.tui.widgets.row_list import MARGIN, Row, RowList

DATE_WIDTH = 6
SPARE = 8
"""Cells of a step's title that must stay when the number of its pieces is shown beside it."""


@dataclass(frozen=True, slots=True)
class Told(Row):
    """A row that only tells something: the cursor passes over it."""

    line: Line | None = None
    leads: bool = False
    """Whether a click leads to the pieces of the goal."""


class GoalPane(RowList):
    """A goal, its steps with a cursor. Space or a click on its box ticks a step."""

    BINDINGS = [
        Binding(
            "enter", "open", "Its evidence", show=False, id="goal.open", tooltip="To the evidence linked to the step"
        ),
        Binding("space", "tick", "Tick", id="goal.tick", tooltip="Tick the step as done today, or open it again"),
        Binding("n", "new", "New step", id="goal.new", tooltip="Add a step after this one"),
        Binding(
            "K,shift+up",
            "shift(-1)",
            "Move",
            key_display="K/J",
            id="goal.move",
            tooltip="Move the step up; J moves it down",
        ),
        Binding(
            "J,shift+down",
            "shift(1)",
            "Move down",
            show=False,
            key_display="J",
            id="goal.move_down",
            tooltip="Move the step down",
        ),
        Binding(
            "l", "link", "Link evidence", id="goal.link", tooltip="Say which pieces of evidence belong to the step"
        ),
        Binding(
            "s", "skip", "Skip the step", show=False, id="goal.skip", tooltip="Leave the step out, or take it up again"
        ),
        Binding("e", "edit", "Edit step", show=False, id="goal.edit", tooltip="Say the step in other words"),
        Binding(
            "d,delete", "trash", "Trash the step", show=False, id="goal.trash", tooltip="Move the step to the trash"
        ),
        Binding("o", "pieces", "Its pieces", show=False, id="goal.pieces", tooltip="To all evidence of the goal"),
        Binding(
            "A",
            "reached",
            "Reached",
            show=False,
            id="goal.reached",
            tooltip="Say that the goal is reached, or alive again",
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="one-goal")
        self.state: GoalState | None = None
        self._steps: dict[str, Step] = {}
        self._wanted: str | None = None

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
            self.set_frame("What it grows into", "")
            return
        self.set_frame(clean_line(state.goal.title), state.place if state.goal.is_alive else "")

    def _arrange(self) -> None:
        width = self.size.width - 2 * MARGIN
        if self.state is None or width <= 0:
            self.show_rows([])
            return
        dense = self.screen.has_class("-narrow") or self.screen.has_class("-short")
        rows: list[Row] = []
        levels, pieces = self._with_pieces(self._levels(), width)
        for part in (self._why(width), levels, self._step_rows(), [*self._agreed(width), *pieces]):
            if rows and part and not dense:
                rows.append(Told(None))
            rows += part
        self.show_rows(rows, self._wanted)
        self._wanted = None

    def on_resize(self, event: events.Resize) -> None:
        """Break the words for the new width."""
        del event
        self._arrange()

    def _why(self, width: int) -> list[Row]:
        """The title whole where the frame had to cut it, then why it matters."""
        inks = desk(self).inks
        goal = self._goal
        title, words = clean_line(goal.title), clean(goal.reason)
        cut_off = cell_len(title) > self.outer_size.width - CORNERS
        rows = wrap([(title, inks.name)], width) if cut_off else []
        rows += wrap([(words, inks.ink)], width) if words else []
        return [Told(None, line=Line(*row)) for row in rows]

    @property
    def _goal(self) -> Goal:
        if self.state is None:
            raise LookupError
        return self.state.goal

    def _levels(self) -> list[Told]:
        """Each guideline: the level now, and the level the goal leads to."""
        inks = desk(self).inks
        session = desk(self).session
        framework = session.framework
        rows: list[Told] = []
        wanted = targets_of(self._goal)
        known = ordered(framework, wanted)
        codes = [framework.guidelines[one].code for one in known if one in framework.guidelines]
        column = max([*map(len, codes), 4]) + 2
        for one in known:
            guideline = framework.guidelines.get(one)
            if guideline is None:
                rows.append(Told(None, line=Line((clean_line(one), inks.dim))))
                continue
            now = session.view.standings[guideline.id].rank
            aim = framework.rank(wanted[one])
            line = Line(
                inks.code(guideline.code, guideline.component), (" " * (column - len(guideline.code)), inks.dim)
            )
            line.left += draw.dots(inks, framework, guideline.component, now)
            if aim:
                line.add(" to ", inks.dim)
                line.left += draw.level(inks, framework, guideline.component, aim)
            else:
                line.add(f" {draw.level_word(framework, now)}", inks.ink if now else inks.dim)
            rows.append(Told(None, line=line))
        return rows

    def _with_pieces(self, rows: list[Told], width: int) -> tuple[list[Told], list[Told]]:
        """Say how many pieces belong to the goal: in the first row with room for it, else in one that is given besides."""
        count = len(self.state.pieces) if self.state else 0
        if not count:
            return rows, []
        said = (f"{count} piece{'' if count == 1 else 's'}", desk(self).inks.dim)
        for place, row in enumerate(rows):
            if row.line is not None and width_of([*row.line.left, said]) + 2 <= width:
                row.line.right = [said]
                return [*rows[:place], Told(None, line=row.line, leads=True), *rows[place + 1 :]], []
        return rows, [Told(None, line=Line(said), leads=True)]

    def _step_rows(self) -> list[Row]:
        inks = desk(self).inks
        if not self._steps:
            return [
                Told(
                    None,
                    line=Line(("No steps yet. ", inks.dim), ("n", inks.strong), (" names the first one.", inks.dim)),
                )
            ]
        return [Row(step_id) for step_id in self._steps]

    def _agreed(self, width: int) -> list[Row]:
        """Who agreed."""
        return [Told(None, line=self._agreement(agreed, width)) for agreed in self._goal.agreed]

    def _agreement(self, agreed: Agreement, width: int) -> Line:
        inks = desk(self).inks
        name = clean_line(desk(self).session.portfolio.name_of(agreed.by))
        day = f" on {long_day(agreed.on, desk(self).session.today)}" if agreed.on else ""
        who: list[Span] = [inks.person_chip(name), (f" {name}", inks.ink)]
        line = Line((f"Agreed{day} with ", inks.dim), *who)
        if width_of(line.left) > width and agreed.on:
            line = Line((f"Agreed {day_month(agreed.on)} with ", inks.dim), *who)
        return line

    # ---- drawing

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A step: its box, its words, the day it was done; or a row that tells something."""
        if isinstance(row, Told):
            return [row.line or Line()]
        inks = desk(self).inks
        step = self._steps[row.key or ""]
        title = clean_line(step.title)
        if step.done_on is not None:
            sign, style, fact = glyphs.DONE, inks.dim, day_month(step.done_on)
        elif step.is_skipped:
            sign, style, fact = glyphs.SKIPPED, inks.dim, "skipped"
        else:
            sign, style, fact = glyphs.UNTICKED, inks.ink, ""
        style = inks.strong if current else style
        line = Line((f"{sign} ", inks.ink if current or step.is_open else inks.dim), (title, style))
        line.right = self._facts(step, fact, width_of(line.left), width, current=current)
        return [line]

    def _facts(self, step: Step, fact: str, used: int, width: int, *, current: bool) -> list[Span]:
        """The number of its pieces where there is room for it, or the cursor is on the step, and the day."""
        inks = desk(self).inks
        shown: list[Span] = [(fact.rjust(DATE_WIDTH), inks.dim)] if fact else []
        count = len(desk(self).session.portfolio.evidence.keys() & set(step.evidence))
        if not count:
            return shown
        said = f"{count} piece{'' if count == 1 else 's'}"
        size = len(said) + (2 + max(DATE_WIDTH, len(fact)) if fact else 0)
        if used + size + 1 > width and not current:
            return shown
        return [(said + ("  " if fact else ""), inks.dim), *shown]

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

    def on_click(self, event: events.Click) -> None:
        """A click on the row with the number of pieces leads to them; what RowList does with a click comes besides."""
        index = self.row_at(event.y - self.gutter.top)
        row = self.rows[index] if index is not None else None
        if isinstance(row, Told) and row.leads and row.line is not None:
            first = self.size.width - MARGIN - width_of(row.line.right) if row.line.right else 0
            if event.x - self.gutter.left >= first:
                self.action_pieces()

    def clicked(self, event: events.Click) -> None:
        """On a step's box the first click ticks; elsewhere the second of two opens."""
        if event.x - self.gutter.left - MARGIN in (0, 1):
            if event.chain == 1:
                self.action_tick()
        else:
            super().clicked(event)

    # ---- doing

    def action_open(self) -> None:
        """To the evidence of the step."""
        if self.key:
            acts.lead_to_evidence(self, self.key)

    def action_tick(self) -> None:
        """Tick the step."""
        if self.key:
            acts.tick(self, self.key)

    def action_new(self) -> None:
        """Add a step after this one; where the cursor stands on none, or on the next to do, as the last one."""
        if self.state is not None:
            acts.new_step(self, self.state.goal.id, self.key)

    def action_shift(self, by: int) -> None:
        """Move the step up or down."""
        if self.key:
            acts.move(self, self.key, by)

    def action_link(self) -> None:
        """Link evidence to the step."""
        if self.key:
            acts.link(self, self.key)

    def action_skip(self) -> None:
        """Leave the step out, or take it up again."""
        if self.key:
            acts.skip(self, self.key)

    def action_edit(self) -> None:
        """Say the step in other words."""
        if self.key:
            acts.edit_step_title(self, self.key)

    def action_trash(self) -> None:
        """Move the step to the trash."""
        if self.key:
            acts.trash_step(self, self.key)

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
        of_step = action in {"open", "tick", "shift", "link", "skip", "edit", "trash"}
        return not (of_step and self.key is None) and not (
            action in {"new", "pieces", "reached"} and self.state is None
        )
