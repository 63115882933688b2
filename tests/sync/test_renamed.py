"""A portfolio that gets another name in one clone while it is edited in another: both are one portfolio, under the new name."""

from __future__ import annotations

from datetime import date

import pytest

from leaptui.merge import open_conflicts
from leaptui.model.canonical import Record
from leaptui.model.change import Change, Edit
from leaptui.model.edits import new_document
from leaptui.store.drafts import Drafts
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.sync.outcome import SyncKind
from tests.sync.desk import AMARA, Clone, Desk, agree, fine, settle_down
from tests.sync.past import told

NEW = "amara"
BEGUN = "2026-03-01T14:05:00Z"


def renamed(clone: Clone, name: str = NEW) -> None:
    """Give the portfolio another name, and sync that."""
    rename_portfolio(clone.workspace, AMARA, name)
    fine(clone.sync())


def test_a_rename_that_nobody_crossed_arrives_as_a_rename(desk: Desk) -> None:
    one, two = desk.two()
    record, picture = one.attach(b"the gauge on its pole")
    agree(desk, one, two)
    renamed(one)
    assert "portfolios/amara-okafor.json is called amara.json now" in fine(two.sync()).sentence
    agree(desk, one, two)
    assert two.workspace.names() == [NEW]
    assert two.evidence(NEW).keys() == {"shared", record}
    assert (two.workspace.files_dir(NEW) / picture.name).read_bytes() == b"the gauge on its pole"
    assert not two.workspace.files_dir(AMARA).exists()


@pytest.mark.parametrize("is_rename_first", [True, False])
def test_an_edit_that_crosses_a_rename_stands_under_the_new_name(desk: Desk, *, is_rename_first: bool) -> None:
    one, two = desk.two()
    record, picture = one.attach(b"the gauge on its pole")
    agree(desk, one, two)
    rename_portfolio(one.workspace, AMARA, NEW)
    one.put("shared", {"place": "home"}, name=NEW)
    later = two.add("What I saw in the snow")
    added, snow = two.attach(b"snow on the gauge")
    two.put("shared", {"title": "Rain gauge, second version"})
    for clone in (one, two) if is_rename_first else (two, one):
        fine(clone.sync())
    agree(desk, one, two)
    for clone in (one, two):
        assert clone.workspace.names() == [NEW]
        assert clone.evidence(NEW).keys() == {"shared", record, later, added}
        assert clone.evidence(NEW)["shared"] == {
            **clone.evidence(NEW)["shared"],
            "title": "Rain gauge, second version",
            "place": "home",
        }
        assert not open_conflicts(clone.document(NEW))
        files = {path.name: path.read_bytes() for path in clone.workspace.files_dir(NEW).iterdir()}
        assert files == {picture.name: b"the gauge on its pole", snow.name: b"snow on the gauge"}
        assert not clone.workspace.files_dir(AMARA).exists()
        said = told(clone.workspace, NEW)
        words = ("Began the portfolio", "Added “Rain gauge”", "Added “What I saw in the snow”")
        assert [said.count(one) for one in words] == [1, 1, 1], "what was under the old name is history, too"


def test_a_field_that_both_changed_waits_for_a_choice_under_the_new_name(desk: Desk) -> None:
    one, two = desk.two()
    rename_portfolio(one.workspace, AMARA, NEW)
    one.put("shared", {"title": "Gauge"}, name=NEW)
    two.put("shared", {"title": "Rain"})
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    (asked,) = open_conflicts(one.document(NEW))
    assert {asked.value, *(other.value for other in asked.others)} == {"Gauge", "Rain"}
    assert asked.others[0].clone in {one.workspace.stamp().clone, two.workspace.stamp().clone}


def test_what_goes_by_the_name_on_a_machine_goes_along_when_the_rename_comes_from_elsewhere(desk: Desk) -> None:
    one, two = desk.two()
    two.put("shared", {"title": "Rain gauge, second version"})
    Drafts(two.workspace, AMARA).put("evidence", {"title": "half a sent"})
    two.workspace.note_recent([AMARA])
    renamed(one)
    fine(two.sync())
    assert Drafts(two.workspace, NEW).get("evidence") == {"title": "half a sent"}
    assert two.workspace.recent_names() == [NEW]
    assert two.workspace.renamed(AMARA) == NEW
    store = two.store(NEW)
    store.undo()
    assert two.evidence(NEW)["shared"]["title"] == "Rain gauge"


def test_both_give_it_the_same_name_and_edit_it(desk: Desk) -> None:
    one, two = desk.two()
    for clone, field in ((one, "place"), (two, "title")):
        rename_portfolio(clone.workspace, AMARA, NEW)
        clone.put("shared", {field: "home"}, name=NEW)
    agree(desk, one, two)
    assert one.workspace.names() == [NEW]
    assert not open_conflicts(one.document(NEW))
    assert [one.evidence(NEW)["shared"][field] for field in ("place", "title")] == ["home", "home"]


