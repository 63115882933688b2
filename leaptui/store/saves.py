"""The saves of one portfolio on this machine, one after the other: what history tells between two syncs. It is never synced.

The undo journal beside it forgets what was taken back, and keeps little; here every save stays as it was made, until the file
has grown too long and its older half goes. What went is told by the synced versions alone from then on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import orjson

from leaptui.model.change import Change
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
    """One save: its change as it was written, what it was, and the revision of this copy at that moment.

    The revision tells which commit holds it: the first of this copy's whose own revision is greater.
    """

    change: Change
    sort: Sort
    revision: int


class Saves:
    """The file of saves, one JSON line each. A line that cannot be read, such as one cut off by a kill, is passed over.

    Who adds to it holds the portfolio's lock. A line that could not be written is kept here and written with the next one.
    Like the undo journal it is not flushed to the disk at every save: where the power fails, the saves of the last seconds may
    be told by the next sync alone. The portfolio itself is whole in any case.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: list[bytes] = []

    def note(self, change: Change, sort: Sort, revision: int) -> None:
        """Add a save. Raises OSError, Refused."""
        self._waiting.append(orjson.dumps({"as": sort, "revision": revision, **change_json(change)}))
        size = append_lines(self._path, self._waiting)
        self._waiting.clear()
        if size > MOST_BYTES:
            with suppress(OSError, Refused):  # then it stays as long as it is until the next time
                self._let_go()

    def read(self) -> list[Save]:
        """The saves, oldest first; none where there is no file, or it cannot be read."""
        try:
            lines = read_bytes(self._path).split(b"\n")
        except (OSError, Refused):
            lines = []
        return list(_understood([*lines, *self._waiting]))

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


def _understood(lines: list[bytes]) -> Iterator[Save]:
    for line in lines:
        with suppress(orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError):
            raw = orjson.loads(line)
            sort, revision = raw["as"], raw["revision"]
            if sort in _SORTS and isinstance(revision, int):
                yield Save(change_from(raw), sort, revision)
