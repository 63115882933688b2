"""Who helps a learner learn, and what they did together: derived from the records, never kept apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits import Invalid, add_opportunity, add_person, edit_opportunity, edit_person
from leaptui.model.edits.people import named_parts, part_words, read_parts, with_parts
from leaptui.model.opportunities import cv_lines
from leaptui.model.people import Known, in_order, read_person
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_own import Opportunity
from tests.model.stories import STEADY, Story, d
from tests.model.test_edits_goals import AT, done

WITH_LIND: dict[str, Json] = {"with": ["lind"]}


@pytest.fixture
def story() -> Story:
    """Two people, a piece with each, and what they said and did."""
    story = Story()
    story.put("people", "lind", "01-01", name="Ms Lind", role="mentor")
    story.put("people", "ravi", "01-01", name="Ravi Nair", role="peer")
    piece = story.piece("Gauge", "03-01", "D4", people=["ravi"], contributors=[{"person": "ravi", "role": "wiring"}])
    story.piece("Talk", "03-09", people=["lind", "ravi"])
    story.put(
        "feedback", "f1", "03-20", on={"table": "evidence", "id": piece}, by="Ms Lind", aspect="process", text=["x"]
    )
    story.put("reviews", "r1", "04-01", held_on="2026-03-28", status="closed", **WITH_LIND)
    return story


def test_what_was_done_together_is_told_newest_first_by_id_and_by_name(story: Story) -> None:
    known = Known(story.told)
    assert [(one.table, one.day, one.part) for one in known.together("lind")] == [
        ("reviews", d("03-28"), "closed"),
        ("feedback", d("03-20"), "process"),
        ("evidence", d("03-09"), ""),
    ]
    assert [(one.leads_to, one.part) for one in known.together("ravi")] == [
        (("evidence", "e-Talk"), ""),
        (("evidence", "e-Gauge"), "wiring"),
    ]
    assert known.together("lind")[1].leads_to == ("evidence", "e-Gauge")
    assert (known.last("lind"), known.last("ravi"), known.last("nobody")) == (d("03-28"), d("03-09"), None)


def test_a_name_that_two_have_means_neither(story: Story) -> None:
    story.put("people", "lind-2", "01-02", name="ms lind", role="teacher")
    assert [one.table for one in Known(story.told).together("lind")] == ["reviews", "evidence"]


def test_what_is_about_something_that_is_gone_is_not_told(story: Story) -> None:
    story.document["evidence"]["e-Gauge"]["deleted"] = AT
    assert [one.table for one in Known(story.told).together("lind")] == ["reviews", "evidence"]


def test_people_stand_by_role_then_by_name(story: Story) -> None:
    story.put("people", "abe", "01-01", name="Abe", role="peer")
    assert [one.name for one in in_order(story.told)] == ["Ms Lind", "Abe", "Ravi Nair"]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Ms Lind, mentor", ("Ms Lind", "mentor")),
        ("Ms Lind", ("Ms Lind", "")),
        ("Lind, Jonna, Mentor ", ("Lind, Jonna", "mentor")),
        ("Lind, Jonna", ("Lind, Jonna", "")),
        (", peer", (", peer", "")),
    ],
)
def test_a_person_is_read_from_one_line(line: str, read: tuple[str, str]) -> None:
    assert read_person(line) == read


def test_a_person_is_added_and_changed(story: Story) -> None:
    change, made = add_person(story.told, AT, {"name": " Mr  Sousa ", "role": "community"})
    told = done(story.told, change)
    assert (told.people[made].name, told.people[made].role) == ("Mr Sousa", "community")
    told = done(told, edit_person(told, AT, made, {"how": ["bees"], "name": "J. Sousa"}))
    assert (told.people[made].name, told.people[made].how) == ("J. Sousa", ("bees",))


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "MS LIND", "ms  lind"])
def test_no_name_and_the_name_of_somebody_else_are_refused(story: Story, name: str) -> None:
    with pytest.raises(Invalid):
        add_person(story.told, AT, {"name": name})
    with pytest.raises(Invalid):
        edit_person(story.told, AT, "ravi", {"name": name})


def test_parts_are_read_and_a_contributor_is_among_the_people(story: Story) -> None:
    parts, edits = named_parts(story.told, AT, ["ravi nair: wiring", "Ms Lind", "Zoe: photos", "ZOE"])
    new = [record_id for _table, record_id in edits]
    assert parts == {"ravi": "wiring", "lind": "", new[0]: "photos"}
    assert len(new) == 1


def test_a_part_that_is_taken_away_leaves_the_rest() -> None:
    now: list[Json] = [
        {"person": "a", "role": "x", "since": 3},
        {"person": "b", "role": "y"},
        {"person": "c", "role": "z"},
    ]
    assert with_parts(now, {"a": "w", "b": "", "d": "v"}, gone=["c"]) == [
        {"person": "a", "role": "w", "since": 3},
        {"person": "d", "role": "v"},
    ]


@STEADY
@given(st.text(), st.text())
def test_what_is_written_of_a_part_is_read_again(name: str, part: str) -> None:
    said = part_words(name, part)
    again = [part_words(*item) for item in read_parts(said.split(",")).items()]
    assert again in ([said], [])


@pytest.fixture
def told(story: Story) -> Portfolio:
    story.put("people", "mum", "01-01", name="Mum", role="family", private=True)
    return story.told


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda told: add_opportunity(told, AT, {"title": "A", "on_date": "2026-03-01"}, "Ravi Nair"), "Ravi Nair"),
        (lambda told: add_opportunity(told, AT, {"title": "A", "on_date": "2026-03-01"}, "mum"), ""),
        (
            lambda told: add_opportunity(told, AT, {"title": "A", "on_date": "2026-03-01"}, "Somebody new"),
            "Somebody new",
        ),
    ],
)
def test_a_cv_names_through_whom_but_for_who_is_private(
    told: Portfolio, make: Callable[[Portfolio], tuple[Change, str]], wanted: str
) -> None:
    change, made = make(told)
    after = done(told, change)
    after = done(after, edit_opportunity(after, AT, made, {"outcome": ["Two hives"], "evidence": ["e-Talk"]}))
    (line,) = cv_lines(after)
    assert (line.title, line.through, line.outcome, line.pieces) == ("A", wanted, "Two hives", ("Talk",))


def test_what_is_private_or_let_go_is_in_no_cv(told: Portfolio) -> None:
    change, made = add_opportunity(told, AT, {"title": "A"})
    after = done(told, change)
    for fields in ({"private": True}, {"status": "let go"}):
        assert not cv_lines(done(after, edit_opportunity(after, AT, made, fields)))
    with pytest.raises(Invalid):
        edit_opportunity(after, AT, made, {"title": " "})
    moved = done(after, edit_opportunity(after, AT, made, {}, "Ms Lind"))
    assert moved.live(Opportunity)[made].person == "lind"
    assert [one.id for one in Known(moved).opportunities("lind")] == [made]
