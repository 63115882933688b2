"""A program of the tests' own that runs beside them and is told by lines what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent


class Beside:
    """A module that runs as a program, to the end of the block. `stderr` is as of `subprocess.Popen`.

    `scratch` is the folder for its temporary files; None: the system's own.
    """

    def __init__(self, module: str, *, stderr: int | None = None, scratch: Path | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env={**os.environ, **({"TMPDIR": str(scratch)} if scratch else {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()


def wait_until_alone(folder: Path) -> None:
    """A killed program may leave a git at work; wait until it has ended."""
    end = time.monotonic() + 20
    while any(_is_in(process, str(folder)) for process in Path("/proc").glob("[0-9]*")):
        assert time.monotonic() < end, "a git is still at work"
        time.sleep(0.01)


def _is_in(process: Path, folder: str) -> bool:
    try:
        return str((process / "cwd").readlink()).startswith(folder)
    except OSError:
        return False
