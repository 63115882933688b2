"""Titles as they are shown: a piece without a visible one is said to have none."""

from __future__ import annotations

import unicodedata

from leaptui.language import _, in_quotes
from leaptui.model.text import clean_line

# Letters by their category that draw nothing: fillers of Hangul, the empty Braille cell.
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_BLANK = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})


def _is_blank(letter: str) -> bool:
    return letter in _BLANK_LETTERS or unicodedata.category(letter) in _BLANK


def has_title(title: str) -> bool:
    """Whether a title has anything in it that can be seen: blanks, format signs and marks without a letter cannot."""
    return any(not _is_blank(letter) for letter in title)


def shown_title(title: str) -> str:
    """A title as one line; where nothing of it could be seen, that there is none."""
    return clean_line(title) if has_title(title) else _("no title")


def quoted(title: str, most: int = 40) -> str:
    """A title as it stands in a label or message: in quotation marks, cut where it is long."""
    return in_quotes(title if len(title) <= most else title[: most - 1].rstrip() + "…")


def leading(name: str) -> str:
    """A file's name as it begins a sentence: in quotation marks where a capital letter would make another name of it."""
    first = name.split(" ", 1)[0]
    if "/" in first or "." in first.rstrip(".") or name[:1] == name[:1].upper():
        return name
    return in_quotes(name)
