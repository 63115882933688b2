"""Three-way merge of text that is a list of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_MOST_PAIRS = 100_000
"""How many pairs of equal lines are compared; beyond it (thousands of equal lines) both versions are kept instead."""


class _Change(NamedTuple):
    """Lines `start` to `stop` of the base were replaced by these lines."""

    start: int
    stop: int
    lines: tuple[str, ...]


def merge_lines(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Merge two versions of a text where their changes do not touch, else give None.

    Changes to neighbouring lines touch. The same change on both sides is made once. A result that would not stay
    as it is when merged again with either version is not given, as lines were then matched by chance.
    """
    merged = _combine(base, mine, theirs)
    if merged is None or _combine(base, merged, mine) != merged or _combine(base, merged, theirs) != merged:
        return None
    return merged


def join_lines(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Put two texts together: what they have in common once, and where they differ the lines of one and then of the other."""
    changes = _changes(one, other)
    if changes is None:
        return [*one, *other]
    joined: list[str] = []
    done = 0
    while changes:
        change = changes.pop()
        joined.extend(one[done : change.stop])
        joined.extend(change.lines)
        done = change.stop
    return [*joined, *one[done:]]


def _combine(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    ours, other = _changes(base, mine), _changes(base, theirs)
    if ours is None or other is None:
        return None
    merged: list[str] = []
    done = 0
    while ours or other:
        if ours and other and ours[-1] == other[-1]:
            other.pop()
            change = ours.pop()
        elif not other or (ours and ours[-1][:2] < other[-1][:2]):
            change = ours.pop()
            if other and other[-1].start <= change.stop:
                return None
        else:
            change = other.pop()
            if ours and ours[-1].start <= change.stop:
                return None
        merged.extend(base[done : change.start])
        merged.extend(change.lines)
        done = change.stop
    merged.extend(base[done:])
    return merged


def _changes(base: Sequence[str], edited: Sequence[str]) -> list[_Change] | None:
    """Give what was changed, last change first; None where finding it would take too long."""
    shorter = min(len(base), len(edited))
    head = 0
    while head < shorter and base[head] == edited[head]:
        head += 1
    tail = 0
    while tail < shorter - head and base[-1 - tail] == edited[-1 - tail]:
        tail += 1
    before, after = base[head : len(base) - tail], edited[head : len(edited) - tail]
    counts = Counter(after)
    if sum(counts[line] for line in before) > _MOST_PAIRS:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes = [
        _Change(head + start, head + stop, tuple(after[first:last]))
        for kind, start, stop, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]
    return changes[::-1]
