"""Three-way merge of portfolio documents. Pure: JSON in, JSON out."""

from leaptui.merge.choice import choice
from leaptui.merge.conflicts import (
    Alternative,
    Conflict,
    Stamp,
    choose,
    is_conflicted,
    open_conflicts,
    settle,
    settle_edited,
)
from leaptui.merge.document import merge3
from leaptui.merge.paths import ABSENT

__all__ = [
    "ABSENT",
    "Alternative",
    "Conflict",
    "Stamp",
    "choice",
    "choose",
    "is_conflicted",
    "merge3",
    "open_conflicts",
    "settle",
    "settle_edited",
]
