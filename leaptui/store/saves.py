"""The saves of one portfolio on this machine, one after the other: what history tells between two syncs. It is never synced.

The undo journal beside it forgets what was taken back, and keeps little; here every save stays as it was made, until the file
has grown too long and its older half goes. What went is told by the synced versions alone from then on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import orjson

from leaptui.model.change import Change
from leaptui.model.stamp import Stamp
from leaptui.store.appending import append_lines
from leaptui.store.errors import Refused
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.journal import change_from, change_json

MOST_BYTES = 12_000_000
"""From this size on the older half of the file is let go."""

Sort = Literal["do", "undo", "redo"]
"""What a save was: a change that was made, one that was taken back, or one that was done again."""
_SORTS: tuple[str, ...] = get_args(Sort)


@dataclass(frozen=True)
class Save:
    """One save: its change as it was written, what it was, and which clone saved it at which revision of its own.

    These tell which commit holds it: the first of that clone whose own revision is greater. `clone` is empty where there was
    no id yet.
    """

    change: Change
    sort: Sort
    revision: int
    clone: str = ""


class Saves:
    """The file of saves, one JSON line each. A line that cannot be read, such as one cut off by a kill, is passed over.

    Who adds to it holds the portfolio's lock. A line that could not be written is kept here and written with the next one.
    Like the undo journal it is not flushed to the disk at every save: where the power fails, the saves of the last seconds may
    be told by the next sync alone. The portfolio itself is whole in any case.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: list[bytes] = []

    def note(self, change: Change, sort: Sort, stamp: Stamp | None) -> None:
        """Add a save. Raises OSError, Refused."""
        by: dict[str, str | int] = {"clone": stamp.clone, "revision": stamp.revision} if stamp else {"revision": 0}
        self._waiting.append(orjson.dumps({"as": sort, **by, **change_json(change)}))
        size = append_lines(self._path, self._waiting)
        self._waiting.clear()
        if size > MOST_BYTES:
            with suppress(OSError, Refused):  # then it stays as long as it is until the next time
                self._let_go()

    def read(self) -> list[Save]:
        """The saves, oldest first; none where there is no file, or it cannot be read."""
        return list(_understood([*self._lines(), *self._waiting]))

    def mark(self) -> str:
        """What stands for the newest save in the file; empty where there is none."""
        lines = self._lines()
        return _mark_of(lines[-1]) if lines else ""

    def since(self, mark: str) -> list[Save] | None:
        """The saves after the one a mark stands for; None where that is not in the file any more."""
        lines = self._lines()
        if not mark:
            return list(_understood(lines))
        for place in range(len(lines) - 1, -1, -1):
            if _mark_of(lines[place]) == mark:
                return list(_understood(lines[place + 1 :]))
        return None

    def _lines(self) -> list[bytes]:
        try:
            return [line for line in read_bytes(self._path).split(b"\n") if line]
        except (OSError, Refused):
            return []

    def forget(self) -> None:
        """Begin anew, without any save. Raises OSError."""
        self._path.unlink(missing_ok=True)
        self._waiting.clear()

    def _let_go(self) -> None:
        """Write the file anew with the newest lines, as many as fill half of it, the newest in any case."""
        kept: list[bytes] = []
        room = MOST_BYTES // 2
        for line in reversed(read_bytes(self._path).split(b"\n")):
            room -= len(line) + 1
            if room < 0 and kept:
                break
            if line:
                kept.append(line)
        write_atomically(self._path, b"".join(line + b"\n" for line in reversed(kept)), mode=0o600)


def _mark_of(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _understood(lines: list[bytes]) -> Iterator[Save]:
    for line in lines:
        with suppress(orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError):
            raw = orjson.loads(line)
            sort, revision, clone = raw["as"], raw["revision"], raw.get("clone", "")
            if sort in _SORTS and isinstance(revision, int) and isinstance(clone, str):
                yield Save(change_from(raw), sort, revision, clone)
