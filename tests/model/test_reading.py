"""Reading records by columns: the same as pydantic reads one by one, whatever stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import FrozenInstanceError, fields
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.model.amiss import Amiss
from leaptui.model.canonical import Record
from leaptui.model.framework import Framework
from leaptui.model.portfolio import VIEWS, Portfolio
from leaptui.model.reading import examined, read_many, read_one
from leaptui.model.records import Evidence, PortfolioMeta, RecordView

AT = "2026-11-01T10:00:00Z"
GOOD: Record = {
    "created": AT,
    "modified": AT,
    "title": "Rain gauge",
    "body": ["It leaked.", "", "Now it holds."],
    "made_on": "2026-11-01",
    "tags": ["maths", "water"],
    "minutes": 95,
    "attachments": [{"sha256": "ab" * 32, "name": "gauge.jpg", "bytes": 12}, {"sha256": "cd" * 32, "name": "plan.pdf"}],
    "links": [{"url": "https://example.org"}],
    "private": True,
}
TEXTS = [
    AT,
    "2026-02-30T10:00:00Z",
    "2026-11-01",
    "2026-02-30",
    "2026-11-01\n",
    "week",
    "weekly",
    "ab" * 32,
    "",
    "a\nb",
    "1",
]
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.sampled_from([0, 1, -1, 1000, 1001, 2**64 - 1]) | st.sampled_from(TEXTS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["sha256", "name", "url", "guideline", "by", "on", "table", "id"]), inner)
    ),
    max_leaves=5,
)
KINDS: Sequence[type[RecordView]] = (*VIEWS.values(), PortfolioMeta)
LIKELY: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("created", "modified", "deleted"), st.just(AT)),
    **dict.fromkeys(("made_on", "since", "from", "to", "target_on", "done_on", "started"), st.just("2026-11-01")),
    **dict.fromkeys(("title", "name", "evidence", "guideline", "goal", "claim", "by", "role"), st.sampled_from(TEXTS)),
    **dict.fromkeys(("body", "why", "note", "text", "people", "goals", "tags"), st.lists(st.sampled_from(TEXTS))),
    "pieces": st.sampled_from([0, 1, 3, 1001]),
    "skipped": st.booleans() | st.just("later") | st.just(["not", "now"]),
    "answered": st.none() | st.booleans() | st.just(["done"]) | st.just("yes"),
    "evidence": st.sampled_from(TEXTS) | st.just([]),
    "on": st.just({"table": "goals", "id": "g"}),
    "learner": st.just({"name": "Amara", "pronouns": "she"}),
    "attachments": st.lists(st.just({"sha256": "ab" * 32, "name": "gauge.jpg"})),
}


def _alone(view: type[RecordView], raw: Record, record_id: str) -> RecordView | str:
    try:
        return examined(view, raw, record_id)
    except Amiss as amiss:
        return str(amiss)


@pytest.mark.parametrize("view", KINDS)
@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(data=st.data())
def test_many_read_at_once_are_what_pydantic_makes_of_each(view: type[RecordView], data: st.DataObject) -> None:
    names = [*(field.name for field in fields(cast("Any", view)) if field.name != "id"), "from", "to"]
    likely = st.fixed_dictionaries({name: LIKELY[name] for name in names if name in LIKELY})
    # One field at a time is as nobody expects it: else little is plain.
    changed = st.builds(lambda raw, name, value: {**raw, name: value}, likely, st.sampled_from(names), values)
    anything = st.dictionaries(st.sampled_from([*names, "dream"]), values)
    raws = data.draw(st.lists(likely | changed | anything, min_size=1, max_size=5))
    ids = [f"r{number}" for number in range(len(raws))]
    found = [str(one) if isinstance(one, Amiss) else one for one in read_many(view, raws, ids)]
    assert found == [_alone(view, raw, record_id) for raw, record_id in zip(raws, ids, strict=True)]


def test_a_plain_record_is_read_whole() -> None:
    piece = read_one(Evidence, {**GOOD, "dream": {"of": "a later version"}}, "e1")
    assert (piece.id, piece.title, piece.minutes, piece.private) == ("e1", "Rain gauge", 95, True)
    assert piece.text == "It leaked.\n\nNow it holds."
    assert piece.day.isoformat() == "2026-11-01"
    assert [(one.name, one.bytes, one.media_type) for one in piece.attachments] == [
        ("gauge.jpg", 12, "application/octet-stream"),
        ("plan.pdf", 0, "application/octet-stream"),
    ]
    assert piece == examined(Evidence, GOOD, "e1")
    assert piece != examined(Evidence, {**GOOD, "title": "Lamp"}, "e1")
    assert len({piece, examined(Evidence, GOOD, "e1")}) == 1


def test_bad_records_among_many_are_named_and_the_others_are_there() -> None:
    table: dict[str, Record] = {f"e{number:03}": dict(GOOD) for number in range(300)}
    table["e007"] = {**GOOD, "made_on": "2026-02-30"}
    table["e299"] = {"created": AT}
    told = Portfolio({"evidence": table})
    assert list(told.evidence) == [one for one in table if one not in {"e007", "e299"}]
    assert [(one.id, one.says) for one in told.problems] == [
        ("e007", "made_on: there is no such day"),
        ("e299", "title: is missing"),
    ]


def test_what_stayed_the_same_is_not_read_again() -> None:
    before = Portfolio({"evidence": {"e1": dict(GOOD), "e2": dict(GOOD)}})
    first = before.evidence
    table = {**before.document["evidence"], "e2": {**GOOD, "title": "Lamp"}}
    # A step between in which nobody asked for the pieces.
    after = Portfolio({"evidence": table}, Portfolio(before.document, before))
    assert after.evidence["e1"] is first["e1"]
    assert (after.evidence["e2"].title, first["e2"].title) == ("Lamp", "Rain gauge")


def test_a_view_cannot_be_changed_and_shows_nobody_what_the_learner_wrote() -> None:
    piece = read_one(Evidence, GOOD, "e1")
    with pytest.raises(FrozenInstanceError):
        piece.title = "Lamp"  # type: ignore[misc]  # that it cannot be set is what is tested
    with pytest.raises(FrozenInstanceError):
        del piece.title
    assert "Rain" not in repr(piece)


@pytest.mark.parametrize("raw", [None, "a text", [], 1])
def test_what_is_no_object_is_refused(raw: object) -> None:
    with pytest.raises(Amiss, match="should be an object"):
        read_one(Framework, raw)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("created", "2026-02-30T10:00:00Z", "created: an instant is written like 2026-03-01T14:05:00Z"),
        ("modified", f"{AT}{AT}", "modified: an instant is written like 2026-03-01T14:05:00Z"),
        ("made_on", "2026-11-01\n", "made_on: a date is written like 2026-03-01"),
        ("attachments", [{"sha256": "ab" * 32 + "c", "name": "a"}], "attachments.0.sha256: should match pattern"),
        ("title", None, "title: should be a valid string"),
    ],
)
def test_a_value_that_is_nearly_right_is_refused_in_a_clause(field: str, value: Any, says: str) -> None:
    found = read_many(Evidence, [GOOD, {**GOOD, field: value}], ["e1", "e2"])
    assert found[0] == examined(Evidence, GOOD, "e1")
    assert isinstance(found[1], Amiss)
    assert str(found[1]).startswith(says)
