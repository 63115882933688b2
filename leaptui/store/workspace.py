"""A workspace: a folder with `portfolios/`, and optionally `themes/` and `frameworks/`."""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

from leaptui.merge import Stamp
from leaptui.store.errors import Busy, Missing, Refused, StoreError
from leaptui.store.files import explain, read_bytes, write_atomically

LOCK_SECONDS = 4.0
"""How long one waits for another program to finish its write."""
_POLL_SECONDS = 0.005
_CLONE_LOCK = ".clone"  # no portfolio can have this name
_MOST_LETTERS = 80
_MOST_BYTES = 200  # file systems allow 255, and endings come to it
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_ACCENTS = re.compile("[\u0300-\u036f]")


def slug(words: str) -> str:
    """Make a file name of a learner's name: `Amara Okafor` → `amara-okafor`. Empty where there is no letter or digit in it."""
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", words)).casefold())
    dashed = "".join(char if _is_letter(char) or char == "_" else "-" for char in plain)
    name = re.sub("-+", "-", dashed)[:_MOST_LETTERS]
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1]
    # A mark alone, such as a vowel sign without its letter, is no beginning.
    while name and not name[0].isalnum():
        name = name[1:]
    return name.rstrip("-_")


def check_name(name: str) -> str:
    """Give the name back if it can be a portfolio's on every system; raises Refused where it cannot."""
    if not _is_name(name):
        shown = "".join(char if char.isprintable() else "?" for char in name[:_MOST_LETTERS])
        raise Refused(f"“{shown}” cannot be a portfolio's name: use letters, digits, - and _")
    return name


def _is_name(name: str) -> bool:
    return (
        0 < len(name) <= _MOST_LETTERS
        and (name[0].isalnum() or name[0] == "_")
        and all(_is_letter(char) or char in "_.-" for char in name)
        and not name.endswith(".")
        and not _RESERVED.match(name.casefold())
        and len(name.encode()) <= _MOST_BYTES
    )


