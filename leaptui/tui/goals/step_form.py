"""The sheet on which a step is written: what to do, a note, the day it was done, why it is skipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid, add_step, edit_step
from leaptui.model.edits.goals import left_out
from leaptui.model.records import Step
from leaptui.model.text import clean, clean_line, to_lines
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import Words
from leaptui.tui.goals.typed import not_saved, read_day
from leaptui.tui.keys import key_elsewhere, key_of
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Field, NotedForm
from leaptui.tui.widgets.row_list import RowList


@dataclass(frozen=True)
class WrittenStep:
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

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> WrittenStep:
        """A sheet as it was noted."""
        return cls(**{field.name: draft[field.name] for field in fields(cls) if field.name in draft})

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return asdict(self)


class StepForm(NotedForm[WrittenStep]):
    """The sheet. `save` keeps what is written and gives None, or the sentence that says why it cannot be kept yet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        title: str,
        sheet: WrittenStep,
        save: Callable[[WrittenStep], str | None],
        note: Callable[[WrittenStep], None],
        *,
        of: str,
        step: Step | None = None,
    ) -> None:
        """`of` is the goal's title; `step` is there where one is changed."""
        super().__init__(title, _("Enter keeps it"), sheet, note)
        self._save = save
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

    def keep(self) -> str | None:
        """Keep the step."""
        sheet = self.sheet
        trouble = self._save(sheet)
        if trouble is None:
            self.dismiss(None)
            return None
        asked = "#done_on" if clean_line(sheet.title) and self.query("#done_on") else "#title"
        self.query_one(asked).focus()
        return trouble


def new_step(widget: Widget, goal_id: str, after: str | None, *, pathway: str = "") -> None:
    """Write a step, and add it after another; without one, as the last of the goal or of another way to it."""
    app = desk(widget)
    session = app.session
    key = f"step/{NEW}/{pathway or goal_id}"
    made: list[str] = []

    def save(sheet: WrittenStep) -> str | None:
        if goal_id not in session.portfolio.goals:
            return _("This goal was removed meanwhile; copy your words, then leave with {key}.").format(
                key=key_of(app.screen, "overlay.leave")
            )
        try:
            change, step_id = add_step(
                session.portfolio, session.at, goal_id, sheet.title, after, sheet.note, pathway=pathway
            )
        except Invalid as error:
            return sentence(error)
        if not app.do(change, ""):
            return not_saved()
        session.drafts.note(key, None)
        made.append(step_id)
        return None

    def note(sheet: WrittenStep) -> None:
        session.drafts.note(key, None if sheet.is_empty else sheet.as_draft())

    def left(sheet: WrittenStep | None) -> None:
        if made and isinstance(widget, RowList):
            widget.go_to(made[-1])
        elif sheet is not None and not sheet.is_empty:
            app.say(_("Kept for you: a new step goes on with it."))

    draft = session.drafts.get(key)
    sheet = WrittenStep.of_draft(draft) if draft else WrittenStep()
    goal = clean_line(session.portfolio.goals[goal_id].title)
    app.push_screen(StepForm(_("New step"), sheet, save, note, of=goal), left)
    if draft:
        app.say(_("Here is what you had begun."))


def edit_step_sheet(widget: Widget, step_id: str) -> None:
    """Open the sheet on a step."""
    app = desk(widget)
    session = app.session
    step = session.portfolio.steps[step_id]
    before = WrittenStep.of(step)
    key = f"step/{step_id}"

    def save(sheet: WrittenStep) -> str | None:
        now = session.portfolio.steps.get(step_id)
        if now is None:
            return _("This step was removed meanwhile; copy your words, then leave with {key}.").format(
                key=key_of(app.screen, "overlay.leave")
            )
        try:
            day = read_day(sheet.done_on, session.today, _("The day it was done"))
            change = edit_step(session.portfolio, session.at, step_id, _changed(before, sheet, day))
        except (Invalid, ValueError) as error:
            return sentence(error)
        if not app.do(change):
            return not_saved()
        session.drafts.note(key, None)
        return None

    def note(sheet: WrittenStep) -> None:
        session.drafts.note(key, None if sheet == before else sheet.as_draft())

    def left(sheet: WrittenStep | None) -> None:
        if sheet is not None and sheet != before:
            app.say(
                _("Not kept yet: {key} opens the step with what you wrote.").format(
                    key=key_elsewhere(app, "goal.edit", "e")
                )
            )

    draft = session.drafts.get(key)
    goal = clean_line(session.portfolio.goals[step.goal].title)
    sheet = WrittenStep.of_draft(draft) if draft else before
    app.push_screen(StepForm(_("Edit the step"), sheet, save, note, of=goal, step=step), left)
    if draft:
        app.say(_("Here is what you had begun."))


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
