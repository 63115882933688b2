"""What waits for a mentor, and for which one; and a portfolio as others may see it."""

from __future__ import annotations

import pytest

from leaptui.model.canonical import Document, Json, Record, canonical_bytes
from leaptui.model.desk_queue import AGREE, ASK, NEWS, REVIEW, Gist, Item, gist_of, in_order, tokens, waiting_for
from leaptui.model.desk_queue_words import beside, counts, heading, says
from leaptui.model.digests import digest_of
from leaptui.model.portfolio import Portfolio
from leaptui.model.reading import read_one
from leaptui.model.records import About
from leaptui.model.to_others import to_others
from leaptui.model.voices import Voice

LIND, TOM = Voice("J. Lind"), Voice("Tom", "peer")
SECRET = "secret"


def record(day: int = 1, **fields: Json) -> Record:
    at = f"2026-03-{day:02}T09:00:00Z"
    return {"created": at, "modified": at, **{name.rstrip("_"): value for name, value in fields.items()}}


def portfolio(**tables: dict[str, Record]) -> Portfolio:
    people = {"lind": record(name="J. Lind", role="mentor"), "tom": record(name="Tom", role="peer")}
    meta: Record = {"format": 1, "framework": "leap-2020", "learner": {"name": "Amara Okafor"}}
    return Portfolio({"meta": {"portfolio": meta}, "people": people, **tables})


def waits(found: Portfolio, voice: Voice | None, sort: str) -> list[str]:
    return [item.says for item in waiting_for("amara", gist_of(found), voice, None).of(sort)]


def test_an_ask_waits_for_whom_it_was_put_to() -> None:
    asks = {
        "a": record(3, need=["To Lind"], from_="teacher", person="lind", status="open"),
        "b": record(1, need=["To Tom"], from_="peer", person="tom", status="open"),
        "c": record(2, need=["To any teacher"], from_="teacher", status="open"),
        "d": record(2, need=["To any peer"], from_="peer", status="open"),
        "e": record(2, need=["To a machine"], from_="technology", status="open"),
        "f": record(2, need=["Answered"], from_="teacher", status="answered"),
        "g": record(2, need=[SECRET], from_="teacher", status="open", private=True),
    }
    found = portfolio(asks=asks)
    assert waits(found, LIND, ASK) == ["To any teacher", "To Lind"]
    assert waits(found, TOM, ASK) == ["To Tom", "To any peer"]
    assert waits(found, None, ASK) == ["To Tom", "To any teacher", "To any peer", "To Lind"]


def test_a_review_waits_until_it_is_held_for_those_it_is_held_with() -> None:
    reviews = {
        "a": record(status="prepared", title="Before the fair", with_=["lind"]),
        "b": record(status="open", questions=["What is missing?"]),
        "c": record(status="closed", title="Held"),
        "d": record(status="prepared", title="With Tom", with_=["tom"]),
    }
    assert waits(portfolio(reviews=reviews), LIND, REVIEW) == ["Before the fair", "What is missing?"]


def test_goals_and_starts_wait_for_an_agreement_until_somebody_else_agreed_to_them_as_they_are() -> None:
    goals = {
        "new": record(title="New", status="active"),
        "named": record(title="Named", status="active", agreed=[{"by": "lind"}]),
        "own": record(title="Only the learner agreed", status="active", agreed=[{"by": "Amara Okafor"}]),
        "theirs": record(title="Lind's own idea", status="idea", proposed_by="lind"),
        "agreed": record(title="Agreed", status="active"),
        "moved": record(title="Moved since", status="active"),
        "over": record(title="Over", status="achieved"),
    }
    starts = {"s": record(guideline="leap-2020:D1", level="growing")}
    bare = portfolio(goals=goals)
    digest = digest_of(bare, read_one(About, {"table": "goals", "id": "agreed"}))
    agreements = {
        "1": record(about={"table": "goals", "id": "agreed"}, by="lind", digest=digest),
        "2": record(about={"table": "goals", "id": "moved"}, by="lind", digest="0" * 64),
    }
    found = portfolio(goals=goals, starts=starts, agreements=agreements)
    assert sorted(waits(found, LIND, AGREE)) == ["D1", "Moved since", "New", "Only the learner agreed"]
    confirmed = {**agreements, "3": record(about={"table": "starts", "id": "s"}, by="lind")}
    assert "D1" not in waits(portfolio(goals=goals, starts=starts, agreements=confirmed), LIND, AGREE)


