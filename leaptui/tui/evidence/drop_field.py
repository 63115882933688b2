"""Fields that files can be dropped onto: a path that is pasted goes to whoever attaches it, other words into the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from leaptui.tui.base import desk
from leaptui.tui.evidence.dropped import dropped_paths


@dataclass
class Dropped(Message):
    """Files were dropped, or their paths pasted."""

    paths: list[Path]


def take_drop(widget: Widget, event: events.Paste) -> bool:
    """Tell of files that were dropped onto a widget; gives whether there were any, else the paste goes its usual way.

    A folder is nothing to attach: its path may be meant as words.
    """
    sources = desk(widget).session.workspace.sources
    paths = [path for path in dropped_paths(event.text, sources) if sources.reaches(path) and not path.is_dir()]
    if paths:
        event.prevent_default()
        event.stop()
        widget.post_message(Dropped(paths))
    return bool(paths)


class DropInput(Input):
    """A line of text onto which files can be dropped."""

    def on_paste(self, event: events.Paste) -> None:
        """A path is a file that was dropped."""
        take_drop(self, event)
