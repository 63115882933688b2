"""Looking into other learners' portfolios: what they share and ask, with care for what is not there, broken, or a link."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leaptui.model.canonical import Json
from leaptui.model.clock import FixedClock
from leaptui.model.edits import add_ask, add_evidence, add_person, new_document, share, take_shared, trash
from leaptui.store.others import NotShared, Others, theirs_at
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace

CLOCK = FixedClock(datetime(2026, 3, 11, 10, tzinfo=UTC))
AT = "2026-03-11T10:00:00Z"


class Class:
    """A workspace with Amara's and Ravi's portfolios; Ravi shares a piece with Amara, who took it in."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(folder)
        self.amara, self.ravi = (self._begun(name) for name in ("amara", "ravi"))
        (folder / "wiring.txt").write_text("red to red")
        entry = self.ravi.attach(folder / "wiring.txt")
        fields: dict[str, Json] = {"title": "Wiring", "body": ["Red to red"], "attachments": [entry]}
        change, self.theirs = add_evidence(self.ravi.portfolio, AT, fields)
        self.ravi.apply(change)
        self.ravi.apply(share(self.ravi.portfolio, AT, self.theirs, ["amara"]))
        change, self.mine = take_shared(self.amara.portfolio, AT, "ravi", self.ravi.portfolio.evidence[self.theirs])
        self.amara.apply(change)
        self.others = Others(self.workspace, "amara")

    def _begun(self, name: str) -> PortfolioStore:
        document = new_document(f"{name.title()} N", "leap-2020", CLOCK.today(), CLOCK.instant())
        return PortfolioStore.create(self.workspace, name, document, CLOCK)

    def shown_text(self) -> str:
        piece = self.amara.portfolio.evidence[self.mine]
        assert piece.shared is not None
        raw = self.amara.portfolio.raw("evidence", self.mine) or {}
        return self.others.shown(raw, self.mine, piece.shared).piece.text

    def sentence(self) -> str:
        with pytest.raises(NotShared) as raised:
            self.shown_text()
        return str(raised.value)


@pytest.fixture
def room(tmp_path: Path) -> Class:
    return Class(tmp_path)


def test_words_and_files_are_read_from_where_they_are(room: Class) -> None:
    assert room.shown_text() == "Red to red"
    (item,) = room.ravi.portfolio.evidence[room.theirs].attachments
    assert theirs_at(room.workspace, "ravi", item).read_text() == "red to red"
    assert not room.amara.files_dir.exists()


def test_what_is_not_shared_any_more_is_one_calm_sentence(room: Class) -> None:
    assert room.shown_text()
    room.ravi.apply(share(room.ravi.portfolio, AT, room.theirs, []))
    assert room.sentence() == "Ravi N does not share this piece any more. Your tags of it stay."


def test_a_piece_in_the_trash_a_portfolio_that_is_gone_and_one_that_is_broken_are_sentences(room: Class) -> None:
    room.ravi.apply(trash(room.ravi.portfolio, AT, [("evidence", room.theirs)]))
    assert "does not share this piece any more" in room.sentence()
    path = room.workspace.path("ravi")
    path.write_text("{ no json")
    assert "cannot be read now" in room.sentence()
    assert room.others.offers(room.amara.portfolio) == []
    path.unlink()
    assert "is not here any more" in room.sentence()


def test_links_are_not_followed(room: Class, tmp_path: Path) -> None:
    path = room.workspace.path("ravi")
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    assert "cannot be read now" in room.sentence()
    (item,) = room.ravi.portfolio.evidence[room.theirs].attachments
    folder = room.workspace.portfolios_dir / "ravi.files"
    folder.rename(tmp_path / "files")
    folder.symlink_to(tmp_path / "files")
    assert not theirs_at(room.workspace, "ravi", item).exists()
    assert not theirs_at(room.workspace, "../ravi", item).exists()


def test_offers_are_those_shared_with_this_portfolio(room: Class) -> None:
    (offer,) = room.others.offers(room.amara.portfolio)
    assert (offer.owner, offer.learner, offer.piece.title, offer.taken) == ("ravi", "Ravi N", "Wiring", True)
    room.amara.apply(trash(room.amara.portfolio, AT, [("evidence", room.mine)]))
    assert [one.taken for one in room.others.offers(room.amara.portfolio)] == [False]
    assert Others(room.workspace, "ravi").offers(room.ravi.portfolio) == []


def test_asks_of_others_are_told_where_both_know_each_other(room: Class) -> None:
    change, me_there = add_person(room.ravi.portfolio, AT, {"name": "Amara", "portfolio": "amara"})
    room.ravi.apply(change)
    for private in (False, True):
        fields: dict[str, Json] = {"private": private}
        room.ravi.apply(add_ask(room.ravi.portfolio, AT, "May I use your wiring?", "peer", me_there, fields=fields)[0])
    assert room.others.asks(room.amara.portfolio) == []
    change, ravi_here = add_person(room.amara.portfolio, AT, {"name": "Ravi", "portfolio": "ravi"})
    room.amara.apply(change)
    (asked,) = room.others.asks(room.amara.portfolio)
    assert (asked.person, asked.owner, asked.ask.words) == (ravi_here, "ravi", "May I use your wiring?")
