"""A workspace as a school has after years: many portfolios, a long history, and a remote that has all of it."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from leaptui.model.canonical import Document, canonical_bytes
from leaptui.model.edits import new_document
from leaptui.store.workspace import Workspace
from leaptui.sync import init_workspace, sync
from tests.benchmarks.portfolio import LEARNER, NOW, TODAY, large_portfolio

_AUTHOR = b"A Person <person@example.org>"
_FIRST = 1_600_000_000
"""When the first commit was made; one every hour follows."""


def make_school(folder: Path, portfolios: int, records: int, commits: int) -> Workspace:
    """Make the workspace and its remote in a folder, and sync once. The same each time but for the ids of the clone."""
    remote, root = folder / "remote.git", folder / "work"
    _git(folder, "init", "-q", "--bare", "-b", "main", "--template=", str(remote))
    _git(folder, "init", "-q", "-b", "main", "--template=", str(root))
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=root, stdin=subprocess.PIPE) as importing:
        if importing.stdin is not None:
            for piece in _history(portfolios, records, commits):
                importing.stdin.write(piece)
            importing.stdin.close()
    _git(root, "reset", "-q", "--hard", "main")
    init_workspace(root)
    workspace = Workspace(root)
    sync(workspace, remote=str(remote))
    return workspace


def _history(portfolios: int, records: int, commits: int) -> Iterator[bytes]:
    """The history as `git fast-import` reads it: small portfolios that change one by one, and all of them full at the end."""
    chance = random.Random(500)
    small = [_small(number) for number in range(portfolios)]
    for number in range(commits - 1):
        which = number % portfolios
        small[which]["meta"]["portfolio"]["title"] = f"As it was after change {number}"
        yield from _commit(number, {which: canonical_bytes(small[which])})
    full = large_portfolio(records)
    files: dict[int, bytes] = {}
    for which in range(portfolios):
        small[which]["evidence"] = {
            key: {**record, "title": f"Piece {chance.randrange(10**6)}"} for key, record in full["evidence"].items()
        }
        files[which] = canonical_bytes(small[which])
    yield from _commit(commits - 1, files)


def _small(number: int) -> Document:
    return new_document(f"{LEARNER} {number}", "leap-2020", TODAY, NOW)


def _commit(number: int, files: dict[int, bytes]) -> Iterator[bytes]:
    message = f"Change {number}\n".encode()
    yield b"commit refs/heads/main\ncommitter %b %d +0000\n" % (_AUTHOR, _FIRST + 3600 * number)
    yield b"data %d\n%b" % (len(message), message)
    for which, data in files.items():
        yield b"M 100644 inline portfolios/learner-%04d.json\ndata %d\n%b\n" % (which, len(data), data)


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)
