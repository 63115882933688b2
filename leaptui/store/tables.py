"""TinyDB with text ids: random ones never collide between clones, as counted ones do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Table

from leaptui.model.canonical import Record
from leaptui.model.ids import new_id
from leaptui.store.storage import CanonicalStorage


class RecordTable(Table):
    """A table whose records are keyed by text ids."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB types ids as int and uses only what str has too

    def _get_next_id(self) -> int:
        return cast("int", new_id())

    def put(self, records: Mapping[str, Record | None]) -> None:
        """Set many records in one update; None removes one."""

        def update(table: dict[Any, Any]) -> None:
            for record_id, record in records.items():
                if record is None:
                    table.pop(record_id, None)
                else:
                    table[record_id] = record

        self._update_table(update)


class PortfolioDB(TinyDB):
    """The TinyDB of one portfolio; its storage is a CanonicalStorage."""

    table_class = RecordTable
    default_storage_class = CanonicalStorage

    @property
    def canonical(self) -> CanonicalStorage:
        """The storage under it."""
        return cast("CanonicalStorage", self.storage)

    def records(self, table: str) -> RecordTable:
        """The table of that name."""
        return cast("RecordTable", self.table(table))

    def forget_queries(self) -> None:
        """Forget the results TinyDB keeps of earlier queries, after the file was changed from outside."""
        for name in self.canonical.document:
            self.table(name).clear_cache()
