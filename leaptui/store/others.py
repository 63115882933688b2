"""Other learners' portfolios of a workspace, looked into for what they share and ask: read only, and with care.

Nothing of another file is copied or written; a link in its place is not followed. What is private there is not told.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaptui.language import _
from leaptui.model.amiss import Amiss
from leaptui.model.canonical import Record, UnreadableDocument, read_document
from leaptui.model.ids import shared_id
from leaptui.model.portfolio import Portfolio
from leaptui.model.reading import read_one
from leaptui.model.records import Attachment, Evidence, Shared
from leaptui.model.records_own import Ask
from leaptui.model.sharing import as_shown, may_take, offered_to
from leaptui.model.text import clean_line
from leaptui.store.attachments import file_name
from leaptui.store.errors import Missing, StoreError, Unreadable
from leaptui.store.files import Identity, explain, identity, read_bytes
from leaptui.store.workspace import Workspace, is_name


class NotShared(StoreError):
    """A piece of another portfolio cannot be shown now; the message is one calm sentence."""


@dataclass(frozen=True)
class SharedPiece:
    """A piece of another portfolio as it is shown here: its words, the portfolio's name, the learner's."""

    piece: Evidence
    owner: str
    learner: str


@dataclass(frozen=True)
class Offer:
    """A piece that another portfolio shares with this one: the portfolio's name, its learner, the piece, whether it was taken."""

    owner: str
    learner: str
    piece: Evidence
    taken: bool = False


@dataclass(frozen=True)
class AskedOf:
    """What another learner asks this one for: the person's id here, the portfolio's name, the ask as it stands there."""

    person: str
    owner: str
    ask: Ask
    about: str = ""
    """What it is about, by the title it has there; empty where it is about nothing that may be told."""


