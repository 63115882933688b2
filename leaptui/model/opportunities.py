"""What connections led to: person, opportunity, what came of it; and as the section of a CV. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.model.dates import month_long
from leaptui.model.people import newest
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_own import Opportunity
from leaptui.model.text import clean, clean_line


@dataclass(frozen=True)
class CvLine:
    """One opportunity as a CV tells it: when, what, through whom, what came of it, and the pieces that show it."""

    id: str
    title: str
    when: date
    through: str
    outcome: str
    pieces: tuple[str, ...]
    status: str


def opportunities(portfolio: Portfolio) -> list[Opportunity]:
    """All opportunities, the newest first."""
    return newest(portfolio.live(Opportunity).values())


def cv_lines(portfolio: Portfolio) -> list[CvLine]:
    """What a CV tells of the opportunities, the newest first; private ones, and those let go, are left out.

    A person who is private is not named, a piece that is private is not either.
    """
    found = []
    for one in opportunities(portfolio):
        if one.private or one.status == "let go":
            continue
        person = portfolio.people.get(one.person)
        through = "" if person is not None and person.private else clean_line(portfolio.name_of(one.person))
        pieces = (portfolio.evidence.get(piece) for piece in one.evidence)
        titles = tuple(clean_line(piece.title) for piece in pieces if piece is not None and not piece.private)
        when = one.on_date or date.fromisoformat(one.created[:10])
        outcome = clean("\n".join(one.outcome))
        found.append(CvLine(one.id, clean_line(one.title), when, through, outcome, titles, one.status))
    return found


def month_year(day: date) -> str:
    """A month as a CV names it: `March 2026`."""
    return f"{month_long(day)} {day.year}"
