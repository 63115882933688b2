"""What a sync stands on: the workspace's files as they are on the disk, and the repository beside them."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Container, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from leaptui.language import _
from leaptui.merge import open_conflicts
from leaptui.model.canonical import UnreadableDocument, read_document, read_own
from leaptui.signing.signers import LOCK as SIGNERS_LOCK
from leaptui.store.errors import Refused, StoreError
from leaptui.store.files import Identity, identity, identity_of, read_bytes
from leaptui.store.workspace import Workspace, check_name
from leaptui.sync.bases import Bases
from leaptui.sync.diagnosis import safe
from leaptui.sync.objects import MOST_BYTES, Objects
from leaptui.sync.outcome import Skipped, Stopped, SyncKind
from leaptui.sync.paths import (
    FOLDERS,
    SIGNERS,
    Sort,
    hash_in_name,
    is_carried,
    name_trouble,
    portfolio_name,
    shown,
    sort_of,
)
from leaptui.sync.repository import Repository
from leaptui.sync.seen import Seen, SeenFile

_CONFLICT_MARKER = re.compile(rb"^(?:<{7}|>{7}) ", re.MULTILINE)


@dataclass
class Scan:
    """The carried files there are, and what cannot be carried."""

    files: dict[str, Identity] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def pass_over(self, path: str, reason: str) -> None:
        """Note something that cannot be carried."""
        self.hidden.append(path)
        self.skipped.append(Skipped(shown(path), reason))

    def hides(self, path: str) -> bool:
        """Whether a path is, or lies in, something that was passed over: then nobody knows if it is gone."""
        return any(path == one or path.startswith(f"{one}/") for one in self.hidden)


@dataclass
class Ground:
    """A workspace and its repository during one sync. `authors`: each learner's changes are committed under their name."""

    workspace: Workspace
    repository: Repository
    seen: Seen
    bases: Bases
    authors: bool = False

    @classmethod
    def of(cls, workspace: Workspace, repository: Repository, *, authors: bool = False) -> Ground:
        """Put it together with what this machine remembers."""
        folder = local_folder(workspace)
        seen, bases = Seen.load(folder / "seen.json"), Bases.load(folder / "bases.json")
        return cls(workspace, repository, seen, bases, authors)

    @property
    def objects(self) -> Objects:
        """The repository's object store."""
        return self.repository.objects

    def place(self, path: str) -> Path:
        """Where a path of the workspace is on the disk."""
        return self.workspace.root / path

    def scan(self) -> Scan:
        """Look at all carried files. Links are never followed. Raises Stopped where a whole folder is a link."""
        scan = Scan()
        for folder in FOLDERS:
            place = self.place(folder)
            if place.is_symlink():
                raise Stopped(
                    SyncKind.REFUSED,
                    safe(
                        _("the folder {folder} is a link to another place, so nothing was synced").format(folder=folder)
                    ),
                )
            if place.is_dir():
                _walk(place, folder, scan, self.seen.files)
        self._scan_file(SIGNERS, scan)
        return scan

    def _scan_file(self, path: str, scan: Scan) -> None:
        """Look at a file that is carried by itself."""
        place = self.place(path)
        mark = identity(place)
        if mark is None:
            return
        if place.is_symlink():
            scan.pass_over(path, _("is a link, and links are not carried"))
        elif not place.is_file():
            scan.pass_over(path, _("is not an ordinary file"))
        else:
            scan.files[path] = mark

    def look(self, path: str, found: Identity) -> SeenFile | None:
        """What is known of a file of the scan, reading it if need be; None where it is gone or cannot be read."""
        if known := self.seen.get(path, found):
            return known
        data = self.read(path) if found[2] <= MOST_BYTES else None
        if data is None:
            return None
        file = SeenFile(self.objects.blob_id(data), conflicts_in(path, data))
        self.seen.put(path, found, file)
        return file

    def read(self, path: str) -> bytes | None:
        """A file's content as it is on the disk now; None where it is gone or cannot be read."""
        try:
            return read_bytes(self.place(path))
        except (OSError, Refused):
            return None

    def identity(self, path: str) -> Identity | None:
        """The identity of a file now; None where there is none."""
        return identity(self.place(path))

    @contextmanager
    def lock(self, path: str) -> Iterator[None]:
        """Hold the lock of the portfolio a path is, or of the signers; other files have none. Raises Busy."""
        name = portfolio_name(path)
        if path == SIGNERS:
            with self.workspace.lock(SIGNERS_LOCK):
                yield
            return
        try:
            lock = self.workspace.lock(check_name(name)) if name else nullcontext()
        except Refused:
            lock = nullcontext()
        with lock:
            yield

    def waiting_conflicts(self, scan: Scan) -> dict[str, int]:
        """How many fields wait for the learner's choice in each portfolio, by its name; one that cannot be read has none."""
        found = {path: self.look(path, mark) for path, mark in scan.files.items() if sort_of(path) is Sort.DOCUMENT}
        names = {path: path.removeprefix(f"{FOLDERS[0]}/").removesuffix(".json") for path in found}
        return {names[path]: file.conflicts if file else 0 for path, file in found.items()}


