"""A copy of a portfolio's file as it was last opened or synced here: what stands in for a file that cannot be read any more.

The saves made since are kept one by one (see `store.saves`), so that the two together are the portfolio as it was last saved. The
first line of the copy says after which save it was made; the rest is the file. It is never synced.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from leaptui.model.canonical import Document, UnreadableDocument, read_portfolio
from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.portfolio_store import PortfolioStore, saves_of
from leaptui.store.saves import Save
from leaptui.store.workspace import Workspace

_HEAD = b"after "


@dataclass(frozen=True)
class Copy:
    """A copy that was kept, and the saves made since; None where it is not known which these are."""

    document: Document
    since: list[Save] | None


def keep_good(store: PortfolioStore) -> None:
    """Keep the portfolio as its file is; where that is not possible, nothing is lost but the convenience.

    One that is shown as it was, as its file cannot be read, is not kept: that would only age the copy there is.
    """
    if store.is_shown:
        return
    workspace, name = store.workspace, store.name
    path = _file(workspace, name)
    with suppress(OSError, StoreError, UnreadableDocument):
        if path.exists() and path.stat().st_mtime_ns > store.path.stat().st_mtime_ns:
            return  # it was kept after the last change
        with workspace.lock(name):
            data = read_bytes(store.path)
            if store.news:
                read_portfolio(data)  # another program wrote it since it was read
            _write(workspace, name, data)


def renew_good(workspace: Workspace, name: str, data: bytes) -> None:
    """Keep this content in place of the copy there is; where that is not possible, or it cannot be read, there is none any more.

    To be called under the portfolio's lock, with what holds all saves there are.
    """
    try:
        read_portfolio(data)
        _write(workspace, name, data)
    except (OSError, StoreError, UnreadableDocument):
        with suppress(OSError):
            forget_good(workspace, name)


def is_kept(workspace: Workspace, name: str) -> bool:
    """Whether there is a copy of a portfolio."""
    return _file(workspace, name).exists()


def kept_names(workspace: Workspace) -> list[str]:
    """The portfolios of which there is a copy."""
    return sorted(path.stem for path in _file(workspace, "any").parent.glob("*.json"))


def read_good(workspace: Workspace, name: str) -> Copy | None:
    """The copy that was kept; None where there is none, or it cannot be read itself."""
    try:
        data = read_bytes(_file(workspace, name))
        mark = None
        if data.startswith(_HEAD):
            head, _newline, data = data.partition(b"\n")
            mark = head.removeprefix(_HEAD).decode("ascii", "replace")
        return Copy(read_portfolio(data), saves_of(workspace, name).since(mark) if mark is not None else None)
    except (OSError, StoreError, UnreadableDocument):
        return None


def forget_good(workspace: Workspace, name: str) -> None:
    """Forget the copy of an earlier portfolio of that name. Raises OSError."""
    _file(workspace, name).unlink(missing_ok=True)


def _write(workspace: Workspace, name: str, data: bytes) -> None:
    path = _file(workspace, name)
    workspace.make_local_dir()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    head = _HEAD + saves_of(workspace, name).mark().encode() + b"\n"
    write_atomically(path, [head, data], mode=0o600)


def _file(workspace: Workspace, name: str) -> Path:
    return workspace.local_dir / "good" / f"{name}.json"
