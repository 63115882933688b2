"""`_conflicts` is part of the file: other programs write it too, well or badly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.merge import (
    ABSENT,
    Stamp,
    choose,
    is_conflicted,
    merge3,
    open_conflicts,
    settle,
    settle_edited,
)
from leaptui.merge.paths import entry_path, field_path, look_up, put
from leaptui.model.canonical import MAX_DEPTH, Document, Json, Record, canonical_bytes, canonical_value, read_document
from tests.merge.strategies import PART, anything

LAPTOP, KIOSK = Stamp("laptop", 41), Stamp("kiosk", 12)
WAITING: Record = {
    "title": "Pluviometer",
    "minutes": 20,
    "_conflicts": {"title": {"others": [{"value": "Rain gauge v2", "clone": "laptop", "revision": 41}]}},
}
names = st.text(st.sampled_from("ab.~[]é "), max_size=4)


def merged(mine: Record, theirs: Record, base: Record) -> Record:
    one, other, past = ({"evidence": {"gauge": record}} for record in (mine, theirs, base))
    result = merge3(past, one, other, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    swapped = merge3(past, other, one, mine_stamp=KIOSK, theirs_stamp=LAPTOP)
    assert canonical_bytes(result) == canonical_bytes(swapped)
    assert canonical_bytes(read_document(canonical_bytes(result))) == canonical_bytes(result)
    return result["evidence"]["gauge"]


def test_writing_a_field_anew_is_the_choice() -> None:
    after = settle_edited(WAITING, {**WAITING, "title": "Rain gauge v3", "minutes": 30})
    assert after["title"] == "Rain gauge v3"
    assert not is_conflicted(after)
    assert merged(after, WAITING, {"title": "Rain gauge", "minutes": 20}) == after


def test_writing_another_field_leaves_the_question_open() -> None:
    after: Record = {**WAITING, "minutes": 30}
    assert settle_edited(WAITING, after) == after
    assert is_conflicted(after)


def test_settling_what_is_not_open_changes_nothing() -> None:
    assert settle(WAITING, "minutes") == WAITING
    assert settle({"title": "x"}, "title") == {"title": "x"}
    with pytest.raises(KeyError):
        choose(WAITING, "_deleted", ABSENT)


def test_a_program_that_knows_nothing_of_conflicts_may_write_the_field() -> None:
    written: Record = {**WAITING, "title": "Rain gauge v2"}
    assert not is_conflicted(written)
    document: Document = {"evidence": {"gauge": {**WAITING, "title": "Something else"}}}
    (conflict,) = open_conflicts(document)
    assert (conflict.value, conflict.others[0].value) == ("Something else", "Rain gauge v2")
    assert conflict.standing is None


@pytest.mark.parametrize(
    "raw",
    [
        "a note",
        7,
        ["a note"],
        {"title": "a note"},
        {"title": ["a note"]},
        {"title": {"others": "a note"}},
        {"title": {"others": ["a note", {"clone": "x"}, {"json": "{"}, {"value": 1, "clone": 5, "revision": "x"}]}},
        {"title": {"others": [{"value": "a note"}], "settled": ["x"]}},
        {"title": {"others": [{"value": "a note"}], "standing": 3, "settled": {"a": "b", "c": {"over": 1}}}},
        {"": {"others": [{"value": "a note"}]}, "]][": {"others": [{"absent": True}]}, "a..b[": {"new": "a note"}},
    ],
)
def test_what_is_no_conflict_of_ours_is_kept_and_breaks_nothing(raw: Json) -> None:
    odd: Record = {"title": "Rain gauge", "_conflicts": raw}
    result = merged({**odd, "title": "Rain gauge v2"}, {"title": "Pluviometer", "minutes": 5}, {"title": "Rain gauge"})
    assert result["minutes"] == 5
    text = canonical_value(result).decode()
    assert all(word in text for word in ("Pluviometer", "Rain gauge v2"))
    assert "a note" in text or "a note" not in canonical_value(raw).decode()
    for conflict in open_conflicts({"evidence": {"gauge": result}}):
        result = settle(result, conflict.field)
    assert not is_conflicted(result)


def test_what_a_newer_version_puts_into_a_conflict_is_kept() -> None:
    title = WAITING["_conflicts"]
    assert isinstance(title, dict)
    newer: Record = {
        **WAITING,
        "_conflicts": {
            "title": {
                "others": [{"value": "Rain gauge v2", "clone": "laptop", "revision": 41, "spoken": True}],
                "asked": ["Ms Lind"],
            }
        },
    }
    result = merged({**newer, "minutes": 30}, {**newer, "title": "Gauge"}, newer)
    assert '"spoken":true' in canonical_value(result).decode()
    assert '"asked":["Ms Lind"]' in canonical_value(result).decode()


@pytest.mark.parametrize("depth", [50, 56, 57, 58, 60])
def test_a_value_nested_almost_too_deep_can_still_be_in_conflict(depth: int) -> None:
    def nested(innermost: Json) -> Json:
        for _ in range(depth):
            innermost = [innermost]
        return innermost

    result = merged({"weather": nested("rain")}, {"weather": nested("sun")}, {"weather": nested("fog")})
    (conflict,) = open_conflicts({"evidence": {"gauge": result}})
    assert {canonical_value(conflict.value), canonical_value(conflict.others[0].value)} == {
        canonical_value(nested("rain")),
        canonical_value(nested("sun")),
    }
    assert depth + 3 <= MAX_DEPTH


@PART
@given(names, names, names, anything)
def test_a_path_leads_to_the_place_it_was_made_for(outer: str, inner: str, key: str, value: Json) -> None:
    path = field_path(field_path(None, outer), inner)
    record = put({"title": "x"}, path, value)
    assert look_up(record, path) == value
    assert record[outer] == {inner: value}
    assert put(record, path, ABSENT)[outer] == {}
    entry = field_path(entry_path("guidelines", key), "level")
    goal = put({"guidelines": [{"guideline": "other", "level": 1}]}, entry, value)
    assert look_up(goal, entry) == value
    assert goal["guidelines"] == [{"guideline": "other", "level": 1}, {"guideline": key, "level": value}]
    assert look_up(put(goal, entry_path("guidelines", key), ABSENT), entry) is ABSENT


def test_a_path_through_something_else_is_refused() -> None:
    with pytest.raises(KeyError):
        put({"learner": "Amara"}, "learner.name", "Amara")
    with pytest.raises(KeyError):
        put({"weather": []}, "weather[sun].hours", 3)
    assert look_up({"learner": "Amara"}, "learner.name") is ABSENT
    assert put({"title": "x"}, "learner.name", ABSENT) == {"title": "x"}


def test_nobody_is_named_for_what_a_program_without_conflicts_wrote() -> None:
    written: Record = {**WAITING, "title": "Something else", "modified": "2026-03-06T16:00:00Z"}
    result = merged(written, {"title": "Rain gauge v2", "minutes": 5}, {"title": "Rain gauge", "minutes": 20})
    (conflict,) = open_conflicts({"evidence": {"gauge": result}})
    assert (conflict.value, conflict.others[0].value) == ("Something else", "Rain gauge v2")
    assert conflict.standing is None


def test_a_new_deletion_is_noted_though_the_old_note_was_taken_out_by_hand() -> None:
    note: Json = {"_deleted": {"others": [{"absent": True, "clone": "laptop", "revision": 3}]}}
    base: Document = {"evidence": {"gauge": {"title": "Rain gauge", "_conflicts": note}}}
    theirs: Document = {"evidence": {"gauge": {"title": "Rain gauge"}}}
    result = merge3(base, {}, theirs, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert is_conflicted(result["evidence"]["gauge"])
    assert merge3(base, result, theirs, mine_stamp=LAPTOP, theirs_stamp=KIOSK) == result


def test_an_empty_list_that_both_sides_wrote_is_left_as_it_is() -> None:
    orphan: Json = {"attachments[0a]": {"others": [{"value": {"sha256": "0a"}, "clone": "laptop", "revision": 3}]}}
    mine: Record = {"attachments": [], "minutes": 5, "_conflicts": orphan}
    result = merged(mine, {"attachments": [], "minutes": 6}, {"attachments": [], "minutes": 7})
    assert result["attachments"] == []


def test_an_empty_list_that_one_side_left_is_there_however_often_it_is_merged() -> None:
    base: Record = {"attachments": [{"sha256": "0a"}]}
    inside: Record = {"attachments[0a]": {"others": [{"absent": True, "clone": "phone", "revision": 3}]}}
    mine: Record = {"title": "Rain gauge", "_conflicts": inside}
    theirs: Record = {"attachments": [], "title": "Pluviometer"}
    for past in (base, {}):
        result = merged(mine, theirs, past)
        for known in (past, theirs):
            assert merged(result, theirs, known) == result
