"""The sheet on which a step is written: what to do, a note, the day it was done, why it is skipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits import add_step, edit_step
from leaptui.model.edits.goals import left_out
from leaptui.model.records import Step
from leaptui.model.text import clean, clean_line, to_lines
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import Words
from leaptui.tui.goals.typed import read_day
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.widgets.form import Field
from leaptui.tui.widgets.row_list import RowList


@dataclass(frozen=True)
class WrittenStep(Texts):
    """A step as its sheet holds it."""

    title: str = ""
    note: str = ""
    done_on: str = ""
    skipped: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written that would be missed."""
        return not self.title.strip() and not self.note.strip()

    @classmethod
    def of(cls, step: Step) -> WrittenStep:
        """What a step says now."""
        done_on = step.done_on.isoformat() if step.done_on else ""
        return cls(clean_line(step.title), clean("\n".join(step.note)), done_on, clean(step.why_skipped))


class StepForm(KeptForm[WrittenStep]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        title: str,
        sheet: WrittenStep,
        save: Save[WrittenStep],
        note: Note[WrittenStep],
        *,
        of: str,
        step: Step | None = None,
    ) -> None:
        """`of` is the goal's title; `step` is there where one is changed."""
        super().__init__(title, _("Enter keeps it"), sheet, save, note)
        self._of = of
        self._step = step

    def compose_fields(self) -> ComposeResult:
        """The words first; what can be said of a step that is there already comes below."""
        sheet = self.begun_with
        yield Static(self._of, markup=False, classes="question")
        title = Input(sheet.title, placeholder=_("one thing you can do"), select_on_focus=False, id="title")
        yield Field(_("Step"), title)
        yield Field(_("Note"), Words(sheet.note, "note", _("what helps to know, if anything")))
        if self._step is not None and not self._step.is_skipped:
            like = _("not yet; a day like {day}").format(day=desk(self).session.today.isoformat())
            yield Field(_("Done on"), Input(sheet.done_on, placeholder=like, id="done_on", max_length=10))
        if self._step is not None and self._step.is_skipped:
            why = _("why it is not needed, if you like")
            yield Field(_("Skipped"), Input(sheet.skipped, placeholder=why, select_on_focus=False, id="skipped"))

    @property
    def sheet(self) -> WrittenStep:
        """What stands on the sheet now."""
        there = {name for name in ("title", "note", "done_on", "skipped") if self.query(f"#{name}")}
        return WrittenStep(**{name: self.text_of(name) for name in there})

    def refused(self, sheet: WrittenStep) -> None:
        """Lead to the day, or to the title while there is none."""
        asked = "#done_on" if clean_line(sheet.title) and self.query("#done_on") else "#title"
        self.query_one(asked).focus()


def new_step(widget: Widget, goal_id: str, after: str | None, *, pathway: str = "") -> None:
    """Write a step, and add it after another; without one, as the last of the goal or of another way to it."""
    session = desk(widget).session
    goal = clean_line(session.portfolio.goals[goal_id].title)
    made: list[str] = []

    def change(sheet: WrittenStep) -> Change:
        if goal_id not in session.portfolio.goals:
            raise KeyError(goal_id)
        change, step_id = add_step(
            session.portfolio, session.at, goal_id, sheet.title, after, sheet.note, pathway=pathway
        )
        made.append(step_id)
        return change

    def form(begun: WrittenStep, save: Save[WrittenStep], note: Note[WrittenStep]) -> StepForm:
        return StepForm(_("New step"), begun, save, note, of=goal)

    def show() -> None:
        if isinstance(widget, RowList):
            widget.go_to(made[-1])

    Sheets(widget, f"step/{NEW}/{pathway or goal_id}", _("Kept for you: a new step goes on with it.")).open(
        WrittenStep(), form, change, kept=show, untouched=lambda sheet: sheet.is_empty, says=""
    )


def edit_step_sheet(widget: Widget, step_id: str) -> None:
    """Open the sheet on a step."""
    app = desk(widget)
    session = app.session
    step = session.portfolio.steps[step_id]
    goal = clean_line(session.portfolio.goals[step.goal].title)
    before = WrittenStep.of(step)

    def change(sheet: WrittenStep) -> Change:
        if step_id not in session.portfolio.steps:
            raise KeyError(step_id)
        day = read_day(sheet.done_on, session.today, _("The day it was done"))
        return edit_step(session.portfolio, session.at, step_id, _changed(before, sheet, day))

    def form(begun: WrittenStep, save: Save[WrittenStep], note: Note[WrittenStep]) -> StepForm:
        return StepForm(_("Edit the step"), begun, save, note, of=goal, step=step)

    again = _("Not kept yet: {key} opens the step with what you wrote.")
    again = again.format(key=key_elsewhere(app, "goal.edit", "e"))
    Sheets(widget, f"step/{step_id}", again).open(before, form, change)


def _changed(before: WrittenStep, sheet: WrittenStep, done_on: date | None) -> dict[str, Json]:
    """The fields that were changed on the sheet: what changed elsewhere meanwhile stays."""
    changed: dict[str, Json] = {}
    if sheet.title != before.title:
        changed["title"] = clean_line(sheet.title)
    if sheet.note != before.note:
        changed["note"] = [*to_lines(sheet.note)]
    if sheet.done_on != before.done_on:
        changed["done_on"] = done_on.isoformat() if done_on else None
    if sheet.skipped != before.skipped:
        changed["skipped"] = left_out(sheet.skipped)
    return changed
