"""Commits on top of one another, by the hundred, in one call of git: at a machine for many each learner has one of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from leaptui.sync.git import GitFailed
from leaptui.sync.objects import Entry, Objects

_REF = "refs/leaptui/chain"
"""What the commits are called within the call; nothing of this name is ever in the repository."""


@dataclass(frozen=True)
class Link:
    """A commit to be made: its message, who made it as `git var` says that, and the entries it changes (None: taken out)."""

    message: str
    author: str
    changed: Mapping[str, Entry | None]


def make_chain(objects: Objects, start: str | None, links: Sequence[Link], committer: str) -> str:
    """Make commits, each on top of the one before, the first on `start`; gives the last one's id. No ref is moved.

    They are those that `Objects.write_trees` and `Objects.commit` make, in one call of git in place of three for each. What
    is interrupted leaves nothing that anything refers to.
    """
    none = "0" * len(objects.empty_tree)
    # The name is forgotten before it would be written: what was made is known by its number, and by its id.
    data = b"".join((*_lines(start, links, committer), f"reset {_REF}\nfrom {none}\n".encode()))
    try:
        return objects.git.run("fast-import", "--quiet", data=data).text
    except GitFailed:
        _clear_reports(objects)
        raise


def _clear_reports(objects: Objects) -> None:
    """Take away what git wrote about calls of this kind that failed: learners are named in it, and nobody reads it."""
    folder = Path(objects.git.run("rev-parse", "--absolute-git-dir").text)
    for report in folder.glob("fast_import_crash_*"):
        with suppress(OSError):
            if _REF in report.read_text(encoding="utf-8", errors="replace"):
                report.unlink()


def _lines(start: str | None, links: Sequence[Link], committer: str) -> Iterator[bytes]:
    for number, link in enumerate(links, start=1):
        yield f"commit {_REF}\nmark :{number}\nauthor {link.author}\ncommitter {committer}\n".encode()
        message = link.message.encode()
        yield b"data %d\n%b\n" % (len(message), message)
        if number == 1 and start is not None:
            yield f"from {start}\n".encode()
        for path, entry in link.changed.items():
            what = f"M {entry.mode} {entry.id}" if entry else "D"
            yield f"{what} {_quoted(path)}\n".encode("utf-8", "surrogateescape")
    yield f"get-mark :{len(links)}\n".encode()


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
