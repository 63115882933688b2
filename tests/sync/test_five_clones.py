"""Five clones that do anything in any order: nothing that was saved is lost, and all end with the same bytes.

The same stories are told twice: with the engine and real git, and, for there can be many more of them, with files alone that are
merged as the engine merges them.
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from leaptui.merge import ABSENT, choose, open_conflicts, settle
from leaptui.model.canonical import Document, Json, Record, canonical_bytes
from leaptui.model.change import Change, Edit
from leaptui.model.stamp import Stamp
from leaptui.store.files import write_atomically
from leaptui.sync import SyncKind
from leaptui.sync.working import merge_bytes, parse
from tests.merge.reference import Seen, Writing
from tests.sync.desk import Clone, Desk, converge, fine, git, whole
from tests.trust.counting import Cases
from tests.trust.numbers import is_full, number

CLONES = 5
BEGUN = ("r0", "r1", "r2")
Key = tuple[str, str]
"""A field of a record: its id, and the field's name."""

clones = st.integers(0, CLONES - 1)
records = st.integers(0, 7)
fields = st.sampled_from(["title", "place"])
instants = st.integers(1, 9).map(lambda day: f"20{day}6-03-01T14:05:00Z")
"""Their clocks go wrong by decades."""


class Place(Protocol):
    """Where five clones are set up again for each story, and how they meet."""

    def set_up(self) -> list[Clone]:
        """Begin anew."""

    def sync(self, clone: Clone) -> None:
        """Let a clone and the remote meet."""

    def sync_offline(self, clone: Clone) -> None:
        """Let a clone try while the remote is out of reach."""

    def check(self, clones: list[Clone]) -> None:
        """Look whether all is well in the end."""


