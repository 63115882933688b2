"""What an examination found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How something is."""

    WELL = "well"
    NOTE = "note"
    """Worth knowing, and nothing is wrong."""
    MENDED = "mended"
    MENDABLE = "mendable"
    """It would have been mended, had only looking not been asked for."""
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """How one thing is: what was looked at (a fixed word), how it is, a clause that says so, and the files it is about."""

    part: str
    health: Health
    says: str
    paths: tuple[str, ...] = ()
