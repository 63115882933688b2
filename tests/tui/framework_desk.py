"""What the tests of the Framework screen share: where one is, the tree, going to a guideline."""

from __future__ import annotations

import json

from leaptui.store.workspace import Workspace
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


def put_edition(workspace: Workspace, mapped: dict[str, list[str]]) -> None:
    """Put an edition into the workspace that replaces LEAP 2020."""
    guidelines = [{"code": "M1", "statement": "Show learning"}, {"code": "M2", "statement": "Rest well"}]
    levels = [{"id": one, "title": one} for one in ("starting", "growing", "demonstrated", "deepening")]
    framework = {
        "id": "leap-2025",
        "title": "LEAP Learning Framework",
        "edition": "2025",
        "publisher": "LEAP Innovations",
        "levels": levels,
        "components": [{"code": "M", "title": "Mastery", "guidelines": guidelines}],
        "replaces": {"edition": "leap-2020", "map": mapped},
    }
    (workspace.root / "frameworks").mkdir(exist_ok=True)
    (workspace.root / "frameworks" / "leap-2025.json").write_text(json.dumps(framework), encoding="utf-8")
