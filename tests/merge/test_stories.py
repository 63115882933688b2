"""What happens to a portfolio that was changed in two places, told case by case."""

from __future__ import annotations

from hashlib import sha256

import pytest

from leaptui.merge import ABSENT, Alternative, Stamp, choose, is_conflicted, merge3, open_conflicts, settle
from leaptui.model.canonical import Document, Json, Record, canonical_bytes, canonical_value
from leaptui.model.ids import claim_id

LAPTOP, KIOSK = Stamp("laptop", 41), Stamp("kiosk", 12)
MONDAY, TUESDAY, FRIDAY = "2026-03-02T14:05:00Z", "2026-03-03T09:30:00Z", "2026-03-06T16:00:00Z"
GAUGE: Record = {
    "title": "Rain gauge",
    "kind": "product",
    "body": ["It held.", "", "The funnel leaks.", "", "Next: calibrate."],
    "tags": ["maths", "water"],
    "attachments": [{"sha256": "0a", "name": "gauge.jpg", "alt": "The gauge"}],
    "created": MONDAY,
    "modified": MONDAY,
}


def portfolio(**changes: Json) -> Document:
    """Give a portfolio with the rain gauge, changed; None takes a field away."""
    record: Record = {name: value for name, value in {**GAUGE, **changes}.items() if value is not None}
    return {"evidence": {"gauge": record}}


