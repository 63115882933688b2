"""Records that name others which are no longer there: their trash was emptied."""

from __future__ import annotations

from collections.abc import Callable

from leaptui.language import _
from leaptui.model.canonical import Record
from leaptui.model.change import Change, Edit, Key
from leaptui.model.portfolio import Portfolio


def without_lost_goals(portfolio: Portfolio, at: str) -> Change:
    """Take the ids of goals that are gone out of the pieces that name them. A goal in the trash is not gone."""
    goals = portfolio.document.get("goals", {})
    edits: dict[Key, Edit] = {}
    for evidence_id, record in portfolio.document.get("evidence", {}).items():
        left = naming_no_more(record, "goals", lambda goal: goal not in goals, at)
        if left is not None:
            edits["evidence", evidence_id] = Edit(record, left)
    return Change(_("Let go of goals that are gone"), at, edits)


def naming_no_more(record: Record, field: str, is_gone: Callable[[str], bool], at: str) -> Record | None:
    """The record without the ids in one of its lists that are gone; None where it names none of them."""
    named = record.get(field)
    if not isinstance(named, list):
        return None
    left = [one for one in named if not (isinstance(one, str) and is_gone(one))]
    if len(left) == len(named):
        return None
    rest: Record = {name: value for name, value in record.items() if name != field}
    return {**rest, **({field: left} if left else {}), "modified": at}
