"""What others said of a piece, and whether it was looked at since: new feedback, changes after a review, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaptui.language import _, or_list
from leaptui.model.change import Key
from leaptui.model.digests import still_says
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence
from leaptui.model.records_others import Assessment, Feedback, Review
from leaptui.model.words import ASPECTS, word


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


def new_feedback(portfolio: Portfolio) -> dict[tuple[str, Key], list[Feedback]]:
    """The feedback that was not answered yet, by the name of who gave it and what it is on; the newest first."""
    found: dict[tuple[str, Key], list[Feedback]] = {}
    items = (item for said in portfolio.feedback_on.values() for item in said if not item.answered)
    for item in sorted(items, key=lambda one: (one.created, one.id), reverse=True):
        found.setdefault((portfolio.name_of(item.by), (item.on.table, item.on.id)), []).append(item)
    return found


def lacking(portfolio: Portfolio, evidence_id: str) -> tuple[str, ...]:
    """The kinds of feedback (effort, process, mastery) that a piece has no words on yet."""
    said = {item.aspect for item in feedback_of(portfolio, evidence_id)}
    return tuple(aspect for aspect in ASPECTS if aspect not in said)


def lacking_words(aspects: Sequence[str]) -> str:
    """Which kinds of feedback a piece has no words on yet, calmly; empty where it has all three."""
    if not aspects:
        return ""
    said = or_list([word(aspect, "aspect") for aspect in aspects])
    return _("no words on {aspects} yet").format(aspects=said)


def said_of(portfolio: Portfolio, evidence_id: str) -> list[Assessment | Feedback]:
    """All that others said of a piece and of its claims: assessments and feedback, oldest first."""
    claims = portfolio.claims_of.get(evidence_id, [])
    found: list[Assessment | Feedback] = [
        item for claim in claims for item in portfolio.assessments_of.get(claim.id, ())
    ]
    return sorted([*found, *feedback_of(portfolio, evidence_id)], key=lambda item: (item.created, item.id))


def is_changed_since(portfolio: Portfolio, evidence_id: str, said: Assessment | Feedback) -> bool:
    """Whether the piece says something else now than when that was said of it; not where it is not known what it said."""
    return not still_says(portfolio, evidence_id, said.evidence_digest)


def is_changed_since_review(portfolio: Portfolio, evidence_id: str) -> bool:
    """Whether the piece says something else now than whenever somebody assessed it or gave feedback on it."""
    known = {item.evidence_digest for item in said_of(portfolio, evidence_id) if item.evidence_digest}
    return bool(known) and not any(still_says(portfolio, evidence_id, digest) for digest in known)


# ---- reviews


def reviews_of(portfolio: Portfolio) -> list[Review]:
    """The reviews: one that is being held first, then those prepared, then those held, each sort newest first."""
    order = {"open": 0, "prepared": 1, "closed": 2}
    found = sorted(portfolio.live(Review).values(), key=lambda one: (_moment(one), one.id), reverse=True)
    return sorted(found, key=lambda one: order.get(one.status, 2))


def last_held(portfolio: Portfolio) -> Review | None:
    """The last review that was held to its end; None where none was."""
    return next((one for one in reviews_of(portfolio) if one.status == "closed"), None)


def pieces_in(portfolio: Portfolio, review: Review) -> list[Evidence]:
    """The pieces looked at in a review, newest first; those that are private or gone are not."""
    chosen = set(review.evidence)
    return [piece for piece in portfolio.newest if piece.id in chosen and not piece.private]


def _moment(review: Review) -> str:
    return review.held_on.isoformat() if review.held_on else review.created


@dataclass(frozen=True)
class Since:
    """What is there since the last review, of pieces that are not private, newest first: each by its id.

    `new` are pieces noted since, `changed` say something else than when they were reviewed, `silent` have no feedback.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    silent: tuple[str, ...]


def since_last_review(portfolio: Portfolio) -> Since:
    """Look at what is new, changed and without feedback; without a review before, all pieces are new."""
    last = last_held(portfolio)
    seen = last.modified if last else ""
    shown = [piece for piece in portfolio.newest if not piece.private]
    return Since(
        new=tuple(piece.id for piece in shown if piece.created > seen),
        changed=tuple(piece.id for piece in shown if is_changed_since_review(portfolio, piece.id)),
        silent=tuple(piece.id for piece in shown if not feedback_of(portfolio, piece.id)),
    )
