"""Overlays: a sheet of page over the dimmed screen, with its own keys in the footer."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from leaptui.language import N_, _
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.widgets.desk import FooterLine
from leaptui.tui.widgets.filled import Filled
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.header import NARROW
from leaptui.tui.widgets.patient import Patient

T = TypeVar("T")


class Sheet(Framed, Vertical):
    """The sheet itself: a framed column."""


class Overlay(Patient[T], ModalScreen[T], Generic[T]):
    """An overlay that answers with a T, or None where it was left."""

    TITLE_TEXT = ""
    TAKES_TEXT: ClassVar[bool] = True
    """Whether there is a line to type in on it: then its keys have to work while one types."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS = [
        Binding("escape", "leave", N_("Leave"), id="overlay.leave", tooltip=N_("Close without changing anything")),
        # The app's own keys do not reach through a modal screen.
        Binding("f1", "help", N_("Help"), id="overlay.help", tooltip=N_("The keys that work here")),
        Binding(
            "ctrl+o", "app.jump", N_("Jump"), show=False, id="app.jump", tooltip=N_("Jump to any place by a letter")
        ),
    ]

    def __init__(self, title: str | None = None, fact: str = "") -> None:
        super().__init__()
        self._title = title or _(self.TITLE_TEXT)
        self._fact = fact
        self._begun: dict[Widget, str] = {}

    def compose(self) -> ComposeResult:
        """The sheet in the middle, the footer below."""
        sheet = Sheet()
        sheet.frame_title, sheet.frame_fact = self._title, self._fact
        with sheet:
            yield from self.compose_sheet()
        yield FooterLine(commands=False)

    def compose_sheet(self) -> ComposeResult:
        """What lies on the sheet."""
        raise NotImplementedError

    def set_fact(self, fact: str) -> None:
        """Set the fact at the right of the title."""
        self.query_one(Sheet).set_frame(fact=fact)

    def set_title(self, title: str) -> None:
        """Set the title."""
        self.query_one(Sheet).set_frame(title=title)

    def action_help(self) -> None:
        """Show the keys that work here."""
        from leaptui.tui.help.overlay import HelpOverlay

        self.app.push_screen(HelpOverlay(self))

    def action_leave(self) -> None:
        """Close without an answer; where something else was opened over it meanwhile, that is what was to be left."""
        if self.is_active:
            self.dismiss(None)

    def on_screen_resume(self) -> None:
        """Remember what stands in the fields at first."""
        if not self._begun:
            self._begun = self._written()

    def _written(self) -> dict[Widget, str]:
        """What stands in each field; what is typed to find something is no loss."""
        texts: dict[Widget, str] = {area: area.text for area in self.query(TextArea)}
        texts |= {line: line.value for line in self.query(Input) if line.id != "find"}
        return texts | {field: field.stands for field in self.query(Filled)}

    def on_click(self, event: events.Click) -> None:
        """A click beside the sheet leaves it, as Esc does; but not where something is written that is not kept yet."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is not self:
            return
        if self._written() == self._begun:
            self.action_leave()
        else:
            words = _("What you wrote is not kept yet. {key} leaves the sheet.")
            desk(self).say(words.format(key=key_of(self, "overlay.leave")))
