"""The journal of changes of one portfolio on this machine: what undo and redo go through. It is never synced."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import orjson

from leaptui.model.canonical import Record
from leaptui.model.change import Change, Edit
from leaptui.store.appending import append_lines
from leaptui.store.errors import Refused
from leaptui.store.files import Identity, identity, read_bytes, write_atomically
from leaptui.store.workspace import Workspace

KEEP_CHANGES = 300
COMPACT_BYTES = 4_000_000
"""From this size on the journal is written anew with the last changes alone, in half of it."""


class Journal:
    """Changes done, and changes taken back since, in a file of one JSON line each.

    Several programs may add to it, one at a time: who adds holds the portfolio's lock. It is read again when it is another
    one. A line cut off by a kill is passed over. A line that could not be written is kept here and written with the next.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity: Identity | None = None
        self._waiting: list[bytes] = []
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def last_done(self) -> Change | None:
        """The change that would be taken back next."""
        self._refresh()
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Change | None:
        """What took back the change that would be done again next; it bears that one's label."""
        self._refresh()
        return self._undone[-1] if self._undone else None

    def record_done(self, change: Change) -> None:
        """Note a new change; what was taken back before can no longer be done again. Raises OSError, Refused."""
        self._append({"do": change_json(change)})

    def record_undone(self, taken_back: Change) -> None:
        """Note that the last change was taken back. Raises OSError, Refused."""
        self._append({"undo": change_json(taken_back)})

    def record_redone(self, change: Change) -> None:
        """Note that the last change taken back was done again. Raises OSError, Refused."""
        self._append({"redo": change_json(change)})

    def drop_done(self) -> None:
        """Forget the last change: it cannot be taken back. Raises OSError, Refused."""
        self._append({"drop": "done"})

    def drop_undone(self) -> None:
        """Forget the last change taken back: it cannot be done again. Raises OSError, Refused."""
        self._append({"drop": "undone"})

    def forget(self) -> None:
        """Begin anew, without any change. Raises OSError."""
        self._path.unlink(missing_ok=True)
        self._identity, self._waiting, self._done, self._undone = None, [], [], []

    def _refresh(self) -> None:
        """Read the file again if it is another one than the one last read."""
        try:
            found = identity(self._path)
            if found == self._identity:
                return
            lines = read_bytes(self._path).split(b"\n") if found else []
        except (OSError, Refused):
            return  # without its file, undo reaches as far back as this program remembers
        self._done, self._undone = [], []
        for line in (*lines, *self._waiting):
            self._follow(line)
        self._identity = found

    def _follow(self, line: bytes) -> None:
        try:
            ((word, raw),) = orjson.loads(line).items()
            if word == "drop":
                (self._done if raw == "done" else self._undone).pop()
                return
            change = change_from(raw)
            if word == "do":
                self._undone.clear()
                self._done.append(change)
            elif word == "undo":
                self._done.pop()
                self._undone.append(change)
            elif word == "redo":
                self._undone.pop()
                self._done.append(change)
            elif word == "undone":
                self._undone.append(change)
        except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError, IndexError):
            # A line cut off by a kill: what it would have undone can still be edited by hand.
            return

    def _append(self, entry: dict[str, object]) -> None:
        self._refresh()
        line = orjson.dumps(entry)
        self._follow(line)
        self._waiting.append(line)
        size = append_lines(self._path, self._waiting)
        self._waiting.clear()
        if size > COMPACT_BYTES:
            with suppress(OSError):  # then it stays as long as it is until the next time
                self._compact()
        self._identity = identity(self._path)

    def _compact(self) -> None:
        """Write the journal anew: the last changes, newest first until the room is full, the newest in any case."""
        keep: list[bytes] = []
        room = COMPACT_BYTES // 2
        lines = [("undone", change) for change in self._undone[::-1]] + [("do", change) for change in self._done[::-1]]
        for word, change in lines[:KEEP_CHANGES]:
            line = orjson.dumps({word: change_json(change)}) + b"\n"
            room -= len(line)
            if room < 0 and keep:
                break
            keep.append(line)
        write_atomically(self._path, b"".join(reversed(keep)), mode=0o600)


def change_json(change: Change) -> dict[str, object]:
    """A change as a line of JSON holds it: its label, when, and the records before and after."""
    edits = [[table, record_id, edit.before, edit.after] for (table, record_id), edit in change.edits.items()]
    return {"label": change.label, "at": change.at, "edits": edits}


def change_from(raw: dict[str, object]) -> Change:
    """Read a change from what a line holds. Raises KeyError, TypeError, ValueError for anything else."""
    edits = raw["edits"]
    if not isinstance(edits, list):
        raise TypeError("edits are a list")
    found = {
        (str(table), str(record_id)): Edit(_record(before), _record(after)) for table, record_id, before, after in edits
    }
    return Change(str(raw["label"]), str(raw["at"]), found)


def _record(raw: object) -> Record | None:
    if raw is None or isinstance(raw, dict):
        return raw
    raise TypeError("a record is an object")


def journal_of(workspace: Workspace, name: str) -> Journal:
    """The journal of a portfolio on this machine; the portfolio's file need not be there."""
    return Journal(workspace.local_dir / "undo" / f"{name}.jsonl")
