"""Adding, editing and tagging evidence, as changes to a portfolio."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.canonical import Document, Json, Record, evidence_digest
from leaptui.model.change import Change
from leaptui.model.edits import Draft, Invalid, add_evidence, edit_evidence, quoted, tag, untag
from leaptui.model.edits.evidence import Levels, retag
from leaptui.model.ids import claim_id
from leaptui.model.portfolio import Portfolio
from tests.model.stories import STEADY, Story, leap

AT = "2026-11-19T12:00:00Z"
D4, C1, C2 = "leap-2020:D4", "leap-2020:C1", "leap-2020:C2"


def after(portfolio: Portfolio, change: Change) -> Portfolio:
    """The portfolio once the change is done."""
    document: Document = {table: dict(records) for table, records in portfolio.document.items()}
    for (table, record_id), edit in change.edits.items():
        assert document.get(table, {}).get(record_id) == edit.before
        if edit.after is None:
            del document[table][record_id]
        else:
            document.setdefault(table, {})[record_id] = edit.after
    return Portfolio(document)


def tagged(portfolio: Portfolio, evidence_id: str) -> dict[str, str | None]:
    return {claim.guideline: claim.level for claim in portfolio.claims_of.get(evidence_id, [])}


@pytest.fixture
def told() -> Portfolio:
    story = Story()
    story.piece("Gauge", "11-17", "D4=growing", tags=["weather"])
    story.piece("Lamp", "11-18")
    return story.told


def test_a_new_piece_has_its_fields_instants_and_claims(told: Portfolio) -> None:
    change, made = add_evidence(
        told, AT, {"title": "Talk", "body": [], "minutes": 0}, {D4: "growing", C1: None}, "so\nit is"
    )
    piece = after(told, change).raw("evidence", made)
    assert piece == {"created": AT, "modified": AT, "title": "Talk", "minutes": 0}
    claim = after(told, change).raw("claims", claim_id(made, D4))
    assert claim == {
        "created": AT,
        "modified": AT,
        "evidence": made,
        "guideline": D4,
        "level": "growing",
        "why": ["so", "it is"],
        "evidence_digest": evidence_digest(piece),
    }
    assert tagged(after(told, change), made) == {D4: "growing", C1: None}
    assert change.label == "Added “Talk”"


@pytest.mark.parametrize("title", ["", None])
def test_a_piece_has_a_title(told: Portfolio, title: str | None) -> None:
    with pytest.raises(Invalid, match="needs a title"):
        add_evidence(told, AT, {"title": title})
    with pytest.raises(Invalid, match="needs a title"):
        edit_evidence(told, AT, "e-Lamp", {"title": title})


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"made_on": "2026-02-30"}, "made_on"),
        ({"made_on": "19.11.2026"}, "2026-03-01"),
        ({"minutes": "soon"}, "minutes"),
        ({"tags": ["a", 5]}, "tags"),
        ({"body": ["\ud83d"]}, "half a character"),
        ({"minutes": 2**70}, "64-bit"),
    ],
)
def test_what_makes_no_valid_piece_is_refused_in_a_sentence(
    told: Portfolio, fields: dict[str, Json], says: str
) -> None:
    with pytest.raises(Invalid, match=says):
        edit_evidence(told, AT, "e-Lamp", fields)


def test_an_edit_sets_empties_and_leaves_fields(told: Portfolio) -> None:
    document: Document = {
        "evidence": {"x": {"title": "a", "place": "home", "alien": [1], "tags": ["b"], "private": True}}
    }
    change = edit_evidence(Portfolio(document), AT, "x", {"place": "", "tags": ["c", "b"], "private": False})
    assert change.edits["evidence", "x"].after == {"title": "a", "alien": [1], "tags": ["b", "c"], "modified": AT}
    assert document["evidence"]["x"] == {"title": "a", "place": "home", "alien": [1], "tags": ["b"], "private": True}


def test_an_edit_to_what_is_there_already_is_no_edit(told: Portfolio) -> None:
    assert not edit_evidence(told, AT, "e-Gauge", {"title": "Gauge", "tags": ["weather"], "place": None}).edits


def test_what_is_a_set_is_put_in_order_and_what_is_none_is_left(told: Portfolio) -> None:
    draft = Draft(told, AT)
    made = draft.new("evidence", {"title": "x", "tags": ["b", "a", "b"], "body": ["z", "a", "z"]})
    assert draft.current("evidence", made) is not None
    record = draft.current("evidence", made) or {}
    assert (record["tags"], record["body"]) == (["a", "b"], ["z", "a", "z"])


def test_tagging_many_pieces_keeps_what_is_not_said(told: Portfolio) -> None:
    change = tag(told, leap(), AT, ["e-Gauge", "e-Lamp"], {D4: None, C1: "starting"})
    now = after(told, change)
    assert tagged(now, "e-Gauge") == {D4: "growing", C1: "starting"}
    assert tagged(now, "e-Lamp") == {D4: None, C1: "starting"}
    assert change.label == "Tagged 2 pieces with D4, C1"
    assert ("claims", claim_id("e-Gauge", D4)) not in change.edits, "nothing new was said of it"


def test_tagging_again_changes_level_and_reason_and_keeps_the_rest(told: Portfolio) -> None:
    claim = claim_id("e-Gauge", D4)
    told.document["claims"][claim] |= {"alien": {"x": 1}, "why": ["it works"]}
    change = tag(told, leap(), AT, ["e-Gauge"], {D4: "deepening"})
    record = after(told, change).raw("claims", claim) or {}
    assert (record["level"], record["why"], record["alien"]) == ("deepening", ["it works"], {"x": 1})
    change = tag(told, leap(), AT, ["e-Gauge"], {D4: None}, "")
    record = after(told, change).raw("claims", claim) or {}
    assert (record["level"], "why" in record) == ("growing", False)


def test_a_tag_taken_off_and_set_again_is_the_same_claim_without_the_old_reason(told: Portfolio) -> None:
    claim = claim_id("e-Gauge", D4)
    told.document["claims"][claim]["why"] = ["it works"]
    off = after(told, untag(told, leap(), AT, ["e-Gauge"], [D4, C1]))
    assert tagged(off, "e-Gauge") == {}
    assert (off.raw("claims", claim) or {})["deleted"] == AT
    again = after(off, tag(off, leap(), AT, ["e-Gauge"], {D4: None}))
    record = again.raw("claims", claim) or {}
    assert tagged(again, "e-Gauge") == {D4: None}
    assert "why" not in record
    assert "deleted" not in record
    assert record["created"] == (told.raw("claims", claim) or {})["created"]


def test_taking_off_what_is_not_there_does_nothing(told: Portfolio) -> None:
    assert not untag(told, leap(), AT, ["e-Lamp"], [D4]).edits


def test_a_claim_another_tool_wrote_under_its_own_id_is_not_doubled(told: Portfolio) -> None:
    told.document["claims"]["their-own-id"] = {"evidence": "e-Lamp", "guideline": C1, "level": "starting"}
    told = Portfolio(told.document)
    now = after(told, tag(told, leap(), AT, ["e-Lamp"], {C1: "growing"}))
    assert [claim.id for claim in now.claims_of["e-Lamp"]] == ["their-own-id"]
    assert tagged(now, "e-Lamp") == {C1: "growing"}


def test_the_picker_keeps_each_reason_with_its_guideline(told: Portfolio) -> None:
    change = retag(told, leap(), AT, ["e-Gauge"], {C1: "growing", C2: None}, {C1: "because"}, [D4])
    now = after(told, change)
    assert {claim.guideline: claim.reason for claim in now.claims_of["e-Gauge"]} == {C1: "because", C2: ""}
    assert change.label == "Tagged “Gauge” with C1, C2"
    assert retag(told, leap(), AT, ["e-Gauge"], {}, {}, [D4]).label == "Took D4 off “Gauge”"


def test_an_edit_can_tag_and_untag_at_once_and_the_claim_knows_the_edited_piece(told: Portfolio) -> None:
    change = edit_evidence(told, AT, "e-Gauge", {"title": "Gauge v2"}, {C1: "growing"}, "better", [D4])
    now = after(told, change)
    assert tagged(now, "e-Gauge") == {C1: "growing"}
    (claim,) = now.claims_of["e-Gauge"]
    assert claim.evidence_digest == evidence_digest(now.raw("evidence", "e-Gauge") or {})


def test_a_label_quotes_a_long_title_cut(told: Portfolio) -> None:
    assert quoted("x" * 40) == f"“{'x' * 40}”"
    assert quoted("x" * 41) == f"“{'x' * 39}…”"


LEVELS = st.dictionaries(st.sampled_from([D4, C1, C2]), st.sampled_from([None, "starting", "growing"]), max_size=3)
STEPS = st.lists(
    st.tuples(st.sampled_from(["e-Gauge", "e-Lamp"]), LEVELS, st.sets(st.sampled_from([D4, C1, C2]))), max_size=8
)


@STEADY
@given(steps=STEPS)
def test_after_any_tagging_and_untagging_a_piece_shows_what_was_said_last(
    steps: list[tuple[str, Levels, set[str]]],
) -> None:
    story = Story()
    said: dict[str, dict[str, str | None]] = {}
    for title in ("Gauge", "Lamp"):
        said[story.piece(title, "11-17")] = {}
    now = story.told
    for piece, levels, removed in steps:
        now = after(now, tag(now, leap(), AT, [piece], levels))
        for guideline, level in levels.items():
            said[piece][guideline] = level or said[piece].get(guideline)
        now = after(now, untag(now, leap(), AT, [piece], removed))
        for guideline in removed:
            said[piece].pop(guideline, None)
        assert {piece: tagged(now, piece) for piece in said} == said
        ids: list[Record] = list(now.document.get("claims", {}).values())
        assert len({(claim["evidence"], claim["guideline"]) for claim in ids}) == len(ids)
