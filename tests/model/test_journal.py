"""The journal: entries, look backs, and levels that move with a word about what changed."""

from __future__ import annotations

import pytest

from leaptui.model.about_me import about_page
from leaptui.model.canonical import Document
from leaptui.model.change import Change, inverse
from leaptui.model.edits import Invalid, tag
from leaptui.model.edits.journal import moved_levels, with_what_changed, write_entry, write_look_back
from leaptui.model.edits.me import add_line, open_line, put_on_page, say_on_page
from leaptui.model.journal import entries, entries_about, first_words, leads, look_back, matching, offers_look_back
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_own import Facet, Reflection
from leaptui.model.side_by_side import levels_said
from tests.model.stories import THURSDAY, Story, d, leap

AT = "2026-11-19T10:00:00Z"
D4 = "leap-2020:D4"


def done(document: Document, change: Change) -> Portfolio:
    after = {table: dict(records) for table, records in document.items()}
    for (table, record_id), edit in change.edits.items():
        assert after.get(table, {}).get(record_id) == edit.before
        if edit.after is None:
            del after[table][record_id]
        else:
            after.setdefault(table, {})[record_id] = edit.after
    return Portfolio({table: records for table, records in after.items() if records})


def test_moving_a_level_keeps_the_word_about_it_and_both_go_back_together() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "11-03", "D4=growing")
    before = Portfolio(story.document)
    change = tag(before, leap(), AT, [piece], {D4: "demonstrated"})
    [(claim, was)] = moved_levels(change)[D4]
    assert was == "growing"
    whole = with_what_changed(before, change, {D4: "I explained it to Year 8."}, THURSDAY)
    assert whole.label == change.label
    after = done(story.document, whole)
    assert after.claims[claim].level == "demonstrated"
    [entry] = entries(after)
    assert (entry.prompt, entry.words) == ("What changed?", "I explained it to Year 8.")
    assert entry.moved is not None and (entry.moved.guideline, entry.moved.level) == (D4, "growing")
    assert {(one.table, one.id) for one in entry.about} == {("claims", claim), ("evidence", piece), ("guidelines", D4)}
    assert entries_about(after, "evidence", piece) == [entry]
    assert [(one.table, one.id) for one in leads(after, entry)] == [("evidence", piece), ("guidelines", D4)]
    back, stuck = inverse(whole, after.document, "", AT)
    assert stuck == 0
    again = done(after.document, back)
    assert (again.claims[claim].level, entries(again)) == ("growing", [])


@pytest.mark.parametrize("said", ["", "  \n "])
def test_a_level_moves_without_a_word_too(said: str) -> None:
    story = Story()
    piece = story.piece("Rain gauge", "11-03", "D4=growing")
    before = Portfolio(story.document)
    change = tag(before, leap(), AT, [piece], {D4: "demonstrated"})
    assert with_what_changed(before, change, {D4: said}, THURSDAY) is change


def test_a_level_that_is_said_first_did_not_move() -> None:
    story = Story()
    piece, other = story.piece("Rain gauge", "11-03", "D4"), story.piece("Choir", "11-04", "D4=growing")
    before = Portfolio(story.document)
    assert moved_levels(tag(before, leap(), AT, [piece], {D4: "growing"})) == {}
    assert moved_levels(tag(before, leap(), AT, [other], {D4: "growing"}, "because")) == {}
    assert moved_levels(tag(before, leap(), AT, [other], {"leap-2020:L1": "growing"})) == {}


def test_entries_stand_by_day_and_are_found_by_their_words() -> None:
    story = Story()
    story.put("reflections", "a", "11-02", on_date="2026-11-01", text=["Läuten", "lernen"])
    story.put("reflections", "b", "11-02", on_date="2026-11-02", text=["Welded"], prompt="What did I do?")
    found = entries(Portfolio(story.document))
    assert [one.id for one in found] == ["b", "a"]
    assert [one.id for one in matching(found, "lernen lauten")] == ["a"]
    assert [one.id for one in matching(found, "did weld")] == ["b"]


def test_an_entry_needs_words_and_a_look_back_one_answer() -> None:
    portfolio = Portfolio(Story().document)
    with pytest.raises(Invalid, match="a few words"):
        write_entry(portfolio, AT, {"on_date": "2026-11-19", "text": []})
    with pytest.raises(Invalid, match="one answer is enough"):
        write_look_back(portfolio, AT, THURSDAY, d("11-13"), [("What did I do?", " "), ("What next?", "")])


