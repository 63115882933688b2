"""What this machine remembers of the workspace's files, so that they are not all read again for a glance at the header.

It is only ever a short cut: without it everything is found anew.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from leaptui.store.files import Identity, write_atomically

_VERSION = 1
_FRESH_NS = 2_000_000_000


@dataclass(frozen=True)
class SeenFile:
    """A file as it was read: the id of its content, and how many of its fields wait for a choice.

    `differing` is how many records differ from another content of it, `against` (None where that was not counted).
    """

    id: str
    conflicts: int = 0
    against: str | None = None
    differing: int = 0


@dataclass
class Seen:
    """The files seen, each with the identity it had."""

    path: Path
    files: dict[str, tuple[Identity, SeenFile]] = field(default_factory=dict)
    changed: bool = False

    @classmethod
    def load(cls, path: Path) -> Seen:
        """Read what was remembered; nothing where it cannot be read."""
        seen = cls(path)
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            raw = orjson.loads(path.read_bytes())
            if raw["version"] == _VERSION:
                for name, (identity, *rest) in raw["files"].items():
                    seen.files[name] = (tuple(identity), SeenFile(*rest))
        return seen

    def get(self, name: str, identity: Identity) -> SeenFile | None:
        """What is known of a file, if it is still the one that was seen."""
        known = self.files.get(name)
        return known[1] if known and known[0] == identity else None

    def put(self, name: str, identity: Identity, file: SeenFile) -> None:
        """Remember a file. One changed in the last two seconds is not remembered: it may change again unnoticed."""
        if time.time_ns() - max(identity[3], identity[4]) > _FRESH_NS:
            self.files[name] = (identity, file)
            self.changed = True

    def count(self, name: str, identity: Identity, against: str, differing: int) -> None:
        """Remember also how many records of a file differ from another content."""
        if known := self.get(name, identity):
            self.put(name, identity, replace(known, against=against, differing=differing))

    def save(self, present: set[str]) -> None:
        """Write it down, without the files that are gone. A disk that does not take it does no harm."""
        if not self.changed and present >= self.files.keys():
            return
        files = {
            name: [list(identity), file.id, file.conflicts, file.against, file.differing]
            for name, (identity, file) in self.files.items()
            if name in present
        }
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, orjson.dumps({"version": _VERSION, "files": files}))
