"""The portfolio is a TinyDB with text ids: its queries and writes work, and touch nothing that others hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from tinydb import Query, where
from tinydb.operations import add, delete
from tinydb.operations import set as set_field
from tinydb.table import Document as Found

from leaptui.model.canonical import Document, canonical_bytes
from leaptui.store.errors import Missing, ReadOnly, Refused, Unreadable
from leaptui.store.tables import PortfolioDB
from tests.store.desk import DEBATE, GAUGE, LAMP, Desk, amara, begin, open_count

Piece = Query()


def tiny(desk: Desk) -> PortfolioDB:
    return PortfolioDB(desk.workspace, desk.name)


def ids(found: list[Found]) -> list[str]:
    return sorted(cast("str", item.doc_id) for item in found)


def texts(given: list[int]) -> list[str]:
    """The ids TinyDB gave, which its types take for numbers."""
    assert all(isinstance(one, str) for one in given)
    return [str(one) for one in given]


def one(found: Found | list[Found] | None) -> Found:
    assert isinstance(found, Found)
    return found


def test_queries_find_records_with_their_text_ids(desk: Desk) -> None:
    db = tiny(desk)
    evidence = db.table("evidence")
    assert ids(evidence.search(Piece.tags.any(["weather"]))) == [GAUGE]
    assert ids(evidence.search((Piece.minutes > 60) | (Piece.kind == "product"))) == [DEBATE, LAMP]
    assert one(evidence.get(doc_id=cast("int", LAMP)))["title"] == "Lamp"
    assert ids([one(evidence.get(where("title") == "Debate"))]) == [DEBATE]
    assert evidence.contains(Piece.title.test(str.islower)) is False
    assert evidence.count(Piece.title.exists()) == len(evidence) == 3
    assert db.tables() == set(amara())
    assert ids(list(db.table("dreams"))) == ["d-1"]


def test_inserted_records_get_random_ids_and_stand_in_the_file(desk: Desk) -> None:
    people = tiny(desk).table("people")
    first = cast("str", people.insert({"name": "J. Lind", "role": "mentor"}))
    rest = people.insert_multiple({"name": name} for name in ("a", "b"))
    assert len({first, *rest}) == 3
    assert UUID(first).version == 4
    assert desk.record("people", first) == {"name": "J. Lind", "role": "mentor"}
    named = people.insert(Found({"name": "Me"}, cast("int", "my-id")))
    assert str(named) == "my-id"
    with pytest.raises(ValueError, match="already exists"):
        people.insert(Found({"name": "Me again"}, cast("int", "my-id")))
    assert desk.record("people", "my-id") == {"name": "Me"}


def test_updates_and_removals_reach_the_file_and_leave_the_rest(desk: Desk) -> None:
    before = desk.document
    evidence = tiny(desk).table("evidence")
    assert texts(evidence.update({"place": "home"}, Piece.title == "Lamp")) == [LAMP]
    evidence.update(add("minutes", 5), doc_ids=[cast("int", DEBATE)])
    evidence.update(delete("tags"), Piece.tags.any(["weather"]))
    evidence.update_multiple([(set_field("place", "school"), Piece.title == "Debate")])
    assert texts(evidence.upsert({"title": "Lamp", "place": "work"}, Piece.title == "Lamp")) == [LAMP]
    (made,) = evidence.upsert({"title": "New"}, Piece.title == "New")
    assert evidence.remove(Piece.title == "New") == [made]
    expected = before
    expected["evidence"][LAMP]["place"] = "work"
    expected["evidence"][DEBATE] |= {"minutes": 95, "place": "school"}
    del expected["evidence"][GAUGE]["tags"]
    assert desk.path.read_bytes() == canonical_bytes(expected)


def test_whole_tables_can_go(desk: Desk) -> None:
    db = tiny(desk)
    db.table("dreams").truncate()
    assert "dreams" not in desk.document
    db.drop_table("breaks")
    assert desk.document.keys() == amara().keys() - {"dreams", "breaks"}
    with db:
        db.drop_tables()
    assert desk.document == {}


def test_what_tinydb_writes_in_place_is_not_seen_in_what_was_handed_out(desk: Desk) -> None:
    """TinyDB's update sets fields in the very record it finds, and an operation may reach deep into it."""
    store = desk.open()
    db = store._db
    seen, raw = store.portfolio, store.portfolio.raw("evidence", GAUGE)
    assert raw is not None
    before = canonical_bytes(seen.document)

    def reach_in(record: Any) -> None:
        record["tags"].append("deep")
        record["body"].clear()

    db.table("evidence").update({"title": "Changed"}, Piece.title == "Rain gauge")
    db.table("evidence").update(reach_in, doc_ids=[cast("int", GAUGE)])
    assert desk.record("evidence", GAUGE)["tags"] == ["weather", "deep"]
    assert canonical_bytes(seen.document) == before
    assert (raw["title"], raw["tags"], raw["body"]) == ("Rain gauge", ["weather"], ["It rained.", "", "A lot."])


