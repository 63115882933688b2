"""Sheets with fields to fill in: labels at the left, one key keeps all, trouble is a sentence on the sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from leaptui.language import N_
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line
from leaptui.tui.widgets.filled import Filled
from leaptui.tui.widgets.overlay import Overlay

T = TypeVar("T")

LABEL_WIDTH = 10
"""Cells of the labels beside fields, as the style sheet has them; more where one is longer."""
NOTE_SECONDS = 0.3
"""How long after a keystroke what stands on a sheet is noted."""


class Choice(Filled, can_focus=True):
    """One of a few words: arrows or Space go on, a letter jumps to the next word that begins with it, a click goes on.

    `says` gives the word for a value as it stands on the screen.
    """

    BINDINGS = [
        Binding("left", "turn(-1)", N_("Before"), show=False, id="choice.before", tooltip=N_("The word before")),
        Binding("right,space", "turn(1)", N_("Next"), show=False, id="choice.next", tooltip=N_("The next word")),
    ]
    value = reactive("")

    class Changed(Message):
        """Another word was chosen."""

    def __init__(
        self, words: Sequence[str], value: str, *, id: str | None = None, says: Callable[[str], str] = str
    ) -> None:
        super().__init__(id=id)
        self.words = list(words) if value in words else [*words, value]
        self.says = says
        self.set_reactive(Choice.value, value)

    @property
    def stands(self) -> str:
        """The value that is chosen."""
        return self.value

    def render_line(self, y: int) -> Strip:
        """The word between two arrows; `–` for none."""
        del y
        inks = desk(self).inks
        ground = field_ground(self)
        arrow = inks.focus if self.has_focus else inks.dim
        word = self.says(self.value) if self.value else "–"
        return Line(("‹ ", arrow), (word, inks.strong if self.has_focus else inks.ink), right=[("›", arrow)]).strip(
            self.size.width, ground
        )

    def action_turn(self, by: int) -> None:
        """Go on to another word."""
        self.value = self.words[(self.words.index(self.value) + by) % len(self.words)]
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """A letter or a digit jumps."""
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        at = self.words.index(self.value)
        ahead = self.words[at + 1 :] + self.words[: at + 1]
        found = next((word for word in ahead if self.says(word).casefold().startswith(letter)), None)
        if found is not None:
            self.value = found
            event.stop()
            self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """A click goes on; at the left arrow it goes back."""
        self.action_turn(-1 if event.x < 2 else 1)


class Tick(Filled, can_focus=True):
    """A yes or no: `■ kept out of reviews`. Space or a click turns it."""

    BINDINGS = [
        Binding("space", "turn", N_("Tick"), show=False, id="tick.turn", tooltip=N_("Tick it, or take the tick off"))
    ]
    value: reactive[bool] = reactive(default=False)

    def __init__(self, words: str, *, value: bool, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words
        self.set_reactive(Tick.value, value)

    @property
    def stands(self) -> str:
        """Whether it is ticked."""
        return str(self.value)

    def render_line(self, y: int) -> Strip:
        """The box and the words."""
        del y
        inks = desk(self).inks
        box = glyphs.TICKED if self.value else glyphs.UNTICKED
        style = inks.strong if self.has_focus else inks.ink if self.value else inks.dim
        ground = inks.sel if self.has_focus else inks.page
        return Line((f"{box} ", inks.focus if self.has_focus else style), (self.words, style)).strip(
            self.size.width, ground
        )

    def action_turn(self) -> None:
        """Turn it."""
        self.value = not self.value

    def on_click(self) -> None:
        """A click turns it."""
        self.action_turn()


def field_ground(field: Widget) -> Style:
    """The ground of a field that is drawn here: lit where it has the focus; with few rows as plain as the page."""
    inks = desk(field).inks
    if field.has_focus:
        return inks.sel
    return inks.page if field.screen.has_class("-short") else inks.raised


class Label(Static):
    """A dim heading beside a field; a click on it goes to the field."""

    def on_click(self) -> None:
        """A click goes to what is filled in beside it."""
        if self.parent is not None:
            beside = self.parent.children[self.parent.children.index(self) + 1 :][:1]
            fields = (field for one in beside for field in (one, *one.query(Widget)))
            field = next((field for field in fields if field.focusable), None)
            if field is not None:
                field.focus()


class Field(Horizontal):
    """A label and what is filled in beside it; further labels and fields may follow on the line."""

    def __init__(self, label: str, *fields: Widget | str) -> None:
        """`fields` are widgets, with further labels between them as text."""
        self.label = label
        made = [Label(item, markup=False, classes="second") if isinstance(item, str) else item for item in fields]
        super().__init__(Label(label, markup=False), *made)


class Trouble(Static):
    """The sentence that says what does not work yet; it takes no room while there is none."""

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one goes away."""
        self.update(sentence)
        self.set_class(bool(sentence), "-said")
        if sentence:
            self.call_after_refresh(self.scroll_visible, animate=False)


