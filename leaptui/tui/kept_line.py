"""One line in the learner's own words that outlives its sheet: left or cut off, it stands there when the same is asked again."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete

from leaptui.language import _
from leaptui.tui.base import desk
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.form import NOTE_SECONDS


class KeptLine(Ask):
    """A question with one line for the answer, which is noted under `key` while it is written."""

    def __init__(
        self,
        key: str,
        title: str,
        question: str,
        *,
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], str | None] | None = None,
    ) -> None:
        super().__init__(title, question, value=value, placeholder=placeholder, check=check)
        self._key = key
        self._begun_with = self._noted = value
        self._is_answered = False

    def compose_fields(self) -> ComposeResult:
        """The question, and the line with what was left on it."""
        draft = desk(self).session.drafts.get(self._key) or {}
        self._value = self._noted = draft.get("answer", self._value)
        yield from super().compose_fields()

    def on_mount(self) -> None:
        """Look now and then at what is written."""
        self.set_interval(NOTE_SECONDS, self.note_changes)

    def note_changes(self) -> None:
        """Note what is written, if it is something else than was noted last."""
        line = self.text_of("answer")
        if not self._is_answered and line != self._noted:
            self._noted = line
            is_nothing = not line.strip() or line == self._begun_with
            desk(self).session.drafts.note(self._key, None if is_nothing else {"answer": line})

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Go; an answer needs no note any more."""
        if result is not None and self.is_open:
            self._is_answered = True
            desk(self).session.drafts.note(self._key, None)
        return super().dismiss(result)

    def action_leave(self) -> None:
        """Leave the sheet, and say what becomes of the line."""
        self.note_changes()
        if self.is_active and self.text_of("answer").strip() not in {"", self._begun_with.strip()}:
            desk(self).say(_("What you wrote is kept for when this is asked again."))
        super().action_leave()
