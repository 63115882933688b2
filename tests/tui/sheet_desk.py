"""Helpers for tests of the sheet of a piece: what is pasted and filled in, and what the sheet says."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from leaptui.tui.widgets.form import Choice, Trouble
from tests.tui.conftest import Desk

AMARA = "amara-okafor"
NOOR = "noor-haddad"


async def paste(desk: Desk, text: str) -> None:
    """Paste as a terminal does: into whatever has the focus."""
    desk.app.post_message(events.Paste(text))
    await desk.settle()


def trouble(desk: Desk) -> str:
    """The sentence on the sheet that says what does not work yet."""
    return str(desk.app.screen.query_one(Trouble).render())


def fill(desk: Desk, **values: str) -> None:
    for field, value in values.items():
        widget = desk.app.screen.query_one(f"#{field}")
        if isinstance(widget, TextArea):
            widget.text = value
        else:
            assert isinstance(widget, Input | Choice), field
            widget.value = value
