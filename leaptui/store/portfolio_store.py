"""The one door to a portfolio's file: it shows the portfolio as it stands and applies changes to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.model.canonical import Document, Record, same
from leaptui.model.change import Change, Edit, inverse
from leaptui.model.clock import Clock
from leaptui.model.stamp import Stamp
from leaptui.store.errors import Missing, ReadOnly, Refused, StoreError
from leaptui.store.files import explain
from leaptui.store.finishing import Edits, changes_nothing, finished, part_of
from leaptui.store.journal import journal_of
from leaptui.store.saves import Save, Saves, Sort
from leaptui.store.storage import read_only_reason
from leaptui.store.tables import PortfolioDB
from leaptui.store.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.model.portfolio import Portfolio
    from leaptui.model.records import Shared
    from leaptui.store.others import Others


class PortfolioStore:
    """A portfolio's file, opened. No handle is kept: the file may be replaced under it at any time.

    Raises Missing where there is no such portfolio, Unreadable where it cannot be read.
    """

    def __init__(self, workspace: Workspace, name: str, clock: Clock | None = None) -> None:
        self.workspace = workspace
        self.name = name
        self.clock = clock or Clock()
        self.path = workspace.require(name)
        self._notice: str | None = None
        self._db = PortfolioDB(workspace, name)
        self._journal = journal_of(workspace, name)
        self._saves = saves_of(workspace, name)
        self._document = self._told = self._open()
        self._portfolio: Portfolio | None = None
        self._ahead: Portfolio | None = None
        self._others: Others | None = None

    def _open(self) -> Document:
        """Read the file for the first time."""
        if not self._db.canonical.refresh():
            raise Missing(_("there is no portfolio “{name}” in this workspace any more").format(name=self.name))
        return self._db.canonical.document

    @classmethod
    def create(cls, workspace: Workspace, name: str, document: Document, clock: Clock | None = None) -> PortfolioStore:
        """Write a new portfolio's file and open it.

        Raises Refused for a bad name, ReadOnly where there is one of that name already, StoreError.
        """
        from leaptui.store.good import forget_good

        path = workspace.path(name)
        twin = workspace.twin(name)
        if twin is not None:
            raise ReadOnly(_("there is a portfolio “{name}” already; nothing was changed").format(name=twin))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            PortfolioDB(workspace, name).canonical.create(document)
            journal_of(workspace, name).forget()
            saves_of(workspace, name).forget()
            forget_good(workspace, name)
        except OSError as error:
            raise StoreError(explain(error, _("{file} could not be made").format(file=f"{name}.json"))) from error
        return cls(workspace, name, clock)

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as last read; see `refresh`."""
        if self._portfolio is None or self._portfolio.document is not self._document:
            from leaptui.model.portfolio import Portfolio

            ahead, self._ahead = self._ahead, None
            if ahead is None or ahead.document is not self._document:
                ahead = Portfolio(self._document, self._portfolio, self._elsewhere)
            self._portfolio = ahead
        return self._portfolio

    def _elsewhere(self, shared: Shared) -> Record | None:
        """The record of a piece that another portfolio of the workspace shares with this one."""
        if self._others is None:
            from leaptui.store.others import Others

            self._others = Others(self.workspace, self.name)
        return self._others.record_of(shared)

    @property
    def read_only(self) -> str | None:
        """Why it cannot be written here; None where it can."""
        return read_only_reason(self._document)

    @property
    def is_shown(self) -> bool:
        """Whether this is the portfolio as it once was, for its file cannot be read."""
        return False

    @property
    def notice(self) -> str | None:
        """What the learner should be told of the last change beside that it was done; None where there is nothing."""
        return self._notice

    @property
    def files_dir(self) -> Path:
        """Where its attachments are."""
        return self.workspace.files_dir(self.name)

    def refresh(self) -> bool:
        """Read the file again if something else changed it; tells whether it did. Raises Unreadable, StoreError.

        What an edit that failed found changed on its way is told here too.
        """
        self._db.canonical.refresh()
        self._look()
        return self._tell()

    @property
    def news(self) -> int:
        """How many bytes a file has that something else changed since it was read; 0 where there is nothing new."""
        return self._db.canonical.news

    def read_ahead(self) -> Portfolio | None:
        """Read such a file in another thread: `refresh` then has it at once, and `portfolio` is what this gives.

        None where there is nothing new. Raises Unreadable, StoreError.
        """
        document = self._db.canonical.read_ahead()
        if document is None:
            return None
        from leaptui.model.portfolio import Portfolio

        self._ahead = Portfolio(document, self._portfolio, self._elsewhere)
        return self._ahead

    def apply(self, change: Change) -> Change:
        """Do a change: one write, merged with what changed on disk meanwhile; it can be undone.

        Gives the change as it was done; `notice` may have more to tell. Raises StoreError where it could not be written;
        then nothing is changed.
        """
        self._notice = None
        with self._db.canonical.held():
            done = self._write(change)
            if done.edits:
                self._note(self._journal.record_done, done, "do")
        return done

    def undo(self) -> str | None:
        """Take the last change back; gives its label, or None where there is nothing to take back.

        What was written later in the same records stays. Raises Refused where everything the change did was changed again
        since: then it is passed over, and the next `undo` takes back the change before it.
        """
        self._notice = None
        if self._journal.last_done is None:
            return None
        with self._db.canonical.held():
            change = self._journal.last_done
            if change is None:
                return None
            taken_back = self._take_back(
                change,
                self._journal.drop_done,
                _("it cannot be taken back, for all of it was changed again since: {change}"),
            )
            self._note(self._journal.record_undone, taken_back, "undo")
        return change.label

    def redo(self) -> str | None:
        """Do the last change taken back again; gives its label, or None where there is none. Raises Refused as `undo` does."""
        self._notice = None
        if self._journal.last_undone is None:
            return None
        with self._db.canonical.held():
            undone = self._journal.last_undone
            if undone is None:
                return None
            again = self._take_back(
                undone,
                self._journal.drop_undone,
                _("it cannot be done again, for all of it was changed again since: {change}"),
            )
            self._note(self._journal.record_redone, again, "redo")
        return undone.label

    def forget_changes(self) -> None:
        """Forget what could be undone: whoever opens it next begins anew. Raises OSError."""
        self._journal.forget()

    @property
    def last_done(self) -> Change | None:
        """The change that `undo` would take back."""
        return self._journal.last_done

    @property
    def last_undone(self) -> Change | None:
        """The change that `redo` would do again."""
        return self._journal.last_undone

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        return self.last_done.label if self.last_done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again."""
        return self.last_undone.label if self.last_undone else None

    @property
    def saves(self) -> list[Save]:
        """The saves made on this machine, oldest first, as far back as they are kept."""
        return self._saves.read()

    def attach(self, path: Path, alt: str = "") -> Record:
        """Keep a file's content beside the portfolio; gives the entry for an evidence record's `attachments`."""
        from leaptui.store import attachments

        data = attachments.read_source(path, self.workspace.sources)
        return self.attach_data(data, path.name, alt)

    def attach_data(self, data: bytes, name: str, alt: str = "", media_type: str | None = None) -> Record:
        """Keep content under a name beside the portfolio; gives the entry for `attachments`."""
        from leaptui.store import attachments

        self._check_writable()
        attachments.keep(self.files_dir, data, name)
        return attachments.entry(data, name, alt, media_type)

    def attachment_path(self, sha256: str, name: str) -> Path:
        """Where an attachment's content is kept; it may be missing until a sync brings it."""
        from leaptui.store import attachments

        return self.files_dir / attachments.file_name(sha256, name)

    def _check_writable(self) -> None:
        if reason := self.read_only:
            raise ReadOnly(reason)

    def _look(self) -> None:
        """Take up the document as the storage has it now."""
        self._document = self._db.canonical.document

    def _tell(self) -> bool:
        """Whether the portfolio is another one than the last that was told of; from now on it is told."""
        before, self._told = self._told, self._document
        return self._told is not before

    def _take_back(self, change: Change, drop: Callable[[], None], refusal: str) -> Change:
        self._db.canonical.refresh()
        self._look()
        undone, stuck = inverse(change, self._document, change.label, self.clock.instant())
        if not undone.edits and stuck:
            self._check_writable()
            self._note(lambda _change: drop(), change, None)
            raise Refused(refusal.format(change=change.label))
        taken = self._write(undone)
        if stuck:
            self._notice = _("part of it was changed again since and stays as it is now: {change}").format(
                change=change.label
            )
        return taken

    def _note(self, record: Callable[[Change], None], change: Change, sort: Sort | None) -> None:
        """Write a change into the journal, and a save among the saves.

        Where that is not possible the change itself stands all the same.
        """
        try:
            try:
                if sort is not None and change.edits:
                    self._saves.note(change, sort, self.workspace.known_stamp())
            finally:
                record(change)  # it can be undone while the program runs, even where the disk takes neither
        except OSError as error:
            saved = _("the change is saved, but it may not be possible to undo it later, for it could not be noted")
            self._notice = explain(error, saved)

    def _write(self, change: Change) -> Change:
        edits: Edits = {
            key: finished(edit, change.at) for key, edit in change.edits.items() if not changes_nothing(edit)
        }
        if not edits:
            return Change(change.label, change.at, {})
        storage = self._db.canonical
        try:
            with storage.transaction():
                self._look()
                self._check_writable()
                if storage.is_gone:
                    renamed = self.workspace.renamed(self.name)
                    if renamed is not None:
                        raise Missing(
                            _(
                                "the portfolio “{name}” is called “{renamed}” now, so this is not saved: open it again"
                            ).format(name=self.name, renamed=renamed)
                        )
                    self._notice = _("{file} was gone, and was written again with everything in it").format(
                        file=f"{self.name}.json"
                    )
                edits = self._rebased(edits)
                by_table: dict[str, dict[str, Record | None]] = defaultdict(dict)
                for (table, record_id), edit in edits.items():
                    by_table[table][record_id] = edit.after
                for table, records in by_table.items():
                    self._db.records(table).put(records)
        finally:
            self._look()
        self._tell()
        return Change(change.label, change.at, edits)

    def _rebased(self, edits: Edits) -> Edits:
        """The edits as they are to be done now: merged with what others did in the same records since they were begun."""
        now = self.portfolio.raw
        moved = {key: edit for key, edit in edits.items() if not same(now(*key), edit.before)}
        if not moved:
            return edits
        stamp = self.workspace.next_stamp(by=2)
        from leaptui.merge import merge3

        merged = merge3(
            part_of({key: edit.before for key, edit in moved.items()}),
            part_of({key: edit.after for key, edit in moved.items()}),
            part_of({key: now(*key) for key in moved}),
            mine_stamp=stamp,
            theirs_stamp=Stamp(stamp.clone, stamp.revision - 1),
        )
        met = {key: Edit(now(*key), merged.get(key[0], {}).get(key[1])) for key in moved}
        return {**edits, **met}


def saves_of(workspace: Workspace, name: str) -> Saves:
    """The saves of a portfolio on this machine; its file need not be readable."""
    return Saves(workspace.local_dir / "saves" / f"{name}.jsonl")
