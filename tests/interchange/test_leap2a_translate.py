"""Entries become records: whatever producers call things, and however the entries hang together."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.model.canonical import Document, Json, canonical_bytes, read_document
from tests.interchange.leap2a_samples import (
    ATOM,
    RDF,
    entry,
    feed,
    import_feed,
    import_file,
    kept,
    only,
    write_xml,
)

OLD = "http://wiki.cetis.ac.uk/2009-03/LEAP2A_"


def old_feed(leap: str = "leap", types: str = "leaptype") -> str:
    """The same portfolio as 2009's exporters write it: other addresses, other prefixes, no version."""
    return (
        f'<feed xmlns="{ATOM}" xmlns:r="{RDF}" xmlns:{leap}="{OLD}predicates#" xmlns:{types}="{OLD}types#"'
        f' xmlns:c="{OLD}categories/" xmlns:portfolio="http://school.example/7/"><id>http://school.example/7/</id>'
        "<author><name>Amara</name></author>"
        f'<entry><id>portfolio:plan</id><title>Build</title><r:type r:resource="{types}:plan"/>'
        f'<link rel="{leap}:has_part" href="portfolio:a"/><{leap}:status {leap}:stage="progressing"/></entry>'
        f'<entry><id>portfolio:a</id><title>Solder</title><r:type r:resource="{types}:plan"/>'
        f'<{leap}:date {leap}:point="end">2009-05-01</{leap}:date><{leap}:status {leap}:stage="completed"/></entry>'
        f'<entry><id>portfolio:b</id><title>Job</title><r:type r:resource="{types}:activity"/>'
        '<category scheme="c:life_area#" term="Voluntary"/></entry></feed>'
    )


def without_ids(document: Document) -> dict[str, list[Json]]:
    return {
        table: [
            {key: value for key, value in record.items() if key not in {"imported", "goal"}}
            for record in records.values()
        ]
        for table, records in document.items()
    }


def test_terms_are_known_by_what_their_addresses_mean_and_never_by_a_prefix(tmp_path: Path) -> None:
    usual = import_file(write_xml(tmp_path, old_feed()))
    (goal,) = usual.tables["goals"].values()
    (step,) = usual.tables["steps"].values()
    assert (goal["title"], goal["status"]) == ("Build", "active")
    assert (step["title"], step["done_on"]) == ("Solder", "2009-05-01")
    assert only(usual)["life_area"] == "civic"
    for other in (
        old_feed("x1", "y-2"),
        old_feed().replace(OLD, "http://terms.leapspecs.org/"),
        old_feed().replace(OLD, "http://www.cetis.org.uk/leap2/terms/"),
        old_feed().replace('"leaptype:', f'"{OLD}types#').replace('"leap:', f'"{OLD}predicates#'),
        old_feed().replace('xmlns:c="', 'xmlns:unused="'),
        old_feed().replace(' xmlns:portfolio="http://school.example/7/"', ""),
    ):
        assert without_ids(import_file(write_xml(tmp_path, other)).tables) == without_ids(usual.tables)


def test_a_feed_without_a_version_is_read_and_that_is_said(tmp_path: Path) -> None:
    assert any("does not say which edition" in note for note in import_file(write_xml(tmp_path, old_feed())).notes)
    assert import_feed(tmp_path, entry(content="x")).notes == ()
    plain = f'<feed xmlns="{ATOM}"><entry><title>Post</title><id>urn:x:1</id><content>hi</content></entry></feed>'
    imported = import_file(write_xml(tmp_path, plain))
    assert imported.notes[0].startswith("This is a plain Atom feed")
    assert only(imported)["kind"] == "text"


def test_an_export_without_entries_says_so(tmp_path: Path) -> None:
    imported = import_feed(tmp_path)
    assert imported.tables == {}
    assert imported.notes == ("There are no entries in this export.",)


KINDS = [
    ("entry", "", "text"),
    ("ability", "", "text"),
    ("achievement", "", "badge"),
    ("activity", "", "other"),
    ("affiliation", "", "other"),
    ("meeting", "", "other"),
    ("publication", "", "text"),
    ("resource", "", "other"),
    ("resource", '<category scheme="categories:resource_type#" term="Physical"/>', "product"),
    ("resource", '<category scheme="categories:resource_type#" term="Printed"/>', "text"),
    ("resource", '<link rel="self" href="https://a.example/x"/>', "link"),
    ("resource", '<link rel="enclosure" href="a.mp4" type="video/mp4"/>', "video"),
    ("resource", '<link rel="enclosure" href="a.ino"/>', "code"),
    ("resource", '<link rel="enclosure" href="a.odt"/>', "text"),
    ("selection", '<category scheme="categories:selection_type#" term="Blog"/>', "other"),
    ("selection", '<category scheme="categories:selection_type#" term="Webpage"/>', "text"),
    ("juggling", "", "text"),
]


@pytest.mark.parametrize(("kind", "words", "expected"), KINDS)
def test_each_type_becomes_a_kind_of_evidence(tmp_path: Path, kind: str, words: str, expected: str) -> None:
    imported = import_feed(tmp_path, entry(words, kind=kind))
    assert only(imported)["kind"] == expected
    assert kept(only(imported))["type"] == kind


def test_a_type_nobody_knows_is_said_and_kept(tmp_path: Path) -> None:
    imported = import_feed(tmp_path, entry(kind="juggling"))
    assert "1 entry has a type that is not known, and came as a text: “Rain gauge”." in imported.notes


