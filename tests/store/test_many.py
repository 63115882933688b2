"""Several programs at work on one portfolio: locks, races, and who wrote what."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from leaptui.merge import open_conflicts
from leaptui.model import edits
from leaptui.model.change import Change
from leaptui.store.errors import Busy
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.store.desk import AT, CLOCK, GAUGE, REPOSITORY, Desk, amara, at_once, program, retitle, run, tell
from tests.terminal import Terminal
from tests.trust.counting import Cases
from tests.trust.numbers import number

PROGRAMS, SAVES = 8, number("saves.each")


def start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=REPOSITORY, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


def hold(root: str, name: str) -> None:
    """Hold a portfolio's lock until somebody closes our input."""
    with Workspace(Path(root)).lock(name):
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.read()


def patiently(store: PortfolioStore, change: Change) -> None:
    """Save; once more where others were writing for so long that it was told that nothing was saved."""
    while True:
        try:
            store.apply(change)
        except Busy:
            continue
        return


def save_often(root: str, saves: str) -> None:
    """In each program add so many pieces, and write to a piece that all write to."""

    def work(me: int) -> int:
        store = Desk(Path(root)).open()
        for nth in range(int(saves)):
            patiently(store, edits.add_evidence(store.portfolio, AT, {"title": f"{me} {nth}"})[0])
            if nth % 10 == 0:
                patiently(store, edits.edit_evidence(store.portfolio, AT, GAUGE, {f"counted_by_{me}": nth + 1}))
        return len(store.portfolio.evidence)

    tell(counts=at_once(PROGRAMS, work))


def test_eight_programs_saving_at_once_lose_nothing(desk: Desk, cases: Cases) -> None:
    told = run(save_often, desk.root, SAVES)
    cases.add(PROGRAMS * SAVES)
    document = desk.document
    titles = {record["title"] for record in document["evidence"].values()}
    assert {f"{me} {number}" for me in range(PROGRAMS) for number in range(SAVES)} <= titles
    assert {document["evidence"][GAUGE][f"counted_by_{me}"] for me in range(PROGRAMS)} == {SAVES - 9}
    assert open_conflicts(document) == []
    assert desk.leftovers() == []
    counts = told["counts"]
    assert isinstance(counts, list)
    assert max(counts) == len(document["evidence"]) == 3 + PROGRAMS * SAVES
    store = desk.open()
    labels = [store.undo() for _ in range(30)]
    assert len(set(labels)) > 15
    assert None not in labels


def has_title(desk: Desk, title: str) -> bool:
    """Whether the file holds a piece of this title."""
    return title in {record["title"] for record in desk.document["evidence"].values()}


def test_two_apps_on_one_file_keep_what_both_write(desk: Desk) -> None:
    command = [sys.executable, "-m", "leaptui", "-C", str(desk.root)]
    with Terminal(command, cwd=REPOSITORY) as one, Terminal(command, cwd=REPOSITORY) as other:
        for turn in range(2):
            for app, name in ((one, "the left"), (other, "the right")):
                if not turn:
                    app.wait_for("Weather station")
                app.press("a")
                app.wait_for("Title")
                app.press(f"From {name} {turn}", "enter")
                title = f"From {name} {turn}"
                app.wait_until(partial(has_title, desk, title), f"a saved {title!r}")
        for app in (one, other):
            app.wait_until_gone("Title")
            app.press("q")
            assert app.wait_for_end() == 0
    assert all(has_title(desk, f"From the {side} {turn}") for side in ("left", "right") for turn in range(2))
    assert desk.leftovers() == []


def test_a_lock_that_another_program_holds_is_waited_for_and_then_reported(desk: Desk) -> None:
    store = desk.open()
    before = desk.path.read_bytes()
    holder = start(*program(hold, desk.root, "amara"))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Busy, match="another program") as raised:
        retitle(store, GAUGE, "Mine")
    assert "not saved" in str(raised.value)
    assert desk.path.read_bytes() == before
    assert store.portfolio.evidence[GAUGE].title == "Rain gauge"
    assert store.refresh() is False, "reading needs no lock"
    finish(holder)
    retitle(store, GAUGE, "Mine")
    assert desk.title(GAUGE) == "Mine"


def test_a_lock_dies_with_its_program(desk: Desk) -> None:
    store = desk.open()
    holder = start(*program(hold, desk.root, "amara"))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate(timeout=60)
    retitle(store, GAUGE, "Mine")
    assert desk.title(GAUGE) == "Mine"


@pytest.mark.parametrize("name", ["clone", "sync", "last", "undo", "locks"])
def test_a_portfolio_may_have_the_name_of_something_the_program_locks(desk: Desk, name: str) -> None:
    store = PortfolioStore.create(desk.workspace, name, amara(), CLOCK)
    theirs = Desk(desk.root, name)
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine"})
    theirs.edit("evidence", GAUGE, place="school")
    store.apply(change)
    assert (theirs.title(GAUGE), theirs.record("evidence", GAUGE)["place"]) == ("Mine", "school")


def stamp_often(root: str) -> None:
    """In each program ask who writes here, and count on."""

    def work(_: int) -> list[list[object]]:
        workspace = Workspace(Path(root))
        stamps = [workspace.stamp(), *(workspace.next_stamp() for _ in range(10))]
        return [[stamp.clone, stamp.revision] for stamp in stamps]

    tell(stamps=at_once(6, work))


def test_a_copy_has_one_id_and_no_revision_twice_however_many_ask_at_once(desk: Desk) -> None:
    told = run(stamp_often, desk.root)["stamps"]
    assert isinstance(told, list)
    assert len({clone for stamps in told for clone, _ in stamps}) == 1
    assert sorted(revision for stamps in told for _, revision in stamps[1:]) == list(range(1, 61))
    assert desk.workspace.stamp().revision == 60


@pytest.mark.parametrize(
    "left", ["", "{", "[]", '{"clone": "x"}', '{"clone": 5, "revision": "x"}', '{"clone": "", "revision": 1}']
)
def test_a_broken_note_of_who_we_are_is_made_anew(desk: Desk, left: str) -> None:
    (desk.workspace.make_local_dir() / "clone.json").write_text(left)
    stamp = desk.workspace.stamp()
    assert len(stamp.clone) == 16
    assert desk.workspace.stamp() == stamp
    assert desk.workspace.next_stamp().clone == stamp.clone


def test_both_sides_of_a_meeting_on_the_disk_are_told_apart(desk: Desk) -> None:
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine"})
    desk.edit("evidence", GAUGE, title="Theirs")
    store.apply(change)
    (conflict,) = open_conflicts(desk.document)
    assert conflict.standing is not None
    sides = {(side.clone, side.revision) for side in (conflict.standing, *conflict.others)}
    assert len(sides) == 2
    assert {clone for clone, _ in sides} == {desk.workspace.stamp().clone}
