"""Adding lines to a file that several programs add to, one at a time, so that a kill or a full disk leaves no half of one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def append_lines(path: Path, lines: Sequence[bytes]) -> int:
    """Add lines to the end of a file, all or none; gives its size in bytes then. Raises OSError.

    A line that a kill cut off earlier is ended first: it must not swallow the next one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o600), "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        lead = b"\n" if size and os.pread(file.fileno(), 1, size - 1) != b"\n" else b""
        data = lead + b"".join(line + b"\n" for line in lines)
        _write_whole(file.fileno(), data, size)
    return size + len(data)


def _write_whole(handle: int, data: bytes, size: int) -> None:
    """Add to a file of that size all of the data or, where the disk does not take it, nothing."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError:
        os.ftruncate(handle, size)
        raise