def test_what_is_done_to_a_found_or_inserted_record_later_does_not_reach_the_file(desk: Desk) -> None:
    db = tiny(desk)
    evidence = db.table("evidence")
    one(evidence.get(doc_id=cast("int", GAUGE)))["tags"].append("mine alone")
    evidence.search(Piece.title == "Rain gauge")[0]["body"].clear()
    evidence.all()[0].clear()
    given: dict[str, Any] = {"title": "New", "tags": ["a"]}
    made = cast("str", evidence.insert(given))
    evidence.update({"links": given["tags"]}, Piece.title == "Lamp")
    given["tags"].append("b")
    evidence.insert({"title": "Another"})
    assert desk.record("evidence", GAUGE)["tags"] == ["weather"]
    assert desk.record("evidence", GAUGE)["body"] == ["It rained.", "", "A lot."]
    assert desk.record("evidence", made)["tags"] == ["a"]
    assert desk.record("evidence", LAMP)["links"] == ["a"]


def test_a_change_from_outside_is_found_by_the_next_query(desk: Desk) -> None:
    evidence = tiny(desk).table("evidence")
    assert ids(evidence.search(Piece.title == "Lamp")) == [LAMP]
    desk.edit("evidence", LAMP, title="Lantern")
    assert evidence.search(Piece.title == "Lamp") == []
    assert ids(evidence.search(Piece.title == "Lantern")) == [LAMP]
    document = desk.document
    del document["evidence"]
    desk.write(document)
    assert evidence.search(Piece.title == "Lantern") == []


def test_two_databases_on_one_file_lose_nothing_of_each_other(desk: Desk) -> None:
    first, second = tiny(desk), tiny(desk)
    assert len(first.table("people")) == len(second.table("people")) == 0
    for number in range(5):
        first.table("people").insert({"name": f"first {number}"})
        second.table("people").insert({"name": f"second {number}"})
        second.table("evidence").update({"place": "home"}, Piece.title == "Lamp")
        first.table("evidence").update({"minutes": number}, Piece.title == "Lamp")
    assert len(desk.document["people"]) == 10
    assert (desk.record("evidence", LAMP)["place"], desk.record("evidence", LAMP)["minutes"]) == ("home", 4)


def test_writes_are_put_together_inside_a_transaction_and_dropped_where_it_fails(desk: Desk) -> None:
    db = tiny(desk)
    with db.canonical.transaction():
        db.table("people").insert({"name": "a"})
        db.table("people").insert({"name": "b"})
        assert len(db.table("people")) == 2
        assert "people" not in desk.document
    assert len(desk.document["people"]) == 2
    before = desk.path.read_bytes()
    with pytest.raises(ZeroDivisionError), db.canonical.transaction():
        db.table("people").insert({"name": "c"})
        raise ZeroDivisionError
    assert desk.path.read_bytes() == before
    assert len(db.table("people")) == 2


@pytest.mark.parametrize("value", [1.5, object(), "\ud800", 2**64, {1: 2}])
def test_what_is_no_json_of_a_portfolio_is_refused_and_forgotten(desk: Desk, value: object) -> None:
    before = desk.path.read_bytes()
    db = tiny(desk)
    with pytest.raises(Refused, match=r"amara\.json"):
        db.table("people").insert({"name": value})
    assert desk.path.read_bytes() == before
    assert len(db.table("people")) == 0
    db.table("people").insert({"name": "b"})
    assert len(desk.document["people"]) == 1


def test_a_newer_portfolio_and_an_unreadable_one_are_not_written(tmp_path: Path) -> None:
    newer: Document = amara()
    newer["meta"]["portfolio"]["min_writer"] = 2
    for number, (data, error) in enumerate([(canonical_bytes(newer), ReadOnly), (b"{", Unreadable), (b"", Unreadable)]):
        desk = begin(tmp_path / str(number))
        desk.path.write_bytes(data)
        with pytest.raises(error):
            tiny(desk).table("people").insert({"name": "a"})
        assert desk.path.read_bytes() == data


def test_a_portfolio_that_is_not_there_is_not_an_empty_one(desk: Desk) -> None:
    db = PortfolioDB(desk.workspace, "nobody")
    with pytest.raises(Missing):
        db.table("people").all()
    with pytest.raises(Missing):
        db.table("people").insert({"name": "a"})
    assert not (desk.root / "portfolios" / "nobody.json").exists()


def test_no_handle_stays_open(desk: Desk) -> None:
    db = tiny(desk)
    db.table("people").insert({"name": "a"})
    before = open_count()
    for number in range(10):
        db.table("people").insert({"name": str(number)})
        db.table("people").all()
    assert open_count() == before
