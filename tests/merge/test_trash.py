"""Clones that edit, trash, restore and purge the same record: no edit vanishes that nobody saw."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from leaptui.merge import Stamp, merge3, open_conflicts, settle
from leaptui.model.canonical import Document, Record, canonical_bytes
from tests.merge.gauge import FRIDAY, KIOSK, LAPTOP, MONDAY, TUESDAY, gauge, merged, portfolio
from tests.merge.strategies import CLONES, INSTANTS, Choices, Making, holds
from tests.trust.counting import Cases

DESK = Stamp("desk", 5)
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


@pytest.mark.parametrize("asked", [FRIDAY, TUESDAY])
@pytest.mark.parametrize("past", [portfolio(), portfolio(deleted=MONDAY)])
def test_a_record_put_away_by_choice_stays_in_the_trash_for_a_clone_that_still_asks(past: Document, asked: str) -> None:
    edited = portfolio(title="Pluviometer", modified=FRIDAY)
    noted = gauge(merged(edited, {}, past))
    put_away: Document = {"evidence": {"gauge": {**settle(noted, "_deleted"), "deleted": FRIDAY}}}
    asking = merged(edited, portfolio(deleted=asked, modified=asked), past)
    assert [conflict.field for conflict in open_conflicts(asking)] == ["deleted"]
    both = merged(put_away, asking, past)
    assert gauge(both)["deleted"] == FRIDAY
    others = [other.value for conflict in open_conflicts(both) for other in conflict.others]
    assert others == [day for day in (asked,) if day != FRIDAY]
    settled: Document = {"evidence": {"gauge": settle(gauge(both), "deleted")}}
    for side, stamp in ((put_away, LAPTOP), (asking, KIOSK)):
        for after in (both, settled):
            again = merge3(past, after, side, mine_stamp=DESK, theirs_stamp=stamp)
            assert canonical_bytes(again) == canonical_bytes(after)


@pytest.mark.parametrize("past", [None, portfolio(), portfolio(deleted=MONDAY)])
def test_a_record_put_away_by_choice_and_kept_by_choice_elsewhere_stays_and_is_asked_about(
    past: Document | None,
) -> None:
    before = portfolio() if past is None else past
    edited = portfolio(title="Pluviometer", modified=FRIDAY)
    noted = gauge(merged(edited, {}, before))
    put_away: Document = {"evidence": {"gauge": {**settle(noted, "_deleted"), "deleted": FRIDAY}}}
    asking = merged(edited, portfolio(deleted=TUESDAY, modified=TUESDAY), before)
    kept: Document = {"evidence": {"gauge": settle(gauge(asking), "deleted")}}
    both = merge3(past, put_away, kept, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert "deleted" not in gauge(both)
    (conflict,) = open_conflicts(both)
    assert (conflict.field, [other.value for other in conflict.others]) == ("deleted", [FRIDAY])
    for side, stamp in ((put_away, LAPTOP), (kept, KIOSK)):
        again = merge3(past, both, side, mine_stamp=DESK, theirs_stamp=stamp)
        assert canonical_bytes(again) == canonical_bytes(both)
