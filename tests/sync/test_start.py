"""Making a workspace, and seeing in the header how it stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaptui.store.workspace import Workspace
from leaptui.sync import Stopped, SyncStanding, init_workspace, sync_state
from tests.sync.desk import AMARA, Clone, Desk, fine, git


def test_init_makes_a_repository_on_main_with_one_commit(tmp_path: Path) -> None:
    started = init_workspace(tmp_path / "mine")
    clone = Clone(tmp_path / "mine")
    assert started.can_sync
    assert clone.git("symbolic-ref", "HEAD") == "refs/heads/main"
    assert clone.git("ls-files") == ".gitattributes\nportfolios/.gitkeep"
    assert clone.git("log", "--format=%s") == "Start a workspace"
    assert clone.git("status", "--porcelain") == ""


def test_init_twice_changes_nothing(tmp_path: Path) -> None:
    init_workspace(tmp_path / "mine")
    clone = Clone(tmp_path / "mine")
    before = clone.git("rev-parse", "HEAD")
    started = init_workspace(clone.root)
    assert "already" in started.sentence
    assert clone.git("rev-parse", "HEAD") == before


def test_init_in_a_repository_of_ones_own_leaves_its_work_alone(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "work", "mine")
    mine = Clone(tmp_path / "mine")
    (mine.root / ".gitattributes").write_text("*.md text\n")
    (mine.root / "notes.md").write_text("notes\n")
    mine.git("add", ".")
    mine.git("commit", "-q", "-m", "by hand")
    (mine.root / "staged.md").write_text("staged\n")
    mine.git("add", "staged.md")
    init_workspace(mine.root)
    assert mine.git("symbolic-ref", "HEAD") == "refs/heads/work"
    assert (mine.root / ".gitattributes").read_text() == "*.md text\n"
    assert mine.git("show", "--name-only", "--format=", "HEAD") == "portfolios/.gitkeep"
    assert mine.git("status", "--porcelain") == "A  staged.md"


def test_init_in_a_folder_that_another_repository_carries_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "project")
    part = tmp_path / "project" / "part"
    part.mkdir()
    (part / "code.py").write_text("x = 1\n")
    git(part, "add", ".")
    with pytest.raises(Stopped, match="belong to the git repository"):
        init_workspace(part)
    assert not (part / ".git").exists()
    assert not (part / "portfolios").exists()


def test_without_git_a_workspace_is_made_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    started = init_workspace(tmp_path / "mine")
    assert not started.can_sync
    assert (tmp_path / "mine" / "portfolios").is_dir()
    assert "git" in started.sentence
    assert sync_state(Workspace(tmp_path / "mine")).standing is SyncStanding.NO_GIT


def test_git_leaves_the_bytes_of_portfolios_alone(tmp_path: Path) -> None:
    init_workspace(tmp_path / "mine")
    mine = Clone(tmp_path / "mine")
    mine.git("config", "core.autocrlf", "true")
    mine.add("Rain gauge")
    photo = mine.attach(b"a\r\nb\n")[1]
    fine_bytes = mine.file().read_bytes()
    mine.sync()
    mine.git("rm", "-q", "-r", "--cached", "portfolios")
    mine.git("reset", "-q", "--hard")
    assert mine.file().read_bytes() == fine_bytes
    assert photo.read_bytes() == b"a\r\nb\n"


def test_the_state_without_repository_and_without_remote(desk: Desk, tmp_path: Path) -> None:
    plain = Clone(tmp_path / "plain")
    plain.root.mkdir()
    plain.add("Rain gauge")
    assert sync_state(plain.workspace).standing is SyncStanding.NO_REPOSITORY
    one = desk.apart("one")
    state = sync_state(one.workspace)
    assert (state.standing, state.words) == (SyncStanding.NO_REMOTE, "on this machine only")


def test_the_state_counts_the_changes_to_send(desk: Desk) -> None:
    one, two = desk.two()
    assert sync_state(one.workspace).words == "synced ✓"
    one.add("Essay")
    one.put("shared", {"place": "home"})
    _, photo = one.attach(b"photo")
    assert sync_state(one.workspace).to_send == 4, "three records and a picture"
    assert sync_state(one.workspace).words == "↑ 4 to sync"
    fine(one.sync())
    assert sync_state(one.workspace).to_send == 0
    assert photo.exists()
    two.put("shared", {"title": "Theirs"})
    assert sync_state(two.workspace).to_send == 1


def test_the_state_counts_conflicts(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "From one"})
    two.put("shared", {"title": "From two"})
    fine(one.sync())
    fine(two.sync())
    assert sync_state(two.workspace).conflicts == 1
    two.put("shared", {"title": "Chosen"})
    assert sync_state(two.workspace).conflicts == 0


def test_the_state_is_the_same_from_memory_as_from_the_files(desk: Desk) -> None:
    one, _ = desk.two()
    one.add("Essay")
    os.utime(one.file(), (1_700_000_000, 1_700_000_000))
    first, again = sync_state(one.workspace), sync_state(one.workspace)
    assert first == again
    (one.root / ".leaptui" / "sync" / "seen.json").write_text("not even JSON")
    assert sync_state(one.workspace) == first
    one.add("More")
    assert sync_state(one.workspace).to_send == first.to_send + 1


def test_the_state_touches_neither_network_nor_files(desk: Desk) -> None:
    one = desk.clone("one")
    one.add("Essay")
    one.git("config", "remote.origin.url", "https://nowhere.invalid/x.git")
    before = (one.git("for-each-ref"), one.git("status", "--porcelain"), one.file().read_bytes())
    state = sync_state(one.workspace)
    assert state.standing is SyncStanding.READY
    assert (one.git("for-each-ref"), one.git("status", "--porcelain"), one.file(AMARA).read_bytes()) == before
