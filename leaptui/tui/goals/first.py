"""What stands in the place of the goals while there is none."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from leaptui.language import N_, _
from leaptui.model.edits import Invalid, add_goal
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals.goal_form import open_goal_form
from leaptui.tui.keys import key_of
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.first import FirstLine, HintedQuestion


class GoalLine(FirstLine):
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


class FirstGoal(HintedQuestion):
    """Where the learner wants to get to."""

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

    @property
    def asks(self) -> str:
        """The question."""
        return _("Where do you want to get to?")

    def compose_line(self) -> ComposeResult:
        """The line."""
        yield GoalLine(placeholder=_("for instance: learn to weld"), id="first-line")

    def hint(self, *, writing: bool) -> tuple[str, str]:
        """What the keys do now."""
        if writing:
            return _("{key} keeps it. More can wait."), key_of(self.query_one(GoalLine), "first.list.open")
        return _("{key} begins it. A title is enough."), key_of(self, "first.new")

    def action_sheet(self) -> None:
        """Write the goal on the whole sheet."""
        open_goal_form(self)

    def keep(self, words: str) -> bool:
        """Keep the line as the first goal."""
        app = desk(self)
        session = app.session
        try:
            change, _goal_id = add_goal(session.portfolio, session.at, {"title": clean_line(words)})
        except Invalid as error:
            app.say(sentence(error))
            return False
        return app.do(change)
