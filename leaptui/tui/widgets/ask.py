"""Asking for one line, or for a yes."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.tui.keys import key_of
from leaptui.tui.widgets.form import Form
from leaptui.tui.widgets.overlay import Overlay


class Ask(Form[str]):
    """One question with one line for the answer. `check` gives a sentence for an answer that will not do."""

    def __init__(
        self,
        title: str,
        question: str,
        *,
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], str | None] | None = None,
    ) -> None:
        super().__init__(title)
        self._question = question
        self._value = value
        self._placeholder = placeholder
        self._check = check

    def compose_fields(self) -> ComposeResult:
        """The question and the line."""
        yield Static(self._question, markup=False, classes="question")
        yield Input(self._value, placeholder=self._placeholder, select_on_focus=False, id="answer")

    def keep(self) -> str | None:
        """Answer with the line, if it will do."""
        answer = clean_line(self.text_of("answer"))
        trouble = self._check(answer) if self._check else None if answer else self._empty()
        if trouble:
            return trouble
        self.dismiss(answer)
        return None

    def _empty(self) -> str:
        return _("write a few words, or leave with {key}").format(key=key_of(self, "overlay.leave"))


class Confirm(Overlay[bool]):
    """A question for what cannot be undone."""

    TAKES_TEXT = False
    BINDINGS = [
        Binding("y,enter", "yes", N_("Yes"), id="confirm.yes", tooltip=N_("Do it")),
        Binding("n", "leave", N_("No"), id="confirm.no", tooltip=N_("Leave it as it is")),
    ]

    def __init__(self, title: str, question: str) -> None:
        super().__init__(title)
        self._question = question

    def compose_sheet(self) -> ComposeResult:
        """The question."""
        yield Static(self._question, markup=False, classes="question")

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(result=True)
