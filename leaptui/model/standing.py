"""Where the learner stands: standing of a guideline, coverage of a component, breadth of evidence, and its map.

The rules, all from claims whose evidence is there:

- The learner's own word is the highest level they ever claimed. Mastery does not expire and is not counted in hours.
- What others say goes before it: of each person the latest assessment of a claim that names a level counts, and the
  highest of these is the standing. An assessment still counts when the evidence was changed since: it speaks of what
  was shown then.
- A claim that names no level, or one the framework does not know, is a piece without a level (rank 0).
- A guideline with sub-guidelines has no level: it shows the spread of those under it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from leaptui.model.dates import month_end, month_start, months_before
from leaptui.model.ids import claim_id
from leaptui.model.periods import Rests

if TYPE_CHECKING:
    from leaptui.model.framework import Component, Framework, Guideline
    from leaptui.model.portfolio import Portfolio
    from leaptui.model.records import Claim
    from leaptui.model.records_others import Assessment

Counted = tuple[tuple[str, int], ...]
"""Words and how often each occurs, the most frequent first."""


@dataclass(frozen=True)
class Standing:
    """How far along a guideline is.

    `rank` is 0 where no level was said and 1 for the lowest. `by` is the name of the person whose assessment it is,
    None for the learner's own word; `role` is what they are to the learner, `on` the day it was said, `piece` the id of
    the piece it was said of. `own` is the highest level the learner claims. `evidence` holds the ids of the pieces behind
    it. A guideline with sub-guidelines has no level; its `evidence` includes theirs, `spread` are the ranks of the leaves
    under it, in order, and `rank` (for a skyline) is the lower median of the spread, or what was said of it directly where
    that is higher, and at least 1 once there is a piece; `own`, `by` and `on` then tell of what was said of it directly.
    """

    guideline: Guideline
    level: str | None = None
    rank: int = 0
    by: str | None = None
    on: date | None = None
    own: str | None = None
    spread: tuple[int, ...] = ()
    evidence: frozenset[str] = field(default=frozenset(), repr=False)
    role: str = ""
    piece: str = ""

    @property
    def pieces(self) -> int:
        """How many pieces of evidence are behind it, each counted once."""
        return len(self.evidence)

    @property
    def reached(self) -> int:
        """How many of the leaves under it have a level; of a leaf, 1 or 0 for itself."""
        return sum(rank > 0 for rank in self.spread) if self.guideline.is_parent else int(self.rank > 0)


@dataclass(frozen=True)
class Coverage:
    """How much of a component there is evidence for.

    All its guidelines count, those with sub-guidelines too: `reached` of `total` have a piece, and `ranks` are the
    heights of the skyline in the framework's order, at least 1 for each that is reached. `pieces` counts each piece of
    evidence once.
    """

    component: Component
    reached: int
    total: int
    ranks: tuple[int, ...]
    pieces: int


@dataclass(frozen=True)
class Breadth:
    """How varied some evidence is: its kinds and places, most frequent first, and how many people had a part in it."""

    pieces: int
    kinds: Counted
    places: Counted
    people: int


@dataclass(frozen=True)
class Map:
    """Pieces of evidence by guideline and month.

    `months` are first days, oldest first; `cells` holds for each guideline id one count a month, a guideline with
    sub-guidelines counting theirs too; `components` the same for each component's code, each piece counted once;
    `breaks` says of each month whether at least half of it is rest.
    """

    months: tuple[date, ...]
    cells: Mapping[str, tuple[int, ...]]
    components: Mapping[str, tuple[int, ...]]
    breaks: tuple[bool, ...]


def standings(portfolio: Portfolio, framework: Framework) -> dict[str, Standing]:
    """Work out the standing of every guideline, by its id, in the framework's order."""
    said = _Said(portfolio, framework)
    found: dict[str, Standing] = {}
    # Children stand after their parents, so going backwards every child is there before its parent asks for it.
    for guideline in reversed(framework.guidelines.values()):
        direct = said.of(guideline)
        found[guideline.id] = (
            _gathered(direct, [found[child] for child in guideline.children]) if guideline.children else direct
        )
    return {guideline_id: found[guideline_id] for guideline_id in framework.guidelines}


class _Said:
    """What is said directly of one guideline, by the learner and by others."""

    def __init__(self, portfolio: Portfolio, framework: Framework) -> None:
        self._portfolio = portfolio
        self._framework = framework
        names = Counter(person.name for person in portfolio.people.values())
        self._ids = {person.name: person.id for person in portfolio.people.values() if names[person.name] == 1}

    def of(self, guideline: Guideline) -> Standing:
        """Give the standing from the claims to this very guideline."""
        rank_of = self._framework.rank
        claims = self._portfolio.claims_for.get(guideline.id, [])
        evidence = frozenset(claim.evidence for claim in claims)
        own = max(claims, key=lambda claim: (rank_of(claim.level), claim.modified, claim.id), default=None)
        own_level = own.level if own is not None and rank_of(own.level) else None
        assessed = self._portfolio.assessments_of
        others = (item for claim in claims if claim.id in assessed for item in self._latest(claim))
        best = max(others, key=lambda item: (rank_of(item.level), item.created, item.id), default=None)
        if best is not None:
            by, level = self._portfolio.name_of(best.by), best.level
            known = self._portfolio.people.get(best.by)
            role = best.role or (known.role if known else "")
            piece, day = self._portfolio.claims[best.claim].evidence, _day(best.created)
            return Standing(guideline, level, rank_of(level), by, day, own_level, (), evidence, role, piece)
        if own is None or not own_level:
            return Standing(guideline, evidence=evidence)
        day = _day(own.modified)
        return Standing(guideline, own_level, rank_of(own_level), None, day, own_level, (), evidence, "", own.evidence)

    def _latest(self, claim: Claim) -> Iterable[Assessment]:
        """Of each person, the last assessment of a claim that names a level of this framework."""
        latest: dict[str, Assessment] = {}
        for item in sorted(self._portfolio.assessments_of.get(claim.id, ()), key=lambda item: (item.created, item.id)):
            if self._framework.rank(item.level):
                # Somebody may be named once by id and once by name.
                latest[self._ids.get(item.by, item.by)] = item
        return latest.values()


