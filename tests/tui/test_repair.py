"""A portfolio whose file cannot be read: shown as it last was, clearly marked, and mended at one key."""

from __future__ import annotations

import pytest

from leaptui.model.clock import FixedClock
from leaptui.store.good import keep_good
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync.good import open_portfolio
from leaptui.tui.app import LeaptuiApp
from tests.tui.conftest import THURSDAY, Desk, Open
from tests.tui.test_portfolios import AMARA, command

BROKEN = b'{\n  "evidence": {\n    "x": {"title": "half a\n  }\n}\n'


def broken_under(desk: Desk) -> bytes:
    """Break the file under the app; gives what it was."""
    good = desk.path.read_bytes()
    desk.path.write_bytes(BROKEN)
    desk.app.look_again()
    return good


async def test_the_sheet_shows_line_and_column_and_enter_mends(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        assert "Repair" not in desk.text.splitlines()[-1]
        good = broken_under(desk)
        await desk.settle()
        assert "shown as last read: amara-okafor.json is not valid JSON at line 3" in desk.text.splitlines()[0]
        assert "R Repair" in desk.text
        await desk.press("R")
        assert "This portfolio cannot be read" in desk.text
        assert "3 ≠" in desk.text
        assert '"x": {"title": "half a' in desk.text
        await desk.press("escape")
        assert desk.path.read_bytes() == BROKEN
        await desk.press("R", "enter")
        await desk.settle()
        assert desk.path.read_bytes() == good
        (aside,) = samples.portfolios_dir.glob("*.broken-*")
        assert aside.read_bytes() == BROKEN
        assert aside.name in desk.text.replace("\n", " ") or ".broken-" in desk.text
        assert "✓ saved" in desk.text.splitlines()[0]
        assert "R Repair" not in desk.text


async def test_what_was_typed_is_kept_while_the_file_is_broken_and_saved_once_it_is_mended(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Kite that flew")
        good = broken_under(desk)
        await desk.press("enter")
        assert "is not valid JSON at line 3" in desk.text
        assert "Kite that flew" in desk.text
        assert desk.path.read_bytes() == BROKEN
        desk.path.write_bytes(good)
        await desk.press("enter")
        assert "Kite that flew" in {piece.title for piece in desk.portfolio.evidence.values()}


async def test_a_broken_portfolio_is_opened_as_it_was_and_mended_from_there(samples: Workspace, at_desk: Open) -> None:
    clock = FixedClock(THURSDAY)
    keep_good(PortfolioStore(samples, "mateo-quispe", clock))
    path = samples.path("mateo-quispe")
    good = path.read_bytes()
    path.write_bytes(BROKEN)
    async with at_desk(samples, AMARA) as desk:
        await command(desk, "open another")
        await desk.type("mateo")
        await desk.press("enter")
        head = desk.text.splitlines()[0]
        assert "Mateo Quispe" in head
        assert "shown as of" in head
        assert "line 3" in head
        await desk.press("2", "d")
        assert path.read_bytes() == BROKEN
        await desk.press("R", "enter")
        await desk.settle()
        assert path.read_bytes() == good
        await desk.press("d")
        desk.name = "mateo-quispe"
        assert "✓ saved" in desk.text.splitlines()[0]
        assert sum("deleted" in one for one in desk.portfolio.document["evidence"].values()) == 1


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_app_begins_on_a_broken_portfolio_and_says_so(samples: Workspace, size: tuple[int, int]) -> None:
    clock = FixedClock(THURSDAY)
    keep_good(PortfolioStore(samples, AMARA, clock))
    samples.path(AMARA).write_bytes(BROKEN)
    app = LeaptuiApp(samples, open_portfolio(samples, AMARA, clock), clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(app, pilot, samples, AMARA)
        await desk.settle()
        assert "shown as of" in desk.text
        await desk.press("2")
        assert "Rain gauge, second version" in desk.text
        await desk.press("R")
        assert "Repair" in desk.text.splitlines()[-1]
