"""Open choices as somebody at one clone sees them, and what a choice, a union or an answer makes of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from leaptui.merge import (
    Apart,
    Conflict,
    Question,
    Side,
    Stamp,
    choose_sides,
    choose_value,
    merge3,
    open_conflicts,
    questions,
    together,
    waiting_in,
)
from leaptui.merge.answer import check_answer, read_answer, typed
from leaptui.merge.lines import join_lines
from leaptui.model.canonical import Document, Json, Record, canonical_bytes, canonical_value
from leaptui.model.change import Change
from leaptui.model.edits import Invalid
from tests.merge.strategies import AMARA, JONAS, KIOSK, PART, Triple, quarrels

AT = "2026-03-09T10:00:00Z"
HERE, THERE, THIRD = Stamp("here", 4), Stamp("there", 9), Stamp("third", 2)
MONDAY, TUESDAY = "2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z"


def done(document: Document, change: Change) -> Document:
    result: Document = {table: dict(records) for table, records in document.items()}
    for (table, record_id), edit in change.edits.items():
        assert edit.after is not None
        result[table][record_id] = edit.after
    return result


def piece(at: str, **fields: Json) -> Document:
    return {"evidence": {"gauge": {"created": MONDAY, "modified": at, "title": "Gauge", "kind": "text", **fields}}}


def met(mine: Record, theirs: Record, base: Record | None = None) -> Document:
    return merge3(
        piece(MONDAY, **(base or {})),
        piece(MONDAY, **mine),
        piece(TUESDAY, **theirs),
        mine_stamp=HERE,
        theirs_stamp=THERE,
    )


def asked(document: Document, clone: str = "here") -> Question:
    (question,) = questions(document, clone)
    return question


def test_mine_is_what_this_clone_wrote_whatever_stands_in_the_field() -> None:
    document = met({"title": "Mine"}, {"title": "Theirs"})
    assert document["evidence"]["gauge"]["title"] == "Theirs"
    for clone, mine, theirs, is_mine in (
        ("here", "Mine", "Theirs", True),
        ("there", "Theirs", "Mine", True),
        ("somewhere else", "Theirs", "Mine", False),
        ("", "Theirs", "Mine", False),
    ):
        question = asked(document, clone)
        assert (question.mine.value, question.theirs[0].value, question.is_mine) == (mine, theirs, is_mine)
    assert waiting_in(document, "here") == questions(document, "here")
    assert waiting_in(piece(MONDAY), "here") == []


def test_theirs_are_the_latest_first() -> None:
    two = met({"title": "Mine"}, {"title": "Theirs"})
    third = piece("2026-03-01T10:00:00Z", title="Third")
    document = merge3(piece(MONDAY), two, third, mine_stamp=HERE, theirs_stamp=THIRD)
    assert [side.value for side in asked(document).theirs] == ["Theirs", "Third"]


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "both"),
    [
        ("body", ["One.", "Two."], ["One.", "Three."], ["One.", "Two.", "Three."]),
        ("why", ["A"], ["B"], ["A", "B"]),
        ("links", [{"title": "x"}], [{"title": "y"}], [{"title": "x"}, {"title": "y"}]),
        ("skipped", "one\ntwo", "one\nthree", "one\ntwo\nthree"),
    ],
)
def test_both_is_the_lines_one_after_the_other_and_what_they_share_once(
    field: str, mine: Json, theirs: Json, both: Json
) -> None:
    question = asked(met({field: mine}, {field: theirs}, {field: None} if field == "links" else {}))
    if field == "links":  # without a url, neither is known to be another one
        with pytest.raises(Apart):
            together(question)
    else:
        assert together(question) == both


@pytest.mark.parametrize(
    ("field", "mine", "theirs"),
    [("title", "A", "B"), ("minutes", 3, 4), ("private", True, False), ("made_on", "a", None)],
)
def test_of_what_is_one_thing_only_one_can_hold(field: str, mine: Json, theirs: Json) -> None:
    with pytest.raises(Apart):
        together(asked(met({field: mine}, {field: theirs})))


def of_sets(mine: list[Json], theirs: list[Json]) -> Question:
    """A question about words, as another program may leave one: sets merge by themselves."""
    here, there = Side(mine, False, "here", 1, None, True), Side(theirs, False, "there", 1, None, False)
    return Question(Conflict("evidence", "gauge", "tags", mine, ()), here, (there,), is_mine=True)


def test_sets_are_united() -> None:
    assert together(of_sets(["b", "a"], ["c", "a"])) == ["a", "b", "c"]
    assert read_answer(of_sets(["a"], ["b"]), "wood, art,art") == ["art", "wood"]
    assert typed(of_sets(["a", "b"], ["c"]), ["a", "b"]) == "a, b"


@PART
@given(st.lists(st.sampled_from("abcde "), max_size=9), st.lists(st.sampled_from("abcde "), max_size=9))
def test_joined_texts_have_every_line_of_both_in_their_order(one: list[str], other: list[str]) -> None:
    joined = join_lines(one, other)
    for text in (one, other):
        rest = iter(joined)
        assert all(line in rest for line in text)
    assert join_lines(one, one) == one
    assert len(joined) <= len(one) + len(other)


@settings(PART, suppress_health_check=[HealthCheck.filter_too_much])
@given(quarrels, st.integers(0, 5), st.sampled_from([AMARA, JONAS, KIOSK, ""]), st.integers(0, 30))
def test_no_choice_of_a_side_is_undone_by_a_clone_that_has_not_heard_of_it(
    quarrel: Triple, which: int, clone: str, later: int
) -> None:
    base, mine, theirs = quarrel
    stamps = Stamp(AMARA, 70), Stamp(JONAS, 71)
    result = merge3(base, mine, theirs, mine_stamp=stamps[0], theirs_stamp=stamps[1])
    found = questions(result, clone)
    assume(found)
    picks = [(one, one.sides[which % len(one.sides)]) for one in found]
    chosen = done(result, choose_sides(result, picks, AT, "chose"))
    chosen = done(chosen, choose_sides(chosen, [(one, one.mine) for one in questions(chosen, "")], AT, "the rest"))
    assume(not open_conflicts(chosen))
    older = ((mine, Stamp(AMARA, 70 + later)), (theirs, Stamp(JONAS, 71 + later)), (result, Stamp(KIOSK, 72)))
    for side, stamp in older:
        for past in (base, side):
            again = merge3(past, chosen, side, mine_stamp=Stamp("new", 1), theirs_stamp=stamp)
            assert canonical_bytes(again) == canonical_bytes(chosen)


texts = st.lists(st.sampled_from(["", "One.", "Two.", "Three."]), min_size=1, max_size=5)


@PART
@given(texts, texts, texts, st.integers(0, 30))
def test_what_was_put_together_stays_so_on_every_clone(
    one: list[str], two: list[str], three: list[str], later: int
) -> None:
    base, mine, theirs = (piece(MONDAY, body=[*body]) for body in (one, two, three))
    result = merge3(base, mine, theirs, mine_stamp=Stamp(AMARA, 70), theirs_stamp=Stamp(JONAS, 71))
    for question in questions(result, AMARA):
        chosen = done(result, choose_value(result, (question, together(question)), AT, "both"))
        assert open_conflicts(chosen) == []
        for side, stamp in ((mine, Stamp(AMARA, 70 + later)), (theirs, Stamp(JONAS, 71 + later)), (result, HERE)):
            for past in (base, side):
                again = merge3(past, chosen, side, mine_stamp=Stamp("new", 1), theirs_stamp=stamp)
                assert canonical_bytes(again) == canonical_bytes(chosen)


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "text", "value"),
    [
        ("title", "A", "B", "  C   D ", "C D"),
        ("body", ["A"], ["B"], "One.\n\nTwo.  \n", ["One.", "", "Two."]),
        ("minutes", 3, 4, "5", 5),
        ("private", True, False, "no", False),
        ("links", [{"url": "x"}, {"url": "x"}], [{"url": "y"}], '[{"url": "z"}]', [{"url": "z"}]),
    ],
)
def test_an_answer_is_read_as_the_field_is_written(
    field: str, mine: Json, theirs: Json, text: str, value: Json
) -> None:
    question = asked(met({field: mine}, {field: theirs}))
    assert read_answer(question, text) == value
    assert read_answer(question, typed(question, question.mine.value)) == question.mine.value


def test_an_answer_that_makes_no_record_is_refused_in_a_sentence() -> None:
    document = met({"minutes": 3}, {"minutes": 4})
    question = asked(document)
    with pytest.raises(Invalid, match="no whole number"):
        read_answer(question, "many")
    with pytest.raises(Invalid):
        check_answer(document, question, "many")
    check_answer(document, question, 5)


def test_an_answer_that_is_no_json_is_refused_in_the_language_that_is_spoken() -> None:
    question = asked(met({"weather": {"by": "Amara"}}, {"weather": 4}))
    with pytest.raises(Invalid, match="this is no JSON: a comma stands there with nothing after it"):
        read_answer(question, '{"by": "Jonas",}')


@pytest.mark.parametrize("name", ["links", "guidelines", "attachments", "agreed"])
def test_lists_whose_entries_have_a_key_twice_or_none_are_taken_as_a_whole(name: str) -> None:
    key = {"links": "url", "guidelines": "guideline", "attachments": "sha256", "agreed": "by"}[name]
    twice: list[Json] = [{key: "a", "title": "one"}, {key: "a", "title": "two"}]
    none: list[Json] = [{"title": "bare"}]
    same: list[Json] = [{key: "a"}, {key: "a"}]
    other: list[Json] = [{key: "b"}]
    for odd in (twice, none, same):
        document = met({name: odd}, {name: other}, {name: [{key: "c"}]})
        question = asked(document)
        assert question.field == name
        assert {canonical_value(side.value) for side in question.sides} == {
            canonical_value(odd),
            canonical_value(other),
        }
