"""Rows to draw in a list: what the cursor may stand on, and how many lines each takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload


@dataclass(frozen=True, slots=True)
class Row:
    """A row to draw: its key (None: a heading or a blank, which the cursor passes over) and how many lines it takes."""

    key: str | None
    height: int = 1


class EvenRows(Sequence[Row]):
    """Rows of one height, made when they are asked for: a hundred thousand cost no more than their keys."""

    def __init__(self, keys: Sequence[str], height: int = 1) -> None:
        self.keys = keys
        self.height = height

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Row]:
        return (Row(key, self.height) for key in self.keys)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> EvenRows: ...
    def __getitem__(self, index: int | slice) -> Row | EvenRows:
        if isinstance(index, slice):
            return EvenRows(self.keys[index], self.height)
        return Row(self.keys[index], self.height)

    @property
    def tops(self) -> range:
        """The line each row begins at, and the line after the last."""
        return range(0, len(self.keys) * self.height + 1, self.height)


def tops_of(rows: Sequence[Row]) -> Sequence[int]:
    """The line each row begins at, and the line after the last."""
    return rows.tops if isinstance(rows, EvenRows) else [0, *accumulate(row.height for row in rows)]


def index_of(rows: Sequence[Row], key: str | None) -> int | None:
    """Where the row of a key is; None where there is none."""
    if key is None:
        return None
    keys = rows.keys if isinstance(rows, EvenRows) else [row.key for row in rows]
    return keys.index(key) if key in keys else None
