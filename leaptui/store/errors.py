"""What can go wrong with files. Every message is one plain sentence: what happened and what it means for the learner's work."""

from __future__ import annotations


class StoreError(Exception):
    """Something about the files keeps the program from doing what was asked; nothing was changed."""


class Unreadable(StoreError):
    """A portfolio file that cannot be read; it is left as it is."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}.json {reason}")
        self.name = name
        self.reason = reason


class ReadOnly(StoreError):
    """A portfolio that may be read and not written."""


class Busy(StoreError):
    """Another program holds the lock."""


class Missing(StoreError):
    """There is no such portfolio, record or file."""


class Another(StoreError):
    """Another portfolio stands under the name of the one that was opened."""


class Renamed(Missing):
    """A portfolio that was given another name here."""


class Refused(StoreError):
    """What was asked for is not possible as it was asked."""
