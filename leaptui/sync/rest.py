"""What a sync with nothing left to do saw: while all of that is as it was, there is nothing to do but to ask the remote.

It is only ever a short cut. Whatever differs, be it nothing that matters, has the next sync look at everything anew.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import orjson

from leaptui import __version__
from leaptui.store.files import Identity, identity, identity_of, write_atomically
from leaptui.store.workspace import Workspace
from leaptui.sync.git import Git, GitFailed
from leaptui.sync.ground import Ground, local_folder
from leaptui.sync.outcome import Stopped
from leaptui.sync.paths import FOLDERS, SIGNERS
from leaptui.sync.repository import INDEXED, Remote, Repository, read_settings, unfinished_in

_FORM = 2
"""The form of the note: another one is not read."""


@dataclass(frozen=True)
class Rest:
    """A workspace at rest: here, on the remote and in the files is what `commit` holds.

    `waiting` is how many fields wait for a choice in each portfolio. `outside` stands for git's program and what is seen of the
    repository without git, `settings` for git's settings, `files` for what is in the carried folders.
    """

    commit: str
    waiting: dict[str, int]
    git: tuple[int, ...]
    git_dir: str
    common_dir: str
    object_format: str
    branch: str
    outside: str
    settings: str
    files: str

    def repository(self, workspace: Workspace, git: Git) -> Repository | None:
        """The repository, if it, the files and everything else here still are as they were; None otherwise.

        To be called under the lock of the sync. `git` is told its version.
        """
        git_dir, common_dir = Path(self.git_dir), Path(self.common_dir)
        try:
            if outside(workspace, git, git_dir, common_dir, self.branch) != self.outside:
                return None
            git.is_version(self.git)
            settings = read_settings(git)
            folder = local_folder(workspace)
            form, branch = self.object_format, self.branch
            found = Repository(git, workspace.root, git_dir, common_dir, form, branch, folder, settings)
            remote = found.remote()
            rests = _digest(settings) == self.settings and remote is not None and _stands(found, remote, self.commit)
            return found if rests and files_in(workspace) == self.files else None
        except (GitFailed, Stopped, OSError):
            return None  # whoever looks at everything will find out what it is, and say it


@dataclass(frozen=True)
class Seen:
    """What is seen of a workspace without git and without reading a file: of the repository from outside, and of the files."""

    outside: str
    files: str

    @classmethod
    def of(cls, workspace: Workspace, repository: Repository) -> Seen:
        """See it. Never raises."""
        branch = repository.branch or ""
        seen = outside(workspace, repository.git, repository.git_dir, repository.common_dir, branch)
        return cls(seen, files_in(workspace))


def has_rested(workspace: Workspace) -> bool:
    """Whether there is a note to be read."""
    return _file(workspace).exists()


def last_rest(workspace: Workspace) -> Rest | None:
    """How the workspace was when it last was at rest; None where that is not known. Never raises."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        raw = orjson.loads(_file(workspace).read_bytes())
        if raw.pop("form") == _FORM:
            words = {field.name: str(raw[field.name]) for field in fields(Rest) if field.type == "str"}
            waiting = {str(name): int(count) for name, count in raw["waiting"].items()}
            return Rest(**words, git=tuple(int(part) for part in raw["git"]), waiting=waiting)
    return None


def note_rest(ground: Ground, remote: Remote, commit: str, waiting: dict[str, int], seen: Seen) -> None:
    """Note that a workspace is at rest at a commit, which the remote is known to stand at.

    `seen` is what was seen before all was looked at. Nothing is noted where anything was moved meanwhile; a disk that does not
    take the note does no harm.
    """
    repository, workspace = ground.repository, ground.workspace
    try:
        now = Seen.of(workspace, repository)
        rests = (
            now == seen
            and all((seen.outside, seen.files))
            and not ground.bases.noted
            and _stands(repository, remote, commit)
        )
    except (GitFailed, OSError):
        return
    if not rests or repository.branch is None:
        return
    rest = Rest(
        commit,
        waiting,
        repository.git.version,
        str(repository.git_dir),
        str(repository.common_dir),
        repository.object_format,
        repository.branch,
        seen.outside,
        _digest(repository.settings),
        seen.files,
    )
    with suppress(OSError, TypeError):  # a path that is no readable text cannot be noted
        _file(workspace).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(_file(workspace), orjson.dumps({"form": _FORM, **asdict(rest)}))


def outside(workspace: Workspace, git: Git, git_dir: Path, common_dir: Path, branch: str) -> str:
    """What stands for everything that is seen of git and of the repository without starting git; empty where it is not plain.

    The program, where the repository lies and which one it is, the index, the branch that is checked out, work by hand that is
    under way, and files of ours that could not be merged yet. Never raises.
    """
    places = (workspace.root, workspace.root / ".git", git_dir, common_dir)
    files = (Path(git.program), git_dir / "index", local_folder(workspace) / "bases.json")
    try:
        head = (git_dir / "HEAD").read_text("utf-8", "surrogateescape")
        if head.rstrip("\n") != f"ref: refs/heads/{branch}" or unfinished_in(git_dir):
            return ""
        known = [[_which(one) for one in places], [identity(one) for one in files]]
    except OSError:
        return ""
    return _digest([__version__, git.program, branch, known])


def files_in(workspace: Workspace) -> str:
    """What stands for all that is carried, each file by its identity; empty where not all can be seen."""
    found: list[tuple[str, Identity | None]] = []
    left = [folder for folder in FOLDERS if os.path.lexists(workspace.root / folder)]
    try:
        found.append((SIGNERS, identity(workspace.root / SIGNERS)))
        for folder in left:  # those found in a folder are put at its end
            if (workspace.root / folder).is_symlink():
                return ""
            with os.scandir(workspace.root / folder) as entries:
                for entry in entries:
                    path = f"{folder}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        left.append(path)
                    else:
                        found.append((path, identity_of(entry.stat(follow_symlinks=False))))
    except OSError:
        return ""
    return _digest((sorted(found), sorted(left)))


def _which(place: Path) -> object:
    """Which folder stands at a place, whatever is in it; which state of a file."""
    found = place.lstat()
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else identity(place)


def _stands(repository: Repository, remote: Remote, commit: str) -> bool:
    """Whether the branch, our memory of the remote, git's and the index are all at a commit."""
    refs = (repository.branch_ref, remote.memory, remote.tracking, INDEXED)
    return all(repository.commit_at(ref) == commit for ref in refs)


def _digest(facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _file(workspace: Workspace) -> Path:
    return local_folder(workspace) / "rest.json"
