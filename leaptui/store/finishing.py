"""Edits on their way to the file: what is left out of them, and what is set in a record beside what was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from leaptui.model.canonical import Document, Record, same
from leaptui.model.change import Edit, Key

Edits = Mapping[Key, Edit]


def part_of(records: Mapping[Key, Record | None]) -> Document:
    """A document of these records alone."""
    document: Document = defaultdict(dict)
    for (table, record_id), record in records.items():
        if record is not None:
            document[table][record_id] = record
    return dict(document)


def changes_nothing(edit: Edit) -> bool:
    """Whether a record is the same before and after."""
    try:
        return same(edit.before, edit.after)
    except TypeError:
        return False  # what is no JSON is refused when it is to be written


def finished(edit: Edit, at: str) -> Edit:
    """The edit with the record's time of change set, and the conflicts of what it sets settled: the edit is the choice."""
    if edit.after is None:
        return edit
    after: Record = {**edit.after, "modified": at}
    if edit.before is None:
        return Edit(None, after)
    thrown = ("deleted" in edit.before) != ("deleted" in after)
    if thrown and same(edit.before.get("_conflicts"), after.get("_conflicts")):
        # To throw away or to bring back chooses where one clone deleted and the other edited.
        from leaptui.merge import settle

        after = settle(after, "_deleted")
    if "_conflicts" not in edit.before and "_conflicts" not in after:
        return Edit(edit.before, after)
    from leaptui.merge import settle_edited

    return Edit(edit.before, settle_edited(edit.before, after))
