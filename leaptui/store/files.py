"""Reading and writing files so that a kill, a full disk or a second program never leaves half of one."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from leaptui.language import _
from leaptui.store.errors import Refused

TEMPORARY = ".leaptui-tmp-"
"""What the names of our temporary files begin with; they stand beside the file they become."""

STALE_SECONDS = 600.0
"""A temporary file that is older belongs to a program that was killed."""

Identity = tuple[int, int, int, int, int]


def identity(path: Path) -> Identity | None:
    """Tell one state of a file from another: device, inode, size, times of change in ns. None where there is no file."""
    try:
        return identity_of(path.lstat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def identity_of(found: os.stat_result) -> Identity:
    """The same, of what the system already told of a file."""
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def read_bytes(path: Path, most: int = -1) -> bytes:
    """Read a regular file whole, or no more than `most` bytes of it.

    Raises FileNotFoundError, Refused for a link or anything that is no regular file, OSError as the system gives it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink():
            raise Refused(
                _("{file} is a link to another file, and links are not followed; nothing was read").format(
                    file=path.name
                )
            ) from error
        raise
    try:
        is_regular = stat.S_ISREG(os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    if not is_regular:
        os.close(handle)
        raise Refused(_("{file} is not an ordinary file; nothing was read").format(file=path.name))
    with os.fdopen(handle, "rb") as file:
        return file.read(most)


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], *, mode: int = 0o666, may_replace: Callable[[], bool] = lambda: True
) -> bool:
    """Write a file so that at every moment either the old or the new one is there, whole and on the disk.

    A file that is there keeps its permissions, a new one gets `mode` less the umask. `may_replace` is asked at the last
    moment; where it says no, nothing is changed and False is given.
    Raises Refused where something else than a file stands there, OSError where the disk does not take it; then what was
    there stands as it was.
    """
    kept = _permissions(path)
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(16).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(temporary, flags, mode if kept is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            if kept is not None:
                with suppress(PermissionError):  # some file systems have no permissions to set
                    os.fchmod(file.fileno(), kept)
            os.fsync(file.fileno())
        if not may_replace():
            temporary.unlink()
            return False
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    # The file is written; some file systems cannot make its name lasting at once, and that is no failure to save.
    with suppress(OSError):
        sync_folder(path.parent)
    return True


def clear_stale(folder: Path) -> None:
    """Remove the temporary files that killed programs left in a folder."""
    for left in folder.glob(f"{TEMPORARY}*"):
        with suppress(OSError):  # another program may be clearing too
            if time.time() - left.lstat().st_mtime > STALE_SECONDS:
                left.unlink()


def _permissions(path: Path) -> int | None:
    """The permissions of the file that is there; None where there is none."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        raise Refused(
            _("{file} is a link to another file, and links are not written through; nothing was changed").format(
                file=path.name
            )
        )
    if not stat.S_ISREG(mode):
        raise Refused(_("{file} is not an ordinary file; nothing was changed").format(file=path.name))
    return stat.S_IMODE(mode)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder lasting on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def explain(error: OSError, doing: str) -> str:
    """Say an error of the system as a sentence: what could not be done, and why."""
    return f"{doing}: {reason(error)}"


def reason(error: OSError) -> str:
    """Say in a few words why the system refused, in the language that is spoken where that is one of the common reasons."""
    said = {
        errno.ENOENT: _("no such file or directory"),
        errno.EACCES: _("permission denied"),
        errno.EPERM: _("operation not permitted"),
        errno.ENOSPC: _("no space left on device"),
        errno.EDQUOT: _("disk quota exceeded"),
        errno.EROFS: _("read-only file system"),
        errno.EIO: _("input/output error"),
        errno.EISDIR: _("is a directory"),
        errno.ENOTDIR: _("not a directory"),
        errno.EEXIST: _("file exists"),
        errno.ELOOP: _("too many levels of symbolic links"),
        errno.ENAMETOOLONG: _("file name too long"),
        errno.EFBIG: _("file too large"),
    }
    return said.get(error.errno or 0, (error.strerror or _("the system gave no reason")).lower())
