"""The page about the learner as others read it, and the sheet for their own words on it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from leaptui.language import _
from leaptui.model.about_me import AboutPage, chosen
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.me import say_on_page
from leaptui.model.text import clean, to_lines
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.evidence.markdown import markdown_lines
from leaptui.tui.goals.fields import Words
from leaptui.tui.inks import Inks
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.line import Line, wrap
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.reading import Reading

KEY = "about-me"
"""The key of the sheet of own words among what was begun."""


def about_lines(page: AboutPage, width: int, inks: Inks) -> list[Line]:
    """The page as lines to read, without the name over it."""
    lines: list[Line] = [*markdown_lines(page.text, width, inks)] if page.text else []
    for part in page.parts:
        lines += [Line()] if lines else []
        lines.append(Line((part.heading, inks.name)))
        for item in part.items:
            facts = f"   {f' {glyphs.NONE} '.join(item.facts)}" if item.facts else ""
            rows = wrap([(item.words, inks.ink), (facts, inks.dim)], max(1, width - 2))
            lines += [
                Line((f"{glyphs.BULLET} " if place == 0 else "  ", inks.dim), *row) for place, row in enumerate(rows)
            ]
    return lines


class PageReading(Reading):
    """The page to read."""

    def __init__(self, page: AboutPage) -> None:
        super().__init__(id="page-read")
        self._page = page

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The page; that nothing stands on it where that is so."""
        inks = desk(self).inks
        if self._page.is_empty:
            said = _("Nothing stands on the page yet. What you tick in “About me” does, and your own words.")
            return [Line(*row) for row in wrap([(said, inks.dim)], width)]
        return [*about_lines(self._page, width, inks)]


class PageSheet(Overlay[None]):
    """The page on a sheet."""

    CSS_PATH = "forms.tcss"
    TAKES_TEXT = False

    def __init__(self, page: AboutPage) -> None:
        super().__init__(page.heading, _("as others read it"))
        self._page = page

    def compose_sheet(self) -> ComposeResult:
        """The page."""
        yield PageReading(self._page)

    def on_mount(self) -> None:
        """Read on with the keys."""
        self.query_one(PageReading).focus()


@dataclass(frozen=True)
class OwnWords(Texts):
    """The learner's own words as their sheet holds them."""

    text: str = ""


class OwnWordsForm(KeptForm[OwnWords]):
    """The sheet for the learner's own words. `save` keeps them and gives None, or the sentence that says why it cannot."""

    CSS_PATH = "forms.tcss"

    def __init__(self, sheet: OwnWords, save: Save[OwnWords], note: Note[OwnWords]) -> None:
        super().__init__(_("In your own words"), "", sheet, save, note)

    def compose_fields(self) -> ComposeResult:
        """The words."""
        yield Static(_("What should somebody know who meets you for the first time?"), markup=False, classes="question")
        yield Words(self.begun_with.text, "own-words", _("a few lines; Markdown works"))

    @property
    def sheet(self) -> OwnWords:
        """What stands on the sheet now."""
        return OwnWords(self.text_of("own-words"))


def write_own_words(widget: Widget) -> None:
    """Write the learner's own words on the page. What was left unfinished stands there again."""
    session = desk(widget).session
    before = OwnWords(clean("\n".join(chosen(session.portfolio).text)))

    def change(sheet: OwnWords) -> Change:
        lines: list[Json] = [*to_lines(sheet.text)]
        return say_on_page(session.portfolio, session.at, lines)

    Sheets(widget, KEY, _("Kept for you: your own words go on with it.")).open(
        before, OwnWordsForm, change, untouched=lambda sheet: sheet.text.strip() == before.text.strip()
    )
