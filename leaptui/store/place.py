"""What the place a copy of the workspace is at is called: so that a learner sees where something was written."""

from __future__ import annotations

import platform
from contextlib import suppress
from pathlib import Path

from leaptui.model.text import clean_line
from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.workspace import Workspace

MOST_LETTERS = 40
"""How long such a name may be."""


def place_name(workspace: Workspace) -> str:
    """The name this copy was given, else the machine's name; empty where there is neither."""
    with suppress(OSError, StoreError, UnicodeDecodeError):
        given = _cleaned(read_bytes(_file(workspace), 1000).decode())
        if given:
            return given
    machine = _cleaned(platform.node().partition(".")[0])
    return "" if machine.casefold() == "localhost" else machine


def name_place(workspace: Workspace, name: str) -> str:
    """Give this copy a name, which its syncs carry from now on; an empty one leaves it to the machine. Gives what it is now.

    Raises StoreError, OSError.
    """
    workspace.make_local_dir()
    write_atomically(_file(workspace), f"{_cleaned(name)}\n".encode())
    return place_name(workspace)


def _file(workspace: Workspace) -> Path:
    return workspace.local_dir / "place"


def _cleaned(name: str) -> str:
    return clean_line(name)[:MOST_LETTERS].rstrip()
