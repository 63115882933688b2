"""Clones that were not made the usual way: they sync as the others do."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from leaptui.sync import SyncKind
from tests.sync.desk import AMARA, Clone, Desk, agree, fine, git


def test_a_repository_without_a_commit_takes_over_what_the_remote_has(desk: Desk) -> None:
    one, _ = desk.two()
    git(desk.folder, "init", "-q", "-b", "main", "three")
    three = Clone(desk.folder / "three")
    mine = three.add("Begun before the first sync")
    fine(three.sync(remote=str(desk.remote)))
    agree(desk, one, three)
    assert one.evidence().keys() == {"shared", mine}


def test_an_empty_repository_without_portfolios_takes_over_everything(desk: Desk) -> None:
    one, _ = desk.two()
    git(desk.folder, "init", "-q", "-b", "main", "three")
    three = Clone(desk.folder / "three")
    outcome = fine(three.sync(remote=str(desk.remote)))
    assert outcome.received.records == 2
    agree(desk, one, three)


def test_a_shallow_clone_syncs(desk: Desk) -> None:
    one, _ = desk.two()
    one.add("Essay")
    fine(one.sync())
    git(desk.folder, "clone", "-q", "--depth", "1", f"file://{desk.remote}", "three")
    three = Clone(desk.folder / "three")
    three.add("Greenhouse")
    one.add("Bridge")
    fine(one.sync())
    fine(three.sync())
    fine(one.sync())
    assert three.carried() == one.carried()
    assert len(one.evidence()) == 4


def test_repositories_with_sha256_sync(desk: Desk) -> None:
    git(desk.folder, "init", "-q", "--bare", "-b", "main", "--object-format=sha256", "new.git")
    clones = []
    for name in ("one", "two"):
        git(desk.folder, "init", "-q", "-b", "main", "--object-format=sha256", name)
        clones.append(Clone(desk.folder / name))
        clones[-1].add(f"From {name}")
        clones[-1].add(f"Of {name}", name=f"jonas-{name}")
        fine(clones[-1].sync(remote=str(desk.folder / "new.git")))
    one, two = clones
    two.file().unlink()
    one.attach(b"picture")
    fine(one.sync())
    fine(two.sync())
    fine(one.sync())
    assert one.carried() == two.carried()
    assert len(one.evidence()) == 3


def test_a_linked_worktree_syncs(desk: Desk) -> None:
    one, two = desk.two()
    one.git("worktree", "add", "-q", "-b", "class", str(desk.folder / "tree"))
    tree = Clone(desk.folder / "tree")
    tree.git("config", "branch.class.remote", "origin")
    tree.git("config", "branch.class.merge", "refs/heads/main")
    mine = tree.add("From the worktree")
    fine(tree.sync())
    fine(two.sync())
    assert mine in two.evidence()
    assert tree.git("status", "--porcelain") == ""


def test_a_branch_of_ones_own_with_a_slash_in_its_name_syncs(desk: Desk) -> None:
    one, _ = desk.two()
    one.git("checkout", "-q", "-b", "class/2026")
    one.add("Essay")
    fine(one.sync())
    one.add("Another")
    fine(one.sync())
    assert git(desk.remote, "log", "-1", "--format=%s", "class/2026") == "Amara Okafor: 1 piece"


def test_names_in_all_letters_and_spaces_travel(desk: Desk) -> None:
    one, two = desk.two()
    names = ["máté", "ümit-öz", "小林"]
    for name in names:
        one.add("Essay", name=name)
    (one.root / "themes").mkdir()
    (one.root / "themes" / "my sea “blue”.toml").write_text('primary = "blue"\n')
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    assert two.workspace.names() == sorted([AMARA, *names])


def test_the_remotes_branch_may_have_another_name(desk: Desk) -> None:
    one, two = desk.two()
    git(desk.remote, "branch", "-m", "main", "trunk")
    for clone in (one, two):
        clone.git("config", "branch.main.remote", "origin")
        clone.git("config", "branch.main.merge", "refs/heads/trunk")
    mine = one.add("Essay")
    fine(one.sync())
    fine(two.sync())
    assert mine in two.evidence()


def test_an_answer_lost_after_the_remote_took_it_is_no_loss_and_no_double(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = desk.two()
    mine = one.add("Essay")
    lossy = tmp_path / "bin" / "git"
    lossy.parent.mkdir()
    lossy.write_text(
        f'#!/bin/sh\nfor word; do\n  if [ "$word" = push ] && [ ! -e {tmp_path}/lost ]; then\n    touch {tmp_path}/lost\n'
        f'    {shutil.which("git")} "$@" > /dev/null 2>&1\n'
        '    printf "!\\tx:y\\t[remote failure] (remote failed to report status)\\n"\n    exit 1\n  fi\ndone\n'
        f'exec {shutil.which("git")} "$@"\n'
    )
    lossy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{lossy.parent}:{os.environ['PATH']}")
    outcome = one.sync()
    assert (outcome.kind, outcome.sent.records) == (SyncKind.DONE, 1)
    agree(desk, one, two)
    assert mine in two.evidence()
    assert desk.log().splitlines()[0] == "Amara Okafor: 1 piece"
    assert git(desk.remote, "rev-list", "--count", "main") == one.git("rev-list", "--count", "HEAD")


def test_a_remote_that_is_no_bare_repository_says_no(desk: Desk) -> None:
    other = desk.apart("other")
    one = desk.apart("one")
    one.add("Essay")
    outcome = one.sync(remote=str(other.root))
    assert outcome.kind is SyncKind.REFUSED
    assert one.git("status", "--porcelain") == ""
