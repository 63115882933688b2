"""Portfolios that got another name on one side: what the other side did under the old name goes with the new one.

A portfolio's name is its file's, so git sees a file that is gone and another that is new. They are one portfolio where they were
begun in the same second and share a record; one without any is known by its learner, too. One that does not say when it was
begun is known by its learner instead. A record alone says little: an import gives the same ids wherever it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from leaptui.model.canonical import Document
from leaptui.model.folded import fold
from leaptui.model.text import clean_line
from leaptui.sync.objects import Entry
from leaptui.sync.paths import Sort, is_carried, owner_of, portfolio_name, sort_of


@dataclass(frozen=True)
class Marks:
    """What a portfolio is known by, whatever its name: when it was begun, its learner, and its records."""

    begun: str
    learner: str
    records: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, document: Document) -> Marks:
        """The marks of a portfolio."""
        meta = document.get("meta", {}).get("portfolio", {})
        learner = meta.get("learner")
        name = learner.get("name") if isinstance(learner, dict) else None
        records = frozenset((table, record) for table in document if table != "meta" for record in document[table])
        return cls(str(meta.get("created") or ""), fold(clean_line(str(name or ""))), records)

    def are_of(self, later: Marks) -> bool:
        """Whether these are of the portfolio of which the others are the marks later."""
        if self.begun != later.begun or not (self.begun or self.learner):
            return False
        # One that does not say when it was begun, or has no record yet, is known by its learner.
        is_sure = bool(self.begun and self.records) or self.learner == later.learner
        return is_sure and (not self.records or bool(self.records & later.records))


def is_another(one: Document, other: Document) -> bool:
    """Whether two documents of one name are two portfolios: begun at two moments, and without a record in common.

    So it is where a portfolio was given another name, and its name to a new one, before it was known elsewhere.
    """
    mine, theirs = Marks.of(one), Marks.of(other)
    if mine.begun == theirs.begun or mine.records & theirs.records:
        return False
    return bool(mine.records or theirs.records) or mine.learner != theirs.learner


def is_renamed(before: Document, after: Document) -> bool:
    """Whether a portfolio is the one that stood under another name before, by its marks."""
    return Marks.of(before).are_of(Marks.of(after))


@dataclass(frozen=True)
class Sides:
    """A file's entry in the state both sides come from, here, and on the remote; None where there is none."""

    base: Entry | None
    mine: Entry | None
    theirs: Entry | None

    @property
    def entries(self) -> set[Entry]:
        """All entries of the file."""
        return {entry for entry in (self.base, self.mine, self.theirs) if entry is not None}

    def moved_to(self, new: Sides) -> Sides:
        """This file and the one of its new name as one: what was, and what it is on each side, by whichever name."""
        return Sides(self.base, new.mine or self.mine, new.theirs or self.theirs)

    def may_be(self, new: Sides) -> bool:
        """Whether a file of another name may be this one: it is new where this one is gone, and this one is where it is not."""
        return (
            self.base is not None
            and new.base is None
            and (new.mine is None) is (self.mine is not None)
            and (new.theirs is None) is (self.theirs is not None)
        )


@dataclass(frozen=True)
class Move:
    """A portfolio's file under its old path, and its new one."""

    old: str
    new: str

    def attachments(self, sides: Mapping[str, Sides]) -> Iterator[tuple[str, str, Entry]]:
        """What one side attached under the old name: its path, the path it is to have, and its entry."""
        folder = self.new.removesuffix(".json")
        for path, one in sides.items():
            entry = one.mine or one.theirs
            if one.base is None and entry is not None and owner_of(path) == self.old:
                yield path, f"{folder}.files/{path.rpartition('/')[2]}", entry


def candidates(sides: Mapping[str, Sides]) -> tuple[list[str], list[str]]:
    """Portfolios that are gone on a side, and those that are new: none where there are not both."""
    documents = {
        path: one
        for path, one in sides.items()
        if is_carried(path) and sort_of(path) is Sort.DOCUMENT and portfolio_name(path) is not None
    }
    gone = [path for path, one in documents.items() if one.base and None in {one.mine, one.theirs}]
    new = [path for path, one in documents.items() if one.base is None]
    return (gone, new) if gone and new else ([], [])


def find_moves(sides: Mapping[str, Sides], read: Callable[[Entry | None], Document | None]) -> list[Move]:
    """Portfolios that got another name, each known beyond doubt: one that went to two names at once is not among them."""
    gone, new = candidates(sides)
    old = marks_of(read(sides[path].base) for path in gone)
    known = marks_of(read(sides[path].mine or sides[path].theirs) for path in new)
    found: list[Move] = []
    for path, marks in zip(new, known, strict=True):
        before = [one for one, was in zip(gone, old, strict=True) if was and marks and was.are_of(marks)]
        found += [Move(one, path) for one in before if len(before) == 1 and sides[one].may_be(sides[path])]
    names = [move.old for move in found]
    return [move for move in found if names.count(move.old) == 1 and not _is_given_away(sides[move.old], read)]


def _is_given_away(sides: Sides, read: Callable[[Entry | None], Document | None]) -> bool:
    """Whether another portfolio stands under the old name where something does still."""
    before, now = read(sides.base), read(sides.mine or sides.theirs)
    return before is not None and now is not None and is_another(before, now)


def marks_of(documents: Iterable[Document | None]) -> list[Marks | None]:
    """What portfolios are known by; None for one that cannot be read."""
    return [None if document is None else Marks.of(document) for document in documents]
