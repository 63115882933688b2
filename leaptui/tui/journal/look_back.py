"""The look back at a week: what happened stands above, and three questions are answered in a row, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.dates import day_month
from leaptui.model.edits.journal import write_look_back
from leaptui.model.journal import LookBack, first_words, look_back, prompts
from leaptui.model.journal_words import moved_words
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import Words
from leaptui.tui.kept import KeptForm, Note, Save, Sheets
from leaptui.tui.line import cut, wrap
from leaptui.tui.session import Session
from leaptui.tui.voice.switch import is_others_turn

KEY = "look-back"
"""The key of the sheet among what was begun."""
MOST = 3
"""How many things of a kind are named; of the others it is said that there are more."""
WORDS = 26
"""Cells of an entry's first words."""


@dataclass(frozen=True)
class WrittenAnswers:
    """The answers as their sheet holds them."""

    answers: tuple[str, ...] = ("", "", "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not any(map(str.strip, self.answers))

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> WrittenAnswers:
        """A sheet as it was noted."""
        return cls(tuple(draft.get(str(place), "") for place in range(3)))

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return {str(place): answer for place, answer in enumerate(self.answers)}


def happened(session: Session, found: LookBack) -> list[tuple[str, list[str]]]:
    """What happened, by what it is called: titles, steps, levels, who gave feedback, what was written."""
    portfolio, framework = session.portfolio, session.framework
    said = [
        _("{who}, {aspect}").format(
            who=clean_line(portfolio.name_of(one.by)), aspect=word(clean_line(one.aspect), "aspect")
        )
        for one in found.feedback
    ]
    every = [
        (_("Pieces"), [shown_title(piece.title) for piece in found.pieces]),
        (_("Steps"), [shown_title(step.title) for step in found.steps]),
        (_("Levels"), [moved_words(framework, moved) for moved in found.moved]),
        (_("Feedback"), list(dict.fromkeys(said))),
        (_("Journal"), [cut(first_words(entry), WORDS) for entry in found.entries]),
    ]
    return [(name, things) for name, things in every if things]


class Happened(Static):
    """What happened in the week, in words."""

    def __init__(self, found: list[tuple[str, list[str]]]) -> None:
        super().__init__(id="happened")
        self._found = found

    def on_resize(self) -> None:
        """Write it for the width there is."""
        self.write_anew()

    def write_anew(self) -> None:
        """Write each name with what is under it beside it, in the inks of the theme."""
        inks = desk(self).inks
        width = self.size.width
        none = _("Nothing of these days is written down here. You can look back all the same.")
        rows = [] if self._found else wrap([(none, inks.dim)], width)
        room = max((cell_len(name) for name, _things in self._found), default=0) + 2
        for name, things in self._found:
            more = f" {_('and more')}" if len(things) > MOST else ""
            said = wrap([(" · ".join(things[:MOST]), inks.ink), (more, inks.dim)], max(1, width - room))
            lead = name + " " * (room - cell_len(name))
            rows += [[(lead if place == 0 else " " * room, inks.dim), *row] for place, row in enumerate(said)]
        self.update(Text("\n").join(Text.assemble(*row) for row in rows))


class LookBackForm(KeptForm[WrittenAnswers]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        days: str,
        found: list[tuple[str, list[str]]],
        sheet: WrittenAnswers,
        save: Save[WrittenAnswers],
        note: Note[WrittenAnswers],
    ) -> None:
        super().__init__(_("A look back"), days, sheet, save, note)
        self._found = found

    def compose_fields(self) -> ComposeResult:
        """What happened, and the questions in a row."""
        yield Happened(self._found)
        hints = (
            _("whatever stayed with you; two minutes are enough"),
            _("about the work, about others, about yourself"),
            _("one thing you look forward to, or a step"),
        )
        for place, (prompt, hint) in enumerate(zip(prompts(), hints, strict=True)):
            yield Static(prompt, markup=False, classes="asked")
            yield Words(self.begun_with.answers[place], f"answer-{place}", hint)

    def on_mount(self) -> None:
        """Begin with the first answer."""
        self.query_one("#answer-0").focus()

    @property
    def sheet(self) -> WrittenAnswers:
        """What stands on the sheet now."""
        return WrittenAnswers(tuple(self.text_of(f"answer-{place}") for place in range(3)))


def open_look_back(widget: Widget) -> None:
    """Look back at the seven days up to today. What was left unfinished stands there again."""
    if is_others_turn(desk(widget)):
        return
    session = desk(widget).session
    found = look_back(session.portfolio, session.today)

    days = _("{first} to {last}").format(first=day_month(found.first), last=day_month(found.last))

    def change(sheet: WrittenAnswers) -> Change:
        answers = [*zip(prompts(), sheet.answers, strict=True)]
        change, _made = write_look_back(session.portfolio, session.at, session.today, found.first, answers)
        return change

    def form(begun: WrittenAnswers, save: Save[WrittenAnswers], note: Note[WrittenAnswers]) -> LookBackForm:
        return LookBackForm(days, happened(session, found), begun, save, note)

    Sheets(widget, KEY, _("Kept for you: the next look back goes on with it.")).open(
        WrittenAnswers(), form, change, untouched=lambda sheet: sheet.is_empty
    )
