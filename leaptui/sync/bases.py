"""Files that had to stay as they are while the workspace moved on under them.

A portfolio that somebody is editing by hand may be unreadable at the moment of a sync. It is left alone, and the branch
moves on without it. When it can be read again, what was changed in it must be told by the version it was made from, not by
the one the branch has by then: otherwise it would take back what others wrote meanwhile. That version is noted here.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from leaptui.store.files import write_atomically


@dataclass(frozen=True)
class Base:
    """The content a file was made from, and the contents the branch may have of it meanwhile. None: no file."""

    id: str | None
    heads: tuple[str | None, ...]


@dataclass
class Bases:
    """The bases noted, by path."""

    path: Path
    noted: dict[str, Base] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Bases:
        """Read what is noted; nothing where there is nothing to be read."""
        bases = cls(path)
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            for name, raw in orjson.loads(path.read_bytes()).items():
                bases.noted[name] = Base(raw["base"], tuple(raw["heads"]))
        return bases

    def get(self, name: str, head: str | None) -> Base | None:
        """The base of a file, if the branch still holds a content it was noted for."""
        base = self.noted.get(name)
        return base if base and head in base.heads else None

    def note(self, name: str, head: str | None, coming: str | None) -> None:
        """Note what a file on the disk was made from, before the branch goes on to another content of it."""
        known = self.get(name, head)
        self._write({**self.noted, name: Base(known.id if known else head, (head, coming))})

    def forget(self, name: str) -> None:
        """The file and the branch agree again."""
        if name in self.noted:
            self._write({other: base for other, base in self.noted.items() if other != name})

    def _write(self, noted: dict[str, Base]) -> None:
        self.noted = noted
        raw = {name: {"base": base.id, "heads": base.heads} for name, base in noted.items()}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, orjson.dumps(raw))
