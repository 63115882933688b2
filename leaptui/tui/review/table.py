"""What lies on the table in a review: which piece of how many, which of its claims, and whose words are to be seen."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.model.edits.statements import own_assessment
from leaptui.model.records import Claim, Evidence
from leaptui.model.records_others import Assessment, Review
from leaptui.model.reviewed import pieces_in
from leaptui.tui.session import Session


@dataclass(frozen=True)
class Table:
    """A review as it is being held, with one of its pieces and one of that piece's claims before everybody."""

    review: Review
    pieces: tuple[Evidence, ...]
    at: int = 0
    claims: tuple[Claim, ...] = ()
    claim_at: int = 0
    own: Assessment | None = None
    closed: bool = False
    """Whether what others say of the claim is not to be seen until whoever speaks has given a rating of their own."""

    @property
    def piece(self) -> Evidence | None:
        """The piece that is looked at."""
        return self.pieces[self.at] if self.pieces else None

    @property
    def claim(self) -> Claim | None:
        """The claim that is spoken of."""
        return self.claims[self.claim_at] if self.claims else None


def laid(session: Session, review_id: str, at: int, claim_at: int, *, unled: bool) -> Table | None:
    """Lay the table; None where the review is gone. Places beyond the last are the last. `unled` hides others' ratings."""
    portfolio = session.portfolio
    review = portfolio.live(Review).get(review_id)
    if review is None:
        return None
    pieces = tuple(pieces_in(portfolio, review))
    at = max(0, min(at, len(pieces) - 1))
    claims = tuple(portfolio.claims_of.get(pieces[at].id, ())) if pieces else ()
    claim_at = max(0, min(claim_at, len(claims) - 1))
    own = _own(session, claims[claim_at], review_id) if claims else None
    hides = unled and session.voice is not None and (own is None or own.level is None)
    return Table(review, pieces, at, claims, claim_at, own, hides)


def _own(session: Session, claim: Claim, review_id: str) -> Assessment | None:
    if session.voice is None:
        return None
    found = own_assessment(session.portfolio, session.voice, claim.id, review_id)
    said = session.portfolio.assessments_of.get(claim.id, ())
    return next((one for one in said if one.id == found), None)
