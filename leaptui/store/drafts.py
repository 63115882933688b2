"""What was typed and not kept yet, so that a closed window costs at most the word being typed. It is never synced.

Each running program has its own unfinished sheets, by an id it holds a lock for as long as it lives. What a program left that
is gone is anybody's: it is offered again, and whoever goes on with it takes it over. Two windows on one portfolio thus never
show, overwrite or forget each other's words.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.store.errors import StoreError
from leaptui.store.files import clear_stale, read_bytes, write_atomically
from leaptui.store.workspace import Workspace

if TYPE_CHECKING:
    from filelock import FileLock

NEW = "new"
"""The key of the sheet of a piece that is not there yet; other sheets go by their piece's id."""

Sheets = dict[str, dict[str, str]]
"""Texts by field name, by sheet."""

_LOCK = ".drafts"  # no portfolio can have this name


class Drafts:
    """The unfinished sheets of one portfolio on this machine, as one running program sees them."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._workspace = workspace
        self._folder: Path = workspace.local_dir / "drafts"
        self._path = self._folder / f"{name}.json"
        self._owner = os.urandom(8).hex()
        self._alive: FileLock | None = None

    def get(self, sheet: str) -> dict[str, str] | None:
        """What stands on a sheet; None where nothing was left on it, or it cannot be read."""
        found = self._read()
        owners = [self._owner, *(owner for owner in found if owner != self._owner)]
        holding = (owner for owner in owners if sheet in found.get(owner, {}))
        return next((found[owner][sheet] for owner in holding if self._may_take(owner)), None)

    def sheets(self) -> list[str]:
        """The keys of the sheets on which something was left."""
        found = self._read()
        return list(dict.fromkeys(sheet for owner in found if self._may_take(owner) for sheet in found[owner]))

    def put(self, sheet: str, fields: Mapping[str, str]) -> None:
        """Note what stands on a sheet. Raises OSError, StoreError where it cannot be written."""
        self._change(lambda mine: {**mine, sheet: dict(fields)})

    def drop(self, sheet: str) -> None:
        """Forget a sheet: it was kept. Raises OSError, StoreError where that cannot be written."""
        if self.get(sheet) is not None:
            self._change(lambda mine: {key: fields for key, fields in mine.items() if key != sheet})

    def note(self, sheet: str, fields: Mapping[str, str] | None) -> None:
        """Note what stands on a sheet, or forget it; where the disk does not take it the sheet itself still holds it."""
        with suppress(OSError, StoreError):
            if fields is None:
                self.drop(sheet)
            else:
                self.put(sheet, fields)

    def close(self) -> None:
        """Leave what is unfinished to whoever opens the portfolio next."""
        if self._alive is not None:
            self._alive.release()
            self._alive = None

    def _change(self, change: Callable[[Sheets], Sheets]) -> None:
        """Change the sheets of this program, after taking over those of programs that are gone."""
        self._workspace.make_local_dir()
        self._folder.mkdir(mode=0o700, exist_ok=True)
        with self._workspace.lock(_LOCK):
            self._live()
            found = self._read()
            mine = found.pop(self._owner, {})
            for owner in [owner for owner in found if self._may_take(owner)]:
                for sheet in [sheet for sheet in found[owner] if sheet not in mine]:
                    mine[sheet] = found[owner].pop(sheet)
            after = {self._owner: change(mine), **found}
            left = {owner: sheets for owner, sheets in after.items() if sheets}
            write_atomically(self._path, json.dumps(left, ensure_ascii=False).encode("utf-8", "replace"), mode=0o600)
            for owner in found.keys() - left.keys():
                self._mark(owner).unlink(missing_ok=True)
            clear_stale(self._folder)

    def _live(self) -> None:
        """Hold the lock that says this program lives."""
        if self._alive is None:
            from filelock import FileLock

            self._alive = FileLock(self._mark(self._owner))
            self._alive.acquire()

    def _may_take(self, owner: str) -> bool:
        """Whether what this program left is ours to go on with: it is this one, or it is gone."""
        if owner == self._owner:
            return True
        mark = self._mark(owner)
        if not mark.exists():
            return True
        from filelock import FileLock, Timeout

        try:
            with FileLock(mark).acquire(timeout=0):
                return True
        except Timeout:
            return False
        except OSError:
            return True  # a lock that nobody can hold keeps nobody's words from them

    def _mark(self, owner: str) -> Path:
        return self._folder / f"{owner}.alive"

    def _read(self) -> dict[str, Sheets]:
        """The sheets by the id of the program that wrote them, which is only ever hexadecimal."""
        try:
            raw = json.loads(read_bytes(self._path))
        except (OSError, ValueError, StoreError):
            return {}
        if not isinstance(raw, dict):
            return {}
        return {
            owner: {
                sheet: {str(field): str(text) for field, text in fields.items()}
                for sheet, fields in sheets.items()
                if isinstance(fields, dict)
            }
            for owner, sheets in raw.items()
            if isinstance(sheets, dict) and owner.isalnum()
        }
