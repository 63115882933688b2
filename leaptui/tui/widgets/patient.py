"""Screens for which keys typed ahead wait: what is typed while a sheet opens goes onto the sheet, not through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen

from leaptui.language import _
from leaptui.tui.telling import Telling
from leaptui.tui.widgets.keyed import Keyed

T = TypeVar("T")


class Patient(Keyed[T]):
    """A screen that says when it can take keys; the app holds them until then."""

    is_ready = False
    is_set_up = True
    """Whether there is something to take keys; a screen that is filled later says so itself."""
    _answer: tuple[T | None] | None = None
    """What it answers as soon as nothing lies over it any more."""

    def action_copy_text(self) -> None:
        """Copy what the mouse has selected, and say so. Raises SkipAction where nothing is: the key means something else."""
        super().action_copy_text()
        if isinstance(self.app, Telling):
            self.app.tell(_("The selected text was copied."))

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go, with an answer; only once. A second click that was on its way would else take away what lies below, too.

        Where something lies over it, as the help or the lock, it goes with this answer when that has gone.
        """
        if self.is_active:
            return super().dismiss(result)
        if self._answer is None and self.is_open:
            self._answer = (result,)
        return AwaitComplete()

    @property
    def is_open(self) -> bool:
        """Whether it has not gone yet, whatever may lie over it."""
        return self.is_attached and self in self.app.screen_stack

    @dataclass
    class Ready(Message):
        """A screen can take keys from now on."""

        screen: Patient[Any]

    def on_compose(self) -> None:
        """Be laid out for the size of the window before anything stands on it: Textual finds out after the first frame."""
        size = self.app.size
        for cells, steps in ((size.width, self.HORIZONTAL_BREAKPOINTS), (size.height, self.VERTICAL_BREAKPOINTS)):
            reached = [name for least, name in steps or () if cells >= least]
            for _least, name in steps or ():
                self.set_class(name == reached[-1], name)

    def on_mount(self) -> None:
        """Follow how it is laid out."""
        self.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

    def _laid_out(self, screen: Screen[Any]) -> None:
        """What is told may lie over what is typed now."""
        if screen is self and isinstance(self.app, Telling):
            self.app.keep_clear()

    def on_screen_resume(self) -> None:
        """Say that keys can come, once the first focus is set and drawn; or go, where it was answered under something else."""
        if self._answer is not None:
            (result,), self._answer = self._answer, None
            self.dismiss(result)
            return
        if not self.is_ready:
            self.call_after_refresh(lambda: self.app.post_message(self.Ready(self)))
