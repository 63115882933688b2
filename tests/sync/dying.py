"""Runs syncs that are killed at their n-th touch of the disk or start of git: `python -m tests.sync.dying`.

Reads lines `N FOLDER` and answers each with `killed` or `ended`. Nothing in the program knows of this: Python itself
reports each touch (`sys.addaudithook`).
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from leaptui.store.workspace import Workspace
from leaptui.sync import sync

_TOUCHES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "subprocess.Popen", "os.link", "os.chmod"}


def _die_at(number: int) -> None:
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if writes or event in _TOUCHES:
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main() -> None:
    for line in sys.stdin:
        number, _, folder = line.rstrip("\n").partition(" ")
        child = os.fork()
        if child == 0:
            _die_at(int(number))
            sync(Workspace(Path(folder)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "ended", flush=True)  # noqa: T201 - this is its answer


if __name__ == "__main__":
    main()
