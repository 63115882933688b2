"""The sheet on which a goal is written: a title is enough, everything else can come later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, TextArea

from leaptui.model.edits import Invalid, add_goal, edit_goal
from leaptui.model.text import clean_line
from leaptui.model.words import GOAL_STATUSES
from leaptui.tui.base import desk
from leaptui.tui.goals.sheet import STATUS_WORDS, WrittenGoal, agreed_of, fields_of
from leaptui.tui.goals.targets import TargetsField, next_level
from leaptui.tui.goals.typed import NOT_SAVED
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Choice, Field, Form, field_width

STATUSES = [STATUS_WORDS[status] for status in GOAL_STATUSES]


class GoalForm(Form[WrittenGoal]):
    """The sheet. `save` keeps what is written and gives None, or the sentence that says why it cannot be kept yet.

    Left without keeping, it answers with what was written.
    """

    def __init__(self, title: str, sheet: WrittenGoal, save: Callable[[WrittenGoal], str | None], *, new: bool) -> None:
        super().__init__(title, "Enter keeps it")
        self._before = sheet
        self._save = save
        self._new = new

    def compose_fields(self) -> ComposeResult:
        """Title and why first, the rest below."""
        sheet = self._before
        yield Field(
            "Title", Input(sheet.title, placeholder="where do you want to get to?", id="title", select_on_focus=False)
        )
        yield Field("Why", _words(sheet.why, "why", "why it matters to you"))
        yield Field("Leads to", TargetsField(dict(sheet.targets), id="targets"))
        far = desk(self).session.today + timedelta(days=90)
        day = Input(sheet.target_on, placeholder=far.isoformat(), id="target_on", max_length=10)
        status = Choice(STATUSES, sheet.status, id="status")
        status.styles.width = field_width(STATUSES)
        yield Field("Hoped for", day, "It is", status)
        yield Field(
            "Agreed",
            Input(sheet.agreed, placeholder="with whom? names, with commas", id="agreed", select_on_focus=False),
        )
        if self._new:
            yield Field("Steps", _words(sheet.steps, "steps", "the first steps, one in each line"))

    @property
    def sheet(self) -> WrittenGoal:
        """What stands on the sheet now."""
        texts = {name: self.text_of(name) for name in ("title", "why", "target_on", "agreed", "status")}
        steps = self.text_of("steps") if self._new else ""
        targets = self.query_one(TargetsField).targets
        return WrittenGoal(**texts, steps=steps, targets=tuple(sorted(targets.items())))

    def keep(self) -> str | None:
        """Keep the goal."""
        sheet = self.sheet
        if not clean_line(sheet.title):
            self.query_one("#title").focus()
            return "A goal needs a title: a few words are enough."
        trouble = self._save(sheet)
        if trouble is None:
            self.dismiss(None)
        return trouble

    def action_leave(self) -> None:
        """Leave the sheet; what was written on it is given back, so that it can be taken up again."""
        self.dismiss(self.sheet if self.sheet != self._before else None)


def _words(text: str, field: str, hint: str) -> TextArea:
    """A field for several lines."""
    return TextArea(text, id=field, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, placeholder=hint)


def open_goal_form(widget: Widget, goal_id: str | None = None, guideline_ids: Iterable[str] = ()) -> None:
    """Open the sheet on a goal, or for a new one that leads to these guidelines, each a level further than it stands."""
    if goal_id is None:
        _new(widget, guideline_ids)
    else:
        _edit(widget, goal_id)


def _new(widget: Widget, guideline_ids: Iterable[str]) -> None:
    app = desk(widget)
    session = app.session
    wanted = tuple((one, next_level(widget, one)) for one in guideline_ids)
    left_sheet = session.left_goals.get("")
    sheet = left_sheet if left_sheet and not wanted else WrittenGoal(targets=wanted)

    def save(sheet: WrittenGoal) -> str | None:
        try:
            fields = fields_of(sheet, session.portfolio, session.framework, None, session.today)
            fields["agreed"] = agreed_of(session.portfolio, None, sheet.agreed, session.today)
            change, made = add_goal(session.portfolio, session.at, fields, sheet.steps.splitlines())
        except (Invalid, ValueError) as error:
            return sentence(error)
        if not app.do(change):
            return NOT_SAVED
        session.left_goals.pop("", None)
        widget.app.call_after_refresh(_show, widget, made)
        return None

    def left(sheet: WrittenGoal | None) -> None:
        if sheet is not None and not sheet.is_empty:
            session.left_goals[""] = sheet
            app.say("Kept for you: a new goal goes on with it.")

    app.push_screen(GoalForm("A new goal", sheet, save, new=True), left)


def _edit(widget: Widget, goal_id: str) -> None:
    app = desk(widget)
    session = app.session
    before = WrittenGoal.of(session.portfolio, session.portfolio.goals[goal_id])

    def save(sheet: WrittenGoal) -> str | None:
        portfolio = session.portfolio
        if goal_id not in portfolio.goals:
            return "This goal was removed meanwhile; copy your words, then leave with Esc."
        try:
            fields = fields_of(sheet, portfolio, session.framework, goal_id, session.today)
            same = fields_of(before, portfolio, session.framework, goal_id, session.today)
            # Only what was changed on the sheet is set: what changed elsewhere meanwhile stays.
            changed = {name: value for name, value in fields.items() if value != same[name]}
            if sheet.agreed != before.agreed:
                changed["agreed"] = agreed_of(portfolio, goal_id, sheet.agreed, session.today)
            change = edit_goal(portfolio, session.at, goal_id, changed)
        except (Invalid, ValueError) as error:
            return sentence(error)
        return None if app.do(change) else NOT_SAVED

    def left(sheet: WrittenGoal | None) -> None:
        if sheet is not None:
            session.left_goals[goal_id] = sheet
            app.say("Not kept yet: e opens the goal with what you wrote.")

    sheet = session.left_goals.pop(goal_id, before)
    app.push_screen(GoalForm("Edit the goal", sheet, save, new=False), left)


def _show(widget: Widget, goal_id: str) -> None:
    """Bring a goal that was kept under the cursor, where the screen lists goals."""
    show = getattr(widget.screen, "show_goal", None) if widget.is_attached else None
    if show is not None:
        show(goal_id)
