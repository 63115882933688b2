"""Which fields of a record hold a set, and which a text: what editing keeps in order and merging goes by."""

from __future__ import annotations

from typing import Final

LINES: Final = frozenset(
    {"body", "why", "note", "notes", "need", "text", "outcome", "how", "criteria", "questions", "was", "because"}
)
"""Fields that hold text as a list of lines."""
SETS: Final = frozenset(
    {
        "tags",
        "people",
        "goals",
        "steps",
        "evidence",
        "evidence_digests",
        "facets",
        "recognitions",
        "days",
        "with",
        "shared_with",
    }
)
"""Fields that hold a set as a sorted list."""