class FiveClones(RuleBasedStateMachine):
    """Five clones of one remote, and what a reference knows of who had seen what."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.clones = place.set_up()
        begun = {(name, "title"): Seen().wrote(Writing(0, f"begun {name}")) for name in BEGUN}
        self.seen: list[dict[Key, Seen]] = [dict(begun) for _ in range(CLONES)]
        self.remote: dict[Key, Seen] = dict(begun)
        self.count = 0
        self.put_away: dict[str, set[Writing]] = defaultdict(set)
        self.chosen_alike: set[str] = set()
        self.choices: dict[tuple[frozenset[Writing], str], Writing] = {}

    @rule(who=clones, when=instants)
    def add(self, who: int, when: str) -> None:
        """Keep a new piece."""
        writing = self._writing("title", who)
        self._save(who, f"new-{self.count}", None, {"title": writing.value, "kind": "text"}, when)
        self._note(who, (f"new-{self.count}", "title"), Seen.wrote, writing)

    @rule(who=clones, which=records, name=fields, when=instants)
    def write(self, who: int, which: int, name: str, when: str) -> None:
        """Write a field; where versions of it are open, that is the choice."""
        found = self._live(who, which)
        if found is not None:
            record_id, record = found
            writing = self._writing(name, who)
            self._save(who, record_id, record, {**record, name: writing.value}, when)
            self._note(who, (record_id, name), Seen.wrote, writing)

    @rule(who=clones, which=records, when=instants)
    def tag(self, who: int, which: int, when: str) -> None:
        """Add a tag."""
        found = self._live(who, which)
        if found is not None:
            record_id, record = found
            writing = self._writing("tags", who)
            tags = record.get("tags", [])
            assert isinstance(tags, list)
            more: list[Json] = [*sorted([*map(str, tags), writing.value])]
            self._save(who, record_id, record, {**record, "tags": more}, when)
            self._note(who, (record_id, "tags"), Seen.added, writing)

    @rule(who=clones, which=records, when=instants, for_good=st.booleans())
    def delete(self, who: int, which: int, when: str, *, for_good: bool) -> None:
        """Put a record into the trash, or take it out for good."""
        found = self._live(who, which)
        if found is not None:
            record_id, record = found
            self._save(who, record_id, record, None if for_good else {**record, "deleted": when}, when)
            for (owner, _), seen in self.seen[who].items():
                self.put_away[owner] |= seen.known if owner == record_id else set()

    @rule(who=clones, which=st.integers(0, 3), option=st.integers(0, 3), when=instants)
    def resolve(self, who: int, which: int, option: int, when: str) -> None:
        """Choose one of the versions of a field that waits."""
        waiting = open_conflicts(self.clones[who].document())
        if not waiting:
            return
        conflict = waiting[which % len(waiting)]
        record = self.clones[who].evidence()[conflict.id]
        is_text = conflict.field in {"title", "place"}
        if option % (len(conflict.others) + 1) == 0 or not is_text:
            after = settle(record, conflict.field)
        else:
            other = conflict.others[option % len(conflict.others)]
            after = choose(record, conflict.field, ABSENT if other.absent else other.value)
        self._save(who, conflict.id, record, after, when)
        if is_text:
            key = (conflict.id, conflict.field)
            self.count += 1
            writing = Writing(self.count, str(after.get(conflict.field)))
            live = self.seen[who].get(key, Seen()).live
            if self.choices.setdefault((live, writing.value), writing) != writing:
                self.chosen_alike.add(writing.value)
            self._note(who, key, Seen.wrote, writing)

    @rule(who=clones, which=records, name=fields)
    def write_with_an_older_program(self, who: int, which: int, name: str) -> None:
        """Write a field with a program that knows nothing of conflicts, nor of canonical bytes, nor of our locks."""
        document = self.clones[who].document()
        found = self._live(who, which)
        if found is None:
            return
        record_id, record = found
        writing, key = self._writing(name, who), (found[0], name)
        stood, seen = str(record.get(name)), self.seen[who].get((found[0], name), Seen())
        document["evidence"][record_id] = {**record, name: writing.value}
        document["meta"]["portfolio"] = {**document["meta"]["portfolio"], "format": 0}
        file = self.clones[who].file()
        file.write_text(json.dumps(dict(reversed(document.items())), indent=1))
        # The value it wrote over is gone; versions that were open beside it are open still.
        left = frozenset(other for other in seen.live if other.value != stood)
        self.seen[who][key] = Seen(left | {writing}, seen.known | {writing})

    @rule(who=clones)
    def sync(self, who: int) -> None:
        """Sync one clone."""
        self.place.sync(self.clones[who])
        mine = self.seen[who]
        both = {
            key: mine.get(key, Seen()).met(self.remote.get(key, Seen())) for key in mine.keys() | self.remote.keys()
        }
        self.seen[who], self.remote = both, dict(both)

    @rule(who=clones)
    def sync_offline(self, who: int) -> None:
        """Try to sync while the remote is out of reach."""
        self.place.sync_offline(self.clones[who])

    @precondition(lambda self: self.count > 0)
    @rule(who=clones)
    def open_again(self, who: int) -> None:
        """Close the program and start it again: what was saved is there."""
        self._hold(self.clones[who].store().portfolio.document, self.seen[who])

    def teardown(self) -> None:
        """Bring all together, and look whether everything is there."""
        for who in (*range(CLONES), *range(CLONES - 1)):
            self.sync(who)
        converge(*self.clones)
        self.place.check(self.clones)
        self._hold(self.clones[0].document(), self.remote)

    def _hold(self, document: Document, seen: dict[Key, Seen]) -> None:
        """Everything nobody knowingly wrote over or threw away is in the portfolio, in its field or beside it."""
        waiting = open_conflicts(document)
        evidence = document.get("evidence", {})
        for (record_id, name), one in seen.items():
            wanted = one.live - self.put_away[record_id]
            if not wanted:
                continue
            record = evidence.get(record_id)
            assert record is not None, f"{record_id} is gone"
            assert "deleted" not in record, f"{record_id} is in the trash"
            found = {other.value for one in waiting if (one.id, one.field) == (record_id, name) for other in one.others}
            tags = record.get("tags", [])
            found |= {*map(str, tags)} if name == "tags" and isinstance(tags, list) else {record.get(name)}
            missing = {writing.value for writing in wanted} - found - self.chosen_alike - {"None"}
            assert not missing, f"{name} of {record_id} lost {missing}"

    def _live(self, who: int, which: int) -> tuple[str, Record] | None:
        """Give a record that a clone has, and not in the trash."""
        found = self.clones[who].evidence()
        names = [name for name, record in sorted(found.items()) if "deleted" not in record]
        return (names[which % len(names)], found[names[which % len(names)]]) if names else None

    def _writing(self, name: str, who: int) -> Writing:
        self.count += 1
        return Writing(self.count, f"{name} number {self.count} of clone {who}")

    def _note(self, who: int, key: Key, how: Callable[[Seen, Writing], Seen], writing: Writing) -> None:
        self.seen[who][key] = how(self.seen[who].get(key, Seen()), writing)

    def _save(self, who: int, record_id: str, before: Record | None, after: Record | None, when: str) -> None:
        full: Record | None = None if after is None else {"created": when, **after}
        change = Change("a change", when, {("evidence", record_id): Edit(before, full)})
        self.clones[who].store().apply(change)


class WithGit:
    """Clones that sync with real git."""

    def __init__(self, folder: Path) -> None:
        self._now, self._kept = folder / "now", folder / "kept"
        self._now.mkdir()
        desk = Desk.make(self._now)
        first = desk.clone("clone0")
        for name in BEGUN:
            first.put(name, {"title": f"begun {name}", "kind": "text"})
        fine(first.sync())
        for which in range(1, CLONES):
            desk.clone(f"clone{which}")
        self._copy(self._now, self._kept)

    def set_up(self) -> list[Clone]:
        shutil.rmtree(self._now)
        self._copy(self._kept, self._now)
        return [Clone(self._now / f"clone{which}") for which in range(CLONES)]

    def sync(self, clone: Clone) -> None:
        fine(clone.sync())

    def sync_offline(self, clone: Clone) -> None:
        remote, away = self._now / "remote.git", self._now / "away.git"
        remote.rename(away)
        outcome = clone.sync()
        away.rename(remote)
        assert outcome.kind is SyncKind.NO_ACCESS
        assert outcome.sentence

    def check(self, clones: list[Clone]) -> None:
        for clone in clones if is_full() else clones[:1]:
            whole(clone)
        remote = self._now / "remote.git"
        git(remote, "fsck", "--strict")
        assert git(remote, "log", "--merges", "--format=%h", "main") == ""

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        subprocess.run(["cp", "-a", str(source), str(target)], check=True)


class WithFiles:
    """Clones whose files are merged as the engine merges them, one clone at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bases: dict[Path, bytes] = {}
        self._remote = b""
        self._by = Stamp("remote", 0)

    def set_up(self) -> list[Clone]:
        shutil.rmtree(self._folder)
        made = [Clone(self._folder / f"clone{which}") for which in range(CLONES)]
        for name in BEGUN:
            made[0].root.mkdir(parents=True, exist_ok=True)
            made[0].put(name, {"title": f"begun {name}", "kind": "text"})
        self._remote = made[0].file().read_bytes()
        for clone in made:
            clone.workspace.portfolios_dir.mkdir(parents=True, exist_ok=True)
            clone.file().write_bytes(self._remote)
            self._bases[clone.root] = self._remote
        return made

    def sync(self, clone: Clone) -> None:
        base, mine, theirs = parse(self._bases[clone.root]), clone.document(), parse(self._remote)
        assert theirs is not None
        if canonical_bytes(mine) != self._remote:
            stamp = clone.workspace.next_stamp()
            self._remote = merge_bytes(base, mine, theirs, stamp, self._by)
            self._by = stamp
        write_atomically(clone.file(), self._remote)
        self._bases[clone.root] = self._remote

    def sync_offline(self, clone: Clone) -> None:
        """Nothing happens."""

    def check(self, clones: list[Clone]) -> None:
        """There is nothing but the files."""


