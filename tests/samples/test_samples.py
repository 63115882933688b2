"""The sample portfolios are what their script makes, and a portfolio that the product would have written."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast
from uuid import UUID

import orjson
import pytest
from PIL import Image

from leaptui.model.about_me import PAGE
from leaptui.model.canonical import Document, Json, Record, canonical_bytes, evidence_digest, read_document
from leaptui.model.fields import LINES, SETS
from leaptui.model.framework import Framework, read_framework
from leaptui.model.ids import claim_id, shared_id
from leaptui.model.portfolio import VIEWS, Portfolio
from tests.samples.make import HERE, PORTFOLIOS, samples, write

LAST_DAY = "2026-11-22"
NAMES = ("amara-okafor", "mateo-quispe")
KINDS = {
    *("text", "image", "video", "audio", "link", "code", "product", "performance"),
    *("test", "testimony", "badge", "other"),
}
PLACES = {"school", "home", "makerspace", "community", "work", "online", "other"}
LIKE_AN_ID = re.compile(r"[a-z0-9-]+")
REFERENCES = {
    "people": "people",
    "goals": "goals",
    "with": "people",
    "steps": "steps",
    "facets": "facets",
    "recognitions": "recognitions",
    "goal": "goals",
    "step": "steps",
    "pathway": "pathways",
    "review": "reviews",
    "evidence": "evidence",
    "deepens": "evidence",
    "claim": "claims",
}
NAMED = ("by", "person", "proposed_by")

each_sample = pytest.mark.parametrize("name", NAMES)


def document_of(name: str) -> Document:
    return read_document((PORTFOLIOS / f"{name}.json").read_bytes())


def leap() -> Framework:
    file = PORTFOLIOS.parent / "leaptui" / "frameworks" / "leap-2020.json"
    return read_framework(orjson.loads(file.read_bytes()))


def files_under(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def records_of(document: Document) -> Iterator[tuple[str, str, Record]]:
    for table, records in document.items():
        for record_id, record in records.items():
            yield table, record_id, record


def entries(record: Record, field: str) -> list[Record]:
    return cast("list[Record]", record.get(field, []))


def words(record: Record, field: str) -> list[str]:
    return cast("list[str]", record.get(field, []))


def pointers(record: Record) -> list[Record]:
    """What a record is about, be it one thing or several."""
    found: list[Json] = []
    for about in (record.get("about", []), record.get("on", [])):
        found += about if isinstance(about, list) else [about]
    return cast("list[Record]", found)


def strings_in(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from strings_in(member)
    elif isinstance(value, dict):
        for member in value.values():
            yield from strings_in(member)


def test_the_script_makes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    write(tmp_path)
    made = files_under(tmp_path)
    kept = {path: data for path, data in files_under(PORTFOLIOS).items() if path.startswith(NAMES)}
    assert sorted(made) == sorted(kept), "run python -m tests.samples.make"
    assert [path for path in made if made[path] != kept[path]] == [], "run python -m tests.samples.make"


def test_there_are_two_samples_and_every_file_of_theirs_is_used() -> None:
    assert [sample.name for sample in samples()] == list(NAMES)
    for sample in samples():
        attached = {cast("str", entry["name"]) for entry, _ in sample.attachments.values()}
        assert {path.name for path in (HERE / sample.name / "files").iterdir()} <= attached


@each_sample
def test_the_file_is_canonical_and_understood(name: str) -> None:
    data = (PORTFOLIOS / f"{name}.json").read_bytes()
    document = read_document(data)
    assert canonical_bytes(document) == data
    assert set(document) <= {"meta", *VIEWS}
    assert Portfolio(document).read_all() == []
    meta = document["meta"]["portfolio"]
    assert (meta["format"], meta["min_writer"], meta["framework"]) == (1, 1, "leap-2020")


@each_sample
def test_ids_are_random_and_those_of_claims_tell_the_pair(name: str) -> None:
    for table, record_id, record in records_of(document_of(name)):
        if table == "claims":
            assert record_id == claim_id(cast("str", record["evidence"]), cast("str", record["guideline"]))
        elif table == "about_me":
            assert record_id == PAGE
        elif "shared" in record:
            there = cast("dict[str, str]", record["shared"])
            assert record_id == shared_id(there["portfolio"], there["evidence"])
        elif table != "meta":
            assert UUID(record_id).version == 4
            assert str(UUID(record_id)) == record_id


@each_sample
def test_what_records_point_to_is_there(name: str) -> None:
    document = document_of(name)
    for table, record_id, record in records_of(document):
        for field, target in REFERENCES.items():
            value = record.get(field, [])
            for key in [value] if isinstance(value, str) else cast("list[str]", value):
                assert key in document[target], (table, record_id, field)
        for pointer in pointers(record):
            named, key = cast("str", pointer["table"]), cast("str", pointer["id"])
            assert key in (leap().guidelines if named == "guidelines" else document[named]), (table, record_id)
        for entry in (record, *entries(record, "agreed"), *entries(record, "contributors")):
            for field in NAMED:
                who = cast("str", entry.get(field, ""))
                assert who in document["people"] or not LIKE_AN_ID.fullmatch(who), (table, record_id)


@each_sample
def test_guidelines_and_levels_are_those_of_the_framework(name: str) -> None:
    framework = leap()
    leaves = {guideline.id for guideline in framework.leaves}
    for table, record_id, record in records_of(document_of(name)):
        moved = cast("list[Record]", [record["moved"]] if "moved" in record else [])
        named = [record, *entries(record, "guidelines"), *entries(record, "baseline"), *moved]
        for entry in named:
            assert entry.get("guideline") is None or entry["guideline"] in leaves, (table, record_id)
            assert entry.get("level") is None or entry["level"] in framework.level_ids, (table, record_id)


@each_sample
def test_kinds_places_and_words_are_those_of_the_format(name: str) -> None:
    allowed: dict[tuple[str, str], set[str]] = {
        ("evidence", "kind"): KINDS,
        ("evidence", "place"): PLACES,
        ("evidence", "life_area"): {"academic", "civic", "workplace"},
        ("goals", "status"): {"idea", "agreed", "active", "achieved", "rested"},
        ("paces", "per"): {"week", "fortnight", "month"},
        ("people", "role"): {"teacher", "mentor", "peer", "family", "employer", "community", "other"},
        ("feedback", "aspect"): {"effort", "process", "mastery"},
        ("assessments", "decision"): {"advance", "deeper", "more"},
        ("facets", "sort"): {"need", "strength", "interest"},
        ("asks", "from"): {"teacher", "peer", "technology", "other"},
        ("asks", "status"): {"open", "answered", "let go"},
        ("opportunities", "status"): {"open", "taken", "let go"},
        ("advances", "way"): {"advance", "deeper"},
        ("pathways", "status"): {"open", "taken", "left"},
        ("suggestions", "answer"): {"accepted", "declined"},
        ("reviews", "status"): {"prepared", "open", "closed"},
    }
    document = document_of(name)
    for (table, field), values in allowed.items():
        for record in document.get(table, {}).values():
            assert record.get(field) is None or record[field] in values, (table, field)
    for piece in document["evidence"].values():
        for field in ("interest", "stretch"):
            assert piece.get(field) in {None, 1, 2, 3, 4, 5}


@each_sample
def test_long_texts_are_lines_and_sets_are_sorted(name: str) -> None:
    for table, record_id, record in records_of(document_of(name)):
        for field, value in record.items():
            assert value not in ([], "", None, {}), (table, record_id, field)
            if field in LINES:
                assert isinstance(value, list), (table, record_id, field)
                assert all("\n" not in line for line in strings_in(value)), (table, record_id, field)
            if field in SETS and isinstance(value, list):
                assert words(record, field) == sorted(set(words(record, field))), (table, record_id, field)


@each_sample
def test_the_digest_of_every_claim_is_that_of_its_evidence(name: str) -> None:
    document = document_of(name)
    for claim in document["claims"].values():
        piece = document["evidence"][cast("str", claim["evidence"])]
        if "shared" in piece:
            there = cast("dict[str, str]", piece["shared"])
            piece = document_of(there["portfolio"])["evidence"][there["evidence"]]
        assert claim["evidence_digest"] == evidence_digest(piece)


@pytest.mark.parametrize(("name", "title"), [("amara-okafor", "Rain gauge, second version"), ("mateo-quispe", "Frena")])
def test_one_piece_was_changed_since_it_was_assessed(name: str, title: str) -> None:
    document = document_of(name)
    changed = set()
    for assessment in document["assessments"].values():
        claim = document["claims"][cast("str", assessment["claim"])]
        if assessment["evidence_digest"] != claim["evidence_digest"]:
            changed.add(document["evidence"][cast("str", claim["evidence"])]["title"])
    assert changed == {title}


@each_sample
def test_attachments_are_kept_under_their_hash_and_nothing_else_is(name: str) -> None:
    folder = PORTFOLIOS / f"{name}.files"
    expected = set()
    for piece in document_of(name)["evidence"].values():
        for entry in entries(piece, "attachments"):
            path = folder / f"{entry['sha256']}{Path(cast('str', entry['name'])).suffix}"
            data = path.read_bytes()
            expected.add(path.name)
            assert hashlib.sha256(data).hexdigest() == entry["sha256"]
            assert len(data) == entry["bytes"]
            assert len(cast("str", entry["alt"])) > 20
            if entry["media_type"] == "image/png":
                assert len(data) <= 4096
                with Image.open(io.BytesIO(data)) as picture:
                    picture.load()
                    assert (picture.format, picture.width <= 96, picture.height <= 64) == ("PNG", True, True)
    assert {path.name for path in folder.iterdir()} == expected


@each_sample
def test_no_day_lies_ahead_but_the_ones_hoped_for(name: str) -> None:
    for table, record_id, record in records_of(document_of(name)):
        for field, value in record.items():
            if field in {"target_on", "body"}:
                continue
            for text in strings_in(value):
                if re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", text):
                    assert date.fromisoformat(text[:10]).isoformat() <= LAST_DAY, (table, record_id, field)
        created, modified = cast("str", record["created"]), cast("str", record["modified"])
        assert created <= modified <= cast("str", record.get("deleted", "9999")), (table, record_id)
        if table == "evidence":
            noted = date.fromisoformat(created[:10]) - date.fromisoformat(cast("str", record["made_on"]))
            assert timedelta(0) <= noted <= timedelta(days=2), record_id


@each_sample
def test_steps_are_in_order_with_room_between(name: str) -> None:
    document = document_of(name)
    for goal in document["goals"]:
        positions = [
            (step.get("pathway", ""), cast("str", step["position"]))
            for step in document.get("steps", {}).values()
            if step["goal"] == goal
        ]
        assert len(set(positions)) == len(positions)
        assert all(re.fullmatch(r"[0-9A-Za-z]*[1-9A-Za-z]", position) for _way, position in positions)
    for sample in (sample for sample in samples() if sample.name == name):
        for row in cast("list[Record]", sample.sheet["goals"]):
            written = [step.split("|")[1].strip() for step in words(row, "steps")]
            goal = sample.id("goals", cast("str", row["key"]))
            steps = [step for step in document["steps"].values() if step["goal"] == goal and "pathway" not in step]
            assert [step["title"] for step in sorted(steps, key=lambda step: cast("str", step["position"]))] == written


@each_sample
def test_breaks_hold_no_piece_and_paces_follow_one_another(name: str) -> None:
    document = document_of(name)
    days = [cast("str", piece["made_on"]) for piece in document["evidence"].values()]
    for rest in document["breaks"].values():
        first, last = cast("str", rest["from"]), cast("str", rest["to"])
        assert first <= last
        assert not [day for day in days if first <= day <= last]
    since = sorted(cast("str", pace["since"]) for pace in document["paces"].values())
    assert all(earlier < later for earlier, later in pairwise(since))
    assert all(pace["why"] for pace in document["paces"].values())


@each_sample
def test_no_sentence_is_used_twice(name: str) -> None:
    """But where the product itself repeats it: in copies of steps, a step that was suggested, a goal as it was."""
    said: Counter[str] = Counter()
    for table, _, record in records_of(document_of(name)):
        for field in ("title", *LINES & set(record)):
            is_copy = "pathway" in record or field == "was" or record.get("answer") == "accepted"
            if table == "meta" or field not in record or is_copy:
                continue
            text = " ".join(strings_in(record[field]))
            said.update(sentence for sentence in re.split(r"(?<=[.!?:])\s+", text) if len(sentence.split()) > 3)
    assert [sentence for sentence, times in said.items() if times > 1] == []


def test_the_samples_have_the_gaps_and_the_week_the_screens_are_to_show() -> None:
    framework = leap()
    without: dict[str, list[str]] = {}
    for name in NAMES:
        claimed = {claim["guideline"] for claim in document_of(name)["claims"].values()}
        without[name] = [leaf.code for leaf in framework.leaves if leaf.id not in claimed]
    assert without["amara-okafor"] == ["F1.f", "L2", "C3", "C4.c", "C5"]
    assert without["mateo-quispe"] == ["F1.b", "F1.d", "L1", "L5", "D5"]
    amara = Portfolio(document_of("amara-okafor"))
    assert (len(amara.evidence), len(amara.trash)) == (140, 1)
    assert sum(not amara.claims_of[key] for key in amara.evidence) == 3
    this_week = sorted(piece.day.isoformat() for piece in amara.evidence.values() if piece.day >= date(2026, 11, 16))
    assert this_week == ["2026-11-16", "2026-11-18"]


def test_the_whole_set_stays_small() -> None:
    kept = {path: data for path, data in files_under(PORTFOLIOS).items() if path.startswith(NAMES)}
    assert sum(map(len, kept.values())) < 600_000
