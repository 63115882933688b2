"""Which rule merges a list, and the merge of sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from leaptui.merge.entry import key_of
from leaptui.merge.lines import merge_lines
from leaptui.merge.paths import ABSENT, KEYS, Value
from leaptui.model.canonical import Json, same
from leaptui.model.fields import LINES, SETS


def entries_by_key(name: str, *sides: Value) -> list[dict[str, dict[str, Json]]] | None:
    """Give each side's list of objects by key, or None where they are not all lists of objects with keys of their own.

    A field that is not there is an empty list.
    """
    field = KEYS.get(name)
    if field is None:
        return None
    keyed: list[dict[str, dict[str, Json]]] = []
    for side in sides:
        entries: dict[str, dict[str, Json]] = {}
        for entry in side if isinstance(side, list) else []:
            key = entry.get(field) if isinstance(entry, dict) else None
            if not isinstance(entry, dict) or not isinstance(key, str) or key in entries:
                return None
            entries[key] = entry
        keyed.append(entries)
    return keyed


def merge_list(name: str, base: Value, mine: Value, theirs: Value) -> Value | None:
    """Merge two changed lists, or give None where no rule fits: then both versions are kept.

    An empty set is left out (ABSENT).
    """
    if not all(side is ABSENT or isinstance(side, list) for side in (mine, theirs)):
        return None
    sides = [side if isinstance(side, list) else [] for side in (base, mine, theirs)]
    members = [member for side in sides for member in side]
    has_objects = bool(members) and all(isinstance(member, dict) for member in members)
    if has_objects and name in KEYS and entries_by_key(name, *sides) is None:
        return None  # put together by content, an entry that both sides changed would stand there twice
    if name in SETS or has_objects:
        return _merge_sets(sides, is_sorted=not has_objects)
    if not all(isinstance(member, str) for member in members):
        return None
    texts = cast("list[list[str]]", sides)
    if name not in LINES and all(sorted(set(side)) == side for side in texts):
        return _merge_sets(sides, is_sorted=True)
    is_there = mine is not ABSENT and theirs is not ABSENT
    return cast("list[Json] | None", merge_lines(*texts)) if is_there else None


def same_value(one: Value, other: Value) -> bool:
    """Say whether two values, or two fields that are not there, are the same."""
    if one is ABSENT or other is ABSENT:
        return one is other
    return same(one, other)


def _merge_sets(sides: list[list[Json]], *, is_sorted: bool) -> Value:
    base, mine, theirs = ({key_of(member): member for member in side} for side in sides)
    kept = merge_keys(base, mine, theirs)
    members = [mine[key] if key in mine else theirs[key] for key in kept]
    if not members:
        return ABSENT
    if is_sorted and all(isinstance(member, str) for member in members):
        return [*sorted(cast("list[str]", members))]
    return members


def merge_keys(base: Iterable[bytes], mine: Iterable[bytes], theirs: Iterable[bytes]) -> list[bytes]:
    """Give the keys both sides kept, in the order of the base, and then those either added, in their own order."""
    ours, other = set(mine), set(theirs)
    old = list(base)
    return [key for key in old if key in ours and key in other] + sorted((ours | other).difference(old))
