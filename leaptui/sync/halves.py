"""The two sides of a file that a merge by hand left unfinished: from git's index, or from the marks git wrote into the file."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass

from leaptui.merge import merge3
from leaptui.model.canonical import Document, UnwritableDocument, canonical_bytes
from leaptui.model.stamp import Stamp
from leaptui.sync.objects import PLAIN, Entry
from leaptui.sync.repository import Repository
from leaptui.sync.working import clone_stamp, parse
from leaptui.sync.writers import writers

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?\r?")
_NEXT = {"<": "", "|": "<", "=": "<|", ">": "="}
"""Before each mark the marks it may follow; none: it begins a place where the sides differ."""
_BOTH = frozenset("23")
"""The stages of git's index that hold the two sides."""


@dataclass(frozen=True)
class Halves:
    """Both sides, and what they come from where that is known; whose the other side is."""

    base: Document | None
    mine: Document
    theirs: Document
    theirs_stamp: Stamp

    def together(self, mine_stamp: Stamp, file: Document | None = None) -> bytes | None:
        """The file that holds both; None where that would be more than a portfolio may hold.

        `file` is one that went on from one of the sides, whichever it has more of: what was written in it since is in it, too.
        """
        merged = merge3(self.base, self.mine, self.theirs, mine_stamp=mine_stamp, theirs_stamp=self.theirs_stamp)
        if file is not None:
            start = min((self.mine, self.theirs), key=lambda side: _differing(side, file))
            merged = merge3(start, file, merged, mine_stamp=mine_stamp, theirs_stamp=self.theirs_stamp)
        with suppress(UnwritableDocument):
            return canonical_bytes(merged)
        return None


def _differing(one: Document, other: Document) -> int:
    """In how many records two portfolios differ."""
    return sum(
        one.get(table, {}).get(record) != other.get(table, {}).get(record)
        for table in one.keys() | other.keys()
        for record in one.get(table, {}).keys() | other.get(table, {}).keys()
    )


def left_in_index(repository: Repository, path: str) -> list[str]:
    """The files below a path (or the file there) of which git's index has both sides. Raises GitFailed."""
    return [found for found, stages in _stages(repository, path).items() if stages.keys() >= _BOTH]


def halves_in_index(repository: Repository, path: str) -> Halves | None:
    """The sides as git's index has them; None where it has none, or one of them cannot be read."""
    stages = _stages(repository, path).get(path, {})
    if not stages.keys() >= _BOTH:
        return None
    contents = repository.objects.read(stages.values())
    base, mine, theirs = (parse(contents.get(stages.get(stage, ""))) for stage in "123")
    if mine is None or theirs is None:
        return None
    return Halves(base, mine, theirs, merged_from(repository, path) or clone_stamp(stages["3"]))


def _stages(repository: Repository, path: str) -> dict[str, dict[str, str]]:
    """The ids of what git's index has of unfinished files, by file and by stage: 1 the base, 2 this side, 3 the other."""
    found: dict[str, dict[str, str]] = {}
    output = repository.git.run("ls-files", "-u", "-z", "--", path).output.decode("utf-8", "surrogateescape")
    for line in output.split("\0")[:-1]:
        head, _tab, file = line.partition("\t")
        _mode, blob, stage = head.split(" ")
        found.setdefault(file, {})[stage] = blob
    return found


def _merged_in(repository: Repository) -> str | None:
    """The commit that is being merged in, where it is one alone."""
    return repository.commit_at("MERGE_HEAD") if (repository.git_dir / "MERGE_HEAD").exists() else None


def merged_from(repository: Repository, path: str) -> Stamp | None:
    """Who wrote the other side of a file in the merge that is under way; None where none is. Raises GitFailed."""
    tip, head = _merged_in(repository), repository.commit_at("HEAD")
    if tip is None or head is None:
        return None
    return writers(repository.git, repository.objects.merge_base(head, tip), tip, path).get(path, clone_stamp(tip))


def settle_in_index(repository: Repository, path: str, data: bytes) -> None:
    """Put the file into git's index as what came of both sides. Raises GitFailed, also where the index is in use, OSError."""
    (blob,) = repository.objects.keep([data])
    lines = repository.objects.index_lines({path: Entry(PLAIN, blob)})
    repository.git.run("update-index", "-z", "--index-info", data=lines)


def halves_in_marks(data: bytes) -> Halves | None:
    """The sides as the marks in a file tell them apart; None where they do not, or a side cannot be read by itself."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    sides: dict[str, list[str]] = {"<": [], "|": [], "=": []}
    inside, marks, bases = "", 0, 0
    for line in text.split("\n"):
        found = _MARK.fullmatch(line)
        if found is None:
            for side in [inside] if inside else sides:
                sides[side].append(line)
            continue
        mark = found[1][0]
        if inside not in (_NEXT[mark] or ("",)):
            return None
        inside = "" if mark == ">" else mark
        marks += mark == "<"
        bases += mark == "|"
    if inside or not marks:
        return None
    mine, base, theirs = (parse("\n".join(lines).encode()) for lines in sides.values())
    if mine is None or theirs is None:
        return None
    return Halves(base if bases == marks else None, mine, theirs, clone_stamp(hashlib.sha256(data).hexdigest()))
