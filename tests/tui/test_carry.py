"""Syncing in the app: by its key, by itself, offline, and when the app is left."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from leaptui.store.carrying import Carrying, choose_carrying
from leaptui.store.workspace import Workspace
from leaptui.sync import init_workspace, sync
from leaptui.sync.connect import join
from leaptui.tui import ahead, carry
from leaptui.tui.connect.leaving import Leaving
from tests.sync.desk import Clone, git
from tests.sync.http_server import HttpRemote, http_remote
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"


@pytest.fixture
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty repository."""
    folder = tmp_path_factory.mktemp("school")
    git(folder, "init", "-q", "--bare", "-b", "main", "--template=", "class.git")
    return folder


@pytest.fixture
def server(school: Path) -> Iterator[HttpRemote]:
    """The repository over HTTP."""
    with http_remote(school) as remote:
        yield remote


@pytest.fixture
def here(samples: Workspace, server: HttpRemote) -> Workspace:
    """The samples, synced with the repository."""
    init_workspace(samples.root)
    assert sync(samples, remote=server.url("class.git")).is_fine
    return samples


@pytest.fixture
def there(here: Workspace, school: Path) -> Clone:
    """Another machine's clone."""
    assert join(str(school / "class.git"), school / "there", beside=school).is_fine
    return Clone(school / "there")


def titles(school: Path) -> str:
    """What the remote has of the portfolio."""
    return git(school / "class.git", "show", f"main:portfolios/{AMARA}.json")


def toasts(desk: Desk) -> list[str]:
    """What was said."""
    return [note.message for note in desk.app._notifications]


async def add(desk: Desk, title: str) -> None:
    """Keep a piece, as the learner does."""
    await desk.press("a")
    await desk.type(title)
    await desk.press("ctrl+s")


async def until(done: Callable[[], bool]) -> None:
    """Wait for something outside the app."""
    while not done():
        await asyncio.sleep(0.05)


async def test_the_sync_key_sends_and_brings(here: Workspace, there: Clone, school: Path, at_desk: Open) -> None:
    there.add("Written at school", name=AMARA)
    assert there.sync().is_fine
    async with at_desk(here, AMARA) as desk:
        await add(desk, "Written at home")
        assert "↑ 1 to sync" in desk.text
        await desk.press("S")
        await until(lambda: "synced ✓" in desk.text)
        assert any("1 change received" in words for words in toasts(desk))
        assert "Written at school" in {piece.title for piece in desk.app.session.portfolio.evidence.values()}
    assert "Written at home" in titles(school)


async def test_without_a_branch_the_key_says_why(here: Workspace, at_desk: Open) -> None:
    git(here.root, "checkout", "-q", "--detach")
    async with at_desk(here, AMARA) as desk:
        await until(lambda: "not synced" in desk.text)
        await desk.press("S")
        await until(lambda: "No branch is checked out" in " ".join(desk.text.split()))
        assert "Connect to a remote" not in desk.text


async def test_now_and_then_it_syncs_by_itself(
    here: Workspace, school: Path, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carry, "MINUTE", 0.2)
    choose_carrying(here, Carrying(minutes=1))
    async with at_desk(here, AMARA) as desk:
        await add(desk, "Sent without a key")
        await until(lambda: "Sent without a key" in titles(school))
        assert not any("Synced" in words for words in toasts(desk)), "what only went out needs no word"


async def test_what_comes_by_itself_is_told_and_what_does_not_is_not(
    here: Workspace, there: Clone, at_desk: Open
) -> None:
    async with at_desk(here, AMARA) as desk:
        desk.app.carrier.sync_by_itself()
        await desk.settle()
        assert toasts(desk) == []
        there.add("From another machine", name=AMARA)
        assert there.sync().is_fine
        desk.app.carrier.sync_by_itself()
        await desk.settle()
        assert any("1 change received" in words for words in toasts(desk))


async def test_offline_is_a_word_and_tells_when_it_last_went_through(here: Workspace, at_desk: Open) -> None:
    async with at_desk(here, AMARA) as desk:
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            git(here.root, "config", "remote.origin.url", f"http://127.0.0.1:{nobody.getsockname()[1]}/class.git")
            await add(desk, "Written on the train")
            desk.app.carrier.sync_by_itself()
            await until(lambda: "offline · ↑ " in desk.text)
        assert "last synced " in desk.text
        assert not any("reached" in words for words in toasts(desk))
        await desk.press("q")
        assert desk.app._exit, "what cannot be sent is not waited for"


