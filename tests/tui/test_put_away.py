"""While somebody else looks: what is private is on no screen, in no list, no search, no history; and the learner has it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.store.drafts import NEW
from leaptui.store.workspace import Workspace
from leaptui.tui.copying import copied_from
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.history.timeline import Timeline
from tests.tui.conftest import Desk, Open
from tests.tui.private_desk import AMARA, with_secrets

SIZES = [(120, 36), (80, 24)]


@pytest.fixture
def secrets(tmp_path: Path) -> Workspace:
    """A workspace with private things."""
    workspace = Workspace(tmp_path)
    with_secrets(workspace)
    return workspace


async def lind_looks(desk: Desk) -> None:
    """Give the word to J. Lind."""
    await desk.press("w")
    await desk.type("lind")
    await desk.press("enter")
    assert "J. Lind is looking with you" in desk.text


async def on_every_screen(desk: Desk) -> dict[str, str]:
    """What stands on each screen, its panes and lists gone through."""
    seen = {}
    for key in "12345678":
        await desk.press(key)
        said = [desk.text]
        for _pane in range(4):
            await desk.press("tab", "end")
            said.append(desk.text)
        seen[key] = "\n".join(said)
        await desk.press("shift+tab")
    return seen


@pytest.mark.parametrize("size", SIZES)
async def test_no_screen_shows_a_private_word_and_the_learner_has_all_of_it_back(
    secrets: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    async with at_desk(secrets, AMARA, size=size) as desk:
        own = await on_every_screen(desk)
        for key in "2567":
            assert "secret" in own[key].lower(), (key, own[key])
        await desk.press("1")
        await lind_looks(desk)
        for key, text in (await on_every_screen(desk)).items():
            assert "secret" not in text.lower(), (key, text)
            assert "the learner's to do" not in text, "moving about is anybody's"
        for key in "56":
            await desk.press(key)
            assert "What is private is put away while" in desk.text
        await desk.press("w", "up", "up", "enter")
        await desk.settle()
        assert "is looking with you" not in desk.text
        assert "A secret need" in desk.text


async def test_neither_search_nor_counts_nor_copies_nor_the_palette_tell_of_it(
    secrets: Workspace, at_desk: Open
) -> None:
    async with at_desk(secrets, AMARA) as desk:
        desk.app.session.drafts.note(NEW, {"title": "A secret beginning"})
        await desk.press("2")
        whole = len(desk.app.screen.query_one(PieceList).ids)
        assert "A secret beginning" in desk.text
        await lind_looks(desk)
        pieces = desk.app.screen.query_one(PieceList)
        assert len(pieces.ids) == 1 < whole
        assert "secret" not in desk.text.lower()
        await desk.press("slash")
        await desk.type("secret")
        assert pieces.ids == []
        await desk.press("escape")
        assert len(pieces.ids) == 1
        copied = copied_from(desk.app.screen)
        assert copied is not None
        assert "secret" not in copied.text.lower()
        await desk.press("ctrl+p")
        await desk.type("undo")
        assert "secret" not in desk.text.lower()
        await desk.press("escape", "a")
        assert "this is the learner's to do" in desk.text
        await desk.press("w")
        assert "Somebody" in desk.text
        assert "Vera" not in desk.text
        assert "Tom" in desk.text


async def test_history_leaves_out_what_is_private_now_or_was_then(secrets: Workspace, at_desk: Open) -> None:
    async with at_desk(secrets, AMARA) as desk:
        await desk.press("r")
        assert "secret" in desk.text.lower()
        await lind_looks(desk)
        rows = desk.app.screen.query_one(Timeline)
        assert rows.moments
        for moment in rows.moments.values():
            told = f"{moment.words} {moment.event.label} {moment.event.note} {dict(moment.event.edits)}"
            assert "secret" not in told.lower(), told
        await desk.press("end")
        assert "secret" not in desk.text.lower()
        await desk.press("v")
        await desk.settle()
        assert "As it was on" in desk.text
        assert "secret" not in desk.text.lower()
