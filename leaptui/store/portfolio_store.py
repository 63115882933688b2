"""The one door to a portfolio's file: it shows the portfolio as it stands and applies changes to it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from leaptui.merge import is_conflicted, settle
from leaptui.model.canonical import Document, Record
from leaptui.model.change import Change, Edit, inverse
from leaptui.model.clock import Clock
from leaptui.model.portfolio import Portfolio
from leaptui.store import attachments
from leaptui.store.errors import ReadOnly, Refused
from leaptui.store.journal import Journal
from leaptui.store.storage import read_only_reason
from leaptui.store.tables import PortfolioDB
from leaptui.store.workspace import Workspace

_UNTOUCHED = frozenset({"modified", "_conflicts"})


class PortfolioStore:
    """A portfolio's file, opened. No handle is kept: the file may be replaced under it at any time.

    Raises Missing where there is no such portfolio, Unreadable where it cannot be read.
    """

    def __init__(self, workspace: Workspace, name: str, clock: Clock | None = None) -> None:
        self.workspace = workspace
        self.name = name
        self.clock = clock or Clock()
        self.path = workspace.require(name)
        self._db = PortfolioDB(workspace, name)
        self._journal = Journal(workspace.local_dir / "undo" / f"{name}.jsonl")
        self._db.canonical.refresh()
        self._portfolio = Portfolio(self._db.canonical.document)

    @classmethod
    def create(cls, workspace: Workspace, name: str, document: Document, clock: Clock | None = None) -> PortfolioStore:
        """Write a new portfolio's file and open it. Raises Refused for a bad name, ReadOnly where there is one already."""
        path = workspace.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        PortfolioDB(workspace, name).canonical.create(document)
        return cls(workspace, name, clock)

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as last read; see `refresh`."""
        return self._portfolio

    @property
    def read_only(self) -> str | None:
        """Why it cannot be written here; None where it can."""
        return read_only_reason(self._portfolio.document)

    @property
    def files_dir(self) -> Path:
        """Where its attachments are."""
        return self.workspace.files_dir(self.name)

    def refresh(self) -> bool:
        """Read the file again if something else changed it; tells whether it did. Raises Unreadable, StoreError."""
        if not self._db.canonical.refresh():
            return False
        self._db.forget_queries()
        self._portfolio = Portfolio(self._db.canonical.document)
        return True

    def apply(self, change: Change) -> Change:
        """Do a change: one write, merged with what changed on disk meanwhile; it can be undone.

        Gives the change as it was done. Raises StoreError where it could not be written; then nothing is changed.
        """
        done = self._write(change)
        if done.edits:
            self._journal.record_done(done)
        return done

    def undo(self) -> str | None:
        """Take the last change back; gives its label, or None where there is nothing to take back.

        Raises Refused where everything it changed was changed again since.
        """
        self._journal.refresh()
        if not self._journal.done:
            return None
        change = self._journal.done[-1]
        taken_back = self._take_back(change)
        self._journal.record_undone(taken_back)
        return change.label

    def redo(self) -> str | None:
        """Do the last change taken back again; gives its label, or None where there is none. Raises Refused as `undo` does."""
        self._journal.refresh()
        if not self._journal.undone:
            return None
        undone = self._journal.undone[-1]
        again = self._take_back(undone.taken_back)
        self._journal.record_redone(Change(undone.label, again.at, again.edits))
        return undone.label

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        self._journal.refresh()
        return self._journal.done[-1].label if self._journal.done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again."""
        self._journal.refresh()
        return self._journal.undone[-1].label if self._journal.undone else None

    def attach(self, path: Path, alt: str = "") -> Record:
        """Keep a file's content beside the portfolio; gives the entry for an evidence record's `attachments`."""
        return self.attach_data(attachments.read_source(path), path.name, alt)

    def attach_data(self, data: bytes, name: str, alt: str = "", media_type: str | None = None) -> Record:
        """Keep content under a name beside the portfolio; gives the entry for `attachments`."""
        self._check_writable()
        attachments.keep(self.files_dir, data, name)
        return attachments.entry(data, name, alt, media_type)

    def attachment_path(self, sha256: str, name: str) -> Path:
        """Where an attachment's content is kept; it may be missing until a sync brings it."""
        return self.files_dir / attachments.file_name(sha256, name)

    def _check_writable(self) -> None:
        if reason := self.read_only:
            raise ReadOnly(reason)

    def _take_back(self, change: Change) -> Change:
        self.refresh()
        undone, stuck = inverse(change, self._portfolio.document, change.label, self.clock.instant())
        if not undone.edits and stuck:
            raise Refused(f"“{change.label}” cannot be taken back: all of it was changed again since")
        return self._write(undone)

    def _write(self, change: Change) -> Change:
        self.refresh()
        self._check_writable()
        edits = {key: _finished(edit, change.at) for key, edit in change.edits.items() if edit.before != edit.after}
        if not edits:
            return Change(change.label, change.at, {})
        by_table: dict[str, dict[str, Record | None]] = defaultdict(dict)
        for (table, record_id), edit in edits.items():
            by_table[table][record_id] = edit.after
        with self._db.canonical.transaction():
            for table, records in by_table.items():
                self._db.records(table).put(records)
        self._portfolio = Portfolio(self._db.canonical.document)
        return Change(change.label, change.at, edits)


def _finished(edit: Edit, at: str) -> Edit:
    """The edit with the record's time of change set, and the conflicts of the fields it sets settled: the edit is the choice."""
    if edit.after is None:
        return edit
    after: Record = {**edit.after, "modified": at}
    before = edit.before or {}
    if edit.before is not None and is_conflicted(after):
        for field in (before.keys() | after.keys()) - _UNTOUCHED:
            if before.get(field) != after.get(field) or (field in before) != (field in after):
                after = settle(after, field)
    return Edit(edit.before, after)



