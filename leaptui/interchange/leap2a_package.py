"""Opening an export that comes from outside: an XML file, or a zip archive that is looked through before it is read.

Nothing is ever unpacked onto the disk: the feed and the files that belong to it are read into memory one at a time, and
never more of them than the limits below say.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
import unicodedata
import zlib
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from leaptui.language import _, pgettext
from leaptui.model.text import clean_line
from leaptui.model.titles import leading
from leaptui.store.attachments import MOST_BYTES
from leaptui.store.errors import Refused
from leaptui.store.files import reason as said_reason
from leaptui.store.sources import ANYWHERE, Sources

MAX_XML = 64 * 1024 * 1024
"""The largest feed that is read, in bytes."""

MAX_MEMBERS = 10_000
"""The most files an archive may hold."""

MAX_TOTAL = 256 * 1024 * 1024
"""The most bytes an archive may hold once unpacked, and the largest file that is opened at all."""

_RATIO = 100
_RATIO_FROM = 8 * 1024 * 1024
_ENTRY_MARK = b"PK\x01\x02"
_FEED_NAMES = ("leap2a.xml", "leap2.xml", "leap.xml")


class ImportRefused(Refused):
    """An export that is not taken in; nothing was changed. Its message is one plain sentence."""


def nothing_imported(sentence: str, *, again: bool = False) -> ImportRefused:
    """Refuse an export: a sentence about it, and that nothing was imported; `again` where a new export may be whole."""
    if again:
        return ImportRefused(
            _("{sentence}, so nothing was imported; export or download it again").format(sentence=sentence)
        )
    return ImportRefused(_("{sentence}, so nothing was imported").format(sentence=sentence))


class DamagedFileError(Exception):
    """One file of an archive that cannot be read."""


@dataclass
class Package:
    """An export that was opened: its feed, and the files beside it in the archive. Close it when all was read."""

    name: str
    """The file's own name, for messages."""
    feed: bytes
    sizes: Mapping[str, int]
    """The other files of the archive and their sizes in bytes, by path; empty for an XML file."""
    folder: str = ""
    """Where in the archive the feed lies; the addresses of its files start from there."""
    archive: ZipFile | None = None
    file: BinaryIO | None = None

    def find(self, href: str) -> str | None:
        """Find the file of the archive an address means, with `%20` for a blank or not; None where there is none."""
        if self.archive is None or not href or re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", href):
            return None
        by_name = self._by_name
        for text in (href, unquote(href), unquote(href.partition("#")[0].partition("?")[0])):
            path = posixpath.normpath(posixpath.join(self.folder, text))
            if member := by_name.get(unicodedata.normalize("NFC", path)):
                return member
        return None

    def read(self, member: str) -> bytes:
        """Read a file of the archive into memory. Raises DamagedFileError if it is too large or cannot be read."""
        if self.archive is None or self.sizes.get(member, MOST_BYTES + 1) > MOST_BYTES:
            raise DamagedFileError(member)
        return _read_member(self.archive, self.archive.getinfo(member), MOST_BYTES)

    def close(self) -> None:
        """Let go of the file."""
        if self.archive is not None:
            self.archive.close()
        if self.file is not None:
            self.file.close()

    def __enter__(self) -> Self:
        """Use it for the time of a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file at the block's end."""
        self.close()

    def __post_init__(self) -> None:
        self._by_name = {unicodedata.normalize("NFC", name): name for name in self.sizes}


def open_package(path: Path, sources: Sources = ANYWHERE) -> Package:
    """Open an export: a zip archive or an XML file, told by how it begins. Raises ImportRefused, Refused; writes nothing."""
    name = clean_line(path.name)
    with ExitStack() as opened:
        file = opened.enter_context(_open_file(path, name, sources))
        size = os.fstat(file.fileno()).st_size
        if size > MAX_TOTAL:
            raise nothing_imported(
                _("{name} is larger than {size}").format(name=leading(name), size=_megabytes(MAX_TOTAL))
            )
        start = file.read(4)
        file.seek(0)
        if start.startswith(b"PK"):
            package = _open_archive(file, name)
            opened.pop_all()  # it stays open as long as the package
            return package
        if size > MAX_XML:
            raise nothing_imported(
                _("{name} is an XML file of more than {size}").format(name=leading(name), size=_megabytes(MAX_XML))
            )
        return Package(name, file.read(MAX_XML + 1), {})


def _open_file(path: Path, name: str, sources: Sources) -> BinaryIO:
    try:
        handle = sources.handle(path)
    except FileNotFoundError:
        raise ImportRefused(_("there is no file {name} to import").format(name=name)) from None
    except (OSError, ValueError) as error:
        reason = said_reason(error) if isinstance(error, OSError) else _("its name cannot be a file's")
        raise nothing_imported(
            _("{name} cannot be opened ({reason})").format(name=leading(name), reason=reason)
        ) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ImportRefused(
            _("{name} is a folder or something else that is no file; give the exported .zip or .xml file").format(
                name=leading(name)
            )
        )
    return os.fdopen(handle, "rb")


