"""The whole story by the app: a learner and a mentor in two clones, what the mentor says signed, and one byte altered."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import which

import pytest

from leaptui.model.edits import new_document
from leaptui.model.records_others import Agreement, Assessment, Recognition, Review
from leaptui.model.records_own import Advance, Ask
from leaptui.model.voices import Voice
from leaptui.signing.signer import Signer
from leaptui.signing.signers import add_signer
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync import init_workspace, sync
from leaptui.sync.connect import join
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.mentor.app import MentorApp
from leaptui.tui.mentor.mentoring import Mentoring
from leaptui.tui.today.waiting import Waiting
from tests.signing.keys import make_key, public
from tests.sync.desk import git
from tests.tui.conftest import THURSDAY, Desk, Hands, Open, RunningClock

NOOR = "noor-haddad"
LOOKS = 1200
"""How often it is looked whether a sync has ended."""
WHY = "Ten pours, all written down."


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The mentor's key; the story is passed over where nothing can be signed."""
    if which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here to sign with")
    return make_key(tmp_path / "lind")


@pytest.fixture
def home(tmp_path: Path) -> Workspace:
    """The learner's workspace with an empty portfolio, synced with a remote."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "--template=", "class.git")
    workspace = Workspace(tmp_path / "home")
    workspace.root.mkdir()
    clock = RunningClock(THURSDAY)
    PortfolioStore.create(
        workspace, NOOR, new_document("Noor Haddad", "leap-2020", clock.today(), clock.instant()), clock
    )
    init_workspace(workspace.root)
    assert sync(workspace, remote=str(tmp_path / "class.git")).is_fine
    return workspace


async def carried(desk: Desk) -> None:
    """Sync by the key, and wait for its end."""
    await desk.press("S")
    for _look in range(LOOKS):
        if not desk.app.carrier.is_syncing and "synced ✓" in desk.text:
            break
        await asyncio.sleep(0.05)
    else:
        pytest.fail(f"nothing was synced:\n{desk.text}")
    await desk.settle()


@asynccontextmanager
async def from_the_desk(workspace: Workspace, key: Path) -> AsyncIterator[Desk]:
    """The portfolio as the mentor opens it from their desk."""
    clock = RunningClock(THURSDAY)
    mentoring = Mentoring(workspace, Voice("J. Lind", "mentor"), Signer("J. Lind", "mentor", key))
    queue = MentorApp(mentoring, clock)
    async with queue.run_test(size=(120, 40), notifications=True) as pilot:
        hands = Hands(queue, pilot)
        await hands.settle()
        assert "▸ Noor Haddad" in hands.text
        assert "1 ask" in hands.text
        await hands.press("enter")
    assert queue.chosen == NOOR
    app = LeaptuiApp(workspace, PortfolioStore(workspace, NOOR, clock), clock)
    app.mentoring = mentoring
    mentoring.take(app.session)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        desk = Desk(app, pilot, workspace, NOOR)
        await desk.settle()
        yield desk


def verified(workspace: Workspace) -> tuple[int, str]:
    """What `leaptui verify` ends with, and what it prints."""
    words = [sys.executable, "-m", "leaptui", "verify"]
    ended = subprocess.run(words, cwd=workspace.root, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout + ended.stderr


async def learner_prepares(desk: Desk) -> None:
    """Capture, tag, note who helps, ask for support, keep something private, prepare a review."""
    await desk.press("enter")
    await desk.type("Rain gauge v2")
    await desk.press("enter", "2", "t")
    await desk.type("multiple")
    await desk.press("down", "2", "tab")
    await desk.type("It measured a whole week.")
    await desk.press("enter")
    await desk.press("7", "enter")
    await desk.type("J. Lind, mentor")
    await desk.press("enter", "2", "exclamation_mark")
    await desk.type("Look at the calibration, please")
    await desk.press("ctrl+s", "6", "n")
    await desk.type("I freeze when somebody watches")
    await desk.press("ctrl+s", "8", "enter")
    await desk.type("Is it good enough?")
    await desk.press("enter", "space", "tab", "tab", "space")


async def mentor_speaks(desk: Desk) -> None:
    """Look at the piece that was asked about, hold the review: a level, why, a decision, feedback; agree, recognise."""
    assert "▸ Rain gauge v2" in desk.text
    assert "Look at the calibration" in desk.text
    await desk.press("6")
    assert "I freeze" not in desk.text
    await desk.press("8", "h", "3", "i")
    await desk.type(WHY)
    await desk.press("ctrl+s", "g", "e")
    await desk.type("One change, then ten pours.")
    await desk.press("escape", "y", "A", "space", "enter")
    await desk.type("Measures what she builds")
    await desk.press("enter")
    assert WHY in desk.text
    assert "signed by J. Lind" in desk.text


async def test_a_learner_and_a_mentor_in_two_clones(home: Workspace, key: Path, tmp_path: Path, at_desk: Open) -> None:
    add_signer(home, "J. Lind", public(key))
    async with at_desk(home, NOOR, size=(120, 40)) as desk:
        await learner_prepares(desk)
        assert [ask.words for ask in desk.portfolio.live(Ask).values()] == ["Look at the calibration, please"]
        (review,) = desk.portfolio.live(Review).values()
        assert (len(review.evidence), len(review.with_)) == (1, 1)
        await carried(desk)
    assert join(str(tmp_path / "class.git"), tmp_path / "there", beside=tmp_path).is_fine
    there = Workspace(tmp_path / "there")
    learners = PortfolioStore(there, NOOR).portfolio.raw("reviews", review.id)
    async with from_the_desk(there, key) as desk:
        await mentor_speaks(desk)
        assert desk.portfolio.raw("reviews", review.id) == learners, "a mentor edits nothing of the learner's"
        await carried(desk)
    async with at_desk(home, NOOR, size=(120, 60)) as desk:
        await carried(desk)
        said = desk.portfolio
        assert [one.level for one in said.live(Assessment).values()] == ["demonstrated"]
        assert len(said.live(Agreement)) == len(said.live(Recognition)) == 1
        assert "J. Lind gave feedback" in desk.text
        assert "is demonstrated: on, or deeper?" in desk.text
        await desk.press("8")
        for words in (WHY, "signed by J. Lind", "go deeper"):
            assert words in desk.text, words
        await goes_deeper(desk)
        await carried(desk)
    assert verified(home)[0] == 0
    assert "4 statements checked, 4 signed" in verified(home)[1]
    path = home.path(NOOR)
    path.write_bytes(path.read_bytes().replace(b"Ten pours, all", b"Ten pourz, all"))
    async with at_desk(home, NOOR, size=(120, 60)) as desk:
        await desk.press("8")
        await desk.settle()
        assert "signature does not match" in desk.text
    code, words = verified(home)
    assert code == 1
    assert "signature does not match" in words


async def goes_deeper(desk: Desk) -> None:
    """Choose at the guideline that is demonstrated to go deeper: a goal grows from it."""
    before = len(desk.portfolio.goals)
    await desk.press("1")
    waiting = desk.app.screen.query_one(Waiting)
    waiting.focus()
    assert waiting.go_to("guidelines/leap-2020:D4/")
    await desk.press("enter")
    await desk.type("deeper")
    await desk.press("enter", "tab")
    await desk.type("How small a rain does it still feel?")
    await desk.press("ctrl+s")
    (advance,) = desk.portfolio.live(Advance).values()
    assert advance.way == "deeper"
    assert len(desk.portfolio.goals) == before + 1
