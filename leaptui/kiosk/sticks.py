"""The sticks of a shared machine: where they appear, and what lies on them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_DEEP = 2
"""How far below the folder sticks appear: `/media/NAME`, `/media/USER/NAME`."""
_FILES_DEEP = 5
MOST_FILES = 2_000


@dataclass(frozen=True)
class StickFile:
    """A file on a stick: its path from the folder on, its size in bytes, when it was last changed in ns."""

    path: Path
    size: int
    changed: int


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


def files_on(folder: Path) -> list[StickFile]:
    """The files below a folder, the newest first, as far as one would look through them; links are passed over."""
    found: list[StickFile] = []
    _look_through(folder, Path(), _FILES_DEEP, found)
    return sorted(found, key=lambda one: (-one.changed, one.path))


def _look_through(folder: Path, inner: Path, deep: int, found: list[StickFile]) -> None:
    with suppress(OSError), os.scandir(folder / inner) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if len(found) >= MOST_FILES:
                return
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if deep > 1:
                    _look_through(folder, inner / entry.name, deep - 1, found)
            elif entry.is_file(follow_symlinks=False):
                seen = entry.stat(follow_symlinks=False)
                found.append(StickFile(inner / entry.name, seen.st_size, seen.st_mtime_ns))
