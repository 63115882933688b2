"""The history of one portfolio: its synced versions and the saves between them as one time line, and any day's state.

Two sources tell it. Git holds the versions that were committed, here and on other machines; the journal of saves holds each
change made on this machine. What a save tells is not told again by the commit that carried it. Times are the machines' own
words, put right where one of them cannot be (`moments.steady`); which change came after which never hangs on them alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from leaptui.language import _
from leaptui.model.canonical import Document, UnreadableDocument, read_document
from leaptui.model.change import Edit, Key
from leaptui.model.clock import instant
from leaptui.model.differences import differences, says_the_same, taken_back, unexplained
from leaptui.store.errors import StoreError
from leaptui.store.files import identity
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.saves import Save
from leaptui.sync.diagnosis import local_trouble
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.ground import local_folder
from leaptui.sync.history.event import Event
from leaptui.sync.history.moments import steady_saves
from leaptui.sync.history.past import Past, before_all, later_than
from leaptui.sync.history.telling import (
    begun_event,
    commit_event,
    outside_event,
    passed_over,
    removed_event,
    save_event,
)
from leaptui.sync.history.versions import Version, Versions
from leaptui.sync.outcome import Stopped
from leaptui.sync.repository import Repository

_READ_AT_ONCE = 16


class History:
    """The history of a portfolio as it stands when this is made. It reads on as far as it is asked; one thread at a time.

    `trouble` is a sentence where git could not be read (any further): from there on this machine's saves alone tell.
    """

    def __init__(self, store: PortfolioStore, document: Document | None = None) -> None:
        """`document` is the portfolio as it stands, where it was looked at already: then a thread may make this."""
        self.current: Document = store.portfolio.document if document is None else document
        self.is_complete = False
        self.trouble = ""
        clock = store.clock
        self._now = clock.instant()
        self._changed_at = _changed_at(store) or self._now
        stamp = store.workspace.known_stamp()
        self._clone = stamp.clone if stamp else ""
        self._first = store.workspace.first_clone
        self._repository: Repository | None = None
        self._versions: Versions | None = None
        try:
            self._repository = Repository.open(Git(store.workspace.root), local_folder(store.workspace))
            path = store.path.relative_to(store.workspace.root).as_posix()
            self._versions = Versions(self._repository, path, clock.now())
        except (GitMissing, GitFailed, Stopped, StoreError):
            self.trouble = _("told by this machine's saves alone: git holds no version")
        self._saves = steady_saves(store.saves, clock.now())
        self._told = self._tell()
        self._waiting: list[Event] = []
        self._then = self.current  # as it was when the save that is told next was made, as far as saves tell
        self._to_tell = list(enumerate(self._saves))

    # ---- the time line

    def more(self, count: int = 50) -> list[Event]:
        """Read on: give at least so many further events, newest first; fewer where there are no more."""
        found: list[Event] = []
        while len(found) < count and not self.is_complete:
            found += self._further()
        return found

    def _further(self) -> list[Event]:
        """The events of one more version of git's, with the saves that are not older than it."""
        horizon = ""
        try:
            horizon, events = next(self._told)
            self._waiting += events
        except StopIteration:
            self.is_complete = True
        except GitFailed:
            self.is_complete = True
            self.trouble = _("git could not read further back: what was before, this machine's saves tell")
        while self._to_tell and self._to_tell[-1][1].change.at >= horizon:
            number, save = self._to_tell.pop()
            self._waiting.append(save_event(number, save, self._then, self.current))
            self._then = taken_back(self._then, save.change.edits)
        ready = [event for event in self._waiting if event.at >= horizon]
        self._waiting = [event for event in self._waiting if event.at < horizon]
        return sorted(ready, key=lambda event: event.at, reverse=True)

    def _tell(self) -> Iterator[tuple[str, list[Event]]]:
        """Tell what came with each version of git's, newest first, each time with the instant nothing that follows is after."""
        explained = self._explained()
        newer, version = self.current, None
        passed: list[Event] = []
        for older, document in self._read():
            if document is None:
                passed.append(passed_over(older))
                continue
            edits = differences(document, newer)
            if version is None:
                yield older.at, self._outside(edits, explained) + passed
            else:
                yield older.at, self._commit_events(version, edits, explained, (newer, document)) + passed
            newer, version, passed = document, older, []
        if version is None:
            yield "", self._unnoticed() + passed
            return
        first = begun_event(version, newer)
        told = {key: [edit] for event in first for key, edit in event.edits.items()}
        edits = unexplained(differences({}, newer), told)
        yield "", self._commit_events(version, edits, explained, (newer,)) + passed + first

    def _read(self) -> Iterator[tuple[Version, Document | None]]:
        """The versions with their documents: None for one that cannot be read, an empty one where there was no file."""
        batch: list[Version] = []
        for version in self._versions or ():
            batch.append(version)
            if len(batch) == _READ_AT_ONCE:
                yield from self._documents(batch)
                batch = []
        yield from self._documents(batch)

    def _documents(self, batch: Sequence[Version]) -> Iterator[tuple[Version, Document | None]]:
        if self._repository is None or not batch:
            return
        contents: dict[str, bytes] = {}
        coming = self._repository.objects.stream([one.blob for one in batch if one.blob])
        for version in batch:
            while version.blob and version.blob not in contents:
                contents.update([next(coming)])
            yield version, _parsed(contents[version.blob]) if version.blob else {}

    def _explained(self) -> dict[Key, list[Edit]]:
        """What the saves tell, by record."""
        known: dict[Key, list[Edit]] = defaultdict(list)
        for save in self._saves:
            for key, edit in save.change.edits.items():
                known[key].append(edit)
        return known

    def _outside(self, edits: Mapping[Key, Edit], explained: Mapping[Key, list[Edit]]) -> list[Event]:
        """What was changed in the file since the last commit and is told by no save."""
        rest = unexplained(edits, explained)
        return outside_event("outside", min(self._changed_at, self._now), rest, self.current)

    def _unnoticed(self) -> list[Event]:
        """Without git: what was changed in records between the saves of this machine, and told by none of them."""
        rolling = self.current
        found: list[Event] = []
        at = min(self._changed_at, self._now)
        for number, save in reversed(list(enumerate(self._saves))):
            edits = {}
            for (table, record_id), edit in save.change.edits.items():
                later = Edit(edit.after, rolling.get(table, {}).get(record_id))
                if not says_the_same(later):
                    edits[table, record_id] = later
            found += outside_event(f"outside:{number}", at, edits, rolling)
            rolling, at = taken_back(rolling, save.change.edits), save.change.at
        return found

    def _commit_events(
        self,
        version: Version,
        edits: Mapping[Key, Edit],
        explained: Mapping[Key, list[Edit]],
        documents: Sequence[Document],
    ) -> list[Event]:
        """What came with a commit, less what the saves tell of it, and less what tells a branch that it merged in."""
        if version.blob is None:
            return [removed_event(version, is_here=version.clone == self._clone)]
        is_here = version.clone == self._clone
        rest = unexplained(edits, explained) if is_here or version.clone is None else dict(edits)
        events: list[Event] = []
        for beside, before in self._versions.beside(version) if self._versions and rest else ():
            sides = [self._document(blob) for blob in (before, beside.blob)]
            if sides[0] is None or sides[1] is None:
                continue
            told = unexplained(differences(sides[0], sides[1]), explained)
            rest = unexplained(rest, {key: [edit] for key, edit in told.items()})
            events += commit_event(beside, told, (sides[1], sides[0]), is_here=beside.clone == self._clone)
        return commit_event(version, rest, documents, is_here=is_here) + events

    def _document(self, blob: str | None) -> Document | None:
        """The document of a content: None where it cannot be read, an empty one where there was no file."""
        if blob is None or self._repository is None:
            return {}
        return _parsed(self._repository.objects.read([blob])[blob])

    # ---- as it was

    def at(self, moment: datetime) -> Past | None:
        """The portfolio as it was at a moment, with all its machines put together; None before its history begins here.

        Raises Stopped, with a sentence, where git cannot read that far back.
        """
        try:
            return self._at(instant(moment))
        except GitFailed as error:
            raise local_trouble(error) from error

    def begins_at(self) -> str | None:
        """The instant from which on `at` knows how the portfolio was; None where nothing is known but how it is now.

        Raises Stopped as `at` does.
        """
        try:
            first = [version.at for version in self._versions or ()][-1:]
        except GitFailed as error:
            raise local_trouble(error) from error
        return min([*first, *(save.change.at for save in self._saves[:1])], default=None)

    def _at(self, limit: str) -> Past | None:
        if limit >= max([self._changed_at, *(save.change.at for save in self._saves[-1:])]):
            return Past(self.current, self._changed_at)
        known: list[Version] = []
        for version in self._versions or ():
            known.append(version)
            document = self._document(version.blob) if version.at <= limit else None
            if document is not None:
                later = later_than(document, self._saves, self._holds(version))
                return Past.of(document, version.at, later, limit) if document or later else None
        for version in reversed(known):
            document = self._document(version.blob)
            if document is not None:
                later = later_than(document, self._saves, self._holds(version))
                return before_all(document, self._saves[: len(self._saves) - len(later)], limit)
        return before_all(self.current, self._saves, limit)

    def _holds(self, version: Version) -> Callable[[Save], bool]:
        """Tells of one of this machine's saves whether it is in a version."""
        return self._versions.holds(version.commit, self._first) if self._versions else lambda _save: False


def _parsed(data: bytes) -> Document | None:
    try:
        return read_document(data)
    except UnreadableDocument:
        return None


def _changed_at(store: PortfolioStore) -> str | None:
    """When the file was written last, by the disk's word."""
    try:
        found = identity(store.path)
    except OSError:
        return None
    return instant(datetime.fromtimestamp(found[3] // 1_000_000_000, UTC)) if found else None
