"""What a learner says about themself: lines by facet, facets never looked at, what changed since a day. Pure.

The facets are the six sub-guidelines of F1 of the LEAP framework (2020), whatever framework the portfolio follows: what one
may look at in oneself does not change with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from leaptui.model.framework import Framework, Guideline
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Review
from leaptui.model.records_own import Ask, Facet
from leaptui.model.words import SORTS

FACETS_OF = "leap-2020"
"""The framework whose facets are looked at."""
FACETS = ("F1.a", "F1.b", "F1.c", "F1.d", "F1.e", "F1.f")
"""The codes of the facets."""


def facet_guidelines(leap: Framework) -> list[Guideline]:
    """The facets with their wording, from the LEAP framework; those that a changed edition of it lacks are left out."""
    found = (leap.find(code) for code in FACETS)
    return [guideline for guideline in found if guideline is not None]


def noted(line: Facet) -> date:
    """The day a line is of."""
    return line.noted_on or date.fromisoformat(line.created[:10])


def newest_lines(lines: Iterable[Facet]) -> list[Facet]:
    """Lines, the newest first."""
    return sorted(lines, key=lambda line: (noted(line), line.created, line.id), reverse=True)


def lines_by_facet(portfolio: Portfolio) -> dict[str, list[Facet]]:
    """The lines of each facet: needs, then strengths, then interests, each sort the newest first.

    Facets of the framework come in its order, also those without a line; codes it does not know come last.
    """
    found: dict[str, list[Facet]] = {code: [] for code in FACETS}
    for line in newest_lines(portfolio.live(Facet).values()):
        found.setdefault(_facet(line.facet), []).append(line)
    for lines in found.values():
        lines.sort(key=lambda line: SORTS.index(line.sort) if line.sort in SORTS else len(SORTS))
    return found


def _facet(code: str) -> str:
    """A facet's code as it is written here, with or without the framework before it in the file."""
    bare = code.rpartition(":")[2].casefold()
    return next((known for known in FACETS if known.casefold() == bare), code)


def never_looked_at(portfolio: Portfolio) -> list[str]:
    """The codes of the facets that no line is of."""
    return [code for code, lines in lines_by_facet(portfolio).items() if not lines]


def last_review(portfolio: Portfolio) -> date | None:
    """The day of the last review that was closed; None where there was none."""
    days = (one.held_on or date.fromisoformat(one.modified[:10]) for one in closed_reviews(portfolio))
    return max(days, default=None)


def closed_reviews(portfolio: Portfolio) -> list[Review]:
    """The reviews that were closed."""
    return [one for one in portfolio.live(Review).values() if one.status == "closed"]


@dataclass(frozen=True)
class MeChanges:
    """How a learner's lines changed since a day: those noted from then on, and older ones that were written anew."""

    since: date
    new: tuple[Facet, ...]
    rewritten: tuple[Facet, ...]

    @property
    def is_empty(self) -> bool:
        """Whether all is as it was."""
        return not (self.new or self.rewritten)


def me_changes(portfolio: Portfolio, since: date) -> MeChanges:
    """What changed after a day. A line counts as rewritten where the file says it was changed later than it was made."""
    new: list[Facet] = []
    rewritten: list[Facet] = []
    for line in newest_lines(portfolio.live(Facet).values()):
        if noted(line) > since:
            new.append(line)
        elif date.fromisoformat(line.modified[:10]) > since and line.modified > line.created:
            rewritten.append(line)
    return MeChanges(since, tuple(new), tuple(rewritten))


def asks_newest(portfolio: Portfolio) -> list[Ask]:
    """The learner's asks for support: those open first, each sort the newest first."""
    found = sorted(portfolio.live(Ask).values(), key=lambda one: (one.created, one.id), reverse=True)
    return sorted(found, key=lambda one: not one.is_open)
