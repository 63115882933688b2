"""The note about a copy of a workspace: its id, how many revisions it has made, and the ids it had before. It is never synced."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from leaptui.model.stamp import Stamp
from leaptui.store.files import read_bytes, write_atomically

NAME = "clone.json"


@dataclass(frozen=True)
class CloneNote:
    """What is noted: the stamp, None where there is none yet; the ids this copy had before it was copied, the first one first."""

    stamp: Stamp | None = None
    before: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> CloneNote:
        """Read it; a note that is not there or makes no sense says nothing. Raises OSError."""
        try:
            raw = json.loads(read_bytes(folder / NAME))
        except (FileNotFoundError, ValueError):
            return cls()
        if not isinstance(raw, dict):
            return cls()
        clone, revision, before = raw.get("clone"), raw.get("revision"), raw.get("before")
        known = Stamp(clone, revision) if isinstance(clone, str) and clone and isinstance(revision, int) else None
        return cls(known, tuple(map(str, before)) if isinstance(before, list) else ())

    def write(self, folder: Path, stamp: Stamp, older: Sequence[str] = ()) -> None:
        """Note another stamp; `older` are ids this copy had until now. Raises OSError."""
        raw: dict[str, object] = {"clone": stamp.clone, "revision": stamp.revision}
        if before := [*self.before, *older]:
            raw["before"] = before
        write_atomically(folder / NAME, (json.dumps(raw) + "\n").encode())


def new_stamp() -> Stamp:
    """The stamp of a copy that has none: a new id, and no revision yet."""
    return Stamp(os.urandom(8).hex(), 0)
