"""TinyDB's storage for a portfolio: canonical bytes, no handle kept open, whole atomic writes, merged with what came between."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from leaptui.merge import merge3
from leaptui.model.canonical import Document, UnreadableDocument, canonical_bytes, read_document
from leaptui.model.records import FORMAT
from leaptui.store.errors import ReadOnly, StoreError, Unreadable
from leaptui.store.files import explain, identity, read_bytes, write_atomically
from leaptui.store.workspace import Workspace


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector: building tens of thousands of records takes 4 times as long while it runs."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class CanonicalStorage(Storage):
    """One portfolio file as TinyDB's storage.

    It keeps one parsed copy and reads the file anew when its identity has changed. A write takes the lock and merges with
    whatever changed on disk since the last read. Inside `transaction()` writes are collected and written once at its end.
    """

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._workspace = workspace
        self._name = name
        self._path = workspace.path(name)
        self._identity: object = None
        self._bytes: bytes | None = None
        self._document: Document = {}
        self._pending: Document | None = None
        self._collecting = False

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables. Raises Unreadable where the file cannot be read, Missing … as the system says where it is gone."""
        if self._pending is not None:
            return dict(self._pending)
        self.refresh()
        return dict(self._document)

    @property
    def document(self) -> Document:
        """The document as last read or written; not to be changed."""
        return self._document

    def refresh(self) -> bool:
        """Read the file again if it is not the one last read; tells whether its content is another one now."""
        found = identity(self._path)
        if found == self._identity and found is not None:
            return False
        before = self._bytes
        data = self._load()
        if data is None:
            return False
        # A file replaced while it was read gets the older identity, and so is read once more the next time.
        self._identity = found
        if data == before:
            return False
        self._bytes, self._document = data, self._parse(data)
        return True

    def create(self, document: Document) -> None:
        """Write the first content. Raises ReadOnly where there is a file already."""
        with self._workspace.lock(self._name):
            if identity(self._path) is not None:
                raise ReadOnly(f"there is a portfolio “{self._name}” already; nothing was changed")
            self._save(canonical_bytes(document), document)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Write the tables, merged with what changed on disk since the last read."""
        mine: Document = {table: dict(records) for table, records in data.items()}
        if self._collecting:
            self._pending = mine
            return
        with self._workspace.lock(self._name), collector_paused():
            self._write_merged(mine)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Collect all writes inside and write once at the end; nothing is written where the block raises."""
        self._collecting = True
        try:
            yield
            pending = self._pending
        finally:
            self._collecting, self._pending = False, None
        if pending is not None:
            self.write(pending)

    def _write_merged(self, mine: Document) -> None:
        on_disk = self._load()
        if on_disk is not None and on_disk != self._bytes:
            theirs = self._parse(on_disk)
            base = self._parse(self._bytes) if self._bytes is not None else None
            theirs_stamp, mine_stamp = self._workspace.next_stamp(), self._workspace.next_stamp()
            mine = merge3(base, mine, theirs, mine_stamp=mine_stamp, theirs_stamp=theirs_stamp)
        data = canonical_bytes(mine)
        if data == on_disk:
            self._bytes, self._document, self._identity = data, mine, identity(self._path)
            return
        self._save(data, mine)

    def _save(self, data: bytes, document: Document) -> None:
        try:
            self._path.parent.mkdir(exist_ok=True)
            write_atomically(self._path, data)
        except OSError as error:
            reason = explain(error, f"{self._name}.json could not be written")
            raise StoreError(f"{reason}; the file is as it was, and this change is not saved yet") from error
        self._bytes, self._document, self._identity = data, document, identity(self._path)

    def _load(self) -> bytes | None:
        try:
            return read_bytes(self._path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(explain(error, f"{self._name}.json could not be read")) from error

    def _parse(self, data: bytes) -> Document:
        try:
            with collector_paused():
                return read_document(data)
        except UnreadableDocument as error:
            raise Unreadable(self._name, error.message) from error


def read_only_reason(document: Document) -> str | None:
    """Say why this version may not write the portfolio; None where it may."""
    meta = document.get("meta", {}).get("portfolio", {})
    wanted = meta.get("min_writer", FORMAT)
    if isinstance(wanted, int) and wanted > FORMAT:
        return (
            f"this portfolio was written by a newer leaptui (format {wanted}, this one writes {FORMAT}): "
            "it can be read here, and changed after an update"
        )
    return None
