"""The past of one portfolio among many: the commits that hold a version of it, under whatever name it had then.

git thins the history out to the commits that touch the names the portfolio had, and keeps how they branched and met. Which of
them are of this portfolio is then followed from the newest to the oldest by what stands in the file (`traits.is_same`): the name
alone may have been somebody else's before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leaptui.store.workspace import is_name
from leaptui.sync.commits import TRAILER
from leaptui.sync.home.traits import Traits, is_same, traits_of
from leaptui.sync.objects import PLAIN, PROGRAM, Entry, Tree
from leaptui.sync.paths import FOLDERS, hash_in_name, portfolio_name
from leaptui.sync.repository import Repository

SECONDS = 1800.0
"""How long one call of git may take: a history of many years may be large."""
_STAMP = re.compile(r"[0-9a-f]{8,64} \d{1,18}")
_FORMAT = "--format=" + "%x00".join(("%H", "%an", "%ad", "%cd", f"%(trailers:key={TRAILER},valueonly)"))
_FIELDS = 5
_LITERAL = {"GIT_LITERAL_PATHSPECS": "1"}


@dataclass(frozen=True)
class Step:
    """A commit that holds a version of the portfolio.

    `parents` are the steps before it, by their commits. `files` are the portfolio's file and its attachments as they were,
    `document` is the path of the former. `author` is who made it, `made` and `committed` are when, as git writes it (seconds and
    zone); `stamp` names the copy that made it and its revision, where a sync did.
    """

    commit: str
    parents: tuple[str, ...]
    document: str
    files: Tree
    author: str = ""
    made: str = ""
    committed: str = ""
    stamp: str = ""


@dataclass(frozen=True)
class OwnPast:
    """The steps of a portfolio, oldest first; `tips` are those nothing comes after. `people` are the names that stand in it."""

    steps: tuple[Step, ...] = ()
    tips: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _State:
    """What a commit holds under one name: the id of the file's content, and of the folder of attachments."""

    blob: str | None
    folder: str | None


def own_past(repository: Repository, name: str, data: bytes) -> OwnPast:
    """Find the past of a portfolio, whose file is `data` now, in the history of the branch. Raises GitFailed."""
    head = repository.commit_at("HEAD")
    return _Search(repository, name, traits_of(data)).past(head) if head else OwnPast()


