"""The sheet on which another way to a goal is set out: what it is called, and why one would go it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.edits.pathways import fork
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import Words
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.widgets.form import Field


@dataclass(frozen=True)
class WrittenWay(Texts):
    """Another way as its sheet holds it."""

    title: str = ""
    why: str = ""


class OtherWayForm(KeptForm[WrittenWay]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def compose_fields(self) -> ComposeResult:
        """What it is called, why."""
        sheet = self.begun_with
        question = _("How else could you get there? The open steps are taken along; nothing of the first way changes.")
        yield Static(question, markup=False, classes="question")
        title = Input(sheet.title, placeholder=_("a few words"), select_on_focus=False, id="title")
        yield Field(_("Way"), title)
        yield Field(_("Why"), Words(sheet.why, "why", _("what speaks for it, if you like")))

    @property
    def sheet(self) -> WrittenWay:
        """What stands on the sheet now."""
        return WrittenWay(self.text_of("title"), self.text_of("why"))

    def refused(self, sheet: WrittenWay) -> None:
        """Lead to what it is called."""
        del sheet
        self.query_one("#title").focus()


def ask_other_way(widget: Widget, goal_id: str) -> None:
    """Ask what another way would be called and why, and set it out."""
    session = desk(widget).session

    def change(sheet: WrittenWay) -> Change:
        if goal_id not in session.portfolio.goals:
            raise KeyError(goal_id)
        return fork(session.portfolio, session.at, goal_id, sheet.title, sheet.why)[0]

    def form(begun: WrittenWay, save: Save[WrittenWay], note: Note[WrittenWay]) -> OtherWayForm:
        return OtherWayForm(_("Another way"), _("Enter keeps it"), begun, save, note)

    Sheets(widget, f"pathway/{NEW}/{goal_id}", _("Kept for you: another way goes on with it.")).open(
        WrittenWay(), form, change
    )
