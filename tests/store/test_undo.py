"""Undo and redo: across programs and changes from outside, without ever taking away what was written later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.merge import open_conflicts
from leaptui.model import edits
from leaptui.model.canonical import Document
from leaptui.model.change import Change, Edit
from leaptui.model.portfolio import Portfolio
from leaptui.store.errors import ReadOnly, Refused
from leaptui.store.portfolio_store import PortfolioStore
from tests.model.stories import leap
from tests.store.desk import AT, DEBATE, GAUGE, GOAL, LAMP, Desk, at_once, retitle, run, tell


def said(document: Document) -> Document:
    """What a document says, the instants of change left out."""
    return {
        table: {key: {f: v for f, v in record.items() if f != "modified"} for key, record in records.items()}
        for table, records in document.items()
    }


def test_many_changes_go_back_one_by_one_and_forth_again(desk: Desk) -> None:
    store = desk.open()
    states = [said(desk.document)]
    labels = []
    changes: list[Callable[[Portfolio], Change]] = [
        lambda p: edits.add_evidence(p, AT, {"title": "Talk"}, {"leap-2020:C5": "growing"})[0],
        lambda p: edits.tag(p, leap(), AT, [GAUGE, DEBATE], {"leap-2020:F1.a": None}),
        lambda p: edits.trash(p, AT, [("evidence", LAMP), ("goals", GOAL)]),
        lambda p: edits.empty_trash(p, AT),
        lambda p: edits.add_goal(p, AT, {"title": "Fly"}, ["one", "two"])[0],
    ]
    for change in changes:
        labels.append(store.apply(change(store.portfolio)).label)
        states.append(said(desk.document))
    assert store.undo_label == "Set the goal “Fly”"
    assert store.redo_label is None
    for number in reversed(range(5)):
        assert store.undo() == labels[number]
        assert said(desk.document) == states[number]
    assert store.undo() is None
    assert store.undo_label is None
    for number in range(5):
        assert store.redo_label == labels[number]
        assert store.redo() == labels[number]
        assert said(desk.document) == states[number + 1]
    assert store.redo() is None


def test_another_program_takes_back_what_this_one_did(desk: Desk) -> None:
    retitle(desk.open(), GAUGE, "One")
    retitle(desk.open(), GAUGE, "Two")
    first, second = desk.open(), desk.open()
    assert first.undo() == "Edited “One”"
    assert second.undo() == "Edited “Rain gauge”"
    assert desk.title(GAUGE) == "Rain gauge"
    assert first.undo() is None
    assert first.redo() == "Edited “Rain gauge”"
    assert second.redo() == "Edited “One”"
    assert desk.title(GAUGE) == "Two"


def test_a_new_change_ends_what_could_be_done_again(desk: Desk) -> None:
    store = desk.open()
    retitle(store, GAUGE, "One")
    store.undo()
    assert store.redo_label == "Edited “Rain gauge”"
    retitle(desk.open(), LAMP, "Lantern")
    assert store.redo_label is None
    assert store.redo() is None
    assert store.undo() == "Edited “Lamp”"


def test_what_was_written_later_in_the_same_record_stays(desk: Desk) -> None:
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine", "place": "home"})
    store.apply(change)
    desk.edit("evidence", GAUGE, place="school", body=["Theirs"])
    assert store.undo() == "Edited “Rain gauge”"
    record = desk.record("evidence", GAUGE)
    assert (record["title"], record["place"], record["body"]) == ("Rain gauge", "school", ["Theirs"])


def test_a_new_piece_somebody_wrote_on_in_stays_and_undo_goes_on_before_it(desk: Desk) -> None:
    store = desk.open()
    retitle(store, LAMP, "Lantern")
    change, made = edits.add_evidence(store.portfolio, AT, {"title": "Talk"})
    store.apply(change)
    desk.edit("evidence", made, body=["Somebody's words"])
    with pytest.raises(Refused, match="it cannot be taken back, for all of it was changed again since: Added “Talk”"):
        store.undo()
    assert desk.record("evidence", made)["body"] == ["Somebody's words"]
    assert desk.open().undo() == "Edited “Lamp”"
    assert desk.title(LAMP) == "Lamp"


def test_what_goes_back_only_in_part_is_told(desk: Desk) -> None:
    store = desk.open()
    store.apply(edits.tag(store.portfolio, leap(), AT, [DEBATE, LAMP], {"leap-2020:C2": "growing"}))
    (claim,) = store.portfolio.claims_of[DEBATE]
    desk.edit("claims", claim.id, why=["Theirs"])
    assert store.undo() == "Tagged 2 pieces with C2"
    assert store.notice is not None
    assert store.notice.endswith("stays as it is now: Tagged 2 pieces with C2")
    assert [one.reason for one in store.portfolio.claims_of[DEBATE]] == ["Theirs"]
    assert "leap-2020:C2" not in [one.guideline for one in store.portfolio.claims_of[LAMP]]


def test_redo_that_is_no_longer_possible_is_said_and_passed_over(desk: Desk) -> None:
    store = desk.open()
    retitle(store, GAUGE, "Mine")
    store.undo()
    desk.edit("evidence", GAUGE, title="Theirs")
    with pytest.raises(Refused, match="cannot be done again"):
        store.redo()
    assert desk.title(GAUGE) == "Theirs"
    assert store.redo() is None


def test_undo_of_an_edit_that_was_merged_takes_back_only_ones_own(desk: Desk) -> None:
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine", "tags": ["mine", "weather"]})
    desk.edit("evidence", GAUGE, place="school", tags=["theirs", "weather"])
    store.apply(change)
    assert store.undo() == "Edited “Rain gauge”"
    record = desk.record("evidence", GAUGE)
    assert (record["title"], record["place"], record["tags"]) == ("Rain gauge", "school", ["theirs", "weather"])


def test_undo_of_a_choice_opens_the_question_again(desk: Desk) -> None:
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine"})
    desk.edit("evidence", GAUGE, title="Theirs")
    store.apply(change)
    before = open_conflicts(desk.document)
    retitle(store, GAUGE, "Ours")
    assert open_conflicts(desk.document) == []
    store.undo()
    assert open_conflicts(desk.document) == before
    store.redo()
    assert open_conflicts(desk.document) == []
    assert desk.title(GAUGE) == "Ours"


def test_unknown_fields_and_tables_go_back_and_forth_untouched(desk: Desk) -> None:
    store = desk.open()
    document = desk.document
    store.apply(edits.trash(store.portfolio, AT, [("evidence", LAMP)]))
    store.apply(edits.empty_trash(store.portfolio, AT))
    dream = store.portfolio.raw("dreams", "d-1")
    store.apply(Change("Another tool", AT, {("dreams", "d-1"): Edit(dream, None)}))
    for _ in range(3):
        store.undo()
    assert said(desk.document) == said(document)


def test_a_read_only_portfolio_is_not_undone(desk: Desk) -> None:
    store = desk.open()
    retitle(store, GAUGE, "Mine")
    desk.edit("meta", "portfolio", min_writer=9)
    before = desk.path.read_bytes()
    with pytest.raises(ReadOnly):
        store.undo()
    assert desk.path.read_bytes() == before
    assert store.undo_label == "Edited “Rain gauge”"


def undo_often(root: str) -> None:
    """In each program take some changes back."""

    def work(_: int) -> list[str | None]:
        store = Desk(Path(root)).open()
        return [store.undo() for _ in range(8)]

    tell(labels=at_once(3, work))


def test_programs_that_undo_at_once_take_each_change_back_once(desk: Desk) -> None:
    store = desk.open()
    for number in range(24):
        store.apply(edits.add_evidence(store.portfolio, AT, {"title": f"piece {number}"})[0])
    told = run(undo_often, desk.root)["labels"]
    assert isinstance(told, list)
    labels = [label for labels in told for label in labels]
    assert sorted(labels) == sorted(f"Added “piece {number}”" for number in range(24))
    assert len(desk.document["evidence"]) == 3


def test_portfolios_beside_one_another_have_their_own_undo(desk: Desk) -> None:
    other = PortfolioStore.create(desk.workspace, "other", desk.document, desk.open().clock)
    retitle(other, GAUGE, "Theirs")
    assert desk.open().undo() is None
    assert other.undo() == "Edited “Rain gauge”"
