"""A portfolio as somebody else may see it: without what the learner keeps private."""

from __future__ import annotations

from leaptui.language import _
from leaptui.model.canonical import Document, Record, Table

_OWN = ("evidence", "facets", "reflections", "asks", "opportunities")
"""The tables whose records can be private."""


def to_others(document: Document) -> Document:
    """The document without private records, and without what others say of them; a private person is somebody.

    Notes on people are the learner's alone. Records that stay are the very same objects, but for people's.
    """
    hidden = {
        (table, record_id)
        for table in _OWN
        for record_id, record in document.get(table, {}).items()
        if record.get("private") is True
    }
    claims = document.get("claims", {})
    hidden |= {("claims", key) for key, claim in claims.items() if ("evidence", claim.get("evidence")) in hidden}
    shown: Document = {}
    for table, records in document.items():
        shown[table] = {
            key: record
            for key, record in records.items()
            if (table, key) not in hidden and not _is_about(table, record, hidden)
        }
    if "people" in shown:
        shown["people"] = _people(shown["people"])
    return shown


def _is_about(table: str, record: Record, hidden: set[tuple[str, str]]) -> bool:
    """Whether a record is about a hidden one alone."""
    if table == "assessments":
        return ("claims", record.get("claim")) in hidden
    if table == "confirmations":
        return ("evidence", record.get("evidence")) in hidden
    on = record.get("on")
    return table == "feedback" and isinstance(on, dict) and (on.get("table"), on.get("id")) in hidden


def _people(people: Table) -> Table:
    return {
        key: _somebody(person) if person.get("private") is True else _plain(person) for key, person in people.items()
    }


def _plain(person: Record) -> Record:
    return {field: value for field, value in person.items() if field != "notes"} if "notes" in person else person


def _somebody(person: Record) -> Record:
    kept: Record = {field: person[field] for field in ("created", "modified", "deleted", "private") if field in person}
    return {**kept, "name": _("Somebody")}