def _is_letter(char: str) -> bool:
    """Whether it is a letter, a digit, or a mark that belongs to a letter, as vowel signs of many scripts do."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _twin(name: str) -> str:
    """What two names share that are one file on a system that tells neither case nor ways of writing an accent apart."""
    return unicodedata.normalize("NFC", name.casefold())


@dataclass(frozen=True)
class Workspace:
    """A folder of portfolios. Making one of these touches nothing on the disk."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Workspace | None:
        """The workspace a folder is or lies in: the nearest one upwards that has `portfolios/`; None where there is none."""
        folder = start.absolute()
        return next((cls(place) for place in (folder, *folder.parents) if _is_folder(place / "portfolios")), None)

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
        if not _is_folder(self.portfolios_dir):
            return []
        stems = (path.stem for path in self.portfolios_dir.glob("*.json"))
        return sorted(stem for stem in stems if _is_name(stem))

    def path(self, name: str) -> Path:
        """The file of a portfolio, whether it is there or not. Raises Refused for a name that cannot be one."""
        return self.portfolios_dir / f"{check_name(name)}.json"

    def files_dir(self, name: str) -> Path:
        """The folder of a portfolio's attachments."""
        return self.portfolios_dir / f"{check_name(name)}.files"

    def free_name(self, learner: str) -> str:
        """A name for a new portfolio of a learner that no portfolio has yet."""
        wanted = slug(learner) or "portfolio"
        short = wanted[: _MOST_LETTERS // 2].rstrip("-_")
        names = (wanted if n == 1 else f"{short}-{n}" for n in count(1))
        return next(name for name in names if _is_name(name) and self.twin(name) is None)

    def twin(self, name: str) -> str | None:
        """The portfolio that has this name, or one that only differs in case: on many systems they are one file."""
        return next((there for there in self.names() if _twin(there) == _twin(name)), None)

    def require(self, name: str) -> Path:
        """The file of a portfolio that is there. Raises Missing with the names there are."""
        path = self.path(name)
        try:
            path.lstat()
        except FileNotFoundError:
            there = self.names()
            known = (
                f"; there are {', '.join(there[:8])}{' …' if len(there) > 8 else ''}"
                if there
                else "; there is none yet"
            )
            raise Missing(f"there is no portfolio “{name}” in this workspace{known}") from None
        except OSError as error:
            raise StoreError(explain(error, f"{name}.json could not be read")) from error
        return path

    def make_local_dir(self) -> Path:
        """Make the folder for what is never synced; it tells git itself to pass it over. Raises StoreError."""
        ignored = self.local_dir / ".gitignore"
        try:
            if self.local_dir.is_symlink():
                raise Refused(f"{self.local_dir.name} is a link to another folder, and links are not written through")
            if not ignored.exists():
                self.local_dir.mkdir(mode=0o700, exist_ok=True)
                write_atomically(ignored, b"*\n")
        except OSError as error:
            raise StoreError(_cannot(error)) from error
        return self.local_dir

    @contextmanager
    def lock(self, name: str, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the lock of that name: a portfolio's, or one that begins with a dot, as none of theirs does.

        Raises Busy if another program holds it all that time, StoreError where the workspace cannot be written.
        """
        folder = self.make_local_dir() / "locks"
        # Who waits for the lock holds the turn, so that a program that writes again and again does not keep others waiting.
        turn, lock = FileLock(folder / f"{name}.turn"), FileLock(folder / f"{name}.lock")
        until = monotonic() + seconds
        try:
            folder.mkdir(exist_ok=True)
            with turn.acquire(timeout=seconds, poll_interval=_POLL_SECONDS):
                lock.acquire(timeout=max(until - monotonic(), 0), poll_interval=_POLL_SECONDS)
        except Timeout:
            raise Busy(
                f"another program has been writing {name.lstrip('.')} for {seconds:.0f} seconds, "
                "so this is not saved; try again in a moment"
            ) from None
        except OSError as error:
            raise StoreError(_cannot(error)) from error
        try:
            yield
        finally:
            lock.release()

    def stamp(self) -> Stamp:
        """Who writes here: this copy's id, made at its first use, and how many revisions it has made. Raises StoreError."""
        known = self._read_stamp()
        if known is not None:
            return known
        with self.lock(_CLONE_LOCK):
            return self._read_stamp() or self._write_stamp(_new_stamp())

    def next_stamp(self, by: int = 1) -> Stamp:
        """Move the revision on and give the new stamp. Raises StoreError."""
        with self.lock(_CLONE_LOCK):
            now = self._read_stamp() or _new_stamp()
            return self._write_stamp(Stamp(now.clone, now.revision + by))

    def last_name(self) -> str | None:
        """The portfolio last opened here; None where that is not known."""
        try:
            raw = json.loads(read_bytes(self.local_dir / "last.json"))
            return str(raw["portfolio"])
        except (OSError, ValueError, KeyError, TypeError, StoreError):
            # It is a convenience alone: without it the learner is asked.
            return None

    def remember(self, name: str) -> None:
        """Note which portfolio was last opened here; where that cannot be written, nothing is lost but the convenience."""
        data = json.dumps({"portfolio": name}) + "\n"
        with suppress(OSError, StoreError):
            write_atomically(self.make_local_dir() / "last.json", data.encode())

    def _read_stamp(self) -> Stamp | None:
        """The stamp as noted; None where there is none, or the note, which is ours alone, does not make sense."""
        try:
            raw = json.loads(read_bytes(self.local_dir / "clone.json"))
            clone, revision = raw["clone"], raw["revision"]
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            return None
        except OSError as error:
            raise StoreError(_cannot(error)) from error
        return Stamp(clone, revision) if isinstance(clone, str) and clone and isinstance(revision, int) else None

    def _write_stamp(self, stamp: Stamp) -> Stamp:
        data = json.dumps({"clone": stamp.clone, "revision": stamp.revision}) + "\n"
        try:
            write_atomically(self.make_local_dir() / "clone.json", data.encode())
        except OSError as error:
            raise StoreError(_cannot(error)) from error
        return stamp


def _new_stamp() -> Stamp:
    return Stamp(secrets.token_hex(8), 0)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # a folder one may not look into holds nothing for us


def _cannot(error: OSError) -> str:
    return f"{explain(error, 'nothing can be written in this workspace')}; what was saved before is as it was"
