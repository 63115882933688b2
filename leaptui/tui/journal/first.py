"""What stands in the place of the entries while there is none."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from leaptui.language import N_, _
from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid
from leaptui.model.edits.journal import write_entry
from leaptui.model.journal import prompts
from leaptui.model.text import to_lines
from leaptui.tui.base import desk
from leaptui.tui.journal.acts import open_new_entry
from leaptui.tui.keys import key_of
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.first import FirstLine, HintedQuestion

LEARNED = 1
"""The question that is asked first, among the journal's."""


class EntryLine(FirstLine):
    """The line for the first entry."""

    BINDINGS = [
        Binding(
            "enter", "submit", N_("Keep it"), id="first_entry.list.open", tooltip=N_("Keep this as your first entry")
        ),
        Binding(
            "escape",
            "leave",
            N_("Leave the line"),
            id="first_entry.leave",
            tooltip=N_("Out of the line; what you wrote stays"),
        ),
    ]


class FirstEntry(HintedQuestion):
    """What the learner found out."""

    BINDINGS = [
        Binding("n,enter", "write", N_("New entry"), id="first_entry.new", tooltip=N_("Answer in a line")),
        Binding(
            "e",
            "sheet",
            N_("Whole sheet"),
            id="journal.edit",
            tooltip=N_("Write more, with what it is about and its day"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="first-entry")

    @property
    def asks(self) -> str:
        """The question."""
        return prompts()[LEARNED]

    def compose_line(self) -> ComposeResult:
        """The line."""
        yield EntryLine(placeholder=_("for instance: wax holds where glue does not"), id="first-entry-line")

    def hint(self, *, writing: bool) -> tuple[str, str]:
        """What the keys do now."""
        if writing:
            line = self.query_one(EntryLine)
            return _("{key} keeps it. Nobody counts the lines."), key_of(line, "first_entry.list.open")
        return _("{key} begins it. A line is enough."), key_of(self, "first_entry.new")

    def action_sheet(self) -> None:
        """Write on the whole sheet."""
        open_new_entry(self)

    def keep(self, words: str) -> bool:
        """Keep the line as the first entry."""
        app = desk(self)
        session = app.session
        lines: list[Json] = [*to_lines(words)]
        fields: dict[str, Json] = {"on_date": session.today.isoformat(), "prompt": prompts()[LEARNED], "text": lines}
        try:
            change, _entry_id = write_entry(session.portfolio, session.at, fields)
        except Invalid as error:
            app.say(sentence(error))
            return False
        return app.do(change)
