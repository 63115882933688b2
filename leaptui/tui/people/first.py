"""What stands in the place of the people while there is nobody: one question, answered on the spot."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line
from leaptui.tui.people.person_form import keep_line
from leaptui.tui.widgets.frame import Framed


class PersonLine(Input):
    """The line for the first person."""

    BINDINGS = [
        Binding("enter", "submit", N_("Keep it"), id="first_person.list.open", tooltip=N_("Keep this person")),
        Binding(
            "escape",
            "leave",
            N_("Leave the line"),
            id="first_person.leave",
            tooltip=N_("Out of the line; what you wrote stays"),
        ),
    ]

    def action_leave(self) -> None:
        """Out of the line."""
        self.screen.query_one(FirstPerson).focus()


class Hint(Widget):
    """What the keys do."""

    DEFAULT_CSS = "Hint { height: 1; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """One dim line."""
        del y
        inks = desk(self).inks
        if self.screen.query_one(PersonLine).has_focus:
            said, key = _("{key} keeps it. A role may follow a comma."), key_of(self, "first_person.list.open")
        else:
            said, key = _("{key} begins it. A name is enough."), key_of(self, "first_person.new")
        before, _key, behind = said.partition("{key}")
        line = Line((before, inks.dim), (key, inks.strong), (behind, inks.dim))
        return line.strip(self.size.width, inks.page)


class FirstPerson(Framed, Vertical, can_focus=True):
    """The question in its frame."""

    BINDINGS = [
        Binding(
            "n,enter", "write", N_("New person"), id="first_person.new", tooltip=N_("Add somebody who helps you learn")
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="first-person")

    def compose(self) -> ComposeResult:
        """The line, and what the keys do."""
        yield PersonLine(placeholder=_("for instance: Ms Lind, mentor"), id="first-person-line")
        yield Hint()

    def on_mount(self) -> None:
        """Ask."""
        self.set_frame(_("Who helps you learn?"))

    def on_descendant_focus(self) -> None:
        """Say what the keys do now."""
        self.query_one(Hint).refresh()

    def on_descendant_blur(self) -> None:
        """Say what the keys do now."""
        self.query_one(Hint).refresh()

    def action_write(self) -> None:
        """To the line, at once: what is typed ahead is written there."""
        self.screen.set_focus(self.query_one(PersonLine))

    def on_click(self, event: events.Click) -> None:
        """A click anywhere in the frame goes to the line."""
        del event
        self.action_write()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line as the first person."""
        event.stop()
        trouble = keep_line(self, event.value)
        if trouble:
            desk(self).say(trouble)
        else:
            event.input.value = ""
