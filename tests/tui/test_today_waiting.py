"""What waits for the learner: feedback, two versions of a piece, pieces without a tag."""

from __future__ import annotations

from leaptui.merge import Stamp, merge3
from leaptui.model.canonical import canonical_bytes, read_document
from leaptui.model.edits import add_evidence, edit_evidence
from leaptui.model.portfolio import Portfolio
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.tagging.picker import TagPicker
from leaptui.tui.today.waiting import Waiting
from tests.tui.conftest import Open
from tests.tui.today_desk import AMARA, AT, MATEO, footer, screen_name


def answered(portfolio: Portfolio) -> dict[str, str]:
    """Whose feedback was answered, by the feedback's id."""
    return {item.id: item.by for items in portfolio.feedback_on.values() for item in items if item.answered}


async def test_what_waits_leads_to_what_was_said_and_esc_leads_back(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(120, 30)) as desk:
        desk.app.screen.query_one(Waiting).focus()
        await desk.press("enter")
        assert "▸ Rain gauge, second version" in desk.text
        assert "Feedback" in desk.text, "the piece is long: what was said of it is brought into sight"
        await desk.press("escape")
        assert screen_name(desk) == "today"


async def test_feedback_leads_to_its_piece_and_is_answered_with_space(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        desk.app.screen.query_one(Waiting).focus()
        before = answered(desk.portfolio)
        await desk.press("down", "space")
        await desk.type("I will.")
        await desk.press("ctrl+s")
        assert "Ravi Nair gave" not in desk.text
        (item,) = answered(desk.portfolio).keys() - before.keys()
        assert desk.portfolio.name_of(answered(desk.portfolio)[item]) == "Ravi Nair"
        await desk.press("u")
        assert "Ravi Nair gave" in desk.text
        await desk.pilot.click(Waiting, offset=(12, 2), times=2)
        await desk.settle()
        assert screen_name(desk) == "evidence"
        piece = desk.app.screen.query_one(PieceList).key
        assert piece is not None
        assert desk.portfolio.evidence[piece].title == "Rain gauge, second version"


async def test_two_versions_wait_until_one_is_chosen(samples: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(samples, MATEO)
    base = store.portfolio.document
    piece = store.portfolio.newest[0]
    store.apply(edit_evidence(store.portfolio, AT, piece.id, {"title": "Una cosa"}))
    mine = store.portfolio.document
    theirs = read_document(canonical_bytes(base))
    theirs["evidence"][piece.id] = {**theirs["evidence"][piece.id], "title": "Otra cosa", "modified": AT}
    merged = merge3(base, mine, theirs, mine_stamp=Stamp("a" * 16, 1), theirs_stamp=Stamp("b" * 16, 1))
    store.path.write_bytes(canonical_bytes(merged))
    async with at_desk(samples, MATEO) as desk:
        assert "≠" in desk.text
        assert "Two versions of one piece" in desk.text
        desk.app.screen.query_one(Waiting).focus()
        await desk.press("home")
        assert "Space" not in footer(desk)
        await desk.press("enter")
        assert screen_name(desk) == "conflicts"
        assert "Otra cosa" in desk.text


async def test_when_nothing_waits_the_pane_says_so_and_t_tags_the_newest_piece(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    store.apply(add_evidence(store.portfolio, AT, {"title": "Bread", "made_on": "2026-11-16"})[0])
    async with at_desk(empty, "noor-haddad") as desk:
        assert "Nothing is waiting. One piece has no tag yet: t" in " ".join(desk.text.replace("│", " ").split())
        await desk.press("t")
        assert isinstance(desk.app.screen, TagPicker)
        await desk.press("down", "space", "enter")
        assert len(desk.portfolio.claims) == 1
        assert "What others say about your work comes here." in " ".join(desk.text.replace("│", " ").split())
        await desk.press("t")
        assert "Every piece has a tag" in desk.text
