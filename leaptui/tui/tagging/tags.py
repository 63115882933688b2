"""What the tag picker works on: what pieces are tagged with, and what of it was changed. It knows no widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean

WHY, LEVEL = "why ", "level "
"""Before the guideline's id in the names under which a reason, and the level said to it, are noted while they are not kept."""


@dataclass(frozen=True)
class Share:
    """A guideline that only some of the pieces show: how many, and the level where those agree on one."""

    pieces: int
    level: str | None = None


@dataclass(frozen=True)
class Tags:
    """What pieces are tagged with, by qualified guideline id.

    `levels` holds the guidelines all of them show, `reasons` the reasons they agree on; None is a level that was not said, or
    on which they differ: those stand in `differing`. `partly` holds what only some of them show, `explained` what they
    have reasons of their own for.
    """

    levels: Mapping[str, str | None]
    reasons: Mapping[str, str]
    partly: Mapping[str, Share] = field(default_factory=dict)
    differing: frozenset[str] = frozenset()
    pieces: int = 1
    explained: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Picked:
    """What to change: claims to set, their reasons, claims to take back, and claims whose level is taken back.

    `changed` holds what was answered to “what changed?” of the levels that move, by guideline.
    """

    levels: Mapping[str, str | None]
    reasons: Mapping[str, str]
    removed: frozenset[str]
    unsaid: frozenset[str] = frozenset()
    changed: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed."""
        return not (self.levels or self.removed)


def tags_of(portfolio: Portfolio, evidence_ids: Sequence[str]) -> Tags:
    """Tell what these pieces are tagged with, all of them and some of them."""
    claims = [{claim.guideline: claim for claim in portfolio.claims_of.get(one, ())} for one in evidence_ids]
    levels: dict[str, str | None] = {}
    reasons: dict[str, str] = {}
    partly: dict[str, Share] = {}
    differing: set[str] = set()
    explained: set[str] = set()
    for guideline in sorted(set[str]().union(*claims)):
        there = [one[guideline] for one in claims if guideline in one]
        said = {claim.level for claim in there}
        level = said.pop() if len(said) == 1 else None
        if said and level is None:
            differing.add(guideline)
        why = {claim.reason for claim in there}
        if any(why) and (len(why) > 1 or len(there) < len(claims)):
            explained.add(guideline)
        if len(there) < len(claims):
            partly[guideline] = Share(len(there), level)
            continue
        levels[guideline] = level
        if len(why) == 1:
            reasons[guideline] = why.pop()
    return Tags(levels, reasons, partly, frozenset(differing), len(claims), frozenset(explained))


class Picking:
    """What is picked so far. What is not touched stays on each piece as it is."""

    def __init__(self, tags: Tags) -> None:
        self.before = tags
        self.levels: dict[str, str | None] = dict(tags.levels)
        self.reasons: dict[str, str] = dict(tags.reasons)
        self.partly: dict[str, Share] = dict(tags.partly)
        self.changed: dict[str, str] = {}

    def has(self, guideline: str) -> bool:
        """Whether all or some of the pieces are tagged with a guideline."""
        return guideline in self.levels or guideline in self.partly

    def toggle(self, guideline: str) -> None:
        """Tag all pieces, or none; where only some were tagged, that comes back after none."""
        if guideline in self.partly:
            del self.partly[guideline]
            self.levels[guideline] = None
        elif guideline in self.levels:
            del self.levels[guideline]
        elif guideline in self.before.partly:
            self.partly[guideline] = self.before.partly[guideline]
        else:
            self.levels[guideline] = self.before.levels.get(guideline)

    def say_level(self, guideline: str, level: str) -> None:
        """Tag all pieces at a level; the same level again says that it is not said."""
        self.partly.pop(guideline, None)
        self.levels[guideline] = None if self.levels.get(guideline) == level else level

    def say_why(self, guideline: str, why: str) -> None:
        """Note the reason; a reason tags."""
        self.reasons[guideline] = why
        if why and guideline not in self.levels:
            self.partly.pop(guideline, None)
            self.levels[guideline] = self.before.levels.get(guideline)

    def moves(self, guideline: str) -> bool:
        """Whether a level that was said of it before becomes another one."""
        level, before = self.levels.get(guideline), self.before.levels.get(guideline)
        share = self.before.partly.get(guideline)
        was_said = (
            before is not None or guideline in self.before.differing or (share is not None and share.level is not None)
        )
        return level is not None and was_said and level != before

    def keeps_own_level(self, guideline: str) -> bool:
        """Whether pieces keep levels of their own that differ: all are tagged, and no level was said for all."""
        own = guideline in self.before.differing or guideline in self.before.partly
        return own and guideline in self.levels and self.levels[guideline] is None

    def is_new_reason(self, guideline: str) -> bool:
        """Whether another reason was written than the one there was."""
        before = self.before.reasons.get(guideline, "")
        return clean(self.reasons.get(guideline, "")).strip() != clean(before).strip()

    @property
    def unkept(self) -> dict[str, str]:
        """What was written and is not kept yet: the new reasons by guideline, with the levels said to them."""
        found: dict[str, str] = {}
        for guideline in self.levels:
            if self.is_new_reason(guideline) and self.reasons[guideline].strip():
                found[f"{WHY}{guideline}"] = self.reasons[guideline]
                found[f"{LEVEL}{guideline}"] = self.levels[guideline] or ""
        return found

    def take_up(self, unkept: Mapping[str, str]) -> None:
        """Go on with what was written and not kept."""
        for name, reason in unkept.items():
            if name.startswith(WHY):
                guideline = name.removeprefix(WHY)
                self.partly.pop(guideline, None)
                self.levels[guideline] = unkept.get(f"{LEVEL}{guideline}") or None
                self.reasons[guideline] = reason

    @property
    def picked(self) -> Picked:
        """What changed; what is as it was is left alone."""
        before = self.before.levels
        levels = {
            one: level
            for one, level in self.levels.items()
            if one not in before or level != before[one] or self.is_new_reason(one)
        }
        removed = (before.keys() | self.before.partly.keys()) - self.levels.keys() - self.partly.keys()
        reasons = {one: self.reasons[one] for one in levels if self.is_new_reason(one)}
        unsaid = frozenset(one for one, level in levels.items() if level is None and before.get(one) is not None)
        changed = {one: said for one, said in self.changed.items() if said.strip() and self.moves(one)}
        return Picked(levels, reasons, frozenset(removed), unsaid, changed)
