"""A portfolio that gets another name while a sync runs, or whose name is another's by the time a broken file is mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from leaptui.model.edits import new_document
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.sync import sync
from leaptui.sync.outcome import SyncKind, SyncOutcome
from tests.sync.desk import AMARA, BROKEN, HURRY, Clone, Desk, agree, fine, settle_down

NEW = "amara"
LATER = "2026-03-01T15:00:00Z"


def begin_another(clone: Clone) -> str:
    """Begin another portfolio of the old name, with a piece in it; gives the piece's id."""
    PortfolioStore.create(clone.workspace, AMARA, new_document("Amara Okafor", "leap-2020", date(2026, 3, 1), LATER))
    return clone.add("What only the new one knows")


def crossed(clone: Clone, meanwhile: Callable[[Clone], object]) -> SyncOutcome:
    """Sync, and do something once, after what came in was put together and before it is written."""
    done: list[object] = []

    def act(words: str) -> None:
        if words.startswith("Merging") and not done:
            done.append(meanwhile(clone))

    outcome = sync(clone.workspace, progress=act, patience=HURRY)
    assert done
    return outcome


def holding(clone: Clone, record: str) -> list[str]:
    """The portfolios that hold a piece."""
    return [name for name in clone.workspace.names() if record in clone.evidence(name)]


@pytest.mark.parametrize("is_edited", [True, False])
def test_a_rename_while_what_came_in_is_put_together_makes_no_second_portfolio(desk: Desk, *, is_edited: bool) -> None:
    one, two = desk.two()
    theirs, picture = two.attach(b"the gauge on its pole")
    settle_down(two)
    if is_edited:
        one.put("shared", {"place": "home"})
    fine(crossed(one, lambda clone: rename_portfolio(clone.workspace, AMARA, NEW)))
    agree(desk, one, two)
    for clone in (one, two):
        assert clone.workspace.names() == [NEW]
        assert clone.evidence(NEW).keys() == {"shared", theirs}
        assert (clone.workspace.files_dir(NEW) / picture.name).read_bytes() == b"the gauge on its pole"
        assert not clone.workspace.files_dir(AMARA).exists()


def test_a_name_given_away_while_what_came_in_is_put_together_mixes_no_two_portfolios(desk: Desk) -> None:
    one, two = desk.two()
    theirs = two.add("What only the first one knows")
    settle_down(two)
    one.put("shared", {"place": "home"})
    made: list[str] = []

    def give_away(clone: Clone) -> None:
        rename_portfolio(clone.workspace, AMARA, NEW)
        made.append(begin_another(clone))

    assert crossed(one, give_away).kind is SyncKind.REFUSED
    assert one.evidence().keys() == {made[0]}
    assert one.evidence(NEW).keys() == {"shared"}
    rename_portfolio(one.workspace, AMARA, "amara-2")
    agree(desk, one, two)
    for clone in (one, two):
        assert not set(holding(clone, made[0])) & set(holding(clone, theirs))
        assert holding(clone, made[0])
        assert holding(clone, theirs)


def test_what_came_in_while_a_file_was_broken_goes_into_no_other_portfolio_begun_in_its_place(desk: Desk) -> None:
    one, two = desk.two()
    theirs = two.add("What only the first one knows")
    settle_down(two)
    one.file().write_bytes(BROKEN)
    one.sync()
    one.file().unlink()
    mine = begin_another(one)
    refused = one.sync()
    assert refused.kind is SyncKind.REFUSED
    assert "wo different portfolios are called “amara-okafor”" in refused.sentence
    assert one.evidence().keys() == {mine}
    assert one.sync().kind is SyncKind.REFUSED, "it stays so until one of the two is renamed"
    rename_portfolio(one.workspace, AMARA, NEW)
    agree(desk, one, two)
    for clone in (one, two):
        assert clone.evidence(NEW).keys() == {mine}
        assert clone.evidence().keys() == {"shared", theirs}
