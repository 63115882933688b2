"""The last good version of a portfolio whose file cannot be read: git's, or this machine's copy, with the saves since."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from itertools import islice

from leaptui.language import _
from leaptui.merge import merge3
from leaptui.model.canonical import Document, Record, UnreadableDocument, canonical_bytes
from leaptui.model.clock import Clock
from leaptui.model.saying import moment_words
from leaptui.store.errors import StoreError, Unreadable
from leaptui.store.files import read_bytes
from leaptui.store.good import Copy, forget_good, kept_names, read_good, renew_good
from leaptui.store.portfolio_store import PortfolioStore, saves_of
from leaptui.store.saves import Save
from leaptui.store.shown import ShownStore
from leaptui.store.workspace import Workspace
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.ground import local_folder
from leaptui.sync.history.past import Past, later_than
from leaptui.sync.history.versions import Versions
from leaptui.sync.outcome import SyncError
from leaptui.sync.paths import FOLDERS, portfolio_name
from leaptui.sync.repository import INDEXED, Repository
from leaptui.sync.working import clone_stamp, parse

_MOST_VERSIONS = 50
"""How far back in git's history a version that can be read is looked for."""
_LAST = "9999-12-31T23:59:59Z"


@dataclass(frozen=True)
class Good:
    """A version that can be read, and the instant of the last change in it."""

    document: Document
    at: str


def last_good(workspace: Workspace, name: str, clock: Clock) -> Good | None:
    """Find the last version of a portfolio that can be read; None where there is none. Never raises.

    It is the copy of this machine with the saves since, into which goes what git's branch has got by hand since the last sync:
    the copy follows each sync. Where there is no copy it is git's version, with the saves that are not in it.
    """
    copy = read_good(workspace, name)
    known = _with_saves(workspace, name, copy) if copy else None
    with suppress(GitMissing, GitFailed, SyncError, StoreError, OSError):
        repository = Repository.open(Git(workspace.root), local_folder(workspace))
        path = f"{FOLDERS[0]}/{name}.json"
        if copy is None or known is None:
            return _committed(workspace, repository, path, clock)
        return _with_work_by_hand(workspace, repository, path, copy, known)
    return known


def follow(workspace: Workspace, repository: Repository, before: str | None) -> None:
    """Have the copies of this machine follow the portfolios that are other ones than after the last sync. Never raises.

    `before`: where the branch stood when this one began, for the first sync of all.
    """
    try:
        head, start = repository.head(), repository.commit_at(INDEXED) or before
        changes = repository.objects.differences(start, head) if head is not None and head != start else {}
        names = {name for name in map(portfolio_name, changes) if name}
    except GitFailed:
        names = set(kept_names(workspace))  # it is not known which ones are other ones now
    for name in names.intersection(kept_names(workspace)):
        _follow(workspace, name)


def _follow(workspace: Workspace, name: str) -> None:
    """Have a copy be the file, or what would stand in for that; a copy that cannot follow is none any more."""
    try:
        with workspace.lock(name):
            data = read_bytes(workspace.path(name))
            if parse(data) is None:
                good = last_good(workspace, name, Clock())
                data = canonical_bytes(good.document) if good else b""
            renew_good(workspace, name, data)
    except (StoreError, OSError):
        with suppress(OSError):
            forget_good(workspace, name)


def _with_saves(workspace: Workspace, name: str, copy: Copy) -> Good:
    later = copy.since
    if later is None:
        later = later_than(copy.document, saves_of(workspace, name).read())
    return _with(copy.document, later)


def _with_work_by_hand(workspace: Workspace, repository: Repository, path: str, copy: Copy, known: Good) -> Good:
    """What is known, together with what git or another program brought into the branch since the last sync."""
    last = repository.commit_at(INDEXED)
    head = repository.head()
    if last is None or head is None or last == head:
        return known
    change = repository.objects.differences(last, head).get(path)
    if change is None or change.after is None:
        return known
    contents = repository.objects.read(entry.id for entry in (change.before, change.after) if entry)
    before = parse(contents.get(change.before.id)) if change.before else None
    after = parse(contents.get(change.after.id))
    if after is None or after == copy.document:  # the copy was made after it came
        return known
    stamp = workspace.known_stamp() or clone_stamp(last)
    whole = merge3(before, known.document, after, mine_stamp=stamp, theirs_stamp=clone_stamp(head))
    return Good(whole, max(known.at, changed_at(whole)))


def _committed(workspace: Workspace, repository: Repository, path: str, clock: Clock) -> Good | None:
    versions = Versions(repository, path, clock.now())
    saves = saves_of(workspace, path.rpartition("/")[2].removesuffix(".json")).read()
    for version in islice(versions, _MOST_VERSIONS):
        blobs = repository.objects.read([version.blob] if version.blob else [])
        document = parse(blobs.get(version.blob or ""))
        if document is not None:
            return _with(document, later_than(document, saves, versions.holds(version.commit, workspace.first_clone)))
    return None


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
    """Say that a portfolio is shown as it was, and why; that nothing was changed is no news where nothing was to be."""
    cause = error.__cause__
    if isinstance(error, Unreadable) and isinstance(cause, UnreadableDocument):
        error = Unreadable(error.name, cause.reason)
    now = clock.now()
    when = moment_words(at, now.date(), now.tzinfo)
    if not when:
        return _("shown as it was when it could last be read: {reason}").format(reason=error)
    return _("shown as of {when}: {reason}").format(when=when, reason=error)


def time_in_name(clock: Clock) -> str:
    """The moment as it stands in the name of a file: `20261119T164000Z`."""
    return clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
