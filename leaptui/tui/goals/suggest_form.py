"""The sheet on which a step is noted that somebody suggests: who, which, and what helps to know."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.edits.statements import suggest
from leaptui.model.text import clean_line
from leaptui.model.voices import voice_of
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import Words
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.widgets.form import Field


@dataclass(frozen=True)
class WrittenSuggestion(Texts):
    """A suggested step as its sheet holds it."""

    by: str = ""
    title: str = ""
    note: str = ""


class SuggestForm(KeptForm[WrittenSuggestion]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        sheet: WrittenSuggestion,
        save: Save[WrittenSuggestion],
        note: Note[WrittenSuggestion],
        *,
        goal: str,
        asks_who: bool,
    ) -> None:
        """`goal` is the goal's title; `asks_who` is so where the learner notes what somebody else suggests."""
        super().__init__(_("A suggested step"), _("Enter keeps it"), sheet, save, note)
        self._goal = goal
        self._asks_who = asks_who

    def compose_fields(self) -> ComposeResult:
        """Who, which, a note."""
        sheet = self.begun_with
        yield Static(self._goal, markup=False, classes="question")
        if self._asks_who:
            by = Input(sheet.by, placeholder=_("who suggests it"), select_on_focus=False, id="by")
            yield Field(_("Who"), by)
        hint = _("one thing you can do") if self._asks_who else _("one thing the learner can do")
        yield Field(_("Step"), Input(sheet.title, placeholder=hint, select_on_focus=False, id="title"))
        yield Field(_("Note"), Words(sheet.note, "note", _("what helps to know, if anything")))

    @property
    def sheet(self) -> WrittenSuggestion:
        """What stands on the sheet now."""
        by = self.text_of("by") if self._asks_who else ""
        return WrittenSuggestion(by, self.text_of("title"), self.text_of("note"))

    def refused(self, sheet: WrittenSuggestion) -> None:
        """Lead to who suggests it while nobody does, else to the step."""
        lacks_who = self._asks_who and not clean_line(sheet.by)
        self.query_one("#by" if lacks_who else "#title").focus()


def suggest_step(widget: Widget, goal_id: str) -> None:
    """Suggest a step in the words of whoever speaks; the learner is asked whose suggestion it is."""
    session = desk(widget).session
    voice = session.voice

    def change(sheet: WrittenSuggestion) -> Change:
        if goal_id not in session.portfolio.goals:
            raise KeyError(goal_id)
        who = voice or voice_of(session.portfolio, sheet.by)
        return suggest(session.portfolio, session.at, who, goal_id, sheet.title, note=sheet.note)[0]

    def form(begun: WrittenSuggestion, save: Save[WrittenSuggestion], note: Note[WrittenSuggestion]) -> SuggestForm:
        goal = clean_line(session.portfolio.goals[goal_id].title)
        return SuggestForm(begun, save, note, goal=goal, asks_who=voice is None)

    # What one person began is nobody else's to go on with.
    key = f"suggestion/{NEW}/{goal_id}/{voice.by(session.portfolio) if voice else ''}"
    Sheets(widget, key, _("Kept for you: a suggested step goes on with it.")).open(WrittenSuggestion(), form, change)
