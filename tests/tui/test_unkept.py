"""Words on a disk that takes none: told, there again in the same session, asked about before one leaves, kept in the end."""

from __future__ import annotations

import pytest

from leaptui.store.drafts import NEW, Drafts
from leaptui.store.workspace import Workspace
from leaptui.tui.portfolios.chooser import open_portfolio
from leaptui.tui.portfolios.samples import leave_samples, open_samples
from leaptui.tui.unkept import Going
from tests.full import full_disk
from tests.tui.conftest import Desk, Open

AMARA, MATEO = "amara-okafor", "mateo-quispe"
WORDS = "A kite that flew"


async def begin(desk: Desk) -> None:
    """Begin a piece, and leave the sheet."""
    await desk.press("a")
    await desk.type(WORDS)
    await desk.press("escape")
    desk.app.look_again()
    await desk.settle()


def plain(desk: Desk) -> str:
    return " ".join(desk.text.split())


async def test_it_is_told_and_gone_on_with_and_kept_once_there_is_room(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        with full_disk():
            await begin(desk)
            assert "and kept once that works." in plain(desk)
            assert "not kept yet: file too large" in desk.text.split("\n")[0]
            assert "✓ saved" not in desk.text
            await desk.press("a")
            assert WORDS in desk.text
            await desk.type(" well")
            await desk.press("escape")
        desk.app.look_again()
        await desk.settle()
        assert "not kept yet" not in desk.text
        assert "✓ saved" in desk.text
        await desk.press("q")
        assert desk.app._exit
    left = Drafts(samples, AMARA).get(NEW)
    assert left is not None
    assert left["title"] == f"{WORDS} well"


async def test_no_sheet_says_that_it_is_kept(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("5", "n")
        with full_disk():
            await desk.type(WORDS)
            await desk.press("escape")
            assert "Held for you, and not kept yet: file too large." in plain(desk)
            assert "Kept for you" not in desk.text
            await desk.press("n")
            assert WORDS in desk.text
        await desk.type(" well")
        await desk.press("escape")
        assert "Kept for you" in desk.text


async def test_who_leaves_is_asked_and_enter_alone_is_no_answer(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        with full_disk():
            await begin(desk)
            await desk.press("q")
            assert isinstance(desk.app.screen, Going)
            await desk.press("enter", "q")
            assert isinstance(desk.app.screen, Going)
            await desk.press("escape")
            assert not isinstance(desk.app.screen, Going)
            await desk.press("a")
            assert WORDS in desk.text
            await desk.press("escape", "q", "y")
            assert desk.app._exit


async def test_another_portfolio_shows_none_of_it_and_it_is_there_on_the_way_back(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        with full_disk():
            await begin(desk)
            open_here(desk, MATEO)
            await desk.settle()
            await desk.press("a")
            assert WORDS not in desk.text
            await desk.press("escape", "q")
            assert isinstance(desk.app.screen, Going), "it would go with the program"
            await desk.press("escape")
            open_here(desk, AMARA)
            await desk.settle()
            await desk.press("a")
            assert WORDS in desk.text
            await desk.press("escape")
            open_here(desk, MATEO)
        desk.app.look_again()
        await desk.settle()
        assert (Drafts(samples, AMARA).get(NEW) or {})["title"] == WORDS
        assert Drafts(samples, MATEO).get(NEW) is None
        await desk.press("q")
        assert desk.app._exit


def open_here(desk: Desk, name: str) -> None:
    assert open_portfolio(desk.app, name) is None


@pytest.mark.parametrize("way", ["quit", "back"])
async def test_nothing_of_the_samples_is_asked_about(empty: Workspace, at_desk: Open, way: str) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        open_samples(desk.app)
        await desk.settle()
        with full_disk():
            await begin(desk)
            assert "not kept yet" in desk.text
            if way == "back":
                leave_samples(desk.app)
                desk.app.look_again()
                await desk.settle()
                assert "not kept yet" not in desk.text
            await desk.press("ctrl+q")
            assert desk.app._exit
