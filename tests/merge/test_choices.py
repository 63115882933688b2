"""What becomes of a choice between two versions, on every clone that it reaches, told case by case."""

from __future__ import annotations

import pytest

from leaptui.merge import Stamp, choose, is_conflicted, merge3, open_conflicts, settle, settle_edited
from leaptui.model.canonical import Document, Json, Record, canonical_value
from tests.merge.gauge import FRIDAY, KIOSK, LAPTOP, MONDAY, TUESDAY, gauge, merged, portfolio


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
    settled = gauge(chosen(both, "Pluviometer"))
    written: Record = {**settled, "title": "Rain gauge"}
    back: Document = {"evidence": {"gauge": settle_edited(settled, written)}}
    assert merged(back, both) == back
    by_a_program_that_knows_nothing_of_choices: Document = {"evidence": {"gauge": written}}
    assert merged(by_a_program_that_knows_nothing_of_choices, both) == back


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


def test_a_question_is_not_answered_by_a_clone_that_only_has_one_of_the_answers() -> None:
    asked = merged(portfolio(title="Pluviometer"), portfolio(), portfolio(title="Gauge"))
    result = merged(asked, portfolio(title="Pluviometer"))
    (conflict,) = open_conflicts(result)
    assert {conflict.value, conflict.others[0].value} == {"Pluviometer", "Rain gauge"}


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
