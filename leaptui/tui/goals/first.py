"""What stands in the place of the goals while there is none: one question, answered on the spot."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.edits import Invalid, add_goal
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals.goal_form import open_goal_form
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.frame import Framed


class GoalLine(Input):
    """The line for the first goal."""

    BINDINGS = [
        Binding("enter", "submit", N_("Keep it"), id="first.list.open", tooltip=N_("Keep this as your first goal")),
        Binding(
            "escape",
            "leave",
            N_("Leave the line"),
            id="first.leave",
            tooltip=N_("Out of the line; what you wrote stays"),
        ),
    ]

    def action_leave(self) -> None:
        """Out of the line."""
        self.screen.query_one(FirstGoal).focus()


class Hint(Widget):
    """What the keys do."""

    DEFAULT_CSS = "Hint { height: 1; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """One dim line."""
        del y
        inks = desk(self).inks
        if self.screen.query_one(GoalLine).has_focus:
            said, key = _("{key} keeps it. More can wait."), key_of(self, "first.list.open")
        else:
            said, key = _("{key} begins it. A title is enough."), key_of(self, "first.new")
        before, _key, after = said.partition("{key}")
        line = Line((before, inks.dim), (key, inks.strong), (after, inks.dim))
        return line.strip(self.size.width, inks.page)


class FirstGoal(Framed, Vertical, can_focus=True):
    """The question in its frame."""

    BINDINGS = [
        Binding("n,enter", "write", N_("New goal"), id="first.new", tooltip=N_("Say where you want to get to")),
        Binding(
            "e",
            "sheet",
            N_("Whole sheet"),
            id="goals.edit",
            tooltip=N_("Write the goal with levels, day and steps at once"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="first-goal")

    def compose(self) -> ComposeResult:
        """The line, and what the keys do."""
        yield GoalLine(placeholder=_("for instance: learn to weld"), id="first-line")
        yield Hint()

    def on_mount(self) -> None:
        """Ask."""
        self.set_frame(_("Where do you want to get to?"))

    def on_descendant_focus(self) -> None:
        """Say what the keys do now."""
        self.query_one(Hint).refresh()

    def on_descendant_blur(self) -> None:
        """Say what the keys do now."""
        self.query_one(Hint).refresh()

    def action_write(self) -> None:
        """To the line, at once: what is typed ahead is written there."""
        self.screen.set_focus(self.query_one(GoalLine))

    def action_sheet(self) -> None:
        """Write the goal on the whole sheet."""
        open_goal_form(self)

    def on_click(self, event: events.Click) -> None:
        """A click anywhere in the frame goes to the line."""
        del event
        self.action_write()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line as the first goal."""
        event.stop()
        app = desk(self)
        session = app.session
        try:
            change, _ = add_goal(session.portfolio, session.at, {"title": clean_line(event.value)})
        except Invalid as error:
            app.say(sentence(error))
            return
        if app.do(change):
            event.input.value = ""
