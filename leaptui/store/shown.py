"""A portfolio whose file cannot be read, shown as it was when it last could be."""

from __future__ import annotations

from leaptui.language import _
from leaptui.model.canonical import Document
from leaptui.model.clock import Clock
from leaptui.store.errors import ReadOnly
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace


class ShownStore(PortfolioStore):
    """It is there to be read, and nothing is written. Once the file can be read again, it is a portfolio like any other.

    `at` is the instant of the last change in what is shown, `why` the sentence that says what it is and why.
    """

    def __init__(
        self, workspace: Workspace, name: str, shown: Document, at: str, why: str, clock: Clock | None = None
    ) -> None:
        self._shown: Document | None = shown
        self._why = why
        self.at = at
        super().__init__(workspace, name, clock)

    def _open(self) -> Document:
        return self._document_shown

    @property
    def _document_shown(self) -> Document:
        return self._shown if self._shown is not None else self._db.canonical.document

    @property
    def is_shown(self) -> bool:
        """Whether the file still cannot be read."""
        return self._shown is not None

    @property
    def read_only(self) -> str | None:
        """Why it cannot be written here."""
        return self._why if self.is_shown else super().read_only

    def refresh(self) -> bool:
        """Read the file again; from the first time on that this works it is the portfolio. Raises Unreadable, StoreError."""
        self._db.canonical.refresh()
        self._shown = None
        self._look()
        return self._tell()

    def _look(self) -> None:
        self._document = self._document_shown

    def _check_writable(self) -> None:
        if self.is_shown:
            raise ReadOnly(_("{reason}; nothing was changed").format(reason=self._why))
        super()._check_writable()
