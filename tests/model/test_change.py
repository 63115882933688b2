from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.canonical import Document, Json, Record, same
from leaptui.model.change import Change, Edit, Key, inverse
from tests.model.stories import STEADY

GAUGE: Key = ("evidence", "gauge")
LAMP: Key = ("evidence", "lamp")
EARLY, LATER, LATEST = "2026-11-17T10:00:00Z", "2026-11-18T10:00:00Z", "2026-11-19T10:00:00Z"


def changed(before: Record | None, after: Record | None, key: Key = GAUGE) -> Change:
    return Change("Edited “Rain gauge”", LATER, {key: Edit(before, after)})


def document(**records: Record) -> Document:
    return {"evidence": dict(records)}


def taken_back(change: Change, document: Document, key: Key = GAUGE) -> tuple[Record | None, int]:
    """What the record is once the change is taken back, and how many records were stuck."""
    back, stuck = inverse(change, document, "Took back", LATEST)
    current = document["evidence"].get(key[1])
    if key not in back.edits:
        return current, stuck
    assert back.edits[key].before == current, "the change can be applied to the document as it stands"
    return back.edits[key].after, stuck


def test_a_title_goes_back_to_what_it_was() -> None:
    before: Record = {"title": "Rain gage", "kind": "product", "modified": EARLY}
    after: Record = {"title": "Rain gauge", "kind": "product", "modified": LATER}
    record, stuck = taken_back(changed(before, after), document(gauge=after))
    assert record is not None
    assert (record["title"], record["kind"], stuck) == ("Rain gage", "product", 0)


def test_a_field_that_was_set_goes_and_one_that_was_emptied_comes_back() -> None:
    before: Record = {"title": "Rain gauge", "place": "home"}
    after: Record = {"title": "Rain gauge", "minutes": 40}
    assert taken_back(changed(before, after), document(gauge=after)) == (before, 0)


def test_what_was_written_later_stays_while_the_rest_goes_back() -> None:
    before: Record = {"title": "Rain gage", "place": "home"}
    after: Record = {"title": "Rain gauge", "place": "school"}
    now: Record = {"title": "Rain gauge, second version", "place": "school", "tags": ["weather"]}
    record, stuck = taken_back(changed(before, after), document(gauge=now))
    assert record == {"title": "Rain gauge, second version", "place": "home", "tags": ["weather"]}
    assert stuck == 0


def test_a_new_piece_that_was_not_touched_since_goes() -> None:
    made: Record = {"title": "Rain gauge", "modified": EARLY}
    assert taken_back(changed(None, made), document(gauge={**made, "modified": LATER})) == (None, 0)


def test_a_new_piece_that_was_written_in_since_stays_and_is_counted() -> None:
    made: Record = {"title": "Rain gauge"}
    now: Record = {"title": "Rain gauge", "body": ["It leaked."]}
    assert taken_back(changed(None, made), document(gauge=now)) == (now, 1)


def test_a_removed_piece_comes_back_whole() -> None:
    before: Record = {"title": "Rain gauge", "from-another-tool": {"deep": [1, 2]}}
    assert taken_back(changed(before, None), document()) == (before, 0)


def test_a_removed_piece_does_not_come_back_over_a_new_one() -> None:
    now: Record = {"title": "Brought by a merge"}
    assert taken_back(changed({"title": "Rain gauge"}, None), document(gauge=now)) == (now, 1)


def test_a_piece_removed_since_is_not_called_back_by_taking_back_an_edit() -> None:
    assert taken_back(changed({"title": "a"}, {"title": "b"}), document()) == (None, 1)


def test_each_record_of_a_change_goes_back_for_itself() -> None:
    change = Change(
        "Tagged 2 pieces",
        LATER,
        {GAUGE: Edit({"title": "a"}, {"title": "b"}), LAMP: Edit({"title": "c"}, {"title": "d"})},
    )
    back, stuck = inverse(change, document(gauge={"title": "b"}, lamp={"title": "mine"}), "Took back", LATEST)
    assert back.edits == {GAUGE: Edit({"title": "b"}, {"title": "a"})}
    assert (back.label, back.at, stuck) == ("Took back", LATEST, 1)
    assert change.tables == {"evidence"}


def records(values: st.SearchStrategy[Json]) -> st.SearchStrategy[Record]:
    return st.dictionaries(st.sampled_from("abcd"), values, max_size=4)


WORDS = records(st.sampled_from(["one", "two", "three", ["one"], {"one": "two"}]))
ANYTHING = records(st.sampled_from([None, 1, True, 0, False, "", [], [1], [True]]))


def check_nothing_written_later_is_lost(before: Record | None, after: Record | None, now: Record | None) -> None:
    shown = document() if now is None else document(gauge=now)
    record, stuck = taken_back(changed(before, after), shown)
    if now is None:
        assert record == (before if after is None else None)
    elif record is None:
        assert before is None
        assert now == after, "only what nobody wrote in goes whole"
    else:
        for field in now.keys() | (after or {}).keys() | record.keys():
            later = field in now and not (after and field in after and same(now[field], after[field]))
            if later or field not in (before or {}).keys() | (after or {}).keys():
                assert same(record.get(field), now.get(field))
    if same(now, after):
        assert same(record, before)
        assert stuck == 0


OPTIONAL_WORDS = st.none() | WORDS


@STEADY
@given(before=OPTIONAL_WORDS, after=OPTIONAL_WORDS, now=OPTIONAL_WORDS)
def test_nothing_that_was_written_later_is_lost(
    before: Record | None, after: Record | None, now: Record | None
) -> None:
    check_nothing_written_later_is_lost(before, after, now)


@STEADY
@given(before=OPTIONAL_WORDS, after=OPTIONAL_WORDS)
def test_with_nothing_written_since_taking_back_is_exact_and_so_is_doing_it_again(
    before: Record | None, after: Record | None
) -> None:
    check_nothing_written_later_is_lost(before, after, after)
    check_nothing_written_later_is_lost(after, before, before)


@STEADY
@given(before=ANYTHING, after=ANYTHING, now=ANYTHING)
def test_the_same_holds_for_values_that_python_takes_for_equal(before: Record, after: Record, now: Record) -> None:
    check_nothing_written_later_is_lost(before, after, now)
    check_nothing_written_later_is_lost(before, after, after)
