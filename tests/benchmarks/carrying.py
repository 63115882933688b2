"""Carrying: a sync with nothing new in a workspace of years, and what a sync that merges does to the keys."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import time
from itertools import count
from pathlib import Path

from leaptui.model.edits import edit_evidence
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync import init_workspace, sync
from leaptui.sync.connect import join
from leaptui.tui.app import LeaptuiApp
from tests.benchmarks.measure import Measured, in_turn
from tests.benchmarks.place import LARGE, Place
from tests.benchmarks.portfolio import NOW
from tests.benchmarks.school import make_school

HANDLER_SECONDS = 0.05
"""How long whatever takes a key may wait for a sync."""
_PATIENCE = 120.0
_AFTER = 0.5


def nothing_new(place: Place, runs: int) -> Measured:
    """A sync with nothing new on either side, against what git needs to find that out: `git fetch` and `git status`.

    The size follows the others': 500 portfolios of 200 records and 50,000 commits where those are as they come.
    """
    folder = place.folder / "school"
    folder.mkdir()
    pieces = place.pieces
    workspace = make_school(folder, max(2, place.portfolios // 4), max(2, pieces // 50), max(2, pieces * 5))
    environment = {**os.environ, **place.env}

    def nothing() -> float:
        started = time.perf_counter()
        outcome = sync(workspace)
        seconds = time.perf_counter() - started
        if not outcome.is_fine:
            raise AssertionError(outcome.sentence)
        return seconds

    def git() -> float:
        started = time.perf_counter()
        for words in (["fetch", "-q", "origin"], ["status", "--porcelain"]):
            subprocess.run(["git", *words], cwd=workspace.root, check=True, capture_output=True, env=environment)
        return time.perf_counter() - started

    return in_turn(runs, nothing, git)


def keys_while_syncing(place: Place, runs: int) -> Measured:
    """The longest that the app's loop, which takes the keys, is held up while a sync brings in a change; against 50 ms."""
    here, there = _two(place)
    changes = count(1)

    def held_up() -> float:
        _change(there, next(changes))
        return asyncio.run(_held_up(here))

    return in_turn(runs, held_up, lambda: HANDLER_SECONDS)


async def _held_up(workspace: Workspace) -> float:
    """Sync in the app, on Evidence; gives the longest time in which the loop could not take a key."""
    gc.disable()  # as when it is opened: the app puts it on again
    app = LeaptuiApp(workspace, PortfolioStore(workspace, LARGE))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.action_go("evidence")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        before = app.session.portfolio
        app.action_sync()
        longest, last = 0.0, time.perf_counter()
        until = last + _PATIENCE
        shown_at = 0.0
        while last < until and (not shown_at or last < shown_at + _AFTER):
            await asyncio.sleep(0.002)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            if not shown_at and not app.carrier.is_syncing and app.session.portfolio is not before:
                shown_at = now
    if not shown_at:
        raise AssertionError("the sync did not come to its end")
    return longest


def _two(place: Place) -> tuple[Workspace, Workspace]:
    """Two clones with the large portfolio."""
    folder = place.folder / "carried"
    here = Workspace(folder / "here")
    here.portfolios_dir.mkdir(parents=True)
    here.path(LARGE).write_bytes(place.large_file)
    remote = folder / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", "--template=", str(remote)], check=True)
    init_workspace(here.root)
    sync(here, remote=str(remote))
    return here, join(str(remote), folder / "there", beside=Path.cwd()).workspace


def _change(there: Workspace, number: int) -> None:
    """Another machine changes a piece, and sends it."""
    store = PortfolioStore(there, LARGE)
    record_id = [*store.portfolio.evidence][number % len(store.portfolio.evidence)]
    store.apply(edit_evidence(store.portfolio, NOW, record_id, {"title": f"Written elsewhere {number}"}))
    sync(there)
