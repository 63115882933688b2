"""Pieces of other portfolios that stand in the one that is open: shown with the words they have there."""

from __future__ import annotations

from pathlib import Path

from leaptui.language import _
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Attachment, Evidence
from leaptui.store.others import NotShared, Others, theirs_at
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace


class SharedPieces:
    """Shows the pieces that others share, and knows where their files are."""

    def __init__(self, workspace: Workspace, store: PortfolioStore) -> None:
        self.others = Others(workspace, store.name)
        self._workspace = workspace
        self._store = store
        self._owners: dict[str, str] = {}

    def shown(self, piece: Evidence, portfolio: Portfolio) -> tuple[Evidence, str]:
        """A piece as it is shown, and a sentence about it where it is another learner's."""
        if piece.shared is None:
            return piece, ""
        try:
            found = self.others.shown(portfolio.raw("evidence", piece.id) or {}, piece.id, piece.shared)
        except NotShared as error:
            return piece, str(error)
        for item in found.piece.attachments:
            self._owners[item.sha256] = found.owner
        return found.piece, _("The words and files are {name}'s; they are read from there.").format(name=found.learner)

    def path_of(self, item: Attachment) -> Path:
        """Where an attachment is kept: beside this portfolio, or beside that of whoever shares its piece."""
        own = self._store.attachment_path(item.sha256, item.name)
        owner = self._owners.get(item.sha256)
        return own if owner is None or own.exists() else theirs_at(self._workspace, owner, item)
