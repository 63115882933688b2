"""A portfolio that gets another name in one clone while it is edited in another: nothing of either is lost."""

from __future__ import annotations

from leaptui.store.rename import rename_portfolio
from tests.sync.desk import AMARA, Desk, agree, fine

NEW = "amara"


def test_a_rename_that_nobody_crossed_arrives_as_a_rename(desk: Desk) -> None:
    one, two = desk.two()
    record, picture = one.attach(b"the gauge on its pole")
    agree(desk, one, two)
    rename_portfolio(one.workspace, AMARA, NEW)
    agree(desk, one, two)
    assert two.workspace.names() == [NEW]
    assert two.evidence(NEW).keys() == {"shared", record}
    assert (two.workspace.files_dir(NEW) / picture.name).read_bytes() == b"the gauge on its pole"
    assert not two.workspace.files_dir(AMARA).exists()


def test_an_edit_that_crosses_a_rename_stands_under_the_old_name_and_nothing_is_lost(desk: Desk) -> None:
    one, two = desk.two()
    record, picture = one.attach(b"the gauge on its pole")
    agree(desk, one, two)
    rename_portfolio(one.workspace, AMARA, NEW)
    fine(one.sync())
    later = two.add("What I saw in the snow")
    two.put("shared", {"title": "Rain gauge, second version"})
    outcome = fine(two.sync())
    assert f"portfolios/{AMARA}.json was removed elsewhere and changed here, so it stays" in outcome.sentence
    agree(desk, one, two)
    assert one.workspace.names() == [NEW, AMARA]
    for clone in (one, two):
        assert clone.evidence(NEW).keys() == {"shared", record}
        assert clone.evidence(AMARA).keys() == {"shared", record, later}
        assert clone.evidence(AMARA)["shared"]["title"] == "Rain gauge, second version"
        for name in (NEW, AMARA):
            assert (clone.workspace.files_dir(name) / picture.name).read_bytes() == b"the gauge on its pole", name
