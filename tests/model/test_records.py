"""Views and schema of the same records agree, and the history's sentences know what is new in each table."""

from __future__ import annotations

from dataclasses import fields

import pytest

from leaptui.model.canonical import Document, Json, Record
from leaptui.model.change import Edit
from leaptui.model.names import Names
from leaptui.model.portfolio import TO_TRASH, VIEWS, Portfolio
from leaptui.model.records_own import Ask, Reflection
from leaptui.model.schema_records import RECORDS
from leaptui.model.telling import tell
from tests.model.stories import Story

AT = "2026-11-19T10:00:00Z"
_STAMPS = {"created": AT, "modified": AT}


def test_every_table_of_the_format_is_understood() -> None:
    assert VIEWS.keys() == RECORDS.keys()


@pytest.mark.parametrize("table", VIEWS)
def test_a_view_reads_only_fields_that_the_format_has(table: str) -> None:
    written = getattr(VIEWS[table], "__pydantic_config__", {}).get("alias_generator", str)
    read = {written(field.name) for field in fields(VIEWS[table])} - {"id"}
    assert read <= {field.alias or name for name, field in RECORDS[table].model_fields.items()}


def test_a_need_in_one_line_and_in_several_are_both_read() -> None:
    story = Story()
    needs: list[Json] = ["Five minutes", ["Five minutes", "on the roof"]]
    for number, need in enumerate(needs):
        story.put("asks", f"a-{number}", "11-01", need=need, **{"from": "teacher"})
    asks = Portfolio(story.document).live(Ask)
    assert [ask.words for ask in asks.values()] == ["Five minutes", "Five minutes\non the roof"]
    assert {ask.source for ask in asks.values()} == {"teacher"}


def test_what_is_in_the_trash_is_not_live_and_goes_by_its_first_words() -> None:
    story = Story()
    story.put("reflections", "r-1", "11-01", on_date="2026-11-01", text=["", "It rained."], deleted=AT)
    story.put("reviews", "v-1", "11-02", held_on="2026-11-02", deleted=AT)
    portfolio = Portfolio(story.document)
    assert portfolio.live(Reflection) == {}
    assert {item.title for item in portfolio.trash} == {"It rained.", "review of 2026-11-02"}
    assert {item.table for item in portfolio.trash} <= set(TO_TRASH)


@pytest.mark.parametrize(
    ("table", "record", "says"),
    [
        ("reflections", {"on_date": "2026-11-18", "text": ["x"]}, "Wrote in the journal for 18 November"),
        ("facets", {"facet": "F1.a", "sort": "need", "text": ["Quiet"]}, "Noted what I need: “Quiet”"),
        ("asks", {"need": ["The key"]}, "Asked for support: “The key”"),
        ("advances", {"guideline": "leap-2020:D4", "way": "deeper"}, "Chose to go deeper into D4"),
        ("advances", {"guideline": "leap-2020:D4", "way": "advance"}, "Chose to go on from D4"),
        ("starts", {"guideline": "leap-2020:D4", "level": "growing"}, "Begins in D4 at growing"),
        ("pathways", {"goal": "g", "title": "By bus"}, "Set out another way, “By bus”"),
        ("agreements", {"about": {"table": "goals", "id": "g"}, "by": "J. Lind"}, "J. Lind agreed to “Station”"),
        ("suggestions", {"goal": "g", "title": "Weigh it", "by": "Mum"}, "Mum suggested the step “Weigh it”"),
        ("confirmations", {"evidence": "e", "by": "City farm"}, "City farm confirmed “Rain gauge”"),
        ("reviews", {"status": "prepared"}, "Began to prepare a review"),
        ("reviews", {"status": "closed", "held_on": "2026-11-18"}, "Noted the review of 18 November"),
    ],
)
def test_what_is_new_is_told_in_the_products_words(table: str, record: Record, says: str) -> None:
    document: Document = {"goals": {"g": {"title": "Station"}}, "evidence": {"e": {"title": "Rain gauge"}}}
    edit = Edit(None, {**_STAMPS, **record})
    assert [telling.words for telling in tell({(table, "x"): edit}, Names(document))] == [says]


@pytest.mark.parametrize(
    ("table", "before", "after", "says"),
    [
        ("asks", {"status": "open"}, {"status": "answered"}, "Noted what came of an ask: “The key”"),
        ("asks", {"status": "answered"}, {}, "Took up an ask again: “The key”"),
        ("suggestions", {}, {"answer": "accepted"}, "Took the suggested step “Weigh it”"),
        ("suggestions", {}, {"answer": "declined"}, "Declined the suggested step “Weigh it”"),
        ("reviews", {"status": "prepared"}, {"status": "open"}, "Began a review"),
        ("reviews", {"status": "open"}, {"status": "closed"}, "Closed a review"),
        ("feedback", {"by": "Mum"}, {"by": "Mum", "answered": ["Yes"]}, "Answered Mum"),
    ],
)
def test_what_became_of_it_is_told_too(table: str, before: Record, after: Record, says: str) -> None:
    known: dict[str, Record] = {"asks": {"need": ["The key"]}, "suggestions": {"title": "Weigh it"}}
    standing = known.get(table, {})
    edit = Edit({**_STAMPS, **standing, **before}, {**_STAMPS, **standing, **after})
    assert [telling.words for telling in tell({(table, "x"): edit}, Names())] == [says]
