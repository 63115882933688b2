"""The sheet on which somebody who helps a learner learn is written down: a name is enough."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits import Invalid, add_person, edit_person
from leaptui.model.people import read_person
from leaptui.model.text import clean, clean_line, to_lines
from leaptui.model.words import ROLES, word
from leaptui.tui.base import desk
from leaptui.tui.evidence.fields import AfterComma
from leaptui.tui.goals.fields import WordChoice, Words
from leaptui.tui.goals.typed import not_saved
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.form import Field, Tick


@dataclass(frozen=True)
class WrittenPerson(Texts):
    """A person as the sheet holds them; `role` is the file's word, `private` is empty for no."""

    name: str = ""
    role: str = "other"
    how: str = ""
    contact: str = ""
    portfolio: str = ""
    notes: str = ""
    private: str = ""


class PersonForm(KeptForm[WrittenPerson]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        title: str,
        sheet: WrittenPerson,
        save: Save[WrittenPerson],
        note: Note[WrittenPerson],
    ) -> None:
        super().__init__(title, _("Enter keeps it"), sheet, save, note)

    def compose_fields(self) -> ComposeResult:
        """Who it is and how they help; how to reach them; what is for the learner alone."""
        sheet = self.begun_with
        name = Input(sheet.name, placeholder=_("who is it?"), select_on_focus=False, id="name")
        role = WordChoice(ROLES, sheet.role, lambda value: word(value, "role"), id="role")
        yield Field(_("Name"), name, _("Role"), role)
        yield Field(_("Helps by"), Words(sheet.how, "how", _("how do they help you learn?")))
        contact = Input(sheet.contact, placeholder=_("how to reach them"), select_on_focus=False, id="contact")
        yield Field(_("Contact"), contact)
        names = [name for name in desk(self).session.workspace.neighbours() if name != desk(self).session.store.name]
        portfolio = Input(
            sheet.portfolio,
            placeholder=_("the name of their portfolio here, if they have one"),
            select_on_focus=False,
            id="portfolio",
            suggester=AfterComma(names),
        )
        yield Field(_("Portfolio"), portfolio)
        yield Field(_("Notes"), Words(sheet.notes, "notes", _("for you alone: never shown to others")))
        yield Field("", Tick(_("private: kept out of what you hand on"), value=bool(sheet.private), id="private"))

    @property
    def sheet(self) -> WrittenPerson:
        """What stands on the sheet now."""
        texts = {name: self.text_of(name) for name in ("name", "how", "contact", "portfolio", "notes")}
        private = "private" if self.query_one("#private", Tick).value else ""
        return WrittenPerson(**texts, role=self.query_one("#role", WordChoice).chosen, private=private)


def keep_line(widget: Widget, line: str) -> str | None:
    """Add somebody from one line, `Ms Lind, mentor`; gives the sentence that says why that does not work."""
    app = desk(widget)
    session = app.session
    name, role = read_person(line)
    try:
        change, made = add_person(session.portfolio, session.at, {"name": name, "role": role or "other"})
    except Invalid as error:
        return sentence(error)
    if not app.do(change):
        return not_saved()
    app.call_after_refresh(_show, widget, made)
    return None


def new_person(widget: Widget) -> None:
    """Ask who it is, in one line."""

    def check(line: str) -> str | None:
        return keep_line(widget, line)

    question = _("Who is it? A role may follow after a comma.")
    form = Ask(_("Somebody who helps me learn"), question, placeholder=_("Ms Lind, mentor"), check=check)
    desk(widget).push_screen(form)


def edit_person_sheet(widget: Widget, person_id: str) -> None:
    """Open the sheet on a person; what was left unfinished on it stands there again."""
    app = desk(widget)
    session = app.session
    person = session.portfolio.people[person_id]
    before = WrittenPerson(
        clean_line(person.name),
        person.role,
        clean("\n".join(person.how)),
        clean_line(person.contact),
        clean_line(person.portfolio),
        clean("\n".join(person.notes)),
        "private" if person.private else "",
    )

    def change(sheet: WrittenPerson) -> Change:
        fields = _changed(before, sheet)
        if fields.get("portfolio"):
            session.workspace.require(str(fields["portfolio"]))
        return edit_person(session.portfolio, session.at, person_id, fields)

    key = key_elsewhere(app, "people.edit", "e")
    again = _("Not kept yet: {key} opens the sheet with what you wrote.").format(key=key)

    def form(begun: WrittenPerson, save: Save[WrittenPerson], note: Note[WrittenPerson]) -> KeptForm[WrittenPerson]:
        return PersonForm(clean_line(person.name), begun, save, note)

    Sheets(widget, f"person/{person_id}", again).open(before, form, change)


def _changed(before: WrittenPerson, sheet: WrittenPerson) -> dict[str, Json]:
    """The fields that were changed on the sheet: what changed elsewhere meanwhile stays."""
    fields: dict[str, Json] = {}
    for name in ("name", "contact", "portfolio"):
        if getattr(sheet, name) != getattr(before, name):
            fields[name] = clean_line(getattr(sheet, name))
    for name in ("how", "notes"):
        if getattr(sheet, name) != getattr(before, name):
            lines: list[Json] = [*to_lines(getattr(sheet, name))]
            fields[name] = lines
    if sheet.role != before.role:
        fields["role"] = sheet.role
    if sheet.private != before.private:
        fields["private"] = bool(sheet.private)
    return fields


def _show(widget: Widget, person_id: str) -> None:
    """Bring a person under the cursor, where the screen lists people."""
    show = getattr(widget.screen, "show_person", None) if widget.is_attached else None
    if show is not None:
        show(person_id)
