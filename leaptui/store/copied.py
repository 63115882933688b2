"""A workspace that was copied together with its `.leaptui`: the copy would write under the id of the one it was copied from."""

from __future__ import annotations

import json
from contextlib import suppress

from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.workspace import Workspace


def is_copied(workspace: Workspace) -> bool:
    """Whether the folder is another one than the id of this copy was made for.

    It counts as another one where both its place and its number on the disk differ: one that was moved keeps its number, and
    on a stick whose file system gives new numbers each time it keeps its place.
    """
    home = _home(workspace)
    with suppress(OSError, StoreError, ValueError):
        noted = json.loads(read_bytes(workspace.local_dir / "home.json", 10_000))
        if isinstance(noted, dict):
            return noted.get("path") != home["path"] and noted.get("number") != home["number"]
    return False


def settle_home(workspace: Workspace) -> bool:
    """Note where this copy is, and give it an id of its own where it was copied; tells whether it was. Raises StoreError."""
    if not workspace.clone:
        return False
    copied = is_copied(workspace)
    if copied:
        workspace.renew_stamp()
    home = _home(workspace)
    place = workspace.local_dir / "home.json"
    try:
        if copied or not place.exists() or json.loads(read_bytes(place, 10_000)) != home:
            write_atomically(place, f"{json.dumps(home)}\n".encode())
    except (OSError, ValueError):
        with suppress(OSError):  # where nothing can be written, nothing can be removed
            place.unlink(missing_ok=True)
    return copied


def _home(workspace: Workspace) -> dict[str, object]:
    try:
        number = workspace.local_dir.stat().st_ino
    except OSError:
        number = 0
    return {"path": str(workspace.root.resolve()), "number": number}