def assessment_behind(portfolio: Portfolio, standing: Standing) -> Assessment | None:
    """The assessment a standing goes by; None where it is the learner's own word."""
    if standing.by is None:
        return None
    said = portfolio.assessments_of.get(claim_id(standing.piece, standing.guideline.id), [])
    found = (
        item
        for item in reversed(said)
        if _day(item.created) == standing.on and portfolio.name_of(item.by) == standing.by
    )
    return next(found, None)


def _gathered(direct: Standing, children: list[Standing]) -> Standing:
    """Give the standing of a guideline with sub-guidelines from what is said of it directly and of those under it."""
    spread = tuple(rank for child in children for rank in (child.spread or (child.rank,)))
    evidence = direct.evidence.union(*(child.evidence for child in children))
    median = sorted(spread)[(len(spread) - 1) // 2]
    rank = max(median, direct.rank, 1 if evidence else 0)
    return Standing(
        direct.guideline, None, rank, direct.by, direct.on, direct.own, spread, evidence, direct.role, direct.piece
    )


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def coverage(framework: Framework, standing: Mapping[str, Standing]) -> list[Coverage]:
    """Give the coverage of each component, in order."""
    found = []
    for component in framework.components:
        own = [standing[guideline.id] for guideline in framework.of_component(component.code)]
        ranks = tuple(max(item.rank, 1) if item.pieces else 0 for item in own)
        pieces = frozenset[str]().union(*(item.evidence for item in own))
        found.append(Coverage(component, sum(rank > 0 for rank in ranks), len(own), ranks, len(pieces)))
    return found


def gaps(framework: Framework, standing: Mapping[str, Standing]) -> list[Guideline]:
    """Give the guidelines without sub-guidelines that have no piece of evidence yet, in order."""
    return [guideline for guideline in framework.leaves if not standing[guideline.id].pieces]


def with_descendants(framework: Framework, guideline_id: str) -> tuple[str, ...]:
    """Give the id of a guideline and those of all under it, in order; an unknown id is alone."""

    def visit(current: str) -> Iterator[str]:
        yield current
        guideline = framework.guidelines.get(current)
        for child in guideline.children if guideline else ():
            yield from visit(child)

    return tuple(visit(guideline_id))


def breadth(portfolio: Portfolio, guideline_ids: Iterable[str]) -> Breadth:
    """Tell how varied the evidence claimed for any of these guidelines is; each piece counts once."""
    ids = {claim.evidence for guideline in guideline_ids for claim in portfolio.claims_for.get(guideline, ())}
    pieces = [portfolio.evidence[evidence_id] for evidence_id in ids]
    people = {person for piece in pieces for person in piece.people}
    kinds = Counter(piece.kind for piece in pieces)
    places = Counter(piece.place for piece in pieces if piece.place)
    return Breadth(len(pieces), ranked(kinds), ranked(places), len(people))


def claimed_elsewhere(portfolio: Portfolio, framework: Framework) -> dict[str, int]:
    """Count the claims of guidelines that a framework does not have, by their qualified ids, in the order of these."""
    found = {guideline: len(claims) for guideline, claims in portfolio.claims_for.items()}
    return {guideline: found[guideline] for guideline in sorted(found) if guideline not in framework.guidelines}


def ranked(counts: Mapping[str, int]) -> Counted:
    """Order counted words: the most frequent first, those equally frequent by the alphabet."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0])))


def evidence_map(portfolio: Portfolio, framework: Framework, today: date, months: int = 12) -> Map:
    """Count pieces by guideline and month, for the months up to today's. Days to come do not count."""
    firsts = tuple(months_before(today, back) for back in reversed(range(months)))
    column = {first: place for place, first in enumerate(firsts)}
    placed: dict[str, int] = {}
    for piece in portfolio.evidence.values():
        place = column.get(month_start(piece.day))
        if place is not None and piece.day <= today:
            placed[piece.id] = place
    behind: dict[str, set[str]] = {}
    for guideline in reversed(framework.guidelines.values()):
        claimed = {claim.evidence for claim in portfolio.claims_for.get(guideline.id, ())}
        behind[guideline.id] = claimed.union(*(behind[child] for child in guideline.children))

    def by_month(pieces: Iterable[str]) -> tuple[int, ...]:
        counts = Counter(placed[evidence] for evidence in pieces if evidence in placed)
        return tuple(counts[place] for place in range(months))

    cells = {guideline_id: by_month(behind[guideline_id]) for guideline_id in framework.guidelines}
    components = {
        part.code: by_month(set[str]().union(*(behind[one.id] for one in framework.of_component(part.code))))
        for part in framework.components
    }
    rests = Rests(portfolio.breaks)
    return Map(firsts, cells, components, tuple(rests.fills((first, month_end(first))) for first in firsts))
