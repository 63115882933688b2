"""What differs between two states of a portfolio, record by record and field by field. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from leaptui.model.canonical import Document, Json, Record, same
from leaptui.model.change import Edit, Key

UNSAID = frozenset({"created", "modified", "_conflicts", "evidence_digest", "same_as"})
"""Fields the program keeps for itself: a record that differs in these alone says the same."""

Edits = Mapping[Key, Edit]


@dataclass(frozen=True)
class FieldChange:
    """A field of a record before and after; `is_new` where it was not there, `is_gone` where it is not there any more."""

    field: str
    before: Json
    after: Json
    is_new: bool = False
    is_gone: bool = False


def differences(before: Document, after: Document) -> dict[Key, Edit]:
    """Give the records that differ, each as it was and as it is, table by table in the order of the second document."""
    found: dict[Key, Edit] = {}
    for table in dict.fromkeys([*after, *before]):
        old, new = before.get(table, {}), after.get(table, {})
        if old is new:
            continue
        for record_id in dict.fromkeys([*new, *old]):
            one, other = old.get(record_id), new.get(record_id)
            if one is other:
                continue
            if one is None or other is None or not same(one, other):
                found[table, record_id] = Edit(one, other)
    return found


def field_changes(edit: Edit, *, unsaid: bool = False) -> list[FieldChange]:
    """Give the fields in which a record differs, in the order of the later one; `unsaid` asks for the program's own too."""
    before, after = edit.before or {}, edit.after or {}
    return [
        FieldChange(field, before.get(field), after.get(field), field not in before, field not in after)
        for field in dict.fromkeys([*after, *before])
        if (unsaid or field not in UNSAID) and differs(before, after, field)
    ]


def differs(one: Mapping[str, Json], other: Mapping[str, Json], field: str) -> bool:
    """Whether a field says something else in two records, or stands in one of them alone."""
    if field not in one or field not in other:
        return (field in one) != (field in other)
    return not same(one[field], other[field])


def says_the_same(edit: Edit) -> bool:
    """Whether a record differs in nothing a learner would see."""
    if edit.before is None or edit.after is None:
        return edit.before is edit.after
    return not field_changes(edit)


def unexplained(edits: Edits, known: Mapping[Key, Collection[Edit]]) -> dict[Key, Edit]:
    """Give what is left of some edits once what other edits of the same records tell is taken off.

    A field is told where one of those left it saying what it says now. What is left are edits from the record as it would be
    with what was told alone.
    """
    left: dict[Key, Edit] = {}
    for key, edit in edits.items():
        told = known.get(key)
        rest = _rest(edit, told) if told else edit
        if rest is not None:
            left[key] = rest
    return left


def _rest(edit: Edit, told: Collection[Edit]) -> Edit | None:
    if edit.after is None:
        return None if any(one.after is None for one in told) else edit
    if edit.before is None and all(one.before is not None for one in told):
        return edit  # nobody told yet that it came
    expected: Record = dict(edit.before or {})
    for field in dict.fromkeys([*edit.after, *expected]):
        if any(one.after is not None and not differs(one.after, edit.after, field) for one in told):
            if field in edit.after:
                expected[field] = edit.after[field]
            else:
                expected.pop(field, None)
    rest = Edit(expected, edit.after)
    return None if says_the_same(rest) and not differs(expected, edit.after, "_conflicts") else rest


def done_again(document: Document, edits: Edits) -> Document:
    """Give the document with some edits done in it once more: each sets the fields that it changed, and no others."""
    return _with(document, {key: _patched(document.get(key[0], {}).get(key[1]), edit) for key, edit in edits.items()})


def taken_back(document: Document, edits: Edits) -> Document:
    """Give the document as it was before some edits, which were the last ones in their records."""
    return _with(document, {key: edit.before for key, edit in edits.items()})


def sides(edits: Edits) -> tuple[Document, Document]:
    """Give the records of some edits as documents of their own: as they are after, and as they were before."""
    after: Document = defaultdict(dict)
    before: Document = defaultdict(dict)
    for (table, record_id), edit in edits.items():
        if edit.after is not None:
            after[table][record_id] = edit.after
        if edit.before is not None:
            before[table][record_id] = edit.before
    return dict(after), dict(before)


def _patched(current: Record | None, edit: Edit) -> Record | None:
    if edit.after is None or edit.before is None or current is None:
        return edit.after
    patched = dict(current)
    for change in field_changes(edit, unsaid=True):
        if change.is_gone:
            patched.pop(change.field, None)
        else:
            patched[change.field] = change.after
    return patched


def _with(document: Document, records: Mapping[Key, Record | None]) -> Document:
    """The document with some records as they are given; tables that are not touched are the very same objects."""
    result = dict(document)
    copied: set[str] = set()
    for (table, record_id), record in records.items():
        if table not in copied:
            result[table] = dict(result.get(table, {}))
            copied.add(table)
        if record is None:
            result[table].pop(record_id, None)
        else:
            result[table][record_id] = record
    return {table: found for table, found in result.items() if found}
