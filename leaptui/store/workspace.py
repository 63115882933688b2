"""A workspace: a folder with `portfolios/`, and optionally `themes/` and `frameworks/`."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic

from leaptui.language import _
from leaptui.model.canonical import Document
from leaptui.model.stamp import Stamp
from leaptui.store.clone_note import CloneNote, new_stamp
from leaptui.store.errors import Busy, Missing, Refused, Renamed, StoreError
from leaptui.store.files import explain, read_bytes, write_atomically
from leaptui.store.sources import ANYWHERE, Sources

LOCK_SECONDS = 4.0
"""How long one waits for another program to finish its write."""
_POLL_SECONDS = 0.005
_CLONE_LOCK = ".clone"  # no portfolio can have this name
_MOST_LETTERS = 80
_MOST_RECENT = 100
_MOST_BYTES = 200  # file systems allow 255, and endings come to it
_PLAIN = re.compile(r"[\w.-]+", re.ASCII)
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
    if not is_name(name):
        shown = "".join(char if char.isprintable() else "?" for char in name[:_MOST_LETTERS])
        raise Refused(_("“{name}” cannot be a portfolio's name: use letters, digits, - and _").format(name=shown))
    return name


def is_name(name: str) -> bool:
    """Whether it can be a portfolio's name on every system."""
    return (
        0 < len(name) <= _MOST_LETTERS
        and (name[0].isalnum() or name[0] == "_")
        and (_PLAIN.fullmatch(name) is not None or all(_is_letter(char) or char in "_.-" for char in name))
        and not name.endswith(".")
        and not _RESERVED.match(name.casefold())
        and len(name.encode()) <= _MOST_BYTES
    )


