"""The sheet on which a line about oneself is written: one line, and Enter keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.me import add_line, edit_line
from leaptui.model.me import FACETS, lines_by_facet, noted
from leaptui.model.records_own import Facet
from leaptui.model.text import clean_line, to_lines
from leaptui.model.words import SORTS, word
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import WordChoice
from leaptui.tui.goals.typed import read_day
from leaptui.tui.journal.links import LinkField
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, only_changed
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.me.facet_words import facets_of, question
from leaptui.tui.session import Session
from leaptui.tui.widgets.form import Field, Tick

_BETWEEN = "\n"


@dataclass(frozen=True)
class WrittenLine:
    """A line as its sheet holds it; `evidence` are keys of pieces."""

    facet: str = "F1.a"
    sort: str = "need"
    text: str = ""
    noted_on: str = ""
    evidence: tuple[str, ...] = ()
    private: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written that would be missed."""
        return not self.text.strip()

    @classmethod
    def of(cls, line: Facet) -> WrittenLine:
        """What a line says now."""
        facet = line.facet.rpartition(":")[2]
        shown = tuple(f"evidence/{one}" for one in line.evidence)
        return cls(facet, line.sort, clean_line(line.words), noted(line).isoformat(), shown, line.private)

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> WrittenLine:
        """A sheet as it was noted."""
        texts = {name: draft[name] for name in ("facet", "sort", "text", "noted_on") if name in draft}
        evidence = tuple(filter(None, draft.get("evidence", "").split(_BETWEEN)))
        return cls(**texts, evidence=evidence, private=draft.get("private") != "no")

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return {
            "facet": self.facet,
            "sort": self.sort,
            "text": self.text,
            "noted_on": self.noted_on,
            "evidence": _BETWEEN.join(self.evidence),
            "private": "yes" if self.private else "no",
        }


class LineForm(KeptForm[WrittenLine]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        title: str,
        sheet: WrittenLine,
        save: Save[WrittenLine],
        note: Note[WrittenLine],
    ) -> None:
        super().__init__(title, _("Enter keeps it"), sheet, save, note)

    def compose_fields(self) -> ComposeResult:
        """The question, the line, and below it what is about it."""
        sheet = self.begun_with
        facets = facets_of(desk(self).session)
        yield Static(question(sheet.facet), markup=False, classes="question")
        yield Field(_("This is"), WordChoice([*SORTS], sheet.sort, lambda sort: word(sort, "sort"), id="sort"))
        text = Input(sheet.text, placeholder=_("one line, in your own words"), select_on_focus=False, id="text")
        yield Field(_("Line"), text)
        yield Field(_("Shown by"), LinkField(sheet.evidence, ("evidence",), _("Which pieces show it?"), id="evidence"))
        says = {code: f"{code} {one.statement}" for code, one in facets.items()}
        yield Field(_("Facet"), WordChoice([*says], sheet.facet, lambda code: says.get(code, code), id="facet"))
        yield Field(_("Day"), Input(sheet.noted_on, id="noted_on", max_length=10))
        yield Tick(_("private: only you see it"), value=sheet.private, id="private")

    def on_mount(self) -> None:
        """Begin with the line."""
        self.query_one("#text").focus()

    @property
    def sheet(self) -> WrittenLine:
        """What stands on the sheet now."""
        return WrittenLine(
            self.query_one("#facet", WordChoice).chosen,
            self.query_one("#sort", WordChoice).chosen,
            self.text_of("text"),
            self.text_of("noted_on"),
            self.query_one(LinkField).chosen,
            self.query_one(Tick).value,
        )

    def lacks(self, sheet: WrittenLine) -> tuple[str, str] | None:
        """A few words."""
        return ("text", _("A line needs a few words.")) if sheet.is_empty else None


def _fields(sheet: WrittenLine, session: Session) -> dict[str, Json]:
    """A sheet as the file writes it. Raises ValueError with a sentence for the sheet."""
    day = read_day(sheet.noted_on, session.today, _("The day")) or session.today
    text: list[Json] = [*to_lines(sheet.text)]
    evidence: list[Json] = [key.partition("/")[2] for key in sheet.evidence]
    return {
        "facet": sheet.facet,
        "sort": sheet.sort,
        "text": text,
        "noted_on": day.isoformat(),
        "evidence": evidence,
        "private": sheet.private,
    }


def new_line(widget: Widget, facet: str) -> None:
    """Note a line in a facet. What was left unfinished stands there again."""
    session = desk(widget).session
    code = facet if facet in FACETS else FACETS[0]
    there = {line.sort for line in lines_by_facet(session.portfolio)[code]}
    sort = next((one for one in SORTS if one not in there), SORTS[0])
    made: list[str] = []

    def change(sheet: WrittenLine) -> Change:
        change, line_id = add_line(session.portfolio, session.at, _fields(sheet, session))
        made.append(line_id)
        return change

    def form(begun: WrittenLine, save: Save[WrittenLine], note: Note[WrittenLine]) -> LineForm:
        return LineForm(_("A line about you"), begun, save, note)

    Sheets(widget, f"line/{NEW}/{code}", _("Kept for you: a new line here goes on with it.")).open(
        WrittenLine(code, sort, noted_on=session.today.isoformat()),
        form,
        change,
        kept=lambda: _show(widget, made[-1]),
        untouched=lambda sheet: sheet.is_empty,
    )


def change_line(widget: Widget, line_id: str) -> None:
    """Open the sheet on a line."""
    app = desk(widget)
    session = app.session
    line = session.portfolio.live(Facet).get(line_id)
    if line is None:
        return
    before = WrittenLine.of(line)

    def change(sheet: WrittenLine) -> Change:
        if line_id not in session.portfolio.live(Facet):
            raise KeyError(line_id)
        changed = only_changed(_fields(sheet, session), _fields(before, session))
        return edit_line(session.portfolio, session.at, line_id, changed)

    def form(begun: WrittenLine, save: Save[WrittenLine], note: Note[WrittenLine]) -> LineForm:
        return LineForm(_("Edit the line"), begun, save, note)

    again = _("Not kept yet: {key} opens the line with what you wrote.")
    again = again.format(key=key_elsewhere(app, "me.edit", "e"))
    Sheets(widget, f"line/{line_id}", again).open(
        before, form, change, untouched=lambda sheet: replace(sheet, text=sheet.text.strip()) == before
    )


def _show(widget: Widget, line_id: str) -> None:
    """Bring a line that was kept under the cursor, where the screen lists lines."""
    show = getattr(widget.screen, "show_line", None) if widget.is_attached else None
    if show is not None:
        show(line_id)
