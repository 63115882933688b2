"""A portfolio as somebody else may see it: without what the learner keeps private."""

from __future__ import annotations

from collections.abc import Iterable

from leaptui.language import _
from leaptui.model.canonical import Document, Json, Record, Table
from leaptui.model.change import Key
from leaptui.model.folded import fold
from leaptui.model.text import clean_line

_OWN = frozenset({"evidence", "facets", "reflections", "asks", "opportunities"})
"""The tables whose records can be private."""
_ABOUT_ONE = {"agreements": "about", "feedback": "on", "suggestions": "about"}
"""Tables whose records are about one other record, and the field that names it."""


def to_others(document: Document, speaker: str = "", hidden: Iterable[Key] = ()) -> Document:
    """The document without private records, and without what others say of them; a private person is somebody.

    Notes on people are the learner's alone. `speaker` is the name of whoever looks: they are no secret to themselves.
    `hidden` are further records to leave out. Records that stay are the very same objects, but for people's.
    """
    away = {*hidden, *put_away(document)}
    shown: Document = {
        table: {key: record for key, record in records.items() if not is_hidden((table, key), record, away)}
        for table, records in document.items()
    }
    if "people" in shown:
        shown["people"] = _people(shown["people"], speaker)
    return shown


def put_away(document: Document) -> set[Key]:
    """The keys of the records that others do not see: the private ones, and claims of private pieces."""
    hidden: set[Key] = {
        (table, record_id)
        for table in _OWN
        for record_id, record in document.get(table, {}).items()
        if is_private(table, record)
    }
    claims = document.get("claims", {})
    return hidden | {("claims", key) for key, claim in claims.items() if ("evidence", claim.get("evidence")) in hidden}


def is_private(table: str, record: Record) -> bool:
    """Whether a record of the learner's own is private, be it in one only of the versions that wait for a choice."""
    return table in _OWN and (record.get("private") is True or _may_be_private(record.get("_conflicts")))


def is_hidden(key: Key, record: Record, away: set[Key]) -> bool:
    """Whether a record is one of those put away, or is about those alone."""
    table = key[0]
    if key in away:
        return True
    if table == "assessments":
        return ("claims", record.get("claim")) in away
    if table in {"claims", "confirmations"}:
        return ("evidence", record.get("evidence")) in away
    if table == "recognitions":
        pieces = record.get("evidence")
        return isinstance(pieces, list) and bool(pieces) and all(("evidence", one) in away for one in pieces)
    on = record.get(_ABOUT_ONE.get(table, ""))
    return isinstance(on, dict) and (on.get("table"), on.get("id")) in away


def person_shown(person: Record, speaker: str = "") -> Record:
    """A person as others see them: without notes, and without a name where they are private to all but themselves."""
    if person.get("private") is True and not _is_called(person, speaker):
        kept: Record = {
            field: person[field] for field in ("created", "modified", "deleted", "private") if field in person
        }
        return {**kept, "name": _("Somebody")}
    unseen = {field for field in ("notes", "_conflicts") if field in person}
    return {field: value for field, value in person.items() if field not in unseen} if unseen else person


def _may_be_private(conflicts: Json) -> bool:
    waiting = conflicts.get("private") if isinstance(conflicts, dict) else None
    others = waiting.get("others") if isinstance(waiting, dict) else None
    return isinstance(others, list) and any(isinstance(one, dict) and one.get("value") is True for one in others)


def _is_called(person: Record, name: str) -> bool:
    return bool(name) and fold(clean_line(str(person.get("name", "")))) == fold(clean_line(name))


def _people(people: Table, speaker: str) -> Table:
    return {key: person_shown(person, speaker) for key, person in people.items()}