def test_two_names_at_once_make_two_portfolios_and_nothing_is_lost(desk: Desk) -> None:
    one, two = desk.two()
    for clone, name in ((one, NEW), (two, "okafor")):
        rename_portfolio(clone.workspace, AMARA, name)
        clone.put("shared", {"title": f"Gauge of {name}"}, name=name)
    agree(desk, one, two)
    assert one.workspace.names() == [NEW, "okafor"]
    for name in (NEW, "okafor"):
        assert one.evidence(name)["shared"]["title"] == f"Gauge of {name}"


def test_a_portfolio_removed_beside_one_that_is_new_is_no_rename(desk: Desk) -> None:
    one, two = desk.two()
    one.add("Essay", name="jonas-weber")
    one.file(AMARA).unlink()
    fine(one.sync())
    later = two.add("What I saw in the snow")
    fine(two.sync())
    agree(desk, one, two)
    assert one.workspace.names() == [AMARA, "jonas-weber"]
    assert later in one.evidence(AMARA)
    assert len(one.evidence("jonas-weber")) == 1


def test_another_learners_portfolio_with_a_record_of_the_same_id_is_no_rename(desk: Desk) -> None:
    one, two = desk.two()
    one.store("ben", "Ben Achterberg")
    one.put("shared", {"title": "A copy of the gauge"}, name="ben")
    one.file(AMARA).unlink()
    fine(one.sync())
    two.put("shared", {"body": ["Private to Amara"]})
    fine(two.sync())
    agree(desk, one, two)
    assert one.workspace.names() == [AMARA, "ben"]
    assert one.evidence("ben")["shared"]["title"] == "A copy of the gauge"
    assert "Private" not in one.file("ben").read_text()


def test_a_portfolio_without_a_record_is_known_by_its_learner_and_when_it_was_begun(desk: Desk) -> None:
    one, two = desk.clone("one"), desk.clone("two")
    for name in ("jonas", "noor"):
        meta: Record = {"format": 1, "framework": "leap-2020", "learner": {"name": name}, "created": BEGUN}
        PortfolioStore.create(one.workspace, name, {"meta": {"portfolio": meta}})
    agree(desk, one, two)
    for old in ("jonas", "noor"):
        rename_portfolio(one.workspace, old, f"{old}-2")
    for name in ("jonas", "noor"):
        two.put("first", {"title": f"By {name}"}, name=name)
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    assert one.workspace.names() == ["jonas-2", "noor-2"]
    assert [one.evidence(name)["first"]["title"] for name in one.workspace.names()] == ["By jonas", "By noor"]


def test_a_name_that_is_taken_here_leaves_both_as_they_are(desk: Desk) -> None:
    one, two = desk.two()
    renamed(one)
    later = two.add("What I saw in the snow")
    two.file(NEW).write_bytes(b"{ not yet readable")
    outcome = two.sync()
    assert two.file(NEW).read_bytes() == b"{ not yet readable"
    found = {name: two.evidence(name) for name in two.workspace.names() if name != NEW}
    assert later in found.get(AMARA, {}), outcome


@pytest.mark.parametrize("is_rename_first", [True, False])
def test_a_name_that_went_to_another_portfolio_mixes_no_two_learners_words(
    desk: Desk, *, is_rename_first: bool
) -> None:
    """One renames and gives the name away, while another one who does not know it yet writes under it."""
    one, two = desk.two()
    agree(desk, one, two)
    rename_portfolio(one.workspace, AMARA, NEW)
    document = new_document("Amara Okafor", "leap-2020", date(2026, 3, 1), BEGUN)
    PortfolioStore.create(one.workspace, AMARA, document)
    theirs = one.add("What only the new one knows")
    mine = two.add("What only the first one knows")
    first, last = (one, two) if is_rename_first else (two, one)
    fine(first.sync())
    before = {name: last.document(name) for name in last.workspace.names()}
    refused = last.sync()
    assert refused.kind is SyncKind.REFUSED
    assert "wo different portfolios are called “amara-okafor”, here and on the remote" in refused.sentence
    assert {name: last.document(name) for name in last.workspace.names()} == before
    rename_portfolio(last.workspace, AMARA, "amara-2")
    settle_down(one, two)
    agree(desk, one, two)
    for clone in (one, two):
        holding = {
            record: [name for name in clone.workspace.names() if record in clone.evidence(name)]
            for record in (mine, theirs)
        }
        assert all(holding.values()), "nothing is lost"
        assert not set(holding[mine]) & set(holding[theirs])


def test_one_that_says_otherwise_when_it_was_begun_is_the_same_portfolio(desk: Desk) -> None:
    one, two = desk.two()
    agree(desk, one, two)
    store = PortfolioStore(one.workspace, AMARA)
    before = store.portfolio.document["meta"]["portfolio"]
    store.apply(Change("Said when", BEGUN, {("meta", "portfolio"): Edit(before, {**before, "created": BEGUN})}))
    later = two.add("What I saw in the snow")
    settle_down(one, two)
    agree(desk, one, two)
    assert one.evidence().keys() == {"shared", later}
