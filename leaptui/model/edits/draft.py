"""Putting a change together, record by record."""

from __future__ import annotations

from collections.abc import Mapping

from leaptui.language import _
from leaptui.model.amiss import Amiss
from leaptui.model.canonical import Json, Record, UnwritableDocument, canonical_bytes, same
from leaptui.model.change import Change, Edit, Key
from leaptui.model.fields import SETS
from leaptui.model.ids import new_id
from leaptui.model.portfolio import VIEWS, Portfolio
from leaptui.model.reading import examined

Fields = Mapping[str, Json]
"""Fields of a record to set; an empty one (None, "", [], {}, False) is left out of the record, a set is put in order."""


class Invalid(ValueError):
    """What was asked for makes no valid record; the message is one plain sentence."""


class Draft:
    """A change being put together over a portfolio; nothing happens until the store applies it.

    `at` is the instant that the records get as `created` and `modified`.
    """

    def __init__(self, portfolio: Portfolio, at: str) -> None:
        self.portfolio = portfolio
        self.at = at
        self._edits: dict[Key, Edit] = {}

    def current(self, table: str, record_id: str) -> Record | None:
        """The record as the draft leaves it."""
        if (table, record_id) in self._edits:
            return self._edits[table, record_id].after
        return self.portfolio.raw(table, record_id)

    def new(self, table: str, fields: Fields, record_id: str | None = None) -> str:
        """Add a record and give its id. Raises Invalid."""
        made = record_id or new_id()
        self._set(table, made, {"created": self.at, "modified": self.at, **_full(fields)})
        return made

    def patch(self, table: str, record_id: str, fields: Fields) -> None:
        """Set fields of a record; others stay as they are. Raises Invalid, KeyError where there is no such record."""
        current = self.current(table, record_id)
        if current is None:
            raise KeyError(record_id)
        kept = {field: value for field, value in current.items() if field not in fields}
        patched: Record = {**kept, **_full(fields)}
        if not _is_same(patched, current):
            self._set(table, record_id, {**patched, "modified": self.at})

    def put(self, table: str, record_id: str, record: Record) -> None:
        """Make a record say exactly this. Raises Invalid."""
        if not _is_same(record, self.current(table, record_id) or {}):
            self._set(table, record_id, record)

    def remove(self, table: str, record_id: str) -> None:
        """Remove a record for good."""
        self._edits[table, record_id] = Edit(self.portfolio.raw(table, record_id), None)

    def change(self, label: str) -> Change:
        """The change, named by what it did in the product's words."""
        return Change(label, self.at, dict(self._edits))

    def _set(self, table: str, record_id: str, record: Record) -> None:
        try:
            canonical_bytes({table: {record_id: record}})
            view = VIEWS.get(table)
            if view is not None:
                examined(view, record, record_id)
        except UnwritableDocument as error:
            raise Invalid(_("this cannot be kept, for it {reason}").format(reason=error.message)) from None
        except Amiss as amiss:
            raise Invalid(str(amiss)) from None
        self._edits[table, record_id] = Edit(self.portfolio.raw(table, record_id), record)


def _is_same(one: Record, other: Record) -> bool:
    try:
        return same(one, other)
    except TypeError:
        return False  # what is no JSON is refused when it is set


def _full(fields: Fields) -> Record:
    full: Record = {}
    for field, value in fields.items():
        if value not in (None, "", [], {}) and value is not False:
            full[field] = _in_order(value) if field in SETS else value
    return full


def _in_order(value: Json) -> Json:
    """A set as the file keeps it: sorted, each entry once. What is no list of words is left as it is."""
    if not isinstance(value, list):
        return value
    words = [word for word in value if isinstance(word, str)]
    return [*sorted(set(words))] if len(words) == len(value) else value
