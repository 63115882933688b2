"""The sheet on which a goal is written: a title is enough, everything else can come later."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import _
from leaptui.model.agreed import is_agreed
from leaptui.model.change import Change
from leaptui.model.edits import add_goal, edit_goal
from leaptui.model.starts import baseline_of, baseline_with
from leaptui.model.text import clean_line
from leaptui.model.words import GOAL_STATUSES
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import WordChoice, Words
from leaptui.tui.goals.sheet import WrittenGoal, agreed_of, fields_of, status_word
from leaptui.tui.goals.targets import TargetsField, next_level
from leaptui.tui.goals.typed import like_day
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, only_changed
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.widgets.form import Field


class GoalForm(KeptForm[WrittenGoal]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        title: str,
        sheet: WrittenGoal,
        save: Save[WrittenGoal],
        note: Note[WrittenGoal],
        *,
        new: bool,
        agreed: bool = False,
    ) -> None:
        """`agreed` says that somebody agreed to the goal: then the sheet asks what changed."""
        super().__init__(title, _("Enter keeps it"), sheet, save, note)
        self._new = new
        self._agreed = agreed

    def compose_fields(self) -> ComposeResult:
        """Title and why first, the rest below."""
        sheet = self.begun_with
        title = Input(sheet.title, placeholder=_("where do you want to get to?"), id="title", select_on_focus=False)
        yield Field(_("Title"), title)
        yield Field(_("Why"), Words(sheet.why, "why", _("why it matters to you")))
        yield Field(_("Leads to"), TargetsField(dict(sheet.targets), id="targets"))
        like = like_day(desk(self).session.today)
        day = Input(sheet.target_on, placeholder=like, id="target_on", max_length=10)
        yield Field(_("Hoped for"), day, _("It is"), WordChoice(GOAL_STATUSES, sheet.status, status_word, id="status"))
        agreed = Input(sheet.agreed, placeholder=_("with whom? names, with commas"), id="agreed", select_on_focus=False)
        yield Field(_("Agreed"), agreed)
        if self._agreed:
            because = Input(sheet.because, placeholder=_("what changed, where you change it"), id="because")
            yield Field(_("Because"), because)
        if self._new:
            yield Field(_("Steps"), Words(sheet.steps, "steps", _("the first steps, one in each line")))
        proposed = Input(sheet.proposed, placeholder=_("by whom, if not by you"), id="proposed", select_on_focus=False)
        yield Field(_("Proposed"), proposed)

    @property
    def sheet(self) -> WrittenGoal:
        """What stands on the sheet now."""
        texts = {name: self.text_of(name) for name in ("title", "why", "target_on", "agreed", "proposed")}
        status = self.query_one(WordChoice).chosen
        steps = self.text_of("steps") if self._new else ""
        targets = self.query_one(TargetsField).targets
        because = self.text_of("because") if self._agreed else ""
        return WrittenGoal(**texts, because=because, status=status, steps=steps, targets=tuple(sorted(targets.items())))

    def lacks(self, sheet: WrittenGoal) -> tuple[str, str] | None:
        """A title."""
        return None if clean_line(sheet.title) else ("title", _("A goal needs a title: a few words are enough."))

    def refused(self, sheet: WrittenGoal) -> None:
        """Lead to what changed, which somebody who agreed to the goal is told."""
        if self._agreed and not clean_line(sheet.because):
            self.query_one("#because").focus()


def open_goal_form(widget: Widget, goal_id: str | None = None, guideline_ids: Iterable[str] = ()) -> None:
    """Open the sheet on a goal, or for a new one that leads to these guidelines, each a level further than it stands.

    What was left unfinished on the sheet stands there again.
    """
    if goal_id is None:
        _new(widget, guideline_ids)
    else:
        _edit(widget, goal_id)


def _new(widget: Widget, guideline_ids: Iterable[str]) -> None:
    session = desk(widget).session
    wanted = tuple((one, next_level(widget, one)) for one in guideline_ids)
    made: list[str] = []

    def change(sheet: WrittenGoal) -> Change:
        fields = fields_of(sheet, session.portfolio, session.framework, None, session.today)
        fields["agreed"] = agreed_of(session.portfolio, None, sheet.agreed, session.today)
        fields["baseline"] = baseline_of(session.portfolio, session.framework, dict(sheet.targets))
        change, goal_id = add_goal(session.portfolio, session.at, fields, sheet.steps.splitlines())
        made.append(goal_id)
        return change

    def form(begun: WrittenGoal, save: Save[WrittenGoal], note: Note[WrittenGoal]) -> GoalForm:
        return GoalForm(_("A new goal"), begun, save, note, new=True)

    # A goal begun from a guideline does not write over one begun from nothing.
    key = "/".join(["goal", NEW, *(one for one, _level in wanted)])
    Sheets(widget, key, _("Kept for you: a new goal goes on with it.")).open(
        WrittenGoal(targets=wanted),
        form,
        change,
        kept=lambda: _show(widget, made[-1]),
        untouched=lambda sheet: sheet.is_empty,
    )


def _edit(widget: Widget, goal_id: str) -> None:
    app = desk(widget)
    session = app.session
    before = WrittenGoal.of(session.portfolio, session.portfolio.goals[goal_id])
    agreed = is_agreed(session.portfolio, goal_id)

    def change(sheet: WrittenGoal) -> Change:
        portfolio = session.portfolio
        goal = portfolio.goals[goal_id]
        changed = only_changed(
            fields_of(sheet, portfolio, session.framework, goal_id, session.today),
            fields_of(before, portfolio, session.framework, goal_id, session.today),
        )
        if sheet.agreed != before.agreed:
            changed["agreed"] = agreed_of(portfolio, goal_id, sheet.agreed, session.today)
        if "guidelines" in changed:
            changed["baseline"] = baseline_with(portfolio, session.framework, goal, dict(sheet.targets))
        return edit_goal(portfolio, session.at, goal_id, changed, because=sheet.because, on=session.today)

    def form(begun: WrittenGoal, save: Save[WrittenGoal], note: Note[WrittenGoal]) -> GoalForm:
        return GoalForm(_("Edit the goal"), begun, save, note, new=False, agreed=agreed)

    again = _("Not kept yet: {key} opens the goal with what you wrote.")
    again = again.format(key=key_elsewhere(app, "goals.edit", "e"))
    Sheets(widget, f"goal/{goal_id}", again).open(before, form, change)


def _show(widget: Widget, goal_id: str) -> None:
    """Bring a goal that was kept under the cursor, where the screen lists goals."""
    show = getattr(widget.screen, "show_goal", None) if widget.is_attached else None
    if show is not None:
        show(goal_id)
