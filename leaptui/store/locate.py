"""Finding the line and column of a value in a JSON text."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()

Place = tuple[int, int]
"""Line and column, counted from 1."""


class Places:
    """The places of the values of one text. It must be valid JSON, an object of tables of records."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _records(self) -> dict[tuple[str, str], int]:
        """Where each record begins: looked for once, for a file may have thousands."""
        return {
            (table, record_id): at
            for table, start in self._members(0)
            for record_id, at in self._members(start)
            if isinstance(record_id, str) and isinstance(table, str)
        }

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    @cached_property
    def _tables(self) -> dict[str | int, int]:
        return dict(self._members(0))

    def find(self, table: str, *path: str | int) -> Place:
        """The place of a table, of a record in it, or of a value in the record; as near as the path leads."""
        if not path:
            return self._place(self._tables.get(table, 0))
        at = self._records.get((table, str(path[0])), 0)
        for step in path[1:]:
            inner = next((start for key, start in self._members(at) if key == step), None)
            if inner is None:
                break
            at = inner
        return self._place(at)

    def at(self, *path: str | int) -> Place:
        """The place of a value by the keys and indexes that lead to it from the outermost one; as near as the path leads."""
        at = 0
        for step in path:
            inner = next((start for key, start in self._members(at) if key == step), None)
            if inner is None:
                break
            at = inner
        return self._place(self._skip(at))

    def _place(self, at: int) -> Place:
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def _members(self, at: int) -> Iterator[tuple[str | int, int]]:
        """The members of the object or list that begins at a position: key or index, and where the value begins."""
        at = self._skip(at)
        opening = self._text[at]
        if opening not in "{[":
            return
        at = self._skip(at + 1)
        index = 0
        while self._text[at] not in "}]":
            key: str | int = index
            if opening == "{":
                key, at = _DECODER.raw_decode(self._text, at)
                at = self._skip(self._skip(at) + 1)
            yield key, at
            _, at = _DECODER.raw_decode(self._text, at)
            at = self._skip(at)
            if self._text[at] == ",":
                at = self._skip(at + 1)
            index += 1

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at
