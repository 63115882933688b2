"""Changes to feedback: what others say is theirs; the learner says that it was answered."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import to_lines


def answer_feedback(portfolio: Portfolio, at: str, feedback_ids: Sequence[str], by: str, text: str = "") -> Change:
    """Note the learner's answer to feedback; without words, that it was read. `by` names who gave it."""
    draft = Draft(portfolio, at)
    lines: list[Json] = [*to_lines(text)]
    for feedback_id in feedback_ids:
        draft.patch("feedback", feedback_id, {"answered": lines or True})
    said = _("Answered {name}") if lines else _("Read what {name} said")
    return draft.change(said.format(name=by))
