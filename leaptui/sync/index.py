"""Keeping the user's own index in step, so that `git status` does not show as staged what a sync has committed."""

from __future__ import annotations

from contextlib import suppress

from leaptui.sync.git import GitFailed
from leaptui.sync.objects import Entry
from leaptui.sync.repository import INDEXED, Repository


def refresh_index(repository: Repository, before: str | None) -> None:
    """Bring the index's entries of what changed since `before` to the branch's commit.

    An entry that is not as it was at `before` was staged by hand, and is left. Where the index is in use just now, or a
    sync is cut off before this, the next one makes up for it: `refs/leaptui/indexed` remembers how far the index is.
    """
    with suppress(GitFailed):
        head = repository.head()
        start = repository.commit_at(INDEXED) or before
        if head is None or start == head:
            return
        index = index_entries(repository)
        lines: dict[str, Entry | None] = {}
        for old in {start, before}:
            changed = repository.objects.differences(old, head)
            lines |= {path: change.after for path, change in changed.items() if index.get(path) == change.before}
        if lines:
            repository.git.run("update-index", "-z", "--index-info", data=repository.objects.index_lines(lines))
        repository.move_refs([f"update {INDEXED} {head}"], "leaptui: index in step")


def index_entries(repository: Repository) -> dict[str, Entry]:
    """The files of the user's index."""
    entries: dict[str, Entry] = {}
    output = repository.git.run("ls-files", "-s", "-z").output.decode("utf-8", "surrogateescape")
    for line in output.split("\0")[:-1]:
        head, _, path = line.partition("\t")
        mode, blob, stage = head.split(" ")
        if stage == "0":
            entries[path] = Entry(mode, blob)
    return entries
