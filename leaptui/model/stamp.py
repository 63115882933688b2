"""Who wrote one side of a merge."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stamp:
    """Who wrote one side of a merge: the clone's id, and that clone's counter of changes."""

    clone: str
    revision: int
