"""Everything with a finger: what a learner does at a shared machine without a key of the table."""

from __future__ import annotations

from pathlib import Path

from leaptui.kiosk.machine import Machine
from leaptui.language import languages
from leaptui.model.clock import Clock
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync import init_workspace
from leaptui.tui.kiosk.choices import Choices, KnobRows
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from leaptui.tui.kiosk.stick import TakingHome
from tests.kiosk.conftest import AMARA, at_gate, in_session
from tests.kiosk.hands import looked, touch, touch_words


async def test_keys_on_the_screen_write_a_piece_by_touch(machine: Machine) -> None:
    async with in_session(machine, size=(120, 40)) as hands:
        await hands.press("a")
        await hands.press("f8")
        assert hands.app.screen.query(ScreenKeys)
        for letter in "kite":
            await touch(hands, letter)
        await touch(hands, "Enter")
    titles = [piece.title for piece in PortfolioStore(machine.workspace, AMARA, Clock()).portfolio.evidence.values()]
    assert "kite" in titles


async def test_a_piece_is_written_and_kept_on_a_small_screen_by_touch_alone(machine: Machine) -> None:
    async with in_session(machine) as hands:
        await touch(hands, "Keys")
        await touch(hands, "a")
        await hands.pilot.pause()
        assert hands.app.screen.query(ScreenKeys), "who touched keys below goes on with them"
        for letter in "kite":
            await touch(hands, letter)
        await touch_words(hands, "F8 Keys")
        assert not hands.app.screen.query(ScreenKeys)
        await touch_words(hands, "F8 Keys")
        await touch(hands, "s")
        await touch_words(hands, "^s Keep")
    titles = [piece.title for piece in PortfolioStore(machine.workspace, AMARA, Clock()).portfolio.evidence.values()]
    assert "kites" in titles


async def test_a_piece_is_tagged_with_a_reason_by_touch_alone(machine: Machine) -> None:
    async with in_session(machine) as hands:
        await touch_words(hands, "2 Evidence")
        await touch_words(hands, "t Tag")
        await touch_words(hands, "□  L4 ")
        assert "■  L4 " in hands.text
        await touch_words(hands, "2 ●●○○")
        await touch_words(hands, "Tab Reason")
        await touch_words(hands, "F8 Keys")
        for letter in "saw":
            await touch(hands, letter)
        await touch_words(hands, "F8 Keys")
        await touch_words(hands, "Enter Keep")
    claims = PortfolioStore(machine.workspace, AMARA, Clock()).portfolio.claims.values()
    assert [one.level for one in claims if one.guideline.endswith(":L4") and one.reason == "saw"] == ["growing"]


async def test_a_portfolio_is_taken_home_by_touch_alone(machine: Machine, tmp_path: Path) -> None:
    init_workspace(machine.workspace.root)
    async with in_session(machine) as hands:
        await touch_words(hands, "^p Commands")
        await touch_words(hands, "F8 Keys")
        for letter in "home":
            await touch(hands, letter)
        await touch_words(hands, "F8 Keys")
        await touch_words(hands, "Enter Take it")
        assert isinstance(hands.app.screen, TakingHome)
        await looked(hands)
        assert "read back" in " ".join(hands.text.split())
        await touch(hands, "Done")
        assert not isinstance(hands.app.screen, TakingHome)
    (home,) = (tmp_path / "stick").iterdir()
    assert Workspace(home).names() == [AMARA]


async def test_every_setting_is_read_whole_on_a_narrow_screen_in_every_language(machine: Machine) -> None:
    for code in languages():
        machine.register.choose_settings(machine.settings().model_copy(update={"language": code}))
        async with at_gate(machine, (60, 20)) as hands:
            hands.app.push_screen(Choices(machine))
            await hands.settle()
            rows = hands.app.screen.query_one(KnobRows)
            for key, knob in rows.knobs.items():
                rows.go_to(key)
                await hands.settle()
                assert knob.title in hands.text, hands.text
                assert knob.says(getattr(rows.settings, key)) in hands.text, hands.text
