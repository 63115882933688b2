"""Whether the remote still is what it was: nothing is ever taken back here because a remote forgot it."""

from __future__ import annotations

from leaptui.language import _
from leaptui.sync.diagnosis import safe
from leaptui.sync.outcome import Stopped, SyncKind
from leaptui.sync.paths import shown
from leaptui.sync.transport import Connection


def check_remote(connection: Connection, head: str | None, tip: str | None) -> None:
    """Raise Stopped where the remote's branch is gone, was rewritten or rolled back, or is not the one the others use.

    `head` is where the branch stands here, `tip` where it stands on the remote. A rewritten history is accepted once the
    user has taken it over by hand: then the branch here holds the remote's tip.
    """
    repository, remote = connection.repository, connection.remote
    known = repository.commit_at(remote.memory)
    if tip is None:
        if known is not None:
            raise _gone(connection)
        _check_branch(connection, head)
        return
    if known is None and not repository.refs(remote.memories):
        known = repository.commit_at(remote.tracking)  # a clone made by hand: git's own note is all there is
    objects = repository.objects
    if known is None or objects.is_ancestor(known, tip):
        return
    taken_over = head is not None and objects.is_ancestor(tip, head)
    rolled_back = objects.is_ancestor(tip, known) and head is not None and objects.is_ancestor(known, head)
    if not taken_over or rolled_back:
        raise Stopped(
            SyncKind.REFUSED,
            _(
                "the remote's history was rewritten, so nothing was taken or sent: ask whoever looks after the remote; "
                "everything is still here as it was"
            ),
        )


def _gone(connection: Connection) -> Stopped:
    """What stops a sync with a remote that has no such branch, and had one. A remote that is empty may be begun anew."""
    remote, branches = connection.remote, connection.other_branches()
    if remote.branch in branches:  # a line that was cut at the wrong moment looks the same
        said = _("the remote cannot be reached just now, so this goes out with the next sync")
        return Stopped(SyncKind.OFFLINE, safe(said))
    said = _("the branch “{branch}” is gone from the remote, so nothing was sent: ask whoever looks after it")
    if not branches:
        said = _(
            "the branch “{branch}” is gone from the remote, on which nothing is left, so nothing was sent: ask whoever looks "
            "after it; “leaptui connect --create {remote}” begins it anew with what is here"
        )
    return Stopped(SyncKind.REFUSED, safe(said.format(branch=remote.branch, remote=remote.fetch.shown)))


def _check_branch(connection: Connection, head: str | None) -> None:
    """The remote has no such branch: fine where it is empty, or where the branch here grew out of one it has."""
    branches = connection.other_branches()
    if connection.remote.branch in branches:
        return  # somebody made it since it was looked for: the push will lose the race, and the next turn takes theirs in
    objects = connection.repository.objects
    grown = (head is not None and objects.has(tip) and objects.is_ancestor(tip, head) for tip in branches.values())
    if branches and not any(grown):
        raise Stopped(
            SyncKind.REFUSED,
            safe(
                _(
                    "the remote has no branch “{branch}” but {others}: switch to the branch the others use, then sync"
                ).format(branch=connection.remote.branch, others=shown(", ".join(sorted(branches)[:5])))
            ),
        )
