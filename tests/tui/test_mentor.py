"""The mentor's desk: who waits, opening a portfolio with one's own voice, and the way back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from leaptui.model.edits.statements import give_feedback
from leaptui.signing.signer import Signer
from leaptui.signing.signers import add_signer
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.mentor.app import MentorApp
from leaptui.tui.mentor.mentoring import Mentoring
from tests.signing.keys import make_key, public
from tests.tui.conftest import Desk, Hands
from tests.tui.mentor_desk import CLOCK, LIND, draft, waiting_room

Waiting = Callable[..., AbstractAsyncContextManager[Desk]]


@asynccontextmanager
async def queue(workspace: Workspace, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Hands]:
    """The desk before a portfolio is open."""
    app = MentorApp(Mentoring(workspace, LIND), CLOCK)
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Hands(app, pilot)
        await desk.settle()
        yield desk


@asynccontextmanager
async def opened(
    workspace: Workspace, name: str, signer: Signer | None = None, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[Desk]:
    """A portfolio opened from the desk."""
    app = LeaptuiApp(workspace, PortfolioStore(workspace, name, CLOCK), CLOCK)
    app.mentoring = Mentoring(workspace, LIND, signer)
    for listed in app.mentoring.read_anew():
        app.mentoring.look(listed)
    app.mentoring.found("")
    app.mentoring.take(app.session)
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(app, pilot, workspace, name)
        await desk.settle()
        yield desk


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_who_waits_stands_under_what_waits_and_nothing_private_shows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    workspace = waiting_room(tmp_path)
    async with queue(workspace, size) as desk:
        rows = [row for row in desk.text.splitlines() if "▸" in row or "Mateo" in row or "Noor" in row]
        assert "Amara Okafor" in rows[0]
        assert "1 ask · 1 new" in rows[0]
        assert "1 review · 1 new" in rows[1]
        assert "2 to agree to" in rows[2]
        assert "secret" not in desk.text
        await desk.type("no")
        assert "▸ Noor Haddad" in desk.text
        assert "Repair my own bicycle" in desk.text
        assert "Amara" not in desk.text
        await desk.press("enter")
        assert isinstance(desk.app, MentorApp)
        assert desk.app.chosen == "noor-haddad"


async def test_one_sort_can_be_shown_alone_and_what_was_seen_is_new_no_more(tmp_path: Path) -> None:
    workspace = waiting_room(tmp_path)
    async with queue(workspace) as desk:
        await desk.press("ctrl+s")
        assert "Mateo" not in desk.text
        await desk.press("ctrl+s")
        assert "▸ Mateo Quispe" in desk.text
        await desk.press("ctrl+s", "ctrl+s")
        assert "Zoë Müller" in desk.text
        assert "Noor" not in desk.text
        await desk.press("end", "ctrl+end", "ctrl+r")
        assert "Zoë Müller" not in desk.text
        await desk.press("ctrl+s")
        assert "Nothing waits" in desk.text
    async with queue(workspace) as desk:
        assert "1 new" in desk.text
        await desk.press("ctrl+end")
        assert "Nothing waits, and nothing is new" in desk.text


async def test_a_portfolio_opens_with_the_mentors_voice_and_escape_leads_back(tmp_path: Path) -> None:
    workspace = waiting_room(tmp_path)
    async with opened(workspace, "amara-okafor") as desk:
        assert "J. Lind is looking with you" in desk.text
        assert "Rain gauge v2" in desk.text
        assert "secret" not in desk.text
        before = desk.path.read_bytes()
        await desk.press("w")
        assert "Whose words" not in desk.text, "at their desk a mentor speaks for nobody else"
        await desk.press("a")
        assert desk.path.read_bytes() == before
        await desk.press("escape")
        assert "Mentor's desk of J. Lind" in desk.text
        assert "▸ Amara Okafor" in desk.text
        assert "1 ask · 1 new" not in desk.text, "it was looked at"
        await desk.type("zo")
        await desk.press("enter")
        assert "The verse by heart" in desk.text
        assert "J. Lind is looking with you" in desk.text
        await desk.press("escape", "escape")
        assert "The verse by heart" in desk.text


async def test_enter_on_an_ask_leads_to_the_piece_it_is_about(tmp_path: Path) -> None:
    workspace = waiting_room(tmp_path)
    store = PortfolioStore(workspace, "amara-okafor", CLOCK)
    later = draft(store, 8)
    for number in range(3):
        later.new("evidence", {"title": f"A newer piece {number}", "kind": "text", "made_on": "2026-03-08"})
    store.apply(later.change("later"))
    async with opened(workspace, "amara-okafor") as desk:
        assert "▸ Rain gauge v2" in desk.text
        await desk.press("escape")
        await desk.type("noor")
        await desk.press("enter")
        assert "▸ Repair my own bicycle" in desk.text
        await desk.press("escape")
        await desk.type("amara")
        await desk.press("enter")
        assert "▸ Rain gauge v2" in desk.text


async def test_what_a_mentor_says_is_signed_and_the_piece_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = waiting_room(tmp_path / "room")
    key = make_key(tmp_path / "key")
    add_signer(workspace, "J. Lind", public(key))
    async with opened(workspace, "amara-okafor", Signer("J. Lind", "mentor", key)) as desk:
        session = desk.app.session
        (piece,) = session.portfolio.evidence
        change, made = give_feedback(session.portfolio, session.at, LIND, ("evidence", piece), "Weigh the spoon")
        assert desk.app.do(change)
        await desk.settle()
        assert (desk.portfolio.raw("feedback", made) or {}).get("signature")
        assert "signed by J. Lind" in desk.text
        data = desk.path.read_bytes()
        desk.path.write_bytes(data.replace(b"Weigh the spoon", b"Weigh the spoom"))
        desk.app.look_again()
        await desk.settle()
        assert "signature does not match" in desk.text


async def test_a_click_opens_and_the_help_tells_the_keys(tmp_path: Path) -> None:
    workspace = waiting_room(tmp_path)
    async with queue(workspace) as desk:
        await desk.press("f1")
        assert "Show only asks" in desk.text
        await desk.press("escape")
        row = next(y for y, text in enumerate(desk.text.splitlines()) if "Zoë" in text)
        await desk.pilot.click(offset=(10, row))
        await desk.settle()
        assert "The verse by heart" in desk.text
        await desk.pilot.click(offset=(10, row), times=2)
        await desk.settle()
        assert isinstance(desk.app, MentorApp)
        assert desk.app.chosen == "zoe-muller"


async def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    workspace = waiting_room(tmp_path)
    workspace.path("zoe-muller").write_bytes(b"{")
    async with queue(workspace) as desk:
        assert "cannot be read" in desk.text


async def test_what_is_synced_later_is_new_however_old_it_is(tmp_path: Path) -> None:
    workspace = waiting_room(tmp_path)
    mentoring = Mentoring(workspace, LIND)
    for listed in mentoring.read_anew():
        mentoring.look(listed)
    mentoring.note_looked("zoe-muller")
    store = PortfolioStore(workspace, "zoe-muller", CLOCK)
    old = draft(store, 1)
    old.new("evidence", {"title": "Written on a train, long ago", "kind": "text"})
    store.apply(old.change("came with a sync"))
    again = Mentoring(workspace, LIND)
    for listed in again.read_anew():
        again.look(listed)
    (zoe,) = again.found("zoe")
    assert [item.says for item in zoe.news] == ["Written on a train, long ago"]
