"""What stands in the place of the people while there is nobody: one question, answered on the spot."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from leaptui.language import N_, _
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.people.person_form import keep_line
from leaptui.tui.widgets.first import FirstLine, HintedQuestion


class PersonLine(FirstLine):
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


class FirstPerson(HintedQuestion):
    """The question in its frame."""

    BINDINGS = [
        Binding(
            "n,enter", "write", N_("New person"), id="first_person.new", tooltip=N_("Add somebody who helps you learn")
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="first-person")

    @property
    def asks(self) -> str:
        """The question."""
        return _("Who helps you learn?")

    def compose_line(self) -> ComposeResult:
        """The line."""
        yield PersonLine(placeholder=_("for instance: Ms Lind, mentor"), id="first-person-line")

    def hint(self, *, writing: bool) -> tuple[str, str]:
        """What the keys do."""
        if writing:
            return _("{key} keeps it. A role may follow a comma."), key_of(
                self.query_one(PersonLine), "first_person.list.open"
            )
        return _("{key} begins it. A name is enough."), key_of(self, "first_person.new")

    def keep(self, words: str) -> bool:
        """Keep the first person, or say why not."""
        trouble = keep_line(self, words)
        if trouble:
            desk(self).say(trouble)
        return not trouble