def _open_archive(file: BinaryIO, name: str) -> Package:
    if _count(file, _ENTRY_MARK) > 5 * MAX_MEMBERS:
        # Counted before the table of contents is built in memory.
        raise _too_many(name)
    try:
        archive = ZipFile(file)
    except (BadZipFile, LargeZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise nothing_imported(
            _("{name} is a damaged or incomplete zip archive").format(name=leading(name)), again=True
        ) from error
    with ExitStack() as opened:
        opened.enter_context(archive)
        members = _checked(archive, name)
        feed = _choose_feed(members, name)
        if members[feed].file_size > MAX_XML:
            raise nothing_imported(
                _("the feed in {name} is larger than {size}").format(name=name, size=_megabytes(MAX_XML))
            )
        try:
            data = _read_member(archive, members[feed], MAX_XML)
        except DamagedFileError as error:
            raise nothing_imported(_("the feed in {name} is damaged").format(name=name), again=True) from error
        opened.pop_all()
    sizes = {path: info.file_size for path, info in members.items() if path != feed}
    return Package(name, data, sizes, posixpath.dirname(feed), archive, file)


def _count(file: BinaryIO, mark: bytes) -> int:
    """Count a mark in a file, reading it piece by piece."""
    found, tail = 0, b""
    while piece := file.read(1024 * 1024):
        found += (tail + piece).count(mark)
        tail = piece[1 - len(mark) :]
    file.seek(0)
    return found


def _checked(archive: ZipFile, name: str) -> dict[str, ZipInfo]:
    """Look through an archive's table of contents and give its files by path. Raises ImportRefused if unsafe."""
    if len(archive.infolist()) > MAX_MEMBERS:
        raise _too_many(name)
    if sum(info.file_size for info in archive.infolist()) > MAX_TOTAL:
        raise nothing_imported(
            _("{name} would unpack to more than {size}").format(name=leading(name), size=_megabytes(MAX_TOTAL))
        )
    members: dict[str, ZipInfo] = {}
    for info in archive.infolist():
        if problem := _problem(info):
            raise nothing_imported(_("{name} holds {problem}").format(name=leading(name), problem=problem))
        if info.is_dir() or info.filename.startswith("__MACOSX/"):
            continue
        path = posixpath.normpath(info.filename)
        if path in members:
            raise nothing_imported(_("{name} holds two files of the same name").format(name=leading(name)))
        members[path] = info
    return members


def _problem(info: ZipInfo) -> str | None:
    """Say what is unsafe about a member of an archive, or None."""
    path = info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    problem = None
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        problem = pgettext("an archive holds", "a file with an absolute path")
    elif "\\" in path or "\0" in path or not path.strip("./"):
        problem = pgettext("an archive holds", "a file whose name is no proper path")
    elif ".." in path.split("/"):
        problem = pgettext("an archive holds", "a file whose path leads out of the archive (“..”)")
    elif stat.S_ISLNK(kind):
        problem = pgettext("an archive holds", "a link to another file")
    elif kind and not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        problem = pgettext("an archive holds", "something that is neither a file nor a folder")
    elif info.flag_bits & 0x41:
        problem = pgettext("an archive holds", "files locked with a password")
    elif info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        problem = pgettext("an archive holds", "a file packed in a way that zip archives of portfolios do not use")
    elif info.file_size > _RATIO_FROM and info.file_size > _RATIO * max(1, info.compress_size):
        problem = pgettext("an archive holds", "a file that is packed suspiciously small and would unpack to very much")
    return problem


def _choose_feed(members: Mapping[str, ZipInfo], name: str) -> str:
    """Choose the feed of an archive: `leap2a.xml` at its top or in a folder there, else the only XML file."""
    for depth in (0, 1):
        near = [path for path in members if path.count("/") == depth]
        for wanted in _FEED_NAMES:
            found = [path for path in near if posixpath.basename(path).lower() == wanted]
            if len(found) > 1:
                raise ImportRefused(
                    _("{name} holds several exports; unpack it and import them one by one").format(name=leading(name))
                )
            if found:
                return found[0]
    near = [path for path in members if path.count("/") <= 1 and path.lower().endswith(".xml")]
    if len(near) == 1:
        return near[0]
    if any(path.lower().endswith(".zip") for path in members):
        raise ImportRefused(
            _("{name} holds no Leap2A feed but other archives; unpack it and import one of those").format(
                name=leading(name)
            )
        )
    raise nothing_imported(_("{name} holds no Leap2A feed (leap2a.xml)").format(name=leading(name)))


def _read_member(archive: ZipFile, info: ZipInfo, limit: int) -> bytes:
    try:
        with archive.open(info) as member:
            data = member.read(limit + 1)
    except (BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise DamagedFileError(info.filename) from error
    if len(data) > limit or len(data) != info.file_size:
        raise DamagedFileError(info.filename)
    return data


def _too_many(name: str) -> ImportRefused:
    return nothing_imported(_("{name} holds more than {n} files").format(name=leading(name), n=f"{MAX_MEMBERS:,}"))


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
