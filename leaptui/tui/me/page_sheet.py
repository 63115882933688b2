"""The page about the learner as others read it, and the sheet for their own words on it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from leaptui.language import _
from leaptui.model.about_me import AboutPage, chosen
from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid
from leaptui.model.edits.me import say_on_page
from leaptui.model.text import clean, to_lines
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.evidence.markdown import markdown_lines
from leaptui.tui.goals.fields import Words
from leaptui.tui.goals.typed import not_saved
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, wrap
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import NotedForm
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


class OwnWordsForm(NotedForm[str]):
    """The sheet for the learner's own words. `save` keeps them and gives None, or the sentence that says why it cannot."""

    CSS_PATH = "forms.tcss"

    def __init__(self, text: str, save: Callable[[str], str | None], note: Callable[[str], None]) -> None:
        super().__init__(_("In your own words"), "", text, note)
        self._save = save

    def compose_fields(self) -> ComposeResult:
        """The words."""
        yield Static(_("What should somebody know who meets you for the first time?"), markup=False, classes="question")
        yield Words(self.begun_with, "own-words", _("a few lines; Markdown works"))

    @property
    def sheet(self) -> str:
        """What stands on the sheet now."""
        return self.text_of("own-words")

    def keep(self) -> str | None:
        """Keep the words."""
        trouble = self._save(self.sheet)
        if trouble is None:
            self.dismiss(None)
        return trouble


def write_own_words(widget: Widget) -> None:
    """Write the learner's own words on the page. What was left unfinished stands there again."""
    app = desk(widget)
    session = app.session
    before = clean("\n".join(chosen(session.portfolio).text))

    def save(text: str) -> str | None:
        lines: list[Json] = [*to_lines(text)]
        try:
            change = say_on_page(session.portfolio, session.at, lines)
        except Invalid as error:
            return sentence(error)
        if not app.do(change):
            return not_saved()
        session.drafts.note(KEY, None)
        return None

    def note(text: str) -> None:
        session.drafts.note(KEY, None if text == before else {"text": text})

    def left(text: str | None) -> None:
        if text is not None and text.strip() != before.strip():
            app.say(_("Kept for you: your own words go on with it."))

    draft = session.drafts.get(KEY)
    app.push_screen(OwnWordsForm(draft.get("text", "") if draft else before, save, note), left)
    if draft:
        app.say(_("Here is what you had begun."))
