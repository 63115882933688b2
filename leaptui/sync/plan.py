"""What every file becomes when two states of a workspace are put together. Nothing is written here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from leaptui.language import _
from leaptui.merge import merge_line_sets
from leaptui.model.canonical import Document, same
from leaptui.sync.diagnosis import safe
from leaptui.sync.ground import Ground
from leaptui.sync.moves import Move, Sides, candidates, find_moves, is_another
from leaptui.sync.objects import PLAIN, Differences, Entry
from leaptui.sync.outcome import Skipped, Stopped, SyncKind
from leaptui.sync.paths import FOLDERS, Sort, hash_in_name, is_carried, owner_of, portfolio_name, shown, sort_of
from leaptui.sync.start import ATTRIBUTES
from leaptui.sync.working import Stamps, merge_bytes, parse, two_portfolios


@dataclass
class Plan:
    """The entry every differing file gets, contents that are new, and the remote's versions to be kept beside ours.

    `renamed` are the portfolios that have their old name here, and another one elsewhere.
    """

    sides: dict[str, Sides] = field(default_factory=dict)
    result: dict[str, Entry | None] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    notes: list[Skipped] = field(default_factory=list)
    renamed: list[Move] = field(default_factory=list)

    @property
    def beyond_theirs(self) -> dict[str, Entry | None]:
        """What the result has other than the remote."""
        return {path: entry for path, entry in self.result.items() if entry != self.sides[path].theirs}

    @property
    def beyond_mine(self) -> dict[str, Entry | None]:
        """What the result has other than this side."""
        return {path: entry for path, entry in self.result.items() if entry != self.sides[path].mine}


def make_plan(ground: Ground, local: Differences, incoming: Differences, tip: str, stamps: Stamps) -> Plan:
    """Put two sides together, each given as what it changed since they were one.

    Raises Stopped where that cannot be done without losing something.
    """
    planner = _Planner(ground, stamps)
    for path in sorted(local.keys() | incoming.keys()):
        mine, theirs = local.get(path), incoming.get(path)
        base = mine.before if mine else theirs.before if theirs else None
        planner.plan.sides[path] = Sides(base, mine.after if mine else base, theirs.after if theirs else base)
    planner.run(tip)
    return planner.plan


class _Planner:
    def __init__(self, ground: Ground, stamps: Stamps) -> None:
        self.ground = ground
        self.stamps = stamps
        self.plan = Plan()
        self.bytes: dict[str, bytes] = {}
        self.came_as: dict[str, str] = {}
        """The path the remote has a portfolio under, where that is not the one it gets."""

    def run(self, tip: str) -> None:
        plan = self.plan
        documents = [path for path in plan.sides if is_carried(path) and sort_of(path) is Sort.DOCUMENT]
        self.bytes = self.ground.objects.read(self._wanted(documents))
        self._moves()
        for path, sides in list(plan.sides.items()):
            if path in plan.result:
                continue
            if not is_carried(path):
                plan.result[path] = self._plain(path, sides)
                continue
            entry = self._document(path, sides) if sort_of(path) is Sort.DOCUMENT else self._whole(path, sides)
            plan.result[path] = entry and Entry(PLAIN, entry.id)  # nothing that is carried is a program
        self._keep_named_attachments(tip)

    def _wanted(self, documents: list[str]) -> list[str]:
        """The contents needed: what came in is always looked at, ours and the common one where both sides changed."""
        ids: list[str] = []
        for path in documents:
            sides = self.plan.sides[path]
            if sides.theirs != sides.base:
                ids += [entry.id for entry in (sides.base, sides.mine, sides.theirs) if entry]
        return ids

    def _moves(self) -> None:
        """Put together, under their new names, the portfolios that got one on a side."""
        plan = self.plan
        gone, new = candidates(plan.sides)
        entries = {entry for path in (*gone, *new) for entry in plan.sides[path].entries}
        self.bytes.update(self.ground.objects.read({entry.id for entry in entries} - self.bytes.keys()))
        for move in find_moves(plan.sides, self._read):
            before, after = plan.sides[move.old], plan.sides[move.new]
            if after.mine is None and self.ground.identity(move.new) is not None:
                continue  # a file that is not carried has the name here
            if after.theirs is None:
                self.came_as[move.new] = move.old
            elif after.mine is None:
                plan.renamed.append(move)
                self._note(move.old, _("is called {name} now").format(name=shown(move.new.rpartition("/")[2])))
            entry = self._document(move.new, before.moved_to(after))
            plan.result[move.new] = entry and Entry(PLAIN, entry.id)
            plan.result[move.old] = None
            for path, place, attached in list(move.attachments(plan.sides)):
                plan.sides.setdefault(place, Sides(None, None, None))
                plan.result[place] = Entry(PLAIN, attached.id)
                plan.result[path] = None

    def _read(self, entry: Entry | None) -> Document | None:
        return parse(self.bytes.get(entry.id)) if entry else None

    def _note(self, path: str, reason: str) -> None:
        self.plan.notes.append(Skipped(shown(path), reason))

    def _document(self, path: str, sides: Sides) -> Entry | None:
        base, mine, theirs = sides.base, sides.mine, sides.theirs
        if theirs in {mine, base}:
            return mine
        if theirs is None:
            if mine != base:
                self._note(path, _("was removed elsewhere and changed here, so it stays"))
            return mine if mine != base else None
        incoming = self._read(theirs)
        if mine is None:
            if base is not None:
                self._note(path, _("was removed here and changed elsewhere, so it is back"))
            elif incoming is None:
                self._note(path, _("came in as a file that cannot be read; it is kept as it is"))
            return theirs
        own = self._read(mine)
        if incoming is None:
            return self._keep_mine(path, mine, theirs) if own is not None else mine
        if mine == base or own is None:
            return theirs
        return self._merge(path, sides, own, incoming)

    def _keep_mine(self, path: str, mine: Entry, theirs: Entry) -> Entry:
        self.plan.aside[path] = theirs.id
        self._note(
            path,
            _("came in unreadable: yours stands, theirs is beside it as {path}").format(
                path=f"{shown(path)}.theirs-{theirs.id[:8]}"
            ),
        )
        return mine

    def _merge(self, path: str, sides: Sides, mine: Document, theirs: Document) -> Entry:
        before = self._read(sides.base)
        if before is None and not _one_learner(mine, theirs):
            name = portfolio_name(path) or path
            raise Stopped(
                SyncKind.REFUSED,
                safe(
                    _(
                        "two different learners have a portfolio called “{name}”, here and on the remote: rename one of "
                        "the two, then sync"
                    ).format(name=shown(name))
                ),
            )
        if before is not None and is_another(mine, theirs):
            raise two_portfolios(path)
        data = merge_bytes(
            before, mine, theirs, self.ground.workspace.stamp(), self.stamps(self.came_as.get(path, path))
        )
        blob = self.ground.objects.blob_id(data)
        self.plan.contents[blob] = data
        return Entry(PLAIN, blob)

    def _whole(self, path: str, sides: Sides) -> Entry | None:
        """A file taken as a whole: the side that changed it, ours where both did, and an edit before a removal."""
        base, mine, theirs = sides.base, sides.mine, sides.theirs
        if mine in {theirs, base}:
            return theirs
        if theirs == base or theirs is None:
            return mine
        if mine is None:
            return theirs
        if sort_of(path) is Sort.ATTACHMENT:
            return theirs if self._is_what_its_name_says(path, theirs) else mine
        if sort_of(path) is Sort.LINES:
            return self._lines(sides)
        self.plan.aside[path] = theirs.id
        self._note(
            path,
            _("was changed on both sides: yours stands, theirs is beside it as {path}").format(
                path=f"{shown(path)}.theirs-{theirs.id[:8]}"
            ),
        )
        return mine

    def _lines(self, sides: Sides) -> Entry:
        """A set of lines that both sides changed: what either added, less what either took out."""
        base, mine, theirs = (
            self._content(side.id) if side else b"" for side in (sides.base, sides.mine, sides.theirs)
        )
        data = merge_line_sets(base, mine, theirs)
        blob = self.ground.objects.blob_id(data)
        self.plan.contents[blob] = data
        return Entry(PLAIN, blob)

    def _is_what_its_name_says(self, path: str, entry: Entry) -> bool:
        data = self.ground.objects.read([entry.id])[entry.id]
        return hashlib.sha256(data).hexdigest() == hash_in_name(path)

    def _plain(self, path: str, sides: Sides) -> Entry | None:
        """A file that is the user's own affair: only what one side alone changed is taken over."""
        base, mine, theirs = sides.base, sides.mine, sides.theirs
        if mine in {theirs, base}:
            return theirs
        if theirs == base:
            return mine
        if path == ".gitattributes" and base is None and mine and theirs:
            # Two workspaces begun apart: what init wrote gives way to what somebody chose.
            ours = self.ground.objects.blob_id(ATTRIBUTES.encode())
            if ours in {mine.id, theirs.id}:
                return theirs if mine.id == ours else mine
        raise Stopped(
            SyncKind.REFUSED,
            safe(
                _(
                    "the file {path} was changed by hand here and on the remote, and is none of leaptui's files: merge "
                    "it with git, then sync"
                ).format(path=shown(path))
            ),
        )

    def _keep_named_attachments(self, tip: str) -> None:
        """An attachment one side removed stays where the portfolio, put together, still names it."""
        plan = self.plan
        going = [
            path
            for path, entry in plan.result.items()
            if entry is None and is_carried(path) and sort_of(path) is Sort.ATTACHMENT
        ]
        unchanged = self.ground.objects.tree(tip, FOLDERS[:1]) if going else {}
        for path in going:
            owner = owner_of(path)
            entry = plan.result[owner] if owner in plan.result else unchanged.get(owner)
            sides = plan.sides[path]
            known = sides.theirs or sides.mine or sides.base
            if entry is not None and known is not None and hash_in_name(path).encode() in self._content(entry.id):
                plan.result[path] = known

    def _content(self, blob: str) -> bytes:
        if blob in self.plan.contents:
            return self.plan.contents[blob]
        if blob not in self.bytes:
            self.bytes.update(self.ground.objects.read([blob]))
        return self.bytes[blob]


def _one_learner(mine: Document, theirs: Document) -> bool:
    """Whether two portfolios begun apart are the same learner's: they share a record, or the learner's name."""
    for table in (mine.keys() & theirs.keys()) - {"meta"}:
        if mine[table].keys() & theirs[table].keys():
            return True
    names = []
    for document in (mine, theirs):
        learner = document.get("meta", {}).get("portfolio", {}).get("learner")
        name = learner.get("name") if isinstance(learner, dict) else None
        names.append(" ".join(name.casefold().split()) if isinstance(name, str) else "")
    return "" in names or same(names[0], names[1])
