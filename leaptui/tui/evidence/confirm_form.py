"""The sheet on which the host of an experience confirms a piece: in a line of theirs, or by the code they give back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.edits import Invalid, confirm
from leaptui.model.experience import code_of
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.tui.base import desk
from leaptui.tui.evidence.fields import AfterComma
from leaptui.tui.goals.fields import Words
from leaptui.tui.goals.typed import not_saved
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Field, Form


class ConfirmForm(Form[None]):
    """The sheet. What is written on it is the host's."""

    CSS_PATH = "../people/forms.tcss"

    def __init__(self, evidence_id: str) -> None:
        super().__init__(_("Confirmed by the host"))
        self._evidence = evidence_id

    def compose_fields(self) -> ComposeResult:
        """Who confirms it; their line, or the code."""
        session = desk(self).session
        piece = session.portfolio.evidence[self._evidence]
        said = _("“{title}”: was it so? The host writes a line here; or gives back the code, in a letter or message.")
        yield Static(said.format(title=shown_title(piece.title)), markup=False, classes="question")
        given = _("The code of the piece as it is now: {code}").format(code=code_of(session.portfolio, self._evidence))
        yield Static(given, markup=False, classes="code")
        names = [clean_line(person.name) for person in session.portfolio.people.values()]
        name = Input(placeholder=_("name of the host"), id="name", suggester=AfterComma(names))
        yield Field(_("Name"), name, _("Role"), Input(placeholder=_("beekeeper, librarian"), id="role"))
        yield Field(_("Words"), Words("", "words", _("what the host wants to say of it")))
        yield Field(_("Code"), Input(placeholder=_("the code that was given back"), id="given", max_length=20))

    def keep(self) -> str | None:
        """Keep what the host says."""
        app = desk(self)
        session = app.session
        if self._evidence not in session.portfolio.evidence:
            return _("This piece was removed meanwhile.")
        name, role, words, given = (self.text_of(one) for one in ("name", "role", "words", "given"))
        try:
            change, _made = confirm(
                session.portfolio, session.at, self._evidence, name, role, words, given, session.today
            )
        except Invalid as error:
            return sentence(error)
        if not app.do(change):
            return not_saved()
        self.dismiss(None)
        return None


def let_confirm(widget: Widget, evidence_id: str) -> None:
    """Let the host of an experience confirm a piece."""
    desk(widget).push_screen(ConfirmForm(evidence_id))
