"""Keeping what changed in the workspace's files as one commit, without touching the user's own index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.language import _
from leaptui.sync.commits import make_commits
from leaptui.sync.diagnosis import local_trouble
from leaptui.sync.git import GitFailed
from leaptui.sync.ground import Ground, Scan, trouble_in
from leaptui.sync.objects import LINK, MOST_BYTES, PLAIN, SUBMODULE, Entry, Tree
from leaptui.sync.outcome import Moved, Skipped, Stopped, SyncKind
from leaptui.sync.paths import CARRIED, Sort, hash_in_name, is_carried, owner_of, shown, sort_of
from leaptui.sync.repository import Repository
from leaptui.sync.working import Writer, clone_stamp


@dataclass(frozen=True)
class Snapshot:
    """The commit the branch stands at now, what was skipped, and how many fields wait for a choice in each portfolio.

    `is_settled`: the files and nothing else are what the branch holds, and none of them was changed so lately that it may be
    changing still.
    """

    head: str | None
    skipped: tuple[Skipped, ...]
    waiting: dict[str, int]
    is_settled: bool = False


def take_snapshot(ground: Ground) -> Snapshot:
    """Commit what changed in the carried folders since the branch's last commit; nothing where nothing did.

    Content that cannot be read later is never committed. Raises Stopped where going on could lose something, Moved where
    the branch was moved meanwhile.
    """
    repository = ground.repository
    head = repository.head()
    committed = {path: entry for path, entry in ground.objects.tree(head, CARRIED).items() if is_carried(path)}
    scan = ground.scan()
    gone = [path for path in committed if path not in scan.files and not scan.hides(path)]
    taken_out = _taken_out(ground, gone, committed)
    _check_not_vanished(taken_out, (*committed, *scan.files))
    changed = _changed(ground, scan, committed)
    if changed or taken_out:
        entries: dict[str, Entry | None] = {**_keep(ground, changed), **dict.fromkeys(taken_out)}
        head = _commit(ground, head, committed, entries) if entries else head
    waiting = ground.waiting_conflicts(scan)
    ground.seen.save(set(scan.files))
    is_settled = not (changed or gone) and _is_settled(ground, scan, committed)
    return Snapshot(head, tuple(scan.skipped), waiting, is_settled)


def _is_settled(ground: Ground, scan: Scan, committed: Tree) -> bool:
    if scan.skipped or scan.files.keys() != committed.keys():
        return False
    known = (ground.seen.get(path, mark) for path, mark in scan.files.items())
    return all(
        file and file.id == entry.id for file, entry in zip(known, map(committed.__getitem__, scan.files), strict=True)
    )


def _check_not_vanished(taken_out: Iterable[str], known: Iterable[str]) -> None:
    """Raise Stopped where the last portfolio would be taken out, here and with that on every other machine."""
    gone, documents = set(taken_out), {path for path in known if sort_of(path) is Sort.DOCUMENT}
    if documents & gone and not documents - gone:
        raise Stopped(
            SyncKind.REFUSED,
            _(
                "all portfolios are gone from this folder, so nothing was synced: “git restore portfolios” brings them "
                "back as they were at the last sync"
            ),
        )


def _changed(ground: Ground, scan: Scan, committed: Tree) -> dict[str, str]:
    """The files whose content is to be committed, with the id of the content that was looked at.

    What must not be committed is noted in the scan.
    """
    changed: list[str] = []
    for path, mark in scan.files.items():
        known = ground.look(path, mark)
        entry = committed.get(path)
        if known is not None and entry is not None and known.id == entry.id:
            ground.bases.forget(path)
        elif known is None and ground.identity(path) is not None:
            large = mark[2] > MOST_BYTES
            reason = _("is over 100 MB, which no remote takes") if large else _("could not be read")
            scan.skipped.append(Skipped(shown(path), reason))
        elif entry is not None and entry.mode in {LINK, SUBMODULE}:
            scan.skipped.append(Skipped(shown(path), _("is a link in git's history, and links are not carried")))
        elif known is not None:
            changed.append(path)
    ignored = ignored_files(ground.repository, [path for path in changed if path not in committed])
    good = {path: _good_id(ground, scan, path, committed.get(path)) for path in changed if path not in ignored}
    return {path: blob for path, blob in good.items() if blob is not None}


def _good_id(ground: Ground, scan: Scan, path: str, entry: Entry | None) -> str | None:
    """The id of a file's content, if it may be committed; what waited since an earlier sync is merged in first."""
    data = ground.read(path)
    if data is None:
        return None
    if trouble := trouble_in(path, data):
        scan.skipped.append(Skipped(shown(path), trouble))
        return None
    head = entry.id if entry else None
    if sort_of(path) is Sort.DOCUMENT and ground.bases.get(path, head) is not None:
        return Writer(ground, lambda _path: clone_stamp(head)).catch_up(path, head)
    return ground.objects.blob_id(data)


def ignored_files(repository: Repository, new: list[str]) -> set[str]:
    """Those of some new files that `.gitignore` tells git to pass over: a portfolio can be kept out that way."""
    if not new:
        return set()
    names = "".join(f"{path}\0" for path in new).encode()
    output = repository.git.run("check-ignore", "-z", "--stdin", data=names, allowed=(0, 1)).output
    return set(output.decode().split("\0")[:-1])


def _taken_out(ground: Ground, gone: Iterable[str], committed: Tree) -> list[str]:
    """Those of the files no longer there that are to be taken out of the tree.

    A file that its portfolio still names, or that came in while ours could not be read, is brought back instead.
    """
    taken_out: list[str] = []
    writer = Writer(ground, lambda path: clone_stamp(committed[path].id))
    documents: dict[str, bytes] = {}
    for path in gone:
        waiting = ground.bases.get(path, committed[path].id)
        wanted = waiting is not None and waiting.id != committed[path].id
        if sort_of(path) is Sort.ATTACHMENT:
            owner = owner_of(path)
            documents.setdefault(owner, ground.read(owner) or b"")
            wanted = hash_in_name(path).encode() in documents[owner]
        if wanted:
            writer.put(path, None, committed[path], ground.objects.read([committed[path].id])[committed[path].id])
        else:
            taken_out.append(path)
    return taken_out


def _keep(ground: Ground, changed: dict[str, str]) -> dict[str, Entry | None]:
    """Put the files' contents into the object store; one that changes at this very moment is left for the next time."""
    ids = ground.objects.keep_files([ground.place(path) for path in changed])
    return {
        path: Entry(PLAIN, kept)
        for (path, looked_at), kept in zip(changed.items(), ids, strict=True)
        if kept == looked_at
    }


def _commit(ground: Ground, head: str | None, committed: Tree, entries: dict[str, Entry | None]) -> str | None:
    repository = ground.repository
    tree = ground.objects.write_tree(head, entries)
    if head is not None and tree == ground.objects.tree_of(head):
        return head
    stamp = ground.workspace.next_stamp()
    commit = make_commits(ground, head, committed, entries, stamp)
    move_branch(repository, head, commit, [])
    return commit


def move_branch(repository: Repository, old: str | None, new: str, more: Iterable[str]) -> None:
    """Move the branch from one commit to another, and other refs with it.

    Raises Moved where the branch is no longer at the old commit, Stopped where git cannot move it.
    """
    before = old or "0" * len(new)
    try:
        repository.move_refs([f"update {repository.branch_ref} {new} {before}", *more], "leaptui sync")
    except GitFailed as error:
        if repository.head() != old:
            raise Moved from error
        raise local_trouble(error) from error
