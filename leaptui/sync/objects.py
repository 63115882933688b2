"""git's objects as this room needs them: trees as paths and entries, contents in bulk, new trees and commits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from leaptui.sync.git import Git, GitFailed

LINK, SUBMODULE, PLAIN, PROGRAM = "120000", "160000", "100644", "100755"
MOST_BYTES = 100_000_000
"""A file over this size is not carried: no forge takes it."""


class Entry(NamedTuple):
    """A file of a tree: its mode as git writes it, and the id of its content."""

    mode: str
    id: str


class Difference(NamedTuple):
    """A path's entry before and after; None where there is none."""

    before: Entry | None
    after: Entry | None


Tree = dict[str, Entry]
Differences = dict[str, Difference]


@dataclass(frozen=True)
class Objects:
    """The object store of one repository. `scratch` is the folder for temporary files."""

    git: Git
    object_format: str
    scratch: Path

    def blob_id(self, data: bytes) -> str:
        """The id git gives a content."""
        return hashlib.new(self.object_format, b"blob %d\x00" % len(data) + data, usedforsecurity=False).hexdigest()

    @property
    def empty_tree(self) -> str:
        """The id of the tree with nothing in it, which git knows without being told."""
        return hashlib.new(self.object_format, b"tree 0\x00", usedforsecurity=False).hexdigest()

    def tree(self, commit: str | None, folders: Iterable[str] = ()) -> Tree:
        """All files of a commit, or those in some folders of it."""
        if commit is None:
            return {}
        output = self.git.run("ls-tree", "-r", "-z", "--full-tree", commit, *folders).output
        tree: Tree = {}
        for line in _pieces(output):
            head, _, path = line.partition("\t")
            mode, _, blob = head.split(" ")
            tree[path] = Entry(mode, blob)
        return tree

    def differences(self, before: str | None, after: str | None) -> Differences:
        """The paths that differ between two commits; None stands for nothing at all."""
        sides = (before or self.empty_tree, after or self.empty_tree)
        if sides[0] == sides[1]:
            return {}
        pieces = _pieces(self.git.run("diff-tree", "-r", "-z", "--no-renames", "--no-ext-diff", *sides).output)
        found: Differences = {}
        for head, path in zip(pieces, pieces, strict=True):
            old_mode, new_mode, old, new, _ = head.removeprefix(":").split(" ")
            found[path] = Difference(_entry(old_mode, old), _entry(new_mode, new))
        return found

    def sizes(self, ids: Iterable[str]) -> dict[str, int]:
        """The size of each content in bytes."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        asked = "".join(f"{blob}\n" for blob in wanted).encode()
        output = self.git.run("cat-file", "--batch-check=%(objectname) %(objectsize)", data=asked).text
        sizes: dict[str, int] = {}
        for line in output.splitlines():
            blob, _, size = line.partition(" ")
            if not size.isdigit():
                raise GitFailed("cat-file", 0, "an object is missing from the repository: git fsck says more")
            sizes[blob] = int(size)
        return sizes

    def read(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The contents of some ids; all are in memory at once."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        output = self.git.run("cat-file", "--batch", data="".join(f"{blob}\n" for blob in wanted).encode()).output
        contents: dict[str, bytes] = {}
        place = 0
        for blob in wanted:
            end = output.index(b"\n", place)
            head = output[place:end].split(b" ")
            if len(head) != 3:
                raise GitFailed("cat-file", 0, "an object is missing from the repository: git fsck says more")
            size = int(head[2])
            contents[blob] = output[end + 1 : end + 1 + size]
            place = end + 2 + size
        return contents

    def stream(self, ids: Iterable[str], at_once: int = 32_000_000) -> Iterator[tuple[str, bytes]]:
        """The contents of some ids, a few at a time, so that pictures by the hundred do not fill the memory."""
        batch: list[str] = []
        total = 0
        for blob, size in self.sizes(ids).items():
            if batch and total + size > at_once:
                yield from self.read(batch).items()
                batch, total = [], 0
            batch.append(blob)
            total += size
        yield from self.read(batch).items()

    def keep_files(self, files: Sequence[Path]) -> list[str]:
        """Put files' contents, just as they are, into the store; gives their ids in order."""
        if not files:
            return []
        names = "".join(f"{file}\n" for file in files).encode("utf-8", "surrogateescape")
        return self.git.run("hash-object", "-w", "--no-filters", "--stdin-paths", data=names).text.splitlines()

    def keep(self, contents: Sequence[bytes]) -> list[str]:
        """Put contents into the store; gives their ids in order."""
        with self._folder() as folder:
            files = [folder / str(number) for number in range(len(contents))]
            for file, content in zip(files, contents, strict=True):
                file.write_bytes(content)
            return self.keep_files(files)

    def write_tree(self, start: str | None, changed: Mapping[str, Entry | None]) -> str:
        """Make the tree of a commit with some files changed (None: taken out), beside the user's index; gives its id."""
        return self.write_trees(start, [changed])[0]

    def write_trees(self, start: str | None, steps: Iterable[Mapping[str, Entry | None]]) -> list[str]:
        """Make a tree for each of several steps, each on top of the one before it; gives their ids."""
        trees: list[str] = []
        with self._folder() as folder:
            index = {"GIT_INDEX_FILE": str(folder / "index")}
            self.git.run("read-tree", *([start] if start else ["--empty"]), environment=index)
            for changed in steps:
                self.git.run("update-index", "-z", "--index-info", data=self.index_lines(changed), environment=index)
                trees.append(self.git.run("write-tree", environment=index).text)
        return trees

    def tree_of(self, commit: str) -> str:
        """The id of a commit's tree."""
        return self.git.run("rev-parse", "--verify", "-q", f"{commit}^{{tree}}").text

    def commit(self, tree: str, parents: Sequence[str], message: str, identity: Mapping[str, str]) -> str:
        """Make a commit; gives its id. No ref is moved."""
        links = [part for parent in parents for part in ("-p", parent)]
        return self.git.run("commit-tree", tree, *links, "-F", "-", data=message.encode(), environment=identity).text

    def is_ancestor(self, old: str, new: str) -> bool:
        """Whether one commit is the other or lies in its past."""
        return old == new or self.git.run("merge-base", "--is-ancestor", old, new, allowed=(0, 1)).code == 0

    def merge_base(self, one: str, other: str) -> str | None:
        """The newest commit that two have in common; None where they have none."""
        found = self.git.run("merge-base", one, other, allowed=(0, 1)).text
        return found.split("\n", 1)[0] or None

    def has(self, commit: str) -> bool:
        """Whether a commit is in the store."""
        return self.git.run("cat-file", "-e", f"{commit}^{{commit}}", allowed=(0, 1, 128)).code == 0

    def index_lines(self, changed: Mapping[str, Entry | None]) -> bytes:
        """Changes as `git update-index -z --index-info` reads them."""
        gone = f"0 {'0' * len(self.empty_tree)}"
        lines = (f"{f'{entry.mode} {entry.id}' if entry else gone}\t{path}\0" for path, entry in changed.items())
        return "".join(lines).encode("utf-8", "surrogateescape")

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        self.scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.scratch, prefix="work-") as folder:
            yield Path(folder)


def _entry(mode: str, blob: str) -> Entry | None:
    return None if mode == "000000" else Entry(mode, blob)


def _pieces(output: bytes) -> Iterator[str]:
    return iter(output.decode("utf-8", "surrogateescape").split("\0")[:-1])
