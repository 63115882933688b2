"""Three-way merge of whole portfolio documents."""

from __future__ import annotations

from leaptui.merge.record import keep_edited, merge_record
from leaptui.model.canonical import Document, Record, Table, same
from leaptui.model.stamp import Stamp


def merge3(
    base: Document | None, mine: Document, theirs: Document, *, mine_stamp: Stamp, theirs_stamp: Stamp
) -> Document:
    """Merge two versions of a portfolio that both come from `base` (None where they have no past in common).

    Swapping the sides together with their stamps gives the same document. Nothing written on either side is lost: it
    is in the result, or in the `_conflicts` of its record, unless a learner has chosen against it. The result may
    share parts with what was given; nothing that was given is changed.
    """
    merged: Document = {}
    for name in sorted(mine.keys() | theirs.keys()):
        tables = [(side or {}).get(name, {}) for side in (base, mine, theirs)]
        table = _merge_table(name, *tables, mine_stamp=mine_stamp, theirs_stamp=theirs_stamp)
        if table:
            merged[name] = table
    return merged


def _merge_table(
    name: str, base: Table, mine: Table, theirs: Table, *, mine_stamp: Stamp, theirs_stamp: Stamp
) -> Table:
    merged: Table = {}
    for key in mine.keys() | theirs.keys():
        old, ours, other = base.get(key), mine.get(key), theirs.get(key)
        record: Record | None
        if ours is None or other is None:
            kept, gone = (other, mine_stamp) if ours is None else (ours, theirs_stamp)
            record = _merge_deleted(old, kept, gone)
        elif same(ours, other) or (old is not None and same(old, other)):
            record = ours
        elif old is not None and same(old, ours):
            record = other
        else:
            record = merge_record(old, ours, other, mine_stamp=mine_stamp, theirs_stamp=theirs_stamp, table=name)
        if record is not None:
            merged[key] = record
    return merged


def _merge_deleted(base: Record | None, kept: Record | None, deleted_by: Stamp) -> Record | None:
    """Merge a record that only one side has: added there, deleted on the other, or both deleted and edited."""
    if base is None or kept is None:
        return kept
    return None if same(base, kept) else keep_edited(base, kept, deleted_by)
