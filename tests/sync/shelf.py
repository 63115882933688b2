"""A repository of many learners with whatever history a test wants, and what can be found in one that was taken home."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from leaptui.model.canonical import Document, Record, canonical_bytes
from leaptui.sync import init_workspace
from leaptui.sync.home import TakenHome
from tests.sync.desk import AMARA, Clone, git

SYNC = "\n\nLeaptui-Clone: 0123456789abcdef {n}\nLeaptui-Place: {place}\n"


def portfolio(learner: str, *titles: str, created: str = "", **more: dict[str, Record]) -> bytes:
    """A portfolio's file: its pieces go by ids that only this learner has."""
    own = hashlib.sha256(learner.encode()).hexdigest()[:8]
    meta: Record = {"format": 1, "framework": "leap-2020", "learner": {"name": learner}}
    if created:
        meta["created"] = created
    pieces: dict[str, Record] = {
        f"{own}-{place:04}": {"title": title, "kind": "text"} for place, title in enumerate(titles)
    }
    document: Document = {"meta": {"portfolio": meta}, **({"evidence": pieces} if pieces else {}), **more}
    return canonical_bytes(document)


def picture(learner: str, data: bytes, *titles: str) -> tuple[bytes, str]:
    """A portfolio's file with an attachment, and the attachment's file name."""
    sha256 = hashlib.sha256(data).hexdigest()
    listed: Record = {"sha256": sha256, "name": "photo.png", "bytes": len(data), "media_type": "image/png"}
    piece: Record = {"title": "A picture", "attachments": [listed]}
    own = hashlib.sha256(learner.encode()).hexdigest()[:8]
    texts: dict[str, Record] = {f"{own}-{place:04}": {"title": title} for place, title in enumerate(titles)}
    meta: Record = {"format": 1, "framework": "leap-2020", "learner": {"name": learner}}
    document: Document = {"meta": {"portfolio": meta}, "evidence": {f"{own}-pic": piece, **texts}}
    return canonical_bytes(document), f"{sha256}.png"


@dataclass
class Shelf:
    """A workspace whose commits are written one by one, as whoever and whenever."""

    root: Path
    tips: dict[str, int] = field(default_factory=dict)
    commits: int = 0
    stream: list[bytes] = field(default_factory=list)

    @property
    def clone(self) -> Clone:
        return Clone(self.root)

    @classmethod
    def make(cls, root: Path) -> Shelf:
        init_workspace(root)
        return cls(root)

    def commit(
        self,
        files: Mapping[str, bytes | None],
        *,
        author: str = "Makerspace",
        words: str = "sync",
        line: str = "main",
        onto: Sequence[str] = (),
    ) -> None:
        """Commit files (None: taken out) on a line of work; `onto` are the lines it goes on from, where it begins or merges."""
        self.commits += 1
        parents = [self.tips[one] for one in (onto or (line,)) if one in self.tips]
        who = f"{author} <{author.casefold().replace(' ', '.')}@example.org> {1_700_000_000 + 60 * self.commits} +0100"
        text = words.encode()
        said = [f"commit refs/heads/work-{line}\nmark :{self.commits}\nauthor {who}\ncommitter {who}\n".encode()]
        said.append(b"data %d\n%b\n" % (len(text), text))
        if not parents:
            said.insert(0, f"reset refs/heads/work-{line}\n".encode())
        said += [f"{'merge' if place else 'from'} :{mark}\n".encode() for place, mark in enumerate(parents)]
        for path, data in files.items():
            said.append(
                f"D {path}\n".encode()
                if data is None
                else b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(data), data)
            )
        self.stream += said
        self.tips[line] = self.commits

    def done(self) -> Clone:
        """Write the commits, and check the main line out."""
        self.stream.append(b"done\n")
        command = ["git", "fast-import", "--quiet", "--done", "--force"]
        subprocess.run(command, cwd=self.root, input=b"".join(self.stream), check=True)
        git(self.root, "update-ref", "refs/heads/main", "refs/heads/work-main")
        git(self.root, "reset", "-q", "--hard", "main")
        return self.clone


def cloned(taken: TakenHome, folder: Path) -> Path:
    """Clone the bundle, as the learner does at home; gives where."""
    assert taken.bundle is not None
    git(folder, "clone", "-q", str(taken.bundle), "at-home")
    git(folder / "at-home", "fsck", "--strict")
    return folder / "at-home"


def everything_in(repository: Path) -> bytes:
    """Every object a repository holds, reachable or not, and every name in it."""
    listed = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch"], cwd=repository, capture_output=True, check=True
    )
    names = git(repository, "for-each-ref") + git(repository, "log", "--all", "--format=fuller", "--name-only")
    return listed.stdout + names.encode()


def plain_bytes(folder: Path) -> bytes:
    """The bytes and names of all files in a folder but git's own."""
    files = [file for file in sorted(folder.rglob("*")) if ".git" not in file.relative_to(folder).parts]
    return b"\n".join(
        str(file.relative_to(folder)).encode() + b"\n" + (file.read_bytes() if file.is_file() else b"")
        for file in files
    )


def versions_of(repository: Path, name: str = AMARA) -> set[str]:
    """The contents a portfolio's file ever had in the history, by their ids."""
    raw = git(repository, "log", "-m", "--all", "--format=", "--raw", "--no-abbrev", "--", f"portfolios/{name}.json")
    return {line.split()[3] for line in raw.splitlines()} - {"0" * 40}
