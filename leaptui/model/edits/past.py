"""Bringing back what a portfolio said earlier."""

from __future__ import annotations

from collections.abc import Iterator

from leaptui.language import _
from leaptui.model.canonical import Document, Record
from leaptui.model.change import Change, Key
from leaptui.model.edits.draft import Draft, Invalid
from leaptui.model.names import Names
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line
from leaptui.model.words import word

_KEPT = ("_conflicts", "modified")
"""Fields of a record that stay as they are now: what waits for a choice, and when it was changed."""
_OWNERS = {"claims": ("evidence", "evidence"), "steps": ("goals", "goal"), "assessments": ("claims", "claim")}
"""What hangs on records of another table, and the field that says on which."""


def bring_back(portfolio: Portfolio, at: str, past: Document, key: Key, field: str | None = None) -> Change:
    """Make a record say again what it said in an earlier state, or one field of it.

    What hung on a record and was removed for good with it comes back too. Raises Invalid where the earlier state has no such
    record, or where it makes no valid record any more.
    """
    table, record_id = key
    then = past.get(table, {}).get(record_id)
    if then is None:
        raise Invalid(_("it was not there yet at that time; nothing was changed"))
    draft = Draft(portfolio, at)
    what = Names({table: {record_id: then}}, portfolio.document, past).thing(key)
    now = portfolio.raw(table, record_id)
    if field is not None:
        if now is None:
            raise Invalid(_("it is not there any more: bring it back whole; nothing was changed"))
        if field not in then and field not in now:
            raise Invalid(_("it has no field “{field}”, now or then; nothing was changed").format(field=field))
        draft.put(table, record_id, _with_field(now, then, field))
        label = _("Brought {field} of {what} back").format(field=word(clean_line(field), "field"), what=what)
        return draft.change(label)
    draft.put(table, record_id, _as_then(now, then))
    if now is None:
        for hung in _hanging(portfolio, past, key):
            draft.put(*hung, _as_then(None, past[hung[0]][hung[1]]))
    return draft.change(_("Brought {what} back").format(what=what))


def _as_then(now: Record | None, then: Record) -> Record:
    kept = {field: now[field] for field in _KEPT if now is not None and field in now}
    if now is None:
        return {field: value for field, value in then.items() if field != "_conflicts"}
    return {**{field: value for field, value in then.items() if field not in _KEPT}, **kept}


def _with_field(now: Record, then: Record, field: str) -> Record:
    if field in then:
        return {**now, field: then[field]}
    return {name: value for name, value in now.items() if name != field}


def _hanging(portfolio: Portfolio, past: Document, key: Key) -> Iterator[Key]:
    """What hung on a record then and is not there any more."""
    for table, (owner, field) in _OWNERS.items():
        for record_id, record in past.get(table, {}).items():
            if owner == key[0] and record.get(field) == key[1] and portfolio.raw(table, record_id) is None:
                yield table, record_id
                yield from _hanging(portfolio, past, (table, record_id))
    for record_id, record in past.get("feedback", {}).items():
        on = record.get("on")
        about = (on.get("table"), on.get("id")) if isinstance(on, dict) else None
        if about == key and portfolio.raw("feedback", record_id) is None:
            yield "feedback", record_id
