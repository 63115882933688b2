"""Sheets with fields to fill in: labels at the left, one key keeps all, trouble is a sentence on the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.widgets.overlay import Overlay

T = TypeVar("T")


class Choice(Widget, can_focus=True):
    """One of a few words: arrows or Space go on, a letter jumps to the next word that begins with it, a click goes on."""

    BINDINGS = [
        Binding("left", "turn(-1)", "Before", show=False, id="choice.before", tooltip="The word before"),
        Binding("right,space", "turn(1)", "Next", show=False, id="choice.next", tooltip="The next word"),
    ]
    value = reactive("")

    class Changed(Message):
        """Another word was chosen."""

    def __init__(self, words: Sequence[str], value: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = list(words) if value in words else [*words, value]
        self.set_reactive(Choice.value, value)

    def render_line(self, y: int) -> Strip:
        """The word between two arrows; `–` for none."""
        del y
        inks = desk(self).inks
        ground = inks.sel if self.has_focus else inks.raised
        arrow = inks.focus if self.has_focus else inks.dim
        word = self.value or "–"
        return Line(("‹ ", arrow), (word, inks.strong if self.has_focus else inks.ink), right=[("›", arrow)]).strip(
            self.size.width, ground
        )

    def action_turn(self, by: int) -> None:
        """Go on to another word."""
        self.value = self.words[(self.words.index(self.value) + by) % len(self.words)]
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """A letter jumps."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        at = self.words.index(self.value)
        ahead = self.words[at + 1 :] + self.words[: at + 1]
        found = next((word for word in ahead if word.casefold().startswith(letter)), None)
        if found is not None:
            self.value = found
            event.stop()
            self.post_message(self.Changed())

    def on_click(self) -> None:
        """A click goes on."""
        self.action_turn(1)


class Label(Static):
    """A dim heading beside a field."""


class Field(Horizontal):
    """A label and what is filled in beside it; further labels and fields may follow on the line."""

    def __init__(self, label: str, *fields: Widget | str) -> None:
        """`fields` are widgets, with further labels between them as text."""
        made = [Label(item, markup=False, classes="second") if isinstance(item, str) else item for item in fields]
        super().__init__(Label(label, markup=False), *made)


class Trouble(Static):
    """The sentence that says what does not work yet; it takes no room while there is none."""

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one goes away."""
        self.update(sentence)
        self.set_class(bool(sentence), "-said")


class Form(Overlay[T], Generic[T]):
    """A sheet of fields. Enter in a line or ctrl+s keeps; what cannot be kept stays on the sheet with the reason."""

    BINDINGS = [
        Binding("ctrl+s", "keep", "Keep", id="form.keep", tooltip="Keep what is on the sheet"),
        Binding("tab", "app.focus_next", "Next field", id="form.next", tooltip="To the next field"),
        Binding(
            "shift+tab",
            "app.focus_previous",
            "Field before",
            show=False,
            id="form.before",
            tooltip="To the field before",
        ),
    ]

    def compose_sheet(self) -> ComposeResult:
        """The fields, and a line for trouble under them."""
        yield from self.compose_fields()
        yield Trouble(markup=False)

    def compose_fields(self) -> ComposeResult:
        """The fields."""
        raise NotImplementedError

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


def field_width(words: Sequence[str]) -> int:
    """The cells a Choice of these words takes."""
    return max(map(cell_len, words), default=1) + 7
