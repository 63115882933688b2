"""Changes to the trash."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.model.change import Change, Key
from leaptui.model.edits.draft import Draft, quoted
from leaptui.model.portfolio import Portfolio


def _named(portfolio: Portfolio, keys: Sequence[Key]) -> str:
    if len(keys) != 1:
        return f"{len(keys)} things"
    table, record_id = keys[0]
    title = (portfolio.raw(table, record_id) or {}).get("title")
    return quoted(title) if isinstance(title, str) else f"a {table.removesuffix('s')}"


def trash(portfolio: Portfolio, at: str, keys: Sequence[Key]) -> Change:
    """Move records to the trash; what hangs on them (claims, steps) is hidden with them and comes back with them."""
    draft = Draft(portfolio, at)
    for table, record_id in keys:
        draft.patch(table, record_id, {"deleted": at})
    return draft.change(f"Moved {_named(portfolio, keys)} to the trash")


def restore(portfolio: Portfolio, at: str, keys: Sequence[Key]) -> Change:
    """Bring records back from the trash."""
    draft = Draft(portfolio, at)
    for table, record_id in keys:
        draft.patch(table, record_id, {"deleted": None})
    return draft.change(f"Brought {_named(portfolio, keys)} back")


def empty_trash(portfolio: Portfolio, at: str) -> Change:
    """Remove what is in the trash, with the claims and steps that hang on it."""
    draft = Draft(portfolio, at)
    gone = {(item.table, item.id) for item in portfolio.trash}
    for table, owner, owners in (("claims", "evidence", "evidence"), ("steps", "goal", "goals")):
        for record_id, raw in portfolio.document.get(table, {}).items():
            if (owners, raw.get(owner)) in gone or (table == "claims" and "deleted" in raw):
                gone.add((table, record_id))
    for table, record_id in gone:
        draft.remove(table, record_id)
    return draft.change("Emptied the trash")
