"""The smallest window the app works in: 60 columns by 18 rows."""

from __future__ import annotations

from leaptui.store.workspace import Workspace
from tests.tui.conftest import Open

AMARA = "amara-okafor"
TIGHT = (60, 18)


async def test_the_footer_of_a_sheet_always_says_how_it_is_kept(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=TIGHT) as desk:
        await desk.press("2", "t")
        assert "Enter Keep" in desk.text.splitlines()[-1]
        await desk.press("down")
        assert "Enter Keep" in desk.text.splitlines()[-1]
        await desk.press("escape", "e")
        assert "^s Keep" in desk.text.splitlines()[-1]


async def test_a_toast_shows_all_its_words(samples: Workspace, at_desk: Open) -> None:
    said = "New here? There is a short tour of the screens, and of all that is on them."
    async with at_desk(samples, AMARA, size=TIGHT) as desk:
        desk.app.notify(said, markup=False)
        await desk.settle()
        assert all(word in desk.text for word in said.split())
