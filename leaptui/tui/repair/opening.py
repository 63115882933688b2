"""Opening a portfolio in the app, also one whose file cannot be read."""

from __future__ import annotations

from textual.app import App

from leaptui.model.clock import Clock
from leaptui.store.errors import Unreadable
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace


def open_store(workspace: Workspace, name: str, clock: Clock | None) -> PortfolioStore:
    """Open a portfolio; one whose file cannot be read as it last was, to be read alone. Raises StoreError."""
    try:
        return PortfolioStore(workspace, name, clock)
    except Unreadable:
        from leaptui.sync.good import open_portfolio

        return open_portfolio(workspace, name, clock)


def keep_copy(app: App[int], store: PortfolioStore) -> None:
    """Keep in the background a copy of what was read, for when the file cannot be read any more."""

    def keep() -> None:
        from leaptui.store.good import keep_good

        keep_good(store)

    app.run_worker(keep, thread=True, group="good", exit_on_error=False)
