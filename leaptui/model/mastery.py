"""What counts as demonstrated in a framework: mastery that was shown, whatever the hours it took."""

from __future__ import annotations

from leaptui.model.framework import Framework

DEMONSTRATED = "demonstrated"


def demonstrated_rank(framework: Framework) -> int:
    """The rank from which on a guideline is demonstrated: that of the level of this name, else of the last but one."""
    return framework.rank(DEMONSTRATED) or max(1, len(framework.levels) - 1)


def is_demonstrated(framework: Framework, rank: int) -> bool:
    """Whether a rank is demonstrated or beyond."""
    return rank >= demonstrated_rank(framework)
