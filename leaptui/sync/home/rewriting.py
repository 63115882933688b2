"""Writing one portfolio's past anew, into a repository of its own: nothing else is in it, and its messages tell of nothing else.

It is made with `git fast-import` from the contents the workspace's repository holds, which is only read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaptui.model.folded import fold
from leaptui.model.text import clean_line
from leaptui.sync.commits import MAILBOX, TRAILER, git_name
from leaptui.sync.git import Git
from leaptui.sync.home.past import SECONDS, OwnPast, Step
from leaptui.sync.objects import Entry, Objects, Tree
from leaptui.sync.start import BRANCH
from leaptui.sync.tally import Versions, tally

_NOBODY = "leaptui <leaptui@localhost>"
"""Whoever the portfolio does not know: the machine, and other learners."""
_WHEN = re.compile(r"(\d{1,12}) ([+-](?:0\d|1[0-3])\d\d)")
_AT_ONCE = 32_000_000


@dataclass(frozen=True)
class Learner:
    """Whose portfolio it is: its name, what the learner is called, and the names of people that stand in it."""

    name: str
    called: str
    people: frozenset[str]

    def author(self, said: str) -> str:
        """Who made a commit, as it may be told: the learner, or somebody the portfolio knows; otherwise nobody."""
        wanted = fold(clean_line(said))
        if wanted and wanted == fold(clean_line(self.called)):
            return self.identity
        name = git_name(said, "")
        is_known = wanted in {fold(clean_line(one)) for one in self.people}
        return f"{name} <leaptui@localhost>" if name and is_known else _NOBODY

    @property
    def identity(self) -> str:
        """The learner as the author of a commit."""
        return f"{git_name(self.called, self.name)} <{self.name}@{MAILBOX}>"


def make_apart(folder: Path, object_format: str, lender: Path | None) -> Objects:
    """Make an empty repository; `lender` is the folder of objects of another one, which it may read. Raises GitFailed."""
    folder.mkdir()
    git = Git(folder)
    git.require_version()
    kind = [] if object_format == "sha1" else [f"--object-format={object_format}"]
    git.run("init", "-q", "--template=", *kind)
    git.run("symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    if lender is not None:
        alternates = folder / ".git" / "objects" / "info" / "alternates"
        alternates.parent.mkdir(exist_ok=True)
        alternates.write_bytes(f"{lender}\n".encode("utf-8", "surrogateescape"))
    return Objects(git, object_format, folder / "scratch")


def write_history(objects: Objects, past: OwnPast, learner: Learner, now: Tree, when: int) -> None:
    """Write the past, and `now` on top of it, to the branch of a repository. Raises GitFailed.

    `when` is the moment in seconds since 1970.
    """
    document = f"portfolios/{learner.name}.json"
    last = Step("now", past.tips, document, now, learner.called, f"{when} +0000", f"{when} +0000")
    stream = b"".join(_stream(objects, [*past.steps, last], learner))
    objects.git.run("fast-import", "--quiet", "--done", "--date-format=raw", data=stream, seconds=SECONDS)


def _stream(objects: Objects, steps: Sequence[Step], learner: Learner) -> Iterator[bytes]:
    """What fast-import reads: the steps as commits, each with what differs from the one before it."""
    marks = {step.commit: mark for mark, step in enumerate(steps, 1)}
    by_commit = {step.commit: step for step in steps}
    for step, words in zip(steps, _messages(objects, steps, by_commit), strict=True):
        before: Mapping[str, Entry] = by_commit[step.parents[0]].files if step.parents else {}
        author = learner.identity if step is steps[-1] else learner.author(step.author)
        message = f"{words}\n\n{TRAILER}: {step.stamp}\n" if step.stamp else f"{words}\n"
        text = message.encode()
        yield b"" if step.parents else f"reset refs/heads/{BRANCH}\n".encode()
        yield f"commit refs/heads/{BRANCH}\nmark :{marks[step.commit]}\n".encode()
        yield f"author {author} {_when(step.made)}\ncommitter {_NOBODY} {_when(step.committed)}\n".encode()
        yield b"data %d\n%b\n" % (len(text), text)
        for link, parent in zip(["from", *["merge"] * len(step.parents)], step.parents, strict=False):
            yield f"{link} :{marks[parent]}\n".encode()
        yield "".join(f"D {path}\n" for path in before if path not in step.files).encode()
        changed = {path: entry for path, entry in step.files.items() if before.get(path) != entry}
        yield "".join(f"M {entry.mode} {entry.id} {path}\n" for path, entry in changed.items()).encode()
        yield b"\n"
    yield b"done\n"


def _messages(objects: Objects, steps: Sequence[Step], by_commit: Mapping[str, Step]) -> Iterator[str]:
    """What each step did, in plain words; of other files than the portfolio's, how many."""
    pairs = [(step, by_commit[step.parents[0]] if step.parents else None) for step in steps]
    sizes = objects.sizes(step.files[step.document].id for step in steps)
    batch: list[tuple[Step, Step | None]] = []
    total = 0
    for pair in pairs:
        size = sum(sizes[one.files[one.document].id] for one in pair if one)
        if batch and total + size > _AT_ONCE:
            yield from _words(objects, batch)
            batch, total = [], 0
        batch.append(pair)
        total += size
    yield from _words(objects, batch)


def _words(objects: Objects, batch: Sequence[tuple[Step, Step | None]]) -> Iterator[str]:
    contents = objects.read(one.files[one.document].id for pair in batch for one in pair if one)
    for step, before in batch:
        old = before.files if before else {}
        beside = {step.document, before.document if before else ""}
        files = sum(old.get(path) != entry for path, entry in step.files.items() if path not in beside)
        was = contents[old[before.document].id] if before else None
        here = contents[step.files[step.document].id]
        versions = [] if was == here else [Versions(step.document, was, here)]
        yield tally(versions, files).words


def _when(raw: str) -> str:
    """A moment as git writes it; of one that makes no sense the beginning of 1970."""
    return raw if _WHEN.fullmatch(raw) else "0 +0000"
