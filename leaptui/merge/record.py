"""Three-way merge of one record, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leaptui.merge.entry import (
    DELETED,
    Entry,
    entries_of,
    key_of,
    same_entry,
    stands_now,
    united,
    version_of,
    with_entries,
)
from leaptui.merge.inside import below, choices_inside, whole_versions, without_versions
from leaptui.merge.lists import entries_by_key, merge_list, same_value
from leaptui.merge.paths import ABSENT, KEYS, Value, entry_path, field_path, first_name, has_place, look_up
from leaptui.merge.versions import Field, State, merge_entries, stale_keys, unheard
from leaptui.model.canonical import Json, Record, same
from leaptui.model.stamp import Stamp

_OWN_RULE = frozenset({"_conflicts", "created", "modified", "deleted"})
_GREATEST = frozenset({"format", "min_writer"})


def merge_record(
    base: Record | None, mine: Record, theirs: Record, *, mine_stamp: Stamp, theirs_stamp: Stamp, table: str = ""
) -> Record:
    """Merge two versions of a record; `base` is None where both sides added it."""
    walk = _Walk(base or {}, mine, theirs, mine_stamp, theirs_stamp)
    merged: Record = {}
    for name in sorted(mine.keys() | theirs.keys() | walk.asked_in()):
        if name in _OWN_RULE:
            continue
        if table == "meta" and name in _GREATEST:
            value = _extreme(_get(mine, name), _get(theirs, name), latest=True)
        else:
            value = walk.field(field_path(None, name), name, *(_get(side, name) for side in walk.sides))
        if value is not ABSENT:
            merged[name] = value
    instants = {
        "created": _created(*(_get(side, "created") for side in walk.sides)),
        "modified": _extreme(_get(mine, "modified"), _get(theirs, "modified"), latest=True),
    }
    merged.update((name, value) for name, value in instants.items() if value is not ABSENT)
    walk.merge_rest(merged)
    trashed = walk.trash(merged, is_new=base is None)
    if trashed is not ABSENT:
        merged["deleted"] = trashed
    return with_entries(merged, walk.entries)


def keep_edited(base: Record, edited: Record, deleted_by: Stamp) -> Record:
    """Give the record one side edited and the other deleted: it stays, with a note under `_deleted`.

    Where it is in the trash there is no note: both sides wanted it away, and from the trash it can be brought back.
    """
    entries = entries_of(edited)
    entry = entries.setdefault(DELETED, Entry())
    if "deleted" in edited and not entry.others:
        return edited
    note = version_of(ABSENT, deleted_by, None)
    settled = unheard(entry, Entry(), entries_of(base).get(DELETED, Entry()))
    if stale_keys({note.key: note}, settled):
        return edited
    known = entry.others.get(note.key)
    entry.others = {**entry.others, note.key: note if known is None else united(known, note)}
    return with_entries(edited, entries)


def _get(value: Value, name: str) -> Value:
    return value.get(name, ABSENT) if isinstance(value, dict) else ABSENT


def _nothing(base: Value, mine: Value, theirs: Value) -> Value:
    """Give an empty list or none at all: what the side has that has nothing there, or if both have, what one changed it to."""
    empty = [side for side in (mine, theirs) if side is ABSENT or side == []]
    found = [side for side in empty if not same_value(side, base)] or empty
    return found[0] if len(found) == 1 else ABSENT


def _created(base: Value, mine: Value, theirs: Value) -> Value:
    """Merge when a record was made: what one side alone changed it to, and where both did the first, without a conflict."""
    if same_value(base, mine):
        return theirs
    return mine if same_value(base, theirs) else _extreme(mine, theirs, latest=False)


def _extreme(mine: Value, theirs: Value, *, latest: bool) -> Value:
    """Give the later or earlier of two values; the one that is there where the other is not."""
    found = [side for side in (mine, theirs) if side is not ABSENT]
    if not found:
        return ABSENT
    return max(found, key=_in_order) if latest else min(found, key=_in_order)


def _in_order(value: Value) -> tuple[int, str, bytes]:
    number = value if isinstance(value, int) and not isinstance(value, bool) else 0
    return (number, value if isinstance(value, str) else "", key_of(value))


class _Walk:
    """A walk over the fields of a record in its three versions, collecting the merged `_conflicts`."""

    def __init__(self, base: Record, mine: Record, theirs: Record, mine_stamp: Stamp, theirs_stamp: Stamp) -> None:
        self.sides = (base, mine, theirs)
        self.known = tuple(entries_of(side) for side in self.sides)
        self.stamps = (mine_stamp, mine_stamp, theirs_stamp)
        self.on = tuple(_get(side, "modified") for side in self.sides)
        self.entries: dict[str, Entry] = {}
        self.visited: set[str] = set()
        self.answered: dict[str, frozenset[int]] = {}
        """The sides (by their place) whose open versions of a part are no more: the whole is asked about, or settled."""
        self.is_calm = not any(self.known)

    def asked_in(self) -> set[str]:
        """Give the names of the fields in which something is asked, or was: they may be gone, and a choice about them is not."""
        return {
            first_name(path) for known in self.known for path in known if path != DELETED and path != first_name(path)
        }

    def field(self, path: str, name: str, base: Value, mine: Value, theirs: Value) -> Value:
        """Merge one field."""
        if self.is_calm:
            if same_value(mine, theirs) or same_value(base, theirs):
                return mine
            if same_value(base, mine):
                return theirs
        self.visited.add(path)
        value, entry = self._merged(path, name, self._states(path, (base, mine, theirs)))
        self.entries[path] = entry
        return value

    def _states(
        self, path: str, values: Sequence[Value], *, is_whole: bool = False, is_base_open: bool = True
    ) -> Field:
        """Give a field in its three versions; `is_whole` with what is asked inside it as versions of the whole.

        Without `is_base_open` what the base asks does not count, but what stands there.
        """
        sides = []
        for place, (value, known) in enumerate(zip(values, self.known, strict=True)):
            entry = known.get(path, Entry())
            if place == 0 and not is_base_open:
                entry = without_versions(entry)
            if is_whole:
                versions = whole_versions(self.sides[place], path, self._open_inside(path, place))
                entry = replace(entry, others={**versions, **entry.others})
            state = State(value, entry, self.stamps[place], self.on[place])
            if is_whole:
                state.inside = choices_inside(path, known, state.versions)
            sides.append(state)
        base, mine, theirs = sides
        return Field(base, mine, theirs, is_trash=path == "deleted", is_inner=any(mark in path for mark in ".["))

    def _open_inside(self, path: str, place: int) -> dict[str, Entry]:
        """Give what one side asks inside a field, without what the other has chosen against."""
        found: dict[str, Entry] = {}
        for inner in below(path, self.known[place]):
            base, side, other = (self.known[at].get(inner, Entry()) for at in (0, place, 3 - place if place else 0))
            stale = stale_keys(side.others, unheard(other, side, base))
            found[inner] = replace(side, others={key: one for key, one in side.others.items() if key not in stale})
        return found

    def _merged(self, path: str, name: str, states: Field) -> tuple[Value, Entry]:
        inner = below(path, {one for known in self.known for one in known})
        whole = states
        if inner:
            values = (states.base.value, states.mine.value, states.theirs.value)
            whole = self._states(path, values, is_whole=True)
        base, mine, theirs = states.base, states.mine, states.theirs
        if states.is_plain and not whole.is_stale:
            if isinstance(mine.value, dict) and isinstance(theirs.value, dict):
                value: Value = self._merge_object(path, base.value, mine.value, theirs.value)
                return value, states.calm(value)
            listed = self._merge_keyed(path, name, base.value, mine.value, theirs.value)
            if listed is not None:
                return listed, states.calm(listed)
        is_asked = bool(inner) and not whole.is_plain
        return self._merged_whole([path, *inner], states, whole) if is_asked else self._merged_plain(name, whole)

    @staticmethod
    def _merged_plain(name: str, states: Field) -> tuple[Value, Entry]:
        """Merge a field in which nothing is asked, and which is not merged part by part."""
        base, mine, theirs = states.base, states.mine, states.theirs
        for side, other in ((mine, theirs), (theirs, mine)):
            if same_value(side.value, base.value) and same_entry(side.entry, base.entry):
                return other.value, other.entry
        if same_value(mine.value, theirs.value) and same_entry(mine.entry, theirs.entry):
            return mine.value, mine.entry
        if states.is_plain and base.key not in {mine.key, theirs.key} and mine.key != theirs.key:
            merged = merge_list(name, base.value, mine.value, theirs.value)
            if merged is not None:
                return merged, states.calm(merged)
        return states.merge()

    def _merged_whole(self, paths: list[str], states: Field, whole: Field) -> tuple[Value, Entry]:
        """Merge a field in which something is asked, and which is not merged part by part: the whole is asked about.

        `paths` lead to the field and to what is asked inside it. Where one side alone has a say, what it asks inside stays.
        """
        mine, theirs, inside = states.mine, states.theirs, paths[1:]
        for side, other, place in ((mine, theirs, 1), (theirs, mine, 2)):
            if same_value(side.value, states.base.value) and self._are_same(paths, 0, place):
                self.answered.update(dict.fromkeys(inside, frozenset({0, place})))
                return other.value, other.entry
        if same_value(mine.value, theirs.value) and self._are_same(paths, 1, 2):
            return mine.value, mine.entry
        value, entry = whole.merge()
        left = {key_of(value), *entry.others}
        sides = ((whole.mine, mine, 2), (whole.theirs, theirs, 1))
        holding = [
            (side, place)
            for one, side, place in sides
            if one.versions.keys() == left and self._have_place(inside, 3 - place)
        ]
        is_one = len(holding) == 1
        if is_one or (holding and mine.key == theirs.key and not mine.is_open and not theirs.is_open):
            # What is left is what one side has, or both have, so it is asked as it was.
            side, place = holding[0]
            self.answered.update(dict.fromkeys(inside, frozenset({0, place}) if is_one else frozenset[int]()))
            self._ask_on(inside, is_theirs=side is theirs)
            others = {key: states.version(key) for key in side.entry.others}
            return side.value, states.entry(states.version(side.key), others)
        self.answered.update(dict.fromkeys(inside, frozenset({0, 1, 2})))
        return value, entry

    def _ask_on(self, paths: list[str], *, is_theirs: bool) -> None:
        """Go on asking at these paths what one side asks there, and note which of these versions the other brings too."""
        for path in paths:
            states = self._states(path, [look_up(side, path) for side in self.sides], is_base_open=False)
            side, other = (states.theirs, states.mine) if is_theirs else (states.mine, states.theirs)
            if side.is_open:
                others = {key: states.version(key) for key in side.live - {side.key}}
                has_say = not (
                    same_value(other.value, states.base.value) and same_entry(other.entry, states.base.entry)
                )
                self.entries[path] = states.entry(states.version(side.key), others) if has_say else side.entry
                self.visited.add(path)

    def _have_place(self, paths: list[str], place: int) -> bool:
        """Say whether what a side asks at these paths has a place there, and could be chosen."""
        asked = [path for path in paths if path in self.known[place] and self.known[place][path].others]
        return all(has_place(self.sides[place], path) for path in asked)

    def _are_same(self, paths: list[str], one: int, other: int) -> bool:
        """Say whether two sides, by their places, have the same of these paths in their `_conflicts`."""
        return all(same_entry(self.known[one].get(path), self.known[other].get(path)) for path in paths)

    def _merge_object(self, path: str, base: Value, mine: dict[str, Json], theirs: dict[str, Json]) -> Value:
        merged: dict[str, Json] = {}
        for name in sorted(mine.keys() | theirs.keys()):
            values = (_get(base, name), _get(mine, name), _get(theirs, name))
            value = self.field(field_path(path, name), name, *values)
            if value is not ABSENT:
                merged[name] = value
        return merged

    def _merge_keyed(self, path: str, name: str, base: Value, mine: Value, theirs: Value) -> Value | None:
        """Merge a list of objects entry by entry; None where it is none, or only one side changed it."""
        if name not in KEYS or not all(side is ABSENT or isinstance(side, list) for side in (mine, theirs)):
            return None
        changed = not any(same_value(one, other) for one, other in ((base, mine), (base, theirs), (mine, theirs)))
        inside = any(key.startswith(f"{path}[") for known in self.known for key in known)
        keyed = entries_by_key(name, base, mine, theirs) if changed or inside else None
        if keyed is None:
            return None
        old, ours, other = keyed
        merged: list[Json] = []
        for key in [*old, *sorted((ours.keys() | other.keys()) - old.keys())]:
            values = [side.get(key, ABSENT) for side in keyed]
            value = self.field(entry_path(path, key), "", *values) if key in ours or key in other else ABSENT
            if value is not ABSENT:
                merged.append(value)
        if same_value(mine, theirs):
            return mine
        return merged or _nothing(base, mine, theirs)

    def merge_rest(self, merged: Record) -> None:
        """Merge the conflicts of fields the record no longer has as such."""
        for path in sorted(set().union(*self.known) - self.visited - {"deleted"}):
            found = [known.get(path, Entry()) for known in self.known]
            gone = self.answered.get(path, frozenset())
            entry = merge_entries(*(without_versions(one) if at in gone else one for at, one in enumerate(found)))
            if path != DELETED:
                value = look_up(merged, path)
                stands_now(entry, key_of(value))
                if not entry.others:
                    base, mine, theirs = (look_up(side, path) for side in self.sides)
                    entry = self._states(path, (base, mine, theirs)).calm(value)
            self.entries[path] = entry

    def trash(self, merged: Record, *, is_new: bool) -> Value:
        """Merge the trash mark: what the side that trashed the record had not seen must not vanish in the trash."""
        base, mine, theirs = (_get(side, "deleted") for side in self.sides)
        states = self._states("deleted", (base, mine, theirs))
        if states.is_plain and isinstance(mine, str) and isinstance(theirs, str):
            value: Value = theirs if same_value(mine, base) else mine if same_value(theirs, base) else min(mine, theirs)
            entry = states.calm(value)
        else:
            value, entry = self._merged("deleted", "deleted", states)
        trashed, live = (states.mine, states.theirs) if theirs is ABSENT else (states.theirs, states.mine)
        if trashed.value is not ABSENT and live.value is ABSENT:
            place = 1 if trashed is states.mine else 2
            unseen = not same(self._seen(with_entries(merged, self.entries)), self._seen(self.sides[place]))
            is_chosen, is_kept = (
                bool(unheard(side.entry, other.entry, states.base.entry))
                for side, other in ((trashed, live), (live, trashed))
            )
            is_put_away = value is ABSENT and not unseen and self._is_deletion_chosen(place)
            if is_put_away and not is_kept:
                value = trashed.value
                # The day stands from now on, so that it is asked no more, and keeps who brought it and what chose it.
                asked = merge_entries(states.base.entry, states.mine.entry, states.theirs.entry).others
                entry = states.entry(states.version(trashed.key), {key: states.version(key) for key in asked})
            elif is_put_away or (value is not ABSENT and (unseen or (is_new and not is_chosen))):
                both = {side.key: states.version(side.key) for side in (trashed, live)}
                value, entry = ABSENT, states.entry(both[live.key], {**entry.others, **both})
        self.entries["deleted"] = entry
        return value

    def _is_deletion_chosen(self, place: int) -> bool:
        """Whether one side put the record into the trash by choosing that it is deleted, unheard of by the other."""
        base, side, other = (self.known[one].get(DELETED, Entry()) for one in (0, place, 3 - place))
        return bool(unheard(side, other, base))

    @staticmethod
    def _seen(record: Record) -> Record:
        """Give what one has seen of a record when one puts it into the trash."""
        seen: Record = {name: value for name, value in record.items() if name not in _OWN_RULE}
        entries = {path: entry for path, entry in entries_of(record).items() if path != "deleted"}
        return with_entries(seen, entries)
