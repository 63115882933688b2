"""Exports of real systems come in whole."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from leaptui.interchange.leap2a import open_package, plan_import, translate
from leaptui.model.canonical import canonical_bytes, read_document
from leaptui.model.portfolio import Portfolio
from tests.interchange.leap2a_samples import import_file, kept, real_export, titled

MAHARA_2010 = "cetis-mahara1-3.zip"
SPECIFICATION = "cetis-test_valid_leap2a.xml"
MAHARA_2021 = "mahara-behat-leap2a-2021.xml"


def test_all_entries_of_mahara_1_3_become_records_and_both_files_come() -> None:
    imported = import_file(real_export(MAHARA_2010))
    assert imported.counts == {"evidence": 32, "people": 3, "goals": 1, "steps": 1}
    assert sum(imported.entries.values()) == 37 == sum(imported.counts.values())
    assert imported.entries["selection"] == 11
    assert sorted(attachment.name for attachment in imported.attachments) == ["IMG_0883.JPG", "me.png"]


def test_every_entry_of_the_feed_is_found_again_by_its_id() -> None:
    path = real_export(MAHARA_2010)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("leap2a.xml").decode()
    ids = Counter(part.split("</id>")[0] for part in text.split("<id>")[2:])
    imported = import_file(path)
    found = Counter(kept(record)["id"] for records in imported.tables.values() for record in records.values())
    assert found == ids


def test_the_files_that_come_are_the_bytes_of_the_archive() -> None:
    path = real_export(MAHARA_2010)
    with zipfile.ZipFile(path) as archive:
        contents = {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    with open_package(path) as package:
        imported = translate(package)
        for attachment in imported.attachments:
            data = attachment.read()
            assert hashlib.sha256(data).hexdigest() == attachment.sha256
            assert attachment.sha256 in contents
            assert len(data) == attachment.size
    picture = imported.tables["evidence"][imported.attachments[0].evidence]
    assert picture["kind"] == "image"
    assert picture["attachments"] == [imported.attachments[0].entry]


def test_a_curriculum_vitae_keeps_its_dates_where_they_are_dates() -> None:
    imported = import_file(real_export(MAHARA_2010))
    teachers = [record for record in imported.tables["evidence"].values() if record["title"] == "Teacher"]
    assert sorted(str(record["made_on"]) for record in teachers) == ["1998-09-15", "2007-12-31", "2008-01-01"]
    _, _, diploma = titled(imported.tables, "Teacher diploma")
    assert diploma["kind"] == "badge"
    assert "made_on" not in diploma, "31 June is no day"
    assert kept(diploma)["dates"] == [{"point": "end", "label": "31.06.2002"}]
    assert any("31.06.2002" in note for note in imported.notes)


def test_a_plan_becomes_a_goal_and_its_task_a_step() -> None:
    imported = import_file(real_export(MAHARA_2010))
    (goal,) = imported.tables["goals"]
    (step,) = imported.tables["steps"].values()
    assert imported.tables["goals"][goal]["title"] == "Masterplan"
    assert step["goal"] == goal
    assert "done_on" not in step
    assert kept(step)["dates"] == [{"point": "target", "value": "2010-12-31"}]


def test_employers_stand_with_the_work_they_gave() -> None:
    imported = import_file(real_export(MAHARA_2010))
    _, school_id, school = titled(imported.tables, "Kantonsschule Zürich")
    assert school["role"] == "employer"
    work = [record for record in imported.tables["evidence"].values() if record.get("people") == [school_id]]
    assert [(record["title"], record["place"], record["life_area"]) for record in work] == [
        ("Teacher", "work", "workplace")
    ]


def test_who_the_learner_is_is_proposed_and_their_own_description_is_private() -> None:
    imported = import_file(real_export(MAHARA_2010))
    assert (imported.proposal.learner, imported.proposal.email) == ("Hans Muster", "hans.muster@example.com")
    _, _, own = titled(imported.tables, "Hans")
    assert own["private"] is True
    assert any("private" in note for note in imported.notes)


def test_a_page_becomes_markdown() -> None:
    _, _, page = titled(import_file(real_export(MAHARA_2010)).tables, "Resumé")
    body = page["body"]
    assert isinstance(body, list)
    assert body[:3] == ["My resumé", "", "#### About me"]
    assert "| Start date | End date | Position |" in body
    assert "- Town: Muster" in body


def test_links_to_entries_that_are_not_there_are_kept_and_said() -> None:
    imported = import_file(real_export(MAHARA_2010))
    _, _, page = titled(imported.tables, "Resumé")
    links = kept(page)["links"]
    assert {"rel": "has_part", "href": "portfolio:artefact27"} in links  # type: ignore[operator]  # JSON as it comes
    assert any(note.startswith("3 links lead to what is not in the export") for note in imported.notes)


def test_the_examples_of_the_specification_come_whole() -> None:
    imported = import_file(real_export(SPECIFICATION))
    assert imported.counts == {"evidence": 8, "people": 1}
    assert sum(imported.entries.values()) == 9
    _, tutor_id, tutor = titled(imported.tables, "Dr Litton")
    assert tutor["role"] == "mentor"
    _, _, meeting = titled(imported.tables, "Change of Semester Meeting")
    assert meeting["people"] == [tutor_id]
    assert meeting["made_on"] == "2009-02-06", "the export has a stray quotation mark after the time"
    _, _, thought = titled(imported.tables, "What interoperability?")
    assert str(thought["body"]).startswith("['*Wow!* What an activity this was!'")
    _, _, study = titled(imported.tables, "PhD study")
    _, leave_id, _ = titled(imported.tables, "Maternity leave")
    href = "http://e-p.example.ac.uk/user5210/activity3219"
    assert kept(study)["links"] == [{"rel": "has_part", "href": href, "table": "evidence", "id": leave_id}]
    assert "links" not in study, "an entry's address is no address of the web"


def test_mahara_2021_comes_whole_and_says_which_files_are_missing() -> None:
    imported = import_file(real_export(MAHARA_2021))
    assert imported.counts == {"evidence": 8, "goals": 1}
    assert sum(imported.entries.values()) == 9
    _, _, journal = titled(imported.tables, "Journal entry Alice 1")
    assert journal["tags"] == ["Alice"]
    _, _, picture = titled(imported.tables, "215x194images 15.jpg")
    assert picture["kind"] == "image", "the file is not there, but what it was is known"
    assert any(note.startswith("2 files named in the export") and "odt" in note for note in imported.notes)


@pytest.mark.parametrize("name", [MAHARA_2010, SPECIFICATION, MAHARA_2021])
def test_what_comes_is_a_portfolio_that_can_be_written_and_read(name: str) -> None:
    imported = import_file(real_export(name))
    data = canonical_bytes(imported.tables)
    assert read_document(data) == imported.tables
    assert Portfolio(imported.tables).read_all() == []


@pytest.mark.parametrize("name", [MAHARA_2010, SPECIFICATION, MAHARA_2021])
def test_importing_twice_doubles_nothing(name: str) -> None:
    first, second = import_file(real_export(name)), import_file(real_export(name))
    assert canonical_bytes(first.tables) == canonical_bytes(second.tables)
    plan = plan_import(second, first.tables)
    assert plan.is_empty
    assert plan.unchanged == sum(first.counts.values())
    assert plan.attachments == ()


def test_progress_grows_to_the_whole_and_nothing_is_left_on_the_disk(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    import_file(real_export(MAHARA_2010), lambda done, total: told.append((done, total)))
    assert len({total for _, total in told}) == 1
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1] > 180_000
    assert len(told) > 37
    assert list(tmp_path.iterdir()) == []
