"""Bringing in a Leap2A export, the portfolio format of Mahara, PebblePad, Moodle and others.

    with open_package(path) as package:
        imported = translate(package, progress)
        plan = plan_import(imported, document)
        … keep what `plan.attachments` read, apply `plan.change(…)`

Running it twice doubles nothing: records have the same ids every time and in every copy.
"""

from __future__ import annotations

from collections import Counter

from leaptui.interchange.leap2a_feed import Feed, Progress, read_feed
from leaptui.interchange.leap2a_files import Files
from leaptui.interchange.leap2a_graph import Graph, Item, record_id
from leaptui.interchange.leap2a_imported import Imported, ImportedAttachment, Proposal
from leaptui.interchange.leap2a_notes import Notes
from leaptui.interchange.leap2a_package import ImportRefused, Package, open_package
from leaptui.interchange.leap2a_plan import ImportPlan, field_digests, plan_import
from leaptui.interchange.leap2a_records import Records
from leaptui.language import _
from leaptui.model.canonical import Document, Record
from leaptui.store.attachments import MOST_BYTES

__all__ = [
    "ImportPlan",
    "ImportRefused",
    "Imported",
    "ImportedAttachment",
    "Package",
    "Progress",
    "Proposal",
    "open_package",
    "plan_import",
    "translate",
]


def translate(package: Package, progress: Progress | None = None) -> Imported:
    """Translate an export into records, every entry into one at least. Raises ImportRefused.

    `progress` is told bytes: those of the feed, and those of the files it names.
    """
    steps = _Steps(package, progress)
    feed = read_feed(package.feed, package.name, steps.reached)
    steps.reached(len(package.feed))
    notes = Notes()
    graph = Graph(feed)
    files = Files(package, notes, steps.read)
    tables = _tables(graph, Records(graph, notes, feed.updated), files)
    for what, titles in (("repeated", graph.repeated), ("unnamed", graph.unnamed), ("unused", files.unused())):
        for title in titles:
            notes.add(what, title)
    steps.finish()
    return Imported(
        tables,
        tuple(files.attachments),
        (*_said_of(feed), *notes.sentences()),
        Counter(item.entry.type for item in graph.items),
        _proposal(feed, graph),
    )


def _tables(graph: Graph, records: Records, files: Files) -> Document:
    tables: Document = {}
    for item in graph.items:
        title = records.title(item)
        if item.table == "evidence":
            record = records.evidence(item, title, files.of(item.entry, item.id, title))
        else:
            record = {"goals": records.goal, "steps": records.step, "people": records.person}[item.table](item, title)
            _keep_files(tables, item, title, record, files)
        tables.setdefault(item.table, {})[item.id] = _with_digests(record)
    return tables


def _keep_files(tables: Document, item: Item, title: str, record: Record, files: Files) -> None:
    """Make a piece of evidence of the files of a plan or a person, which have no place in those records."""
    made = record_id(f"{item.id} files")
    if attachments := files.of(item.entry, made, title):
        piece: Record = {
            "title": title,
            "kind": "other",
            "attachments": [*attachments],
            "created": record["created"],
            "modified": record["modified"],
            "imported": {"source": "leap2a", "id": item.entry.id, "type": f"files of {item.entry.type}"},
        }
        if item.goal:
            piece["goals"] = [item.goal]
        if item.table == "people":
            piece |= {"people": [item.id], "private": True}
        tables.setdefault("evidence", {})[made] = _with_digests(piece)


def _with_digests(record: Record) -> Record:
    """Add to a record what every field said when it was imported, so that a learner's edits are told from it later."""
    imported = record["imported"]
    kept = imported if isinstance(imported, dict) else {}
    return {**record, "imported": {**kept, "digest": {**field_digests(record)}}}


def _said_of(feed: Feed) -> list[str]:
    if not feed.entries:
        return [_("There are no entries in this export.")]
    if feed.uses_leap and not feed.version:
        return [_("The export does not say which edition of Leap2A it follows; it was read by what its words mean.")]
    if not feed.uses_leap and all(entry.type == "entry" for entry in feed.entries):
        return [_("This is a plain Atom feed and no Leap2A export; its entries came as texts.")]
    return []


def _proposal(feed: Feed, graph: Graph) -> Proposal:
    own = next((item.entry for item in graph.items if item.is_self), None)
    name = feed.author.name or (own.personal.get("full_name") or own.title if own else "")
    return Proposal(name, feed.author.email or (own.personal.get("email", "") if own else ""), feed.title)


class _Steps:
    """Counts the bytes done, for the progress shown: it only ever grows, and ends at the whole."""

    def __init__(self, package: Package, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0
        sizes = [size for size in package.sizes.values() if size <= MOST_BYTES]
        self._total = max(1, len(package.feed) + sum(sizes))

    def reached(self, place: int) -> None:
        """Tell how far the feed is read."""
        self._tell(max(self._done, place))

    def read(self, size: int) -> None:
        """Tell that a file was read."""
        self._tell(self._done + size)

    def finish(self) -> None:
        """Tell that all is done."""
        self._tell(self._total)

    def _tell(self, done: int) -> None:
        self._done = min(done, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)
