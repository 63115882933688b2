"""The doctor: what it looks at, what it mends, and that it says so."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leaptui.model.clock import Clock, FixedClock
from leaptui.model.edits import new_document
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.sync import growth
from leaptui.sync.doctor import Finding, Health, examine
from tests.sync.desk import AMARA, Clone, Desk, agree, fine, git


def looked(clone: Clone, *, mend: bool = True, offline: bool = True, clock: Clock | None = None) -> dict[str, Finding]:
    """What the doctor finds, by what was looked at; the worst where something was looked at twice."""
    order = list(Health)
    found: dict[str, Finding] = {}
    for one in examine(clone.workspace, Clock(), offline=offline, mend=mend, machine=clock):
        if one.part not in found or order.index(one.health) > order.index(found[one.part].health):
            found[one.part] = one
    return found


@pytest.fixture
def sound(desk: Desk) -> Clone:
    """A clone with a portfolio in which nothing is wrong, synced."""
    one, clock = desk.clone("sound"), Clock()
    document = new_document("Amara Okafor", "leap-2020", clock.today(), clock.instant())
    PortfolioStore.create(one.workspace, AMARA, document, clock)
    fine(one.sync())
    return one


def test_where_all_is_well_everything_says_so(sound: Clone) -> None:
    one = sound
    one.git("config", "user.name", "Amara Okafor")
    one.git("config", "user.email", "amara@example.org")
    found = looked(one, offline=False)
    assert {part: finding.health for part, finding in found.items()} == dict.fromkeys(
        ("git", "locks", "history", "identity", "clock", "copy", "size", "remote", "files"), Health.WELL
    )
    assert "Amara Okafor" in found["identity"].says
    assert one.git("status", "--porcelain") == ""


def test_without_git_the_files_are_looked_at_all_the_same(sound: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = looked(sound)
    assert found.keys() == {"git", "files"}
    assert (found["git"].health, found["files"].health) == (Health.WRONG, Health.WELL)


def test_a_name_that_git_does_not_know_is_worth_a_note(desk: Desk) -> None:
    one, _ = desk.two()
    finding = looked(one)["identity"]
    assert finding.health is Health.NOTE
    assert "git config --global user.name" in finding.says


def test_a_remote_that_does_not_answer_is_no_fault_and_one_that_is_gone_is(desk: Desk) -> None:
    one, _ = desk.two()
    one.git("config", "remote.origin.url", "https://nowhere.invalid/x.git")
    assert looked(one, offline=False)["remote"].health is Health.NOTE
    one.git("config", "remote.origin.url", str(desk.folder / "gone.git"))
    assert looked(one, offline=False)["remote"].health is Health.WRONG
    assert "remote" not in looked(one)
    apart = desk.apart("apart")
    assert "on this machine only" in looked(apart, offline=False)["remote"].says


def test_a_remote_that_was_emptied_or_rewritten_is_named_as_a_sync_names_it(desk: Desk) -> None:
    one, two = desk.two()
    assert looked(one, offline=False)["remote"].health is Health.WELL
    two.git("commit", "-q", "--amend", "-m", "Another history")
    two.git("push", "-q", "--force", str(desk.remote), "main")
    head, before = one.git("rev-parse", "HEAD"), one.carried()
    finding = looked(one, offline=False)["remote"]
    assert finding.health is Health.WRONG
    assert "history was rewritten" in finding.says
    assert finding.says.lower() in one.sync().sentence.lower()
    shutil.rmtree(desk.remote)
    git(desk.folder, "init", "-q", "--bare", "-b", "main", "remote.git")
    finding = looked(one, offline=False)["remote"]
    assert finding.health is Health.WRONG
    assert "gone from the remote" in finding.says
    assert finding.says.lower() in one.sync().sentence.lower()
    assert (one.git("rev-parse", "HEAD"), one.carried()) == (head, before)
    assert git(desk.remote, "for-each-ref") == ""


def test_what_a_killed_program_left_is_cleared_away(desk: Desk) -> None:
    one, _ = desk.two()
    old = time.time() - 3600
    left = [one.root / ".git" / "index.lock", one.root / "portfolios" / ".leaptui-tmp-abc"]
    for path in left:
        path.write_bytes(b"")
        os.utime(path, (old, old))
    assert looked(one, mend=False)["locks"].health is Health.MENDABLE
    assert all(path.exists() for path in left)
    finding = looked(one)["locks"]
    assert (finding.health, len(finding.paths)) == (Health.MENDED, 2)
    assert not any(path.exists() for path in left)
    assert looked(one)["locks"].health is Health.WELL


def test_a_fresh_lock_is_somebodys(desk: Desk) -> None:
    one, _ = desk.two()
    lock = one.root / ".git" / "index.lock"
    lock.write_bytes(b"")
    assert looked(one)["locks"].health is Health.NOTE
    assert lock.exists()


def test_unfinished_work_by_hand_is_named(desk: Desk) -> None:
    one, _ = desk.two()
    one.git("checkout", "-q", "--detach")
    finding = looked(one)["history"]
    assert finding.health is Health.WRONG
    assert "no branch is checked out" in finding.says


def test_a_clock_that_is_behind_the_last_change_is_named(desk: Desk) -> None:
    one, _ = desk.two()
    finding = looked(one, clock=FixedClock(datetime(2016, 1, 1, tzinfo=UTC)))["clock"]
    assert finding.health is Health.WRONG
    assert "1 January 2016" in finding.says


def test_a_broken_file_is_named_with_its_line_and_is_left(desk: Desk) -> None:
    one, _ = desk.two()
    text = one.file().read_bytes()
    one.file().write_bytes(text[:-20])
    before = one.file().read_bytes()
    finding = looked(one)["files"]
    assert finding.health is Health.WRONG
    assert finding.says.startswith(f"{AMARA}.json:")
    assert one.file().read_bytes() == before


def test_a_copied_folder_gets_an_id_of_its_own(desk: Desk) -> None:
    one, _ = desk.two()
    fine(one.sync())
    shutil.copytree(one.root, desk.folder / "copy", symlinks=True)
    copy = Clone(desk.folder / "copy")
    assert copy.workspace.clone == one.workspace.clone
    assert looked(copy, mend=False)["copy"].health is Health.MENDABLE
    finding = looked(copy)["copy"]
    assert finding.health is Health.MENDED
    assert copy.workspace.clone != one.workspace.clone
    assert looked(copy)["copy"].health is Health.WELL
    assert looked(one)["copy"].health is Health.WELL


def test_a_copied_folder_gets_an_id_of_its_own_with_its_first_sync(desk: Desk) -> None:
    one, two = desk.two()
    fine(one.sync())
    shutil.copytree(one.root, desk.folder / "copy", symlinks=True)
    copy = Clone(desk.folder / "copy")
    one.put("shared", {"title": "From one"})
    copy.put("shared", {"title": "From the copy"})
    fine(one.sync())
    fine(copy.sync())
    assert copy.workspace.clone != one.workspace.clone
    agree(desk, one, copy, two)


def test_a_folder_that_was_moved_keeps_its_id(desk: Desk) -> None:
    one, _ = desk.two()
    fine(one.sync())
    before = one.workspace.clone
    moved = Clone(one.root.rename(desk.folder / "moved"))
    assert looked(moved)["copy"].health is Health.WELL
    fine(moved.sync())
    assert moved.workspace.clone == before


def test_a_copy_brought_back_from_a_backup_gets_an_id_of_its_own(desk: Desk) -> None:
    one, _ = desk.two()
    backup = (one.root / ".leaptui" / "clone.json").read_bytes()
    one.add("Essay")
    fine(one.sync())
    (one.root / ".leaptui" / "clone.json").write_bytes(backup)
    before = one.workspace.clone
    assert looked(one)["copy"].health is Health.MENDED
    assert one.workspace.clone != before


def test_a_heavy_history_is_packed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = desk.two()
    monkeypatch.setattr(growth, "MOST_LOOSE_BYTES", 0)
    assert looked(one, mend=False)["size"].health is Health.MENDABLE
    assert looked(one)["size"].health is Health.MENDED
    assert looked(one)["size"].health is Health.WELL


def test_ids_of_goals_that_are_gone_are_let_go_and_undo_takes_that_back(desk: Desk) -> None:
    one, _ = desk.two()
    one.put("kept", {"title": "A goal"}, table="goals")
    one.put("shared", {"goals": ["gone", "kept"]})
    before = one.evidence()["shared"]
    assert looked(one, mend=False)["links"].health is Health.MENDABLE
    assert one.evidence()["shared"] == before
    finding = looked(one)["links"]
    assert (finding.health, finding.paths) == (Health.MENDED, (f"portfolios/{AMARA}.json",))
    assert one.evidence()["shared"]["goals"] == ["kept"]
    assert "links" not in looked(one)
    PortfolioStore(one.workspace, AMARA).undo()
    assert one.evidence()["shared"]["goals"] == ["gone", "kept"]


def test_attachments_that_belong_to_nothing_are_named_and_stay(desk: Desk) -> None:
    one, _ = desk.two()
    record_id, photo = one.attach(b"picture")
    assert "attachments" not in looked(one)
    one.put(record_id, None)
    finding = looked(one)["attachments"]
    assert finding.health is Health.NOTE
    assert finding.paths == (str(photo.relative_to(one.root)),)
    assert Path(photo).read_bytes() == b"picture"
