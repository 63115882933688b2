"""The journal of changes of one portfolio on this machine: what undo and redo go through. It is never synced."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import orjson

from leaptui.model.change import Change, Edit
from leaptui.store.files import identity, write_atomically

KEEP_CHANGES = 300
COMPACT_BYTES = 4_000_000


@dataclass(frozen=True)
class Undone:
    """A change that was taken back, and what taking it back did."""

    label: str
    taken_back: Change


class Journal:
    """Changes done, and changes undone since, in a file of one JSON line each.

    Several programs may add to it: it is read again when it has grown. A last line cut off by a kill is passed over.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity: object = None
        self.done: list[Change] = []
        self.undone: list[Undone] = []

    def refresh(self) -> None:
        """Read the file again if another program has added to it."""
        found = identity(self._path)
        if found == self._identity:
            return
        self.done, self.undone = [], []
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            lines = []
        for line in lines:
            try:
                self._follow(orjson.loads(line))
            except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, IndexError):
                # A line cut off by a kill: what it would have undone can still be edited by hand.
                continue
        self._identity = found

    def record_done(self, change: Change) -> None:
        """Note a new change; what was undone before can no longer be redone."""
        self._append({"do": _to_json(change)})
        self.done.append(change)
        self.undone.clear()

    def record_undone(self, taken_back: Change) -> None:
        """Note that the last change was taken back."""
        self._append({"undo": _to_json(taken_back)})
        self.undone.append(Undone(self.done.pop().label, taken_back))

    def record_redone(self, change: Change) -> None:
        """Note that the last change taken back was done again."""
        self._append({"redo": _to_json(change)})
        self.undone.pop()
        self.done.append(change)

    def _follow(self, line: dict[str, dict[str, object]]) -> None:
        ((word, raw),) = line.items()
        change = _from_json(raw)
        if word == "do":
            self.done.append(change)
            self.undone.clear()
        elif word == "undo":
            self.undone.append(Undone(self.done.pop().label, change))
        else:
            self.undone.pop()
            self.done.append(change)

    def _append(self, line: dict[str, object]) -> None:
        self.refresh()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600), "ab") as file:
            # A line cut off earlier must not swallow this one.
            lead = b"\n" if file.tell() and not self._ends_whole() else b""
            file.write(lead + orjson.dumps(line) + b"\n")
            size = file.tell()
        if size > COMPACT_BYTES:
            self._compact()
        self._identity = identity(self._path)

    def _ends_whole(self) -> bool:
        with self._path.open("rb") as file:
            file.seek(-1, 2)
            return file.read(1) == b"\n"

    def _compact(self) -> None:
        keep: list[bytes] = []
        room = COMPACT_BYTES // 2
        for change in reversed(self.done[-KEEP_CHANGES:]):
            line = orjson.dumps({"do": _to_json(change)})
            room -= len(line)
            if room < 0:
                break
            keep.append(line)
        write_atomically(self._path, b"".join(line + b"\n" for line in reversed(keep)), mode=0o600)


def _to_json(change: Change) -> dict[str, object]:
    edits = [[table, record_id, edit.before, edit.after] for (table, record_id), edit in change.edits.items()]
    return {"label": change.label, "at": change.at, "edits": edits}


def _from_json(raw: dict[str, object]) -> Change:
    edits = raw["edits"]
    if not isinstance(edits, list):
        raise TypeError("edits are a list")
    found = {(str(table), str(record_id)): Edit(before, after) for table, record_id, before, after in edits}
    return Change(str(raw["label"]), str(raw["at"]), found)
