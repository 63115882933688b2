"""The files of an export as attachments: found in the archive, hashed, and read again only when they are kept."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from leaptui.interchange.leap2a_entry import Entry
from leaptui.interchange.leap2a_imported import ImportedAttachment
from leaptui.interchange.leap2a_markdown import web_address
from leaptui.interchange.leap2a_notes import Notes
from leaptui.interchange.leap2a_package import DamagedFileError, ImportRefused, Package
from leaptui.language import _
from leaptui.model.canonical import Record
from leaptui.model.text import clean_line
from leaptui.store.attachments import MOST_BYTES, entry

_ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/html": ".html",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
}
"""Endings for files that come without one, by media type."""

_CODE = {
    ".py",
    ".js",
    ".ts",
    ".c",
    ".cpp",
    ".h",
    ".java",
    ".cs",
    ".go",
    ".rs",
    ".rb",
    ".php",
    ".sh",
    ".sql",
    ".ino",
    ".ipynb",
}
_WORDS = {
    ".pdf",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".ppt",
    ".pptx",
    ".odp",
    ".epub",
    ".tex",
}


@dataclass(frozen=True)
class _Wanted:
    member: str
    media_type: str


class Files:
    """Looks up the files entries name; `report` is told the size of each one that was read."""

    def __init__(self, package: Package, notes: Notes, report: Callable[[int], None]) -> None:
        self._package = package
        self._notes = notes
        self._report = report
        self._used: set[str] = set()
        self._hashed: dict[str, Record | None] = {}
        self.attachments: list[ImportedAttachment] = []

    def of(self, source: Entry, evidence: str, title: str) -> list[Record]:
        """Give the attachments of an entry as its record lists them, and remember them for keeping."""
        found: dict[str, Record] = {}
        for wanted in self._wanted(source):
            self._used.add(wanted.member)
            record = self._describe(wanted, title)
            if record is not None and str(record["sha256"]) not in found:
                found[str(record["sha256"])] = record
                self.attachments.append(ImportedAttachment(evidence, record, self._loader(wanted.member)))
        return list(found.values())

    def unused(self) -> list[str]:
        """Give the names of files in the archive that no entry names."""
        return [posixpath.basename(member) for member in self._package.sizes if member not in self._used]

    def _wanted(self, source: Entry) -> Iterable[_Wanted]:
        """Find the files an entry names: as enclosures, and by address in its words."""
        met: dict[str, _Wanted] = {}
        for link in source.links:
            member = self._package.find(link.href)
            if member is not None:
                met.setdefault(member, _Wanted(member, link.media_type))
            elif link.rel == "enclosure" and not web_address(link.href):
                self._notes.add("missing", clean_line(posixpath.basename(link.href)) or link.href)
        for reference in (*source.summary.references, *source.body.references):
            if member := self._package.find(reference):
                met.setdefault(member, _Wanted(member, ""))
        return met.values()

    def _describe(self, wanted: _Wanted, title: str) -> Record | None:
        name = _name(wanted, title)
        if wanted.member not in self._hashed:
            self._hashed[wanted.member] = self._read(wanted.member, name)
        record = self._hashed[wanted.member]
        if record is None:
            return None
        media_type = wanted.media_type or record["media_type"]
        return {
            **record,
            "name": name,
            "alt": "" if title in {name, posixpath.splitext(name)[0]} else title,
            "media_type": media_type,
        }

    def _read(self, member: str, name: str) -> Record | None:
        """Read a file once and describe it; None where it is too large or damaged."""
        if self._package.sizes[member] > MOST_BYTES:
            self._notes.add("large", name)
            return None
        try:
            data = self._package.read(member)
        except DamagedFileError:
            self._notes.add("damaged", name)
            return None
        self._report(len(data))
        return entry(data, name)

    def _loader(self, member: str) -> Callable[[], bytes]:
        def load() -> bytes:
            try:
                return self._package.read(member)
            except (DamagedFileError, ValueError) as error:
                raise ImportRefused(
                    _("{name} can no longer be read, so what was to come of it did not all come").format(
                        name=self._package.name
                    )
                ) from error

        return load


def kind_of(attachment: Record) -> str:
    """Give the kind of evidence a file is, by its media type and its name's ending."""
    media, ending = str(attachment["media_type"]), posixpath.splitext(str(attachment["name"]))[1].lower()
    family = media.partition("/")[0]
    if family in {"image", "video", "audio"}:
        return family
    if ending in _CODE:
        return "code"
    if family == "text" or ending in _WORDS or media == "application/pdf" or "document" in media:
        return "text"
    return "other"


def _name(wanted: _Wanted, title: str) -> str:
    """Give a file's own name: without a number put before it, with an ending where its media type tells one."""
    name = clean_line(posixpath.basename(wanted.member))
    numbered = re.fullmatch(r"\d+-(.+)", name)
    if numbered and numbered[1].casefold() == title.casefold():
        name = numbered[1]
    return name if posixpath.splitext(name)[1] else name + _ENDINGS.get(wanted.media_type, "")
