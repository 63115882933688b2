"""Choices made on clones that knew nothing of one another: each stands until somebody who saw it chooses again."""

from __future__ import annotations

import pytest

from leaptui.merge import Stamp, choose, merge3, open_conflicts, settle, settle_edited
from leaptui.model.canonical import Document, Json, Record, canonical_bytes, read_document
from tests.merge.gauge import FRIDAY, MONDAY, gauge, portfolio

LAPTOP, KIOSK, PHONE = Stamp("laptop", 41), Stamp("kiosk", 12), Stamp("phone", 3)
START = portfolio()


def met(one: Document, stamp: Stamp, other: Document, other_stamp: Stamp, base: Document = START) -> Document:
    return merge3(base, one, other, mine_stamp=stamp, theirs_stamp=other_stamp)


def chosen(document: Document, title: str) -> Document:
    return {"evidence": {"gauge": choose(gauge(document), "title", title)}}


def written(document: Document, title: str) -> Document:
    before = gauge(document)
    return {"evidence": {"gauge": settle_edited(before, {**before, "title": title})}}


def titles(document: Document) -> set[Json]:
    others = [other.value for conflict in open_conflicts(document) for other in conflict.others]
    return {gauge(document)["title"], *others}


def by_an_older_program(document: Document) -> Document:
    """Give the portfolio as a program leaves it that does not know by which choices a value stands."""
    result = read_document(canonical_bytes(document))
    found = gauge(result)["_conflicts"]
    assert isinstance(found, dict)
    for entry in found.values():
        assert isinstance(entry, dict)
        others, standing = entry.get("others", []), entry.pop("standing", {})
        assert isinstance(others, list)
        assert isinstance(standing, dict)
        for said in (*others, standing):
            assert isinstance(said, dict)
            said.pop("chosen", None)
            said.pop("written", None)
        if others:
            entry["standing"] = standing
    return result


def test_what_two_clones_chose_without_a_common_past_outlives_the_choice_of_a_third() -> None:
    laptop, kiosk = portfolio(title="Rain gauge v2"), portfolio(title="Pluviometer")
    kiosk = met(kiosk, KIOSK, laptop, LAPTOP)
    phone = met(START, PHONE, kiosk, KIOSK)
    kiosk = chosen(kiosk, "Pluviometer")
    laptop = chosen(met(laptop, LAPTOP, phone, PHONE), "Rain gauge v2")
    kiosk = met(kiosk, KIOSK, laptop, LAPTOP)
    assert titles(kiosk) == {"Pluviometer", "Rain gauge v2"}
    phone = met(written(phone, "Gauge"), PHONE, laptop, LAPTOP)
    assert titles(phone) == {"Rain gauge v2", "Gauge"}
    assert titles(met(phone, PHONE, kiosk, KIOSK)) == {"Pluviometer", "Rain gauge v2", "Gauge"}


def test_a_choice_written_over_at_once_does_not_hold_up_what_somebody_else_chose_and_wrote_over() -> None:
    common = met(portfolio(title="Rain gauge v2"), LAPTOP, portfolio(title="Pluviometer"), KIOSK)
    more = met(common, KIOSK, portfolio(title="Gauge"), PHONE)
    laptop = written(chosen(common, "Pluviometer"), "Rain gauge, third try")
    phone = chosen(more, "Pluviometer")
    remote = met(laptop, LAPTOP, phone, PHONE, base=common)
    assert titles(remote) == {"Rain gauge, third try", "Pluviometer"}
    phone = written(phone, "Rain gauge, at last")
    assert titles(met(phone, PHONE, remote, LAPTOP, base=more)) == {"Rain gauge, third try", "Rain gauge, at last"}


def test_a_chosen_title_that_was_written_over_does_not_come_back_from_a_clone_that_was_away() -> None:
    asked = met(portfolio(title="Rain gauge v2"), LAPTOP, portfolio(title="Pluviometer"), KIOSK)
    away = chosen(asked, "Pluviometer")
    assert titles(met(written(away, "Gauge"), LAPTOP, away, KIOSK)) == {"Gauge"}


