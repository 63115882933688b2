"""A workspace: a folder with `portfolios/`, and optionally `themes/` and `frameworks/`."""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from leaptui.merge import Stamp
from leaptui.store.errors import Busy, Missing, Refused
from leaptui.store.files import read_bytes, write_atomically

LOCK_SECONDS = 10.0
_NAME = re.compile(r"[\w][\w.-]{0,79}")
_RESERVED = {"con", "prn", "aux", "nul"}


def slug(words: str) -> str:
    """Make a file name of a learner's name: `Amara Okafor` → `amara-okafor`. Empty where there is no letter or digit in it."""
    plain = unicodedata.normalize("NFKD", words)
    plain = unicodedata.normalize("NFC", "".join(char for char in plain if not unicodedata.combining(char)))
    return re.sub(r"[^\w]+", "-", plain.casefold()).strip("-_")[:80]


def check_name(name: str) -> str:
    """Give the name back if it can be a portfolio's on every system; raises Refused where it cannot."""
    if not _NAME.fullmatch(name) or name.endswith(".") or name.casefold() in _RESERVED:
        raise Refused(f"“{name[:80]}” cannot be a portfolio's name: use letters, digits, - and _")
    return name


@dataclass(frozen=True)
class Workspace:
    """A folder of portfolios. Making one of these touches nothing on the disk."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Workspace | None:
        """The workspace a folder is or lies in: the nearest one upwards that has `portfolios/`; None where there is none."""
        folder = start.absolute()
        return next((cls(place) for place in (folder, *folder.parents) if (place / "portfolios").is_dir()), None)

    @property
    def portfolios_dir(self) -> Path:
        """Where the portfolios are."""
        return self.root / "portfolios"

    @property
    def local_dir(self) -> Path:
        """What belongs to this copy on this machine alone and is never synced."""
        return self.root / ".leaptui"

    def names(self) -> list[str]:
        """The names of the portfolios, in order."""
        if not self.portfolios_dir.is_dir():
            return []
        stems = (path.stem for path in self.portfolios_dir.glob("*.json"))
        return sorted(stem for stem in stems if _NAME.fullmatch(stem))

    def path(self, name: str) -> Path:
        """The file of a portfolio, whether it is there or not. Raises Refused for a name that cannot be one."""
        return self.portfolios_dir / f"{check_name(name)}.json"

    def files_dir(self, name: str) -> Path:
        """The folder of a portfolio's attachments."""
        return self.portfolios_dir / f"{check_name(name)}.files"

    def free_name(self, learner: str) -> str:
        """A name for a new portfolio of a learner that no portfolio has yet."""
        wanted = slug(learner) or "portfolio"
        taken = {name.casefold() for name in self.names()}
        names = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, 10_000))
        return next(name for name in names if name not in taken)

    def require(self, name: str) -> Path:
        """The file of a portfolio that is there. Raises Missing with the names there are."""
        path = self.path(name)
        if not path.exists() and not path.is_symlink():
            there = self.names()
            known = f"; there are {', '.join(there[:8])}{' …' if len(there) > 8 else ''}" if there else "; there is none yet"
            raise Missing(f"there is no portfolio “{name}” in this workspace{known}")
        return path

    def make_local_dir(self) -> Path:
        """Make the folder for what is never synced; it tells git itself to pass it over."""
        if not (self.local_dir / ".gitignore").exists():
            self.local_dir.mkdir(mode=0o700, exist_ok=True)
            (self.local_dir / ".gitignore").write_text("*\n", encoding="utf-8")
        return self.local_dir

    @contextmanager
    def lock(self, name: str, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the lock of that name (a portfolio's, or `sync`). Raises Busy if another program holds it all that time."""
        folder = self.make_local_dir() / "locks"
        folder.mkdir(exist_ok=True)
        try:
            with FileLock(folder / f"{name}.lock", timeout=seconds):
                yield
        except Timeout:
            raise Busy(f"another program has been writing {name} for {seconds:.0f} seconds; try again in a moment") from None

    def stamp(self) -> Stamp:
        """Who writes here: this copy's id, made at its first use, and how many revisions it has made."""
        path = self.local_dir / "clone.json"
        try:
            raw = json.loads(read_bytes(path))
            return Stamp(str(raw["clone"]), int(raw["revision"]))
        except FileNotFoundError:
            return self._write_stamp(Stamp(secrets.token_hex(8), 0))
        except (ValueError, KeyError, TypeError):
            # The file is ours alone; a new id is right where the old one cannot be read.
            return self._write_stamp(Stamp(secrets.token_hex(8), 0))

    def next_stamp(self) -> Stamp:
        """Move the revision on by one and give the new stamp."""
        with self.lock("clone"):
            now = self.stamp()
            return self._write_stamp(Stamp(now.clone, now.revision + 1))

    def last_name(self) -> str | None:
        """The portfolio last opened here; None where that is not known."""
        try:
            raw = json.loads(read_bytes(self.local_dir / "last.json"))
            return str(raw["portfolio"])
        except (OSError, ValueError, KeyError, TypeError, Refused):
            # It is a convenience alone: without it the learner is asked.
            return None

    def remember(self, name: str) -> None:
        """Note which portfolio was last opened here; where that cannot be written, nothing is lost but the convenience."""
        data = json.dumps({"portfolio": name}) + "\n"
        with suppress(OSError, Refused):
            write_atomically(self.make_local_dir() / "last.json", data.encode())

    def _write_stamp(self, stamp: Stamp) -> Stamp:
        data = json.dumps({"clone": stamp.clone, "revision": stamp.revision}) + "\n"
        write_atomically(self.make_local_dir() / "clone.json", data.encode())
        return stamp
