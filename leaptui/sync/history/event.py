"""What a time line is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from leaptui.model.change import Edit, Key
from leaptui.model.telling import Telling


class Source(Enum):
    """Where an event is known from."""

    SAVE = "save"
    """A change saved on this machine."""
    UNDO = "undo"
    """A change taken back on this machine."""
    REDO = "redo"
    """A change done again on this machine."""
    SYNC = "sync"
    """What came with a commit: from another machine, or from whatever else wrote the file."""
    OUTSIDE = "outside"
    """What another program changed in the file on this machine."""
    UNREADABLE = "unreadable"
    """A version that cannot be read and is passed over."""
    REMOVED = "removed"
    """The portfolio was taken out of the workspace."""


@dataclass(frozen=True)
class Event:
    """One moment of a portfolio's history.

    `at` is an instant in UTC as files write them. `by` names who made it, empty where that is not known; `is_here` says that
    it was made on this machine. `label` is what whoever made it called it. `tellings` say in the product's words what it did,
    `edits` are the records as they were before and after. `note` is a sentence where there is something else to tell.
    """

    id: str
    at: str
    source: Source
    by: str
    label: str
    edits: Mapping[Key, Edit]
    tellings: tuple[Telling, ...]
    note: str = ""
    is_here: bool = False
