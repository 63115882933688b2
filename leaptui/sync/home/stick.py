"""The folder a portfolio is taken to: a stick, mostly, that may be full, pulled out, slow, or of a file system with few talents.

The folder is opened once. What is written lies below it, in a new folder under a temporary name, which gets its real one in one
step when all is there and checked. No link is followed, no name is ever given to something that is there, no permission is set.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from leaptui.language import _
from leaptui.store.files import TEMPORARY, reason
from leaptui.sync.outcome import Stopped, SyncKind

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_AT_ONCE = 1 << 20
_MOST_SAME = 10_000
_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR})
"""What the system says where something has the name already."""
_GONE = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESHUTDOWN, errno.ENOENT, errno.ENOTCONN, errno.ESTALE})
"""What the system says where a stick was pulled out."""


@dataclass(frozen=True)
class Written:
    """A file on the stick: its size in bytes, and the SHA-256 of what was written."""

    size: int
    sha256: str


class Stick:
    """An opened folder to take something to. Every method raises Stopped, with one sentence, where the folder does not take it.

    `owner` tells whose temporary folders are cleared away: those of programs of this copy that were killed. `called` is what
    sentences call the folder; where nothing is given, it is called by its path.
    """

    def __init__(self, folder: Path, owner: str, called: str | None = None) -> None:
        self.folder = folder
        self.called = called or str(folder)
        self.written: dict[str, Written] = {}
        self._own = f"{TEMPORARY}home-{owner}-"
        self._name = f"{self._own}{secrets.token_hex(8)}"
        self._handle = self._open(folder)
        self._root = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was not finished, and close the folder."""
        if self._root >= 0:
            os.close(self._root)
            with suppress(OSError):
                shutil.rmtree(self._name, dir_fd=self._handle)
        os.close(self._handle)

    @property
    def free(self) -> int:
        """How many bytes there is room for."""
        with self._told():
            found = os.fstatvfs(self._handle)
        return found.f_bavail * found.f_frsize

    def begin(self) -> None:
        """Clear away what killed programs of this copy left, and make the folder to write into."""
        with self._told():
            with os.scandir(self._handle) as there:
                left = [entry.name for entry in there if entry.name.startswith(self._own)]
            for name in left:
                shutil.rmtree(name, dir_fd=self._handle)
            os.mkdir(self._name, dir_fd=self._handle)
            self._root = os.open(self._name, _FOLDER, dir_fd=self._handle)

    def write(self, path: str, chunks: Iterable[bytes]) -> Written:
        """Write a new file, whose folders are made where they are missing, until it is on the disk."""
        digest, size = hashlib.sha256(), 0
        with self._told(), self._parent(path, make=True) as parent:
            handle = os.open(path.rpartition("/")[2], _NEW, 0o666, dir_fd=parent)
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
                file.flush()
                os.fsync(file.fileno())
        self.written[path] = Written(size, digest.hexdigest())
        return self.written[path]

    def read(self, path: str) -> Iterator[bytes]:
        """Read a file again, from the disk itself as far as the system allows that."""
        with self._told(), self._parent(path, make=False) as parent:
            handle = os.open(path.rpartition("/")[2], os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)
            with os.fdopen(handle, "rb") as file:
                if hasattr(os, "posix_fadvise"):
                    with suppress(OSError):  # not every file system keeps a cache that can be dropped
                        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                while chunk := file.read(_AT_ONCE):
                    yield chunk

    def finish(self, name: str) -> Path:
        """Give the folder its real name, or with `-2`, `-3` … behind where that is taken; gives where it is."""
        with self._told():
            for number in count(1):
                wanted = name if number == 1 else f"{name}-{number}"
                if self._is_free(wanted) and self._rename(wanted, last=number > _MOST_SAME):
                    break
            os.close(self._root)
            self._root = -1
            with suppress(OSError):  # the files are written; some file systems cannot make a name lasting at once
                os.fsync(self._handle)
        return self.folder / wanted

    def _is_free(self, name: str) -> bool:
        try:
            os.stat(name, dir_fd=self._handle, follow_symlinks=False)
        except FileNotFoundError:
            return True
        return False

    def _rename(self, name: str, *, last: bool) -> bool:
        try:
            os.rename(self._name, name, src_dir_fd=self._handle, dst_dir_fd=self._handle)
        except OSError as error:
            if error.errno in _TAKEN and not last:
                return False  # somebody was quicker
            raise
        return True

    @contextmanager
    def _parent(self, path: str, *, make: bool) -> Iterator[int]:
        """Open the folder a file is in, one after another, so that no link among them leads elsewhere."""
        handle = os.dup(self._root)
        try:
            for folder in path.split("/")[:-1]:
                if make:
                    with suppress(FileExistsError):
                        os.mkdir(folder, dir_fd=handle)
                inner = os.open(folder, _FOLDER, dir_fd=handle)
                os.close(handle)
                handle = inner
            yield handle
            if make:
                with suppress(OSError):
                    os.fsync(handle)
        finally:
            os.close(handle)

    def _open(self, folder: Path) -> int:
        try:
            return os.open(folder, _FOLDER)
        except OSError as error:
            if folder.is_symlink():
                raise Stopped(
                    SyncKind.REFUSED,
                    _("{folder} is a link to another place, so nothing was written: name the folder itself").format(
                        folder=self.called
                    ),
                ) from error
            if error.errno == errno.ENOENT:
                raise Stopped(
                    SyncKind.REFUSED,
                    _("there is no folder {folder}, so nothing was written").format(folder=self.called),
                ) from error
            raise self._stopped(error) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what the system says as one sentence."""
        try:
            yield
        except OSError as error:
            raise self._stopped(error) from error

    def _stopped(self, error: OSError) -> Stopped:
        because = reason(error)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            because = _("there is no room left on it")
        elif error.errno == errno.EFBIG:
            because = _("it takes no file this large (a stick formatted as FAT32 holds at most 4 GB in one file)")
        elif error.errno in _GONE:
            because = _("it cannot be reached any more, or was pulled out ({reason})").format(reason=because)
        return Stopped(
            SyncKind.FAILED,
            _("the portfolio could not be taken to {folder}: {reason}; it is here as it was").format(
                folder=self.called, reason=because
            ),
        )
