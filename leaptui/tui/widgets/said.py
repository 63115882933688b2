"""A sentence among the rows of a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.style import Style

from leaptui.tui.line import Line, wrap
from leaptui.tui.widgets.rows import Row

LEAST = 8
"""Cells into which a sentence is broken at least."""


@dataclass(frozen=True, slots=True)
class Said(Row):
    """A row that only says something: the cursor passes over it."""

    line: Line = field(default_factory=Line)


def said_rows(words: str, style: Style, width: int) -> list[Row]:
    """A sentence in as many rows as it takes; none for no words."""
    return [Said(None, line=Line(*row)) for row in wrap([(words, style)], max(LEAST, width))] if words else []