def test_a_look_back_tells_what_happened_in_seven_days() -> None:
    story = Story()
    old = story.piece("Old", "11-12", "D4=growing")
    piece = story.piece("Rain gauge", "11-13", "D4=growing")
    story.put("goals", "g", "11-01", title="Station")
    story.put("steps", "s", "11-01", goal="g", title="Solder", done_on="2026-11-19")
    story.put("steps", "t", "11-01", goal="g", title="Later", done_on="2026-11-01")
    story.put("feedback", "f", "11-18", on={"table": "evidence", "id": piece}, by="J. Lind", text=["Good"])
    story.put("reflections", "r", "11-14", on_date="2026-11-14", text=["It leaked."])
    story.put("reflections", "q", "11-15", on_date="2026-11-15", text=["Built."], since="2026-11-09")
    portfolio = Portfolio(story.document)
    moved = with_what_changed(
        portfolio, tag(portfolio, leap(), AT, [old], {D4: "demonstrated"}), {D4: "Showed it."}, THURSDAY
    )
    found = look_back(done(story.document, moved), THURSDAY)
    assert (found.first, found.last) == (d("11-13"), THURSDAY)
    assert [one.id for one in found.pieces] == [piece]
    assert [one.id for one in found.steps] == ["s"]
    assert [(one.evidence, one.before, one.level) for one in found.moved] == [
        (piece, None, "growing"),
        (old, "growing", "demonstrated"),
    ]
    assert [one.id for one in found.feedback] == ["f"]
    assert [one.words for one in found.entries] == ["It leaked."]


def test_a_look_back_is_offered_once_toward_the_end_of_a_week_in_which_something_happened() -> None:
    story = Story()
    assert not offers_look_back(Portfolio(story.document), d("11-20"))
    story.piece("Rain gauge", "11-17")
    portfolio = Portfolio(story.document)
    assert [day for day in range(16, 30) if offers_look_back(portfolio, d(f"11-{day}"))] == [20, 21, 22]
    change, made = write_look_back(
        portfolio,
        AT,
        d("11-20"),
        d("11-14"),
        [("What did I do?", "Built."), ("What did I learn?", ""), ("What next?", "Weigh.")],
    )
    after = done(story.document, change)
    assert [entry.words for entry in after.live(Reflection).values()] == ["Built.", "Weigh."]
    assert set(made) == set(after.live(Reflection))
    assert not offers_look_back(after, d("11-21"))


def test_a_line_is_private_until_it_is_opened_and_leaves_the_page_when_it_is_closed() -> None:
    story = Story()
    change, line = add_line(
        Portfolio(story.document), AT, {"facet": "F1.a", "sort": "strength", "text": ["I explain well"]}
    )
    noted = done(story.document, change)
    assert noted.live(Facet)[line].private
    with pytest.raises(Invalid, match="open it first"):
        put_on_page(noted, AT, "facets", [line])
    opened = done(noted.document, open_line(noted, AT, line, is_open=True))
    on_page = done(opened.document, put_on_page(opened, AT, "facets", [line]))
    said = done(on_page.document, say_on_page(on_page, AT, ["I build."]))
    assert [item.id for part in about_page(said, leap()).parts for item in part.items] == [line]
    closed = done(said.document, open_line(said, AT, line, is_open=False))
    again = done(closed.document, open_line(closed, AT, line, is_open=True))
    assert about_page(again, leap()).parts == ()
    assert about_page(again, leap()).text == "I build."


def test_levels_stand_side_by_side_own_first_of_each_person_the_latest() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "11-03", "D4=growing")
    claim = next(iter(Portfolio(story.document).claims))
    story.put("people", "p", "11-01", name="J. Lind", role="mentor")
    story.put("assessments", "1", "11-04", claim=claim, by="p", level="deepening")
    story.put("assessments", "2", "11-05", claim=claim, by="J. Lind", level="demonstrated", blind=True)
    story.put("assessments", "3", "11-05", claim=claim, by="Ben", level="starting")
    story.put("assessments", "4", "11-06", claim=claim, by="Ben", note=["no level"])
    found = levels_said(Portfolio(story.document), leap(), D4)
    assert [(one.by, one.level, one.blind, one.evidence) for one in found] == [
        ("", "growing", False, piece),
        ("Ben", "starting", False, piece),
        ("J. Lind", "demonstrated", True, piece),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# Rain\n\n- you were *not* there\n- it **rained**", "Rain you were not there it rained"),
        ("> said\n1. first\n2) second `x = 1`", "said first second x = 1"),
        ("2 * 3 * 4 is 24, **half", "2 * 3 * 4 is 24, **half"),
        ("-5 degrees, *te amo*", "-5 degrees, te amo"),
    ],
)
def test_the_first_words_of_an_entry_are_without_the_signs_of_markdown(text: str, says: str) -> None:
    change, made = write_entry(Portfolio(Story().document), AT, {"on_date": "2026-11-19", "text": [*text.splitlines()]})
    assert first_words(done(Story().document, change).live(Reflection)[made]) == says
