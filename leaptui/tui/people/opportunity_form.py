"""The sheet of an opportunity: what a connection led to, through whom, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits import add_opportunity, edit_opportunity
from leaptui.model.records_own import Opportunity
from leaptui.model.text import clean, clean_line, to_lines
from leaptui.model.words import OPPORTUNITY_STATUSES, word
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.evidence.fields import AfterComma
from leaptui.tui.goals.fields import WordChoice, Words
from leaptui.tui.goals.typed import read_day
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.widgets.form import Field, Tick


@dataclass(frozen=True)
class WrittenOpportunity(Texts):
    """An opportunity as its sheet holds it; `status` is the file's word, `private` is empty for no."""

    title: str = ""
    through: str = ""
    on_date: str = ""
    status: str = "open"
    outcome: str = ""
    private: str = ""


class OpportunityForm(KeptForm[WrittenOpportunity]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        title: str,
        sheet: WrittenOpportunity,
        save: Save[WrittenOpportunity],
        note: Note[WrittenOpportunity],
    ) -> None:
        super().__init__(title, _("Enter keeps it"), sheet, save, note)

    def compose_fields(self) -> ComposeResult:
        """What it is and through whom, then what came of it."""
        sheet = self.begun_with
        title = Input(sheet.title, placeholder=_("what opened up?"), select_on_focus=False, id="title")
        yield Field(_("What"), title)
        people = desk(self).session.portfolio.people.values()
        through = Input(
            sheet.through,
            placeholder=_("through whom?"),
            select_on_focus=False,
            id="through",
            suggester=AfterComma([clean_line(person.name) for person in people]),
        )
        yield Field(_("Through"), through)
        like = desk(self).session.today.isoformat()
        day = Input(sheet.on_date, placeholder=like, id="on_date", max_length=10)
        status = WordChoice(OPPORTUNITY_STATUSES, sheet.status, lambda value: word(value, "opportunity"), id="status")
        yield Field(_("Since"), day, _("It is"), status)
        yield Field(_("It brought"), Words(sheet.outcome, "outcome", _("what came of it?")))
        yield Field("", Tick(_("private: kept out of what you hand on"), value=bool(sheet.private), id="private"))

    @property
    def sheet(self) -> WrittenOpportunity:
        """What stands on the sheet now."""
        texts = {name: self.text_of(name) for name in ("title", "through", "on_date", "outcome")}
        private = "private" if self.query_one("#private", Tick).value else ""
        return WrittenOpportunity(**texts, status=self.query_one("#status", WordChoice).chosen, private=private)


def new_opportunity(widget: Widget, through: str = "") -> None:
    """Note an opportunity that came through somebody."""
    app = desk(widget)
    session = app.session

    def change(sheet: WrittenOpportunity) -> Change:
        fields = {**_changed(session.today, WrittenOpportunity(), sheet), "title": clean_line(sheet.title)}
        return add_opportunity(session.portfolio, session.at, fields, sheet.through)[0]

    key = key_elsewhere(app, "people.opportunity", "o")
    again = _("Not kept yet: {key} goes on with it.").format(key=key)

    def form(
        begun: WrittenOpportunity,
        save: Save[WrittenOpportunity],
        note: Note[WrittenOpportunity],
    ) -> KeptForm[WrittenOpportunity]:
        return OpportunityForm(_("An opportunity"), begun, save, note)

    sheet = WrittenOpportunity(through=through, on_date=session.today.isoformat())
    Sheets(widget, f"opportunity/{NEW}/{through}", again).open(sheet, form, change)


def edit_opportunity_sheet(widget: Widget, opportunity_id: str) -> None:
    """Open the sheet on an opportunity."""
    app = desk(widget)
    session = app.session
    found = session.portfolio.live(Opportunity)[opportunity_id]
    before = WrittenOpportunity(
        clean_line(found.title),
        clean_line(session.portfolio.name_of(found.person)),
        found.on_date.isoformat() if found.on_date else "",
        found.status,
        clean("\n".join(found.outcome)),
        "private" if found.private else "",
    )

    def change(sheet: WrittenOpportunity) -> Change:
        fields = _changed(session.today, before, sheet)
        through = sheet.through if sheet.through != before.through else None
        return edit_opportunity(session.portfolio, session.at, opportunity_id, fields, through)

    key = key_elsewhere(app, "person.edit", "e")
    again = _("Not kept yet: {key} opens the sheet with what you wrote.").format(key=key)

    def form(
        begun: WrittenOpportunity,
        save: Save[WrittenOpportunity],
        note: Note[WrittenOpportunity],
    ) -> KeptForm[WrittenOpportunity]:
        return OpportunityForm(_("An opportunity"), begun, save, note)

    Sheets(widget, f"opportunity/{opportunity_id}", again).open(before, form, change)


def _changed(today: date, before: WrittenOpportunity, sheet: WrittenOpportunity) -> dict[str, Json]:
    """The fields that were changed on the sheet. Raises ValueError with a sentence for a day that is none."""
    fields: dict[str, Json] = {}
    if sheet.title != before.title:
        fields["title"] = clean_line(sheet.title)
    if sheet.on_date != before.on_date:
        day = read_day(sheet.on_date, today, _("The day it began"))
        fields["on_date"] = day.isoformat() if day else None
    if sheet.status != before.status:
        fields["status"] = sheet.status
    if sheet.outcome != before.outcome:
        lines: list[Json] = [*to_lines(sheet.outcome)]
        fields["outcome"] = lines
    if sheet.private != before.private:
        fields["private"] = bool(sheet.private)
    return fields
