"""A change: records before and after, with a label in the product's words. All editing goes through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leaptui.model.canonical import Document, Record, same

Key = tuple[str, str]
"""A record's place: (table, id)."""


@dataclass(frozen=True)
class Edit:
    """One record of a change; None stands for no record."""

    before: Record | None
    after: Record | None


@dataclass(frozen=True)
class Change:
    """What one action did: its label (“Tagged Rain gauge with C4.a”), when, and each record before and after."""

    label: str
    at: str
    edits: Mapping[Key, Edit]

    @property
    def tables(self) -> frozenset[str]:
        """The tables it touches."""
        return frozenset(table for table, _ in self.edits)


def inverse(change: Change, document: Document, label: str, at: str) -> tuple[Change, int]:
    """Make the change that takes another one back in a document that may have moved on since.

    Field by field: a field goes back to what it was only where it still says what the change made it say, so nothing that was
    written later is lost. Gives that change, and how many records could not go back at all.
    """
    edits: dict[Key, Edit] = {}
    stuck = 0
    for (table, record_id), edit in change.edits.items():
        current = document.get(table, {}).get(record_id)
        restored = _taken_back(edit, current)
        if restored == current:
            stuck += current != edit.before
            continue
        edits[table, record_id] = Edit(current, restored)
    return Change(label, at, edits), stuck


def _taken_back(edit: Edit, current: Record | None) -> Record | None:
    """What a record looks like once the edit is taken back; the record itself where nothing can be taken back."""
    if current is None:
        return edit.before if edit.after is None else None
    if edit.after is None:
        return current
    if edit.before is None:
        return None if same(_content(current), _content(edit.after)) else current
    restored = dict(current)
    changed = False
    for field in edit.before.keys() | edit.after.keys():
        if field == "modified" or _same(edit.before, edit.after, field) or not _same(current, edit.after, field):
            continue
        if _in_dispute(current, edit.after, field):
            continue
        changed = True
        if field in edit.before:
            restored[field] = edit.before[field]
        else:
            restored.pop(field, None)
    return restored if changed else current


def _same(one: Record, other: Record, field: str) -> bool:
    """Whether a field says the same in both records, or stands in neither; `1` and `true` are not the same."""
    if field not in one or field not in other:
        return field not in one and field not in other
    return same(one[field], other[field])


def _in_dispute(current: Record, after: Record, field: str) -> bool:
    """Whether another version of the field came in since: going back would choose against it without a word.

    The paths of `_conflicts` begin with the field's name; a version that waits stands in `others`.
    """
    waiting, known = (_conflicts(record) for record in (current, after))
    for path, entry in waiting.items():
        name = path.split(".", 1)[0].split("[", 1)[0]
        new = path not in known or not same(known[path], entry)
        if name == field and isinstance(entry, dict) and entry.get("others") and new:
            return True
    return False


def _conflicts(record: Record) -> Record:
    found = record.get("_conflicts")
    return found if isinstance(found, dict) else {}


def _content(record: Record) -> Record:
    return {field: value for field, value in record.items() if field != "modified"}
