"""What is done with a large portfolio without a screen: saving an edit, merging; and the shortest commands."""

from __future__ import annotations

import copy
import gc
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from leaptui.merge import Stamp, merge3
from leaptui.model.canonical import Document, read_document
from leaptui.model.edits import edit_evidence
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.benchmarks.measure import Measured, in_turn
from tests.benchmarks.place import LARGE, Place
from tests.benchmarks.portfolio import NOW

_BYTES = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE


def one_edit_saved(place: Place, runs: int) -> Measured:
    """One edit through the store, written and noted for undo, against serialising and fsync-writing the same bytes."""
    store = PortfolioStore(Workspace(place.large), LARGE)
    ids = list(store.portfolio.evidence)
    edits = iter(range(10**9))

    def save() -> float:
        number = next(edits)
        change = edit_evidence(store.portfolio, NOW, ids[number % len(ids)], {"title": f"Another title {number}"})
        return _timed(lambda: store.apply(change))

    def write() -> float:
        document = store.portfolio.document
        return _timed(lambda: _write(place.folder / "plain.json", orjson.dumps(document, option=_BYTES)))

    return in_turn(runs, save, write)


def merge(place: Place, runs: int) -> Measured:
    """Merging two sides with a hundredth of the pieces changed on each, against parsing the file once with `json`."""
    data = place.large_file
    base = read_document(data)
    mine, theirs = (_changed(read_document(data), seed) for seed in (1, 2))
    text = data.decode()

    def merged() -> None:
        merge3(base, mine, theirs, mine_stamp=Stamp("clone-a", 7), theirs_stamp=Stamp("clone-b", 9))

    return in_turn(runs, lambda: _timed(merged), lambda: _timed(lambda: json.loads(text)))


def version(place: Place, runs: int) -> Measured:
    """`leaptui --version` against an empty Python start."""
    return _command(place, runs, "--version")


def help_(place: Place, runs: int) -> Measured:
    """`leaptui --help` against an empty Python start."""
    return _command(place, runs, "--help")


def _changed(document: Document, seed: int) -> Document:
    """The document with a hundredth of its pieces written anew: half by their title, half in their text."""
    chance = random.Random(seed)
    evidence = document["evidence"]
    for number, record_id in enumerate(chance.sample([*evidence], max(1, len(evidence) // 100))):
        record = copy.deepcopy(evidence[record_id])
        record["modified"] = NOW
        body = record["body"]
        if number % 2 and isinstance(body, list):
            record["body"] = [*body, f"And side {seed} has more to say."]
        else:
            record["title"] = f"Renamed by side {seed}"
        evidence[record_id] = record
    return document


def _command(place: Place, runs: int, option: str) -> Measured:
    def run(command: list[str]) -> Callable[[], float]:
        def once() -> None:
            subprocess.run(command, check=True, env=place.env, cwd=place.folder, stdout=subprocess.DEVNULL)

        return lambda: _timed(once)

    return in_turn(runs, run([*place.program, option]), run([sys.executable, "-c", "pass"]))


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
