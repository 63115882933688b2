"""How a copy of a workspace is kept in step with its remote by itself: what the learner chose for this machine."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.workspace import Workspace

OFTEN_MINUTES = 10
"""How often it is synced where nothing was chosen: forges advise not to send more than a few times a minute."""
MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Carrying:
    """Every how many minutes it is synced while the app is open (0: not by itself), and whether when the app is left.

    `authors`: the machine is shared, and what changed goes into the history under the name of the learner whose portfolio it is
    in, not under that of whoever git knows here.
    """

    minutes: int = OFTEN_MINUTES
    at_end: bool = True
    authors: bool = False


def carrying(workspace: Workspace) -> Carrying:
    """What was chosen for this copy; where nothing was, or it cannot be read, how it comes."""
    found = Carrying()
    with suppress(OSError, StoreError, ValueError):
        raw = json.loads(read_bytes(_file(workspace), 10_000))
        if isinstance(raw, dict):
            minutes, at_end, authors = raw.get("minutes"), raw.get("at_end"), raw.get("authors")
            if type(minutes) is int and 0 <= minutes <= MOST_MINUTES:
                found = replace(found, minutes=minutes)
            if isinstance(at_end, bool):
                found = replace(found, at_end=at_end)
            if isinstance(authors, bool):
                found = replace(found, authors=authors)
    return found


def choose_carrying(workspace: Workspace, chosen: Carrying) -> None:
    """Keep what was chosen for this copy. Raises StoreError, OSError."""
    workspace.make_local_dir()
    write_atomically(_file(workspace), f"{json.dumps(asdict(chosen))}\n".encode())


def _file(workspace: Workspace) -> Path:
    return workspace.local_dir / "carrying.json"
