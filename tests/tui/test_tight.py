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


async def test_every_tab_keeps_its_key_where_there_is_no_room_for_all_names(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=TIGHT) as desk:
        assert desk.text.splitlines()[1].split() == [
            *("1", "Today", "2", "Evidence", "3", "Framework", "4", "Goals", "5", "6", "7", "8")
        ]
        await desk.press("8")
        tabs = desk.text.splitlines()[1]
        assert tabs.endswith("8 Review")
        assert all(str(key) in tabs for key in range(1, 9))
        assert await desk.pilot.click("TabLine", offset=(tabs.index("7"), 0))
        await desk.settle()
        assert "7 People" in desk.text.splitlines()[1]


async def test_a_toast_shows_all_its_words(samples: Workspace, at_desk: Open) -> None:
    said = "New here? There is a short tour of the screens, and of all that is on them."
    async with at_desk(samples, AMARA, size=TIGHT) as desk:
        desk.app.notify(said, markup=False)
        await desk.settle()
        assert all(word in desk.text for word in said.split())
