"""How a workspace stands to its remote, for the header: found quickly and without the network."""

from __future__ import annotations

from leaptui.language import _
from leaptui.store.errors import StoreError
from leaptui.store.workspace import Workspace
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.ground import Ground, Scan, local_folder
from leaptui.sync.last import last_sync
from leaptui.sync.objects import Tree
from leaptui.sync.outcome import Stopped, SyncKind, SyncStanding, SyncState
from leaptui.sync.paths import CARRIED, Sort, is_carried, sort_of
from leaptui.sync.repository import Repository, no_branch
from leaptui.sync.snapshot import ignored_files
from leaptui.sync.tally import count_records
from leaptui.sync.working import parse

_HELD = frozenset({SyncKind.NO_ACCESS, SyncKind.REFUSED, SyncKind.FAILED})
"""Ends after which the next sync goes through only once somebody has seen to what it was."""


def sync_state(workspace: Workspace) -> SyncState:
    """Say how a workspace stands to its remote. Never uses the network and never raises; safe in a thread."""
    try:
        git = Git(workspace.root)
        repository = Repository.open(git, local_folder(workspace))
        remote = repository.remote() if repository.branch else None
        ground = Ground.of(workspace, repository)
        scan = ground.scan()
        conflicts = sum(ground.waiting_conflicts(scan).values())
        to_send = 0
        if remote is not None:
            known = repository.commit_at(remote.memory) or repository.commit_at(remote.tracking)
            to_send = _differing(ground, scan, ground.objects.tree(known, CARRIED))
        if workspace.local_dir.is_dir():
            ground.seen.save(set(scan.files))
    except GitMissing as error:
        return SyncState(SyncStanding.NO_GIT, reason=str(error))
    except Stopped as stopped:
        is_apart = stopped.kind is SyncKind.NO_REPOSITORY
        standing = SyncStanding.NO_REPOSITORY if is_apart else SyncStanding.UNKNOWN
        return SyncState(standing, reason=stopped.sentence, is_held=not is_apart)
    except (GitFailed, StoreError, OSError):
        return SyncState(
            SyncStanding.UNKNOWN, reason=_("git could not be asked how this workspace stands; syncing says more")
        )
    if repository.branch is None:
        return SyncState(SyncStanding.UNKNOWN, conflicts=conflicts, reason=no_branch().sentence, is_held=True)
    if remote is None:
        return SyncState(SyncStanding.NO_REMOTE, conflicts=conflicts, reason=_("no remote is set"))
    last = last_sync(workspace)
    return SyncState(
        SyncStanding.READY,
        to_send,
        conflicts,
        is_offline=last.kind is SyncKind.OFFLINE,
        is_held=last.kind in _HELD,
        met=last.met,
    )


def _differing(ground: Ground, scan: Scan, known: Tree) -> int:
    """How many changes are here that the remote does not have: records of portfolios, and other files."""
    new = [path for path in scan.files if path not in known]
    ignored = ignored_files(ground.repository, new)
    total = sum(1 for path in known if is_carried(path) and path not in scan.files and not scan.hides(path))
    for path, mark in scan.files.items():
        file, entry = ground.look(path, mark), known.get(path)
        if file is None or path in ignored or (entry is not None and file.id == entry.id):
            continue
        if sort_of(path) is not Sort.DOCUMENT:
            total += 1
            continue
        against = entry.id if entry else ""
        if file.against == against:
            total += file.differing
            continue
        old = ground.objects.read([entry.id])[entry.id] if entry else None
        data = ground.read(path)
        # What cannot be read stays here until it is mended: it is nothing that a sync would send.
        count = count_records(old, data) if parse(data) is not None else 0
        ground.seen.count(path, mark, against, count)
        total += count
    return total
