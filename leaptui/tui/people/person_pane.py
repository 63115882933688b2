"""The pane of one person: what they help with, what was done together, what came of it. Each line leads there."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding

from leaptui.language import N_, _
from leaptui.model.canonical import Json
from leaptui.model.dates import day_month
from leaptui.model.edits import edit_opportunity, trash
from leaptui.model.people import Known
from leaptui.model.records_others import Person
from leaptui.model.records_own import Opportunity
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line, wrap
from leaptui.tui.people.ask_form import edit_ask_sheet
from leaptui.tui.people.leading import lead_to
from leaptui.tui.people.opportunity_form import edit_opportunity_sheet, new_opportunity
from leaptui.tui.people.person_form import edit_person_sheet
from leaptui.tui.people.rows import PersonRows, Written
from leaptui.tui.widgets.choose import ChooseMany, Option
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row


class PersonPane(RowList):
    """One person. Enter leads to the thing under the cursor."""

    HELP = N_("What you did together, when last, and what came of it. Your notes are for you alone.")
    BINDINGS = [
        Binding(
            "enter", "open", N_("Go there"), id="person.list.open", tooltip=N_("To the piece, review or opportunity")
        ),
        Binding(
            "n,o",
            "opportunity",
            N_("Opportunity"),
            id="person.new",
            tooltip=N_("Note what knowing this person led to"),
        ),
        Binding(
            "e",
            "edit",
            N_("Edit"),
            id="person.edit",
            tooltip=N_("Change the opportunity or ask under the cursor, else what stands of the person"),
        ),
        Binding(
            "L",
            "link",
            N_("Link evidence"),
            show=False,
            id="person.link",
            tooltip=N_("Say which pieces show what came of an opportunity"),
        ),
        Binding(
            "d,delete",
            "trash",
            N_("Trash"),
            show=False,
            id="person.trash",
            tooltip=N_("Move the opportunity or ask to the trash"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="one-person")
        self.person: Person | None = None
        self._known: Known | None = None

    def show_person(self, person: Person | None, known: Known | None) -> None:
        """Show somebody; another one than before from the top."""
        other = (person.id if person else None) != (self.person.id if self.person else None)
        self.person, self._known = person, known
        self._arrange(first=other)
        if person is None:
            self.set_frame(_("What it grows into"), "")
        else:
            self.set_frame(clean_line(person.name), word(person.role, "role"))

    def _arrange(self, *, first: bool = False) -> None:
        width = self.size.width - 2 * MARGIN
        if self.person is None or self._known is None or width <= 0:
            self.show_rows([])
            return
        dense = self.screen.has_class("-narrow") or self.screen.has_class("-short")
        app = desk(self)
        keys = (key_elsewhere(app, "person.new", "n"), key_elsewhere(app, "app.support", "!"))
        written = PersonRows(app.session, app.inks, self._known, self.person, width, dense, keys)
        self.show_rows(written.rows(), first=first)
        if first:
            self.scroll_to(y=0, animate=False)

    def write_anew(self) -> None:
        """Write with the inks of another theme."""
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """Break the words for the new width."""
        del event
        self._arrange()

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A row as it is written."""
        del width
        if not isinstance(row, Written):
            return []
        return list(row.chosen if current else row.lines)

    def empty_lines(self, width: int) -> list[Line]:
        """What it grows into."""
        inks = desk(self).inks
        said = (
            _("Everybody who helps you learn, with what you did together: pieces, feedback, reviews."),
            _("What knowing them led to, and what came of it. It prints as a section of a CV."),
            _("What you ask for, and what it brought. Your notes stay with you."),
        )
        lines: list[Line] = []
        for sentence in said:
            lines += [*(Line(*row) for row in wrap([(sentence, inks.dim)], width)), Line()]
        return lines

    # ---- moving

    def action_move(self, by: int) -> None:
        """Move the cursor; beyond the first and the last row the rest comes into sight."""
        before = self.cursor
        super().action_move(by)
        if by > 0 and self.cursor == before:
            self.scroll_relative(y=by, animate=False)

    # ---- doing

    @property
    def thing(self) -> tuple[str, str] | None:
        """Table and id of the thing under the cursor."""
        table, _colon, record_id = (self.key or "").partition(":")
        return (table, record_id) if record_id else None

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """What the cursor is on: the record that it leads to."""
        if self.thing is None or self._known is None or self.person is None:
            return []
        for one in self._known.together(self.person.id):
            if (one.table, one.id) == self.thing:
                return [one.leads_to]
        return [self.thing]

    def action_open(self) -> None:
        """Go to the thing under the cursor; an opportunity and an ask open on their sheet."""
        if self.thing is None:
            return
        if self.thing[0] in {"opportunities", "asks"}:
            self.action_edit()
            return
        for table, record_id in self.pointed_at():
            lead_to(self, table, record_id)

    def action_opportunity(self) -> None:
        """Note what knowing the person led to."""
        if self.person is not None:
            new_opportunity(self, clean_line(self.person.name))

    def action_edit(self) -> None:
        """Change what is under the cursor, else what stands of the person."""
        table, record_id = self.thing or ("", "")
        if table == "opportunities":
            edit_opportunity_sheet(self, record_id)
        elif table == "asks":
            edit_ask_sheet(self, record_id)
        elif self.person is not None:
            edit_person_sheet(self, self.person.id)

    def action_link(self) -> None:
        """Choose the pieces that show what came of an opportunity."""
        app = desk(self)
        session = app.session
        if self.thing is None or self.thing[0] != "opportunities":
            return
        opportunity_id = self.thing[1]
        found = session.portfolio.live(Opportunity)[opportunity_id]
        options = [
            Option(piece.id, shown_title(piece.title), "", day_month(piece.day)) for piece in session.portfolio.newest
        ]
        ticked = frozenset(found.evidence) & session.portfolio.evidence.keys()

        def keep(chosen: frozenset[str] | None) -> None:
            now = session.portfolio.live(Opportunity).get(opportunity_id)
            if chosen is None or now is None or chosen == ticked:
                return
            wanted = (set(now.evidence) - (ticked - chosen)) | (chosen - ticked)
            pieces: list[Json] = [*sorted(wanted)]
            app.do(edit_opportunity(session.portfolio, session.at, opportunity_id, {"evidence": pieces}))

        title = _("Evidence of “{title}”").format(title=clean_line(found.title))
        app.push_screen(ChooseMany(title, options, ticked), keep)

    def action_trash(self) -> None:
        """Move the opportunity or the ask to the trash."""
        session = desk(self).session
        if self.thing is not None:
            desk(self).do(trash(session.portfolio, session.at, [self.thing]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a thing needs one under the cursor; only what is the learner's own is changed here."""
        del parameters
        table = self.thing[0] if self.thing else ""
        if action == "link":
            return table == "opportunities"
        if action == "trash":
            return table in {"opportunities", "asks"}
        if action == "open":
            return bool(table)
        return self.person is not None or action not in {"edit", "opportunity"}
