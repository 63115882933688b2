"""A desk to test the app at: a workspace with the samples, a clock that stands still, a screen that can be read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea

from leaptui.model.clock import FixedClock
from leaptui.model.edits import new_document
from leaptui.model.portfolio import Portfolio
from leaptui.store.bundled import copy_samples
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.base import DeskApp
from tests.tui.settling import press, settle

THURSDAY = datetime(2026, 11, 19, 16, 40, tzinfo=UTC)
"""The moment at which the app is opened in tests."""


class RunningClock(FixedClock):
    """A clock on which a second passes with every change: what was written first is first, whatever ids it got."""

    def instant(self) -> str:
        self._moment += timedelta(seconds=1)
        return super().instant()


PATIENCE = 300.0
"""For how many seconds the app's sentences stay in tests: on a busy machine one would be gone before it is looked at."""
SHORT = 6
"""Letters that are typed one by one; each takes Textual's pilot a twentieth of a second and more."""


def painted_strips(app: App[int]) -> list[Strip]:
    """The rows of the screen as they are painted."""
    # The compositor is Textual's own; there is no public way to the painted cells.
    strips = app.screen._compositor.render_strips()
    assert len(strips) == app.size.height, (len(strips), app.size)
    return strips


class Hands:
    """The app while it runs: what is pressed and typed, and what then stands on the screen."""

    app: DeskApp

    def __init__(self, app: DeskApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        app.says_for = app.warns_for = PATIENCE

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other; each when what the one before it led to is there."""
        for key in keys:
            await press(self.pilot, key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text; a long one goes into a field as a terminal pastes it, but for its first and last letter."""
        if len(text) > SHORT and isinstance(self.app.focused, Input | TextArea):
            await self.type(text[0])
            self.app.post_message(events.Paste(text[1:-1]))
            await self.type(text[-1])
            return
        names = {" ": "space", "?": "question_mark", "/": "slash", ".": "full_stop", ",": "comma", "-": "minus"}
        await self.press(*(names.get(letter, letter) for letter in text))

    async def settle(self) -> None:
        """Wait until every message was handled and drawn."""
        await settle(self.pilot)

    @property
    def text(self) -> str:
        """The screen as text: one line per row, as a person would read it."""
        return "\n".join(strip.text.rstrip() for strip in painted_strips(self.app))


class Desk(Hands):
    """The app on a portfolio, and the file it writes."""

    app: LeaptuiApp

    def __init__(self, app: LeaptuiApp, pilot: Pilot[int], workspace: Workspace, name: str) -> None:
        super().__init__(app, pilot)
        self.workspace = workspace
        self.name = name

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as the file has it, read anew."""
        return PortfolioStore(self.workspace, self.name).portfolio

    @property
    def path(self) -> Path:
        """The portfolio's file."""
        return self.workspace.path(self.name)


Open = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def samples(tmp_path: Path) -> Workspace:
    """A workspace with the sample portfolios."""
    copy_samples(tmp_path)
    return Workspace(tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    """A workspace with one empty portfolio, `noor-haddad`."""
    workspace = Workspace(tmp_path)
    clock = FixedClock(THURSDAY)
    document = new_document("Noor Haddad", "leap-2020", clock.today(), clock.instant())
    PortfolioStore.create(workspace, "noor-haddad", document, clock)
    return workspace


@asynccontextmanager
async def at_desk_of(workspace: Workspace, name: str, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Desk]:
    """Open the app on a portfolio."""
    clock = RunningClock(THURSDAY)
    app = LeaptuiApp(workspace, PortfolioStore(workspace, name, clock), clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(app, pilot, workspace, name)
        await desk.settle()
        yield desk


@pytest.fixture
def at_desk() -> Open:
    """Open the app: `async with at_desk(workspace, name, size=(120, 36)) as desk`."""
    return at_desk_of
