"""A repository that grows: its loose objects are packed, and nothing is let go."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from leaptui.sync import growth
from leaptui.sync.git import Git
from leaptui.sync.ground import local_folder
from leaptui.sync.growth import repack, weigh
from leaptui.sync.repository import Repository
from leaptui.sync.stale import OLD_SECONDS
from tests.sync.desk import Clone, Desk, agree, fine
from tests.sync.http_server import http_remote


def opened(clone: Clone) -> Repository:
    return Repository.open(Git(clone.root), local_folder(clone.workspace))


def noise(number: int, size: int = 300_000) -> bytes:
    """Bytes that cannot be made smaller, as a picture's."""
    return Random(number).randbytes(size)


def test_pictures_that_take_much_room_are_packed_with_the_sync_that_carries_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "MOST_LOOSE_BYTES", 500_000)
    one = desk.clone("one")
    one.attach(noise(1), "photo-1.png")
    fine(one.sync())
    assert weigh(opened(one)).packs == 0
    one.attach(noise(2), "photo-2.png")
    fine(one.sync())
    weight = weigh(opened(one))
    assert weight.packs == 1
    assert weight.loose_bytes < growth.MOST_LOOSE_BYTES < weight.packed_bytes
    agree(desk, one, desk.clone("two"))


def test_little_is_left_as_it_is(desk: Desk) -> None:
    one, _ = desk.two()
    assert not repack(opened(one))
    assert weigh(opened(one)).packs == 0


def test_nothing_is_let_go_by_packing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = desk.two()
    monkeypatch.setattr(growth, "MOST_LOOSE_BYTES", 0)
    (one.root / "notes.txt").write_text("by hand\n")
    one.git("add", "notes.txt")
    one.git("commit", "-q", "-m", "by hand")
    only_in_the_reflog = one.git("rev-parse", "HEAD")
    one.git("reset", "-q", "--hard", "HEAD~1")
    held_by_nothing = one.git("hash-object", "-w", "--stdin", data="held by nothing\n")
    (one.root / "staged.txt").write_text("staged\n")
    one.git("add", "staged.txt")
    staged = one.git("ls-files", "-s", "staged.txt").split()[1]
    before = one.git("for-each-ref")
    assert repack(opened(one))
    for thing in (only_in_the_reflog, held_by_nothing, staged):
        one.git("cat-file", "-e", thing)
    assert one.git("for-each-ref") == before
    assert weigh(opened(one)).loose == 0
    one.git("rm", "-q", "-f", "staged.txt")
    one.git("fsck", "--strict")


def test_many_packs_become_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = desk.two()
    monkeypatch.setattr(growth, "MOST_LOOSE_BYTES", 0)
    monkeypatch.setattr(growth, "MOST_PACKS", 2)
    for number in range(4):
        one.add(f"Piece {number}")
        fine(one.sync())
    assert weigh(opened(one)).packs <= 3
    agree(desk, one, two)


def test_a_pack_that_was_cut_off_is_cleared_away_and_a_fresh_one_is_not(desk: Desk) -> None:
    one, two = desk.two()
    packs = one.root / ".git" / "objects" / "pack"
    old, fresh = packs / "tmp_pack_aBcDeF", packs / "tmp_pack_gHiJkL"
    for left in (old, fresh):
        left.write_bytes(b"PACK")
    before = old.stat().st_mtime - OLD_SECONDS - 60
    os.utime(old, (before, before))
    fine(one.sync())
    assert not old.exists()
    assert fresh.exists()
    fresh.unlink()
    agree(desk, one, two)


def test_a_big_file_shows_how_far_it_is(desk: Desk, tmp_path: Path) -> None:
    from leaptui.sync import sync

    said: list[str] = []
    with http_remote(desk.folder) as remote:
        one = desk.apart("one")
        one.attach(noise(1, 3_000_000), "film.mp4")
        fine(sync(one.workspace, remote=remote.url(), progress=said.append))
    assert any(words.startswith("Sending ") and words.endswith(" MB") for words in said), said
