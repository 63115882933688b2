"""The learner's own level of a guideline and those that others gave, side by side. Pure.

Nothing is worked out from them here: `leaptui.model.standing` says what stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Claim
from leaptui.model.titles import shown_title


@dataclass(frozen=True)
class LevelSaid:
    """The highest level that somebody names of a guideline now, of which piece, and on which day.

    `by` is empty for the learner; `blind` tells that it was given before other ratings were seen.
    """

    by: str
    role: str
    level: str
    rank: int
    on: date
    evidence: str
    blind: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it is the learner's own word."""
        return not self.by


def levels_said(portfolio: Portfolio, framework: Framework, guideline_id: str) -> list[LevelSaid]:
    """What is said of one guideline: the learner's own level first, then others', by name."""
    return side_by_side(portfolio, framework, portfolio.claims_for.get(guideline_id, ()))


def side_by_side(portfolio: Portfolio, framework: Framework, claims: Iterable[Claim]) -> list[LevelSaid]:
    """What is said of some claims: the learner's own level first, then others', by name.

    Of each person the latest assessment of each claim counts, and the highest of these stands.
    """
    found: dict[str, LevelSaid] = {}
    names = Counter(person.name for person in portfolio.people.values())
    ids = {person.name: person.id for person in portfolio.people.values() if names[person.name] == 1}
    for claim in claims:
        said: dict[str, LevelSaid] = {}
        if rank := framework.rank(claim.level):
            said[""] = LevelSaid("", "", str(claim.level), rank, _day(claim.modified), claim.evidence)
        for item in sorted(portfolio.assessments_of.get(claim.id, ()), key=lambda item: (item.created, item.id)):
            if rank := framework.rank(item.level):
                name = shown_title(portfolio.name_of(item.by))
                # Somebody may be named once by id and once by name.
                said[ids.get(item.by, item.by)] = LevelSaid(
                    name, item.role, str(item.level), rank, _day(item.created), claim.evidence, item.blind
                )
        for who, one in said.items():
            if who not in found or (one.rank, one.on) > (found[who].rank, found[who].on):
                found[who] = one
    return sorted(found.values(), key=lambda one: (not one.is_own, one.by.casefold()))


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
