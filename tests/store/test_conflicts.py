"""What two programs wrote differently waits for the learner, who settles it by writing the field."""

from __future__ import annotations

import pytest

from leaptui.merge import choose, open_conflicts, settle
from leaptui.model import edits
from leaptui.model.canonical import Json
from leaptui.model.change import Change, Edit
from tests.store.desk import AT, GAUGE, GOAL, LAMP, Desk, retitle

FIELDS: dict[str, tuple[Json, Json, Json]] = {
    "title": ("Mine", "Theirs", "Chosen"),
    "kind": ("text", "image", "code"),
    "minutes": (5, 7, 9),
    "made_on": ("2026-01-01", "2026-01-02", "2026-01-03"),
    "body": (["It snowed.", "", "A lot."], ["It hailed.", "", "A lot."], ["It stopped."]),
}


def meet(desk: Desk, fields: dict[str, Json], theirs: dict[str, Json]) -> None:
    """The learner has begun to edit a piece when somebody else writes in it."""
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, fields)
    desk.edit("evidence", GAUGE, **theirs)
    store.apply(change)


@pytest.mark.parametrize("field", FIELDS)
def test_writing_the_field_anew_settles_it_for_good(desk: Desk, field: str) -> None:
    mine, theirs, chosen = FIELDS[field]
    meet(desk, {field: mine}, {field: theirs})
    (conflict,) = open_conflicts(desk.document)
    assert conflict.field == field
    assert [conflict.value, conflict.others[0].value] in ([mine, theirs], [theirs, mine])
    store = desk.open()
    store.apply(edits.edit_evidence(store.portfolio, AT, GAUGE, {field: chosen}))
    assert open_conflicts(desk.document) == []
    assert desk.record("evidence", GAUGE)[field] == chosen
    retitle(store, LAMP, "Lantern")
    assert open_conflicts(desk.document) == []


def test_writing_one_field_leaves_the_other_question_open(desk: Desk) -> None:
    meet(desk, {"title": "Mine", "place": "home"}, {"title": "Theirs", "place": "school"})
    assert {one.field for one in open_conflicts(desk.document)} == {"title", "place"}
    retitle(desk.open(), GAUGE, "Chosen")
    assert [one.field for one in open_conflicts(desk.document)] == ["place"]
    store = desk.open()
    store.apply(edits.tick_step(store.portfolio, AT, "s-001", None))
    store.apply(edits.edit_evidence(store.portfolio, AT, GAUGE, {"minutes": 4}))
    assert [one.field for one in open_conflicts(desk.document)] == ["place"]


def test_emptying_the_field_is_a_choice_too(desk: Desk) -> None:
    meet(desk, {"place": "home"}, {"place": "school"})
    store = desk.open()
    store.apply(edits.edit_evidence(store.portfolio, AT, GAUGE, {"place": None}))
    assert open_conflicts(desk.document) == []
    assert "place" not in desk.record("evidence", GAUGE)


@pytest.mark.parametrize("take", [False, True])
def test_a_choice_between_the_versions_is_kept_as_it_was_made(desk: Desk, *, take: bool) -> None:
    meet(desk, {"title": "Mine"}, {"title": "Theirs"})
    (conflict,) = open_conflicts(desk.document)
    store = desk.open()
    before = store.portfolio.raw("evidence", GAUGE)
    assert before is not None
    other = conflict.others[0].value
    after = choose(before, "title", other) if take else settle(before, "title")
    store.apply(Change("Chose", AT, {("evidence", GAUGE): Edit(before, after)}))
    assert open_conflicts(desk.document) == []
    assert desk.title(GAUGE) == (other if take else conflict.value)
    store.undo()
    assert open_conflicts(desk.document)[0].value == conflict.value


def test_a_change_inside_a_field_of_fields_settles_only_its_own_question(desk: Desk) -> None:
    store = desk.open()
    targets: list[Json] = [{"guideline": "leap-2020:D4", "level": "growing"}]
    store.apply(edits.edit_goal(store.portfolio, AT, GOAL, {"guidelines": targets}))
    mine: list[Json] = [{"guideline": "leap-2020:D4", "level": "deepening"}]
    change = edits.edit_goal(store.portfolio, AT, GOAL, {"guidelines": mine, "title": "Mine"})
    desk.edit("goals", GOAL, guidelines=[{"guideline": "leap-2020:D4", "level": "demonstrated"}], title="Theirs")
    store.apply(change)
    assert {one.field for one in open_conflicts(desk.document)} == {"guidelines[leap-2020:D4].level", "title"}
    chosen: list[Json] = [{"guideline": "leap-2020:D4", "level": "starting"}]
    store.apply(edits.edit_goal(store.portfolio, AT, GOAL, {"guidelines": chosen}))
    assert [one.field for one in open_conflicts(desk.document)] == ["title"]


def test_trashing_what_waits_for_a_choice_keeps_the_question_for_when_it_comes_back(desk: Desk) -> None:
    meet(desk, {"title": "Mine"}, {"title": "Theirs"})
    store = desk.open()
    store.apply(edits.trash(store.portfolio, AT, [("evidence", GAUGE)]))
    store.apply(edits.restore(store.portfolio, AT, [("evidence", GAUGE)]))
    assert [one.field for one in open_conflicts(desk.document)] == ["title"]
