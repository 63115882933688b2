"""Who is in a session on this copy just now, for every program of this machine to see."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from leaptui.store.workspace import Workspace

_MODE = 0o600


class Presence:
    """That a learner's session runs; to be used in a `with`. The system ends it with its program, however that ends.

    Several may run at once, at two consoles of one machine: then each counts. Raises OSError where the workspace cannot be
    written, StoreError as `Workspace.make_local_dir`.
    """

    def __init__(self, workspace: Workspace, name: str) -> None:
        folder = workspace.make_local_dir() / "locks"
        folder.mkdir(exist_ok=True)
        # No portfolio's name begins with a dot.
        self._handle = os.open(
            folder / f".session-{name}", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, _MODE
        )

    def __enter__(self) -> Self:
        fcntl.flock(self._handle, fcntl.LOCK_SH)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether this is the only session of the learner; while it is looked at, no other begins."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_alone = False
        else:
            is_alone = True
        try:
            yield is_alone
        finally:
            fcntl.flock(self._handle, fcntl.LOCK_SH)
