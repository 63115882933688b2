"""Clones that edit, trash, restore and purge the same record: no edit vanishes that nobody saw."""

from __future__ import annotations

from dataclasses import dataclass, field

from leaptui.merge import Stamp, merge3, open_conflicts
from leaptui.model.canonical import Document, Record, canonical_bytes
from tests.merge.strategies import CLONES, INSTANTS, Choices, Making, holds
from tests.trust.counting import Cases

START: Document = {"evidence": {"9b2c": {"title": "Rain gauge", "modified": "2026-03-01T08:00:00Z"}}}


@dataclass
class Clone:
    """One clone, and which edits its learner has had on the screen."""

    name: str
    document: Document = field(default_factory=lambda: START)
    base: Document = field(default_factory=lambda: START)
    seen: frozenset[int] = frozenset()
    revision: int = 0

    @property
    def record(self) -> Record | None:
        return self.document.get("evidence", {}).get("9b2c")

    def save(self, record: Record | None) -> None:
        self.revision += 1
        self.document = {"evidence": {"9b2c": record}} if record is not None else {}


@dataclass
class World:
    """Clones and a remote; `put_away` holds the edits each trashing or purging learner had seen."""

    clones: list[Clone] = field(default_factory=lambda: [Clone(name) for name in CLONES])
    remote: Clone = field(default_factory=lambda: Clone("remote"))
    edits: int = 0
    put_away: set[int] = field(default_factory=set)

    def do(self, what: str, clone: Clone, name: str, when: str) -> None:
        record = clone.record
        if what == "sync":
            self.sync(clone)
        elif record is None:
            return
        elif what == "purge":
            self.put_away |= clone.seen
            clone.save(None)
        elif what == "trash":
            self.put_away |= clone.seen
            clone.save({**record, "deleted": when, "modified": when})
        else:
            self.edits += 1
            clone.seen |= {self.edits}
            live: Record = {key: value for key, value in record.items() if key != "deleted"}
            clone.save({**live, name: f"edit {self.edits} of this field", "modified": when})

    def sync(self, clone: Clone) -> None:
        stamps = (Stamp(clone.name, clone.revision), Stamp(self.remote.name, self.remote.revision))
        merged = merge3(clone.base, clone.document, self.remote.document, mine_stamp=stamps[0], theirs_stamp=stamps[1])
        seen = clone.seen | self.remote.seen
        clone.document, clone.base, clone.seen = merged, merged, seen
        clone.revision += 1
        self.remote = Clone(clone.name, merged, merged, seen, clone.revision)


Steps = list[tuple[str, int, str, str]]


def story(of: Choices) -> Steps:
    """Make up what three clones do, one after the other."""
    does = ("sync", "sync", "edit", "edit", "trash", "purge")
    return [
        (of.pick(does), of.below(3), of.pick(("title", "place")), of.pick(INSTANTS)) for _ in range(3 + of.below(18))
    ]


@holds(Making(story, 84))
def test_an_edit_nobody_saw_who_put_the_record_away_is_neither_deleted_nor_in_the_trash(
    cases: Cases, steps: Steps
) -> None:
    cases.add()
    world = World()
    for what, who, name, when in steps:
        world.do(what, world.clones[who], name, when)
    for clone in world.clones * 2:
        world.sync(clone)
    unseen = set(range(1, world.edits + 1)) - world.put_away
    for clone in world.clones:
        assert canonical_bytes(clone.document) == canonical_bytes(world.clones[0].document)
        if unseen:
            assert clone.record is not None
            assert "deleted" not in clone.record
        elif clone.record is not None and "deleted" not in clone.record and world.put_away:
            assert {conflict.field for conflict in open_conflicts(clone.document)} & {"deleted", "_deleted"}
