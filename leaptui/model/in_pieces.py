"""The bytes of a canonical document piece by piece: all at once, reading them takes several times the file's memory.

Canonical bytes are known by their being written the same again. So they hold no duplicate key, no number that was rounded,
and nothing else that a parser lets pass without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from leaptui.model.canonical import Document, Table

SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
INDENTED = SORTED | orjson.OPT_INDENT_2

_AT_ONCE = 1 << 18
"""How many bytes of records are read at a time, at least."""
_RECORDS = 300
"""How many records are written at a time."""
_SHORT = len("2026-03-01T14:05:00Z")
_RECORD_ENDS, _TABLE_ENDS, _DOCUMENT_ENDS = b"\n    }", b"\n  }", b"\n}\n"
# No text holds a line break of its own, so what is indented by two or by four blanks is a table or a record.


class _NotCanonical(Exception):
    """These bytes are written in another way."""


def read_canonical(data: bytes) -> Document | None:
    """Read a document; None where the bytes are not canonical, be they invalid or only written in another way."""
    if data == b"{}\n":
        return {}
    document: Document = {}
    try:
        at = _past(b"{", data, 0)
        while True:
            name, at = _read_name(data, _past(b"\n  ", data, at))
            end = data.find(_TABLE_ENDS, at)
            if end < 0 or any(known >= name for known in document):
                return None
            document[name] = _read_table(name, data, at, end)
            at = end + len(_TABLE_ENDS)
            if data.endswith(_DOCUMENT_ENDS, at) and len(data) == at + len(_DOCUMENT_ENDS):
                return document
            at = _past(b",", data, at)
    except (_NotCanonical, orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None


def pieces(document: Document) -> Iterator[bytes]:
    """Give the canonical bytes of a document that was read, a few records at a time."""
    lead = b"{"
    for name in sorted(name for name, table in document.items() if table):
        records, ids = document[name], sorted(document[name])
        head = b"\n  " + orjson.dumps(name) + b": {"
        for start in range(0, len(ids), _RECORDS):
            some = {record_id: records[record_id] for record_id in ids[start : start + _RECORDS]}
            yield b"," if start else lead + head
            yield orjson.dumps({name: some}, option=INDENTED)[len(head) + 1 : -len(_TABLE_ENDS) - len(b"\n}")]
        yield _TABLE_ENDS
        lead = b","
    yield _DOCUMENT_ENDS if lead == b"," else b"{}\n"


def _past(expected: bytes, data: bytes, at: int) -> int:
    """The place after what is expected. Raises _NotCanonical."""
    if not data.startswith(expected, at):
        raise _NotCanonical
    return at + len(expected)


def _read_name(data: bytes, at: int) -> tuple[str, int]:
    """The name of a table, and the place where its records begin."""
    begins = b": {"
    end = data.find(begins + b"\n", at)
    name = orjson.loads(data[at:end]) if end > 0 else None
    if not isinstance(name, str) or orjson.dumps(name) != data[at:end]:
        raise _NotCanonical
    return name, end + len(begins)


def _read_table(name: str, data: bytes, at: int, end: int) -> Table:
    """The records between two places. Raises _NotCanonical."""
    table: Table = {}
    known: dict[str, str] = {}
    head = len(orjson.dumps(name)) + len(b"{\n  : {")
    tail = len(_TABLE_ENDS) + len(b"\n}")
    last = ""
    while True:
        stop = data.find(_RECORD_ENDS + b",", at + _AT_ONCE, end)
        stop = end if stop < 0 else stop + len(_RECORD_ENDS)
        some = orjson.loads(b"{%b}" % data[at:stop])
        if not some or set(map(type, some.values())) != {dict} or _holds_fraction(some.values()):
            raise _NotCanonical
        first, before = next(iter(some)), last
        last = next(reversed(some))
        if (table and first <= before) or orjson.dumps({name: some}, option=INDENTED)[head:-tail] != data[at:stop]:
            raise _NotCanonical
        _share_words(some, known)
        table.update(some)
        if stop == end:
            return table
        at = _past(b",", data, stop)


def _share_words(records: dict[str, dict[str, Any]], known: dict[str, str]) -> None:
    """Let equal short texts of records be one object: kinds, places, instants stand there again and again."""
    share = known.setdefault
    for record in records.values():
        for name, value in record.items():
            if value.__class__ is str and len(value) <= _SHORT:
                record[name] = share(value, value)


def _holds_fraction(objects: Iterable[dict[str, Any]]) -> bool:
    """Say whether there is a float in objects, at any depth; level by level, which is quicker than one by one."""
    inside = _but_texts(chain.from_iterable(map(dict.values, objects)))
    while inside:
        if float in set(map(type, inside)):
            return True
        deeper = chain(
            chain.from_iterable(value.values() for value in inside if isinstance(value, dict)),
            chain.from_iterable(value for value in inside if isinstance(value, list)),
        )
        inside = _but_texts(deeper)
    return False


def _but_texts(values: Iterator[Any]) -> list[Any]:
    return [value for value in values if value.__class__ is not str]
