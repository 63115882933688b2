"""Syncing in a process of its own: what it tells, and that it needs nobody to listen."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from leaptui import language
from leaptui.sync import SyncKind
from leaptui.sync.apart import sync_apart
from tests.sync.desk import Desk, agree
from tests.sync.http_server import http_remote


async def test_it_comes_to_what_a_sync_comes_to_and_tells_how_far_it_is(desk: Desk) -> None:
    one, two = desk.two()
    one.add("Essay")
    said: list[str] = []
    outcome = await sync_apart(one.workspace, said.append)
    assert (outcome.kind, outcome.sent.records) == (SyncKind.DONE, 1)
    assert outcome.sentence == "Synced: 1 change sent."
    assert {"Fetching", "Sending"} <= set(said)
    agree(desk, one, two)


async def test_it_speaks_the_language_that_is_spoken(desk: Desk) -> None:
    one, _ = desk.two()
    try:
        assert language.use("es", "day-month") == "es"
        outcome = await sync_apart(one.workspace, lambda _words: None)
    finally:
        language.use("en", "day-month")
    assert outcome.kind is SyncKind.NOTHING_NEW
    assert outcome.sentence != "In sync: nothing new here or on the remote."


async def test_what_lies_in_the_folder_is_not_taken_for_a_part_of_the_program(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = desk.two()
    for name in ("json", "leaptui", "asyncio", "orjson"):
        (one.root / f"{name}.py").write_text(f"open({str(desk.folder / 'was-run')!r}, 'w')\n")
    monkeypatch.chdir(one.root)
    outcome = await sync_apart(one.workspace, lambda _words: None)
    assert outcome.kind is SyncKind.NOTHING_NEW
    assert not (desk.folder / "was-run").exists()


async def test_one_that_is_killed_is_a_sentence_and_the_next_one_goes_on(desk: Desk) -> None:
    one, two = desk.two()
    one.add("Essay")
    with http_remote(desk.folder) as remote:
        one.git("config", "remote.origin.url", remote.url())
        remote.delay = 3600
        waiting = asyncio.create_task(sync_apart(one.workspace, lambda _words: None))
        while not remote.requests:
            await asyncio.sleep(0.02)
        os.kill(child_of(one.root), signal.SIGKILL)
        outcome = await waiting
        assert outcome.kind is SyncKind.FAILED
        assert outcome.sentence == "The sync was cut off; your work is safe on this machine."
    one.git("config", "remote.origin.url", str(desk.remote))
    agree(desk, one, two)


async def test_one_that_nobody_listens_to_any_more_comes_to_its_end(desk: Desk) -> None:
    one, two = desk.two()
    essay = one.add("Essay")
    left = asyncio.Event()
    waiting = asyncio.create_task(sync_apart(one.workspace, lambda _words: left.set()))
    await left.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    while True:
        two.sync()
        if essay in two.evidence():
            break
        await asyncio.sleep(0.05)
    agree(desk, one, two)


def child_of(root: Path) -> int:
    """The process that syncs a workspace."""
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes().split(b"\0") if process.name.isdigit() else []
        except OSError:
            continue
        if b"leaptui.sync.child" in words and str(root).encode() in words:
            return int(process.name)
    raise AssertionError("nobody syncs it")