def test_a_title_chosen_here_and_written_anew_there_stands_until_both_are_known() -> None:
    asked = met(portfolio(title="Rain gauge v2"), LAPTOP, portfolio(title="Pluviometer"), KIOSK)
    laptop = chosen(asked, "Rain gauge")
    both = met(laptop, LAPTOP, portfolio(title="Rain gauge"), PHONE, base=portfolio(title="Gauge"))
    assert titles(both) == {"Rain gauge"}
    here = written(laptop, "Station")
    assert titles(met(both, KIOSK, here, LAPTOP, base=portfolio(title="Gauge"))) == {"Rain gauge", "Station"}
    assert titles(met(both, KIOSK, written(both, "Station"), LAPTOP, base=both)) == {"Station"}


def test_a_title_chosen_written_over_and_written_again_is_new() -> None:
    asked = met(portfolio(title="Rain gauge v2"), LAPTOP, portfolio(title="Pluviometer"), KIOSK)
    settled = chosen(asked, "Pluviometer")
    between = written(settled, "Gauge")
    again: Document = {"evidence": {"gauge": {**gauge(settled), "minutes": 20}}}
    for back in (written(between, "Pluviometer"), again):
        assert titles(met(back, LAPTOP, written(between, "Station"), KIOSK, base=between)) == {
            "Pluviometer",
            "Station",
        }


def test_a_choice_says_in_the_field_which_value_it_holds_until_another_is_written() -> None:
    asked = met(portfolio(title="Rain gauge v2"), LAPTOP, portfolio(title="Pluviometer"), KIOSK)
    entry = gauge(chosen(asked, "Gauge"))["_conflicts"]
    assert isinstance(entry, dict)
    title = entry["title"]
    assert isinstance(title, dict)
    settled, standing = title["settled"], title["standing"]
    assert isinstance(settled, dict)
    assert isinstance(standing, dict)
    assert standing["chosen"] == [*settled]
    after = gauge(written(chosen(asked, "Gauge"), "Station"))["_conflicts"]
    assert after == {"title": {"settled": settled}}


@pytest.mark.parametrize("title", ["Pluviometer", "Rain gauge v2", "Gauge"])
def test_a_choice_in_a_file_of_an_older_program_is_not_undone_and_undoes_nothing(title: str) -> None:
    laptop, kiosk = portfolio(title="Rain gauge v2", modified=MONDAY), portfolio(title="Pluviometer", modified=FRIDAY)
    asked = met(laptop, LAPTOP, kiosk, KIOSK)
    settled = chosen(asked, title)
    old, asked_by_old = by_an_older_program(settled), by_an_older_program(asked)
    for document in (settled, old):
        for older in (kiosk, asked, asked_by_old, old):
            for base in (START, older):
                assert titles(met(document, PHONE, older, KIOSK, base=base)) == {title}
        assert titles(met(document, PHONE, laptop, LAPTOP)) == {title}
    elsewhere = by_an_older_program(chosen(asked, "Station"))
    assert titles(met(old, LAPTOP, elsewhere, KIOSK, base=asked)) == {title, "Station"}
    assert titles(met(settled, LAPTOP, elsewhere, KIOSK)) == {title, "Station"}


def test_what_an_older_program_forgot_of_a_choice_is_not_lost_by_it() -> None:
    held, broke = "It held through the whole storm", "It broke in the very first hour"
    asked = met(portfolio(title=held), LAPTOP, portfolio(title=broke), KIOSK)
    laptop = chosen(asked, held)
    phone = by_an_older_program(met(START, PHONE, laptop, LAPTOP))
    desk = written(asked, "Gauge")
    both = met(desk, Stamp("desk", 5), laptop, LAPTOP)
    assert titles(met(both, KIOSK, phone, PHONE)) == {held, "Gauge"}


@pytest.mark.parametrize("odd", ["x", 7, [1, None], {"a": "b"}])
def test_what_is_no_list_of_choices_is_kept_and_breaks_nothing(odd: Json) -> None:
    note: Record = {"title": {"others": [{"value": "Gauge", "clone": "phone", "revision": 3, "chosen": odd}]}}
    mine, theirs = portfolio(_conflicts=note, minutes=5), portfolio(title="Station")
    result = met(mine, LAPTOP, theirs, KIOSK)
    assert titles(result) == {"Gauge", "Station"}
    again = met(result, LAPTOP, theirs, KIOSK)
    assert canonical_bytes(again) == canonical_bytes(result)
    assert titles({"evidence": {"gauge": settle(gauge(result), "title")}}) == {"Station"}