def test_a_type_of_leap2a_goes_before_a_strangers(tmp_path: Path) -> None:
    other = '<rdf:type rdf:resource="http://xmlns.com/foaf/0.1/Person"/>'
    assert "evidence" in import_feed(tmp_path, entry(other, kind="activity")).tables


def test_words_dates_and_categories_find_their_fields(tmp_path: Path) -> None:
    words = (
        "<summary>In short</summary>"
        '<leap2:date leap2:point="start">2024-01-02</leap2:date><leap2:date leap2:point="end" leap2:label="later"/>'
        '<leap2:date leap2:point="target">2030-01-01</leap2:date><leap2:activetime>PT1H30M</leap2:activetime>'
        '<category term="rain-water" label="rain water"/><category term="maths"/><category term="maths"/>'
        '<category scheme="http://school.example/own#" term="green"/>'
        '<category scheme="categories:life_area#" term="Education"/>'
        '<category scheme="categories:audience#" term="Private"/>'
        '<link rel="alternate" href="https://b.example/" title="B"/><link rel="related" href="https://a.example/"/>'
        '<link rel="license" href="https://licence.example/"/><leap2:spatial>Lab</leap2:spatial>'
        '<leap2:myrole>Builder</leap2:myrole><x:own xmlns:x="urn:x" x:a="1"><x:in>deep</x:in>tail</x:own>'
    )
    piece = only(import_feed(tmp_path, entry(words, content="At length")))
    assert piece["title"] == "Rain gauge"
    assert piece["body"] == ["In short", "", "At length"]
    assert piece["made_on"] == "2024-01-02"
    assert piece["minutes"] == 90
    assert piece["tags"] == ["green", "maths", "rain water"]
    assert (piece["place"], piece["life_area"], piece["private"]) == ("school", "academic", True)
    assert piece["links"] == [{"url": "https://a.example/"}, {"url": "https://b.example/", "title": "B"}]
    assert (piece["created"], piece["modified"]) == ("2024-05-03T21:30:00Z", "2024-05-04T08:00:00Z")
    imported = kept(piece)
    assert {"point": "end", "label": "later"} in imported["dates"]  # type: ignore[operator]  # JSON as it comes
    elements = imported["elements"]
    assert isinstance(elements, list)
    assert [element["name"] for element in elements if isinstance(element, dict)] == [
        "activetime",
        "spatial",
        "myrole",
        "own",
    ]
    assert elements[-1] == {
        "name": "own",
        "namespace": "urn:x",
        "attributes": {"a": "1"},
        "text": "tail",
        "children": [{"name": "in", "text": "deep"}],
    }


def test_a_piece_without_dates_of_its_own_was_made_when_it_was_written(tmp_path: Path) -> None:
    assert only(import_feed(tmp_path, entry()))["made_on"] == "2024-05-03", "the writer's day, not the day in UTC"
    issued = '<d:issued xmlns:d="http://purl.org/dc/terms/">2003-04</d:issued>'
    assert only(import_feed(tmp_path, entry(issued, kind="publication")))["made_on"] == "2003-04-01"


def test_dates_that_say_too_little_are_said(tmp_path: Path) -> None:
    words = '<leap2:date leap2:point="start" leap2:label="Summer 1999"/><leap2:date leap2:point="end">2003</leap2:date>'
    imported = import_feed(tmp_path, entry(words))
    assert only(imported)["made_on"] == "2003-12-31"
    assert "1 date could not be understood and stayed as written: “Summer 1999 (Rain gauge)”." in imported.notes
    assert any(note.startswith("1 date only named a month or a year") for note in imported.notes)


def test_times_that_cannot_be_read_are_kept_and_said(tmp_path: Path) -> None:
    xml = feed(entry()).replace("2024-05-03T23:30:00+02:00", "31.06.2002").replace("2024-05-04T08:00:00Z", "now")
    imported = import_file(write_xml(tmp_path, xml))
    piece = only(imported)
    assert piece["created"] == piece["modified"] == "2024-06-01T10:00:00Z", "the export's own time"
    assert (kept(piece)["published"], kept(piece)["updated"]) == ("31.06.2002", "now")
    assert any("no time of writing" in note for note in imported.notes)


def test_control_characters_and_strange_line_ends_never_come_in(tmp_path: Path) -> None:
    html = "a&amp;#27;[31mb&amp;#xD800;&#x85;c&#13;d"
    xml = feed(
        entry(title="T\u009bi\ttle"),
        f'<entry><id>portfolio:2</id><title/><content type="html">{html}</content></entry>',
        '<entry><id>portfolio:3</id><x:y xmlns:x="urn:x" a="\u009b1">\u009b[2J</x:y></entry>',
    )
    imported = import_file(write_xml(tmp_path, xml))
    data = canonical_bytes(imported.tables).decode()
    assert not any(0x7F <= ord(char) <= 0x9F or (ord(char) < 0x20 and char != "\n") for char in data)
    assert "\\u001b" not in data
    assert read_document(data.encode()) == imported.tables


def test_an_entry_without_a_title_is_named_by_its_type(tmp_path: Path) -> None:
    imported = import_feed(
        tmp_path,
        entry(title=" ", kind="activity"),
        entry('<leap2:persondata leap2:field="full_name">J. Lind</leap2:persondata>', title="", key="2", kind="person"),
        entry(title="", key="3", kind="plan"),
    )
    assert only(imported)["title"] == "Untitled activity"
    assert only(imported, "people")["name"] == "J. Lind"
    assert only(imported, "goals")["title"] == "Untitled plan"
    assert "2 entries came without a title." in imported.notes
