"""Taking two times in turn, so that what else the machine does meets both alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """What was measured, run by run, of the app and of what it is compared with; seconds, or mebibytes."""

    ours: list[float]
    against: list[float]
    unit: str = "s"

    @property
    def median(self) -> float:
        """The median over the median."""
        return statistics.median(self.ours) / statistics.median(self.against)

    @property
    def least(self) -> float:
        """The least over the least: what the machine lets through when it is not disturbed."""
        return min(self.ours) / min(self.against)


def in_turn(runs: int, ours: Callable[[], float], against: Callable[[], float], *, unit: str = "s") -> Measured:
    """Measure both, one after the other, so many times. Before several runs a round warms up and does not count."""
    if runs > 1:
        ours()
        against()
    pairs = [(ours(), against()) for _ in range(runs)]
    return Measured([one for one, _ in pairs], [other for _, other in pairs], unit)
