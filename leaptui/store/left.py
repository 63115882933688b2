"""What this copy alone keeps of a portfolio whose name went to another one elsewhere: undo, saves, drafts, the last good copy.

A rename made here takes it along; one that came from another machine, with another portfolio under the old name at once, cannot.
It goes to the name the portfolio has now, or is put aside in `.leaptui/left`, so that nobody else is shown it or offered it.
"""

from __future__ import annotations

import time
from contextlib import ExitStack

from leaptui.model.canonical import UnreadableDocument, read_document
from leaptui.store.files import read_bytes
from leaptui.store.rename import OWN, own_path
from leaptui.store.saves import Saves
from leaptui.store.workspace import Workspace


def leave_behind(workspace: Workspace, old: str, new: str | None) -> None:
    """Let what was kept under the name `old` follow its portfolio to `new`; None where it is nowhere.

    Where it is the other portfolio's already, which was begun or worked on here, it stays. Raises OSError, StoreError.
    """
    if (new is not None and workspace.renamed(old) == new) or _is_of(workspace, old):
        return
    aside = workspace.local_dir / "left" / f"{old}-{time.time_ns()}"
    with ExitStack() as locks:
        for name in sorted({old, new or old}):
            locks.enter_context(workspace.lock(name))
        for folder in OWN:
            mine = own_path(workspace, folder, old)
            if not mine.exists():
                continue
            place = own_path(workspace, folder, new) if new is not None else None
            if place is None or place.exists():
                place = aside / f"{folder}{mine.suffix}"
                place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            mine.replace(place)


def _is_of(workspace: Workspace, name: str) -> bool:
    """Whether something of a portfolio as it stands was saved here under its name."""
    try:
        document = read_document(read_bytes(workspace.path(name)))
    except (OSError, UnreadableDocument):
        return False
    saves = Saves(own_path(workspace, "saves", name)).read()
    touched = ((table, record) for save in saves for table, record in save.change.edits if table != "meta")
    return any(record in document.get(table, {}) for table, record in touched)
