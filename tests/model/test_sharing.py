"""Sharing a piece by reference: what is whose."""

from __future__ import annotations

import pytest

from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid, edit_evidence, share, take_shared, trash
from leaptui.model.edits.many import edit_many
from leaptui.model.sharing import as_shown, offered_to
from tests.model.stories import Story
from tests.model.test_edits_goals import AT, done


@pytest.fixture
def ravi() -> Story:
    story = Story()
    story.put("people", "amara", "01-01", name="Amara", role="peer")
    story.put("people", "dad", "01-01", name="Dad", role="family", private=True)
    parts: list[Json] = [{"person": "amara", "role": "drawing"}, {"person": "dad", "role": "holding the ladder"}]
    story.piece("Wiring", "03-01", people=["amara", "dad"], contributors=parts, body=["Red to red"])
    story.piece("Diary", "03-02", private=True)
    return story


def test_a_piece_is_shared_and_not_any_more(ravi: Story) -> None:
    told = done(ravi.told, share(ravi.told, AT, "e-Wiring", ["zoe", "amara"]))
    assert told.evidence["e-Wiring"].shared_with == ("amara", "zoe")
    assert [piece.id for piece in offered_to(told, "amara")] == ["e-Wiring"]
    assert not offered_to(told, "mateo")
    assert not offered_to(done(told, edit_evidence(told, AT, "e-Wiring", {"private": True})), "amara")
    assert not offered_to(done(told, share(told, AT, "e-Wiring", [])), "amara")
    with pytest.raises(Invalid, match="private"):
        share(told, AT, "e-Diary", ["amara"])


def test_a_piece_that_is_taken_in_is_read_from_the_other_portfolio(ravi: Story) -> None:
    theirs = done(ravi.told, share(ravi.told, AT, "e-Wiring", ["amara"]))
    mine = Story().told
    change, made = take_shared(mine, AT, "ravi", theirs.evidence["e-Wiring"])
    told = done(mine, change)
    raw = told.raw("evidence", made) or {}
    assert raw.keys() == {"created", "modified", "title", "kind", "made_on", "shared"}
    shown = as_shown({**raw, "tags": ["mine"]}, theirs, "e-Wiring", "ravi")
    assert shown["body"] == ["Red to red"]
    assert shown["people"] == ["Amara"]
    assert shown["contributors"] == [{"person": "Amara", "role": "drawing"}]
    assert shown["tags"] == ["mine"]


def test_it_is_tagged_but_its_words_stay_the_others(ravi: Story) -> None:
    theirs = done(ravi.told, share(ravi.told, AT, "e-Wiring", ["amara"]))
    change, made = take_shared(Story().told, AT, "ravi", theirs.evidence["e-Wiring"])
    told = done(Story().told, change)
    with pytest.raises(Invalid, match="ravi"):
        edit_evidence(told, AT, made, {"body": ["mine"]})
    with pytest.raises(Invalid, match="ravi"):
        edit_many(told, AT, [made], {"kind": "text"})
    with pytest.raises(Invalid, match="ravi"):
        share(told, AT, made, ["zoe"])
    tagged = done(told, edit_evidence(told, AT, made, {"tags": ["wires"]}, {"leap-2020:C1": "growing"}))
    assert tagged.claims_of[made][0].level == "growing"


def test_taken_again_it_is_one_piece_and_comes_back_from_the_trash(ravi: Story) -> None:
    piece = ravi.told.evidence["e-Wiring"]
    told = done(Story().told, take_shared(Story().told, AT, "ravi", piece)[0])
    (made,) = told.evidence
    gone = done(told, trash(told, AT, [("evidence", made)]))
    again, other = take_shared(gone, AT, "ravi", piece)
    assert other == made
    assert list(done(gone, again).evidence) == [made]
