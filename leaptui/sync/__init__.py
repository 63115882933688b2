"""Carrying a workspace with git: one hardened runner and the engine."""

from leaptui.sync.engine import Patience, sync
from leaptui.sync.outcome import Counts, Skipped, Stopped, SyncKind, SyncOutcome, SyncStanding, SyncState
from leaptui.sync.start import Started, init_workspace
from leaptui.sync.state import sync_state

__all__ = [
    "Counts",
    "Patience",
    "Skipped",
    "Started",
    "Stopped",
    "SyncKind",
    "SyncOutcome",
    "SyncStanding",
    "SyncState",
    "init_workspace",
    "sync",
    "sync_state",
]
