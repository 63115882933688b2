"""What others said of a piece, and whether it was looked at since: new feedback, changes after a review."""

from __future__ import annotations

from collections.abc import Iterator

from leaptui.model.canonical import evidence_digest
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Feedback


def feedback_of(portfolio: Portfolio, evidence_id: str) -> list[Feedback]:
    """The feedback on a piece and on what it is tagged with, oldest first."""
    found = list(portfolio.feedback_on.get(("evidence", evidence_id), []))
    for claim in portfolio.claims_of.get(evidence_id, []):
        found += portfolio.feedback_on.get(("claims", claim.id), [])
    return sorted(found, key=lambda item: item.created)


def has_new_feedback(portfolio: Portfolio, evidence_id: str) -> bool:
    """Whether there is feedback on a piece that was not answered yet."""
    return any(not item.answered for item in feedback_of(portfolio, evidence_id))


def with_new_feedback(portfolio: Portfolio) -> Iterator[str]:
    """The ids of the pieces with feedback that was not answered yet; one may come several times."""
    for (table, record_id), items in portfolio.feedback_on.items():
        if any(not item.answered for item in items):
            if table == "evidence":
                yield record_id
            elif table == "claims" and record_id in portfolio.claims:
                yield portfolio.claims[record_id].evidence


def is_changed_since_review(portfolio: Portfolio, evidence_id: str) -> bool:
    """Whether the piece says something else now than when somebody last assessed one of its claims."""
    claims = portfolio.claims_of.get(evidence_id, [])
    said = [item for claim in claims for item in portfolio.assessments_of.get(claim.id, [])]
    known = [item.evidence_digest for item in said if item.evidence_digest]
    return bool(known) and evidence_digest(portfolio.raw("evidence", evidence_id) or {}) not in known
