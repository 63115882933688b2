"""The sheet on which a piece of evidence is written: a title is enough, everything else can come later."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static, TextArea

from leaptui.model.text import clean_line
from leaptui.model.words import KINDS, PLACES
from leaptui.tui.editor import edit_outside
from leaptui.tui.evidence.sheet import Written
from leaptui.tui.widgets.form import Choice, Field, Form, Trouble

NOTE_SECONDS = 0.3
"""How long after a keystroke what stands on the sheet is noted."""


class PieceForm(Form[Written]):
    """The sheet. `save` keeps what is written and gives None, or the sentence that says why it cannot be kept yet."""

    BINDINGS = [
        Binding("f2", "editor", "Editor", id="piece.editor", tooltip="Write the text in your own editor ($EDITOR)"),
    ]

    def __init__(
        self,
        title: str,
        sheet: Written,
        save: Callable[[Written], str | None],
        note: Callable[[Written], None],
        holds: str = "",
    ) -> None:
        """`note` is told what stands on the sheet while it is written, and once more when it is left."""
        super().__init__(title, "Enter keeps it")
        self._sheet = self._noted = sheet
        self._save = save
        self._note = note
        self._holds = holds

    def on_mount(self) -> None:
        """Note what is written, a moment after it was typed."""
        self.set_interval(NOTE_SECONDS, self._note_changes)

    def _note_changes(self) -> None:
        sheet = self.sheet
        if sheet != self._noted:
            self._noted = sheet
            self._note(sheet)

    def compose_fields(self) -> ComposeResult:
        """Title and text first, the rest below."""
        sheet = self._sheet
        yield Field(
            "Title",
            Input(sheet.title, placeholder="what did you make, try or find out?", select_on_focus=False, id="title"),
        )
        text = TextArea(sheet.body, id="body", soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        yield Field("Words", text)
        yield Field(
            "Kind", Choice(KINDS, sheet.kind, id="kind"), "Place", Choice(["", *PLACES], sheet.place, id="place")
        )
        day = Input(sheet.made_on, placeholder="2026-03-01", id="made_on", max_length=10)
        yield Field(
            "Made on",
            day,
            "Tags",
            Input(sheet.words, placeholder="words, with commas", select_on_focus=False, id="words"),
        )
        yield Field("Link", Input(sheet.link, placeholder="https://…", id="link"))
        yield Field(
            "File",
            Input(
                sheet.files,
                placeholder="the path of a picture or file; drop it here",
                select_on_focus=False,
                id="files",
            ),
        )
        if self._holds:
            yield Static(self._holds, markup=False, classes="question")

    @property
    def sheet(self) -> Written:
        """What stands on the sheet now."""
        texts = {
            name: self.text_of(name) for name in ("title", "body", "kind", "made_on", "place", "words", "link", "files")
        }
        return Written(**texts)

    def keep(self) -> str | None:
        """Keep the piece."""
        sheet = self.sheet
        if not clean_line(sheet.title):
            self.query_one("#title").focus()
            return "A piece needs a title: a few words are enough."
        trouble = self._save(sheet)
        if trouble is None:
            self.dismiss(None)
        return trouble

    def action_leave(self) -> None:
        """Leave the sheet; what was written on it can be taken up again."""
        self._note_changes()
        self.dismiss(self.sheet if self.sheet != self._sheet else None)

    def action_editor(self) -> None:
        """Write the text in the learner's own editor."""
        area = self.query_one("#body", TextArea)
        text, trouble = edit_outside(self.app, area.text)
        if text is not None:
            area.text = text
        self.query_one(Trouble).say(trouble)
