"""The sticks of a shared machine: where they appear, and what lies on them."""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_DEEP = 2
"""How far below the folder sticks appear: `/media/NAME`, `/media/USER/NAME`."""
_FILES_DEEP = 5
MOST_FILES = 2_000
"""How many files are listed at most."""
_MOST_LOOKED = 200_000
"""How many entries are looked at to find them: what a stick holds may be without end."""


@dataclass(frozen=True)
class StickFile:
    """A file on a stick: its path from the folder on, its size in bytes, when it was last changed in ns."""

    path: Path
    size: int
    changed: int


@dataclass(frozen=True)
class FilesOn:
    """The newest files below a folder, the newest first; `count` is how many were met, `is_whole` whether all were looked at."""

    files: tuple[StickFile, ...]
    count: int
    is_whole: bool


def sticks(folder: Path, is_stick: Callable[[Path], bool] = os.path.ismount) -> list[Path]:
    """The sticks that are in: what is mounted below the folder; where nothing is, the folder itself if it is mounted.

    A folder at which nothing is mounted is the machine's own disk: the next learner would read there what one took home.
    `is_stick` tells what counts as mounted.
    """
    mounted = sorted(_mounted(folder, _DEEP, is_stick))
    return mounted or ([folder] if folder.is_dir() and is_stick(folder) else [])


def _mounted(folder: Path, deep: int, is_stick: Callable[[Path], bool]) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                continue
            path = Path(entry.path)
            if is_stick(path):
                yield path
            elif deep > 1:
                yield from _mounted(path, deep - 1, is_stick)


def files_on(
    folder: Path,
    most: int = MOST_FILES,
    looked: int = _MOST_LOOKED,
    is_left: Callable[[], bool] = lambda: False,
) -> FilesOn:
    """The newest files below a folder, whatever lies beside them; links and what is hidden are passed over.

    At most `most` are kept, and `looked` entries looked at, those at the top first. It ends early once `is_left` says that nobody
    waits for it any more.
    """
    walk = _Walk(folder, looked, is_left)
    newest = heapq.nsmallest(most, walk.files())
    files = tuple(StickFile(Path(path), size, -age) for age, path, size in newest)
    return FilesOn(files, walk.count, walk.is_whole)


_Met = tuple[int, str, int]
"""A file that was met: minus when it was last changed, in ns, so that the newest is the least; its path; its size in bytes."""


class _Walk:
    """A walk through a folder, level by level. `count` are the files met, `is_whole` tells whether all were."""

    def __init__(self, folder: Path, looked: int, is_left: Callable[[], bool]) -> None:
        self._folder = folder
        self._more = looked
        self._is_left = is_left
        self.count = 0
        self.is_whole = True

    def files(self) -> Iterator[_Met]:
        """The files, one after another."""
        level = [""]
        for _deep in range(_FILES_DEEP):
            below: list[str] = []
            for inner in level:
                yield from self._files_in(inner, below)
            level = sorted(below)

    def _files_in(self, inner: str, below: list[str]) -> Iterator[_Met]:
        """The files in one folder, which `inner` leads to from the first; the folders in it are noted down in `below`."""
        with suppress(OSError), os.scandir(self._folder / inner) as entries:
            for entry in entries:
                if self._more <= 0 or self._is_left():
                    self.is_whole = False
                    return
                self._more -= 1
                if entry.name.startswith("."):
                    continue
                with suppress(OSError):  # a file that a faulty stick tells nothing of hides no other
                    if entry.is_dir(follow_symlinks=False):
                        below.append(f"{inner}{entry.name}/")
                    elif entry.is_file(follow_symlinks=False):
                        seen = entry.stat(follow_symlinks=False)
                        self.count += 1
                        yield -seen.st_mtime_ns, f"{inner}{entry.name}", seen.st_size
