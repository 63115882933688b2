"""The sheet on which a learner asks for support, from anywhere; and on which what came of it is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _, and_list, pgettext
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits import add_ask, answer_ask, edit_ask
from leaptui.model.edits.asks import need_of
from leaptui.model.records import About
from leaptui.model.records_own import Ask
from leaptui.model.sources import source_for
from leaptui.model.text import clean, clean_line, to_lines
from leaptui.model.words import ASPECTS, SOURCES, word
from leaptui.store.drafts import NEW
from leaptui.tui.asked_words import about_words
from leaptui.tui.base import desk
from leaptui.tui.evidence.fields import AfterComma
from leaptui.tui.goals.fields import WordChoice, Words
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.voice.switch import is_others_turn
from leaptui.tui.widgets.form import Field, Tick


@dataclass(frozen=True)
class WrittenAsk(Texts):
    """An ask as its sheet holds it; `source` and `aspect` are the file's words, `private` is empty for no."""

    need: str = ""
    source: str = ""
    whom: str = ""
    aspect: str = ""
    private: str = ""
    outcome: str = ""


class AskForm(KeptForm[WrittenAsk]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        title: str,
        sheet: WrittenAsk,
        save: Save[WrittenAsk],
        note: Note[WrittenAsk],
        *,
        about: str = "",
        open_already: bool = False,
        answers: bool = False,
    ) -> None:
        """`about` says what it is about; `open_already` that it was asked before; `answers` begins with what came of it."""
        super().__init__(title, "", sheet, save, note)
        self._about = about
        self._asked = open_already
        self._answers = answers

    def compose_fields(self) -> ComposeResult:
        """What would help first; from whom, and which feedback, below."""
        sheet = self.begun_with
        if self._about:
            yield Static(_("About {what}").format(what=self._about), markup=False, classes="question")
        yield Field(_("What"), Words(sheet.need, "need", _("what would help? Look at the calibration, please")))
        people = desk(self).session.portfolio.people.values()
        whom = Input(
            sheet.whom,
            placeholder=_("a name; or what it is called"),
            select_on_focus=False,
            id="whom",
            suggester=AfterComma([clean_line(person.name) for person in people]),
        )
        source = WordChoice(["", *SOURCES], sheet.source, _source_word, id="source")
        yield Field(pgettext("of an ask", "From"), whom, pgettext("of an ask", "Sort"), source)
        aspect = WordChoice(["", *ASPECTS], sheet.aspect, _aspect_word, id="aspect")
        private = Tick(_("private: kept out of what you hand on"), value=bool(sheet.private), id="private")
        yield Field(_("Feedback"), aspect, "", private)
        if self._asked:
            yield Field(
                _("It brought"), Words(sheet.outcome, "outcome", _("what came of it? It counts as answered then"))
            )

    def on_mount(self) -> None:
        """Begin with what came of it, where that is what is to be noted."""
        if self._answers:
            self.query_one("#outcome").focus()

    @property
    def sheet(self) -> WrittenAsk:
        """What stands on the sheet now."""
        return WrittenAsk(
            need=self.text_of("need"),
            source=self.query_one("#source", WordChoice).chosen,
            whom=self.text_of("whom"),
            aspect=self.query_one("#aspect", WordChoice).chosen,
            private="private" if self.query_one("#private", Tick).value else "",
            outcome=self.text_of("outcome") if self._asked else "",
        )

    def refused(self, sheet: WrittenAsk) -> None:
        """Lead to what is needed."""
        del sheet
        self.query_one("#need").focus()


def _source_word(source: str) -> str:
    return word(source, "source") if source else pgettext("sort of an ask", "by their role")


def _aspect_word(aspect: str) -> str:
    return _("on {aspect}").format(aspect=word(aspect, "aspect")) if aspect else pgettext("kind of feedback", "none")


