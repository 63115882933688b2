"""Clones and a remote on the disk, and the checks that hold after every case."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from leaptui.model.canonical import Document, Record, read_document
from leaptui.model.change import Change, Edit
from leaptui.model.ids import new_id
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync import Patience, SyncKind, SyncOutcome, init_workspace, sync
from leaptui.sync.paths import FOLDERS, is_carried

HURRY = Patience(first=0.02, longest=0.3)
AMARA = "amara-okafor"
BROKEN = b'{"evidence": {"x": {"title": "half a'
"""A portfolio's file that cannot be read."""


def isolated_environment(home: Path) -> dict[str, str]:
    """An environment in which git reads no settings but those of the test."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def git(folder: Path, *arguments: str, check: bool = True, data: str | None = None) -> str:
    """Run git as a person would; gives its output."""
    person = {
        "GIT_AUTHOR_NAME": "A Person",
        "GIT_AUTHOR_EMAIL": "person@example.org",
        "GIT_COMMITTER_NAME": "A Person",
        "GIT_COMMITTER_EMAIL": "person@example.org",
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **person},
        input=data,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n")


def homework(folder: Path, remote: Path | None = None) -> Path:
    """Make a repository that is no workspace beside others, and send it to a remote if one is told; gives where it is."""
    made = folder / "homework"
    git(folder, "init", "-q", "-b", "main", made.name)
    (made / "game.py").write_text("print('hi')\n")
    git(made, "add", ".")
    git(made, "commit", "-q", "-m", "game")
    if remote is not None:
        git(made, "push", "-q", str(remote), "main")
    return made


@dataclass(frozen=True)
class Clone:
    """One workspace: a learner's machine."""

    root: Path

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.root)

    def file(self, name: str = AMARA) -> Path:
        return self.workspace.path(name)

    def document(self, name: str = AMARA) -> Document:
        return read_document(self.file(name).read_bytes())

    def evidence(self, name: str = AMARA) -> dict[str, Record]:
        return self.document(name).get("evidence", {})

    def store(self, name: str = AMARA, learner: str = "Amara Okafor") -> PortfolioStore:
        if self.file(name).exists():
            return PortfolioStore(self.workspace, name)
        meta: Record = {"format": 1, "framework": "leap-2020", "learner": {"name": learner}}
        return PortfolioStore.create(self.workspace, name, {"meta": {"portfolio": meta}})

    def put(
        self,
        record_id: str,
        record: Record | None,
        *,
        table: str = "evidence",
        name: str = AMARA,
        at: str = "2026-03-01T14:05:00Z",
    ) -> None:
        """Save one record as the app does; None takes it out for good."""
        store = self.store(name)
        before = store.portfolio.document.get(table, {}).get(record_id)
        after = None if record is None else {"created": at, **(before or {}), **record}
        store.apply(Change("a change", at, {(table, record_id): Edit(before, after)}))

    def add(self, title: str, *, name: str = AMARA) -> str:
        """Save a new piece of evidence; gives its id."""
        record_id = new_id()
        self.put(record_id, {"title": title, "kind": "text"}, name=name)
        return record_id

    def attach(self, data: bytes, name: str = "photo.png") -> tuple[str, Path]:
        """Save a piece of evidence with an attachment; gives its id and where the content is."""
        store = self.store()
        entry = store.attach_data(data, name)
        record_id = new_id()
        self.put(record_id, {"title": name, "attachments": [entry]})
        return record_id, store.attachment_path(str(entry["sha256"]), name)

    def sync(self, remote: str | None = None, patience: Patience = HURRY) -> SyncOutcome:
        return sync(self.workspace, remote=remote, patience=patience)

    def git(self, *arguments: str, check: bool = True, data: str | None = None) -> str:
        return git(self.root, *arguments, check=check, data=data)

    def carried(self) -> dict[str, bytes]:
        """All files that a sync carries."""
        files = (path for folder in FOLDERS for path in (self.root / folder).rglob("*") if path.is_file())
        found = {str(path.relative_to(self.root)): path.read_bytes() for path in files}
        return {path: data for path, data in found.items() if is_carried(path)}


