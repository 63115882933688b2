"""Clones that write, choose and sync in any order, held against a reference that knows who had seen what."""

from __future__ import annotations

from dataclasses import dataclass, field

from leaptui.merge import Stamp, choose, merge3, open_conflicts, settle, settle_edited
from leaptui.model.canonical import Document, Record, canonical_bytes
from tests.merge.reference import Seen, Writing
from tests.merge.strategies import CLONES, INSTANTS, Choices, Making, holds
from tests.trust.counting import Cases

FIELDS = ("title", "place")
START: Document = {
    "evidence": {"9b2c": {"title": "the first title", "place": "the first place", "modified": "2026-03-01T08:00:00Z"}}
}


@dataclass
class Clone:
    """One clone: its portfolio, what it last had in common with the remote, and what the reference knows."""

    name: str
    document: Document
    base: Document
    seen: dict[str, Seen]
    revision: int = 0

    @property
    def record(self) -> Record:
        return self.document["evidence"]["9b2c"]

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.name, self.revision)

    def save(self, record: Record, when: str) -> None:
        self.revision += 1
        self.document = {"evidence": {"9b2c": {**record, "modified": when}}}

    def present(self, name: str) -> set[str]:
        """Give the values of a field a learner can still see: the one that stands there, and the alternatives."""
        others = [conflict.others for conflict in open_conflicts(self.document) if conflict.field == name]
        return {str(self.record[name])} | {str(other.value) for found in others for other in found}


@dataclass
class World:
    """The clones and the remote they share."""

    clones: list[Clone] = field(default_factory=list)
    remote: Clone | None = None
    count: int = 0
    chosen_against: set[Writing] = field(default_factory=set)
    chosen_alike: set[str] = field(default_factory=set)
    choices: dict[tuple[frozenset[Writing], str], Writing] = field(default_factory=dict)

    def writing(self, value: str) -> Writing:
        self.count += 1
        return Writing(self.count, value)

    def write(self, clone: Clone, name: str, when: str) -> None:
        """The learner writes a new value; where versions were open, that is the choice."""
        writing = self.writing(f"{name} number {self.count}, as written on {clone.name}")
        if any(conflict.field == name for conflict in open_conflicts(clone.document)):
            self.chosen_against |= clone.seen[name].live if len(clone.seen[name].live) > 1 else set()
        clone.save(settle_edited(clone.record, {**clone.record, name: writing.value}), when)
        clone.seen[name] = clone.seen[name].wrote(writing)

    def choose(self, clone: Clone, name: str, which: int, when: str) -> None:
        """The learner chooses one of the open versions."""
        conflict = next((found for found in open_conflicts(clone.document) if found.field == name), None)
        if conflict is None:
            return
        if which % (len(conflict.others) + 1) == 0:
            record = settle(clone.record, name)
        else:
            record = choose(clone.record, name, conflict.others[which % len(conflict.others)].value)
        live = clone.seen[name].live
        self.chosen_against |= live
        clone.save(record, when)
        writing = self.writing(str(record[name]))
        if self.choices.setdefault((live, writing.value), writing) != writing:
            self.chosen_alike.add(writing.value)
        clone.seen[name] = clone.seen[name].wrote(writing)

    def sync(self, clone: Clone) -> None:
        """The clone merges what the remote has with its own, against what both had, and pushes the result."""
        if self.remote is None:
            self.remote = Clone("remote", clone.base, clone.base, {**START_SEEN})
        merged = merge3(
            clone.base, clone.document, self.remote.document, mine_stamp=clone.stamp, theirs_stamp=self.remote.stamp
        )
        seen = {name: clone.seen[name].met(self.remote.seen[name]) for name in FIELDS}
        clone.document, clone.base, clone.seen = merged, merged, seen
        clone.revision += 1
        self.remote = Clone(clone.name, merged, merged, {**seen}, clone.revision)

    def meet(self, one: Clone, other: Clone) -> None:
        """One clone merges another directly, with nothing in common but the very first portfolio."""
        one.document = merge3(START, one.document, other.document, mine_stamp=one.stamp, theirs_stamp=other.stamp)
        one.seen = {name: one.seen[name].met(other.seen[name]) for name in FIELDS}
        one.revision += 1


START_SEEN = {
    name: Seen(frozenset({Writing(0, f"the first {name}")}), frozenset({Writing(0, f"the first {name}")}))
    for name in FIELDS
}
ACTIONS = ("sync", "sync", "choose", "write", "write")
Steps = list[tuple[str, int, int, str, str]]


def story(of: Choices) -> Steps:
    """Make up what three clones do, one after the other."""
    return [
        (of.pick(ACTIONS), of.below(3), of.below(3), of.pick(FIELDS), of.pick(INSTANTS))
        for _ in range(3 + of.below(23))
    ]


STORIES = Making(story, 130)


def lived(steps: Steps, *, has_remote: bool) -> World:
    """Live through the steps; clocks go wrong, so the instants are in no order."""
    world = World([Clone(name, START, START, {**START_SEEN}) for name in CLONES])
    for what, who, whom, name, when in steps:
        clone, other = world.clones[who], world.clones[whom]
        if what == "write":
            world.write(clone, name, when)
        elif what == "choose":
            world.choose(clone, name, whom, when)
        elif has_remote:
            world.sync(clone)
        elif clone is not other:
            world.meet(clone, other)
    return world


@holds(STORIES)
def test_clones_with_a_remote_hold_exactly_what_nobody_has_written_over(cases: Cases, steps: Steps) -> None:
    cases.add()
    world = lived(steps, has_remote=True)
    for clone in world.clones * 2:
        world.sync(clone)
    for clone in world.clones:
        assert canonical_bytes(clone.document) == canonical_bytes(world.clones[0].document)
        for name in FIELDS:
            # The same choice made on two clones is one choice, or two: either is fine.
            live = {writing.value for writing in clone.seen[name].live}
            assert clone.present(name) - world.chosen_alike == live - world.chosen_alike


@holds(STORIES)
def test_clones_that_meet_without_knowing_when_they_last_met_lose_nothing_and_undo_no_choice(
    cases: Cases, steps: Steps
) -> None:
    cases.add()
    world = lived(steps, has_remote=False)
    for one in world.clones:
        for other in world.clones:
            if one is not other:
                world.meet(one, other)
    for clone in world.clones:
        for name in FIELDS:
            live = {writing.value for writing in clone.seen[name].live}
            assert live - world.chosen_alike <= clone.present(name)
            not_against = clone.seen[name].known - world.chosen_against
            settled = {writing.value for writing in world.chosen_against & clone.seen[name].known}
            assert not clone.present(name) & (
                settled - live - world.chosen_alike - {writing.value for writing in not_against}
            )
