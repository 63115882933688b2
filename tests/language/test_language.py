"""Choosing the language and the form of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from leaptui import language
from leaptui.model.dates import between, day_month, long_day

DAY, LATER, TODAY = date(2026, 11, 18), date(2026, 11, 24), date(2026, 11, 19)


@pytest.fixture(autouse=True)
def spoken_as_before() -> Iterator[None]:
    yield
    language.use("en", "day-month")


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "xx_XX.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANGUAGE": "xx:en", "LANG": "C"}, "en"),
    ],
)
def test_the_environment_chooses_among_the_languages_there_are(environment: dict[str, str], spoken: str) -> None:
    assert language.use(environment=environment) == spoken
    assert language.language() == spoken


@pytest.mark.parametrize(
    ("environment", "form"),
    [
        ({}, "day-month"),
        ({"LANG": "en_GB.UTF-8"}, "day-month"),
        ({"LANG": "en_US.UTF-8"}, "month-day"),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "en_GB.UTF-8"}, "day-month"),
        ({"LANG": "es_PE.UTF-8"}, "day-month"),
    ],
)
def test_the_environment_chooses_the_form_of_days(environment: dict[str, str], form: str) -> None:
    language.use(environment=environment)
    assert language.date_form() == form


def test_a_chosen_form_goes_before_the_environment_and_nonsense_does_not() -> None:
    language.use("en", "iso", environment={"LANG": "en_US.UTF-8"})
    assert language.date_form() == "iso"
    language.use("en", "backwards", environment={"LANG": "en_US.UTF-8"})
    assert language.date_form() == "month-day"


@pytest.mark.parametrize(
    ("form", "short", "long", "span"),
    [
        ("day-month", "18 Nov", "18 November", "between 18 and 24 November"),
        ("month-day", "Nov 18", "November 18", "between November 18 and November 24"),
        ("iso", "11-18", "2026-11-18", "between 2026-11-18 and 2026-11-24"),
    ],
)
def test_days_are_said_in_the_learners_form(form: str, short: str, long: str, span: str) -> None:
    language.use("en", form)
    assert day_month(DAY) == short
    assert long_day(DAY) == long
    assert between(DAY, LATER, TODAY) == span


def test_a_message_without_words_stays_without() -> None:
    assert language._("") == ""


def test_quotation_marks_within_others_are_inner_ones() -> None:
    assert language.in_quotes("Alto line of “Ubi caritas”") == "“Alto line of ‘Ubi caritas’”"
    assert language.in_quotes("Pipe of 5” and 3” pieces") == "“Pipe of 5” and 3” pieces”"
    assert language.in_quotes("“A” and “B”, {text}") == "“‘A’ and ‘B’, {text}”"
    language.use("es")
    assert language.in_quotes("La frase «no sé»") == "«La frase “no sé”»"


def test_names_are_listed_as_one_says_them() -> None:
    assert language.and_list([]) == ""
    assert language.and_list(["Mon"]) == "Mon"
    assert language.and_list(["Mon", "Fri"]) == "Mon and Fri"
    assert language.and_list(["Mon", "Wed", "Fri"]) == "Mon, Wed and Fri"
