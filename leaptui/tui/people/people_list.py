"""The pane of the people who help a learner learn."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import day_month
from leaptui.model.edits import trash
from leaptui.model.people import Known
from leaptui.model.records_others import Person
from leaptui.model.text import clean_line
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span
from leaptui.tui.people.ask_form import ask_for
from leaptui.tui.people.opportunity_form import new_opportunity
from leaptui.tui.people.person_form import edit_person_sheet, new_person
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row

TWO_LINES = 3
"""Lines of a person where there is room for all of them so: name, what was done together, a blank."""


class PeopleList(RowList):
    """The people. Enter goes to what one did with one of them."""

    HELP = N_("Who helps you learn, by what they are to you. What you did together is told beside.")
    BINDINGS = [
        Binding("n", "new", N_("New person"), id="people.new", tooltip=N_("Add somebody who helps you learn")),
        Binding(
            "e", "edit", N_("Edit"), id="people.edit", tooltip=N_("Change what stands of somebody; your private notes")
        ),
        Binding(
            "o",
            "opportunity",
            N_("Opportunity"),
            id="people.opportunity",
            tooltip=N_("Note what knowing this person led to"),
        ),
        Binding("s", "ask", N_("Ask them"), show=False, id="people.ask", tooltip=N_("Ask this person for support")),
        Binding("f", "find", N_("Find"), show=False, id="people.find", tooltip=N_("Find somebody by name or role")),
        Binding(
            "d,delete",
            "trash",
            N_("Trash"),
            show=False,
            id="people.trash",
            tooltip=N_("Move the person to the trash; pieces and words of theirs stay"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="people-list")
        self._people: dict[str, Person] = {}
        self._known: Known | None = None

    def show_people(self, people: Sequence[Person], known: Known, waiting: frozenset[str]) -> None:
        """Show people; `waiting` are the ids of those who ask for something."""
        self._people = {person.id: person for person in people}
        self._known = known
        self._waiting = waiting
        height = TWO_LINES if TWO_LINES * len(people) <= self.size.height + 1 else 1
        self.show_rows([Row(person.id, height) for person in people])
        count = len(people)
        self.set_frame(_("People"), ngettext("{n} helps me learn", "{n} help me learn", count).format(n=count))

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Chip, name and role; below, where there is room, how much was done together and when last."""
        inks = desk(self).inks
        person = self._people[row.key or ""]
        name = clean_line(person.name)
        chip = inks.person_chip(name)
        role = (word(person.role, "role"), inks.white if current else inks.dim)
        line = Line(chip, (" ", inks.ink), (name, inks.strong if current else inks.ink), right=[role])
        if person.id in self._waiting:
            line.add(f"  {_('asks you')}", inks.name)
        pad = " " * (cell_len(chip[0]) + 1)
        return [line, Line((pad, inks.ink), *self._together(person, width - len(pad)))][: row.height]

    def _together(self, person: Person, width: int) -> list[Span]:
        dim = desk(self).inks.dim
        found = self._known.together(person.id) if self._known else []
        last = self._known.last(person.id) if self._known else None
        if not found or last is None:
            return [(clean_line(" ".join(person.how)), dim)]
        said = ngettext("{n} thing together", "{n} things together", len(found)).format(n=len(found))
        more = _("{things}, last {day}").format(things=said, day=day_month(last))
        return [(more if cell_len(more) <= width else said, dim)]

    # ---- doing

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The person the cursor is on."""
        return [("people", self.key)] if self.key else []

    def action_new(self) -> None:
        """Add somebody."""
        new_person(self)

    def action_edit(self) -> None:
        """Change what stands of the person under the cursor."""
        if self.key:
            edit_person_sheet(self, self.key)

    def action_opportunity(self) -> None:
        """Note what knowing the person led to."""
        if self.key:
            new_opportunity(self, clean_line(self._people[self.key].name))

    def action_ask(self) -> None:
        """Ask the person for support."""
        if self.key:
            ask_for(self, whom=clean_line(self._people[self.key].name))

    def action_find(self) -> None:
        """Find somebody."""

        def found(person_id: str | None) -> None:
            if person_id is not None:
                self.go_to(person_id)

        options = [
            Option(one.id, clean_line(one.name), clean_line(" ".join(one.how)), word(one.role, "role"))
            for one in self._people.values()
        ]
        self.app.push_screen(Choose(_("Find somebody"), options, at=self.key), found)

    def action_trash(self) -> None:
        """Move the person to the trash."""
        session = desk(self).session
        if self.key:
            desk(self).do(trash(session.portfolio, session.at, [("people", self.key)]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a person needs one under the cursor."""
        del parameters
        return self.key is not None or action not in {"open", "edit", "opportunity", "ask", "find", "trash"}