class _Search:
    """The search for one portfolio's past."""

    def __init__(self, repository: Repository, name: str, now: Traits) -> None:
        self._repository = repository
        self._objects = repository.objects
        self._names = [name]
        self._now = now
        self._parents: dict[str, tuple[str, ...]] = {}
        self._states: dict[str, dict[str, _State]] = {}
        self._traits: dict[str, Traits] = {}
        self._searched: set[str] = set()

    def past(self, head: str) -> OwnPast:
        """Follow the portfolio back, through every name it had."""
        while True:
            self._read(head)
            names = self._follow()
            if not self._find_earlier_name(names):
                break
        owned = list(self._owned_traits(names))
        hashes = self._now.hashes.union(*(one.hashes for one in owned))
        steps = self._told(list(self._steps(names, self._attachments(names, hashes))))
        inner = {parent for step in steps for parent in step.parents}
        tips = tuple(step.commit for step in steps if step.commit not in inner)
        return OwnPast(tuple(steps), tips, self._now.people.union(*(one.people for one in owned)))

    def _read(self, head: str) -> None:
        """Read which commits touch the names, and what each holds under them."""
        paths = [path for name in self._names for path in (_document(name), _folder(name))]
        options = ("--topo-order", "--parents", "--full-history", "--simplify-merges")
        said = self._git("rev-list", *options, head, "--", *paths, environment=_LITERAL)
        self._parents = {line[0]: tuple(line[1:]) for line in map(str.split, said.splitlines())}
        asked = "".join(f"{commit}:{path}\n" for commit in self._parents for path in paths)
        found = self._git("cat-file", "--batch-check=%(objectname) %(objecttype)", data=asked.encode()).splitlines()
        known = iter(found)
        for commit in self._parents:
            self._states[commit] = {
                name: _State(_of_sort(next(known), "blob"), _of_sort(next(known), "tree")) for name in self._names
            }
        wanted = {state.blob for states in self._states.values() for state in states.values() if state.blob}
        self._look_at(wanted)

    def _look_at(self, blobs: Iterable[str]) -> None:
        for blob, data in self._objects.stream(sorted(set(blobs) - self._traits.keys())):
            self._traits[blob] = traits_of(data)

    def _follow(self) -> dict[str, str | None]:
        """The commits of the portfolio with its name in each, newest first; None where it was taken out for a while."""
        inner = {parent for parents in self._parents.values() for parent in parents}
        reached = {commit: (self._names[0], self._now) for commit in self._parents if commit not in inner}
        names: dict[str, str | None] = {}
        for commit, parents in self._parents.items():
            if commit not in reached:
                continue
            name, newer = reached[commit]
            found = self._name_in(commit, name, newer)
            if found is not None:
                name, newer = found
            elif self._states[commit][name].blob is not None:
                continue  # it is somebody else's, and so is all before it
            names[commit] = name if found else None
            for parent in parents:
                reached.setdefault(parent, (name, newer))
        return names

    def _name_in(self, commit: str, name: str, newer: Traits) -> tuple[str, Traits] | None:
        """The name the portfolio has in a commit, and what its file is like there; None where it is not in it."""
        states = self._states[commit]
        for one in (name, *(other for other in self._names if other != name)):
            blob = states[one].blob
            if blob is not None and is_same(self._traits[blob], newer, moved=one != name):
                return one, self._traits[blob] if self._traits[blob].is_readable else newer
        return None

    def _find_earlier_name(self, names: dict[str, str | None]) -> bool:
        """Look where the portfolio's first versions came from; tells whether an earlier name was found."""
        for commit, name in names.items():
            is_first = not any(names.get(parent) for parent in self._parents[commit])
            if name is None or not is_first or commit in self._searched:
                continue
            self._searched.add(commit)
            before = self._repository.commit_at(f"{commit}^")
            blob = self._states[commit][name].blob
            if before is None or blob is None:
                continue
            changes = self._objects.differences(before, commit)
            others = {path: change.before.id for path, change in changes.items() if change.before}
            documents = {other: others[path] for path in others if (other := portfolio_name(path)) and is_name(other)}
            self._look_at(documents.values())
            here = self._traits[blob]
            for other, old in documents.items():
                if other not in self._names and is_same(self._traits[old], here, moved=True):
                    self._names.append(other)
                    return True
        return False

    def _owned_traits(self, names: dict[str, str | None]) -> Iterator[Traits]:
        for commit, name in names.items():
            blob = self._states[commit][name].blob if name else None
            if blob is not None:
                yield self._traits[blob]

    def _attachments(self, names: dict[str, str | None], hashes: frozenset[str]) -> dict[str, dict[str, Entry]]:
        """The attachments in each folder of the history, by file name: those alone that a version of the portfolio names."""
        folders = {state.folder for commit, name in names.items() if name for state in (self._states[commit][name],)}
        size = len(self._objects.empty_tree) // 2
        found = {
            folder: {file: entry for file, entry in _entries(tree, size) if _hash(file) in hashes}
            for folder, tree in self._objects.stream(sorted(folder for folder in folders if folder))
        }
        blobs = {entry.id: _hash(file) for files in found.values() for file, entry in files.items()}
        good = {blob for blob, data in self._objects.stream(blobs) if hashlib.sha256(data).hexdigest() == blobs[blob]}
        return {
            folder: {file: entry for file, entry in files.items() if entry.id in good}
            for folder, files in found.items()
        }

    def _steps(self, names: dict[str, str | None], attachments: dict[str, dict[str, Entry]]) -> Iterator[Step]:
        """The steps, oldest first; a commit in which nothing of the portfolio differs is left out."""
        stands: dict[str, tuple[str, ...]] = {}
        made: dict[str, Step] = {}
        for commit in reversed(list(names)):
            before = [step for parent in self._parents[commit] for step in stands.get(parent, ())]
            parents = tuple(dict.fromkeys(before))
            name = names[commit]
            state = self._states[commit][name] if name else None
            if name is None or state is None or state.blob is None:
                stands[commit] = parents
                continue
            kept = attachments.get(state.folder or "", {})
            files = {f"{_folder(name)}/{file}": entry for file, entry in kept.items()}
            files[_document(name)] = Entry(PLAIN, state.blob)
            if len(parents) == 1 and made[parents[0]].files == files:
                stands[commit] = parents
                continue
            made[commit] = Step(commit, parents, _document(name), files)
            stands[commit] = (commit,)
            yield made[commit]

    def _told(self, steps: Sequence[Step]) -> list[Step]:
        """The same steps with who made them, and when."""
        if not steps:
            return []
        asked = "".join(f"{step.commit}\n" for step in steps).encode()
        options = (
            "-z",
            "--no-walk=unsorted",
            "--stdin",
            "--no-show-signature",
            "--date=raw",
            "--encoding=UTF-8",
            _FORMAT,
        )
        said = self._git("log", *options, data=asked).split("\0")
        fields = {said[at]: said[at + 1 : at + _FIELDS] for at in range(0, len(said) - _FIELDS + 1, _FIELDS)}
        told: list[Step] = []
        for step in steps:
            author, made, committed, trailer = fields[step.commit]
            stamp = trailer.strip() if _STAMP.fullmatch(trailer.strip()) else ""
            told.append(Step(step.commit, step.parents, step.document, step.files, author, made, committed, stamp))
        return told

    def _git(self, *arguments: str, data: bytes | None = None, environment: dict[str, str] | None = None) -> str:
        done = self._repository.git.run(*arguments, data=data, environment=environment, seconds=SECONDS)
        return done.output.decode("utf-8", "replace")


def _document(name: str) -> str:
    return f"{FOLDERS[0]}/{name}.json"


def _folder(name: str) -> str:
    return f"{FOLDERS[0]}/{name}.files"


def _hash(file: str) -> str:
    return hash_in_name(f"{_folder('x')}/{file}")


def _of_sort(line: str, sort: str) -> str | None:
    """The id in an answer of git's, where it is of that sort; None where there is nothing, or something else."""
    found, _space, told = line.rpartition(" ")
    return found if told == sort else None


def _entries(tree: bytes, size: int) -> Iterator[tuple[str, Entry]]:
    """The files that a tree as git stores it lists; `size` is that of an id in bytes."""
    place = 0
    while place < len(tree):
        end = tree.index(b"\0", place)
        mode, _space, name = tree[place:end].partition(b" ")
        place = end + 1 + size
        if mode.decode() in {PLAIN, PROGRAM}:
            yield name.decode("utf-8", "surrogateescape"), Entry(PLAIN, tree[end + 1 : place].hex())
