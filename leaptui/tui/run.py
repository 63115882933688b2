"""Running the app: a portfolio is opened, chosen or begun, and the terminal is left clean however it ends."""

from __future__ import annotations

import sys
from pathlib import Path

from leaptui.model.clock import Clock
from leaptui.store.crash import crash_sentence, write_crash_report
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.base import DeskApp
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.ending import tidy_terminal


def run(workspace: Workspace | None, name: str | None, *, clock: Clock | None = None) -> int:
    """Open a portfolio in the app; gives the exit code.

    Without a name the learner chooses one of the workspace, or begins one; without a workspace this folder becomes one with
    the first portfolio. Raises Missing, Unreadable where the portfolio cannot be opened. The terminal is left clean however
    the app ends.
    """
    place = workspace or Workspace(Path.cwd())
    if name is None:
        begin = BeginApp(place, clock or Clock())
        code = _run(begin)
        if begin.chosen is None:
            return code
        name = begin.chosen
    place.remember(name)
    app = LeaptuiApp(place, PortfolioStore(place, name, clock), clock)
    code = _run(app)
    if app.carrier.is_syncing:
        sys.stderr.write("leaptui: a sync is under way; it is finished in a moment\n")
    return code


def _run(app: DeskApp) -> int:
    try:
        app.run()
    finally:
        tidy_terminal()
    if app.crash is not None:
        sys.stderr.write(f"leaptui: {crash_sentence(write_crash_report(app.crash))}\n")
        return 1
    return app.return_code or 0
