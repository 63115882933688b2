"""How entries hang together: people, plans and their parts, files, ids, links."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.interchange.leap2a import Imported
from leaptui.model.ids import position_between
from leaptui.model.portfolio import Portfolio
from tests.interchange.leap2a_samples import (
    entry,
    feed,
    import_feed,
    import_file,
    kept,
    titled,
    write_xml,
    write_zip,
)

PEOPLE = (
    entry('<category scheme="categories:person_type#" term="Self"/>', title="Amara", key="me", kind="person"),
    entry(
        '<category scheme="categories:person_type#" term="Mentor"/>'
        '<leap2:persondata leap2:field="email">lind@school.example</leap2:persondata>',
        title="J. Lind",
        key="lind",
        kind="person",
        content="Physics",
    ),
    entry('<link rel="leap2:supports" href="portfolio:job"/>', title="Bakery", key="bakery", kind="organization"),
    entry('<category scheme="categories:life_area#" term="Work"/>', title="Summer job", key="job", kind="activity"),
    entry('<link rel="leap2:attended_by" href="portfolio:lind"/>', title="Talk", key="talk", kind="meeting"),
    entry("<author><name>J. Lind</name><uri>portfolio:lind</uri></author>", title="Letter", key="letter"),
)


def test_people_stand_with_what_they_had_a_part_in(tmp_path: Path) -> None:
    tables = import_feed(tmp_path, *PEOPLE).tables
    _, lind_id, lind = titled(tables, "J. Lind")
    expected = ("mentor", ["Physics"], "lind@school.example", True)
    assert (lind["role"], lind["how"], lind["contact"], lind["private"]) == expected
    _, bakery_id, bakery = titled(tables, "Bakery")
    assert bakery["role"] == "employer"
    assert titled(tables, "Summer job")[2]["people"] == [bakery_id]
    assert titled(tables, "Talk")[2]["people"] == [lind_id]
    letter = titled(tables, "Letter")[2]
    assert (letter["kind"], letter["people"]) == ("testimony", [lind_id])
    assert titled(tables, "Amara")[0] == "evidence", "the learner is not one of the people who help them"


def plan(key: str, *parts: str, words: str = "", kind: str = "plan") -> str:
    links = "".join(f'<link rel="leap2:has_part" href="portfolio:{part}"/>' for part in parts)
    return entry(links + words, title=key, key=key, kind=kind)


def steps_in_order(imported: Imported) -> list[str]:
    """The titles of the steps of the only goal, as the app shows them."""
    ((_, steps),) = Portfolio(imported.tables).steps_of.items()
    return [step.title for step in steps]


def test_the_parts_of_a_plan_are_its_steps_in_order_however_deep(tmp_path: Path) -> None:
    imported = import_feed(
        tmp_path,
        plan("c"),
        plan("b1"),
        plan("a"),
        plan("goal", "a", "b", "c"),
        plan("b", "b1", "b2"),
        plan("b2"),
        plan("late", words='<link rel="leap2:is_part_of" href="portfolio:goal"/>'),
    )
    assert imported.counts == {"steps": 6, "goals": 1}
    assert steps_in_order(imported) == ["a", "b", "b1", "b2", "c", "late"]


def test_the_order_shown_goes_before_the_order_written(tmp_path: Path) -> None:
    ordered = '<link rel="leap2:has_part" href="portfolio:{}" leap2:display_order="{}"/>'
    words = ordered.format("x", 20) + ordered.format("y", -3)
    back = '<link rel="leap2:is_part_of" href="portfolio:goal" leap2:display_order="7"/>'
    imported = import_feed(tmp_path, plan("goal", words=words), plan("x"), plan("y"), plan("z", words=back))
    assert steps_in_order(imported) == ["y", "z", "x"]


def test_there_is_room_for_new_steps_between_imported_ones(tmp_path: Path) -> None:
    parts = [f"p{number}" for number in range(100)]
    imported = import_feed(tmp_path, plan("goal", *parts), *(plan(part) for part in parts))
    assert steps_in_order(imported) == parts
    positions = sorted(str(step["position"]) for step in imported.tables["steps"].values())
    for before, after in zip([None, *positions], [*positions, None], strict=True):
        between = position_between(before, after)
        assert (before or "") < between
        assert after is None or between < after


def test_plans_that_hold_each_other_do_not_go_round_for_ever(tmp_path: Path) -> None:
    imported = import_feed(tmp_path, plan("a", "b"), plan("b", "c"), plan("c", "a"), plan("own", "own"))
    assert imported.counts == {"goals": 2, "steps": 2}
    assert sorted(str(goal["title"]) for goal in imported.tables["goals"].values()) == ["a", "own"]
    assert steps_in_order(imported) == ["b", "c"]


def test_what_a_plan_says_goes_to_goal_and_step(tmp_path: Path) -> None:
    stage = '<leap2:status leap2:stage="{}"/>'
    target = '<leap2:date leap2:point="target">1.9.2024</leap2:date>'
    imported = import_feed(
        tmp_path,
        entry(
            target + stage.format("suspended") + '<link rel="leap2:has_evidence" href="portfolio:proof"/>',
            title="Goal",
            key="g",
            kind="plan",
            content="Because",
        ),
        entry(
            stage.format("completed") + '<link rel="leap2:is_part_of" href="portfolio:g"/>',
            title="Task",
            key="t",
            kind="plan",
            content="How",
        ),
        entry('<link rel="leap2:supports" href="portfolio:t"/>', title="Photo", key="photo"),
        entry(title="Proof", key="proof"),
        plan(
            "todo", words='<link rel="leap2:is_part_of" href="portfolio:g"/>' + stage.format("planned"), kind="activity"
        ),
        plan(
            "did",
            words='<link rel="leap2:is_part_of" href="portfolio:g"/>' + stage.format("completed"),
            kind="activity",
        ),
    )
    tables = imported.tables
    _, goal_id, goal = titled(tables, "Goal")
    assert (goal["status"], goal["target_on"], goal["why"]) == ("rested", "2024-09-01", ["Because"])
    _, _, step = titled(tables, "Task")
    assert (step["goal"], step["done_on"], step["note"]) == (goal_id, "2024-05-04", ["How"])
    _, photo_id, photo = titled(tables, "Photo")
    assert step["evidence"] == [photo_id]
    assert photo["goals"] == titled(tables, "Proof")[2]["goals"] == [goal_id]
    assert titled(tables, "todo")[0] == "steps", "what is still to be done is a step"
    assert titled(tables, "did")[0] == "evidence", "what was done is evidence"
    assert titled(tables, "did")[2]["goals"] == [goal_id]
    assert Portfolio(tables).read_all() == []


def test_files_are_found_by_every_way_they_are_named(tmp_path: Path) -> None:
    page = '<div xmlns="http://www.w3.org/1999/xhtml"><img src="files/in%20words.png" alt=""/></div>'
    xml = feed(
        entry('<link rel="enclosure" type="text/plain" href="files/0-My notes.txt"/>', title="My notes.txt", key="1"),
        entry('<link rel="enclosure" href="files/caf%C3%A9.pdf"/>', title="Menu", key="2", kind="resource"),
        entry(f'<content type="xhtml">{page}</content>', title="Page", key="3").replace("<content></content>", ""),
        '<entry><title>me</title><id>portfolio:4</id><content type="image/png" src="files/me"/></entry>',
        entry('<link rel="enclosure" href="./files/notes.txt"/>' * 2, title="Twice", key="5", kind="plan"),
    )
    members = {"0-My notes.txt": "a", "cafe\u0301.pdf": "b", "in words.png": "c", "me": "d", "notes.txt": "e", "x": "f"}
    zipped = write_zip(
        tmp_path,
        {
            "export/leap2a.xml": xml,
            "__MACOSX/._x": "y",
            **{f"export/files/{name}": data for name, data in members.items()},
        },
    )
    imported = import_file(zipped)
    found = {
        str(record["title"]): [(file["name"], file["alt"]) for file in record["attachments"] if isinstance(file, dict)]  # type: ignore[union-attr]  # JSON as it comes
        for record in imported.tables["evidence"].values()
    }
    assert found == {
        "My notes.txt": [("My notes.txt", "")],
        "Menu": [("cafe\u0301.pdf", "Menu")],
        "Page": [("in words.png", "Page")],
        "me": [("me.png", "")],
        "Twice": [("notes.txt", "Twice")],
    }
    assert len(imported.attachments) == 5
    (goal,) = imported.tables["goals"]
    assert titled({"evidence": imported.tables["evidence"]}, "Twice")[2]["goals"] == [goal]
    assert "1 file in the archive belongs to no entry and stayed there: “x”." in imported.notes


def test_entries_with_one_id_or_none_all_come_and_always_get_the_same_ids(tmp_path: Path) -> None:
    nameless = entry(title="No id").replace("<id>portfolio:1</id>", "")
    entries = [entry(title="One"), entry(title="Two"), nameless, nameless.replace("No id", "Other"), nameless]
    imported = import_feed(tmp_path, *entries)
    assert imported.counts == {"evidence": 5}
    assert import_feed(tmp_path, *entries).tables == imported.tables
    assert any(note.startswith("2 entries have an id that another one has") for note in imported.notes)
    assert any(note.startswith("3 entries have no id") for note in imported.notes)


def test_a_later_export_of_the_same_person_has_the_same_ids_and_anothers_has_others(tmp_path: Path) -> None:
    def ids(feed_id: str) -> list[str]:
        return list(import_file(write_xml(tmp_path, feed(entry(), feed_id=feed_id))).tables["evidence"])

    first = ids("http://school.example/export/3/1700000000")
    assert ids("http://school.example/export/3/1712345678") == first
    assert ids("http://school.example/export/4/1700000000") != first
    assert ids("http://other.example/export/3/1700000000") != first


def test_links_are_kept_with_the_records_they_lead_to(tmp_path: Path) -> None:
    words = (
        '<link rel="leap2:reflects_on" href="portfolio:2" title="why"/><link rel="leap2:supports" href="portfolio:9"/>'
    )
    imported = import_feed(tmp_path, entry(words), entry(title="Second", key="2"))
    _, second_id, _ = titled(imported.tables, "Second")
    assert kept(titled(imported.tables, "Rain gauge")[2])["links"] == [
        {"rel": "reflects_on", "href": "portfolio:2", "title": "why", "table": "evidence", "id": second_id},
        {"rel": "supports", "href": "portfolio:9"},
    ]
    assert "1 link leads to what is not in the export (from “Rain gauge”); noted with the records." in imported.notes


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["plan", "activity", "entry", "person", "organization", "resource", "selection"]),
            st.lists(
                st.tuples(
                    st.sampled_from(["has_part", "is_part_of", "supports", "supported_by", "attends", "has_evidence"]),
                    st.integers(0, 9),
                ),
                max_size=4,
            ),
            st.sampled_from(["", "planned", "completed"]),
        ),
        max_size=8,
    )
)
def test_however_entries_are_tied_none_is_lost(
    tmp_path: Path, entries: list[tuple[str, list[tuple[str, int]], str]]
) -> None:
    written = [
        entry(
            "".join(f'<link rel="leap2:{rel}" href="portfolio:{to}"/>' for rel, to in links)
            + (f'<leap2:status leap2:stage="{stage}"/>' if stage else ""),
            title=f"entry {number}",
            key=str(number),
            kind=kind,
        )
        for number, (kind, links, stage) in enumerate(entries)
    ]
    imported = import_feed(tmp_path, *written)
    assert sum(imported.counts.values()) == len(entries)
    portfolio = Portfolio(imported.tables)
    assert portfolio.read_all() == []
    assert len(portfolio.steps) == imported.counts.get("steps", 0), "every step has its goal"
    for piece in portfolio.evidence.values():
        assert set(piece.goals) <= set(portfolio.goals)
        assert set(piece.people) <= set(portfolio.people)
