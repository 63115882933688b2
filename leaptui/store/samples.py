"""Sample portfolios to play with: a copy that is thrown away, which lies where the system keeps such things."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.store.bundled import copy_samples
from leaptui.store.errors import StoreError
from leaptui.store.files import explain
from leaptui.store.workspace import Workspace

if TYPE_CHECKING:
    from filelock import FileLock

_PREFIX = "leaptui-demo-"
_HELD = ".held"
_YOUNG_SECONDS = 60.0
"""A copy that is younger may be in the making: it is left alone."""


class Samples:
    """A copy of the samples, held by this program as long as it runs."""

    def __init__(self, root: Path, held: FileLock) -> None:
        self.workspace = Workspace(root)
        self._held = held

    @classmethod
    def make(cls) -> Samples:
        """Copy the samples. Raises StoreError."""
        from filelock import FileLock

        try:
            root = Path(tempfile.mkdtemp(prefix=_PREFIX))
            held = FileLock(root / _HELD)
            held.acquire(timeout=0)
            copy_samples(root)
        except OSError as error:
            raise StoreError(explain(error, _("the samples could not be copied"))) from error
        return cls(root, held)

    def throw_away(self) -> None:
        """Remove the copy; a second time nothing happens."""
        shutil.rmtree(self.workspace.root, ignore_errors=True)
        self._held.release()


def sweep_samples() -> None:
    """Remove the copies of programs that were killed. What cannot be removed stays for the system to clear."""
    from filelock import FileLock, Timeout

    for root in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            seen = root.lstat()
            own = not hasattr(os, "getuid") or seen.st_uid == os.getuid()
            if not own or root.is_symlink() or time.time() - seen.st_mtime < _YOUNG_SECONDS:
                continue
            with FileLock(root / _HELD).acquire(timeout=0):
                shutil.rmtree(root, ignore_errors=True)
