"""Paths in what was pasted: a terminal pastes the path of a file that is dropped onto it, each in its own way."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from leaptui.store.sources import ANYWHERE, Sources

MOST_LETTERS = 60_000
"""A longer text is no list of paths: a path has 4,096 bytes at most."""
MOST_FILES = 50
_HERE = frozenset({"", "localhost"})


def dropped_paths(text: str, sources: Sources = ANYWHERE) -> list[Path]:
    """The files and folders a pasted text names, if it names nothing else; none for a text that is just a text.

    Terminals paste paths as they are, in quotation marks, with escaped blanks, or as `file://` addresses; several stand one
    beside or below the other. Only whole paths (from `/` or `~`) of what is there count: a word is never taken for a file.
    `sources` tells what a path means on this machine.
    """
    if not text.strip() or len(text) > MOST_LETTERS or "\0" in text:
        return []
    for split in _WAYS:
        parts = split(text)
        if parts and len(parts) <= MOST_FILES:
            paths = [_path(part, sources) for part in parts]
            if all(path is not None for path in paths):
                return list(dict.fromkeys(path for path in paths if path is not None))
    return []


def typed_paths(typed: str, sources: Sources = ANYWHERE) -> list[Path]:
    """The paths in a line that is meant for paths, be they there or not: of what is dropped there, else as a shell reads it."""
    found = dropped_paths(typed, sources)
    if found or not typed.strip():
        return found
    one = sources.meant(_plain(typed.strip()))
    if _is_there(one):
        return [one]
    return [sources.meant(_plain(word)) for word in _words(typed)]


def _whole(text: str) -> list[str]:
    return [text.strip()]


def _lines(text: str) -> list[str]:
    """One path a line; in a list of addresses lines that begin with `#` are remarks."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(text: str) -> list[str]:
    """Words as a shell reads them; marks that are not closed belong to the words."""
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


def _before_roots(text: str) -> list[str]:
    """Paths with plain blanks in them, one after the other: a new one begins at a blank before `/`, `~` or `file:`."""
    return [part.strip() for part in re.split(r"\s+(?=/|~/|file://)", text.strip())]


_WAYS: tuple[Callable[[str], list[str]], ...] = (_whole, _lines, _words, _before_roots)


def _path(part: str, sources: Sources) -> Path | None:
    """The path a part names, if it is whole and there."""
    for plain in _readings(part):
        if plain.startswith(("/", "~")):
            path = sources.meant(plain)
            if path.is_absolute() and _is_there(path):
                return path
    return None


def _readings(part: str) -> Iterator[str]:
    """What a part may mean: as it stands, and without its quotation marks and escapes."""
    yield _plain(part)
    words = _words(part)
    if len(words) == 1:
        yield _plain(words[0])


def _plain(word: str) -> str:
    """The path of a `file://` address; anything else as it is."""
    if not word.lower().startswith("file://"):
        return word
    try:
        parts = urlsplit(word)
    except ValueError:
        return word
    # A `?` or `#` in a name is written as it is by some programs.
    tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return unquote(parts.path + tail) if parts.netloc in _HERE else word


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long a name, half a character
        return False
