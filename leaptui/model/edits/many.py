"""Changes to many pieces of evidence at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from leaptui.language import ngettext
from leaptui.model.canonical import Json, Record
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Fields
from leaptui.model.edits.sharing import check_own_words
from leaptui.model.portfolio import Portfolio
from leaptui.model.titles import quoted

Sets = Mapping[str, Collection[str]]
"""Entries by the field they go into or come out of: `tags` (words), `goals`, `people`."""


def edit_many(
    portfolio: Portfolio,
    at: str,
    evidence_ids: Sequence[str],
    fields: Fields,
    added: Sets | None = None,
    removed: Sets | None = None,
) -> Change:
    """Set fields of many pieces, and put entries into their sets or take them out; all else stays. Raises Invalid.

    Pieces that are not there any more are passed over.
    """
    draft = Draft(portfolio, at)
    more, less = added or {}, removed or {}
    for evidence_id in evidence_ids:
        raw = portfolio.raw("evidence", evidence_id)
        if raw is not None:
            if evidence_id in portfolio.evidence:
                check_own_words(portfolio.evidence[evidence_id], fields)
            sets = {
                name: _joined(raw, name, more.get(name, ()), less.get(name, ())) for name in more.keys() | less.keys()
            }
            draft.patch("evidence", evidence_id, {**fields, **sets})
    count = len(evidence_ids)
    if count == 1 and evidence_ids[0] in portfolio.evidence:
        return draft.change(f"Edited {quoted(portfolio.evidence[evidence_ids[0]].title)}")
    return draft.change(ngettext("Edited {n} piece", "Edited {n} pieces", count).format(n=count))


def _joined(raw: Record, name: str, more: Iterable[str], less: Collection[str]) -> Json:
    now = raw.get(name)
    there = [item for item in now if isinstance(item, str)] if isinstance(now, list) else []
    joined: list[Json] = [*sorted({*there, *more} - set(less))]
    return joined