def ask_for(widget: Widget, about: Sequence[About] = (), whom: str = "") -> None:
    """Ask for support, about some records; what was left unfinished on the sheet stands there again."""
    if is_others_turn(desk(widget)):
        return
    app = desk(widget)
    session = app.session
    key = "/".join(["ask", NEW, *(one.id for one in about)])
    made: list[str] = []

    def change(sheet: WrittenAsk) -> Change:
        portfolio = session.portfolio
        source = sheet.source or source_for(portfolio, sheet.whom)
        fields: dict[str, Json] = {"aspect": sheet.aspect, "private": bool(sheet.private)}
        asked, ask_id = add_ask(portfolio, session.at, sheet.need, source, sheet.whom, about, fields)
        made.append(ask_id)
        return asked

    said = and_list([about_words(session.portfolio, session.framework, one) for one in about])
    again = _("Not kept yet: press {key} there to go on with it.").format(key=key_elsewhere(app, "app.support", "!"))

    def form(begun: WrittenAsk, save: Save[WrittenAsk], note: Note[WrittenAsk]) -> KeptForm[WrittenAsk]:
        return AskForm(_("Ask for support"), begun, save, note, about=said)

    Sheets(widget, key, again).open(WrittenAsk(whom=whom), form, change, kept=lambda: _show(widget, made[-1]))


def edit_ask_sheet(widget: Widget, ask_id: str, *, answers: bool = False) -> None:
    """Open the sheet on an ask; `answers` begins with what came of it."""
    if is_others_turn(desk(widget)):
        return
    app = desk(widget)
    session = app.session
    ask = session.portfolio.live(Ask)[ask_id]
    before = WrittenAsk(
        clean(ask.words),
        ask.source,
        clean_line(session.portfolio.name_of(ask.person)),
        ask.aspect,
        "private" if ask.private else "",
        clean("\n".join(ask.outcome)),
    )

    def change(sheet: WrittenAsk) -> Change:
        return _changed(widget, ask_id, before, sheet)

    said = and_list([about_words(session.portfolio, session.framework, one) for one in ask.about])
    again = _("Not kept yet: {key} opens the ask with what you wrote.").format(key=key_elsewhere(app, "asks.edit", "e"))

    def form(begun: WrittenAsk, save: Save[WrittenAsk], note: Note[WrittenAsk]) -> KeptForm[WrittenAsk]:
        return AskForm(_("An ask"), begun, save, note, about=said, open_already=True, answers=answers)

    Sheets(widget, f"ask/{ask_id}", again).open(before, form, change)


def _changed(widget: Widget, ask_id: str, before: WrittenAsk, sheet: WrittenAsk) -> Change:
    """What was changed on the sheet; what changed elsewhere meanwhile stays. What came of an open ask answers it."""
    session = desk(widget).session
    portfolio = session.portfolio
    ask = portfolio.live(Ask)[ask_id]
    fields: dict[str, Json] = {}
    if sheet.need != before.need:
        fields["need"] = need_of(sheet.need)
    if sheet.source != before.source:
        fields["from"] = sheet.source or source_for(portfolio, sheet.whom)
    if sheet.aspect != before.aspect:
        fields["aspect"] = sheet.aspect
    if sheet.private != before.private:
        fields["private"] = bool(sheet.private)
    answered = sheet.outcome != before.outcome
    whom = sheet.whom if sheet.whom != before.whom else None
    if answered and not fields and whom is None and ask.is_open:
        return answer_ask(portfolio, session.at, ask_id, sheet.outcome)
    if answered:
        lines: list[Json] = [*to_lines(sheet.outcome)]
        fields["outcome"] = lines
        if lines and ask.is_open:
            fields["status"] = "answered"
    return edit_ask(portfolio, session.at, ask_id, fields, whom)


def _show(widget: Widget, ask_id: str) -> None:
    """Bring an ask that was kept under the cursor, where the screen lists asks."""
    show = getattr(widget.screen, "show_ask", None) if widget.is_attached else None
    if show is not None:
        show(ask_id)
