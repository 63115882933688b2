"""A sync in a process of its own: `python -m leaptui.sync.child FOLDER LANGUAGE DATE-FORM`.

Merging thousands of pieces would hold up the keys of the app that asked for it. What it has to tell goes to stdout, a line of
JSON each: how far it is, and at last what it came to. Where nobody listens any more, it goes on to its end all the same.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from leaptui import language
from leaptui.store.workspace import Workspace
from leaptui.sync.engine import sync
from leaptui.sync.outcome import Counts, Gone, Skipped, SyncKind, SyncOutcome

PROGRESS, OUTCOME = "progress", "outcome"
_NICE = 5


def main(arguments: list[str]) -> int:
    """Sync the workspace in a folder; gives the exit code, which is 0 whenever the outcome was told."""
    folder, spoken, date_form = arguments
    language.use(spoken, date_form)
    with suppress(OSError):
        os.nice(_NICE)  # whoever types comes first
    outcome = sync(Workspace(Path(folder)), progress=lambda words: _tell({PROGRESS: words}))
    _tell({OUTCOME: asdict(outcome)})
    return 0


def read_outcome(raw: dict[str, object]) -> SyncOutcome:
    """The outcome that was told. Raises KeyError, TypeError, ValueError for anything else."""
    skipped = raw["skipped"]
    waiting = raw["waiting"]
    gone = raw["gone"]
    if not isinstance(skipped, list) or not isinstance(waiting, dict) or not isinstance(gone, list):
        raise TypeError(OUTCOME)
    return SyncOutcome(
        kind=SyncKind(str(raw["kind"])),
        sentence=str(raw["sentence"]),
        sent=_counts(raw["sent"]),
        received=_counts(raw["received"]),
        waiting={str(name): int(count) for name, count in waiting.items()},
        skipped=tuple(Skipped(str(one["path"]), str(one["reason"])) for one in skipped),
        raw=str(raw["raw"]),
        gone=tuple(Gone(str(one["name"]), str(one["commit"]), bool(one["is_here"])) for one in gone),
    )


def _counts(raw: object) -> Counts:
    if not isinstance(raw, dict):
        raise TypeError(OUTCOME)
    return Counts(**{str(name): int(value) for name, value in raw.items()})


def _tell(what: dict[str, object]) -> None:
    try:
        os.write(sys.stdout.fileno(), f"{json.dumps(what)}\n".encode())
    except OSError:
        # Nobody listens any more: the app was left. The sync is not given up for that.
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
