"""Merge of one field as a set of versions: the one that stands in the field, and its open alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from leaptui.merge.entry import Entry, Version, key_of, short, standing_raw, united, version_of
from leaptui.merge.paths import ABSENT, Value
from leaptui.model.canonical import Record, canonical_value
from leaptui.model.stamp import Stamp


@dataclass
class State:
    """One field on one side: its value, its entry in `_conflicts`, who wrote the side and when it was modified."""

    value: Value
    entry: Entry
    stamp: Stamp
    on: Value
    inside: Mapping[tuple[str, str], Set[bytes]] = field(default_factory=dict)
    """The choices made of parts of the field, where it is looked at as a whole, and the versions that have what each chose."""
    heard: Set[str] = frozenset()
    stale: frozenset[bytes] = field(default_factory=frozenset)

    @cached_property
    def key(self) -> bytes:
        """Give the bytes of the standing value."""
        return key_of(self.value)

    @cached_property
    def versions(self) -> dict[bytes, Version]:
        """Give all versions by their bytes, the standing one with its origin where it is known."""
        versions = dict(self.entry.others)
        standing = version_of(self.value, self.stamp, self.on, key=self.key)
        if self.entry.standing is not None:
            known = {name: item for name, item in self.entry.standing.items() if name != "digest"}
            value = {name: item for name, item in standing.raw.items() if name in {"value", "json", "absent"}}
            has_origin = "clone" in known
            said = {**known, **value} if has_origin else {**standing.raw, **known}
            standing = Version(self.key, self.value, said, recorded=has_origin)
        versions[self.key] = standing
        return versions

    @property
    def live(self) -> set[bytes]:
        """Give the versions no choice of the other side has settled."""
        return set(self.versions) - self.stale

    @property
    def is_open(self) -> bool:
        """Say whether the field waits for a choice on this side."""
        return len(self.versions) > 1


@dataclass
class Field:
    """One field in its three versions."""

    base: State
    mine: State
    theirs: State
    is_trash: bool = False
    is_inner: bool = False
    """It lies in an object or a list, and so may have been merged as a part of that, without being looked at itself."""

    def __post_init__(self) -> None:
        for side in (self.mine, self.theirs):
            side.heard = self.base.entry.settled.keys() | side.entry.settled.keys()
            self._note_what_was_written_again(side)
        self.mine.stale = self._stale(self.mine, self.theirs)
        self.theirs.stale = self._stale(self.theirs, self.mine)

    def _stale(self, side: State, other: State) -> frozenset[bytes]:
        """Give the versions of a side that were chosen against, or written over, on the other by somebody who knew them.

        A version that was chosen is known where its choice is known. One that was written is known by the marks of a choice
        made over it, unheard of here.
        """
        over = stale_keys(side.versions, unheard(other.entry, side.entry, self.base.entry))
        over -= self._chosen(side, other)
        return frozenset(
            key
            for key, version in side.versions.items()
            if not self._is_held(side, other, key) and (key in over or not version.is_written)
        )

    def _note_what_was_written_again(self, side: State) -> None:
        """Let a side know which of its chosen versions were written over in the base: those it wrote again since."""
        for key, version in side.versions.items():
            held = self.base.versions[key].chosen if key in self.base.versions else frozenset()
            gone = (version.chosen & self.base.entry.settled.keys()) - held
            if gone:
                side.versions[key] = version.told(version.chosen - gone, is_written=True)

    @staticmethod
    def _holding(side: State, other: State, key: bytes) -> frozenset[str]:
        """Give the choices that hold a version of a side: the other holds it by them too, or has not heard of them."""
        known = other.versions[key].chosen if key in other.versions else frozenset()
        return frozenset(name for name in side.versions[key].chosen if name in known or name not in other.heard)

    def _is_held(self, side: State, other: State, key: bytes) -> bool:
        """Say whether a choice holds a version of a side, or did before a program on the other side forgot it."""
        known = other.versions.get(key)
        has_forgotten = known is not None and known.is_written and bool(side.versions[key].chosen)
        return has_forgotten or bool(self._holding(side, other, key))

    def _chosen(self, side: State, other: State) -> frozenset[bytes]:
        """Give the versions of a side that were chosen there, as a whole or in a part, unheard of by the other."""
        unheard_of = side.inside.keys() - other.inside.keys() - self.base.inside.keys()
        inside = frozenset(key for choice in unheard_of for key in side.inside[choice])
        return chosen_keys(side.versions, unheard(side.entry, other.entry, self.base.entry)) | inside

    @property
    def is_stale(self) -> bool:
        """Say whether a side holds what the other has settled."""
        return bool(self.mine.stale or self.theirs.stale)

    @property
    def is_plain(self) -> bool:
        """Say whether no side has open alternatives or holds what the other has settled."""
        return not any(side.is_open or side.stale for side in (self.base, self.mine, self.theirs))

    def merge(self) -> tuple[Value, Entry]:
        """Give the standing value and the entry of the merged field."""
        kept = self._kept(self.mine, self.theirs) | self._kept(self.theirs, self.mine)
        kept = kept or (self.mine.versions.keys() | self.theirs.versions.keys())
        versions = {key: self.version(key) for key in kept}
        candidates = {self.mine.key, self.theirs.key} & kept or kept
        standing = versions[max(candidates, key=lambda key: self._rank(versions[key]))]
        return standing.value, self.entry(standing, versions)

    def calm(self, value: Value) -> Entry:
        """Give the entry for a value that both sides were merged to, with nothing left to choose."""
        key = key_of(value)
        is_known = key in self.mine.versions or key in self.theirs.versions
        return self.entry(self.version(key) if is_known else Version(key, value, {}), {})

    def entry(self, standing: Version, versions: dict[bytes, Version]) -> Entry:
        """Give the entry for these versions with this one standing in the field."""
        others = {key: version for key, version in versions.items() if key != standing.key}
        sides = (self.mine, self.theirs)
        # Where a program that knows nothing of conflicts wrote an open field, nobody can say where the value came from.
        is_known = standing.recorded or not any(side.is_open and side.key == standing.key for side in sides)
        return Entry(
            others=others,
            standing=standing_raw(standing, has_origin=bool(others) and is_known),
            settled=merge_keyed(self.base.entry.settled, self.mine.entry.settled, self.theirs.entry.settled),
            extra=merge_keyed(self.base.entry.extra, self.mine.entry.extra, self.theirs.entry.extra),
        )

    def _kept(self, side: State, other: State) -> set[bytes]:
        """Give the versions this side has a say for."""
        base = self.base.versions
        kept = {key for key in side.live if key in other.live or side.versions[key].is_newer_than(base.get(key))}
        if other.stale:  # an older clone cannot take away what a choice it has not heard of left standing
            kept |= side.live
        if side.is_open and len(base) == 1 and other.live <= side.live:  # all of it was weighed here already
            kept |= side.live
        if base.keys() - side.versions.keys():  # the standing value was written here
            kept.add(side.key)
        return (kept | self._chosen(side, other)) & side.live

    def version(self, key: bytes) -> Version:
        """Give a version of either side, with the choices that hold it from now on."""
        sides = ((self.mine, self.theirs), (self.theirs, self.mine))
        held = [(side, other) for side, other in sides if key in side.versions]
        found = [side.versions[key] for side, _ in held]
        holding = {name for side, other in held for name in self._holding(side, other, key)}
        is_written = not self.is_inner and any(side.versions[key].is_written and key in side.live for side, _ in held)
        version = united(*found) if len(found) == 2 else found[0]
        return version.told(holding, is_written=is_written)

    def _rank(self, version: Version) -> tuple[bool, str, bytes]:
        """Order versions the same way on every clone: there before absent, the later modified, the greater bytes.

        In the trash or not goes the other way: what one side took out of the trash, or never put there, stays out.
        """
        return ((version.value is ABSENT) == self.is_trash, version.on, version.key)


def unheard(side: Entry, by: Entry, base: Entry) -> list[Record]:
    """Give the choices made on one side that the other has not heard of."""
    if not side.settled:
        return []
    heard = by.settled.keys() | base.settled.keys()
    return [choice for name, choice in side.settled.items() if name not in heard and isinstance(choice, dict)]


def stale_keys(versions: dict[bytes, Version], choices: list[Record]) -> frozenset[bytes]:
    """Give the versions that one of these choices was made over."""
    over: set[str] = set()
    for choice in choices:
        marks = choice.get("over")
        if isinstance(marks, list):
            over.update(mark for mark in marks if isinstance(mark, str))
    if not over:
        return frozenset()
    return frozenset(key for key, version in versions.items() if {*version.marks, version.own_mark} & over)


def chosen_keys(versions: dict[bytes, Version], choices: list[Record]) -> frozenset[bytes]:
    """Give the versions that one of these choices chose."""
    chosen = {choice.get("chose") for choice in choices}
    return frozenset(key for key in versions if short(key) in chosen) if chosen else frozenset()


def merge_entries(base: Entry, mine: Entry, theirs: Entry) -> Entry:
    """Merge the entries of a field that is itself not merged (the record holds it no more, or it is `_deleted`)."""
    others: dict[bytes, Version] = {}
    for side, other in ((mine, theirs), (theirs, mine)):
        stale = stale_keys(side.others, unheard(other, side, base))
        for key, version in side.others.items():
            if key not in stale and (key in other.others or version.is_newer_than(base.others.get(key))):
                others[key] = united(version, others[key]) if key in others else version
    standings = [entry.standing for entry in (mine, theirs) if entry.standing is not None]
    return Entry(
        others=others,
        standing=min(standings, key=canonical_value) if others and standings else None,
        settled=merge_keyed(base.settled, mine.settled, theirs.settled),
        extra=merge_keyed(base.extra, mine.extra, theirs.extra),
    )


def merge_keyed(base: Record, mine: Record, theirs: Record) -> Record:
    """Merge by key: kept by both or added by either; of two values for one key the greater bytes."""
    merged: Record = {}
    for key in mine.keys() | theirs.keys():
        found = [side[key] for side in (mine, theirs) if key in side]
        if len(found) == 2 or key not in base:
            merged[key] = max(found, key=canonical_value)
    return merged
