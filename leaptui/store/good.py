"""A copy of a portfolio's file as it was last opened here: what stands in for a file that cannot be read any more.

The saves made since are kept one by one (see `store.saves`), so that the two together are the portfolio as it was last saved.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from leaptui.model.canonical import Document, UnreadableDocument, read_document
from leaptui.model.in_pieces import pieces
from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace


def keep_good(store: PortfolioStore) -> None:
    """Keep the portfolio as it was last read; where that is not possible, nothing is lost but the convenience.

    One that is shown as it was, as its file cannot be read, is not kept: that would only age the copy there is.
    """
    if store.is_shown:
        return
    path = _file(store.workspace, store.name)
    with suppress(OSError, StoreError):
        if path.exists() and path.stat().st_mtime_ns > store.path.stat().st_mtime_ns:
            return  # it was kept after the last change
        store.workspace.make_local_dir()
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_atomically(path, pieces(store.portfolio.document), mode=0o600)


def has_good(store: PortfolioStore) -> bool:
    """Whether a copy was kept before."""
    return _file(store.workspace, store.name).exists()


def read_good(workspace: Workspace, name: str) -> Document | None:
    """The copy that was kept; None where there is none, or it cannot be read itself."""
    try:
        return read_document(read_bytes(_file(workspace, name)))
    except (OSError, StoreError, UnreadableDocument):
        return None


def forget_good(workspace: Workspace, name: str) -> None:
    """Forget the copy of an earlier portfolio of that name. Raises OSError."""
    _file(workspace, name).unlink(missing_ok=True)


def _file(workspace: Workspace, name: str) -> Path:
    return workspace.local_dir / "good" / f"{name}.json"
