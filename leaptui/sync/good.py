"""The last good version of a portfolio whose file cannot be read: git's, or this machine's copy, with the saves since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from itertools import islice

from leaptui.language import _
from leaptui.model.canonical import Document, Record
from leaptui.model.clock import Clock
from leaptui.model.saying import moment_words
from leaptui.store.errors import StoreError, Unreadable
from leaptui.store.good import read_good
from leaptui.store.portfolio_store import PortfolioStore, saves_of
from leaptui.store.saves import Save
from leaptui.store.shown import ShownStore
from leaptui.store.workspace import Workspace
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.ground import local_folder
from leaptui.sync.history.past import Past, later_than
from leaptui.sync.history.versions import Versions
from leaptui.sync.outcome import SyncError
from leaptui.sync.paths import FOLDERS
from leaptui.sync.repository import Repository
from leaptui.sync.working import parse

_MOST_VERSIONS = 50
"""How far back in git's history a version that can be read is looked for."""
_LAST = "9999-12-31T23:59:59Z"


@dataclass(frozen=True)
class Good:
    """A version that can be read, and the instant of the last change in it."""

    document: Document
    at: str


def last_good(workspace: Workspace, name: str, clock: Clock) -> Good | None:
    """Find the last version of a portfolio that can be read; None where there is none. Never raises."""
    saves = saves_of(workspace, name).read()
    found = [*_kept(workspace, name, saves), *_committed(workspace, name, saves, clock)]
    return max(found, key=lambda good: good.at, default=None)


def _kept(workspace: Workspace, name: str, saves: list[Save]) -> Iterator[Good]:
    document = read_good(workspace, name)
    if document is not None:
        yield _with(document, later_than(document, saves, 0))


def _committed(workspace: Workspace, name: str, saves: list[Save], clock: Clock) -> Iterator[Good]:
    with suppress(GitMissing, GitFailed, SyncError, StoreError, OSError):
        repository = Repository.open(Git(workspace.root), local_folder(workspace))
        versions = Versions(repository, f"{FOLDERS[0]}/{name}.json", clock.now())
        for version in islice(versions, _MOST_VERSIONS):
            blobs = repository.objects.read([version.blob] if version.blob else [])
            document = parse(blobs.get(version.blob or ""))
            if document is not None:
                revision = versions.own_revision(version.commit, workspace.clone) if workspace.clone else 0
                yield _with(document, later_than(document, saves, revision))
                return


def _with(document: Document, later: list[Save]) -> Good:
    past = Past.of(document, changed_at(document), later, _LAST)
    return Good(past.document, max(past.at, changed_at(past.document)))


def changed_at(document: Document) -> str:
    """The instant of the last change in a document; empty where nothing in it says one."""
    return max((_modified(record) for table in document.values() for record in table.values()), default="")


def _modified(record: Record) -> str:
    said = record.get("modified")
    return said if isinstance(said, str) else ""


def open_portfolio(workspace: Workspace, name: str, clock: Clock | None = None) -> PortfolioStore:
    """Open a portfolio; one whose file cannot be read as it was when it last could be, to be read alone.

    Raises what PortfolioStore raises, and Unreadable where there is no earlier version either.
    """
    try:
        return PortfolioStore(workspace, name, clock)
    except Unreadable as error:
        clock = clock or Clock()
        good = last_good(workspace, name, clock)
        if good is None:
            raise
        return ShownStore(workspace, name, good.document, good.at, shown_words(error, good.at, clock), clock)


def shown_words(error: Exception, at: str, clock: Clock) -> str:
    """Say that a portfolio is shown as it was, and why."""
    now = clock.now()
    when = moment_words(at, now.date(), now.tzinfo)
    if not when:
        return _("shown as it was when it could last be read: {reason}").format(reason=error)
    return _("shown as of {when}: {reason}").format(when=when, reason=error)


def time_in_name(clock: Clock) -> str:
    """The moment as it stands in the name of a file: `20261119T164000Z`."""
    return clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