def local_folder(workspace: Workspace) -> Path:
    """Where this room keeps what is never synced."""
    return workspace.local_dir / "sync"


def conflicts_in(path: str, data: bytes) -> int:
    """How many fields of a portfolio's file wait for a choice; an unreadable file has none."""
    if sort_of(path) is not Sort.DOCUMENT or b'"_conflicts"' not in data:
        return 0
    try:
        return len(open_conflicts(read_document(data)))
    except UnreadableDocument:
        return 0


def waiting_in_files(workspace: Workspace) -> dict[str, int]:
    """How many fields wait for a choice in each portfolio, as found in the files, without git; what cannot be read has none."""
    found: dict[str, int] = {}
    for file in sorted(workspace.portfolios_dir.glob("*.json")):
        found[file.stem] = 0
        with suppress(OSError, StoreError):
            found[file.stem] = conflicts_in(f"{FOLDERS[0]}/{file.name}", read_bytes(file))
    return found


def trouble_in(path: str, data: bytes) -> str | None:
    """Why a content must not be carried under a path (a clause for after the path); None where it may."""
    sort = sort_of(path)
    if len(data) > MOST_BYTES:
        return _("is over 100 MB, which no remote takes")
    if sort is Sort.ATTACHMENT:
        matches = hashlib.sha256(data).hexdigest() == hash_in_name(path)
        return None if matches else _("is no longer what was attached: its content has changed")
    if sort is Sort.LINES:
        return _("has the marks of an unfinished git merge in it") if _CONFLICT_MARKER.search(data) else None
    return _unreadable(path, data, sort)


def _unreadable(path: str, data: bytes, sort: Sort) -> str | None:
    """Why a content is none of what its path says it is; None where it is."""
    try:
        if sort is Sort.DOCUMENT:
            read_own(data)
        elif path.startswith(("frameworks/", "pathways/")) and path.endswith(".json"):
            orjson.loads(data)
        elif path.startswith("themes/") and path.endswith(".toml"):
            tomllib.loads(data.decode())
    except UnreadableDocument as error:
        return _("{said}; “leaptui check --repair” mends it").format(said=error.reason)
    except orjson.JSONDecodeError as error:
        return _("is not valid JSON (line {line})").format(line=error.lineno)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return _("is not a valid TOML file")
    return None


def _walk(folder: Path, prefix: str, scan: Scan, accepted: Container[str]) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        scan.pass_over(prefix, _("could not be read"))
        return
    for entry in entries:
        path = f"{prefix}/{entry.name}"
        if not is_carried(path):
            continue
        if path not in accepted and (trouble := name_trouble(path)):
            scan.pass_over(path, _("is a file {trouble}").format(trouble=trouble))
        elif entry.is_symlink():
            scan.pass_over(path, _("is a link, and links are not carried"))
        elif entry.is_dir(follow_symlinks=False):
            _walk(folder / entry.name, path, scan, accepted)
        elif not entry.is_file(follow_symlinks=False):
            scan.pass_over(path, _("is not an ordinary file"))
        else:
            with suppress(FileNotFoundError):  # it went while we looked
                scan.files[path] = identity_of(entry.stat(follow_symlinks=False))
