"""What an import would do to a portfolio as it stands: what is new, what changes, what the learner's edits keep."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from leaptui.interchange.leap2a_imported import Imported, ImportedAttachment
from leaptui.interchange.leap2a_package import ImportRefused
from leaptui.language import _, and_list, ngettext
from leaptui.model.canonical import (
    Document,
    Json,
    Record,
    UnwritableDocument,
    canonical_bytes,
    canonical_value,
)
from leaptui.model.change import Change, Edit, Key

_UNWATCHED = frozenset({"created", "modified", "deleted", "imported", "_conflicts"})


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. Nothing is done by making it."""

    new: Document
    updated: Document
    """Records that stand already and say something new in this export; the learner's own edits are kept in them."""
    unchanged: int = 0
    kept_yours: int = 0
    """Records the learner has edited, or moved to the trash, and that stay as they are."""
    attachments: tuple[ImportedAttachment, ...] = ()
    """Files to keep with the new and the changed records."""
    notes: tuple[str, ...] = ()
    entries: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not any(self.new.values()) and not any(self.updated.values())

    def change(self, existing: Document, at: str, label: str) -> Change:
        """Give it as the one change the store applies; `at` is the instant of the change."""
        edits: dict[Key, Edit] = {}
        for tables in (self.new, self.updated):
            for table, records in tables.items():
                for record_id, record in records.items():
                    edits[table, record_id] = Edit(existing.get(table, {}).get(record_id), record)
        return Change(label, at, edits)

    def sentences(self) -> list[str]:
        """Say what it would do, and what was odd: the lines of a dry run."""
        total = sum(self.entries.values())
        lines: list[str] = []
        if total:
            pattern = ngettext("{n} entry in the export.", "{n} entries in the export.", total)
            lines.append(pattern.format(n=f"{total:,}"))
        if any(self.new.values()):
            lines.append(_("New: {records}.").format(records=_by_table(self.new)))
        if any(self.updated.values()):
            pattern = _("Changed since the last import: {records}; your own edits in them stay.")
            lines.append(pattern.format(records=_by_table(self.updated)))
        if self.attachments:
            size = sum(attachment.size for attachment in self.attachments)
            count = len(self.attachments)
            pattern = ngettext("With {n} attachment ({size}).", "With {n} attachments ({size}).", count)
            lines.append(pattern.format(n=f"{count:,}", size=_size(size)))
        if self.unchanged:
            lines.append(_("Already here and the same: {records}.").format(records=_counted("", self.unchanged)))
        if self.kept_yours:
            pattern = _("Edited or thrown away by you, and left so: {records}.")
            lines.append(pattern.format(records=_counted("", self.kept_yours)))
        if self.is_empty:
            lines.append(_("There is nothing to bring in."))
        # What was odd was said when it came; a second time nothing comes.
        return lines if self.is_empty and total else [*lines, *self.notes]


def plan_import(imported: Imported, existing: Document) -> ImportPlan:
    """Compare an import with a portfolio. Raises ImportRefused where the portfolio would grow beyond its file."""
    new: Document = {}
    updated: Document = {}
    unchanged = kept_yours = 0
    for table, records in imported.tables.items():
        for record_id, record in records.items():
            current = existing.get(table, {}).get(record_id)
            if current is None:
                if any(record_id in others for others in existing.values()):
                    # The entry was another type in an earlier export; what it became then is the learner's by now.
                    kept_yours += 1
                else:
                    new.setdefault(table, {})[record_id] = record
                continue
            merged = _update(current, record)
            if merged is not None:
                updated.setdefault(table, {})[record_id] = merged
            elif _is_touched(current):
                kept_yours += 1
            else:
                unchanged += 1
    _check_size(existing, new, updated)
    arriving = {**new.get("evidence", {}), **updated.get("evidence", {})}
    needed = tuple(item for item in imported.attachments if _lists(arriving.get(item.evidence, {}), item.sha256))
    return ImportPlan(new, updated, unchanged, kept_yours, needed, imported.notes, imported.entries)


def field_digests(record: Record) -> dict[str, str]:
    """Give for each field of a record a short hash of what it says (64 bits of SHA-256 over its canonical bytes)."""
    return {name: _digest(value) for name, value in record.items() if name not in _UNWATCHED}


def _update(current: Record, incoming: Record) -> Record | None:
    """Take into a record what a newer export says, field by field; None where that changes nothing.

    A field is taken only where it still says what the last import said: everything else is the learner's.
    """
    before = _digests(current)
    if before is None or "deleted" in current:
        return None
    merged = dict(current)
    for name in sorted((before.keys() | incoming.keys()) - _UNWATCHED):
        standing = _digest(current[name]) if name in current else None
        if standing != before.get(name):
            continue
        if name in incoming:
            merged[name] = incoming[name]
        else:
            merged.pop(name, None)
    merged["imported"] = incoming["imported"]
    changed = {name for name in merged.keys() | current.keys() if merged.get(name) != current.get(name)}
    if changed == {"imported"} and _without_digest(current) == _without_digest(incoming):
        return None
    return merged if changed else None


def _is_touched(current: Record) -> bool:
    before = _digests(current)
    return before is None or "deleted" in current or field_digests(current) != before


def _digests(record: Record) -> dict[str, str] | None:
    """Give what the fields said when they were imported; None for a record that was never imported."""
    imported = record.get("imported")
    digests = imported.get("digest") if isinstance(imported, dict) else None
    if not isinstance(digests, dict):
        return None
    return {name: str(value) for name, value in digests.items()}


def _without_digest(record: Record) -> Json:
    imported = record.get("imported")
    return {name: value for name, value in imported.items() if name != "digest"} if isinstance(imported, dict) else None


def _digest(value: Json) -> str:
    return hashlib.sha256(canonical_value(value)).hexdigest()[:16]


def _lists(record: Record, sha256: str) -> bool:
    attachments = record.get("attachments")
    return isinstance(attachments, list) and any(
        isinstance(entry, dict) and entry.get("sha256") == sha256 for entry in attachments
    )


def _check_size(existing: Document, new: Document, updated: Document) -> None:
    whole = {table: dict(records) for table, records in existing.items()}
    for tables in (new, updated):
        for table, records in tables.items():
            whole.setdefault(table, {}).update(records)
    try:
        canonical_bytes(whole)
    except UnwritableDocument as error:
        raise ImportRefused(_("with this import the portfolio {reason}").format(reason=error.message)) from error


def _by_table(tables: Document) -> str:
    return and_list([_counted(table, len(records)) for table, records in tables.items() if records])


def _counted(table: str, n: int) -> str:
    """How many records of a table: `1 goal`, `1,200 pieces of evidence`."""
    said = {
        "evidence": ngettext("{n} piece of evidence", "{n} pieces of evidence", n),
        "goals": ngettext("{n} goal", "{n} goals", n),
        "steps": ngettext("{n} step", "{n} steps", n),
        "people": ngettext("{n} person", "{n} people", n),
    }
    return said.get(table, ngettext("{n} record", "{n} records", n)).format(n=f"{n:,}")


def _size(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