class Others:
    """The portfolios beside the one called `name`; each is read anew only when its file changed."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._workspace = workspace.whole()
        self._name = name
        self._read: dict[str, tuple[Identity, Portfolio]] = {}

    def _portfolio(self, name: str) -> Portfolio:
        """Another portfolio as its file says it now. Raises Missing where it is not there, Unreadable, StoreError."""
        if not is_name(name):
            raise Missing(_("there is no portfolio “{name}” in this workspace").format(name=clean_line(name)))
        found = identity(self._workspace.path(name))
        if found is None:
            raise Missing(_("there is no portfolio “{name}” in this workspace").format(name=name))
        known = self._read.get(name)
        if known is not None and known[0] == found:
            return known[1]
        try:
            portfolio = Portfolio(read_document(self._bytes(name)))
        except UnreadableDocument as error:
            raise Unreadable(name, error.reason) from None
        self._read[name] = (found, portfolio)
        return portfolio

    def _bytes(self, name: str) -> bytes:
        try:
            return read_bytes(self._workspace.path(name))
        except FileNotFoundError:
            raise Missing(_("there is no portfolio “{name}” in this workspace").format(name=name)) from None
        except OSError as error:
            raise StoreError(explain(error, _("{name} could not be read").format(name=f"{name}.json"))) from error

    # ---- what is shared

    def record_of(self, shared: Shared) -> Record | None:
        """The record of a shared piece as it stands there now; None where it cannot be read, or is shared no more."""
        try:
            theirs = self._portfolio(self._owner(shared))
        except StoreError:
            return None
        piece = theirs.evidence.get(shared.evidence)
        return theirs.raw("evidence", piece.id) if piece is not None and may_take(piece, self._name) else None

    def learner_of(self, shared: Shared) -> str:
        """The name of the learner whose piece stands here; the portfolio's where it is shared no more, or cannot be read."""
        try:
            theirs = self._portfolio(self._owner(shared))
        except StoreError:
            return clean_line(shared.portfolio)
        piece = theirs.evidence.get(shared.evidence)
        is_shared = piece is not None and may_take(piece, self._name)
        return clean_line(theirs.meta.learner.name if is_shared else shared.portfolio)

    def _owner(self, shared: Shared) -> str:
        """What the portfolio that shares a piece is called now."""
        owner = shared.portfolio
        if is_name(owner) and not identity(self._workspace.path(owner)):
            return self._workspace.renamed(owner) or owner
        return owner

    def shown(self, mine: Record, record_id: str, shared: Shared) -> SharedPiece:
        """A shared piece as it is shown here. Raises NotShared."""
        owner = self._owner(shared)
        try:
            theirs = self._portfolio(owner)
            piece = theirs.evidence.get(shared.evidence)
        except Missing:
            gone = _("The portfolio {name}, which shared this piece, is not here any more. Your tags of it stay.")
            raise NotShared(gone.format(name=clean_line(owner))) from None
        except StoreError:
            unread = _("The portfolio {name}, which shares this piece, cannot be read now. Your tags of it stay.")
            raise NotShared(unread.format(name=clean_line(owner))) from None
        learner = clean_line(theirs.meta.learner.name)
        if piece is None or not may_take(piece, self._name):
            raise NotShared(_("{name} does not share this piece any more. Your tags of it stay.").format(name=learner))
        try:
            view = read_one(Evidence, as_shown(mine, theirs, piece.id, owner), record_id)
        except Amiss:
            unclear = _("What {name} wrote cannot be understood by this version. Your tags of it stay.")
            raise NotShared(unclear.format(name=learner)) from None
        return SharedPiece(view, owner, learner)

    def offers(self, mine: Portfolio, names: Iterable[str] | None = None) -> list[Offer]:
        """What other portfolios of the workspace (or only these) share with this one, those not taken yet first.

        A file that cannot be read shares nothing.
        """
        found = []
        for name in self._workspace.names() if names is None else dict.fromkeys(names):
            if name == self._name or not self._may_share(name):
                continue
            try:
                theirs = self._portfolio(name)
            except StoreError:
                continue
            learner = clean_line(theirs.meta.learner.name)
            for piece in offered_to(theirs, self._name):
                found.append(Offer(name, learner, piece, shared_id(name, piece.id) in mine.evidence))
        return sorted(
            found, key=lambda offer: (offer.taken, offer.learner, -offer.piece.day.toordinal(), offer.piece.id)
        )

    def _may_share(self, name: str) -> bool:
        """Whether a file has the words without which it shares nothing: thousands of files need not be understood."""
        known = self._read.get(name)
        try:
            if not is_name(name) or (known and known[0] == identity(self._workspace.path(name))):
                return is_name(name)
            data = self._bytes(name)
        except StoreError:
            return False
        return b'"shared_with"' in data and self._name.encode() in data

    # ---- what is asked

    def asks(self, mine: Portfolio) -> list[AskedOf]:
        """What the people who have a portfolio in this workspace ask this learner for, and is still open; newest first.

        An ask is meant for this learner where the person it goes to has this portfolio's name there.
        """
        found = []
        for person in mine.people.values():
            if not person.portfolio or person.portfolio == self._name:
                continue
            try:
                theirs = self._portfolio(person.portfolio)
            except StoreError:
                continue
            for ask in theirs.live(Ask).values():
                asked = theirs.people.get(ask.person)
                if ask.is_open and not ask.private and asked is not None and asked.portfolio == self._name:
                    found.append(AskedOf(person.id, person.portfolio, ask, _about(theirs, ask)))
        return sorted(found, key=lambda one: (one.ask.created, one.ask.id), reverse=True)

    def people_of(self, mine: Portfolio) -> Sequence[str]:
        """The names of the portfolios that people of this one have."""
        names = (person.portfolio for person in mine.people.values())
        return [*dict.fromkeys(name for name in names if name and name != self._name)]


def _about(theirs: Portfolio, ask: Ask) -> str:
    for one in ask.about:
        if one.table == "evidence" and one.id in theirs.evidence and not theirs.evidence[one.id].private:
            return clean_line(theirs.evidence[one.id].title)
        if one.table == "steps" and one.id in theirs.steps:
            return clean_line(theirs.steps[one.id].title)
        if one.table == "goals" and one.id in theirs.goals:
            return clean_line(theirs.goals[one.id].title)
    return ""


def theirs_at(workspace: Workspace, owner: str, item: Attachment) -> Path:
    """Where a file of a piece is that another portfolio shares; where a link stands in its place, a path at which is none."""
    nowhere = workspace.local_dir / "nowhere" / item.sha256
    if not is_name(owner):
        return nowhere
    folder = workspace.portfolios_dir / f"{owner}.files"
    path = folder / file_name(item.sha256, item.name)
    try:
        is_link = stat.S_ISLNK(folder.lstat().st_mode) or stat.S_ISLNK(path.lstat().st_mode)
    except OSError:
        return path  # it is not there yet, as every file that a sync has not brought
    return nowhere if is_link else path
