"""What the tests of the app before a portfolio is open share: a clock that stands still, and a shelf of portfolios."""

from __future__ import annotations

from pathlib import Path

from leaptui.model.clock import FixedClock
from leaptui.model.edits import new_document
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.tui.conftest import THURSDAY

CLOCK = FixedClock(THURSDAY)


def shelf(root: Path, *learners: str) -> Workspace:
    """A workspace with the portfolios of these learners."""
    workspace = Workspace(root)
    for learner in learners:
        document = new_document(learner, "leap-2020", CLOCK.today(), CLOCK.instant())
        PortfolioStore.create(workspace, workspace.free_name(learner), document, CLOCK)
    return workspace
