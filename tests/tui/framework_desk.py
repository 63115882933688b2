"""What the tests of the Framework screen share: where one is, the tree, going to a guideline."""

from __future__ import annotations

from leaptui.tui.framework.rows import GuidelineTree
from leaptui.tui.framework.screen import FrameworkScreen
from tests.tui.conftest import Desk

AMARA = "amara-okafor"
AT = "2026-11-19T16:40:00Z"


def screen_name(desk: Desk) -> str:
    """The screen one looks at, by its name; a sheet by its kind."""
    return str(getattr(desk.app.screen, "NAME", type(desk.app.screen).__name__))


def tree(desk: Desk) -> GuidelineTree:
    """The tree of guidelines."""
    return desk.app.screen.query_one(GuidelineTree)


async def go_to(desk: Desk, code: str) -> None:
    """Bring the cursor to a guideline of LEAP by its code."""
    assert isinstance(desk.app.screen, FrameworkScreen)
    desk.app.screen.show_guideline(f"leap-2020:{code}")
    await desk.settle()
