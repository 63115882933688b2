"""TinyDB with text ids: random ones never collide between clones, as counted ones do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from leaptui.model.canonical import Record
from leaptui.model.ids import new_id
from leaptui.store.storage import CanonicalStorage

# TinyDB's own types hold any value, and ids that are numbers.
_Rows = dict[Any, Any]


class _Shelf(_Rows):
    """A table while TinyDB updates it. TinyDB writes into the very records it takes out, so it gets copies."""

    def __init__(self, records: _Rows) -> None:
        super().__init__(records)
        self.touched: set[object] = set()

    def __getitem__(self, record_id: object) -> Any:
        if record_id not in self.touched:
            self[record_id] = _copied(super().__getitem__(record_id))
        return super().__getitem__(record_id)

    def __setitem__(self, record_id: object, record: object) -> None:
        self.touched.add(record_id)
        super().__setitem__(record_id, record)


class RecordTable(Table):
    """A table whose records are keyed by text ids.

    What it gives and takes are copies. It keeps no results of queries: the file may be another one at any time.
    """

    document_id_class = str  # type: ignore[assignment]  # TinyDB types ids as int and uses only what str has too

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size, persist_empty)

    def put(self, records: Mapping[str, Record | None]) -> None:
        """Set many records in one update; None removes one."""

        def update(table: _Rows) -> None:
            for record_id, record in records.items():
                if record is None:
                    table.pop(record_id, None)
                else:
                    table[record_id] = record

        self._update_table(update)

    def _get_next_id(self) -> int:
        return cast("int", new_id())

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        return cast("dict[str, Mapping[Any, Any]]", _copied(super()._read_table()))

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        def update(table: _Rows) -> None:
            shelf = _Shelf(table)
            updater(shelf)
            table.clear()
            table.update(shelf.items())
            # What was put in may still be in the hands of who gave it.
            table.update((key, _copied(table[key])) for key in shelf.touched if key in table)

        super()._update_table(update)


class PortfolioDB(TinyDB):
    """The TinyDB of one portfolio; its storage is a CanonicalStorage."""

    table_class = RecordTable
    default_storage_class = CanonicalStorage  # type: ignore[assignment]  # TinyDB takes any Storage, and names its own

    @property
    def canonical(self) -> CanonicalStorage:
        """The storage under it."""
        return cast("CanonicalStorage", self.storage)

    def records(self, table: str) -> RecordTable:
        """The table of that name."""
        return cast("RecordTable", self.table(table))


def _copied(value: object) -> Any:
    """A copy of a JSON value that shares nothing with it."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(item) for item in value]
    return value
