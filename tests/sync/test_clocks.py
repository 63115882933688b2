"""Clocks ten years apart: what comes out of a meeting is the same bytes, whoever comes first and whatever the clocks say."""

from __future__ import annotations

import os
import shutil

from leaptui.merge import open_conflicts
from tests.sync.desk import Clone, Desk, agree, fine
from tests.trust.counting import Cases

AHEAD, BEHIND = "2036-03-01T14:05:00Z", "2026-03-01T14:05:00Z"


def test_the_order_of_meeting_and_the_clocks_of_the_machines_change_no_byte(desk: Desk, cases: Cases) -> None:
    one, two = desk.two()
    for clone, at in ((one, AHEAD), (two, BEHIND)):
        clone.put("shared", {"title": f"Written {at[:4]}", "body": ["a", at, "c"], clone.root.name: at}, at=at)
        clone.put(f"only-{clone.root.name}", {"title": f"Only {at[:4]}"}, at=at)
    names = ("one", "two", "remote.git")
    kept = desk.folder / "kept"
    for name in names:
        shutil.copytree(desk.folder / name, kept / name, symlinks=True)
    found = []
    for first, ahead in ((one, one), (two, one), (one, two), (two, two)):
        for name in names:
            shutil.rmtree(desk.folder / name)
            shutil.copytree(kept / name, desk.folder / name, symlinks=True)
        _set_clocks(ahead, two if ahead is one else one)
        fine(first.sync())
        agree(desk, one, two)
        found.append(one.carried())
        cases.add()
    assert all(one_of == found[0] for one_of in found)
    waiting = {conflict.field for conflict in open_conflicts(one.document())}
    assert waiting == {"title", "body"}
    assert {"only-one", "only-two"} <= one.evidence().keys()


def _set_clocks(ahead: Clone, behind: Clone) -> None:
    """The files of one machine were written in ten years, and its last commit by hand as well."""
    for clone, at, seconds in ((ahead, AHEAD, 2_088_000_000), (behind, BEHIND, 1_772_000_000)):
        os.utime(clone.file(), (seconds, seconds))
        clone.git("-c", f"user.name={at}", "commit", "-q", "--allow-empty", "-m", "by hand", "--date", at)


def test_an_edit_made_later_by_a_clock_that_is_behind_is_not_lost(desk: Desk, cases: Cases) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "From the machine that is ahead"}, at=AHEAD)
    fine(one.sync())
    fine(two.sync())
    two.put("shared", {"title": "From the machine that is behind, and later"}, at=BEHIND)
    fine(two.sync())
    agree(desk, one, two)
    assert one.evidence()["shared"]["title"] == "From the machine that is behind, and later"
    assert open_conflicts(one.document()) == []
    cases.add()
