"""Changes to the trash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leaptui.language import _, ngettext
from leaptui.model.canonical import Record
from leaptui.model.change import Change, Edit, Key
from leaptui.model.edits.draft import Draft
from leaptui.model.edits.lost_goals import naming_no_more
from leaptui.model.names import a_thing, counted_things
from leaptui.model.portfolio import Portfolio
from leaptui.model.titles import quoted


def _named(portfolio: Portfolio, keys: Sequence[Key]) -> str:
    if len(keys) != 1:
        tables = {table for table, _id in keys}
        if len(tables) == 1:
            return counted_things(tables.pop(), len(keys))
        return ngettext("{n} thing", "{n} things", len(keys)).format(n=len(keys))
    table, record_id = keys[0]
    raw = portfolio.raw(table, record_id) or {}
    title = raw.get("title", raw.get("name"))
    return quoted(title) if isinstance(title, str) else a_thing(table)


def trash(portfolio: Portfolio, at: str, keys: Sequence[Key]) -> Change:
    """Move records to the trash; what hangs on them (claims, steps) is hidden with them and comes back with them."""
    draft = Draft(portfolio, at)
    for table, record_id in keys:
        draft.patch(table, record_id, {"deleted": at})
    return draft.change(_("Moved {what} to the trash").format(what=_named(portfolio, keys)))


def restore(portfolio: Portfolio, at: str, keys: Sequence[Key]) -> Change:
    """Bring records back from the trash; a step brings its goal with it, for it could not be seen without."""
    draft = Draft(portfolio, at)
    for table, record_id in keys:
        draft.patch(table, record_id, {"deleted": None})
        goal = (portfolio.raw(table, record_id) or {}).get("goal")
        if table == "steps" and isinstance(goal, str) and portfolio.raw("goals", goal) is not None:
            draft.patch("goals", goal, {"deleted": None})
    return draft.change(_("Brought {what} back").format(what=_named(portfolio, keys)))


def empty_trash(portfolio: Portfolio, at: str) -> Change:
    """Remove what is in the trash, with all that hangs on it: claims and steps, and what others said of them.

    Pieces name the goals among it no more, and steps the pieces.
    """
    draft = Draft(portfolio, at)
    gone: set[Key] = {(item.table, item.id) for item in portfolio.trash}
    claims = portfolio.document.get("claims", {})
    gone |= {("claims", record_id) for record_id, raw in claims.items() if "deleted" in raw}
    # Claims before what was said of them, for one goes with the other.
    for table in _OWNED:
        for record_id, raw in portfolio.document.get(table, {}).items():
            if _owner(table, raw) in gone:
                gone.add((table, record_id))
    for table, record_id in sorted(gone):
        draft.remove(table, record_id)
    change = draft.change(_("Emptied the trash"))
    return replace(change, edits={**change.edits, **_let_go(portfolio, at, gone)})


def _let_go(portfolio: Portfolio, at: str, gone: set[Key]) -> dict[Key, Edit]:
    """What stays and names something of what goes."""
    edits: dict[Key, Edit] = {}
    for table, field, named in (("evidence", "goals", "goals"), ("steps", "evidence", "evidence")):
        ids = {record_id for owner, record_id in gone if owner == named}
        for record_id, record in portfolio.document.get(table, {}).items() if ids else ():
            left = None if (table, record_id) in gone else naming_no_more(record, field, ids.__contains__, at)
            if left is not None:
                edits[table, record_id] = Edit(record, left)
    return edits


_OWNERS = {
    "claims": ("evidence", "evidence"),
    "confirmations": ("evidence", "evidence"),
    "pathways": ("goals", "goal"),
    "steps": ("goals", "goal"),
    "suggestions": ("goals", "goal"),
}
"""The table and the field of what a record hangs on, by its own table."""

_OWNED = (*_OWNERS, "agreements", "assessments", "feedback")
"""The tables of what hangs on other records: claims before what was said of them, goals' parts before what was said of these."""


def _owner(table: str, raw: Record) -> Key | None:
    """The record that one of these hangs on."""
    if table in {"feedback", "agreements"}:
        on = raw.get("on" if table == "feedback" else "about")
        owner, record_id = (on.get("table"), on.get("id")) if isinstance(on, dict) else (None, None)
        return (owner, record_id) if isinstance(owner, str) and isinstance(record_id, str) else None
    owner, field = _OWNERS.get(table, ("claims", "claim"))
    record_id = raw.get(field)
    return (owner, record_id) if isinstance(record_id, str) else None
