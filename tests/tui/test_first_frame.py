"""Layout never jumps: a sheet and a screen stand in their first frame as in their last one, with their titles."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from textual.screen import Screen

from leaptui import tui
from leaptui.model.clock import FixedClock
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.widgets.frame import Framed
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
