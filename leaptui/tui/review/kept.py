"""Words that are kept when their field is left; what is typed meanwhile outlives a closed window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from leaptui.language import N_
from leaptui.tui.base import desk
from leaptui.tui.widgets.form import NOTE_SECONDS

_NEXT = Binding(
    "tab", "app.focus_next", N_("Next field"), id="kept.next", tooltip=N_("To the next field; this one is kept")
)
_LEAVE = Binding("escape", "leave", N_("Done writing"), id="kept.leave", tooltip=N_("Out of the field; it is kept"))


if TYPE_CHECKING:
    Base = Widget
else:
    Base = object  # style sheets know a field by the first widget it derives from: that has to be Textual's own


class Kept(Base):
    """What the two kinds of field share. `save` keeps the words and tells whether that worked."""

    class LeftField(Message):
        """The field was left by its key: whoever holds it says where to."""

    _save: Callable[[str], bool]
    _sheet = ""
    _saved = ""
    _noted = ""

    @property
    def words(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def put_words(self, words: str) -> None:
        """Write into the field."""
        raise NotImplementedError

    def show_words(self, sheet: str, saved: str) -> None:
        """Show what is kept, or what was typed of it and not kept yet; `sheet` is the name of the draft, empty for none."""
        if sheet != self._sheet:
            draft = desk(self).session.drafts.get(sheet) if sheet else None
            self._sheet = sheet
            self.put_words(draft.get("text", saved) if draft else saved)
        elif self.words == self._saved != saved:
            self.put_words(saved)
        self._saved = saved
        self._noted = self.words

    def on_mount(self) -> None:
        """Look now and then at what is written."""
        self.set_interval(NOTE_SECONDS, self.note_changes)

    def note_changes(self) -> None:
        """Note what is typed and not kept yet."""
        if self._sheet and self.words != self._noted:
            self._noted = self.words
            desk(self).session.drafts.note(self._sheet, {"text": self.words} if self.words != self._saved else None)

    def keep(self) -> None:
        """Keep what is written; where that does not work it stays here, and noted."""
        self.note_changes()
        words = self.words
        if not self._sheet or words == self._saved:
            return
        sheet, before = self._sheet, self._saved
        self._saved = words
        if self._save(words):
            desk(self).session.drafts.note(sheet, None)
        elif self._sheet == sheet:
            self._saved = before

    def on_blur(self, event: events.Blur) -> None:
        """Keep what is written when the field is left."""
        del event
        self.keep()

    def action_leave(self) -> None:
        """Out of the field."""
        self.keep()
        self.post_message(self.LeftField())


class KeptArea(Kept, TextArea):
    """A field for several lines."""

    BINDINGS = [_NEXT, _LEAVE]

    def __init__(self, field: str, hint: str, save: Callable[[str], bool]) -> None:
        super().__init__(
            "", id=field, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, placeholder=hint
        )
        self._save = save

    @property
    def words(self) -> str:
        """What stands in the field."""
        return self.text

    def put_words(self, words: str) -> None:
        """Write into the field, and go to the end."""
        self.text = words
        self.move_cursor(self.document.end)


class KeptLine(Kept, Input):
    """A field for one line; Enter keeps it."""

    BINDINGS = [_NEXT, _LEAVE]

    def __init__(self, field: str, hint: str, save: Callable[[str], bool]) -> None:
        super().__init__("", id=field, placeholder=hint, select_on_focus=False)
        self._save = save

    @property
    def words(self) -> str:
        """What stands in the field."""
        return self.value

    def put_words(self, words: str) -> None:
        """Write into the field."""
        self.value = words

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line."""
        event.stop()
        self.keep()


def keep_all(part: Widget) -> None:
    """Keep what is written in a part of the screen and not kept yet."""
    for area in part.query(KeptArea):
        area.keep()
    for line in part.query(KeptLine):
        line.keep()
