"""The conflicts of a record: what waits for a choice, and what a learner can do with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.merge.entry import DELETED, Entry, Version, chosen_now, entries_of, key_of, short, with_entries
from leaptui.merge.inside import below, whole_versions, without_versions
from leaptui.merge.paths import ABSENT, Value, look_up, put
from leaptui.model.canonical import Document, Json, Record, canonical_value, same


@dataclass(frozen=True)
class Alternative:
    """One version of a field: its value, or that the field was not there (`absent`), and where it came from.

    `clone` and `revision` are of the side that brought it; `on` is when that side last modified the record.
    """

    value: Json
    absent: bool
    clone: str
    revision: int
    on: str | None


@dataclass(frozen=True)
class Conflict:
    """A field two clones changed differently: the value now in the field, and the other versions.

    `absent` says that the field is not there now; `standing` tells where the value now in the field came from,
    where that is known. `field` is a path (see `leaptui.merge.paths`), or `_deleted`.
    """

    table: str
    id: str
    field: str
    value: Json
    others: tuple[Alternative, ...]
    absent: bool = False
    standing: Alternative | None = None


def is_conflicted(record: Record) -> bool:
    """Say whether something in the record waits for the learner's choice."""
    return "_conflicts" in record and any(entry.others for entry in entries_of(record).values())


def open_conflicts(document: Document) -> list[Conflict]:
    """List what waits for the learner's choice, ordered by table, id and field."""
    found: list[Conflict] = []
    for table, records in sorted(document.items()):
        for name in sorted(name for name, record in records.items() if "_conflicts" in record):
            found.extend(_open(table, name, records[name]))
    return found


def _open(table: str, name: str, record: Record) -> Iterable[Conflict]:
    for path, entry in sorted(entries_of(record).items()):
        if not entry.others:
            continue
        value = None if path == DELETED else look_up(record, path)
        others = tuple(_alternative(version) for _, version in sorted(entry.others.items()))
        standing = None if entry.standing is None else _alternative(Version(b"", value, entry.standing))
        plain = None if value is ABSENT else value
        yield Conflict(table, name, path, plain, others, absent=value is ABSENT, standing=standing)


def _alternative(version: Version) -> Alternative:
    revision = version.raw.get("revision")
    return Alternative(
        value=None if version.value is ABSENT else version.value,
        absent=version.value is ABSENT,
        clone=version.clones[0],
        revision=revision if isinstance(revision, int) else 0,
        on=version.on or None,
    )


def settle(record: Record, field: str) -> Record:
    """Give the record with the conflict of this field settled: the value now in the field is the choice.

    A short memory of the choice stays in the record, so that no clone that has not heard of it brings the conflict
    back. A field without an open conflict is left as it is. What is asked inside the field is settled with it.
    """
    value = None if field == DELETED else look_up(record, field)
    return _settled(record, record, field, value)


def choose(record: Record, field: str, value: Value) -> Record:
    """Give the record with this value in the field (ABSENT takes the field away) and its conflict settled.

    Raises KeyError where something else has come to stand in the way of the path, and for `_deleted`: to delete the
    record, delete it; to keep it, `settle`.
    """
    if field in {DELETED, "_conflicts"}:
        raise KeyError(field)
    return _settled(record, put(record, field, value), field, value)


def settle_edited(before: Record, after: Record) -> Record:
    """Give the edited record with every conflict settled whose field the learner just wrote anew."""
    was, now = before.get("_conflicts"), after.get("_conflicts")
    if not isinstance(was, dict) or not isinstance(now, dict):
        return after
    for path, entry in was.items():
        value = look_up(after, path)
        if path in now and same(entry, now[path]) and key_of(look_up(before, path)) != key_of(value):
            after = _settled(before, after, path, value)
    return after


def _settled(before: Record, after: Record, path: str, chosen: Value) -> Record:
    """Give the record as it is after the choice, with what was open in the field before the choice settled."""
    known = entries_of(before)
    entry = known.get(path)
    if entry is None or not entry.others:
        is_held = entry is not None and entry.standing is not None
        return with_entries(after, entries_of(after)) if is_held else after
    versions = [*entry.others.values(), *whole_versions(before, path, known).values()]
    marks = {mark for version in versions for mark in version.marks}
    if path != DELETED:
        stood = Version(key_of(look_up(before, path)), None, entry.standing or {})
        marks |= stood.marks if "clone" in stood.raw else {stood.own_mark}
    event: Record = {"chose": short(key_of(chosen)), "over": [*sorted(marks)]}
    name = short(canonical_value([event, [*sorted(entry.settled)]]))
    settled = Entry(settled={**entry.settled, name: event}, extra=entry.extra)
    if path != DELETED:
        settled.standing = chosen_now(name, key_of(chosen))
    entries = entries_of(after)
    inside = {inner: without_versions(entries[inner]) for inner in below(path, entries)}
    return with_entries(after, {**entries, **inside, path: settled})
