"""The sheet on which the host of an experience confirms a piece: in a line of theirs, or by the code they give back."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.edits import confirm
from leaptui.model.experience import code_of
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.tui.base import desk
from leaptui.tui.evidence.fields import AfterComma
from leaptui.tui.goals.fields import Words
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.widgets.form import Field


@dataclass(frozen=True)
class WrittenConfirmation(Texts):
    """What the host says, as the sheet holds it."""

    name: str = ""
    role: str = ""
    words: str = ""
    given: str = ""


class ConfirmForm(KeptForm[WrittenConfirmation]):
    """The sheet. What is written on it is the host's."""

    CSS_PATH = "../people/forms.tcss"

    def __init__(
        self,
        sheet: WrittenConfirmation,
        save: Save[WrittenConfirmation],
        note: Note[WrittenConfirmation],
        title: str,
        code: str,
    ) -> None:
        """`title` is the piece's, `code` the one of it as it is now."""
        super().__init__(_("Confirmed by the host"), "", sheet, save, note)
        self._piece, self._code = title, code

    def compose_fields(self) -> ComposeResult:
        """Who confirms it; their line, or the code."""
        sheet = self.begun_with
        said = _("“{title}”: was it so? The host writes a line here; or gives back the code, in a letter or message.")
        yield Static(said.format(title=self._piece), markup=False, classes="question")
        given = _("The code of the piece as it is now: {code}").format(code=self._code)
        yield Static(given, markup=False, classes="code")
        names = [clean_line(person.name) for person in desk(self).session.portfolio.people.values()]
        name = Input(
            sheet.name,
            placeholder=_("name of the host"),
            select_on_focus=False,
            id="name",
            suggester=AfterComma(names),
        )
        role = Input(sheet.role, placeholder=_("beekeeper, librarian"), select_on_focus=False, id="role")
        yield Field(_("Name"), name, _("Role"), role)
        yield Field(_("Words"), Words(sheet.words, "words", _("what the host wants to say of it")))
        code = Input(
            sheet.given, placeholder=_("the code that was given back"), select_on_focus=False, id="given", max_length=20
        )
        yield Field(_("Code"), code)

    @property
    def sheet(self) -> WrittenConfirmation:
        """What stands on the sheet now."""
        return WrittenConfirmation(*(self.text_of(field) for field in ("name", "role", "words", "given")))


def let_confirm(widget: Widget, evidence_id: str) -> None:
    """Let the host of an experience confirm a piece."""
    app = desk(widget)
    session = app.session
    title = shown_title(session.portfolio.evidence[evidence_id].title)
    code = code_of(session.portfolio, evidence_id)

    def change(sheet: WrittenConfirmation) -> Change:
        portfolio = session.portfolio
        if evidence_id not in portfolio.evidence:
            raise KeyError(evidence_id)
        said = (sheet.name, sheet.role, sheet.words, sheet.given)
        return confirm(portfolio, session.at, evidence_id, *said, session.today)[0]

    def form(
        begun: WrittenConfirmation,
        save: Save[WrittenConfirmation],
        note: Note[WrittenConfirmation],
    ) -> ConfirmForm:
        return ConfirmForm(begun, save, note, title, code)

    key = key_elsewhere(app, "evidence.confirm", "C")
    again = _("Not kept yet: {key} opens the sheet with what you wrote.").format(key=key)
    voice = session.voice
    begun = WrittenConfirmation(voice.name) if voice is not None else WrittenConfirmation()
    Sheets(widget, f"confirm/{evidence_id}", again).open(begun, form, change)
