"""Reading the pieces of a sample portfolio, which are written by hand as plain text.

A piece begins with `=== DATE KIND PLACE [LIFE_AREA] | TITLE`. Notes about it follow (`tags a, b; minutes 40`,
`link URL TITLE`, `parts PERSON: WHICH PART`, `shared PORTFOLIO/KEY`), then what it shows (`> CODE LEVEL: REASON`), an
empty line, and the body as it is. A line `+++` in the body parts what was written first from what was added later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_HEAD = re.compile(r"=== (\d{4}-\d\d-\d\d) (\w+) (\w+)(?: (\w+))? \| (.+)")
_CLAIM = re.compile(r"> ([A-Z]\d(?:\.[a-z])?) ([1-4]): (.+)")
_ADDED = "+++"


@dataclass(frozen=True)
class Said:
    """That a piece shows a guideline: its code, the level counted from 1, and why."""

    code: str
    level: int
    why: str


@dataclass(frozen=True)
class Piece:
    """A piece as it was written; `drafted` is the body before anything was added to it."""

    made_on: str
    kind: str
    place: str
    life_area: str | None
    title: str
    notes: Mapping[str, str]
    links: tuple[tuple[str, str], ...]
    says: tuple[Said, ...]
    body: tuple[str, ...]
    drafted: tuple[str, ...]

    @property
    def key(self) -> str:
        """What other records of the sample call it."""
        return self.notes.get("key", f"{self.made_on} {self.title}")

    def words(self, note: str) -> list[str]:
        """The words of a note, sorted; none where it is not there."""
        return sorted(word.strip() for word in self.notes.get(note, "").split(",") if word.strip())


def read_pieces(folder: Path) -> list[Piece]:
    """Read the pieces of all text files of a folder, in their order."""
    return [piece for path in sorted(folder.glob("*.txt")) for piece in _split(path)]


def _split(path: Path) -> Iterator[Piece]:
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("=== ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        try:
            yield _piece(lines[start:end])
        except ValueError as error:
            raise ValueError(f"{path.name}, the piece from line {start + 1}: {error}") from error


def _piece(lines: list[str]) -> Piece:
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        raise ValueError("the first line is not understood")
    made_on, kind, place, life_area, title = head.groups()
    gap = lines.index("", 1) if "" in lines else len(lines)
    notes, links, says = _about(lines[1:gap])
    body = _trimmed(lines[gap:])
    drafted = body[: body.index(_ADDED)] if _ADDED in body else body
    whole = ["" if line == _ADDED else line for line in body]
    return Piece(made_on, kind, place, life_area, title, notes, links, says, tuple(whole), tuple(drafted))


def _about(lines: Iterable[str]) -> tuple[dict[str, str], tuple[tuple[str, str], ...], tuple[Said, ...]]:
    notes: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    says: list[Said] = []
    for line in lines:
        if line.startswith(">"):
            claim = _CLAIM.fullmatch(line)
            if claim is None:
                raise ValueError(f"not understood: {line}")
            says.append(Said(claim[1], int(claim[2]), claim[3]))
            continue
        for note in line.split("; "):
            name, _, value = note.partition(" ")
            if name == "link":
                url, _, title = value.partition(" ")
                links.append((url, title))
            else:
                notes[name] = value
    return notes, tuple(links), tuple(says)


def _trimmed(lines: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(lines) if line]
    return lines[filled[0] : filled[-1] + 1] if filled else []
