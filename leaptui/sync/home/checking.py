"""Reading back what was taken home, before anybody is told that it is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from leaptui.language import _
from leaptui.model.canonical import Document, UnreadableDocument, canonical_bytes, read_document
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync.git import Git, GitFailed
from leaptui.sync.home.contents import Contents
from leaptui.sync.home.past import SECONDS
from leaptui.sync.home.stick import Stick
from leaptui.sync.objects import Objects
from leaptui.sync.outcome import Stopped, SyncKind
from leaptui.sync.paths import hash_in_name
from leaptui.sync.start import BRANCH

_FROM_A_FILE = {"GIT_ALLOW_PROTOCOL": "file"}


def check_files(stick: Stick, contents: Contents, attachments: Iterable[str]) -> None:
    """Read every file again and compare it with what was written, and each of the attachments with the hash it goes by.

    `attachments` are their paths. Raises Stopped where one is not the same.
    """
    for path, written in stick.written.items():
        digest = hashlib.sha256()
        for chunk in stick.read(path):
            digest.update(chunk)
        if digest.hexdigest() != written.sha256:
            raise _differs(stick, path)
    for path in attachments:
        if path not in stick.written or stick.written[path].sha256 != hash_in_name(path):
            raise _differs(stick, path)
    try:
        document = read_document(b"".join(stick.read(contents.path)))
    except UnreadableDocument as error:
        raise _differs(stick, contents.path) from error
    _compare(stick, contents, document)


def check_bundle(stick: Stick, bundle: Path, beside: set[str], contents: Contents, object_format: str) -> None:
    """Clone a bundle, let git look through it, open the portfolio in it, and compare its files with those on the stick.

    `bundle` is what was copied to the stick, `beside` are the files there that are not in it. Raises Stopped where something
    is not the same, GitFailed where it cannot be cloned.
    """
    back = bundle.parent / "back"
    Git(bundle.parent).run(
        *("clone", "-q", "--template=", "-b", BRANCH, "--", str(bundle), back.name),
        environment=_FROM_A_FILE,
        seconds=SECONDS,
    )
    git = Git(back)
    try:
        git.run("fsck", "--strict", "--full", seconds=SECONDS)
    except GitFailed as error:
        raise _differs(stick, bundle.name) from error
    objects = Objects(git, object_format, bundle.parent / "scratch")
    tree = objects.tree("HEAD")
    if tree.keys() != stick.written.keys() - beside:
        raise _differs(stick, bundle.name)
    paths: dict[str, list[str]] = {}
    for path, entry in tree.items():
        paths.setdefault(entry.id, []).append(path)
    for blob, data in objects.stream(paths):
        for path in paths[blob]:
            if b"".join(stick.read(path)) != data:
                raise _differs(stick, path)
    try:
        document = PortfolioStore(Workspace(back), contents.name).portfolio.document
    except StoreError as error:
        raise _differs(stick, bundle.name) from error
    _compare(stick, contents, document)


def _compare(stick: Stick, contents: Contents, document: Document) -> None:
    if canonical_bytes(document) != canonical_bytes(contents.document):
        raise _differs(stick, contents.path)


def _differs(stick: Stick, path: str) -> Stopped:
    return Stopped(
        SyncKind.FAILED,
        _(
            "what was written to {folder} could not be read back as it was ({file}), so it was taken away again: try another "
            "stick; the portfolio is here as it was"
        ).format(folder=stick.called, file=path),
    )
