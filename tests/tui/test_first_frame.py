"""Layout never jumps: a sheet and a screen stand in their first frame as in their last one, with their titles."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from leaptui import tui
from leaptui.model.clock import FixedClock
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.patient import Patient
from tests.tui.conftest import THURSDAY
from tests.tui.framework_desk import put_edition
from tests.tui.settling import settle

AMARA = "amara-okafor"
SIZES = [(120, 36), (80, 24)]
Standing = tuple[tuple[str, object], ...]


STEPS = (*"2e-o-i-3", "F", "-", *"4p-b-n-", "question_mark", "-", "S", "-", "ctrl+p", "-")
"""Keys from sheet to sheet; a dash leaves one."""


class Watched(LeaptuiApp):
    """The app, and where every framed part of the screen on top stood, with its title, each time it was painted."""

    CSS_PATH: ClassVar = [Path(tui.__file__).parent / path for path in ("app.tcss", "today/screen.tcss")]
    painted: list[tuple[str, Standing]]

    def _display(self, screen: Screen[object], renderable: object) -> None:
        # Every frame goes through this; Textual has no public way to be told of one.
        super()._display(screen, renderable)  # type: ignore[arg-type]
        if screen is self.screen:
            framed = [one for one in screen.query(Framed) if one.region.area]
            stood = tuple((one.frame_title if one.border_title else "", one.region) for one in framed)
            self.painted.append((type(screen).__name__, stood))


class Wasteful(LeaptuiApp):
    """The app, and the frames that were put together while none is shown."""

    CSS_PATH = Watched.CSS_PATH
    wasted = 0

    def _display(self, screen: Screen[object], renderable: object) -> None:
        self.wasted += renderable is not None and self._batch_count > 0
        super()._display(screen, renderable)  # type: ignore[arg-type]


async def test_no_frame_is_put_together_and_thrown_away(samples: Workspace) -> None:
    clock = FixedClock(THURSDAY)
    app = Wasteful(samples, PortfolioStore(samples, AMARA, clock), clock)
    async with app.run_test(size=SIZES[0]) as pilot:
        await settle(pilot)
        for key in STEPS:
            await pilot.press("escape" if key == "-" else key)
            await settle(pilot)
    assert app.wasted == 0


async def test_what_changes_in_a_batch_is_painted_after_it(samples: Workspace) -> None:
    clock = FixedClock(THURSDAY)
    app = Watched(samples, PortfolioStore(samples, AMARA, clock), clock)
    app.painted = []
    async with app.run_test(size=SIZES[0]) as pilot:
        await settle(pilot)
        with app.batch_update():
            app.painted.clear()
            app.screen._compositor.update_widgets({app.screen})
            app.screen._compositor_refresh()
            assert not app.painted
        await settle(pilot)
        assert app.painted


class Plain(Patient[None]):
    """A screen, and what it was for when its parts were made."""

    HORIZONTAL_BREAKPOINTS = DeskScreen.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = DeskScreen.VERTICAL_BREAKPOINTS
    made_for: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        self.made_for = frozenset(self.classes)
        yield Static("Good morning")


@pytest.mark.parametrize(("size", "made_for"), [(SIZES[0], {"-wide", "-tall"}), (SIZES[1], {"-narrow", "-short"})])
async def test_a_screen_knows_its_size_before_its_parts_are_made(
    samples: Workspace, size: tuple[int, int], made_for: set[str]
) -> None:
    clock = FixedClock(THURSDAY)
    app = Watched(samples, PortfolioStore(samples, AMARA, clock), clock)
    app.painted = []
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = Plain()
        await app.push_screen(screen)
        assert screen.made_for == made_for


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_jumps(samples: Workspace, size: tuple[int, int]) -> None:
    put_edition(samples, {})
    clock = FixedClock(THURSDAY)
    app = Watched(samples, PortfolioStore(samples, AMARA, clock), clock)
    app.painted = []
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in STEPS:
            before = app.screen
            app.painted.clear()
            await pilot.press("escape" if key == "-" else key)
            await settle(pilot)
            assert app.screen is not before, key
            name = type(app.screen).__name__
            stood = list(dict.fromkeys(stood for screen, stood in app.painted if screen == name and stood))
            assert len(stood) == 1, (key, stood)
