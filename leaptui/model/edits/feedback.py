"""Changes to feedback: what others say is theirs; the learner says that it was answered."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft
from leaptui.model.portfolio import Portfolio


def answer_feedback(portfolio: Portfolio, at: str, feedback_ids: Sequence[str], by: str) -> Change:
    """Note that feedback was answered; `by` names who gave it."""
    draft = Draft(portfolio, at)
    for feedback_id in feedback_ids:
        draft.patch("feedback", feedback_id, {"answered": True})
    return draft.change(_("Answered {name}").format(name=by))
