"""Importing again: nothing doubles, and what the learner wrote since is never overwritten."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest

from leaptui.interchange.leap2a import ImportRefused, open_package, plan_import, translate
from leaptui.model.canonical import Document, Record, canonical_bytes
from leaptui.model.edits import edit_evidence, new_document, trash
from leaptui.model.portfolio import Portfolio
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.interchange.leap2a_samples import (
    entry,
    feed,
    import_feed,
    import_file,
    real_export,
    titled,
    write_xml,
    write_zip,
)

AT = "2026-03-01T14:05:00Z"
LATER = "http://school.example/export/3/1712345678"
TAG = '<category term="rain"/>'


def taken_in(path: Path, document: Document) -> Document:
    """A portfolio's document with an import done."""
    plan = plan_import(import_file(path), document)
    done = copy.deepcopy(document)
    for (table, record_id), edit in plan.change(document, AT, "Imported").edits.items():
        assert edit.after is not None
        assert edit.before == document.get(table, {}).get(record_id)
        done.setdefault(table, {})[record_id] = edit.after
    return done


def changed_by_learner(document: Document, named: str, /, **fields: str | list[str] | None) -> Document:
    """The document with fields of one record written by the learner; None takes a field away."""
    done = copy.deepcopy(document)
    table, record_id, record = titled(done, named)
    kept = {field: value for field, value in record.items() if field not in fields}
    written: Record = {
        field: [*value] if isinstance(value, list) else value for field, value in fields.items() if value is not None
    }
    done[table][record_id] = {**kept, **written, "modified": AT}
    return done


def test_a_first_import_is_all_new(tmp_path: Path) -> None:
    plan = plan_import(import_feed(tmp_path, entry(), entry(title="Build", key="2", kind="plan")), {})
    assert (len(plan.new["evidence"]), len(plan.new["goals"]), plan.updated) == (1, 1, {})
    assert plan.sentences() == ["2 entries in the export.", "New: 1 piece of evidence and 1 goal."]


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path = write_xml(tmp_path, feed(entry(TAG), entry(title="Build", key="2", kind="plan")))
    document = taken_in(path, {})
    assert taken_in(path, document) == document
    plan = plan_import(import_file(path), document)
    assert plan.is_empty
    assert (plan.unchanged, plan.kept_yours) == (2, 0)
    assert plan.sentences()[1:] == ["Already here and the same: 2 records.", "There is nothing to bring in."]


def test_a_later_export_with_nothing_new_changes_nothing(tmp_path: Path) -> None:
    document = taken_in(write_xml(tmp_path, feed(entry(TAG))), {})
    assert plan_import(import_file(write_xml(tmp_path, feed(entry(TAG), feed_id=LATER))), document).is_empty


def test_what_the_learner_wrote_survives_the_same_export(tmp_path: Path) -> None:
    path = write_xml(tmp_path, feed(entry(content="Old words")))
    document = changed_by_learner(taken_in(path, {}), "Rain gauge", title="Rain gauge v2", body=["My words"])
    assert taken_in(path, document) == document
    plan = plan_import(import_file(path), document)
    assert (plan.is_empty, plan.unchanged, plan.kept_yours) == (True, 0, 1)
    assert "Edited or thrown away by you, and left so: 1 record." in plan.sentences()


def test_a_later_export_brings_what_is_new_in_it_and_leaves_the_learners_words(tmp_path: Path) -> None:
    first = write_xml(tmp_path, feed(entry(TAG, content="Old words"), entry(title="Second", key="2")), "first.xml")
    document = changed_by_learner(taken_in(first, {}), "Rain gauge", title="Rain gauge v2", tags=None, place="home")
    newer = TAG + '<category term="sun"/><category scheme="categories:life_area#" term="Education"/>'
    entries = (entry(newer, title="Rain meter", content="New words"), entry(title="Second", key="2"))
    second = write_xml(tmp_path, feed(*entries, entry(title="Third", key="3"), feed_id=LATER), "second.xml")
    plan = plan_import(import_file(second), document)
    assert (plan.unchanged, plan.kept_yours) == (1, 0)
    assert [record["title"] for record in plan.new["evidence"].values()] == ["Third"]
    document = taken_in(second, document)
    _, _, piece = titled(document, "Rain gauge v2")
    assert piece["body"] == ["New words"], "untouched, so the newer words are taken"
    assert "tags" not in piece, "the learner took the tags away"
    assert piece["place"] == "home", "the learner said so first"
    assert piece["life_area"] == "academic", "nobody had said anything"
    assert taken_in(second, document) == document
    assert any("your own edits in them stay" in line for line in plan.sentences())


def test_words_the_learner_changed_stay_theirs_through_any_number_of_exports(tmp_path: Path) -> None:
    document = taken_in(write_xml(tmp_path, feed(entry(content="one"))), {})
    document = changed_by_learner(document, "Rain gauge", body=["mine"])
    for words in ("two", "mine", "three", "one"):
        document = taken_in(write_xml(tmp_path, feed(entry(content=words))), document)
        assert titled(document, "Rain gauge")[2]["body"] == ["mine"] or words == "mine"


def test_what_a_later_export_no_longer_says_goes_unless_the_learner_touched_it(tmp_path: Path) -> None:
    tagged = feed(entry(TAG), entry(TAG, title="Second", key="2"))
    document = taken_in(write_xml(tmp_path, tagged), {})
    document = changed_by_learner(document, "Second", tags=["rain", "sun"])
    document = taken_in(write_xml(tmp_path, feed(entry(), entry(title="Second", key="2"))), document)
    assert "tags" not in titled(document, "Rain gauge")[2]
    assert titled(document, "Second")[2]["tags"] == ["rain", "sun"]


