"""The sheet on which somebody says in words why they see a claim at their level: the note of their assessment."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from leaptui.language import _
from leaptui.model.text import clean, clean_line
from leaptui.tui.base import desk
from leaptui.tui.draw import level_word
from leaptui.tui.goals.fields import Words
from leaptui.tui.goals.typed import not_saved
from leaptui.tui.review.acts import rate
from leaptui.tui.review.table import Table
from leaptui.tui.widgets.form import Field, NotedForm


class WhyForm(NotedForm[str]):
    """The level somebody gave, and why under it."""

    CSS_PATH = "../goals/forms.tcss"

    def __init__(self, table: Table, about: str, begun: str, key: str) -> None:
        super().__init__(_("Why"), "", begun, self._noted_down)
        self._table, self._about, self._key = table, about, key

    def compose_fields(self) -> ComposeResult:
        """What it is about, and the field."""
        yield Static(self._about, markup=False, classes="question")
        yield Field(_("Why"), Words(self.begun_with, "why", _("what in the piece shows it; a line is enough")))

    def _noted_down(self, words: str) -> None:
        desk(self).session.drafts.note(self._key, {"text": words} if words.strip() else None)

    @property
    def sheet(self) -> str:
        """What stands in the field."""
        return self.text_of("why")

    def keep(self) -> str | None:
        """Keep the words beside the level."""
        if self.sheet.strip() != self.begun_with.strip() and not rate(self, self._table, note=self.sheet):
            return not_saved()
        desk(self).session.drafts.note(self._key, None)
        self.dismiss(None)
        return None


def open_why(widget: Widget, table: Table) -> None:
    """Write why: whoever speaks, of the claim on the table."""
    app = desk(widget)
    session = app.session
    claim, voice = table.claim, session.voice
    if claim is None or voice is None:
        return
    guideline = session.framework.guidelines.get(claim.guideline)
    code = guideline.code if guideline else clean_line(claim.guideline)
    own = table.own
    rank = session.framework.rank(own.level) if own else 0
    level = level_word(session.framework, rank) if rank else _("no level said yet")
    about = _("{code}, {level}, says {name}").format(code=code, level=level, name=clean_line(voice.name))
    key = f"session/{table.review.id}/{claim.id}/why/{voice.by(session.portfolio)}"
    draft = session.drafts.get(key)
    kept = clean("\n".join(own.note)) if own else ""
    form = WhyForm(table, about, draft.get("text", kept) if draft else kept, key)
    form.goes_on = bool(draft)
    app.push_screen(form)
