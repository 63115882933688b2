"""The versions of one portfolio that git holds: the commits of its branch that touch the file, newest first, read as wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from leaptui.model.text import clean_line
from leaptui.store.saves import Save
from leaptui.sync.commits import PLACE_TRAILER, TRAILER
from leaptui.sync.history.moments import LAST_SECOND, at, steady
from leaptui.sync.moves import marks_of
from leaptui.sync.paths import portfolio_name
from leaptui.sync.repository import Repository
from leaptui.sync.working import parse

FIRST, MOST = 25, 400
"""How many commits are asked for at first, and at most at once: each time twice as many, so that the newest are there soon."""
MOST_BESIDE = 50
"""How many commits of a branch that was merged in by hand are told one by one."""

_FORMAT = "--format=" + "%x00".join(
    (
        "%H",
        "%P",
        "%at",
        "%an",
        "%s",
        f"%(trailers:key={TRAILER},valueonly)",
        f"%(trailers:key={PLACE_TRAILER},valueonly)",
    )
)
_STAMP = re.compile(r"(?P<clone>[\w.-]{1,80}) (?P<revision>\d{1,18})")
_FIELDS = 7
_FALLBACK = "leaptui"


@dataclass(frozen=True)
class Version:
    """A commit that touches the portfolio's file.

    `seconds` is the moment its machine's clock said, since 1970. `clone` and `revision` say which copy made it, where a sync
    did, and `place` what its machine is called. `blob` is the id of the file's content, None where the commit took the file
    out. `path` is the file's name then.
    """

    commit: str
    parents: tuple[str, ...]
    seconds: int
    author: str
    subject: str
    clone: str | None
    revision: int
    place: str
    path: str
    blob: str | None = None

    @property
    def at(self) -> str:
        """The moment as an instant of the file format."""
        return at(self.seconds)


class Versions:
    """The versions of a file, newest first, followed through renames. Raises GitFailed where git cannot read on."""

    def __init__(self, repository: Repository, path: str, now: datetime) -> None:
        self._repository = repository
        self._latest = int(now.timestamp())
        self._known: list[Version] = []
        self._path = path
        self._most = FIRST
        self._next = repository.commit_at("HEAD")

    def __iter__(self) -> Iterator[Version]:
        place = 0
        while True:
            while place >= len(self._known):
                if self._next is None:
                    return
                self._read_page()
            yield self._known[place]
            place += 1

    def beside(self, version: Version) -> list[tuple[Version, str | None]]:
        """What came with a merge, newest first: versions of the branch merged in, each with the content before it."""
        if len(version.parents) < 2:
            return []
        span = f"{version.parents[0]}..{version.parents[1]}"
        found = self._log(version.path, span, MOST_BESIDE)
        before = self._blobs([f"{one.commit}^:{one.path}" for one in found])
        return list(zip(found, before, strict=True))

    def holds(self, commit: str, first: str) -> Callable[[Save], bool]:
        """Tells of a save whether a commit holds it; `first` is the clone of those that do not say which one made them."""
        revisions: dict[str, int] = {}

        def is_in(save: Save) -> bool:
            clone = save.clone or first
            if clone not in revisions:
                revisions[clone] = self._own_revision(commit, clone) if clone else 0
            return save.revision < revisions[clone]

        return is_in

    def _own_revision(self, commit: str, clone: str) -> int:
        """The revision of a clone's newest commit among a commit and its past; 0 where it made none."""
        asked = ("-n", "1", "--first-parent", "--fixed-strings", f"--grep={TRAILER}: {clone} ")
        said = self._git("log", *asked, f"--format=%(trailers:key={TRAILER},valueonly)", commit)
        found = _STAMP.search(said)
        return int(found["revision"]) if found and found["clone"] == clone else 0

    def _read_page(self) -> None:
        start = self._next
        self._next = None
        if start is None:
            return
        asked, self._most = self._most, min(self._most * 2, MOST)
        found = self._log(self._path, start, asked)
        steadied = steady([version.seconds for version in reversed(found)], self._latest)
        page = [replace(one, seconds=moment) for one, moment in zip(found, reversed(steadied), strict=True)]
        for place, version in enumerate(page):
            self._known.append(version)
            self._latest = version.seconds
            older = page[place + 1] if place + 1 < len(page) else None
            if version.blob is not None and (older is None or older.blob is None):
                before = self._renamed_from(version)
                if before is not None:
                    self._path, self._next = before, version.parents[0]
                    return
        if len(page) == asked and page[-1].parents:
            self._next = page[-1].parents[0]

    def _log(self, path: str, span: str, most: int) -> list[Version]:
        options = ("-z", "-n", str(most), "--first-parent", "--no-show-signature", _FORMAT)
        said = self._git("log", *options, span, "--", path).split("\0")[:-1]
        found = [_version(said[place : place + _FIELDS], path) for place in range(0, len(said), _FIELDS)]
        blobs = self._blobs([f"{version.commit}:{path}" for version in found])
        return [replace(version, blob=blob) for version, blob in zip(found, blobs, strict=True)]

    def _blobs(self, names: Sequence[str]) -> list[str | None]:
        if not names:
            return []
        asked = "".join(f"{name}\n" for name in names).encode()
        found = self._repository.git.run("cat-file", "--batch-check=%(objectname) %(objecttype)", data=asked).text
        return [_blob(line) for line in found.splitlines()]

    def _renamed_from(self, version: Version) -> str | None:
        """The name the file had before a commit, where that commit renamed it."""
        if not version.parents:
            return None
        options = ("-r", "-z", "--no-renames", "--diff-filter=D", "--name-only", "--no-commit-id", "--no-ext-diff")
        folder = version.path.rpartition("/")[0]
        said = self._git("diff-tree", *options, version.parents[0], version.commit, "--", folder).split("\0")[:-1]
        gone = [path for path in said if portfolio_name(path) is not None]
        blobs = [
            blob for blob in (version.blob, *self._blobs([f"{version.parents[0]}:{path}" for path in gone])) if blob
        ]
        if not gone or len(blobs) != len(gone) + 1:
            return None
        contents = self._repository.objects.read(blobs)
        now, *before = marks_of(parse(contents[blob]) for blob in blobs)
        named = zip(gone, before, strict=True)
        return next((path for path, marks in named if marks and now and marks.are_of(now)), None)

    def _git(self, *arguments: str) -> str:
        return self._repository.git.run(*arguments).output.decode("utf-8", "replace")


def _version(said: Sequence[str], path: str) -> Version:
    commit, parents, moment, author, subject, trailer, place = said
    stamp = _STAMP.search(trailer)
    seconds = min(int(moment), LAST_SECOND) if moment.isdigit() else -1
    name = clean_line(author)
    return Version(
        commit,
        tuple(parents.split()),
        seconds,
        "" if name == _FALLBACK else name,
        clean_line(subject),
        stamp["clone"] if stamp else None,
        int(stamp["revision"]) if stamp else 0,
        clean_line(place),
        path,
    )


def _blob(line: str) -> str | None:
    """The id of a content from git's answer; None where there is none, or something that is no file."""
    name, _space, sort = line.rpartition(" ")
    return name if sort == "blob" else None
