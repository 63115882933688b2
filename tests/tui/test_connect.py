"""Connecting in the app: to a remote, by the sync key and the palette; and beginning from a remote on the first screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from leaptui.model.clock import FixedClock
from leaptui.store.workspace import Workspace
from leaptui.sync import init_workspace, sync
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.connect.dialog import Connect
from tests.sync.desk import Clone, git, homework
from tests.sync.http_server import http_remote
from tests.tui.conftest import THURSDAY, Desk, Open, painted_strips
from tests.tui.settling import settle

AMARA = "amara-okafor"


@pytest.fixture
def remote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty repository, apart from the workspace."""
    folder = tmp_path_factory.mktemp("school")
    git(folder, "init", "-q", "--bare", "-b", "main", "--template=", "class.git")
    return folder / "class.git"


@pytest.fixture(autouse=True)
def _person(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path_factory.mktemp("person") / "gitconfig"))
    yield


async def until(done: Callable[[], bool]) -> None:
    """Wait for what goes on beside the keys."""
    while not done():
        await asyncio.sleep(0.05)


def words(desk: Desk) -> str:
    """The screen as one run of words, whatever the line breaks."""
    return " ".join(desk.text.replace("│", " ").split())


async def test_the_sync_key_offers_to_connect_where_there_is_no_remote(
    samples: Workspace, at_desk: Open, remote: Path
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("S")
        assert "Connect to a remote" in desk.text
        assert "on this machine only" in desk.text
        await desk.type(str(remote))
        await desk.press("enter")
        assert "there, and nothing is on it yet" in words(desk)
        assert "no account is needed" in words(desk)
        assert "Enter connects: that puts what is here onto it." in words(desk)
        assert git(remote, "for-each-ref") == "", "trying changes nothing"
        await desk.press("enter")
        assert not isinstance(desk.app.screen, Connect)
        await until(lambda: "synced ✓" in desk.text)
        assert "Amara" in git(remote, "show", f"main:portfolios/{AMARA}.json")


async def test_what_others_wrote_is_there_after_connecting(
    samples: Workspace, at_desk: Open, remote: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Clone(tmp_path_factory.mktemp("other") / "work")
    init_workspace(other.root)
    other.add("Written at school", name=AMARA)
    assert sync(other.workspace, remote=str(remote)).is_fine
    async with at_desk(samples, AMARA) as desk:
        await desk.press("ctrl+p")
        await desk.type("connect")
        await desk.press("enter")
        await desk.type(str(remote))
        await desk.press("enter")
        assert "what is here and what is there together" in words(desk)
        await desk.press("enter")
        assert "Written at school" in {piece.title for piece in desk.portfolio.evidence.values()}
        await desk.press("2", "slash")
        await desk.type("written at school")
        assert "Written at school" in desk.text


async def test_a_wrong_address_is_a_sentence_and_gits_own_words_are_a_key_away(
    samples: Workspace, at_desk: Open, remote: Path
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("S")
        await desk.press("enter")
        assert "Where is the remote?" in desk.text
        with http_remote(remote.parent, account=("amara", "secret-token")) as server:
            await desk.type(server.url("class.git", account="amara:wrong-token"))
            await desk.press("enter")
        assert "did not let this account in" in words(desk)
        assert "amara at 127.0.0.1" in words(desk)
        assert "Enter connects" not in desk.text
        await desk.press("ctrl+g")
        assert "Authentication failed" in words(desk)
        assert "wrong-token@" not in words(desk).replace("wrong-token@127.0.0.1", "", 1), "only what was typed shows it"
        await desk.press("escape")
        assert not (samples.root / ".git").exists()


async def test_a_repository_is_made_on_a_stick(samples: Workspace, at_desk: Open, remote: Path) -> None:
    stick = remote.parent / "learning.git"
    async with at_desk(samples, AMARA) as desk:
        await desk.press("S")
        await desk.type(str(stick))
        await desk.press("enter")
        assert "Enter makes a repository there and connects." in words(desk)
        assert not stick.exists()
        await desk.press("enter")
        assert git(stick, "log", "--format=%s", "main")
        await until(lambda: "synced ✓" in desk.text)


async def test_a_connected_workspace_shows_where_and_can_be_tested(
    samples: Workspace, at_desk: Open, remote: Path
) -> None:
    init_workspace(samples.root)
    assert sync(samples, remote=str(remote)).is_fine
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("ctrl+p")
        await desk.type("connect")
        await desk.press("enter")
        assert str(remote)[:20] in desk.text
        await desk.press("ctrl+t")
        assert "there, with something on it" in words(desk)
        assert "Enter connects" not in desk.text
        await desk.press("enter")
        assert "connected to it already" in words(desk)


async def test_a_remote_that_holds_something_else_is_refused_and_not_kept(
    samples: Workspace, at_desk: Open, remote: Path
) -> None:
    homework(remote.parent, remote)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("S")
        await desk.type(str(remote))
        await desk.press("enter")
        await desk.press("enter")
        assert "something else than a workspace" in words(desk)
        await desk.press("escape")
        assert git(samples.root, "remote") == ""


async def test_another_address_is_tried_anew(samples: Workspace, at_desk: Open, remote: Path) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("S")
        await desk.type(str(remote))
        await desk.press("enter")
        await desk.press("x")
        assert "Enter tries the address." in desk.text
        await desk.press("enter")
        assert git(remote, "for-each-ref") == ""


async def test_the_first_screen_begins_from_a_remote(
    tmp_path: Path, remote: Path, samples: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in samples.names():
        if name != AMARA:
            samples.path(name).unlink()
    init_workspace(samples.root)
    assert sync(samples, remote=str(remote)).is_fine
    folder = tmp_path_factory.mktemp("new") / "learning"
    app = BeginApp(Workspace(folder), FixedClock(THURSDAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+r")
        await settle(pilot)
        app.screen.query_one("#address", Input).value = str(remote)
        await pilot.press("enter")
        await settle(pilot)
        text = "\n".join(strip.text for strip in painted_strips(app))
        assert "Enter fetches it into the folder." in text
        assert not folder.exists()
        await pilot.press("enter")
        await settle(pilot)
    assert app.chosen == AMARA
    assert app.workspace == Workspace(folder)
    assert (folder / "portfolios" / f"{AMARA}.json").read_bytes() == samples.path(AMARA).read_bytes()
