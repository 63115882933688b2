"""What differs between two states, how it is told, and how it is brought back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.model.canonical import Document, Json, Record, same
from leaptui.model.change import Edit, Key
from leaptui.model.differences import differences, done_again, says_the_same, taken_back, unexplained
from leaptui.model.edits import Invalid, bring_back, empty_trash, trash
from leaptui.model.names import Names
from leaptui.model.portfolio import VIEWS, Portfolio
from leaptui.model.telling import MOST_TOLD, Telling, tell
from tests.model.stories import STEADY, Story

AT = "2026-11-19T10:00:00Z"
INSTANTS = st.sampled_from(["2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z"])
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=3,
)
FIELDS = st.sampled_from(
    [
        *(
            "title",
            "name",
            "body",
            "level",
            "why",
            "guideline",
            "evidence",
            "goal",
            "done_on",
            "skipped",
            "pieces",
            "per",
        ),
        *("on", "by", "from", "to", "status", "learner", "attachments", "answered", "text", "x", "evidence_digest"),
    ]
)
RECORDS = st.builds(
    lambda fields, times: {**fields, **times},
    st.dictionaries(FIELDS, VALUES, max_size=4),
    st.fixed_dictionaries({"created": INSTANTS, "modified": INSTANTS}, optional={"deleted": INSTANTS}),
)
TABLES = st.sampled_from([*VIEWS, "meta", "reflections", "facets", "asks", "reviews", "recognitions", "dreams", "%{x}"])
DOCUMENTS: st.SearchStrategy[Document] = st.dictionaries(
    TABLES, st.dictionaries(st.sampled_from("abcd"), RECORDS, min_size=1, max_size=3), max_size=4
)


@given(DOCUMENTS, DOCUMENTS)
@settings(STEADY, max_examples=300)
def test_differences_lead_from_one_state_to_the_other_and_back(before: Document, after: Document) -> None:
    edits = differences(before, after)
    assert same(_json(done_again(before, edits)), _json(after))
    assert same(_json(taken_back(after, edits)), _json(before))
    assert differences(after, after) == {}


@given(DOCUMENTS, DOCUMENTS)
@settings(STEADY, max_examples=300)
def test_everything_that_can_be_seen_is_told_once(before: Document, after: Document) -> None:
    edits = differences(before, after)
    told = tell(edits, Names(after, before))
    keys = [key for telling in told for key in telling.keys]
    assert len(keys) == len(set(keys))
    with_piece = {key for key in edits if key[0] == "claims"}
    seen = {key for key, edit in edits.items() if not says_the_same(edit)}
    assert seen - with_piece <= set(keys) <= set(edits)
    assert all(telling.words and "\n" not in telling.words for telling in told)


@given(DOCUMENTS, DOCUMENTS, st.data())
@settings(STEADY, max_examples=300)
def test_bringing_a_record_back_gives_the_old_one(past: Document, now: Document, data: st.DataObject) -> None:
    for table, records in past.items():
        for record_id, then in records.items():
            portfolio = Portfolio(now)
            try:
                change = bring_back(portfolio, AT, past, (table, record_id))
            except Invalid:
                assert table in VIEWS, "only what makes no sense any more is refused"
                continue
            after = done_again(now, change.edits).get(table, {}).get(record_id, {})
            assert same(_said(after), _said(then))
            fields = sorted({*then, *now.get(table, {}).get(record_id, {})} - {"modified", "created"})
            if not fields or portfolio.raw(table, record_id) is None:
                continue
            field = data.draw(st.sampled_from(fields))
            try:
                one = bring_back(portfolio, AT, past, (table, record_id), field)
            except Invalid:
                assert table in VIEWS
                continue
            after = done_again(now, one.edits)[table][record_id]
            others = {name: value for name, value in now[table][record_id].items() if name != field}
            assert same(after.get(field), then.get(field))
            assert same({name: value for name, value in after.items() if name != field}, others)


@given(DOCUMENTS, DOCUMENTS)
@settings(STEADY, max_examples=200)
def test_what_was_told_whole_leaves_nothing_to_tell(before: Document, after: Document) -> None:
    edits = differences(before, after)
    assert unexplained(edits, {key: [edit] for key, edit in edits.items()}) == {}
    assert unexplained(edits, {}) == edits


def _json(document: Document) -> Json:
    return {table: {**records} for table, records in document.items()}


def _said(record: Record) -> Record:
    return {field: value for field, value in record.items() if field not in {"modified", "_conflicts"}}


def words(story: Story, edits: dict[Key, Edit]) -> list[str]:
    return [telling.words for telling in tell(edits, Names(story.document))]


def changed(story: Story, table: str, record_id: str, **fields: Json) -> list[str]:
    """What is told where fields of a record are set; None takes one away."""
    before = story.document[table][record_id]
    after: Record = {name: value for name, value in {**before, **fields}.items() if value is not None}
    return words(story, {(table, record_id): Edit(before, after)})


def added(story: Story, table: str, **fields: Json) -> list[str]:
    record: Record = {"created": AT, "modified": AT, **fields}
    return words(story, {(table, "new"): Edit(None, record)})


@pytest.fixture
def story() -> Story:
    story = Story()
    story.piece("Rain gauge", "11-17", "C4.a=growing", body=["It rained."])
    story.goal("Weather station", "10-01", status="active")
    story.steps("g-Weather station", still_open=1)
    story.pace("10-05", 3)
    story.rest("12-20", "12-31")
    return story


def test_changes_are_told_in_the_products_words(story: Story) -> None:
    (claim,) = story.document["claims"]
    (step,) = story.document["steps"]
    (pace,) = story.document["paces"]
    piece, goal = "e-Rain gauge", "g-Weather station"
    title = f"“{story.document['steps'][step]['title']}”"
    assert changed(story, "evidence", piece, body=["It rained.", "More."]) == ["Wrote on about “Rain gauge”"]
    assert changed(story, "evidence", piece, title="Gauge") == ["Renamed “Rain gauge” to “Gauge”"]
    assert changed(story, "evidence", piece, place="home", minutes=9) == ["Changed place and minutes of “Rain gauge”"]
    assert changed(story, "evidence", piece, deleted=AT) == ["Moved “Rain gauge” to the trash"]
    assert changed(story, "claims", claim, level="deepening") == [
        "Tagged “Rain gauge” with C4.a · deepening (it was growing)"
    ]
    assert changed(story, "claims", claim, deleted=AT) == ["Took C4.a off “Rain gauge”"]
    assert changed(story, "claims", claim, why=["For it rained."]) == ["Wrote why “Rain gauge” shows C4.a"]
    assert changed(story, "claims", claim, evidence_digest="f00") == []
    assert changed(story, "goals", goal, status="achieved") == ["Reached the goal “Weather station”"]
    assert changed(story, "steps", step, done_on="2026-11-19") == [f"Ticked the step {title}"]
    assert changed(story, "steps", step, position="a1b") == [f"Moved the step {title}"]
    assert changed(story, "paces", pace, pieces=2) == ["Changed the pace to 2 a week"]
    assert added(story, "paces", since="2026-11-19", pieces=5, per="month") == ["Set the pace to 5 a month"]
    assert added(story, "reflections", on_date="2026-11-19", text=["Rain."]) == ["Wrote in the journal for 19 November"]
    assert added(story, "facets", sort="strength", text=["I ask."]) == ["Noted a strength of mine: “I ask.”"]
    feedback: dict[str, Json] = {"on": {"table": "evidence", "id": piece}, "by": "J. Lind", "text": ["Good."]}
    assert added(story, "feedback", **feedback) == ["J. Lind gave feedback on “Rain gauge”"]
    assert added(story, "assessments", claim=claim, by="J. Lind", level="growing") == [
        "J. Lind said of C4.a of “Rain gauge”: growing"
    ]
    assert added(story, "dreams", text="To fly") == ["Added a record of the table “dreams”"]
    assert added(story, "dreams", title="To fly") == ["Added “To fly”"]


def test_a_choice_that_waits_is_told(story: Story) -> None:
    piece = "e-Rain gauge"
    waiting: Json = {"title": {"others": [{"value": "Gauge", "clone": "a", "revision": 1}]}}
    assert changed(story, "evidence", piece, _conflicts=waiting) == ["Two versions of “Rain gauge” wait for a choice"]
    story.document["evidence"][piece]["_conflicts"] = waiting
    assert changed(story, "evidence", piece, _conflicts=None) == ["Chose between versions of “Rain gauge”"]


def test_many_changes_at_once_are_told_as_counts() -> None:
    story = Story()
    for number in range(MOST_TOLD + 4):
        story.piece(f"Piece {number}", "11-01", "D4")
    told = tell(differences({}, story.document), Names(story.document))
    assert [telling.words for telling in told] == ["Began the portfolio", "Added 12 pieces", "Tagged 12 pieces"]
    assert sum(len(telling.keys) for telling in told) == 25
    assert isinstance(told[0], Telling)


def test_what_was_removed_with_a_record_comes_back_with_it(story: Story) -> None:
    past = story.document
    whole = Portfolio(past)
    thrown = Portfolio(done_again(past, trash(whole, AT, [("evidence", "e-Rain gauge")]).edits))
    emptied = Portfolio(done_again(thrown.document, empty_trash(thrown, AT).edits))
    assert "claims" not in emptied.document
    change = bring_back(emptied, AT, past, ("evidence", "e-Rain gauge"))
    assert change.label == "Brought “Rain gauge” back"
    again = done_again(emptied.document, change.edits)
    assert again["claims"] == past["claims"]
    assert again["evidence"] == past["evidence"]


def test_what_was_not_there_cannot_be_brought_back(story: Story) -> None:
    with pytest.raises(Invalid, match="not there yet"):
        bring_back(Portfolio(story.document), AT, {}, ("evidence", "e-Rain gauge"))
    with pytest.raises(Invalid, match="no field “colour”"):
        bring_back(Portfolio(story.document), AT, story.document, ("evidence", "e-Rain gauge"), "colour")
