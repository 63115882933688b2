"""Writing the workspace's files: each under its portfolio's lock, merged with what is on the disk at that moment."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from leaptui.language import _
from leaptui.merge import merge3, merge_line_sets
from leaptui.model.canonical import (
    Document,
    UnreadableDocument,
    UnwritableDocument,
    canonical_bytes,
    read_own,
)
from leaptui.model.stamp import Stamp
from leaptui.store.errors import Missing, ReadOnly, Refused
from leaptui.store.files import sync_folder, write_atomically
from leaptui.store.rename import rename_portfolio
from leaptui.sync.diagnosis import safe
from leaptui.sync.ground import Ground
from leaptui.sync.moves import is_another, is_renamed
from leaptui.sync.objects import PROGRAM, Entry
from leaptui.sync.outcome import Moved, Skipped, Stopped, SyncKind
from leaptui.sync.paths import FOLDERS, Sort, is_carried, portfolio_name, shown, sort_of

Stamps = Callable[[str], Stamp]
"""Who wrote the other side of a path."""


def clone_stamp(object_id: str | None) -> Stamp:
    """The stamp of a side whose clone is not known: the beginning of an object's id stands for it."""
    return Stamp((object_id or "unknown")[:16], 0)


def parse(data: bytes | None) -> Document | None:
    """The document a content is; None where there is none, or where it cannot be read."""
    try:
        return None if data is None else read_own(data)
    except UnreadableDocument:
        return None


def merge_bytes(
    base: Document | None, mine: Document, theirs: Document, mine_stamp: Stamp, theirs_stamp: Stamp
) -> bytes:
    """Merge documents; gives the file's bytes. Raises Stopped where they are more than a portfolio may hold."""
    merged = merge3(base, mine, theirs, mine_stamp=mine_stamp, theirs_stamp=theirs_stamp)
    try:
        return canonical_bytes(merged)
    except UnwritableDocument as error:
        raise Stopped(
            SyncKind.REFUSED,
            safe(_("a portfolio would grow too large if both sides were put together, so nothing was changed")),
        ) from error


def two_portfolios(path: str) -> Stopped:
    """What stops a sync where one name is two portfolios' by now."""
    words = _("two different portfolios are called “{name}”, here and on the remote: rename one of the two, then sync")
    return Stopped(SyncKind.REFUSED, safe(words.format(name=shown(portfolio_name(path) or path))))


def content_of(ground: Ground, entry: Entry | None) -> bytes:
    """The content of an entry; nothing where there is none."""
    return ground.objects.read([entry.id])[entry.id] if entry is not None else b""


