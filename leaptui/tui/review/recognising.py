"""Recognitions: the list of them, and the sheet on which somebody recognises what was demonstrated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import N_, _
from leaptui.model.change import Change
from leaptui.model.dates import day_month
from leaptui.model.edits.statements import recognise
from leaptui.model.explained import explained
from leaptui.model.mastery import demonstrated_rank
from leaptui.model.records_others import Recognition
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.voices import Voice
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.draw import level_word
from leaptui.tui.goals.fields import WordChoice, Words
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, wrap
from leaptui.tui.review.acts import throw_away
from leaptui.tui.voice.switch import choose_voice
from leaptui.tui.widgets.choose import ChooseMany, Option
from leaptui.tui.widgets.form import Field
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row


@dataclass(frozen=True)
class Recognised(Texts):
    """A recognition as its sheet holds it."""

    title: str = ""
    level: str = ""
    criteria: str = ""


class RecogniseForm(KeptForm[Recognised]):
    """Title, level, criteria; `about` names what is recognised."""

    CSS_PATH = "../goals/forms.tcss"

    def __init__(self, about: str, sheet: Recognised, save: Save[Recognised], note: Note[Recognised]) -> None:
        super().__init__(_("Recognise"), _("for what was shown, never for time"), sheet, save, note)
        self._about = about

    def compose_fields(self) -> ComposeResult:
        """The fields."""
        sheet = self.begun_with
        framework = desk(self).session.framework
        yield Static(self._about, markup=False, classes="question")
        title = Input(sheet.title, placeholder=_("what is recognised"), select_on_focus=False, id="title")
        yield Field(_("Title"), title)
        ranks = range(demonstrated_rank(framework), len(framework.levels) + 1)
        words = {
            "": _("as others said before"),
            **{framework.levels[at - 1].id: level_word(framework, at) for at in ranks},
        }
        yield Field(_("Level"), WordChoice([*words], sheet.level, lambda value: words.get(value, value), id="level"))
        yield Field(_("Criteria"), Words(sheet.criteria, "criteria", _("by what you saw it, if you like")))

    @property
    def sheet(self) -> Recognised:
        """What stands on the sheet now."""
        level = self.query_one("#level", WordChoice).chosen
        return Recognised(self.text_of("title"), level, self.text_of("criteria"))

    def refused(self, sheet: Recognised) -> None:
        """Lead to the title while there is none."""
        if not clean_line(sheet.title):
            self.query_one("#title").focus()


def _open_sheet(widget: Widget, voice: Voice, chosen: Sequence[str], about: str) -> None:
    """Open the sheet on which claims are recognised, by their ids, in somebody's words."""
    session = desk(widget).session
    framework = session.framework

    def change(sheet: Recognised) -> Change:
        portfolio = session.portfolio
        claims = [portfolio.claims[one] for one in chosen if one in portfolio.claims]
        return recognise(
            portfolio,
            session.at,
            voice,
            framework,
            sheet.title,
            list(dict.fromkeys(claim.guideline for claim in claims)),
            list(dict.fromkeys(claim.evidence for claim in claims)),
            level=sheet.level or None,
            criteria=sheet.criteria,
            on=session.today,
        )[0]

    def form(begun: Recognised, save: Save[Recognised], note: Note[Recognised]) -> RecogniseForm:
        return RecogniseForm(about, begun, save, note)

    # What one person began is nobody else's to go on with.
    key = f"recognition/{NEW}/{voice.by(session.portfolio)}"
    first = framework.levels[demonstrated_rank(framework) - 1].id
    Sheets(widget, key, _("Kept for you: recognising something goes on with it.")).open(
        Recognised(level=first), form, change
    )


def open_recognise(widget: Widget) -> None:
    """Recognise what was demonstrated, in the words of whoever looks on: ask who where it is the learner."""
    app = desk(widget)
    session = app.session
    voice = session.voice
    if voice is None:
        choose_voice(app, lambda: open_recognise(widget))
        return
    portfolio, framework = session.portfolio, session.framework
    options = []
    for piece in portfolio.newest:
        for claim in portfolio.claims_of.get(piece.id, ()) if not piece.private else ():
            guideline = framework.guidelines.get(claim.guideline)
            if guideline is not None:
                said = explained(portfolio, framework, session.view.standings[guideline.id], session.today)
                title = f"{guideline.code}  {shown_title(piece.title)}"
                options.append(Option(claim.id, title, clean_line(said), day_month(piece.day), guideline.statement))
    if not options:
        app.say(_("A recognition stands on evidence: no piece is tagged yet."))
        return

    def chosen(claims: frozenset[str] | None) -> None:
        if claims:
            titles = [option.title for option in options if option.key in claims]
            _open_sheet(widget, voice, sorted(claims), "\n".join(titles))
        elif claims is not None:
            app.say(_("Nothing was ticked: a recognition stands on what a piece shows."))

    app.push_screen(ChooseMany(_("What was demonstrated, and in which piece?"), options, frozenset()), chosen)


class RecognitionList(RowList):
    """Recognitions, newest first."""

    HELP = N_("What others recognised: mastery that was shown, on evidence, never for time.")
    BINDINGS = [
        Binding(
            "d,delete", "trash", N_("Trash"), show=False, id="recognitions.trash", tooltip=N_("Move it to the trash")
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="recognitions")
        self._found: dict[str, Recognition] = {}

    def show_recognitions(self) -> None:
        """Show them."""
        found = desk(self).session.portfolio.live(Recognition).values()
        ordered = sorted(found, key=lambda one: (str(one.awarded_on or one.created), one.id), reverse=True)
        self._found = {one.id: one for one in ordered}
        self.set_frame(_("Recognitions"), str(len(ordered)) if ordered else "")
        self.show_rows([Row(one.id, 2) for one in ordered])

    @property
    def recognition(self) -> Recognition | None:
        """The one under the cursor."""
        return self._found.get(self.key or "")

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Title and day; who, and the guidelines."""
        del width
        inks, session = desk(self).inks, desk(self).session
        one = self._found[row.key or ""]
        first = Line((shown_title(one.title), inks.strong if current else inks.ink))
        first.right = [(day_month(one.awarded_on), inks.dim)] if one.awarded_on else []
        second = Line((clean_line(session.portfolio.name_of(one.by)), inks.dim))
        for aim in one.guidelines:
            guideline = session.framework.guidelines.get(aim.guideline)
            second.add("  ", inks.dim)
            second.left.append(
                inks.code(guideline.code, guideline.component) if guideline else (aim.guideline, inks.dim)
            )
        return [first, second]

    def empty_lines(self, width: int) -> list[Line]:
        """None yet: what they need."""
        says = _("None yet. {key} lets somebody recognise what a piece of yours shows.")
        words = says.format(key=key_of(self, "review.recognise"))
        return [Line(*row) for row in wrap([(words, desk(self).inks.dim)], width)]

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """Nothing that could be copied as text."""
        return []

    def action_trash(self) -> None:
        """Move it to the trash."""
        if self.key:
            throw_away(self, "recognitions", self.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be one."""
        del parameters
        return action not in {"trash", "open"} or self.key is not None
