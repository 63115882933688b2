"""The sheet on which the learner answers feedback in words."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from leaptui.language import _
from leaptui.model.edits import answer_feedback
from leaptui.model.records_others import Feedback
from leaptui.model.reviewed import feedback_of
from leaptui.model.text import clean, clean_line
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import Words
from leaptui.tui.goals.typed import not_saved
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.form import Field, NotedForm


class AnswerForm(NotedForm[str]):
    """What was said, and the learner's answer under it. `save` keeps it, or gives the sentence that says why not."""

    CSS_PATH = "../goals/forms.tcss"

    def __init__(self, said: str, name: str, answer: str, key: str, feedback_ids: Sequence[str]) -> None:
        super().__init__(_("Answer {name}").format(name=name), "", answer, self._noted_down)
        self._said, self._who, self._key, self._ids = said, name, key, feedback_ids

    def compose_fields(self) -> ComposeResult:
        """What was said, and the field."""
        yield Static(self._said, markup=False, classes="question")
        hint = _("what you make of it; without a word it only counts as read")
        yield Field(_("Answer"), Words(self.begun_with, "answer", hint))

    def _noted_down(self, words: str) -> None:
        desk(self).session.drafts.note(self._key, {"text": words} if words.strip() else None)

    @property
    def sheet(self) -> str:
        """What stands in the field."""
        return self.text_of("answer")

    def keep(self) -> str | None:
        """Keep the answer."""
        app = desk(self)
        session = app.session
        if not app.do(answer_feedback(session.portfolio, session.at, self._ids, self._who, self.sheet)):
            return not_saved()
        session.drafts.note(self._key, None)
        self.dismiss(None)
        return None


def open_answer(widget: Widget, feedback_ids: Sequence[str]) -> None:
    """Answer feedback: one, or several that one person gave at once."""
    app = desk(widget)
    portfolio = app.session.portfolio
    found = [item for item in portfolio.live(Feedback).values() if item.id in feedback_ids]
    if not found:
        return
    said = "\n".join(f"{word(clean_line(one.aspect), 'aspect')}: {clean(' '.join(one.text))}" for one in found)
    name = clean_line(portfolio.name_of(found[0].by))
    key = f"answer/{found[0].id}"
    draft = app.session.drafts.get(key)
    answer = draft.get("text", "") if draft else clean(found[0].answer)
    form = AnswerForm(said, name, answer, key, [one.id for one in found])
    form.goes_on = bool(draft)
    app.push_screen(form)


def answer_piece(widget: Widget, evidence_id: str) -> None:
    """Answer what was said of a piece; where several people or kinds wait, ask which."""
    app = desk(widget)
    portfolio = app.session.portfolio
    said = feedback_of(portfolio, evidence_id)
    if not said:
        app.say(_("Nobody has given feedback on this piece yet."))
        return
    waiting = [item for item in said if not item.answered] or said
    if len(waiting) == 1:
        open_answer(widget, [waiting[0].id])
        return
    options = [
        Option(
            item.id,
            clean_line(" ".join(item.text)),
            word(clean_line(item.aspect), "aspect"),
            clean_line(portfolio.name_of(item.by)),
        )
        for item in waiting
    ]

    def chosen(key: str | None) -> None:
        if key is not None:
            open_answer(widget, [key])

    app.push_screen(Choose(_("Which feedback do you answer?"), options), chosen)