async def test_leaving_sends_what_is_new_first(here: Workspace, school: Path, at_desk: Open) -> None:
    async with at_desk(here, AMARA) as desk:
        await add(desk, "The last of today")
        await desk.press("q")
        await until(lambda: desk.app._exit)
        assert desk.app.carrier.parting.startswith("Synced: 1 change sent")
    assert "The last of today" in titles(school)


async def test_a_second_key_leaves_at_once_and_the_work_is_here(
    here: Workspace, server: HttpRemote, at_desk: Open
) -> None:
    async with at_desk(here, AMARA) as desk:
        await add(desk, "The last of today")
        server.delay = 3600
        await desk.pilot.press("q")
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, Leaving)
        assert "safe on this machine" in str(desk.app.screen.query_one(".question", Static).render())
        await desk.pilot.press("q")
        await until(lambda: desk.app._exit)
        assert "goes with the next one" in desk.app.carrier.parting
        assert "The last of today" in {piece.title for piece in desk.portfolio.evidence.values()}


async def test_leaving_can_be_taken_back(here: Workspace, server: HttpRemote, school: Path, at_desk: Open) -> None:
    async with at_desk(here, AMARA) as desk:
        await add(desk, "The last of today")
        server.delay = 3600
        await desk.pilot.press("q")
        await desk.pilot.pause()
        await desk.pilot.press("escape")
        await desk.pilot.pause()
        assert not desk.app._exit
        assert not isinstance(desk.app.screen, Leaving)
        server.delay = 0
        server.ended.set()
        await desk.settle()
        assert not desk.app._exit


async def test_the_wait_at_the_end_has_an_end(
    here: Workspace, server: HttpRemote, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carry, "END_SECONDS", 0.2)
    async with at_desk(here, AMARA) as desk:
        await add(desk, "The last of today")
        server.delay = 3600
        await desk.pilot.press("q")
        await until(lambda: desk.app._exit)


@pytest.mark.parametrize("chosen", [Carrying(at_end=False), Carrying()])
async def test_leaving_waits_for_nothing_where_nothing_is_to_be_sent(
    here: Workspace, server: HttpRemote, at_desk: Open, chosen: Carrying
) -> None:
    choose_carrying(here, chosen)
    async with at_desk(here, AMARA) as desk:
        if not chosen.at_end:
            await add(desk, "It stays here for now")
        before = len(server.requests)
        await desk.press("q")
        assert desk.app._exit
        assert len(server.requests) == before


async def test_a_large_file_that_changed_is_read_beside_and_shown(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "LARGE_BYTES", 1)
    outside = Clone(samples.root)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        record_id = outside.add("Written by another program", name=AMARA)
        desk.app.look_again()
        await desk.settle()
        assert desk.app.session.portfolio.evidence[record_id].title == "Written by another program"
        samples.path(AMARA).write_text("{")
        desk.app.look_again()
        await desk.settle()
        assert "shown as last read" in desk.text


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_gits_own_words_are_behind_the_sentence(
    here: Workspace, server: HttpRemote, at_desk: Open, size: tuple[int, int]
) -> None:
    async with at_desk(here, AMARA, size=size) as desk:
        await desk.press("ctrl+p")
        await desk.type("git said")
        await desk.press("enter")
        assert any("Nothing was synced" in words for words in toasts(desk))
        server.status, server.says = 403, "The learner may not do that."
        await desk.press("S")
        assert any("did not let this account in" in words for words in toasts(desk))
        await desk.press("ctrl+p")
        await desk.type("git said")
        await desk.press("enter")
        assert "remote: The learner may not do that." in desk.text
        assert "returned error: 403" in desk.text


async def test_a_time_that_is_over_under_the_help_counts_when_the_help_has_gone(here: Workspace, at_desk: Open) -> None:
    answers: list[bool | None] = []
    async with at_desk(here, AMARA) as desk:
        leaving = Leaving(3600)
        desk.app.push_screen(leaving, answers.append)
        await desk.press("f1")
        leaving.action_leave_now()
        await desk.settle()
        assert answers == []
        await desk.press("escape")
        assert answers == [True]
