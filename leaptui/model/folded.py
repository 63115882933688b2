"""Words as a search compares them: in any case, with or without accents."""

from __future__ import annotations

import re
import unicodedata

# Accents of Latin, Greek and Cyrillic, Hebrew points and Arabic vowel signs. Marks that make another letter, such as
# those of the Indic scripts or of Japanese, stay.
_MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
)
_STROKES = (("ø", "o"), ("ł", "l"), ("đ", "d"), ("ħ", "h"), ("ı", "i"), ("æ", "ae"), ("œ", "oe"))


def fold(text: str) -> str:
    """Bring a text into the form that searches compare: no case, no accents, `ß` as `ss`, `ø` as `o`, `ﬁ` as `fi`."""
    if text.isascii():
        return text.lower()
    folded = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    for letter, plain in _STROKES:
        folded = folded.replace(letter, plain)
    return folded


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Find where the words of a query stand in a text: (start, end) in the text itself, in order, none overlapping."""
    words = fold(query).split()
    whole = fold(text)
    if not any(word in whole for word in words):
        return []
    letters = [fold(letter) for letter in text]
    # Which letter of the text each place of the folded text comes from; one letter may fold to none or to several.
    source = [place for place, folded in enumerate(letters) for _ in folded]
    folded = "".join(letters)
    marked = bytearray(len(text) + 1)
    for word in words:
        at = folded.find(word)
        while at >= 0:
            first, last = source[at], source[at + len(word) - 1]
            while last + 1 < len(text) and not letters[last + 1]:
                last += 1  # an accent written after its letter belongs to it
            marked[first : last + 1] = b"\1" * (last + 1 - first)
            at = folded.find(word, at + 1)
    return [found.span() for found in re.finditer(rb"\x01+", marked)]