@dataclass(frozen=True)
class Desk:
    """A remote and the clones around it. `ready` is a folder in which `two` was made before: a copy of it is quicker."""

    folder: Path
    ready: Path | None = None

    @classmethod
    def make(cls, folder: Path, ready: Path | None = None) -> Desk:
        git(folder, "init", "-q", "--bare", "-b", "main", "--template=", "remote.git")
        return cls(folder, ready)

    @property
    def remote(self) -> Path:
        return self.folder / "remote.git"

    def clone(self, name: str) -> Clone:
        """A workspace that is connected to the remote, and has what is there."""
        clone = self.apart(name)
        outcome = clone.sync(remote=str(self.remote))
        assert outcome.kind in {SyncKind.DONE, SyncKind.NOTHING_NEW}, outcome
        return clone

    def apart(self, name: str) -> Clone:
        """A workspace without a remote."""
        init_workspace(self.folder / name)
        return Clone(self.folder / name)

    def two(self) -> tuple[Clone, Clone]:
        """Two clones with one piece of evidence, `shared`, in both."""
        if self.ready is not None:
            shutil.rmtree(self.remote)
            move_in(self.ready, self.folder, "one", "two")
            return Clone(self.folder / "one"), Clone(self.folder / "two")
        one = self.clone("one")
        one.put("shared", {"title": "Rain gauge", "body": ["a", "b", "c"]})
        fine(one.sync())
        return one, self.clone("two")

    def log(self) -> str:
        """The history of the remote's branch, newest first."""
        return git(self.remote, "log", "--format=%s", "main")


def move_in(made: Path, folder: Path, *names: str) -> None:
    """Copy a remote and clones of it from the folder they were made in; the clones know the copy for their remote."""
    shutil.copytree(made / "remote.git", folder / "remote.git")
    old, new = (str(one / "remote.git") for one in (made, folder))
    for name in names:
        shutil.copytree(made / name, folder / name, symlinks=True)
        (folder / name / ".leaptui" / "home.json").unlink(missing_ok=True)  # the same clone, at another place
        config = folder / name / ".git" / "config"
        config.write_text(config.read_text().replace(old, new))
        # What a clone remembers of its remote goes by the remote's address.
        memories = folder / name / ".git" / "refs" / "leaptui" / "remote"
        (memories / _key(old)).rename(memories / _key(new))


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def fine(outcome: SyncOutcome) -> SyncOutcome:
    """The sync went through."""
    assert outcome.kind in {SyncKind.DONE, SyncKind.NOTHING_NEW}, outcome
    return outcome


def settle_down(*clones: Clone) -> None:
    """Sync each in turn until none has anything new."""
    for _ in range(4):
        kinds = {fine(clone.sync()).kind for clone in clones}
        if kinds == {SyncKind.NOTHING_NEW}:
            return
    raise AssertionError("the clones do not come to rest")


def agree(desk: Desk, *clones: Clone) -> None:
    """What holds after every case: all have the same bytes, every portfolio can be read, git finds nothing wrong, and nothing
    half-done lies about."""
    settle_down(*clones)
    converge(*clones)
    for clone in clones:
        whole(clone)
    git(desk.remote, "fsck", "--strict")


def converge(*clones: Clone) -> None:
    """All clones have the same bytes, and every portfolio of theirs can be read."""
    first = clones[0].carried()
    assert first, "there is something to compare"
    for clone in clones:
        assert clone.carried() == first
    for name in clones[0].workspace.names():
        clones[0].document(name)


def whole(clone: Clone) -> None:
    """The clone's repository is whole, and no lock or temporary file is left."""
    clone.git("fsck", "--strict")
    left = list((clone.root / ".git").rglob("*.lock"))
    left += list((clone.root / ".leaptui" / "sync").glob("work-*"))
    left += list(clone.root.rglob(".leaptui-tmp-*"))
    assert left == []
    assert clone.git("status", "--porcelain") == ""