def test_entries_gone_from_a_later_export_stay_in_the_portfolio(tmp_path: Path) -> None:
    document = taken_in(write_xml(tmp_path, feed(entry(), entry(title="Second", key="2"))), {})
    assert taken_in(write_xml(tmp_path, feed(entry())), document) == document


def test_what_is_in_the_trash_stays_there(tmp_path: Path) -> None:
    path = write_xml(tmp_path, feed(entry()))
    document = changed_by_learner(taken_in(path, {}), "Rain gauge", deleted=AT)
    newer = write_xml(tmp_path, feed(entry(content="New words")))
    assert taken_in(newer, document) == document
    assert plan_import(import_file(newer), document).kept_yours == 1


def test_records_of_the_learners_own_are_never_touched(tmp_path: Path) -> None:
    path = write_xml(tmp_path, feed(entry(content="theirs")))
    document = taken_in(path, {})
    (piece,) = document["evidence"]
    del document["evidence"][piece]["imported"]
    assert taken_in(write_xml(tmp_path, feed(entry(content="newer"))), document) == document


def test_an_entry_that_became_another_type_is_not_brought_in_twice(tmp_path: Path) -> None:
    document = taken_in(write_xml(tmp_path, feed(entry())), {})
    plan = plan_import(import_feed(tmp_path, entry(kind="plan")), document)
    assert (plan.is_empty, plan.kept_yours) == (True, 1)


def test_only_files_of_new_and_changed_records_are_needed(tmp_path: Path) -> None:
    first = feed(entry('<link rel="enclosure" href="a.txt"/>'))
    second = feed(entry('<link rel="enclosure" href="a.txt"/>'), entry('<link rel="enclosure" href="b.txt"/>', key="2"))
    document = taken_in(write_zip(tmp_path, {"leap2a.xml": first, "a.txt": "a"}, "1.zip"), {})
    with open_package(write_zip(tmp_path, {"leap2a.xml": second, "a.txt": "a", "b.txt": "bb"}, "2.zip")) as package:
        plan = plan_import(translate(package), document)
        assert [(item.name, item.size, item.read()) for item in plan.attachments] == [("b.txt", 2, b"bb")]
    assert "With 1 attachment (1 kB)." in plan.sentences()


def test_a_file_that_came_back_under_the_same_name_replaces_the_old_one_in_its_record(tmp_path: Path) -> None:
    xml = feed(entry('<link rel="enclosure" href="a.txt"/>'))
    document = taken_in(write_zip(tmp_path, {"leap2a.xml": xml, "a.txt": "old"}), {})
    with open_package(write_zip(tmp_path, {"leap2a.xml": xml, "a.txt": "newer"})) as package:
        plan = plan_import(translate(package), document)
    assert [item.size for item in plan.attachments] == [5]
    (record,) = plan.updated["evidence"].values()
    assert record["attachments"] == [plan.attachments[0].entry]


def test_an_import_that_the_file_cannot_hold_is_refused_in_one_sentence(tmp_path: Path) -> None:
    words = "rain " * 200_000
    imported = import_feed(tmp_path, *(entry(key=str(number), content=words) for number in range(17)))
    with pytest.raises(ImportRefused, match="over 16 MB"):
        plan_import(imported, {})


def test_two_copies_that_import_the_same_export_write_the_same_records(tmp_path: Path) -> None:
    path = real_export("cetis-mahara1-3.zip")
    assert canonical_bytes(taken_in(path, {})) == canonical_bytes(taken_in(path, {}))


def test_edits_made_in_the_app_survive_the_import_of_a_real_export() -> None:
    path = real_export("cetis-mahara1-3.zip")
    document = taken_in(path, new_document("Hans Muster", "leap-2020", date(2026, 3, 1), AT))
    _, piece, _ = titled(document, "Visit to Google")
    _, other, _ = titled(document, "First post")
    for change in (
        edit_evidence(Portfolio(document), AT, piece, {"title": "A day at Google", "tags": ["work"]}),
        trash(Portfolio(document), AT, [("evidence", other)]),
    ):
        for (table, record_id), edit in change.edits.items():
            assert edit.after is not None
            document[table][record_id] = edit.after
    assert taken_in(path, document) == document
    plan = plan_import(import_file(path), document)
    assert (plan.is_empty, plan.kept_yours, plan.unchanged) == (True, 2, 35)


def test_a_real_export_is_kept_by_the_store_and_can_be_undone(tmp_path: Path) -> None:
    (tmp_path / "portfolios").mkdir()
    begun = new_document("Hans Muster", "leap-2020", date(2026, 3, 1), AT)
    store = PortfolioStore.create(Workspace(tmp_path), "hans", begun)
    with open_package(real_export("cetis-mahara1-3.zip")) as package:
        plan = plan_import(translate(package), store.portfolio.document)
        for item in plan.attachments:
            store.attach_data(item.read(), item.name)
        store.apply(plan.change(store.portfolio.document, AT, "Imported cetis-mahara1-3.zip"))
    again = PortfolioStore(Workspace(tmp_path), "hans").portfolio
    assert (len(again.evidence), len(again.goals), len(again.steps), len(again.people)) == (32, 1, 1, 3)
    files = [(file.sha256, file.name) for piece in again.evidence.values() for file in piece.attachments]
    assert all(store.attachment_path(sha256, name).stat().st_size > 4000 for sha256, name in files)
    assert len(files) == len(list(store.files_dir.iterdir())) == 2
    assert store.undo() == "Imported cetis-mahara1-3.zip"
    assert canonical_bytes(store.portfolio.document) == canonical_bytes(begun)
