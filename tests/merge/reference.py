"""What must be left when clones write and meet in any order: who had seen what when he wrote over it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Writing:
    """One time a value was written or chosen."""

    number: int
    value: str


@dataclass(frozen=True)
class Seen:
    """What one clone has of a field: the writings that stand there, and all it ever heard of."""

    live: frozenset[Writing] = frozenset()
    known: frozenset[Writing] = frozenset()

    def wrote(self, writing: Writing) -> Seen:
        """Give what there is once the clone wrote over all that stands there."""
        return Seen(frozenset({writing}), self.known | {writing})

    def added(self, writing: Writing) -> Seen:
        """Give what there is once the clone wrote something beside what stands there."""
        return Seen(self.live | {writing}, self.known | {writing})

    def met(self, other: Seen) -> Seen:
        """Give what there is once two clones met: what neither had written over, unless it had never heard of it."""
        both = self.live & other.live
        live = both | (self.live - other.known) | (other.live - self.known)
        return Seen(live, self.known | other.known)
