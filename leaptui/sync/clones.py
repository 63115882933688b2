"""Who and where the clones are that wrote something: what the workspace's own history tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from leaptui.language import _
from leaptui.merge import Side
from leaptui.model.text import clean_line
from leaptui.store.workspace import Workspace
from leaptui.sync.commits import MAILBOX, PLACE_TRAILER, TRAILER
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.ground import local_folder
from leaptui.sync.outcome import SyncError
from leaptui.sync.repository import Repository

_ID = re.compile(r"[\w.-]{1,80}")
_MOST_LETTERS = 60
_NAMELESS = "leaptui"
"""Who a commit is by where git was told no name."""


@dataclass(frozen=True)
class Origin:
    """Who made the commits of a clone, as git was told there, and what its place is called; empty where that is not known."""

    who: str = ""
    place: str = ""


@dataclass(frozen=True)
class Clones:
    """The clones of a workspace by id, as they are seen from one of them: `own` is its id, empty where it has none yet."""

    own: str = ""
    known: Mapping[str, Origin] = field(default_factory=dict)

    def where(self, side: Side) -> str:
        """Where a version was written, as a heading."""
        if not side.clone:
            return _("As it stands now")
        if side.clone == self.own:
            return _("On this machine")
        place = self.known.get(side.clone, Origin()).place
        return _("From {place}").format(place=place) if place else _("From another machine")

    def who(self, side: Side) -> str:
        """Who wrote a version; empty where that is not known, or it was written here."""
        return "" if side.clone == self.own else self.known.get(side.clone, Origin()).who


def clones_behind(workspace: Workspace, sides: Iterable[Side]) -> Clones:
    """Find out who and where the clones are that wrote some versions. Never raises; safe in a thread."""
    own = workspace.clone
    wanted = sorted({side.clone for side in sides} - {"", own})
    known: dict[str, Origin] = {}
    if wanted:
        with suppress(GitMissing, GitFailed, SyncError, OSError):
            repository = Repository.open(Git(workspace.root), local_folder(workspace))
            known = {clone: _origin(repository, clone) for clone in wanted if _ID.fullmatch(clone)}
    return Clones(own, known)


def _origin(repository: Repository, clone: str) -> Origin:
    """What the newest commit of a clone says of it; where a commit's id stands for it, what that commit says."""
    form = f"--format=%an%x00%ae%x00%(trailers:key={PLACE_TRAILER},valueonly)"
    words = ("log", "-1", "--no-show-signature", form)
    found = repository.git.run(*words, "--fixed-strings", f"--grep={TRAILER}: {clone} ", "HEAD", "--", allowed=(0, 128))
    if not found.output and repository.commit_at(clone):
        found = repository.git.run(*words, clone, "--")
    who, address, place = (*found.output.decode("utf-8", "replace").split("\0"), "", "")[:3]
    name = clean_line(who)[:_MOST_LETTERS]
    # On a shared machine the last commit is by whoever worked there last, which may be anybody.
    is_nobody = name == _NAMELESS or address.endswith(f"@{MAILBOX}")
    return Origin("" if is_nobody else name, clean_line(place)[:_MOST_LETTERS])
