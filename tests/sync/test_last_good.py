"""What stands in for a file that breaks is the file as it was before it broke, whatever came before that."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from leaptui.merge import choose_sides, questions
from leaptui.model.canonical import Document
from leaptui.model.clock import FixedClock
from leaptui.store.errors import Refused
from leaptui.store.good import is_kept, keep_good
from leaptui.sync.git import Git
from leaptui.sync.good import follow, last_good
from leaptui.sync.ground import local_folder
from leaptui.sync.mend import mend
from leaptui.sync.repository import Repository
from tests.sync.desk import AMARA, Clone, Desk, agree, fine
from tests.trust.counting import Cases
from tests.trust.numbers import number

CLOCK = FixedClock(datetime(2026, 11, 19, 16, 40, tzinfo=UTC))
STEPS = 30


def good(clone: Clone) -> Document | None:
    """What would stand in for the file."""
    found = last_good(clone.workspace, AMARA, CLOCK)
    return found.document if found else None


def test_what_came_in_since_it_was_opened_is_not_lost_when_it_breaks(desk: Desk) -> None:
    one, two = desk.two()
    mine = one.add("Mine")
    keep_good(one.store())
    fine(one.sync())
    fine(two.sync())
    two.put("shared", {"title": "Long important words"})
    theirs = two.add("Theirs")
    fine(two.sync())
    fine(one.sync())
    late = one.add("Mine, later")
    one.file().write_bytes(one.file().read_bytes()[:300])
    mend(one.workspace, AMARA, CLOCK)
    fine(one.sync())
    fine(two.sync())
    for broken in one.workspace.portfolios_dir.glob("*.broken-*"):
        broken.unlink()
    agree(desk, one, two)
    assert two.evidence().keys() == {"shared", mine, theirs, late}
    assert two.evidence()["shared"]["title"] == "Long important words"


def test_a_file_taken_from_git_by_hand_is_the_last_good_one(desk: Desk) -> None:
    one, two = desk.two()
    mine = one.add("Mine")
    fine(one.sync())
    one.put(mine, {"title": "Mine, again"})
    keep_good(one.store())
    fine(one.sync())
    keep_good(one.store())
    fine(two.sync())
    two.put("shared", {"title": "Theirs"})
    two.put(mine, None)
    fine(two.sync())
    one.git("fetch", "-q", str(desk.remote), "main")
    one.git("merge", "-q", "--ff-only", "FETCH_HEAD")
    assert is_kept(one.workspace, AMARA)
    assert good(one) == one.document()


def test_what_is_saved_over_work_that_was_taken_by_hand_is_asked_about_and_not_lost(desk: Desk) -> None:
    one, two = desk.two()
    keep_good(one.store())
    two.put("shared", {"title": "Theirs"})
    theirs = two.add("Theirs alone")
    fine(two.sync())
    one.git("fetch", "-q", str(desk.remote), "main")
    one.git("merge", "-q", "--ff-only", "FETCH_HEAD")
    one.put("shared", {"title": "Mine, later"})
    found = good(one)
    assert found is not None
    assert found["evidence"].keys() == {"shared", theirs}
    (question,) = questions(found, one.workspace.clone)
    assert {side.value for side in question.sides} == {"Theirs", "Mine, later"}


def test_a_copy_that_cannot_follow_is_none_any_more(desk: Desk) -> None:
    one, two = desk.two()
    keep_good(one.store())
    two.put("shared", {"title": "Theirs"})
    fine(two.sync())
    one.git("fetch", "-q", str(desk.remote), "main")
    one.git("merge", "-q", "--ff-only", "FETCH_HEAD")
    whole = one.document()
    one.file().unlink()
    follow(one.workspace, Repository.open(Git(one.root), local_folder(one.workspace)), None)
    assert not is_kept(one.workspace, AMARA)
    assert good(one) == whole


def test_a_copied_workspace_does_not_go_back_to_what_was_saved_before(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "Old"})
    fine(one.sync())
    fine(two.sync())
    two.put("shared", {"title": "New"})
    fine(two.sync())
    fine(one.sync())
    copy = Clone(desk.folder / "copy")
    shutil.copytree(one.root, copy.root, symlinks=True)
    assert good(copy) == copy.document()
    early = Clone(desk.folder / "early")
    shutil.copytree(one.root, early.root, symlinks=True)
    fine(early.sync())
    assert early.workspace.clone != one.workspace.clone
    assert good(early) == early.document()
    late = copy.add("In the copy, before it has an id of its own")
    assert good(copy) == copy.document()
    fine(copy.sync())
    assert copy.workspace.clone != one.workspace.clone
    assert good(copy) == copy.document()
    again = copy.add("In the copy")
    assert good(copy) == copy.document()
    assert copy.evidence().keys() == {"shared", late, again}
    assert copy.evidence()["shared"]["title"] == "New"


class Story:
    """What happens to a portfolio on one machine, in any order."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.one, self.two = desk.two()
        self._any = random.Random(seed)
        self._second = 0
        self.told: list[str] = []
        self.steps: list[Callable[[], None]] = [
            lambda: self.save(self.one),
            lambda: self.save(self.one),
            self.undo,
            self.theirs,
            self.sync,
            lambda: keep_good(self.one.store()),
            self.choose,
            self.copy,
            self.by_hand,
        ]

    def step(self) -> None:
        """Let something happen."""
        number = self._any.randrange(len(self.steps))
        self.told.append(str(number))
        self.steps[number]()

    def _now(self) -> str:
        self._second += 1
        return f"2026-03-01T14:{self._second // 60:02}:{self._second % 60:02}Z"

    def save(self, clone: Clone) -> None:
        """Save something: new, changed, or taken out."""
        at = self._now()
        known = sorted(clone.evidence())
        what = self._any.choice(("new", "title", "body", "gone"))
        if what == "new" or not known:
            clone.put(f"piece{self._second}", {"title": f"Piece {self._second}"}, at=at)
        elif what == "gone":
            clone.put(self._any.choice(known), None, at=at)
        else:
            clone.put(self._any.choice(known), {what: f"{what} {self._second}"}, at=at)

    def undo(self) -> None:
        """Take the last save back, where there is one."""
        store = self.one.store()
        if store.undo_label is not None:
            with suppress(Refused):
                store.undo()

    def theirs(self) -> None:
        """The other machine saves and syncs."""
        self.save(self.two)
        fine(self.two.sync())

    def sync(self) -> None:
        """This machine syncs."""
        fine(self.one.sync())

    def choose(self) -> None:
        """Answer a question that is open."""
        store = self.one.store()
        document = store.portfolio.document
        for question in questions(document, self.one.workspace.clone)[:1]:
            side = self._any.choice([question.mine, *question.theirs])
            store.apply(choose_sides(document, [(question, side)], self._now(), "chose"))

    def copy(self) -> None:
        """Go on in a copy of the folder, where the other machine's work came from."""
        if self._any.random() < 0.3:
            copied = Clone(self.one.root.with_name(f"{self.one.root.name}x"))
            shutil.copytree(self.one.root, copied.root, symlinks=True)
            self.one = copied

    def by_hand(self) -> None:
        """Take what the other machine has done with git, where git can; the next sync follows soon."""
        self.one.git("fetch", "-q", str(self.desk.remote), "main")
        self.one.git("merge", "-q", "--ff-only", "FETCH_HEAD", check=False)
        assert good(self.one) == self.one.document(), self.told
        fine(self.one.sync())


@pytest.mark.parametrize("seed", range(number("good.stories")))
def test_it_is_the_file_as_it_was_whatever_came_before(desk: Desk, cases: Cases, seed: int) -> None:
    story = Story(desk, seed)
    keep_good(story.one.store())  # as whoever opens it or saves does
    for _nth in range(STEPS):
        story.step()
        assert good(story.one) == story.one.document(), story.told
        cases.add(1)
