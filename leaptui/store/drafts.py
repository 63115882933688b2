"""What was typed and not kept yet, so that a closed window costs at most the word being typed. It is never synced."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.workspace import Workspace

NEW = "new"
"""The key of the sheet of a piece that is not there yet; other sheets go by their piece's id."""


class Drafts:
    """The unfinished sheets of one portfolio on this machine: texts by field name, by sheet."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._workspace = workspace
        self._path: Path = workspace.local_dir / "drafts" / f"{name}.json"

    def get(self, sheet: str) -> dict[str, str] | None:
        """What stands on a sheet; None where nothing was left on it, or it cannot be read."""
        return self._read().get(sheet)

    def sheets(self) -> list[str]:
        """The keys of the sheets on which something was left."""
        return list(self._read())

    def put(self, sheet: str, fields: Mapping[str, str]) -> None:
        """Note what stands on a sheet. Raises OSError, StoreError where it cannot be written."""
        self._write({**self._read(), sheet: dict(fields)})

    def drop(self, sheet: str) -> None:
        """Forget a sheet: it was kept. Raises OSError, StoreError where that cannot be written."""
        drafts = self._read()
        if drafts.pop(sheet, None) is not None:
            self._write(drafts)

    def note(self, sheet: str, fields: Mapping[str, str] | None) -> None:
        """Note what stands on a sheet, or forget it; where the disk does not take it the sheet itself still holds it."""
        with suppress(OSError, StoreError):
            if fields is None:
                self.drop(sheet)
            else:
                self.put(sheet, fields)

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            raw = json.loads(read_bytes(self._path))
        except (OSError, ValueError):
            return {}
        if not isinstance(raw, dict):
            return {}
        return {
            sheet: {str(field): str(text) for field, text in fields.items()}
            for sheet, fields in raw.items()
            if isinstance(fields, dict)
        }

    def _write(self, drafts: Mapping[str, Mapping[str, str]]) -> None:
        folder = self._workspace.make_local_dir() / "drafts"
        folder.mkdir(exist_ok=True)
        write_atomically(self._path, json.dumps(drafts, ensure_ascii=False).encode("utf-8", "replace"), mode=0o600)
