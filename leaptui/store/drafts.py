"""What was typed and not kept yet, so that a closed window costs at most the word being typed. It is never synced.

Each running program has its own unfinished sheets, by an id it holds a lock for as long as it lives. What a program left that
is gone is anybody's: it is offered again, and whoever goes on with it takes it over. Two windows on one portfolio thus never
show, overwrite or forget each other's words.

Where the disk takes nothing, what stands on a sheet is held in memory, and tried again until it does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.store.errors import StoreError
from leaptui.store.files import clear_stale, read_bytes, reason, write_atomically
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
        self._held: dict[str, dict[str, str] | None] = {}
        self.trouble = ""
        """Why something is held in memory that could not be written; empty where nothing is."""

    def get(self, sheet: str) -> dict[str, str] | None:
        """What stands on a sheet; None where nothing was left on it, or it cannot be read."""
        if sheet in self._held:
            return self._held[sheet]
        found = self._read()
        owners = [self._owner, *(owner for owner in found if owner != self._owner)]
        holding = (owner for owner in owners if sheet in found.get(owner, {}))
        return next((found[owner][sheet] for owner in holding if self._may_take(owner)), None)

    def sheets(self) -> list[str]:
        """The keys of the sheets on which something was left."""
        found = self._read()
        written = [sheet for owner in found if self._may_take(owner) for sheet in found[owner]]
        return [sheet for sheet in dict.fromkeys([*written, *self._held]) if self._held.get(sheet, {}) is not None]

    def put(self, sheet: str, fields: Mapping[str, str]) -> None:
        """Note what stands on a sheet. Raises OSError, StoreError where it cannot be written."""
        self._change(lambda mine: {**mine, sheet: dict(fields)})

    def drop(self, sheet: str) -> None:
        """Forget a sheet: it was kept. Raises OSError, StoreError where that cannot be written."""
        if sheet in self._held or self.get(sheet) is not None:
            self._change(lambda mine: {key: fields for key, fields in mine.items() if key != sheet})

    def note(self, sheet: str, fields: Mapping[str, str] | None) -> None:
        """Note what stands on a sheet, or forget it. Where the disk does not take it, it is held, and `trouble` says why."""
        try:
            if fields is None:
                self.drop(sheet)
            else:
                self.put(sheet, fields)
        except (OSError, StoreError) as error:
            self._held[sheet] = None if fields is None else dict(fields)
            self.trouble = _reason(error)

    @property
    def holds(self) -> bool:
        """Whether there are words in memory alone, which would go with the program."""
        return any(self._held.values())

    def settle(self) -> None:
        """Write what is held, if the disk takes it now."""
        if not self._held:
            return
        try:
            self._change(lambda mine: mine)
        except (OSError, StoreError) as error:
            self.trouble = _reason(error)

    def take(self, other: Drafts) -> None:
        """Go on with what another holds of the same portfolio, which is left with nothing."""
        self._held = {**other._held, **self._held}
        self.trouble = self.trouble or other.trouble
        other._held, other.trouble = {}, ""

    def let_go(self) -> None:
        """Hold nothing any more: it was not to be kept."""
        self._held, self.trouble = {}, ""

    def close(self) -> None:
        """Leave what is unfinished to whoever opens the portfolio next."""
        if self._alive is not None:
            self._alive.release()
            self._alive = None

    def _change(self, change: Callable[[Sheets], Sheets]) -> None:
        """Change the sheets of this program, after taking over those of programs that are gone; what is held goes with it."""
        self._workspace.make_local_dir()
        self._folder.mkdir(mode=0o700, exist_ok=True)
        with self._workspace.lock(_LOCK):
            self._live()
            found = self._read()
            mine = found.pop(self._owner, {})
            for owner in [owner for owner in found if self._may_take(owner)]:
                for sheet in [sheet for sheet in found[owner] if sheet not in mine]:
                    mine[sheet] = found[owner].pop(sheet)
            held = {key: fields for key, fields in self._held.items() if fields is not None}
            mine = {key: fields for key, fields in mine.items() if key not in self._held}
            after = {self._owner: change({**mine, **held}), **found}
            left = {owner: sheets for owner, sheets in after.items() if sheets}
            write_atomically(self._path, json.dumps(left, ensure_ascii=False).encode("utf-8", "replace"), mode=0o600)
            for owner in found.keys() - left.keys():
                self._mark(owner).unlink(missing_ok=True)
            clear_stale(self._folder)
        self._held, self.trouble = {}, ""

    def _live(self) -> None:
        """Hold the lock that says this program lives."""
        if self._alive is None:
            from filelock import FileLock

            alive = FileLock(self._mark(self._owner))
            alive.acquire()
            self._alive = alive

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


class Held:
    """What sessions held that are over, for as long as the program runs: the disk took none of it yet.

    `key` tells whose it is. Whoever goes on with the portfolio has it again; where the disk takes it before, it is written.
    """

    def __init__(self) -> None:
        self._left: dict[Hashable, tuple[Drafts, Callable[[], bool]]] = {}

    def leave(self, key: Hashable, drafts: Drafts, is_theirs: Callable[[], bool] = lambda: True) -> None:
        """Keep what a session holds that is over; `is_theirs` tells whether the portfolio has its name still."""
        drafts.settle()
        if drafts.holds:
            if before := self._left.pop(key, None):
                drafts.take(before[0])
            self._left[key] = drafts, is_theirs

    def take_up(self, key: Hashable, drafts: Drafts) -> None:
        """Go on with it in a new session."""
        if found := self._left.pop(key, None):
            drafts.take(found[0])

    @property
    def holds(self) -> bool:
        """Whether there is anything."""
        return bool(self._left)

    def settle(self) -> None:
        """Write what can be written now."""
        for key, (drafts, is_theirs) in list(self._left.items()):
            if is_theirs():
                drafts.settle()
                if not drafts.holds:
                    drafts.close()
                    del self._left[key]


def _reason(error: OSError | StoreError) -> str:
    """Why something could not be written, in a few words where the system said so."""
    cause = error if isinstance(error, OSError) else error.__cause__
    return reason(cause) if isinstance(cause, OSError) else str(error)
