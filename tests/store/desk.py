"""A workspace with one portfolio in it, and what people and other programs do to its file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from leaptui.model.canonical import Document, Record, canonical_bytes, read_document
from leaptui.model.clock import FixedClock
from leaptui.model.edits import edit_evidence
from leaptui.store.files import TEMPORARY
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.model.stories import Story

AT = "2026-11-19T10:00:00Z"
CLOCK = FixedClock(datetime(2026, 11, 19, 10, tzinfo=UTC))
REPOSITORY = Path(__file__).parents[2]
GAUGE, LAMP, DEBATE = "e-Rain gauge", "e-Lamp", "e-Debate"
GOAL = "g-Weather station"


def amara() -> Document:
    """A small portfolio with something in most tables, and with things this version knows nothing of."""
    story = Story()
    meta = story.document["meta"]["portfolio"]
    meta |= {"format": 1, "min_writer": 1, "framework": "leap-2020", "from_another_tool": {"theme": None, "n": 2**63}}
    story.piece("Rain gauge", "11-17", "D4=growing", "C1", tags=["weather"], body=["It rained.", "", "A lot."])
    story.piece("Lamp", "11-18", "D4=starting", kind="product", hologram={"depth": [1, True, None, "—"]})
    story.piece("Debate", "11-18", minutes=90)
    story.goal("Weather station", "10-01", status="active", goals_of_tomorrow=[[], {}])
    story.steps(GOAL, "11-01", still_open=2)
    story.pace("10-05", 3, "week", "mon", "thu")
    story.rest("12-20", "12-31")
    story.put("dreams", "d-1", "11-01", text=["To fly"], nested={"a": {"b": [{"c": [[]]}]}})
    return story.document


@dataclass(frozen=True)
class Desk:
    """A workspace with the portfolio `amara`."""

    root: Path
    name: str = "amara"

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.root)

    @property
    def path(self) -> Path:
        return self.root / "portfolios" / f"{self.name}.json"

    @property
    def journal(self) -> Path:
        return self.root / ".leaptui" / "undo" / f"{self.name}.jsonl"

    @property
    def document(self) -> Document:
        """What the file holds; it must be canonical."""
        data = self.path.read_bytes()
        document = read_document(data)
        assert canonical_bytes(document) == data
        return document

    def record(self, table: str, record_id: str) -> Record:
        return self.document[table][record_id]

    def title(self, evidence_id: str) -> str:
        return str(self.record("evidence", evidence_id)["title"])

    def open(self) -> PortfolioStore:
        return PortfolioStore(self.workspace, self.name, CLOCK)

    def open_as(self, name: str) -> PortfolioStore:
        """Open the portfolio of another name in the same workspace."""
        return PortfolioStore(self.workspace, name, CLOCK)

    def write(self, document: Document) -> None:
        """Replace the file as git does: another file takes its name."""
        beside = self.path.with_suffix(".other")
        beside.write_bytes(canonical_bytes(document))
        beside.replace(self.path)

    def edit(self, table: str, record_id: str, **fields: object) -> None:
        """Somebody sets fields of a record with another program."""
        document = self.document
        document[table][record_id] |= cast("Record", fields)
        self.write(document)

    def leftovers(self) -> list[str]:
        """Temporary files that stand around."""
        return [str(path) for path in self.root.rglob(f"{TEMPORARY}*")]


def begin(root: Path, document: Document | None = None, name: str = "amara") -> Desk:
    """Make a workspace with a portfolio in it."""
    desk = Desk(root, name)
    desk.path.parent.mkdir(parents=True, exist_ok=True)
    desk.path.write_bytes(canonical_bytes(amara() if document is None else document))
    return desk


def retitle(store: PortfolioStore, evidence_id: str, title: str) -> None:
    """The learner gives a piece another title."""
    store.apply(edit_evidence(store.portfolio, AT, evidence_id, {"title": title}))


def program(function: Callable[..., None], *words: object) -> list[str]:
    """The command that runs a function of a test module in a process of its own, with text for arguments."""
    code = f"import sys; from {function.__module__} import {function.__name__} as run; run(*sys.argv[1:])"
    return [sys.executable, "-c", code, *map(str, words)]


def run(function: Callable[..., None], *words: object) -> dict[str, object]:
    """Run a function of a test module in a process of its own; gives the JSON object it printed."""
    command = program(function, *words)
    done = subprocess.run(command, check=False, cwd=REPOSITORY, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return cast("dict[str, object]", json.loads(done.stdout))


def tell(**facts: object) -> None:
    """Say how it went, to `run`."""
    sys.stdout.write(json.dumps(facts))
    sys.stdout.flush()


def at_once(count: int, work: Callable[[int], object]) -> list[object]:
    """Do a work in so many programs at once; gives what each came to. To be called by what `run` runs."""
    children = []
    for number in range(count):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.write(writing, json.dumps(work(number)).encode())
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                sys.stderr.flush()
                os._exit(0)
        os.close(writing)
        children.append((child, reading))
    told = []
    for child, reading in children:
        with os.fdopen(reading, "rb") as pipe:
            told.append(json.loads(pipe.read()))
        os.waitpid(child, 0)
    return told


def open_files() -> set[str]:
    """What this process holds open, by name."""
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            found.add(str(link.readlink()))
        except FileNotFoundError:
            continue  # it was the one that looked
    return found


def open_count() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - only the number counts
