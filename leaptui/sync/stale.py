"""Clearing away what a killed program left: our temporary files, and git's locks and half packs whose program is gone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from leaptui.store.files import TEMPORARY
from leaptui.store.workspace import Workspace
from leaptui.sync.ground import local_folder
from leaptui.sync.paths import FOLDERS
from leaptui.sync.repository import Repository

OLD_SECONDS = 600.0
_PROCESSES = Path("/proc")
_HALF_PACKS = ("tmp_pack_*", "tmp_idx_*", "tmp_rev_*", ".tmp-*-pack-*")
"""What git leaves of a pack it was writing when it was killed."""
_LOCKS = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "shallow.lock")


def clear_stale(workspace: Workspace, repository: Repository) -> int:
    """Clear what is older than 10 minutes and nobody's any more; gives how many files and folders went.

    To be called under the lock of the sync.
    """
    left = stale(workspace, repository)
    for path in left:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            _remove(path)
    return len(left)


def stale(workspace: Workspace, repository: Repository) -> list[Path]:
    """What is older than 10 minutes and nobody's any more."""
    found = [*local_folder(workspace).glob("work-*")]  # only a sync makes them, and no other is running
    found += [left for left in _temporary_files(workspace) if _is_old(left)]
    locks = [lock for lock in _git_locks(repository) if _is_old(lock)]
    return [*found, *locks] if locks and _git_is_gone(repository) else found


def held_locks(repository: Repository) -> list[Path]:
    """git's locks that are there, whosever they are."""
    return [lock for lock in _git_locks(repository) if lock.suffix == ".lock"]


def _temporary_files(workspace: Workspace) -> Iterator[Path]:
    yield from workspace.root.glob(f"{TEMPORARY}*")
    for folder in (*FOLDERS, workspace.local_dir.name):
        yield from (workspace.root / folder).rglob(f"{TEMPORARY}*")


def _git_locks(repository: Repository) -> Iterator[Path]:
    for folder in {repository.git_dir, repository.common_dir}:
        yield from (folder / name for name in _LOCKS)
    yield from (repository.common_dir / "refs").rglob("*.lock")
    packs = repository.common_dir / "objects" / "pack"
    for half_done in _HALF_PACKS:
        yield from packs.glob(half_done)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.lstat().st_mtime > OLD_SECONDS
    except OSError:
        return False


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _git_is_gone(repository: Repository) -> bool:
    """Whether surely no git runs in this repository. Where the system does not tell, nobody can be sure."""
    if not _PROCESSES.is_dir():
        return False
    roots = (str(repository.root.resolve()), str(repository.common_dir), str(repository.git_dir))
    for process in _PROCESSES.iterdir():
        if not process.name.isdigit():
            continue
        try:
            if not (process / "comm").read_text(errors="replace").startswith("git"):
                continue
            places = [str((process / "cwd").readlink()), *_open_files(process)]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        except OSError:
            return False  # somebody else's git: it may be at work here
        if any(place == root or place.startswith(f"{root}/") for place in places for root in roots):
            return False
    return True


def _open_files(process: Path) -> Iterator[str]:
    for link in (process / "fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(link.readlink())