@dataclass
class Writer:
    """Puts contents under their paths. `stamps` says who wrote what comes in; `notes` are for the learner."""

    ground: Ground
    stamps: Stamps
    notes: list[Skipped] = field(default_factory=list)

    def put(self, path: str, was: Entry | None, will: Entry | None, data: bytes | None) -> None:
        """Bring a file from one committed state to another; `data` is the content of `will`.

        What was written on the disk since is merged in, or stays. Raises Busy, Stopped, OSError, and Moved where the portfolio
        got another name meanwhile.
        """
        ground = self.ground
        with ground.lock(path):
            disk = ground.read(path)
            disk_id = ground.objects.blob_id(disk) if disk is not None else None
            if disk is None and ground.identity(path) is not None:
                self._leave(path, was, will, _("could not be read"))
            elif disk_id == (will.id if will else None):
                ground.bases.forget(path)
            elif disk_id == (was.id if was else None):
                if disk is not None and is_carried(path) and sort_of(path) is Sort.DOCUMENT and parse(disk) is None:
                    self.set_aside(path, disk, "broken")
                self._replace(path, will, data)
            elif not is_carried(path):
                raise Stopped(
                    SyncKind.BUSY,
                    safe(_("the file {path} was changed during the sync: sync once more").format(path=shown(path))),
                )
            elif disk is None:
                self._check_not_renamed(path, was)
                self._replace(path, will, data)
            else:
                self._meet(path, was, will, disk, data)

    def rename(self, old: str, new: str) -> bool:
        """Give a portfolio the name it has elsewhere, with all that goes by it on this machine; tells whether that was possible.

        Where there is something of that name already, or the old one cannot be read, it is not. Raises StoreError.
        """
        ground = self.ground
        names = [portfolio_name(path) for path in (old, new)]
        if None in names or parse(ground.read(old)) is None or ground.identity(new) is not None:
            return False
        try:
            rename_portfolio(ground.workspace, str(names[0]), str(names[1]))
        except (Missing, ReadOnly, Refused):
            return False
        return True

    def catch_up(self, path: str, head: str | None) -> str | None:
        """Merge a file that can be read again with what came in while it could not; gives the id of the result.

        None where it cannot be read after all. Raises Stopped where it is another portfolio by now.
        """
        ground = self.ground
        with ground.lock(path):
            disk, base = ground.read(path), ground.bases.get(path, head)
            mine = parse(disk)
            if disk is None or mine is None:
                return None
            if base is not None and base.id != head:
                contents = ground.objects.read(blob for blob in (base.id, head) if blob)
                theirs = parse(contents.get(head or ""))
                if theirs is not None:
                    if is_another(mine, theirs):
                        raise two_portfolios(path)
                    old = parse(contents.get(base.id or ""))
                    disk = merge_bytes(old, mine, theirs, ground.workspace.stamp(), self.stamps(path))
                    self._write(path, None, disk)
            return ground.objects.blob_id(disk)

    def set_aside(self, path: str, data: bytes, word: str) -> str:
        """Keep a content beside its file under a name that is never synced; gives that path."""
        beside = f"{path}.{word}-{self.ground.objects.blob_id(data)[:8]}"
        if self.ground.identity(beside) is None:
            self._write(beside, None, data)
        return beside

    def _meet(self, path: str, was: Entry | None, will: Entry | None, disk: bytes, data: bytes | None) -> None:
        """A file was changed on the disk since it was last committed, and something else is to come under its name."""
        sort = sort_of(path)
        if will is None or data is None:
            return
        if sort is Sort.ATTACHMENT:
            self._replace(path, will, data)
        elif sort is Sort.LINES:
            before = content_of(self.ground, was)
            self._write(path, will, merge_line_sets(before, disk, data))
        elif sort is Sort.OTHER:
            beside = self.set_aside(path, data, "theirs")
            said = _("was changed on both sides: yours stands, theirs is beside it as {path}")
            self.notes.append(Skipped(shown(path), said.format(path=shown(beside))))
        else:
            self._merge(path, was, will, disk, data)

    def _merge(self, path: str, was: Entry | None, will: Entry, disk: bytes, data: bytes) -> None:
        ground = self.ground
        mine, theirs = parse(disk), parse(data)
        if mine is None:
            said = _("cannot be read here and is left as it is; what others changed in it comes in later")
            self._leave(path, was, will, said)
        elif theirs is None:
            beside = self.set_aside(path, data, "theirs")
            said = _("came in unreadable: yours stands, theirs is beside it as {path}")
            self.notes.append(Skipped(shown(path), said.format(path=shown(beside))))
        elif is_another(mine, theirs):
            raise Moved
        else:
            head = was.id if was else None
            base = ground.bases.get(path, head)
            old = base.id if base else head
            before = parse(ground.objects.read([old])[old]) if old else None
            merged = merge_bytes(before, mine, theirs, ground.workspace.stamp(), self.stamps(path))
            self._write(path, will, merged)

    def _check_not_renamed(self, path: str, was: Entry | None) -> None:
        """Raise Moved where a portfolio that stood here has another name by now: it is to be looked for under that one."""
        name = portfolio_name(path)
        now = self.ground.workspace.renamed(name) if name and was else None
        if now is None:
            return
        before, after = parse(content_of(self.ground, was)), parse(self.ground.read(f"{FOLDERS[0]}/{now}.json"))
        if before is not None and after is not None and is_renamed(before, after):
            raise Moved

    def _leave(self, path: str, was: Entry | None, will: Entry | None, reason: str) -> None:
        self.ground.bases.note(path, was.id if was else None, will.id if will else None)
        self.notes.append(Skipped(shown(path), reason))

    def _replace(self, path: str, will: Entry | None, data: bytes | None) -> None:
        if will is not None and data is not None:
            self._write(path, will, data)
            return
        place = self.ground.place(path)
        with suppress(FileNotFoundError):
            place.unlink()
            sync_folder(place.parent)
        if path.count("/") > 1:
            with suppress(OSError):
                place.parent.rmdir()  # it stays where it is not empty

    def _write(self, path: str, will: Entry | None, data: bytes) -> None:
        folder = self.ground.workspace.root
        for part in path.split("/")[:-1]:
            folder /= part
            if folder.is_symlink():
                raise Stopped(
                    SyncKind.REFUSED,
                    safe(_("the file {path} lies behind a link, and links are not followed").format(path=shown(path))),
                )
            folder.mkdir(exist_ok=True)
        mode = 0o755 if will is not None and will.mode == PROGRAM else 0o644
        write_atomically(self.ground.place(path), data, mode=mode)
