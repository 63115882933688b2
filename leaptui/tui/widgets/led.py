"""Sheets on which a line to type in leads a list: it keeps the focus, and the keys that move about go to the list."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, Static

from leaptui.tui import glyphs
from leaptui.tui.widgets.moving import FROM_A_LINE
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.row_list import RowList

T = TypeVar("T")


class Led(Overlay[T], Generic[T]):
    """A sheet whose list follows the line above it. Subclasses show in `show_found` what fits the words typed."""

    BINDINGS = [*FROM_A_LINE]

    def compose_line(self, line: Input) -> ComposeResult:
        """The line to type in, and the rule below it."""
        line.id = "find"
        yield line
        yield Static(glyphs.RULE * 200, classes="rule", markup=False)

    def on_mount(self) -> None:
        """Let the list look like one in use: the keys go there."""
        self.rows.is_led = True

    @property
    def line(self) -> Input:
        """The line to type in."""
        return self.query_one("#find", Input)

    @property
    def rows(self) -> RowList:
        """The list it leads."""
        return self.query_one(RowList)

    def show_found(self) -> None:
        """Show what fits the words typed."""
        raise NotImplementedError

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at every keystroke."""
        event.stop()
        self.show_found()

    def action_rows(self, what: str, by: int) -> None:
        """Move the cursor while the line keeps the focus."""
        self.rows.move_from_line(what, by)

    def on_click(self, event: events.Click) -> None:
        """After a click into the list one can type on."""
        del event
        if self.is_current:
            self.line.focus()
