"""Rows of a goal that only tell something."""

from __future__ import annotations

from dataclasses import dataclass, field

from leaptui.tui.line import Line
from leaptui.tui.widgets.rows import Row

INDENT = 2
"""Cells of a step's box, under which its note does not go."""


@dataclass(frozen=True, slots=True)
class Told(Row):
    """A row that only tells something: the cursor passes over it."""

    line: Line = field(default_factory=Line)
    leads: bool = False
    """Whether a click leads to the pieces of the goal."""
