"""What stands in the place of the entries while there is none: one question, answered on the spot."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid
from leaptui.model.edits.journal import write_entry
from leaptui.model.journal import prompts
from leaptui.model.text import to_lines
from leaptui.tui.base import desk
from leaptui.tui.journal.acts import open_new_entry
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.frame import Framed

LEARNED = 1
"""The question that is asked first, among the journal's."""


class EntryLine(Input):
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

    def action_leave(self) -> None:
        """Out of the line."""
        self.screen.query_one(FirstEntry).focus()


class Hint(Widget):
    """What the keys do."""

    DEFAULT_CSS = "Hint { height: 1; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """One dim line."""
        del y
        inks = desk(self).inks
        if self.screen.query_one(EntryLine).has_focus:
            said, key = _("{key} keeps it. Nobody counts the lines."), key_of(self, "first_entry.list.open")
        else:
            said, key = _("{key} begins it. A line is enough."), key_of(self, "first_entry.new")
        before, _key, after = said.partition("{key}")
        line = Line((before, inks.dim), (key, inks.strong), (after, inks.dim))
        return line.strip(self.size.width, inks.page)


class FirstEntry(Framed, Vertical, can_focus=True):
    """The question in its frame."""

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

    def compose(self) -> ComposeResult:
        """The line, and what the keys do."""
        yield EntryLine(placeholder=_("for instance: wax holds where glue does not"), id="first-entry-line")
        yield Hint()

    def on_mount(self) -> None:
        """Ask."""
        self.set_frame(prompts()[LEARNED])

    def on_descendant_focus(self) -> None:
        """Say what the keys do now."""
        self.query_one(Hint).refresh()

    def on_descendant_blur(self) -> None:
        """Say what the keys do now."""
        self.query_one(Hint).refresh()

    def action_write(self) -> None:
        """To the line, at once: what is typed ahead is written there."""
        self.screen.set_focus(self.query_one(EntryLine))

    def action_sheet(self) -> None:
        """Write on the whole sheet."""
        open_new_entry(self)

    def on_click(self, event: events.Click) -> None:
        """A click anywhere in the frame goes to the line."""
        del event
        self.action_write()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line as the first entry."""
        event.stop()
        app = desk(self)
        session = app.session
        lines: list[Json] = [*to_lines(event.value)]
        fields: dict[str, Json] = {"on_date": session.today.isoformat(), "prompt": prompts()[LEARNED], "text": lines}
        try:
            change, _entry_id = write_entry(session.portfolio, session.at, fields)
        except Invalid as error:
            app.say(sentence(error))
            return
        if app.do(change):
            event.input.value = ""