def merged(mine: Document, theirs: Document, base: Document | None = None) -> Document:
    """Merge what the laptop and the kiosk made of the portfolio; swapping them makes no difference."""
    past = portfolio() if base is None else base
    result = merge3(past, mine, theirs, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    swapped = merge3(past, theirs, mine, mine_stamp=KIOSK, theirs_stamp=LAPTOP)
    assert canonical_bytes(result) == canonical_bytes(swapped)
    return result


def gauge(document: Document) -> Record:
    return document["evidence"]["gauge"]


# No conflict


def test_both_add_evidence_and_both_are_there() -> None:
    theirs: Document = {
        "evidence": {"gauge": GAUGE, "video": {"title": "The storm"}},
        "goals": {"station": {"title": "Station"}},
    }
    mine: Document = {"evidence": {"gauge": GAUGE, "sketch": {"title": "Sketch"}}}
    assert merged(mine, theirs) == {
        "evidence": {"gauge": GAUGE, "video": {"title": "The storm"}, "sketch": {"title": "Sketch"}},
        "goals": {"station": {"title": "Station"}},
    }


def test_each_changes_another_field_and_both_changes_are_in() -> None:
    result = gauge(merged(portfolio(place="school", modified=TUESDAY), portfolio(minutes=95, modified=FRIDAY)))
    assert result == {**GAUGE, "place": "school", "minutes": 95, "modified": FRIDAY}
    assert not is_conflicted(result)


def test_one_takes_a_field_away_and_nothing_brings_it_back() -> None:
    assert gauge(merged(portfolio(kind=None), portfolio(minutes=95))) == {
        **{name: value for name, value in GAUGE.items() if name != "kind"},
        "minutes": 95,
    }


def test_tags_taken_away_here_and_added_there() -> None:
    assert gauge(merged(portfolio(tags=["maths"]), portfolio(tags=["maths", "water", "wood"])))["tags"] == [
        "maths",
        "wood",
    ]


def test_the_last_tag_gone_leaves_no_empty_list() -> None:
    assert "tags" not in gauge(merged(portfolio(tags=["water"]), portfolio(tags=["maths"])))


def test_two_paragraphs_of_a_text_edited_in_two_places() -> None:
    mine = portfolio(body=["It held through the storm.", "", "The funnel leaks.", "", "Next: calibrate."])
    theirs = portfolio(body=["It held.", "", "The funnel leaks.", "", "Next: calibrate.", "Ask Ms Lind."])
    result = gauge(merged(mine, theirs))
    assert result["body"] == [
        "It held through the storm.",
        "",
        "The funnel leaks.",
        "",
        "Next: calibrate.",
        "Ask Ms Lind.",
    ]
    assert "_conflicts" not in result


def test_one_picture_described_here_and_another_attached_there() -> None:
    mine = portfolio(attachments=[{"sha256": "0a", "name": "gauge.jpg", "alt": "The gauge in the rain"}])
    theirs = portfolio(attachments=[{"sha256": "0a", "name": "rain.jpg", "alt": "The gauge"}, {"sha256": "0b"}])
    assert gauge(merged(mine, theirs))["attachments"] == [
        {"sha256": "0a", "name": "rain.jpg", "alt": "The gauge in the rain"},
        {"sha256": "0b"},
    ]


def test_the_same_guideline_claimed_on_two_clones_is_one_claim() -> None:
    claim = claim_id("gauge", "leap-2020:F1.a")
    same: Record = {"evidence": "gauge", "guideline": "leap-2020:F1.a", "level": "growing"}
    mine: Document = {"claims": {claim: {**same, "why": ["I chose it."], "created": MONDAY, "modified": MONDAY}}}
    theirs: Document = {"claims": {claim: {**same, "created": TUESDAY, "modified": TUESDAY}}}
    assert merged(mine, theirs, {}) == {
        "claims": {claim: {**same, "why": ["I chose it."], "created": MONDAY, "modified": TUESDAY}}
    }


def test_a_newer_program_has_raised_what_may_write_the_portfolio() -> None:
    old: Document = {"meta": {"portfolio": {"format": 1, "min_writer": 1, "title": "Amara"}}}
    newer: Document = {"meta": {"portfolio": {"format": 3, "min_writer": 2, "title": "Amara"}}}
    newest: Document = {"meta": {"portfolio": {"format": 2, "min_writer": 10, "title": "Amara"}}}
    assert merged(newer, newest, old) == {"meta": {"portfolio": {"format": 3, "min_writer": 10, "title": "Amara"}}}


def test_true_is_not_one() -> None:
    result = gauge(merged(portfolio(stretch=True), portfolio(minutes=5), portfolio(stretch=1)))
    assert result["stretch"] is True
    assert result["minutes"] == 5


# Deleted


def test_deleted_here_and_untouched_there_is_deleted() -> None:
    assert merged({}, portfolio()) == {}


def test_deleted_here_and_edited_there_stays_and_says_so() -> None:
    result = merged({"evidence": {}}, portfolio(title="Rain gauge v2"))
    assert gauge(result)["title"] == "Rain gauge v2"
    (conflict,) = open_conflicts(result)
    assert (conflict.table, conflict.id, conflict.field) == ("evidence", "gauge", "_deleted")
    assert conflict.others == (Alternative(None, absent=True, clone="laptop", revision=41, on=None),)
    kept = {"evidence": {"gauge": settle(gauge(result), "_deleted")}}
    assert not open_conflicts(kept)
    assert merged({"evidence": {}}, kept) == kept


def test_put_into_the_trash_here_and_edited_there_stays_out_of_the_trash() -> None:
    result = merged(portfolio(deleted=TUESDAY, modified=TUESDAY), portfolio(title="Rain gauge v2"))
    assert "deleted" not in gauge(result)
    (conflict,) = open_conflicts(result)
    assert (conflict.field, conflict.absent) == ("deleted", True)
    assert conflict.others == (Alternative(TUESDAY, absent=False, clone="laptop", revision=41, on=TUESDAY),)
    thrown: Document = {"evidence": {"gauge": choose(gauge(result), "deleted", TUESDAY)}}
    assert gauge(thrown)["deleted"] == TUESDAY
    assert merged(thrown, portfolio(title="Rain gauge v2")) == thrown


def test_an_edit_after_the_trash_was_chosen_brings_it_out_again() -> None:
    both = merged(portfolio(deleted=TUESDAY), portfolio(title="Rain gauge v2"))
    thrown: Document = {"evidence": {"gauge": choose(gauge(both), "deleted", TUESDAY)}}
    result = merged(thrown, portfolio(title="Rain gauge v2", minutes=20))
    assert "deleted" not in gauge(result)
    assert gauge(result)["minutes"] == 20


def test_put_into_the_trash_on_both_sides_is_in_the_trash_since_the_first() -> None:
    result = merged(portfolio(deleted=FRIDAY), portfolio(deleted=TUESDAY))
    assert gauge(result)["deleted"] == TUESDAY
    assert not open_conflicts(result)


def test_put_into_the_trash_here_and_the_trash_emptied_there_can_still_be_brought_back() -> None:
    result = merged(portfolio(deleted=TUESDAY), {"evidence": {}})
    assert result == portfolio(deleted=TUESDAY)


# The same field


def test_the_same_field_changed_twice_keeps_both_versions() -> None:
    result = merged(portfolio(title="Rain gauge v2", modified=TUESDAY), portfolio(title="Pluviometer", modified=FRIDAY))
    assert gauge(result)["title"] == "Pluviometer"
    digest = sha256(b'"Pluviometer"').hexdigest()[:16]
    assert gauge(result)["_conflicts"] == {
        "title": {
            "others": [{"value": "Rain gauge v2", "clone": "laptop", "revision": 41, "on": TUESDAY}],
            "standing": {"clone": "kiosk", "revision": 12, "on": FRIDAY, "digest": digest},
        }
    }
    (conflict,) = open_conflicts(result)
    assert conflict.value == "Pluviometer"
    assert conflict.standing is not None
    assert conflict.standing.clone == "kiosk"
    assert conflict.others[0].value == "Rain gauge v2"


def test_with_the_clock_of_the_kiosk_stuck_in_1970_both_clones_still_agree() -> None:
    stuck = portfolio(title="Pluviometer", modified="1970-01-01T00:00:00Z")
    assert gauge(merged(portfolio(title="Rain gauge v2", modified=TUESDAY), stuck))["title"] == "Rain gauge v2"


def test_a_value_is_preferred_to_none() -> None:
    result = merged(portfolio(kind=None, modified=FRIDAY), portfolio(kind="code", modified=TUESDAY))
    assert gauge(result)["kind"] == "code"
    (conflict,) = open_conflicts(result)
    assert conflict.others[0].absent
    assert "kind" not in choose(gauge(result), "kind", ABSENT)


def test_the_same_line_rewritten_twice_keeps_both_texts_whole() -> None:
    mine = portfolio(body=["It held through the night.", *["", "The funnel leaks."]], modified=TUESDAY)
    theirs = portfolio(body=["It broke.", *["", "The funnel leaks."]])
    result = merged(mine, theirs)
    assert gauge(result)["body"] == ["It held through the night.", "", "The funnel leaks."]
    assert open_conflicts(result)[0].others[0].value == ["It broke.", "", "The funnel leaks."]


def test_inside_an_object_and_a_list_the_path_names_the_place() -> None:
    old: Document = {
        "meta": {"portfolio": {"learner": {"name": "Amara", "pronouns": "she"}}},
        "goals": {"station": {"guidelines": [{"guideline": "leap-2020:F1.a", "level": "starting"}]}},
    }
    mine: Document = {
        "meta": {"portfolio": {"learner": {"name": "Amara O.", "pronouns": "she"}}},
        "goals": {"station": {"guidelines": [{"guideline": "leap-2020:F1.a", "level": "growing"}]}},
    }
    theirs: Document = {
        "meta": {"portfolio": {"learner": {"name": "A. Okafor"}}},
        "goals": {"station": {"guidelines": [{"guideline": "leap-2020:F1.a", "level": "deepening"}]}},
    }
    result = merged(mine, theirs, old)
    goal, learner = open_conflicts(result)
    assert (goal.field, goal.value) == ("guidelines[leap-2020:F1.a].level", "growing")
    assert (learner.field, learner.value) == ("learner.name", "Amara O.")
    assert result["meta"]["portfolio"]["learner"] == {"name": "Amara O."}
    chosen = choose(result["goals"]["station"], goal.field, "deepening")
    assert chosen["guidelines"] == [{"guideline": "leap-2020:F1.a", "level": "deepening"}]
    assert not is_conflicted(chosen)


# Choices


@pytest.fixture
def both() -> Document:
    """Give the portfolio whose title was changed on the laptop and on the kiosk."""
    return merged(portfolio(title="Rain gauge v2", modified=TUESDAY), portfolio(title="Pluviometer", modified=FRIDAY))


def chosen(document: Document, title: str, **changes: Json) -> Document:
    return {"evidence": {"gauge": {**choose(gauge(document), "title", title), **changes}}}


@pytest.mark.parametrize("title", ["Pluviometer", "Rain gauge v2", "Rain gauge, third try"])
def test_a_choice_reaches_a_clone_that_still_asks(both: Document, title: str) -> None:
    settled = chosen(both, title)
    asking: Document = {"evidence": {"gauge": {**gauge(both), "minutes": 20, "modified": FRIDAY}}}
    for base in (portfolio(), both):
        result = gauge(merged(settled, asking, base))
        assert result["title"] == title
        assert result["minutes"] == 20
        assert not is_conflicted(result)


def test_a_clone_that_was_away_brings_its_losing_title_back_in_vain(both: Document) -> None:
    settled = chosen(both, "Pluviometer")
    away = portfolio(title="Rain gauge v2", minutes=20, modified="2026-05-01T10:00:00Z")
    later = merge3(portfolio(), settled, away, mine_stamp=KIOSK, theirs_stamp=Stamp("laptop", 99))
    assert gauge(later)["title"] == "Pluviometer"
    assert gauge(later)["minutes"] == 20
    assert not open_conflicts(later)


def test_two_different_choices_ask_once_more(both: Document) -> None:
    result = merged(chosen(both, "Pluviometer"), chosen(both, "Rain gauge v2"), both)
    (conflict,) = open_conflicts(result)
    assert {conflict.value, conflict.others[0].value} == {"Pluviometer", "Rain gauge v2"}
    settled = chosen(result, "Rain gauge v2")
    for older in (chosen(both, "Pluviometer"), both, result):
        assert merged(settled, older, both) == settled


def test_the_same_choice_on_both_clones_is_one(both: Document) -> None:
    settled = chosen(both, "Pluviometer")
    assert merged(settled, chosen(both, "Pluviometer"), both) == settled


def test_a_title_written_after_the_choice_is_new_even_if_it_was_chosen_against_once(both: Document) -> None:
    settled = chosen(both, "Pluviometer")
    again = {"evidence": {"gauge": {**gauge(settled), "title": "Rain gauge v2"}}}
    elsewhere = {"evidence": {"gauge": {**gauge(settled), "title": "Gauge"}}}
    assert gauge(merged(again, settled, settled))["title"] == "Rain gauge v2"
    (conflict,) = open_conflicts(merged(again, elsewhere, settled))
    assert {conflict.value, conflict.others[0].value} == {"Rain gauge v2", "Gauge"}


def test_a_choice_taken_back_by_undo_is_open_again(both: Document) -> None:
    settled = chosen(both, "Rain gauge v2")
    edited: Document = {"evidence": {"gauge": {**gauge(settled), "minutes": 20}}}
    assert gauge(merged(both, edited, settled)) == {**gauge(both), "minutes": 20}


def test_a_short_answer_given_by_somebody_else_is_not_taken_for_the_one_chosen_against() -> None:
    asked = merged(portfolio(private=True, modified=TUESDAY), portfolio(private=False, modified=FRIDAY))
    opened: Document = {"evidence": {"gauge": settle(gauge(asked), "private")}}
    assert gauge(opened)["private"] is False
    phone = merge3(portfolio(), opened, portfolio(private=True), mine_stamp=KIOSK, theirs_stamp=Stamp("phone", 1))
    (conflict,) = open_conflicts(phone)
    assert {conflict.value, conflict.others[0].value} == {True, False}


def test_three_clones_with_three_titles_keep_all_three(both: Document) -> None:
    result = merge3(
        portfolio(), both, portfolio(title="Gauge"), mine_stamp=Stamp("laptop", 50), theirs_stamp=Stamp("phone", 3)
    )
    (conflict,) = open_conflicts(result)
    origins = {other.value: other.clone for other in conflict.others}
    assert conflict.value == "Pluviometer"
    assert origins == {"Rain gauge v2": "laptop", "Gauge": "phone"}


def test_after_the_choice_the_first_title_was_written_again_and_stays(both: Document) -> None:
    back: Document = {"evidence": {"gauge": {**gauge(chosen(both, "Pluviometer")), "title": "Rain gauge"}}}
    assert merged(back, both) == back


def test_choosing_the_first_title_again_is_not_overruled_by_a_clone_that_never_asked(both: Document) -> None:
    back = chosen(both, "Rain gauge")
    result = merge3(portfolio(), back, portfolio(title="Gauge"), mine_stamp=LAPTOP, theirs_stamp=Stamp("phone", 3))
    (conflict,) = open_conflicts(result)
    assert {conflict.value, conflict.others[0].value} == {"Rain gauge", "Gauge"}


def test_fetching_what_became_of_two_choices_changes_nothing_more(both: Document) -> None:
    kept, third = chosen(both, "Pluviometer"), chosen(both, "Rain gauge, third try")
    result = merged(kept, third, both)
    assert len(open_conflicts(result)) == 1
    assert merged(kept, result, both) == result
    assert merged(result, third, both) == result


def test_a_choice_here_and_the_old_program_there_ask_once_more(both: Document) -> None:
    written_by_an_old_program: Document = {"evidence": {"gauge": {**gauge(both), "title": "Rain gauge v2"}}}
    result = merged(chosen(both, "Pluviometer"), written_by_an_old_program, both)
    (conflict,) = open_conflicts(result)
    assert {conflict.value, conflict.others[0].value} == {"Pluviometer", "Rain gauge v2"}


def test_the_same_question_asked_twice_takes_two_answers(both: Document) -> None:
    first = chosen(both, "Pluviometer")
    mine: Document = {"evidence": {"gauge": {**gauge(first), "title": "Rain gauge v2", "modified": TUESDAY}}}
    between: Document = {"evidence": {"gauge": {**gauge(first), "title": "Gauge"}}}
    theirs: Document = {"evidence": {"gauge": {**gauge(first), "modified": FRIDAY}}}
    asked_again = merged(mine, theirs, between)
    (conflict,) = open_conflicts(asked_again)
    assert {conflict.value, conflict.others[0].value} == {"Pluviometer", "Rain gauge v2"}
    second = chosen(asked_again, "Pluviometer")
    assert merged(second, asked_again, between) == second


def test_a_text_that_lost_is_known_again_on_whichever_clone() -> None:
    held: Json = ["It held through the whole storm."]
    broke: Json = ["It broke in the first hour."]
    asked = merged(portfolio(body=held, modified=TUESDAY), portfolio(body=broke, modified=FRIDAY))
    settled: Document = {"evidence": {"gauge": settle(gauge(asked), "body")}}
    phone = merge3(portfolio(), settled, portfolio(body=held), mine_stamp=KIOSK, theirs_stamp=Stamp("phone", 1))
    assert phone == settled


def test_two_choices_of_a_text_both_written_on_are_not_woven_into_one() -> None:
    asked = merged(
        portfolio(body=["One.", "", "Two.", "", "Three."], modified=TUESDAY),
        portfolio(body=["Uno.", "", "Dos.", "", "Tres."], modified=FRIDAY),
        portfolio(body=["Eins.", "", "Zwei.", "", "Drei."]),
    )
    mine: Document = {"evidence": {"gauge": choose(gauge(asked), "body", ["Uno!", "", "Dos.", "", "Tres."])}}
    theirs: Document = {"evidence": {"gauge": choose(gauge(asked), "body", ["Uno.", "", "Dos.", "", "Three."])}}
    result = merged(mine, theirs, asked)
    (conflict,) = open_conflicts(result)
    texts = [conflict.value, conflict.others[0].value]
    assert ["Uno!", "", "Dos.", "", "Tres."] in texts
    assert ["Uno.", "", "Dos.", "", "Three."] in texts


def test_the_clone_that_trashed_fetches_what_became_of_it_and_it_stays_live() -> None:
    trashed = portfolio(deleted=TUESDAY, modified=TUESDAY)
    result = merged(trashed, portfolio(title="Rain gauge v2"))
    assert merged(trashed, result) == result


def test_a_claim_taken_back_here_and_made_anew_there_is_not_lost_in_the_trash() -> None:
    claim: Record = {"evidence": "gauge", "guideline": "leap-2020:F1.a", "created": MONDAY, "modified": MONDAY}
    mine: Document = {"claims": {"c": {**claim, "deleted": TUESDAY, "modified": TUESDAY}}}
    theirs: Document = {"claims": {"c": {**claim, "modified": FRIDAY}}}
    result = merged(mine, theirs, {})
    assert "deleted" not in result["claims"]["c"]
    assert [conflict.field for conflict in open_conflicts(result)] == ["deleted"]


def test_true_here_and_one_there_are_two_answers() -> None:
    (conflict,) = open_conflicts(merged(portfolio(stretch=True), portfolio(stretch=1)))
    assert {canonical_value(conflict.value), canonical_value(conflict.others[0].value)} == {b"true", b"1"}