def _is_letter(char: str) -> bool:
    """Whether it is a letter, a digit, or a mark that belongs to a letter, as vowel signs of many scripts do."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def twin_key(name: str) -> str:
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

    @property
    def sources(self) -> Sources:
        """Where files may be taken from into its portfolios."""
        return ANYWHERE

    def whole(self) -> Workspace:
        """The workspace with all its portfolios, whatever of it may be opened here."""
        return self

    def check_own(self, name: str, document: Document) -> None:
        """Look whether what was read under a name may be opened here; raise StoreError where it may not."""
        del name, document

    def check_readable(self) -> None:
        """Raise StoreError where there is something that should be the folder of the portfolios and cannot be read as one."""
        try:
            os.scandir(self.portfolios_dir).close()
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(explain(error, _("{folder} cannot be read").format(folder=self.portfolios_dir))) from error

    def names(self) -> list[str]:
        """The names of the portfolios, in order."""
        try:
            files = os.listdir(self.portfolios_dir)  # noqa: PTH208 - thousands of names alone
        except OSError:
            return []  # a folder one may not look into holds nothing for us
        stems = (file.removesuffix(".json") for file in files if file.endswith(".json"))
        return sorted(stem for stem in stems if is_name(stem))

    def neighbours(self) -> list[str]:
        """The names of the portfolios one may share with."""
        return self.names()

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
        return next(name for name in names if is_name(name) and self.twin(name) is None)

    def twin(self, name: str) -> str | None:
        """The portfolio that has this name, or one that only differs in case: on many systems they are one file."""
        wanted = twin_key(name)
        return next((there for there in self.names() if twin_key(there) == wanted), None)

    def require(self, name: str) -> Path:
        """The file of a portfolio that is there. Raises Missing with the name it has now, or the names there are."""
        path = self.path(name)
        self._finish_renames()
        try:
            path.lstat()
        except FileNotFoundError:
            renamed = self.renamed(name)
            if renamed is not None:
                raise Renamed(
                    _("the portfolio “{name}” is called “{renamed}” now").format(name=name, renamed=renamed)
                ) from None
            there = self.names()
            missing = _("there is no portfolio “{name}” in this workspace; there is none yet")
            if there:
                missing = _("there is no portfolio “{name}” in this workspace; there are {names}")
            names = ", ".join(there[:8]) + (" …" if len(there) > 8 else "")
            raise Missing(missing.format(name=name, names=names)) from None
        except OSError as error:
            raise StoreError(explain(error, _("{name} could not be read").format(name=f"{name}.json"))) from error
        return path

    def make_local_dir(self) -> Path:
        """Make the folder for what is never synced; it tells git itself to pass it over. Raises StoreError."""
        ignored = self.local_dir / ".gitignore"
        try:
            if self.local_dir.is_symlink():
                raise Refused(
                    _("{name} is a link to another folder, and links are not written through").format(
                        name=self.local_dir.name
                    )
                )
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
        from filelock import FileLock, Timeout

        # Who waits for the lock holds the turn, so that a program that writes again and again does not keep others waiting.
        turn, lock = FileLock(folder / f"{name}.turn"), FileLock(folder / f"{name}.lock")
        until = monotonic() + seconds
        try:
            folder.mkdir(exist_ok=True)
            with turn.acquire(timeout=seconds, poll_interval=_POLL_SECONDS):
                lock.acquire(timeout=max(until - monotonic(), 0), poll_interval=_POLL_SECONDS)
        except Timeout:
            raise Busy(
                _(
                    "another program has been writing {name} for {n} seconds, so this is not saved; try again in a moment"
                ).format(name=name.lstrip("."), n=f"{seconds:.0f}")
            ) from None
        except OSError as error:
            raise StoreError(_cannot(error)) from error
        try:
            yield
        finally:
            lock.release()

    def stamp(self) -> Stamp:
        """Who writes here: this copy's id, made at its first use, and how many revisions it has made. Raises StoreError."""
        known = self._noted().stamp
        if known is not None:
            return known
        with self.lock(_CLONE_LOCK):
            noted = self._noted()
            return noted.stamp or self._write_stamp(noted, new_stamp())

    @property
    def clone(self) -> str:
        """This copy's id; empty where it has none yet, or it cannot be read. Nothing is written."""
        known = self.known_stamp()
        return known.clone if known else ""

    @property
    def first_clone(self) -> str:
        """The id this copy had at first, before it was copied from another; its own where it was not, empty where it has none."""
        try:
            before = self._noted().before
        except StoreError:
            return ""
        return before[0] if before else self.clone

    def known_stamp(self) -> Stamp | None:
        """This copy's stamp as it is noted, without making one; None where there is none, or it cannot be read."""
        try:
            return self._noted().stamp
        except StoreError:
            return None

    def next_stamp(self, by: int = 1) -> Stamp:
        """Move the revision on and give the new stamp. Raises StoreError."""
        with self.lock(_CLONE_LOCK):
            noted = self._noted()
            now = noted.stamp or new_stamp()
            return self._write_stamp(noted, Stamp(now.clone, now.revision + by))

    def renew_stamp(self) -> Stamp:
        """Give this copy an id of its own: it was copied together with the one it has. Raises StoreError."""
        with self.lock(_CLONE_LOCK):
            noted = self._noted()
            return self._write_stamp(noted, new_stamp(), [noted.stamp.clone] if noted.stamp else [])

    def last_name(self) -> str | None:
        """The portfolio last opened here; None where that is not known."""
        recent = self.recent_names()
        return recent[0] if recent else None

    def recent_names(self) -> list[str]:
        """The portfolios opened here lately, the last one first. They may have gone since."""
        try:
            raw = json.loads(read_bytes(self.local_dir / "last.json"))
            last, earlier = raw["portfolio"], raw.get("before", [])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, StoreError):
            # It is a convenience alone: without it the learner is asked.
            return []
        names = [last, *(earlier if isinstance(earlier, list) else [])]
        return list(dict.fromkeys(str(name) for name in names))

    def remember(self, name: str) -> None:
        """Note which portfolio was last opened here; where that cannot be written, nothing is lost but the convenience."""
        self.note_recent([name, *(one for one in self.recent_names() if one != name)])

    def note_recent(self, names: list[str]) -> None:
        """Note which portfolios were opened here lately, the last one first; nothing is lost where that cannot be written."""
        data = json.dumps({"portfolio": names[0], "before": names[1:_MOST_RECENT]}, ensure_ascii=False) + "\n"
        with suppress(OSError, StoreError):
            write_atomically(self.make_local_dir() / "last.json", data.encode("utf-8", "replace"))

    def renamed(self, name: str) -> str | None:
        """What a portfolio that had this name is called now; None where it was not renamed here, or is gone since."""
        for _step in range(_MOST_RECENT):
            try:
                name = read_bytes(self.local_dir / "renamed" / name, 1000).decode()
            except (OSError, ValueError, StoreError):
                return None
            if not is_name(name):
                return None
            if os.path.lexists(self.portfolios_dir / f"{name}.json"):
                return name
        return None

    def _finish_renames(self) -> None:
        """Finish what a killed program left in the middle: see `store.rename`."""
        if os.path.lexists(self.local_dir / "renaming"):
            from leaptui.store.rename import finish_renames

            finish_renames(self)

    def _noted(self) -> CloneNote:
        """What is noted about this copy's id. Raises StoreError."""
        try:
            return CloneNote.read(self.local_dir)
        except OSError as error:
            raise StoreError(_cannot(error)) from error

    def _write_stamp(self, noted: CloneNote, stamp: Stamp, older: Sequence[str] = ()) -> Stamp:
        """Note a stamp; `older` are ids this copy had until now. Raises StoreError."""
        try:
            noted.write(self.make_local_dir(), stamp, older)
        except OSError as error:
            raise StoreError(_cannot(error)) from error
        return stamp


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # a folder one may not look into holds nothing for us


def _cannot(error: OSError) -> str:
    why = explain(error, _("nothing can be written in this workspace"))
    return _("{why}; what was saved before is as it was").format(why=why)
