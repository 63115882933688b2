"""What comes of a try to sign in at a shared machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What came of a try to sign in."""

    RIGHT = "right"
    WRONG = "wrong"
    WAITS = "waits"
    """No try is taken yet."""
    LOCKED = "locked"
    """The facilitator locked the learner out."""
    UNKNOWN = "unknown"
    """There is no secret yet, or it was taken back: a code is needed."""
    TOO_OLD = "too_old"
    """The code was given too long ago."""


@dataclass(frozen=True)
class Answer:
    """What came of a try, and for how many seconds no other is taken."""

    kind: Kind
    seconds: float = 0.0

    @property
    def is_right(self) -> bool:
        """Whether the way is open."""
        return self.kind is Kind.RIGHT
