"""What tells whether two versions of a file are one learner's portfolio. Pure.

A name says little: a portfolio may have been renamed, and somebody else may have begun one of its old name. What only one learner
has, are the ids of the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from leaptui.model.canonical import Json, UnreadableDocument, read_document

_HASH = re.compile(rb"\b[0-9a-f]{64}\b")
_KEY = re.compile(rb'"([^"\\\n]{1,80})": \{')
_NAMING = frozenset({"name", "by", "with"})
"""The fields that say who somebody is."""


@dataclass(frozen=True)
class Traits:
    """What is known of a version: the ids of its records, when it was begun and whose it is, the attachments and people it names.

    `is_readable` is False for one that is no document, such as one with the marks of a merge in it; its ids are guessed then.
    """

    ids: frozenset[str]
    created: str
    learner: str
    hashes: frozenset[str]
    people: frozenset[str]
    is_readable: bool = True


def traits_of(data: bytes) -> Traits:
    """Look at the content of a portfolio's file."""
    hashes = frozenset(found.decode() for found in _HASH.findall(data))
    try:
        document = read_document(data)
    except UnreadableDocument:
        keys = frozenset(found.decode("utf-8", "replace") for found in _KEY.findall(data))
        return Traits(keys, "", "", hashes, frozenset(), is_readable=False)
    meta = document.get("meta", {}).get("portfolio", {})
    learner = meta.get("learner")
    name = learner.get("name") if isinstance(learner, dict) else None
    ids = frozenset(record for table, records in document.items() if table != "meta" for record in records)
    return Traits(ids, _text(meta.get("created")), _text(name), hashes, frozenset(_people(cast("Json", document))))


def is_same(older: Traits, newer: Traits, *, moved: bool) -> bool:
    """Whether an older version is of the same portfolio as a newer, readable one. `moved`: it has another name.

    In doubt it is not: then it is left out, and nothing of somebody else's is taken along.
    """
    shared = len(older.ids & newer.ids)
    if not older.is_readable:
        return shared > 0 and not moved
    fewest = min(len(older.ids), len(newer.ids))
    if shared and 2 * shared >= fewest:
        return True
    if moved and fewest:
        return False
    return older.created == newer.created and older.learner == newer.learner


def _people(found: Json) -> Iterator[str]:
    """All names of people that stand anywhere in a document."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key in _NAMING:
                yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
            if isinstance(value, dict | list):
                yield from _people(value)
    elif isinstance(found, list):
        for value in found:
            yield from _people(value)


def _text(value: Json | None) -> str:
    return value if isinstance(value, str) else ""
