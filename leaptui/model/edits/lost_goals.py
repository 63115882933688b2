"""Pieces that name goals which are no longer there: their trash was emptied."""

from __future__ import annotations

from leaptui.language import _
from leaptui.model.change import Change, Edit, Key
from leaptui.model.portfolio import Portfolio


def without_lost_goals(portfolio: Portfolio, at: str) -> Change:
    """Take the ids of goals that are gone out of the pieces that name them. A goal in the trash is not gone."""
    goals = portfolio.document.get("goals", {})
    edits: dict[Key, Edit] = {}
    for evidence_id, record in portfolio.document.get("evidence", {}).items():
        named = record.get("goals")
        if not isinstance(named, list):
            continue
        left = [goal for goal in named if not isinstance(goal, str) or goal in goals]
        if left != named:
            after = {name: value for name, value in record.items() if name != "goals"}
            edits["evidence", evidence_id] = Edit(
                record, {**after, **({"goals": left} if left else {}), "modified": at}
            )
    return Change(_("Let go of goals that are gone"), at, edits)
