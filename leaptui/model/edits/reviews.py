"""What a learner does with a review: prepare it, hold it, close it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leaptui.language import _
from leaptui.model.agreed import agreed_to
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.digests import digest_of_record
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Review
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted, shown_title
from leaptui.model.voices import is_learner, who


def prepare_review(
    portfolio: Portfolio,
    at: str,
    *,
    evidence: Sequence[str] = (),
    questions: str = "",
    with_: Sequence[str] = (),
    title: str = "",
) -> tuple[Change, str]:
    """Begin to prepare a review; gives the change and its id. `with_` are people's ids or names. Raises Invalid."""
    draft = Draft(portfolio, at)
    fields: dict[str, Json] = {
        "status": "prepared",
        "title": clean_line(title),
        "evidence": [*evidence],
        "questions": [*to_lines(questions)],
        "with": [*_people(portfolio, with_)],
    }
    made = draft.new("reviews", fields)
    return draft.change(_("Began to prepare a review")), made


def edit_review(portfolio: Portfolio, at: str, review_id: str, fields: Fields) -> Change:
    """Set fields of a review: pieces, questions, with whom, notes. Raises Invalid."""
    draft = Draft(portfolio, at)
    draft.patch("reviews", review_id, fields)
    return draft.change(_("Changed a review"))


def set_with(portfolio: Portfolio, at: str, review_id: str, names: Sequence[str]) -> Change:
    """Say with whom a review is held, by ids or names. Raises Invalid."""
    return edit_review(portfolio, at, review_id, {"with": [*_people(portfolio, names)]})


def toggle_piece(portfolio: Portfolio, at: str, review_id: str, evidence_id: str) -> Change:
    """Choose a piece for a review, or take it out again. Raises Invalid where it is private."""
    piece = portfolio.evidence[evidence_id]
    chosen = set(portfolio.live(Review)[review_id].evidence)
    title = quoted(shown_title(piece.title))
    draft = Draft(portfolio, at)
    if evidence_id in chosen:
        draft.patch("reviews", review_id, {"evidence": [*sorted(chosen - {evidence_id})]})
        return draft.change(_("Took {piece} out of the review").format(piece=title))
    if piece.private:
        raise Invalid(_("{piece} is private: it is kept out of reviews").format(piece=title))
    draft.patch("reviews", review_id, {"evidence": [*sorted(chosen | {evidence_id})]})
    return draft.change(_("Chose {piece} for the review").format(piece=title))


def begin_review(portfolio: Portfolio, at: str, review_id: str, on: date) -> Change:
    """Hold a review from now on; one that was held before is taken up again as of the day it was held. Raises Invalid."""
    review = portfolio.live(Review)[review_id]
    if not any(piece in portfolio.evidence for piece in review.evidence):
        raise Invalid(_("a review needs a piece of evidence to look at"))
    draft = Draft(portfolio, at)
    held_on = (review.held_on or on).isoformat()
    draft.patch("reviews", review_id, {"status": "open", "held_on": held_on})
    return draft.change(_("Began a review"))


def joined(portfolio: Portfolio, at: str, review_id: str, name: str) -> Change:
    """Note that somebody looks on, too. Raises Invalid."""
    there = portfolio.live(Review)[review_id].with_
    return set_with(portfolio, at, review_id, [*there, name])


def close_review(portfolio: Portfolio, at: str, review_id: str, on: date, notes: str | None = None) -> Change:
    """Close a review: what was said in it stays. `notes` are what else is to be kept; None leaves what there is.

    The learner who agreed to the review as it stood agrees to it with their own notes, too.
    """
    review = portfolio.live(Review)[review_id]
    draft = Draft(portfolio, at)
    fields: dict[str, Json] = {"status": "closed", "held_on": (review.held_on or on).isoformat()}
    draft.patch("reviews", review_id, fields if notes is None else {**fields, "notes": [*to_lines(notes)]})
    now = digest_of_record("reviews", draft.current("reviews", review_id) or {})
    for one in agreed_to(portfolio, "reviews", review_id):
        if one.record and not one.before_change and is_learner(portfolio, one.by):
            draft.patch("agreements", one.record, {"digest": now})
    return draft.change(_("Closed a review"))


def _people(portfolio: Portfolio, names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(who(portfolio, name) for name in names if clean_line(name)))
