"""Mending a portfolio's file that cannot be read: its text is kept beside it, and a good version takes its place.

A file that can be read is mended, too, where a merge by hand left the other side in git's index alone: to finish that merge with
git would take one side and drop the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from leaptui.language import _
from leaptui.model.canonical import Document, UnreadableDocument, canonical_bytes, read_portfolio
from leaptui.model.clock import Clock
from leaptui.model.saying import moment_words
from leaptui.model.stamp import Stamp
from leaptui.store.errors import Missing, Refused, StoreError
from leaptui.store.files import explain, read_bytes, write_atomically
from leaptui.store.workspace import Workspace
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.good import Good, changed_at, last_good, time_in_name
from leaptui.sync.ground import local_folder
from leaptui.sync.halves import (
    Halves,
    halves_in_index,
    halves_in_marks,
    left_in_index,
    merged_from,
    settle_in_index,
)
from leaptui.sync.outcome import SyncError
from leaptui.sync.paths import FOLDERS, portfolio_name
from leaptui.sync.repository import Repository


@dataclass(frozen=True)
class Mended:
    """What was done: the sentence for the learner, and the file in which the text that was there is kept."""

    sentence: str
    aside: Path


def mend(workspace: Workspace, name: str, clock: Clock, known: Document | None = None) -> Mended:
    """Mend a portfolio's file.

    Where a merge by hand left both sides in it, or in git's index, they are put together; else the last good version takes
    its place: `known`, where somebody has it before him, or the last one found. Raises StoreError where there is nothing to
    mend, or no good version: then nothing is changed.
    """
    path = workspace.require(name)
    with workspace.lock(name):
        try:
            data = read_bytes(path)
        except FileNotFoundError:
            raise Missing(_("{file} is not there, so there is nothing to mend").format(file=path.name)) from None
        except OSError as error:
            raise StoreError(explain(error, _("{file} could not be read").format(file=path.name))) from error
        return _Mending(workspace, name, clock, known).mend(path, data)


def left_by_merges(workspace: Workspace) -> set[str]:
    """The portfolios of which a merge by hand left both sides in git's index, where both can be read. Never raises."""
    found: list[str] = []
    with suppress(GitMissing, GitFailed, SyncError, OSError):
        repository = Repository.open(Git(workspace.root), local_folder(workspace))
        found = [path for path in left_in_index(repository, FOLDERS[0]) if halves_in_index(repository, path)]
    return {name for name in map(portfolio_name, found) if name is not None}


class _Mending:
    def __init__(self, workspace: Workspace, name: str, clock: Clock, known: Document | None) -> None:
        self._workspace = workspace
        self._name = name
        self._clock = clock
        self._known = known
        self._carried = f"{FOLDERS[0]}/{name}.json"
        self._repository: Repository | None = None
        with suppress(GitMissing, GitFailed, SyncError, OSError):
            self._repository = Repository.open(Git(workspace.root), local_folder(workspace))

    def mend(self, path: Path, data: bytes) -> Mended:
        """Write the text that is there beside the file, then the file."""
        with suppress(UnreadableDocument):
            return self._finish(path, data, read_portfolio(data))
        for halves, is_staged in self._halves(data):
            whole = halves.together(self._workspace.stamp())
            if whole is not None:
                aside = self._replace(path, data, whole)
                return Mended(self._said_of_halves(whole, aside, is_staged=is_staged), aside)
        good = self._good()
        if good is None:
            raise Refused(
                _(
                    "there is no version of {file} that can be read, in git or on this machine; nothing was changed"
                ).format(file=path.name)
            )
        aside = self._replace(path, data, canonical_bytes(good.document))
        return Mended(self._said_of_good(good, aside), aside)

    def _finish(self, path: Path, data: bytes, mine: Document) -> Mended:
        """Put both sides of a merge by hand into a file that can be read, and what was written in it since, too."""
        staged = self._staged()
        whole = staged.together(self._workspace.stamp(), mine) if staged is not None else None
        if whole is None:
            raise Refused(_("{file} can be read, so there is nothing to mend").format(file=path.name))
        aside = self._replace(path, data, whole)
        said = _("{name}.json holds both sides of the merge now; the file as it was is kept as {aside}")
        return Mended(self._said_to_commit(said.format(name=self._name, aside=aside.name), whole), aside)

    def _staged(self) -> Halves | None:
        with suppress(GitFailed):
            return halves_in_index(self._repository, self._carried) if self._repository is not None else None
        return None

    def _halves(self, data: bytes) -> Iterator[tuple[Halves, bool]]:
        """Both sides, from the index first: there they are whole."""
        staged = self._staged()
        if staged is not None:
            yield staged, True
        marked = halves_in_marks(data)
        if marked is not None:
            yield replace(marked, theirs_stamp=self._merged_from() or marked.theirs_stamp), False

    def _merged_from(self) -> Stamp | None:
        with suppress(GitFailed):
            return merged_from(self._repository, self._carried) if self._repository is not None else None
        return None

    def _good(self) -> Good | None:
        if self._known is not None:
            return Good(self._known, changed_at(self._known))
        return last_good(self._workspace, self._name, self._clock)

    def _replace(self, path: Path, data: bytes, whole: bytes) -> Path:
        """Keep the text that is there, and write the file. Raises StoreError; then the file is as it was."""
        stem = f"{path.name}.broken-{time_in_name(self._clock)}"
        names = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
        aside = next(place for name in names if not (place := path.with_name(name)).exists())
        self._write(path, whole, (aside, data))
        return aside

    @staticmethod
    def _write(path: Path, whole: bytes, *before: tuple[Path, bytes]) -> None:
        """Write a file, and others before it. Raises StoreError; then the file is as it was."""
        try:
            for place, data in (*before, (path, whole)):
                write_atomically(place, data)
        except OSError as error:
            why = explain(error, _("{file} could not be mended").format(file=path.name))
            raise StoreError(_("{why}; it is as it was").format(why=why)) from error

    def _said_of_halves(self, whole: bytes, aside: Path, *, is_staged: bool) -> str:
        said = _("{name}.json holds both sides of the merge now; the text with git's marks is kept as {aside}")
        said = said.format(name=self._name, aside=aside.name)
        return self._said_to_commit(said, whole) if is_staged else said

    def _said_to_commit(self, said: str, whole: bytes) -> str:
        """Put what came of both sides into git's index, and say what is left to do."""
        is_settled = False
        if self._repository is not None:
            with suppress(GitFailed, OSError):
                settle_in_index(self._repository, self._carried, whole)
                is_settled = True
        if is_settled:
            return _("{said}; “git commit” finishes the merge").format(said=said)
        return _("{said}; “git add {path}”, then “git commit” finish the merge").format(said=said, path=self._carried)

    def _said_of_good(self, good: Good, aside: Path) -> str:
        now = self._clock.now()
        when = moment_words(good.at, now.date(), now.tzinfo)
        said = _("{name}.json is back as it last was; the broken text is kept as {aside}")
        if when:
            said = _("{name}.json is back as of {when}; the broken text is kept as {aside}")
        return said.format(name=self._name, when=when, aside=aside.name)
