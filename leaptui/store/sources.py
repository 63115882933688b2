"""Where files may be taken from: anywhere on one's own machine, and from one folder alone on a machine that is shared."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.model.titles import leading
from leaptui.store.errors import Refused

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True)
class Sources:
    """Files may be taken from anywhere the user may read."""

    @property
    def folder(self) -> Path | None:
        """The one folder they are taken from; None where there is no such bound."""
        return None

    def reaches(self, path: Path) -> bool:
        """Whether a path lies where files may be taken from; it need not be there."""
        del path
        return True

    def meant(self, word: str) -> Path:
        """The path a word means that was typed or dropped: one that begins with `~` lies at somebody's home."""
        path = Path(word)
        try:
            return path.expanduser()
        except RuntimeError:  # `~somebody` who is nobody
            return path

    def handle(self, path: Path) -> int:
        """Open what stands at a path to read, whatever it is. Raises Refused for what may not be taken, OSError, ValueError."""
        # Opened without waiting: what looks like a file may be a pipe that nobody writes to.
        return os.open(path, _FLAGS)

    def open(self, path: Path) -> BinaryIO:
        """Open a file to read. Raises Refused for what may not be taken or is no ordinary file, OSError, ValueError."""
        return _regular(self.handle(path), path)


ANYWHERE = Sources()


def overlaps(folder: Path, closed: Iterable[Path]) -> bool:
    """Whether a folder is one of those that are closed, holds one or lies in one, whatever links lead there.

    It is so, too, where that cannot be looked at.
    """
    try:
        real = folder.resolve()
        others = [one.resolve() for one in closed]
    except (OSError, RuntimeError):
        return True
    return any(real.is_relative_to(one) or one.is_relative_to(real) for one in others)


def _marks(closed: Iterable[Path]) -> set[tuple[int, int]]:
    """What the system tells folders apart by, whatever path leads to them; those that are not there have nothing."""
    marks: set[tuple[int, int]] = set()
    for one in closed:
        with suppress(OSError):
            marks.add(_mark(one.stat()))
    return marks


def _mark(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


@dataclass(frozen=True)
class Beneath(Sources):
    """Files are taken from below one folder alone, and no link on the way is followed; from nowhere where it is None.

    `closed` are folders with what others wrote: nothing is taken from them, nor from a folder that holds one or lies in one, and
    none of them is gone into where the system shows it once more at another place.
    """

    root: Path | None
    closed: tuple[Path, ...] = ()

    @property
    def folder(self) -> Path | None:
        """The folder; None where nothing may be taken from it."""
        return None if self.root is None or overlaps(self.root, self.closed) else self.root

    def reaches(self, path: Path) -> bool:
        """Whether a path lies below the folder, as it is written."""
        try:
            self._parts(path)
        except Refused:
            return False
        return True

    def meant(self, word: str) -> Path:
        """The path as it is written: whose account lies where on this machine is told to nobody."""
        return Path(word)

    def handle(self, path: Path) -> int:
        """Open what stands below the folder; a relative path begins there."""
        parts = self._parts(path)
        closed = _marks(self.closed)
        at = os.open(self._root(), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self._check_open(at, closed, path)
            for part in parts[:-1]:
                inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=at)
                os.close(at)
                at = inner
                self._check_open(at, closed, path)
            return os.open(parts[-1], _FLAGS | os.O_NOFOLLOW, dir_fd=at)
        finally:
            os.close(at)

    def _root(self) -> Path:
        folder = self.folder
        if folder is None:
            raise Refused(_("no files can be taken in at this machine; ask the facilitator"))
        return folder

    def _check_open(self, at: int, closed: set[tuple[int, int]], path: Path) -> None:
        """Look that a folder on the way is none of those that are closed, as a second mount of one would be."""
        if _mark(os.fstat(at)) in closed:
            raise self._elsewhere(path)

    def _parts(self, path: Path) -> list[str]:
        """The folders on the way from the root, and the file's name. Raises Refused where the path leads elsewhere."""
        root = self._root()
        if path.is_absolute():
            try:
                path = path.relative_to(root)
            except ValueError:
                raise self._elsewhere(path) from None
        parts = list(path.parts)
        if not parts or ".." in parts or any("\0" in part for part in parts):
            raise self._elsewhere(path)
        return parts

    def _elsewhere(self, path: Path) -> Refused:
        words = _("{name} cannot be taken in: at this machine files come from {folder} alone")
        return Refused(words.format(name=leading(clean_line(path.name)) or "..", folder=self.root))


def _regular(handle: int, path: Path) -> BinaryIO:
    try:
        is_regular = stat.S_ISREG(os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    if not is_regular:
        os.close(handle)
        raise Refused(
            _("{name} is not an ordinary file; nothing was added").format(name=leading(clean_line(path.name)))
        )
    return os.fdopen(handle, "rb")
