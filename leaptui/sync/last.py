"""When this copy last met its remote, and how the last sync ended: noted for the header, which must not ask the network."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.workspace import Workspace
from leaptui.sync.ground import local_folder
from leaptui.sync.outcome import SyncKind

_FRESH = timedelta(seconds=30)
"""What is noted is not written anew for less."""
_MET = {SyncKind.DONE, SyncKind.NOTHING_NEW}
_TOLD = _MET | {SyncKind.OFFLINE, SyncKind.NO_ACCESS, SyncKind.REFUSED, SyncKind.RACED, SyncKind.FAILED}


@dataclass(frozen=True)
class LastSync:
    """How the last sync that had a remote ended, and when one last went through; None where that is not known."""

    kind: SyncKind | None = None
    met: datetime | None = None


def last_sync(workspace: Workspace) -> LastSync:
    """What was noted of the last sync. Never raises."""
    with suppress(OSError, StoreError, ValueError, TypeError, KeyError):
        raw = json.loads(read_bytes(_file(workspace), 10_000))
        kind, met = raw["kind"], raw["met"]
        return LastSync(SyncKind(kind) if kind else None, datetime.fromisoformat(met) if met else None)
    return LastSync()


def note_sync(workspace: Workspace, kind: SyncKind) -> None:
    """Note how a sync ended."""
    if kind not in _TOLD or not workspace.local_dir.is_dir():
        return
    now, before = datetime.now(UTC), last_sync(workspace)
    if kind is before.kind is SyncKind.NOTHING_NEW and before.met and timedelta() <= now - before.met < _FRESH:
        return
    note_last(workspace, LastSync(kind, now if kind in _MET else before.met))


def note_last(workspace: Workspace, last: LastSync) -> None:
    """Note how the last sync ended. Where that cannot be written nothing is lost but a word in the header."""
    met = last.met.isoformat(timespec="seconds") if last.met else None
    raw = {"kind": last.kind.value if last.kind else None, "met": met}
    with suppress(OSError, StoreError):
        _file(workspace).parent.mkdir(exist_ok=True)
        write_atomically(_file(workspace), f"{json.dumps(raw)}\n".encode())


def _file(workspace: Workspace) -> Path:
    return local_folder(workspace) / "last.json"
