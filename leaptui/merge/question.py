"""A choice that is open, as somebody sees it who sits at one clone: what was said here, and what was said elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.merge.conflicts import Alternative, Conflict, open_conflicts
from leaptui.merge.entry import DELETED
from leaptui.merge.paths import ABSENT, Value, last_name
from leaptui.model.canonical import Document, Json

TRASH = "deleted"
"""The field that says that a record is in the trash, and since when."""
_ORDER = ("meta", "evidence", "claims", "goals", "steps", "paces", "breaks", "reflections", "facets")


@dataclass(frozen=True)
class Side:
    """One version of a field: what it says (`absent`: nothing), who wrote it and when; `stands` where it is in the field now.

    `clone` is empty where nobody knows any more who wrote it; `on` is when that side last modified the record.
    """

    value: Json
    absent: bool
    clone: str
    revision: int
    on: str | None
    stands: bool

    @property
    def said(self) -> Value:
        """What it says, or ABSENT."""
        return ABSENT if self.absent else self.value


@dataclass(frozen=True)
class Question:
    """A field that waits for a choice: my version, and those of the others, the latest first.

    Where none of them was written at this clone (`is_mine` is false), `mine` is the one that stands in the field.
    """

    conflict: Conflict
    mine: Side
    theirs: tuple[Side, ...]
    is_mine: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """Where it is: table, id and path of the field."""
        return self.conflict.table, self.conflict.id, self.conflict.field

    @property
    def table(self) -> str:
        """The table of the record."""
        return self.conflict.table

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.conflict.id

    @property
    def field(self) -> str:
        """The path of the field."""
        return self.conflict.field

    @property
    def name(self) -> str:
        """The plain name of the field, wherever it lies in the record: `level` of `guidelines[leap-2020:F1.a].level`."""
        return last_name(self.field)

    @property
    def is_of_trash(self) -> bool:
        """Whether it asks if the record is kept or lies in the trash: deleted or trashed by one, edited by another."""
        return self.field in {DELETED, TRASH}

    @property
    def sides(self) -> tuple[Side, ...]:
        """All versions, mine first."""
        return (self.mine, *self.theirs)

    def keeps(self, side: Side) -> bool:
        """Whether a version of a question about the trash is the one that keeps the record."""
        return side.stands if self.field == DELETED else side.absent


def questions(document: Document, clone: str) -> list[Question]:
    """List what waits for a choice, record by record, as the clone of that id sees it."""
    order = {table: place for place, table in enumerate(_ORDER)}
    found = sorted(
        open_conflicts(document), key=lambda one: (order.get(one.table, len(order)), one.table, one.id, one.field)
    )
    return [_question(conflict, clone, _modified(document, conflict)) for conflict in found]


def _modified(document: Document, conflict: Conflict) -> str | None:
    """When the record was last modified, where it was edited and deleted; of other fields that may have been another one."""
    on = document[conflict.table][conflict.id].get("modified")
    return on if conflict.field == DELETED and isinstance(on, str) else None


def waiting_in(document: Document, clone: str) -> list[Question]:
    """List what waits for a choice, as `questions` does; quick where nothing does, as nearly always."""
    if not any("_conflicts" in record for table in document.values() for record in table.values()):
        return []
    return questions(document, clone)


def _question(conflict: Conflict, clone: str, modified: str | None) -> Question:
    known = conflict.standing
    stands = Side(
        conflict.value,
        conflict.absent,
        known.clone if known else "",
        known.revision if known else 0,
        known.on if known else modified,
        stands=True,
    )
    sides = [stands, *map(_side, conflict.others)]
    own = [side for side in sides if clone and side.clone == clone]
    mine = max(own, key=lambda side: (side.revision, side.stands)) if own else stands
    theirs = sorted((side for side in sides if side is not mine), key=lambda side: side.on or "", reverse=True)
    return Question(conflict, mine, tuple(theirs), is_mine=bool(own))


def _side(other: Alternative) -> Side:
    return Side(other.value, other.absent, other.clone, other.revision, other.on, stands=False)


def by_record(found: Iterable[Question]) -> dict[tuple[str, str], list[Question]]:
    """Gather questions by the record (table and id) they are about."""
    gathered: dict[tuple[str, str], list[Question]] = {}
    for one in found:
        gathered.setdefault((one.table, one.id), []).append(one)
    return gathered
