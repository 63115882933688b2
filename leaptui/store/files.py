"""Reading and writing files so that a kill, a full disk or a second program never leaves half of one."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from leaptui.store.errors import Refused

TEMPORARY = ".leaptui-tmp-"
"""What the names of our temporary files begin with; they stand beside the file they become."""

Identity = tuple[int, int, int, int, int]


def identity(path: Path) -> Identity | None:
    """Tell one state of a file from another: device, inode, size, times of change in ns. None where there is no file."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def read_bytes(path: Path) -> bytes:
    """Read a regular file whole.

    Raises FileNotFoundError, Refused for a link or anything that is no regular file, OSError as the system gives it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink():
            raise Refused(f"{path.name} is a link to another file, and links are not followed; nothing was read") from error
        raise
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Refused(f"{path.name} is not an ordinary file; nothing was read")
        return file.read()


def write_atomically(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write a file so that at every moment either the old or the new one is there, whole and on the disk.

    Raises Refused where the path is a link, OSError where the disk does not take it; the old file then stands as it was.
    """
    if path.is_symlink():
        raise Refused(f"{path.name} is a link to another file, and links are not written through; nothing was changed")
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
    temporary = path.with_name(f"{TEMPORARY}{uuid4().hex}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder lasting on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def explain(error: OSError, doing: str) -> str:
    """Say an error of the system as a sentence: what could not be done, and why."""
    reason = (error.strerror or "the system gave no reason").lower()
    return f"{doing}: {reason}"