class Form(Overlay[T], Generic[T]):
    """A sheet of fields. Enter in a line or ctrl+s keeps; what cannot be kept stays on the sheet with the reason."""

    BINDINGS = [
        Binding("ctrl+s", "keep", N_("Keep"), id="form.keep", tooltip=N_("Keep what is on the sheet")),
        Binding("tab", "app.focus_next", N_("Next field"), id="form.next", tooltip=N_("To the next field")),
        Binding(
            "shift+tab",
            "app.focus_previous",
            N_("Field before"),
            show=False,
            id="form.before",
            tooltip=N_("To the field before"),
        ),
    ]

    def compose_sheet(self) -> ComposeResult:
        """The fields, and a line for trouble under them."""
        yield from self.compose_fields()
        yield Trouble(markup=False)

    def compose_fields(self) -> ComposeResult:
        """The fields."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Let the labels have room for the longest of them: other languages have longer words."""
        fields = self.query(Field)
        room = max((cell_len(field.label) + 1 for field in fields), default=0)
        if room > LABEL_WIDTH:
            for field in fields:
                field.query(Label).first().styles.width = room

    def keep(self) -> str | None:
        """Keep what is on the sheet: dismiss it, or give the sentence that says why it cannot be kept yet."""
        raise NotImplementedError

    def action_keep(self) -> None:
        """Keep, or say why not."""
        self.query_one(Trouble).say(self.keep() or "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line keeps the sheet."""
        event.stop()
        self.action_keep()

    def text_of(self, field: str) -> str:
        """What is written in the field of that id."""
        widget = self.query_one(f"#{field}")
        if isinstance(widget, TextArea):
            return widget.text
        if isinstance(widget, Input | Choice):
            return widget.value
        raise TypeError(field)


class NotedForm(Form[T], Generic[T]):
    """A sheet whose words outlive a closed window: what stands on it is noted a moment after it was typed.

    `note` is told what stands on the sheet while it is written, and once more when it is left. Left without being kept, the
    sheet answers with what stands on it, or with None where that is what it began with.
    """

    goes_on = False
    """Whether it begins with words that were left on it unkept: whoever opens it says so before it is shown."""

    def __init__(self, title: str, fact: str, sheet: T, note: Callable[[T], None]) -> None:
        super().__init__(title, fact)
        self.begun_with = self._noted = sheet
        self._note = note
        self._is_left = False

    @property
    def sheet(self) -> T:
        """What stands on the sheet now."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Look now and then at what is written; where words were begun, stand behind them."""
        self.set_interval(NOTE_SECONDS, self.note_changes)
        if self.goes_on:
            for area in self.query(TextArea):
                area.move_cursor(area.document.end)
            for line in self.query(Input):
                line.select_on_focus = False  # the first letter would take the place of all that was written

    def note_changes(self) -> None:
        """Note what stands on the sheet, if it says something else than when it was noted last."""
        if self._is_left:
            return  # it was kept, and what was noted forgotten: to note it again would put it on the next sheet
        sheet = self.sheet
        if sheet != self._noted:
            self._noted = sheet
            self._note(sheet)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go, and note nothing more."""
        self._is_left = self._is_left or self.is_open
        return super().dismiss(result)

    def action_leave(self) -> None:
        """Leave the sheet; what was written on it can be taken up again."""
        self.note_changes()
        if self.is_active:
            self.dismiss(self.sheet if self.sheet != self.begun_with else None)


def keep_key(sheet: Widget) -> str:
    """The key that keeps a sheet, for a hint: Enter, which does so in every line; or the one the learner chose for it."""
    return key_elsewhere(sheet, "form.keep", "enter")


def field_width(words: Sequence[str]) -> int:
    """The cells a Choice of these words takes."""
    return max(map(cell_len, words), default=1) + 7
