"""The files on the sheet of a piece: one row each, with what it shows in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.store.attachments import WARN_BYTES, check_source
from leaptui.store.errors import StoreError
from leaptui.tui.base import desk
from leaptui.tui.evidence.drop_field import DropInput
from leaptui.tui.evidence.sheet import HeldFile
from leaptui.tui.evidence.things import bytes_words
from leaptui.tui.line import Line, cut
from leaptui.tui.sentence import sentence

NAME_WIDTH = 32


class _Name(Widget):
    """The name of a file and how large it is."""

    DEFAULT_CSS = "_Name { width: auto; height: 1; }"

    def __init__(self, item: HeldFile) -> None:
        super().__init__()
        self._item = item
        self.styles.width = NAME_WIDTH

    def render_line(self, y: int) -> Strip:
        """Name and size."""
        del y
        inks = desk(self).inks
        size = bytes_words(self._item.bytes)
        name = cut(clean_line(self._item.name), self.size.width - cell_len(size) - 3)
        return Line((name, inks.ink), (f"  {size}", inks.dim)).strip(self.size.width, inks.page)


class Cross(Widget):
    """A click here takes the file off."""

    DEFAULT_CSS = "Cross { width: 3; height: 1; }"

    class Clicked(Message):
        """It was clicked."""

    def render_line(self, y: int) -> Strip:
        """A cross."""
        del y
        inks = desk(self).inks
        return Line((" ×", inks.dim)).strip(self.size.width, inks.page)

    def on_click(self, event: events.Click) -> None:
        """Tell the row."""
        event.stop()
        self.post_message(self.Clicked())


class FileRow(Horizontal):
    """One file: its name, what it shows, a cross that takes it off."""

    BINDINGS = [
        Binding("f4", "take_off", N_("Take it off"), id="files.off", tooltip=N_("Take this file off the piece"))
    ]
    DEFAULT_CSS = "FileRow { height: 1; } FileRow > DropInput { width: 1fr; }"

    def __init__(self, rows: FileRows, item: HeldFile) -> None:
        super().__init__()
        self._rows = rows
        self._item = item

    def compose(self) -> ComposeResult:
        """Name, words, cross."""
        yield _Name(self._item)
        yield DropInput(self._item.alt, placeholder=_("what does it show?"), select_on_focus=False)
        yield Cross()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What it shows is said in other words."""
        event.stop()
        self._rows.say(self._item.key, event.value)

    def on_cross_clicked(self, event: Cross.Clicked) -> None:
        """The cross was clicked."""
        event.stop()
        self.action_take_off()

    def action_take_off(self) -> None:
        """Take the file off the sheet; what the piece has stays until the sheet is kept."""
        self.screen.focus_previous()
        self._rows.take_off(self._item.key)
        self.remove()


class FileRows(Vertical):
    """The files on the sheet."""

    def __init__(self, items: Sequence[HeldFile]) -> None:
        super().__init__(id="held", classes="-some" if items else None)
        self._items = {item.key: item for item in items}

    def compose(self) -> ComposeResult:
        """A row for each."""
        for item in self._items.values():
            yield FileRow(self, item)

    @property
    def items(self) -> tuple[HeldFile, ...]:
        """The files as they stand now."""
        return tuple(self._items.values())

    def say(self, key: str, alt: str) -> None:
        """Say what a file shows."""
        if key in self._items:
            self._items[key] = replace(self._items[key], alt=alt)

    def take_off(self, key: str) -> None:
        """Take a file off; the last one leaves no gap."""
        self._items.pop(key, None)
        self.set_class(bool(self._items), "-some")

    def add(self, paths: Sequence[Path]) -> str:
        """Put files on the sheet; gives a sentence where one cannot be attached, or is large."""
        told: list[str] = []
        for path in paths:
            try:
                size = check_source(path, desk(self).session.workspace.sources)
            except StoreError as error:
                told.append(sentence(error))
                continue
            if str(path) in self._items:
                continue
            if size > WARN_BYTES:
                told.append(
                    _("{name} has {size}: it can be kept, but every sync carries it.").format(
                        name=path.name, size=bytes_words(size)
                    )
                )
            item = HeldFile(path.name, path=str(path), bytes=size)
            self._items[item.key] = item
            self.mount(FileRow(self, item))
            self.add_class("-some")
        return " ".join(told)
