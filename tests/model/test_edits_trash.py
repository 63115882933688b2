"""Throwing things away, bringing them back, and emptying the trash."""

from __future__ import annotations

import pytest

from leaptui.model.canonical import Json
from leaptui.model.change import inverse
from leaptui.model.edits import empty_trash, restore, trash, untag
from leaptui.model.edits.lost_goals import without_lost_goals
from leaptui.model.portfolio import Portfolio
from tests.model.stories import Story, leap
from tests.model.test_edits_evidence import AT, after


@pytest.fixture
def told() -> Portfolio:
    story = Story()
    gauge = story.piece("Gauge", "11-17", "D4=growing", "C1", goals=["g-Station"])
    story.piece("Lamp", "11-18", "D4")
    goal = story.goal("Station", "10-01")
    story.steps(goal, "11-01", still_open=1)
    claim = story.claim(gauge, "D4", "growing", "11-17")
    story.assess(gauge, "D4", "growing", "J. Lind", "11-18")
    for number, (table, record_id) in enumerate([("evidence", gauge), ("claims", claim), ("goals", goal)]):
        on: dict[str, Json] = {"table": table, "id": record_id}
        story.put("feedback", f"f-{number}", "11-18", on=on, by="J. Lind", text=["Good."])
    story.put("feedback", "f-odd", "11-18", on=["nowhere"], by="J. Lind")
    story.put("feedback", "f-none", "11-18", by="J. Lind")
    story.put("dreams", "d", "11-01", evidence=gauge)
    return story.told


def test_what_hangs_on_a_piece_is_hidden_and_comes_back_with_it(told: Portfolio) -> None:
    thrown = after(told, trash(told, AT, [("evidence", "e-Gauge"), ("goals", "g-Station")]))
    assert list(thrown.evidence) == ["e-Lamp"]
    assert [claim.evidence for claim in thrown.claims.values()] == ["e-Lamp"]
    assert thrown.steps == {}
    assert [item.title for item in thrown.trash] == ["Station", "Gauge"]
    back = after(thrown, restore(thrown, AT, [("goals", "g-Station"), ("evidence", "e-Gauge")]))
    assert back.claims.keys() == told.claims.keys()
    assert back.steps.keys() == told.steps.keys()
    assert back.trash == []


def test_the_label_names_one_thing_and_counts_many(told: Portfolio) -> None:
    one = [("evidence", "e-Gauge")]
    assert trash(told, AT, one).label == "Moved “Gauge” to the trash"
    assert restore(told, AT, one).label == "Brought “Gauge” back"
    assert trash(told, AT, [*one, ("goals", "g-Station")]).label == "Moved 2 things to the trash"
    assert trash(told, AT, [*one, ("evidence", "e-Lamp")]).label == "Moved 2 pieces to the trash"
    assert trash(told, AT, [("claims", next(iter(told.claims)))]).label == "Moved a claim to the trash"


def test_a_tag_taken_off_before_does_not_come_back_with_the_piece(told: Portfolio) -> None:
    now = after(told, untag(told, leap(), AT, ["e-Gauge"], ["leap-2020:C1"]))
    now = after(now, trash(now, AT, [("evidence", "e-Gauge")]))
    now = after(now, restore(now, AT, [("evidence", "e-Gauge")]))
    assert [claim.guideline for claim in now.claims_of["e-Gauge"]] == ["leap-2020:D4"]


def test_a_step_brings_its_goal_back_with_it(told: Portfolio) -> None:
    now = after(told, trash(told, AT, [("steps", "s-000")]))
    now = after(now, trash(now, AT, [("goals", "g-Station")]))
    now = after(now, restore(now, AT, [("steps", "s-000")]))
    assert "s-000" in now.steps
    assert now.trash == []


def test_emptying_removes_what_is_in_the_trash_with_all_that_hangs_on_it(told: Portfolio) -> None:
    now = after(told, trash(told, AT, [("evidence", "e-Gauge"), ("goals", "g-Station")]))
    change = empty_trash(now, AT)
    left = after(now, change).document
    assert left["evidence"].keys() == {"e-Lamp"}
    assert [claim["evidence"] for claim in left["claims"].values()] == ["e-Lamp"]
    assert not left["goals"]
    assert not left["steps"]
    assert not left["assessments"]
    assert left["feedback"].keys() == {"f-odd", "f-none"}
    assert left["dreams"] == told.document["dreams"]
    assert change.label == "Emptied the trash"


def test_emptying_removes_tags_that_were_taken_off(told: Portfolio) -> None:
    now = after(told, untag(told, leap(), AT, ["e-Gauge"], ["leap-2020:D4"]))
    left = after(now, empty_trash(now, AT)).document
    assert sorted(str(claim["guideline"]) for claim in left["claims"].values()) == ["leap-2020:C1", "leap-2020:D4"]
    assert not left["assessments"], "what was said of the claim goes with it"


def test_emptying_lets_go_of_what_is_gone_in_the_same_change() -> None:
    story = Story()
    gone, kept = story.goal("Gone", "11-01"), story.goal("Kept", "11-01")
    piece, thrown = story.piece("Lamp", "11-01", goals=[gone, kept]), story.piece("Draft", "11-01")
    story.put("steps", "s-1", "11-01", goal=kept, title="Build it", evidence=[thrown, piece])
    story.put("steps", "s-2", "11-01", goal=kept, title="Show it", evidence=[thrown])
    story.throw_away("goals", gone)
    story.throw_away("evidence", thrown)
    change = empty_trash(story.told, AT)
    left = after(story.told, change)
    assert left.document["evidence"][piece]["goals"] == [kept]
    assert left.document["evidence"][piece]["modified"] == AT
    assert left.document["steps"]["s-1"]["evidence"] == [piece]
    assert "evidence" not in left.document["steps"]["s-2"]
    assert not without_lost_goals(left, AT).edits
    back, lost = inverse(change, left.document, "Undo", AT)
    again = after(left, back)
    assert (again.document["goals"], lost) == (story.document["goals"], 0)
    assert again.document["evidence"][piece]["goals"] == [gone, kept]
    assert again.document["steps"]["s-2"]["evidence"] == [thrown]


def test_an_empty_trash_is_emptied_by_nothing(told: Portfolio) -> None:
    assert not empty_trash(told, AT).edits


def test_odd_records_do_not_keep_the_trash_from_being_emptied() -> None:
    story = Story()
    gone = story.piece("Gone", "11-01")
    story.throw_away("evidence", gone)
    odds: list[Json] = [[gone], {"id": gone}, None, 5, True]
    for number, odd in enumerate(odds):
        story.put("claims", f"c-{number}", "11-01", evidence=odd, guideline=odd)
        story.put("steps", f"s-{number}", "11-01", goal=odd)
        story.put("assessments", f"a-{number}", "11-01", claim=odd)
        story.put("feedback", f"f-{number}", "11-01", on=odd)
        story.put("feedback", f"g-{number}", "11-01", on={"table": odd, "id": odd})
    assert empty_trash(story.told, AT).edits.keys() == {("evidence", gone)}
