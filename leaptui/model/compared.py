"""Which words of two texts differ: lines are matched first, then words within the lines that differ. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

Places = list[tuple[int, int]]
"""Where in a line the words are that the other text does not have: (start, end), in order."""
Compared = list[tuple[str, Places]]
"""A text line by line, each with its places."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 2_000
"""More words than this in lines that differ are not compared one by one: those lines differ as a whole."""
_MOST_LINES = 4_000


def compare(one: Sequence[str], other: Sequence[str]) -> tuple[Compared, Compared]:
    """Give both texts with the places where they differ."""
    if len(one) + len(other) > _MOST_LINES:
        return _whole(one, set(other)), _whole(other, set(one))
    left: Compared = []
    right: Compared = []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal":
            left += [(line, []) for line in one[start:stop]]
            right += [(line, []) for line in other[first:last]]
        else:
            mine, theirs = _words(one[start:stop], other[first:last])
            left += mine
            right += theirs
    return left, right


def _whole(lines: Sequence[str], known: set[str]) -> Compared:
    return [(line, [] if line in known or not line else [(0, len(line))]) for line in lines]


def _words(one: Sequence[str], other: Sequence[str]) -> tuple[Compared, Compared]:
    """Compare lines of which none is the same, word by word and across their ends."""
    texts = ["\n".join(one), "\n".join(other)]
    words: list[list[str]] = [_WORD.findall(text) for text in texts]
    if not one or not other or sum(map(len, words)) > _MOST_WORDS:
        return _whole(one, set()), _whole(other, set())
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    same = [(start, first, size) for start, first, size in matcher.get_matching_blocks() if size]
    kept = [set[int](), set[int]()]
    for start, first, size in same:
        # Blanks and full stops that happen to be the same say nothing where all around them differs.
        if any(word.isalnum() for word in words[0][start : start + size]):
            kept[0].update(range(start, start + size))
            kept[1].update(range(first, first + size))
    for side in (0, 1):
        _slide(words[side], kept[side])
    return _by_line(texts[0], words[0], kept[0]), _by_line(texts[1], words[1], kept[1])


def _slide(words: Sequence[str], kept: set[int]) -> None:
    """Let what was put in begin with a word: `. My hands` before a full stop is `My hands.` behind one."""
    for start in range(len(words)):
        if start in kept or (start and start - 1 not in kept):
            continue
        # The run moves on as a whole.
        first, end = start, next((place for place in range(start, len(words)) if place in kept), len(words))
        while first < end < len(words) and words[first] == words[end] and not words[first].isalnum():
            kept.add(first)
            kept.discard(end)
            first, end = first + 1, end + 1


def _by_line(text: str, words: Sequence[str], kept: set[int]) -> Compared:
    """The lines of a text with the places of the words that are not kept; blanks at the ends of a place are left out."""
    found: list[Places] = [[]]
    at = 0
    begun: tuple[int, int] | None = None
    for number, word in enumerate(words):
        if number in kept or "\n" in word:
            found[-1] += [begun] if begun else []
            begun = None
        elif not word.isspace():
            begun = (begun[0] if begun else at, at + len(word))
        ends = word.count("\n")
        found += [[] for _ in range(ends)]
        at = len(word) - word.rfind("\n") - 1 if ends else at + len(word)
    found[-1] += [begun] if begun else []
    return list(zip(text.split("\n"), found, strict=True))


def words_in(lines: Sequence[str]) -> int:
    """How many words a text has."""
    return sum(any(map(str.isalnum, word)) for line in lines for word in line.split())