PARTS = range(10 if is_full() else 1)
"""The whole is told in parts, so that several can be told at once; each takes stories of its own."""


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("place", [WithGit, WithFiles])
def test_five_clones_lose_nothing_whatever_they_do(
    tmp_path: Path, cases: Cases, place: type[WithGit] | type[WithFiles], part: int
) -> None:
    (tmp_path / "clones").mkdir()
    ground = place(tmp_path / "clones")

    class Story(FiveClones):
        def __init__(self) -> None:
            super().__init__(ground)
            cases.add()

    # With git a story takes seconds: what went wrong is told as it was found, and not made shorter.
    stories = math.ceil(number("clones.stories" if place is WithFiles else "clones.with_git") / len(PARTS))
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=stories,
            stateful_step_count=number("clones.steps"),
            deadline=None,
            database=None,
            derandomize=not is_full(),
            print_blob=True,
            phases=[phase for phase in Phase if place is WithFiles or phase is not Phase.shrink],
            suppress_health_check=[*HealthCheck],
        ),
    )
    assert cases.count >= stories


def test_the_reference_misses_what_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "clones").mkdir()
    story = FiveClones(WithFiles(tmp_path / "clones"))
    story.write(0, 0, "title", "2026-03-01T14:05:00Z")
    document = story.clones[0].document()
    document["evidence"]["r0"]["title"] = "something else"
    with pytest.raises(AssertionError, match="title of r0 lost"):
        story._hold(document, story.seen[0])
