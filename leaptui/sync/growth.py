"""Keeping the repository small: loose objects are packed once they take much room. Nothing that git holds is let go."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from leaptui.language import _
from leaptui.sync.git import GitFailed
from leaptui.sync.repository import Repository

MOST_LOOSE_BYTES = 20_000_000
"""How much room loose objects may take before they are packed."""
MOST_PACKS = 50
"""How many packs there may be before they become one: git looks through each of them."""
_SMALL = ("--threads=1", "--window-memory=64m")
"""It goes on beside the learner's work: one core, and little memory."""


@dataclass(frozen=True)
class Weight:
    """What a repository's objects take: bytes of loose ones, how many those are, how many packs, and bytes of packs."""

    loose_bytes: int
    loose: int
    packs: int
    packed_bytes: int

    @property
    def is_heavy(self) -> bool:
        """Whether packing is due."""
        return self.loose_bytes > MOST_LOOSE_BYTES or self.packs > MOST_PACKS


def weigh(repository: Repository) -> Weight:
    """Find out what the objects take. Raises GitFailed."""
    lines = (
        line.split(": ", 1) for line in repository.git.run("count-objects", "-v").text.splitlines() if ": " in line
    )
    found = {name: int(value) for name, value in lines if value.isdigit()}
    return Weight(
        found.get("size", 0) * 1024, found.get("count", 0), found.get("packs", 0), found.get("size-pack", 0) * 1024
    )


def repack(repository: Repository, progress: Callable[[str], None] = lambda _words: None) -> bool:
    """Pack the loose objects where they take much room; tells whether it was due. To be called under the lock of the sync.

    Whatever a branch, a tag, the index or a reflog needs goes into the pack, and what nothing needs any more stays, too: git's
    own `gc`, run by hand, is what lets go. A pack is whole on the disk before a loose object goes. Where git cannot, all is as it
    was.
    """
    with suppress(GitFailed):
        weight = weigh(repository)
        if not weight.is_heavy:
            return False
        progress(_("Packing the history"))
        if weight.packs <= MOST_PACKS:
            repository.git.run("repack", "-d", "-l", "-q", *_SMALL)
            weight = weigh(repository)
        if weight.is_heavy:
            # What is loose and unreachable goes into one pack with all the rest: `-k` keeps it.
            repository.git.run("repack", "-a", "-d", "-k", "-l", "-q", *_SMALL)
        return True
    return True