def test_what_is_new_is_so_until_it_was_seen_as_it_is() -> None:
    evidence = {"e": record(2, title="Rain gauge"), "h": record(3, title=SECRET, private=True)}
    feedback: dict[str, Record] = {
        "f": {
            **record(4, by="lind", text=["Well"], aspect="process"),
            "on": {"table": "evidence", "id": "e"},
            "answered": ["Thanks"],
        },
        "g": {
            **record(4, by="lind", text=["Hm"], aspect="process"),
            "on": {"table": "evidence", "id": "h"},
            "answered": [SECRET],
        },
    }
    suggestions = {"s": record(1, goal="g", title="Ask the farmer", by="Tom", answer="accepted")}
    found = portfolio(evidence=evidence, feedback=feedback, suggestions=suggestions)
    assert waits(found, LIND, NEWS) == ["Thanks", "Rain gauge"]
    assert waits(found, TOM, NEWS) == ["Rain gauge", "Ask the farmer"]
    seen = tokens(gist_of(found))
    assert waiting_for("amara", gist_of(found), LIND, seen).news == ()
    changed = portfolio(evidence={"e": {**evidence["e"], "modified": "2026-03-01T00:00:00Z"}}, feedback=feedback)
    assert [item.says for item in waiting_for("amara", gist_of(changed), LIND, seen).news] == ["Rain gauge"]


def test_nothing_private_is_in_a_gist_nor_in_what_others_see() -> None:
    on: Json = {"table": "evidence", "id": "h"}
    document: Document = {
        "evidence": {"h": record(title=SECRET, private=True), "e": record(title="Open")},
        "claims": {"c": record(evidence="h", guideline="leap-2020:D4", why=[SECRET])},
        "assessments": {"x": record(claim="c", by="lind", note=[SECRET])},
        "feedback": {"f": {**record(by="lind", text=[SECRET], aspect="effort"), "on": on, "answered": [SECRET]}},
        "confirmations": {"k": record(evidence="h", by="lind", text=[SECRET])},
        "facets": {"a": record(facet="F1.a", sort="need", text=[SECRET], private=True)},
        "reflections": {"r": record(on_date="2026-03-01", text=[SECRET], private=True)},
        "asks": {
            "q": {**record(need=["Look, please"], status="open", person="p"), "from": "teacher", "about": [on]},
            "z": record(need=[SECRET], status="open", private=True),
        },
        "opportunities": {"o": record(title=SECRET, private=True)},
        "people": {"p": record(name=SECRET, contact=SECRET, private=True), "q": record(name="Ann", notes=[SECRET])},
    }
    meta: Record = {"format": 1, "framework": "leap-2020", "learner": {"name": "Amara"}}
    whole: Document = {"meta": {"portfolio": meta}, **document}
    assert SECRET not in str(gist_of(Portfolio(whole)))
    shown = to_others(whole)
    assert SECRET.encode() not in canonical_bytes(shown)
    assert Portfolio(shown).name_of("p") == "Somebody"
    assert shown["evidence"]["e"] is whole["evidence"]["e"]
    assert Portfolio(shown).read_all() == []


@pytest.mark.parametrize(
    ("item", "said", "more"),
    [
        (
            Item(ASK, "asks", "1", "Look", "2026", "Tom", about="Rain", aspect="process"),
            "Look",
            "Rain · on process · for Tom",
        ),
        (Item(REVIEW, "reviews", "1", "", "2026", source="prepared"), "a review", "prepared"),
        (Item(AGREE, "goals", "1", "Fly", "2026", aspect="again"), "Fly", "a goal, changed since it was agreed"),
        (Item(AGREE, "starts", "1", "D1", "2026", aspect="growing"), "D1: growing", "a starting level"),
        (
            Item(NEWS, "feedback", "1", "Thanks", "2026", source="answered", about="Rain"),
            "Thanks",
            "the answer to feedback on Rain",
        ),
    ],
)
def test_each_sort_is_told_in_words(item: Item, said: str, more: str) -> None:
    assert (says(item), beside(item)) == (said, more)


def test_those_who_asked_come_first_and_the_first_one_of_them_before_all() -> None:
    def one(name: str, *items: Item) -> Gist:
        return Gist(name, "", items)

    def item(sort: str, at: str) -> Item:
        return Item(sort, "asks", "1", "x", at)

    gists = {
        "new": one("A", item(NEWS, "2026-01")),
        "nothing": one("B"),
        "late": one("C", item(ASK, "2026-03")._replace(source="teacher")),
        "early": one("D", item(ASK, "2026-02")._replace(source="teacher"), item(NEWS, "2026-04")),
        "review": one("E", item(REVIEW, "2026-01")),
    }
    order = in_order(waiting_for(name, gist, LIND, None) for name, gist in gists.items())
    assert [one.name for one in order] == ["early", "late", "review", "new", "nothing"]
    assert counts(order[0]) == ["1 ask", "1 new"]
    assert [heading(one.sort) for one in order][-1] == "Nothing waits"
