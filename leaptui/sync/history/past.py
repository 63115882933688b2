"""A portfolio as it was at a moment, from a state that is known and the saves before or after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from leaptui.model.canonical import Document, Record
from leaptui.model.change import Edit
from leaptui.model.differences import done_again, says_the_same, taken_back
from leaptui.store.saves import Save


@dataclass(frozen=True)
class Past:
    """A portfolio as it was: the document, and the instant of the last change in it."""

    document: Document
    at: str

    @classmethod
    def of(cls, document: Document, at: str, later: Sequence[Save], limit: str) -> Self:
        """A state with those of the saves after it done that were made by then."""
        for save in later:
            if save.change.at <= limit:
                document, at = done_again(document, save.change.edits), max(at, save.change.at)
        return cls(document, at)


def later_than(
    document: Document, saves: Sequence[Save], is_in: Callable[[Save], bool] = lambda _save: False
) -> list[Save]:
    """The saves that are not in a state yet: from the first that is not known to be, after the last whose words stand there."""
    first = next((place for place, save in enumerate(saves) if not is_in(save)), len(saves))
    for place in range(len(saves) - 1, first - 1, -1):
        if _stands_in(document, saves[place]):
            return list(saves[place + 1 :])
    return list(saves[first:])


def _stands_in(document: Document, save: Save) -> bool:
    """Whether all that a save wrote is there; one that only took something out leaves nothing by which that could be told."""
    return any(edit.after is not None for edit in save.change.edits.values()) and all(
        says_the_same(Edit(edit.after, document.get(table, {}).get(record_id)))
        for (table, record_id), edit in save.change.edits.items()
    )


def before_all(document: Document, saves: Sequence[Save], limit: str) -> Past | None:
    """How a portfolio was before a state that holds all these saves; None before the first of them."""
    if not saves or limit < saves[0].change.at:
        return None
    at = saves[-1].change.at
    for save in reversed(saves):
        if save.change.at <= limit:
            break
        document = taken_back(document, save.change.edits)
    done = [save.change.at for save in saves if save.change.at <= limit]
    return Past(_by_then(document, limit), max(done, default=at))


def _by_then(document: Document, limit: str) -> Document:
    """The records that were there by a moment, by their own word: no save tells when another program added one."""
    return {
        table: found
        for table, records in document.items()
        if (found := {one: record for one, record in records.items() if table == "meta" or _created(record) <= limit})
    }


def _created(record: Record) -> str:
    said = record.get("created")
    return said if isinstance(said, str) else ""
