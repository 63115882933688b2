"""What is typed on the tag picker: words of a guideline, and the reasons, which can be taken up again when they were not kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual.binding import Binding
from textual.widgets import Input, TextArea

from leaptui.language import N_


@dataclass(frozen=True)
class Draft:
    """Reasons that were written on the sheet before and not kept, and what notes them while they are written."""

    begun: Mapping[str, str]
    note: Callable[[Mapping[str, str]], None]


class Reason(TextArea):
    """Why pieces show a guideline."""

    def on_resize(self) -> None:
        """Draw it anew: Textual breaks the text for the new width and leaves what it had drawn for the old one."""
        self.refresh()


class Find(Input):
    """Where words of a guideline are typed."""

    BINDINGS = [
        Binding("down", "screen.enter_list", N_("To the list"), id="picker.enter", tooltip=N_("Into the list")),
    ]
