"""What an import gives: records by table, the files that belong to them, what was odd. Neutral of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from leaptui.language import and_list, in_quotes, ngettext
from leaptui.model.canonical import Document, Record


@dataclass(frozen=True)
class ImportedAttachment:
    """A file that belongs to an imported piece of evidence. Its content is read when it is asked for."""

    evidence: str
    """The id of the piece of evidence."""
    entry: Record
    """How the evidence record lists it: sha256, name, media_type, bytes, alt."""
    load: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """The hash of its content."""
        return str(self.entry["sha256"])

    @property
    def name(self) -> str:
        """Its own name."""
        return str(self.entry["name"])

    @property
    def size(self) -> int:
        """Its size in bytes."""
        size = self.entry["bytes"]
        return size if isinstance(size, int) else 0

    def read(self) -> bytes:
        """Read its content. Raises ImportRefused where the archive was closed or has changed."""
        return self.load()


@dataclass(frozen=True)
class Proposal:
    """What an import says of the portfolio as a whole; for making a new one."""

    learner: str = ""
    email: str = ""
    title: str = ""


@dataclass(frozen=True)
class Imported:
    """An export, translated."""

    tables: Document
    attachments: tuple[ImportedAttachment, ...]
    notes: tuple[str, ...]
    """What was odd, each in one sentence."""
    entries: Mapping[str, int]
    """How many entries of each type the export has."""
    proposal: Proposal = field(default_factory=Proposal)

    @property
    def counts(self) -> dict[str, int]:
        """How many records there are in each table."""
        return {table: len(records) for table, records in self.tables.items()}


def named(titles: Sequence[str], most: int = 3) -> str:
    """Say which: the first few titles, and how many more there are."""
    shown = [in_quotes(title[:60] + ("…" if len(title) > 60 else "")) for title in dict.fromkeys(titles)]
    if len(shown) > most:
        more = len(shown) - most
        return ngettext("{names} and {n} more", "{names} and {n} more", more).format(
            names=", ".join(shown[:most]), n=more
        )
    return and_list(shown)
