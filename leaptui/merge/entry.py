"""The `_conflicts` of a record as the merge reads and writes it: for each field an entry, and in it versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import orjson

from leaptui.merge.paths import ABSENT, Value, look_up
from leaptui.model.canonical import MAX_DEPTH, Json, Record, canonical_value, same
from leaptui.model.stamp import Stamp

DELETED = "_deleted"
"""The path under which a record, deleted by one side and edited by the other, is noted."""
_DEEPEST = MAX_DEPTH - 7  # a value in `_conflicts` lies seven levels deep
_LONG = 24  # bytes of JSON that nobody writes twice by chance
_ENTRY_KEYS = frozenset({"others", "standing", "settled"})
_ORIGIN = ("clone", "revision", "on", "also")
_CHOICE = ("chosen", "written")


@dataclass(frozen=True)
class Version:
    """One version of a field as the merge sees it: `raw` is its alternative as it stands in the file."""

    key: bytes
    value: Value
    raw: Record
    recorded: bool = True

    @property
    def clones(self) -> list[str]:
        """Give the ids of the clones it came from, the one that is named for it first."""
        also = self.raw.get("also")
        found = [self.raw.get("clone", ""), *(also if isinstance(also, list) else [])]
        return [clone if isinstance(clone, str) else "" for clone in found]

    @property
    def chosen(self) -> frozenset[str]:
        """Give the names of the choices that chose it, as far as nobody who had heard of them has written over it."""
        found = self.raw.get("chosen")
        return frozenset(name for name in found if isinstance(name, str)) if isinstance(found, list) else frozenset()

    @property
    def is_written(self) -> bool:
        """Say whether it was written, and not only chosen; it may be both, by people who knew nothing of one another."""
        return not self.chosen or self.raw.get("written") is True

    def told(self, chosen: Iterable[str], *, is_written: bool) -> Version:
        """Give the version with the choices that hold it and whether it was written too."""
        rest: Record = {name: item for name, item in self.raw.items() if name not in {"chosen", "written"}}
        names = [*sorted(chosen)]
        return replace(self, raw={**rest, **_chosen(names, is_written=is_written)})

    @property
    def on(self) -> str:
        """Give when its side was modified, empty where that is not known."""
        on = self.raw.get("on")
        return on if isinstance(on, str) else ""

    def is_newer_than(self, known: Version | None) -> bool:
        """Say whether this is not the version known before, nor the same value brought by another change."""
        if known is None or not (self.recorded and known.recorded):
            return known is None
        return any(self.raw.get(name) != known.raw.get(name) for name in ("clone", "revision"))

    @property
    def marks(self) -> set[str]:
        """Give the short names by which a settled version is known again.

        A long value is known by itself; a short one (yes, a level, a date), which two clones may well write each on
        its own, only together with the clone it came from.
        """
        clones = [] if len(self.key) >= _LONG else self.clones
        return {short(clone.encode() + b"\n" + self.key) for clone in clones} or {self.own_mark}

    @property
    def own_mark(self) -> str:
        """Give the short name of the value alone, wherever it came from."""
        return short(b"\n" + self.key)


@dataclass
class Entry:
    """What `_conflicts` holds for one field; `extra` is what a newer version put beside it."""

    others: dict[bytes, Version] = field(default_factory=dict)
    standing: Record | None = None
    settled: Record = field(default_factory=dict)
    extra: Record = field(default_factory=dict)

    def raw(self) -> Record:
        """Give the entry as it is written; empty where there is nothing to write."""
        written = dict(self.extra)
        if self.others:
            written["others"] = [version.raw for _, version in sorted(self.others.items())]
        if self.standing is not None and (self.others or "chosen" in self.standing):
            written["standing"] = self.standing
        if self.settled:
            written["settled"] = self.settled
        return written


def key_of(value: Value) -> bytes:
    """Give the bytes that tell versions apart; nothing at all for a field that is not there."""
    return b"" if value is ABSENT else canonical_value(value)


def short(data: bytes) -> str:
    """Give a short digest (16 hexadecimal digits)."""
    return hashlib.sha256(data).hexdigest()[:16]


def version_of(value: Value, stamp: Stamp, on: Value, *, key: bytes | None = None) -> Version:
    """Give the version that this side of the merge brings."""
    raw: Record = {"clone": stamp.clone, "revision": stamp.revision, **holding(value)}
    if isinstance(on, str):
        raw["on"] = on
    return Version(key_of(value) if key is None else key, value, raw, recorded=False)


def standing_raw(version: Version, *, has_origin: bool = True) -> Record | None:
    """Give what is written of the standing value: where it came from, and which choices hold it; None where that is nothing."""
    names = (*(_ORIGIN if has_origin else ()), *_CHOICE)
    said: Record = {name: version.raw[name] for name in names if name in version.raw}
    return {**said, "digest": short(version.key)} if said else None


def chosen_now(choice: str, key: bytes) -> Record:
    """Give what is written of a value that a choice of this name has just put into its field."""
    return {**_chosen([choice], is_written=False), "digest": short(key)}


def _chosen(names: list[str], *, is_written: bool) -> Record:
    chosen: list[Json] = [*names]
    return {"chosen": chosen, **({"written": True} if is_written else {})} if chosen else {}


def entries_of(record: Record) -> dict[str, Entry]:
    """Read the `_conflicts` of a record by path; what has another shape than ours is kept as an alternative.

    A program that knows nothing of conflicts may have written the field since: an alternative that stands in the
    field now is none, and what was said of another standing value no longer holds.
    """
    raw = record.get("_conflicts")
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        return {"_conflicts": _unknown(raw)}
    entries = {path: _entry(item) for path, item in raw.items()}
    for path, entry in entries.items():
        if path != DELETED:
            stands_now(entry, key_of(look_up(record, path)))
    return entries


def stands_now(entry: Entry, key: bytes) -> None:
    """Let an entry know the value that stands in its field: that is no alternative, and may be another than the one noted."""
    entry.others.pop(key, None)
    if entry.standing is not None and entry.standing.get("digest") != short(key):
        entry.standing = None


def _entry(raw: Json) -> Entry:
    if not isinstance(raw, dict):
        return _unknown(raw)
    others, standing, settled = raw.get("others", []), raw.get("standing"), raw.get("settled", {})
    if not isinstance(others, list) or not isinstance(settled, dict) or not isinstance(standing, dict | None):
        return _unknown(raw)
    entry = Entry(standing=standing, settled=settled)
    entry.extra = {name: item for name, item in raw.items() if name not in _ENTRY_KEYS}
    for version in map(_version, others):
        known = entry.others.get(version.key)
        entry.others[version.key] = version if known is None else united(known, version)
    return entry


def holding(value: Value) -> Record:
    """Give the part of an alternative that holds the value."""
    if value is ABSENT:
        return {"absent": True}
    return {"json": canonical_value(value).decode()} if _depth(value) > _DEEPEST else {"value": value}


def _unknown(raw: Json) -> Entry:
    version = _foreign(raw)
    return Entry(others={version.key: version})


def _foreign(raw: Json) -> Version:
    """Give a version that holds what is no alternative of ours, from nobody knows where."""
    return Version(key_of(raw), raw, {"clone": "", "revision": 0, **holding(raw)})


def _version(raw: Json) -> Version:
    if not isinstance(raw, dict):
        return _foreign(raw)
    value: Value = raw.get("value", ABSENT)
    written = raw.get("json")
    if value is ABSENT and isinstance(written, str):
        try:
            value = orjson.loads(written)
        except orjson.JSONDecodeError:
            value = written
    if value is ABSENT and raw.get("absent") is not True:
        return _foreign(raw)
    return Version(key_of(value), value, raw)


def united(one: Version, other: Version) -> Version:
    """Make one of two records of the same version: the recorded one, or the first, that names the other's clone too."""
    first = min(one, other, key=lambda version: (not version.recorded, version.on, canonical_value(version.raw)))
    also = {*one.clones, *other.clones} - {first.clones[0]}
    both = first.told(one.chosen | other.chosen, is_written=one.is_written or other.is_written)
    return replace(both, raw={**both.raw, "also": [*sorted(also)]}) if also else both


def _depth(value: Json) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


def with_entries(record: Record, entries: dict[str, Entry]) -> Record:
    """Give the record with these conflicts; without `_conflicts` where there are none."""
    written: Record = {path: raw for path, entry in entries.items() if (raw := entry.raw())}
    rest: Record = {name: value for name, value in record.items() if name != "_conflicts"}
    return {**rest, "_conflicts": written} if written else rest


def same_entry(one: Entry | None, other: Entry | None) -> bool:
    """Say whether two entries are written the same way."""
    if one is other:
        return True
    return same(one.raw() if one else {}, other.raw() if other else {})
