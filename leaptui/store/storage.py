"""TinyDB's storage for a portfolio: canonical bytes, no handle kept open, whole atomic writes, merged with what came between."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from leaptui.language import _
from leaptui.model.canonical import (
    MAX_BYTES,
    Document,
    UnreadableDocument,
    UnwritableDocument,
    canonical_bytes,
    read_portfolio,
    same,
)
from leaptui.model.format import FORMAT
from leaptui.model.stamp import Stamp
from leaptui.store.errors import Busy, Missing, ReadOnly, Refused, StoreError, Unreadable
from leaptui.store.files import Identity, clear_stale, explain, identity, read_bytes, write_atomically
from leaptui.store.workspace import Workspace

Mark = tuple[int, int]
"""What tells one content of a file from another: its length and a hash of 64 bits with a secret key of this process."""

_ATTEMPTS = 20
"""How often a write begins anew because a program that knows no lock wrote in the middle of it."""


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
    Every method raises StoreError, with one sentence for the learner, where it cannot do its work.
    """

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._workspace = workspace
        self._name = name
        self._path = workspace.path(name)
        self._identity: Identity | None = None
        self._mark: Mark | None = None
        self._document: Document = {}
        self._pending: Document | None = None
        self._collecting = False
        self._is_held = False
        self._is_tidy = False
        self._ahead: tuple[Identity, Mark, Document] | None = None

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables. Records are not to be changed in place. Raises Unreadable, Missing where there never was a file."""
        if self._pending is not None:
            return dict(self._pending)
        self.refresh()
        if self._mark is None:
            raise Missing(_("there is no portfolio “{name}” in this workspace").format(name=self._name))
        return dict(self._document)

    @property
    def document(self) -> Document:
        """The document as last read or written; not to be changed."""
        return self._document

    @property
    def is_gone(self) -> bool:
        """Whether there is no file where one was read before."""
        return self._mark is not None and self._seen() is None

    def refresh(self) -> bool:
        """Read the file again if it is not the one last read; tells whether its content is another one now.

        A file that is gone leaves what was read before. Raises Unreadable each time, as long as it cannot be read.
        """
        found = self._seen()
        if found is None or found == self._identity:
            return False
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == found:
            changed = ahead[1] != self._mark
            self._identity, self._mark, self._document = ahead
            return changed
        data = self._load()
        if data is None:
            return False
        mark = _mark(data)
        changed = mark != self._mark
        if changed:
            self._document = self._parse(data)
            self._mark = mark
        # A file replaced while it was read gets the older identity, and so is read once more the next time.
        self._identity = found
        return changed

    @property
    def news(self) -> int:
        """How many bytes a file has that is another one than the one last read; 0 where there is nothing new."""
        found = self._seen()
        return 0 if found is None or found == self._identity else found[2]

    def read_ahead(self) -> Document | None:
        """Read a file that changed, in another thread than the one that uses this; the next `refresh` takes what was read.

        None where there is nothing new. Raises Unreadable, StoreError.
        """
        found = self._seen()
        if found is None or found == self._identity:
            return None
        data, before = self._load(), self._document
        if data is not None and identity(self._path) == found:
            mark = _mark(data)
            if mark != self._mark:
                document = _with_known(self._parse(data), before)
                self._ahead = (found, mark, document)
                return document
        return None

    def create(self, document: Document) -> None:
        """Write the first content. Raises ReadOnly where there is a file already."""
        with self.held():
            if self._seen() is not None or not self._save(self._dump(document), document, found=None):
                raise ReadOnly(_("there is a portfolio “{name}” already; nothing was changed").format(name=self._name))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the portfolio's lock, so that what is done inside belongs together; inside another one nothing more happens."""
        if self._is_held:
            yield
            return
        with self._workspace.lock(self._name):
            self._is_held = True
            try:
                yield
            finally:
                self._is_held = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock, read what is on the disk now, collect all writes inside and write once at the end.

        Nothing is written where the block raises.
        """
        with self.held():
            self.refresh()
            self._collecting = True
            try:
                yield
                pending = self._pending
            finally:
                self._collecting, self._pending = False, None
            if pending is not None:
                self.write(pending)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Write the tables, merged with what changed on disk since the last read. Raises Unreadable, ReadOnly, Refused."""
        mine: Document = {table: dict(records) for table, records in data.items()}
        if self._collecting:
            self._pending = mine
            return
        with self.held(), collector_paused():
            for _nth in range(_ATTEMPTS):
                mine = self._merged(mine)
                if self._save(self._dump(mine), mine, found=self._identity):
                    return
        raise Busy(
            _("another program writes {file} again and again, so this is not saved; try again in a moment").format(
                file=f"{self._name}.json"
            )
        )

    def _merged(self, mine: Document) -> Document:
        """What is to be written, with what is on the disk now merged in; that is what was last read from then on."""
        base, was_read = self._document, self._mark is not None
        # A change within one tick of the system's clock may leave the identity as it was: here the content itself is compared.
        self._identity = self._ahead = None
        changed = self.refresh()
        if self._mark is None:
            raise Missing(_("there is no portfolio “{name}” in this workspace").format(name=self._name))
        if changed and was_read:
            from leaptui.merge import merge3

            stamp = self._workspace.next_stamp(by=2)
            theirs_stamp = Stamp(stamp.clone, stamp.revision - 1)
            mine = merge3(base, mine, self._document, mine_stamp=stamp, theirs_stamp=theirs_stamp)
        if reason := read_only_reason(self._document):
            raise ReadOnly(reason)
        return mine

    def _save(self, data: bytes, document: Document, found: Identity | None) -> bool:
        """Replace the file, if it is still the one that was found; tells whether it was."""
        mark = _mark(data)
        if mark != self._mark or self._seen() is None:
            try:
                self._path.parent.mkdir(exist_ok=True)
                if not self._is_tidy:
                    clear_stale(self._path.parent)
                    self._is_tidy = True
                if not write_atomically(self._path, data, may_replace=lambda: identity(self._path) in (found, None)):
                    return False
            except OSError as error:
                why = explain(error, _("{file} could not be written").format(file=f"{self._name}.json"))
                raise StoreError(
                    _("{why}; the file is as it was, and this change is not saved").format(why=why)
                ) from error
            # What stands there now is looked at once more: it may be another program's already.
            self._identity = None
        self._mark, self._document = mark, document
        return True

    def _seen(self) -> Identity | None:
        try:
            return identity(self._path)
        except OSError as error:
            raise StoreError(explain(error, _("{name} could not be read").format(name=f"{self._name}.json"))) from error

    def _load(self) -> bytes | None:
        try:
            return read_bytes(self._path, MAX_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(explain(error, _("{name} could not be read").format(name=f"{self._name}.json"))) from error

    def _parse(self, data: bytes) -> Document:
        try:
            with collector_paused():
                document = read_portfolio(data)
        except UnreadableDocument as error:
            raise Unreadable(self._name, error.message) from error
        self._workspace.check_own(self._name, document)
        return document

    def _dump(self, document: Document) -> bytes:
        try:
            return canonical_bytes(document, known=self._document)
        except UnwritableDocument as error:
            raise Refused(f"{self._name}.json {error.message}") from error


def _with_known(document: Document, before: Document) -> Document:
    """A document whose records that are as they were before are those very ones: what was made of them still holds."""
    return {
        table: {
            name: known if (known := before.get(table, {}).get(name)) is not None and same(known, record) else record
            for name, record in records.items()
        }
        for table, records in document.items()
    }


def _mark(data: bytes) -> Mark:
    return len(data), hash(data)


def read_only_reason(document: Document) -> str | None:
    """Say why this version may not write the portfolio; None where it may."""
    meta = document.get("meta", {}).get("portfolio", {})
    wanted = meta.get("min_writer", FORMAT)
    if isinstance(wanted, int) and wanted > FORMAT:
        return _(
            "this portfolio was written by a newer leaptui (format {wanted}, this one writes {format}): "
            "it can be read here, and changed after an update"
        ).format(wanted=wanted, format=FORMAT)
    return None
