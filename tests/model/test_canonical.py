"""The bytes of a portfolio: one state has one sequence of bytes, and reading guesses nothing."""

from __future__ import annotations

import hashlib
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.model.canonical import (
    MAX_BYTES,
    Document,
    Json,
    Record,
    UnreadableDocument,
    UnwritableDocument,
    canonical_bytes,
    canonical_value,
    evidence_digest,
    read_document,
    same,
)

GAUGE: Document = {
    "meta": {"portfolio": {"format": 1, "title": "Amara Okafor"}},
    "evidence": {
        "9b2c": {
            "title": "Rain gauge v2 – “Überlauf” 🌧",
            "body": ["It held.", "", "Next: the humidity sensor."],
            "minutes": 95,
            "private": False,
            "tags": ["maths", "water"],
        }
    },
}
GAUGE_TEXT = """\
{
  "evidence": {
    "9b2c": {
      "body": [
        "It held.",
        "",
        "Next: the humidity sensor."
      ],
      "minutes": 95,
      "private": false,
      "tags": [
        "maths",
        "water"
      ],
      "title": "Rain gauge v2 – “Überlauf” 🌧"
    }
  },
  "meta": {
    "portfolio": {
      "format": 1,
      "title": "Amara Okafor"
    }
  }
}
"""

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values: st.SearchStrategy[Json] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=12,
)
documents: st.SearchStrategy[Document] = st.dictionaries(
    texts, st.dictionaries(texts, st.dictionaries(texts, values, max_size=3), max_size=3), max_size=3
)
PROPERTY = settings(deadline=None, database=None, derandomize=True)


def in_record(value: str) -> bytes:
    """Give a portfolio in which one field has this value; the value starts at line 3, column 18."""
    return ('{"evidence": {\n  "9b2c": {\n    "body":     ' + value + "\n  }\n}}\n").encode()


def refused(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data)
    assert caught.value.message.endswith("; nothing was changed")
    assert "\n" not in caught.value.message
    return caught.value


def test_a_portfolio_is_written_sorted_indented_and_with_its_own_letters() -> None:
    assert canonical_bytes(GAUGE) == GAUGE_TEXT.encode()


def test_what_was_written_is_read_again() -> None:
    assert read_document(GAUGE_TEXT.encode()) == GAUGE


def test_a_table_without_records_leaves_no_trace() -> None:
    assert canonical_bytes({**GAUGE, "goals": {}}) == GAUGE_TEXT.encode()


@PROPERTY
@given(documents)
def test_every_portfolio_survives_writing_and_reading(document: Document) -> None:
    data = canonical_bytes(document)
    again = read_document(data)
    assert again == {name: table for name, table in document.items() if table}
    assert canonical_bytes(again) == data


@PROPERTY
@given(documents, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_another_layout_of_the_same_portfolio_is_read_as_the_same(
    document: Document, indent: int | str | None, is_ascii: bool
) -> None:
    data = json.dumps(document, indent=indent, ensure_ascii=is_ascii).encode()
    assert canonical_bytes(read_document(data)) == canonical_bytes(document)


@PROPERTY
@given(st.binary(max_size=40))
def test_whatever_the_bytes_they_are_read_or_refused(data: bytes) -> None:
    try:
        document = read_document(data)
    except UnreadableDocument:
        return
    assert isinstance(document, dict)


@PROPERTY
@given(documents, st.data())
def test_a_file_cut_short_is_never_read_as_less(document: Document, data: st.DataObject) -> None:
    whole = canonical_bytes(document)
    length = data.draw(st.integers(0, len(whole.rstrip()) - 1))
    refused(whole[:length])


@pytest.mark.parametrize(
    ("data", "says", "line", "column"),
    [
        (b"", "is empty", None, None),
        (b" \n\t", "is empty", None, None),
        (b"\xef\xbb\xbf{}", "byte order mark", 1, 1),
        ("{}".encode("utf-16"), "UTF-16", 1, 1),
        (in_record('"Gr\u00fc\u00dfe"').decode().encode("latin-1"), "is not UTF-8", 3, 20),
        (in_record('"one" "two"'), "is not valid JSON at line 3, column 23: ", 3, 23),
        (in_record("[1,]"), "is not valid JSON at line 3", 3, None),
        (
            in_record('"ü", "why": "'),
            "is not valid JSON at line 3",
            3,
            None,
        ),
        (b'{"evidence": {', "is not valid JSON at line 1", 1, None),
        (b'{"evidence": {}} x', "is not valid JSON at line 1", 1, None),
        (in_record('"a\tb"'), "is not valid JSON at line 3", 3, None),
        (in_record("NaN"), "NaN is no number", 3, 17),
        (in_record("[1, Infinity]"), "Infinity is no number", 3, 21),
        (in_record("-Infinity"), "-Infinity is no number", 3, 17),
        (in_record("1.5"), "number with a fraction", 3, 17),
        (in_record("[1, 2.0]"), "number with a fraction", 3, 21),
        (in_record("1e3"), "fraction or exponent", 3, 17),
        (in_record("-0.0"), "number with a fraction", 3, 17),
        (in_record("18446744073709551616"), "beyond 64 bits", 3, 17),
        (in_record("-9223372036854775809"), "beyond 64 bits", 3, 17),
        (in_record("1" + "0" * 5000), "beyond 64 bits", 3, 17),
        (in_record('"a\\ud800b"'), "half a character", 3, 17),
        (in_record('"\\udc00\\ud800"'), "half a character", 3, 17),
        (in_record('"\\\\ud800", "\\ud83d": 1'), "half a character", 3, 28),
        (in_record('1, "why": 2, "body": 3'), "same key twice", 3, 30),
        (in_record('{"alt": 1, "\\u0061lt": 2}'), "same key twice", 3, 28),
        (b'{"goals": {}, "goals": {}}', "same key twice", 1, 15),
        (b"[]", "is no portfolio: an object of tables", 1, 1),
        (b"null", "is no portfolio: an object of tables", 1, 1),
        (b'{"goals": []}', "is no portfolio: a table", 1, 11),
        (b'{"goals": {"9b2c": "x"}}', "is no portfolio: a record", 1, 20),
    ],
)
def test_a_file_that_is_no_portfolio_is_refused_in_plain_words(
    data: bytes, says: str, line: int | None, column: int | None
) -> None:
    refusal = refused(data)
    assert says in refusal.message
    assert refusal.line == line
    if column is not None:
        assert refusal.column == column


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> origin/main", "||||||| 7d02aaa"])
def test_an_unfinished_git_merge_is_called_by_its_name(mark: str) -> None:
    lines = GAUGE_TEXT.splitlines()
    refusal = refused("\n".join([*lines[:8], mark, *lines[8:]]).encode())
    assert "two versions left by a git merge" in refusal.message
    assert (refusal.line, refusal.column) == (9, 1)


def test_text_that_only_talks_of_merges_and_numbers_is_no_trouble() -> None:
    document: Document = {
        "evidence": {"9b2c": {"body": ["<<<<<<< HEAD", "1.5", "NaN", "=======", "2e3,", "{[{[", '"\\ud800"']}}
    }
    assert read_document(canonical_bytes(document)) == document
    assert read_document(json.dumps(document).encode()) == document


@pytest.mark.parametrize("value", ["1.5", "-0.5", "1e22", "1.0", "5e-324"])
def test_a_number_with_a_fraction_is_refused_in_a_file_that_is_tidy_otherwise(value: str) -> None:
    tidy = GAUGE_TEXT.replace("95", value)
    assert "number with a fraction" in refused(tidy.encode()).message


def nested(depth: int) -> Document:
    """Give a portfolio with containers nested this deep, the document itself being the first."""
    value: Json = []
    for _ in range(depth - 4):
        value = [value]
    return {"evidence": {"9b2c": {"body": value}}}


def test_nesting_is_read_and_written_to_a_depth_of_64() -> None:
    deepest = nested(64)
    assert read_document(canonical_bytes(deepest)) == deepest
    assert read_document(json.dumps(deepest).encode()) == deepest
    with pytest.raises(UnwritableDocument, match="nested over 64"):
        canonical_bytes(nested(65))
    assert "nested over 64" in refused(json.dumps(nested(65)).encode()).message
    assert "nested over 64" in refused(json.dumps(nested(65), indent=2, sort_keys=True).encode() + b"\n").message


@pytest.mark.parametrize("depth", [300, 1_000, 2_000, 100_000])
@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"a":', "}")])
def test_nesting_without_end_is_refused_and_not_fallen_into(depth: int, opens: str, closes: str) -> None:
    limit = sys.getrecursionlimit()
    for tail in ("", "null" + closes * depth):
        refusal = refused((opens * depth + tail).encode())
        assert "nested over 64" in refusal.message or "is no portfolio" in refusal.message
    assert "nested over 64" in refused(in_record(opens * depth + "null" + closes * depth)).message
    assert sys.getrecursionlimit() == limit


def test_a_file_over_16_mb_is_refused_and_not_written_either() -> None:
    assert "larger than 16 MB" in refused(b" " * (MAX_BYTES + 1)).message
    huge: Document = {"evidence": {"9b2c": {"body": ["x" * MAX_BYTES]}}}
    with pytest.raises(UnwritableDocument, match="over 16 MB"):
        canonical_bytes(huge)


@pytest.mark.parametrize("value", [1.5, 1.0, float("nan"), 2**64, -(2**63) - 1, "\ud800", object()])
def test_what_could_not_be_read_again_is_not_written(value: object) -> None:
    broken: Record = {"title": "x"}
    broken["body"] = [value]  # type: ignore[list-item]  # that it is no JSON is what is tested
    with pytest.raises(UnwritableDocument):
        canonical_bytes({"evidence": {"9b2c": broken}})


def test_a_refusal_never_repeats_what_the_learner_wrote() -> None:
    secret = "my grandmother is ill"
    for data in (
        in_record(f'"{secret}'),
        in_record(f'"{secret}", "{secret}": 1, "{secret}": 2'),
        in_record(f'{{"{secret}": 1.5}}'),
        in_record(f'"{secret} \\ud800"'),
    ):
        assert secret not in refused(data).message


def test_one_is_not_true() -> None:
    assert canonical_value([1]) != canonical_value([True])
    assert not same({"stretch": 1}, {"stretch": True})
    assert not same([0], [False])
    assert same({"a": 1, "b": [{"c": 2, "d": 3}]}, {"b": [{"d": 3, "c": 2}], "a": 1})


def test_the_digest_of_evidence_is_of_what_it_says() -> None:
    record: Record = {"title": "Rain gauge", "body": ["It held."], "created": "2026-03-01T14:05:00Z"}
    digest = evidence_digest(record)
    assert digest == hashlib.sha256(b'{"body":["It held."],"title":"Rain gauge"}').hexdigest()
    beside: Record = {"modified": "2026-03-02T09:00:00Z", "deleted": "2026-03-03T09:00:00Z", "private": True}
    assert evidence_digest({**record, **beside, "_conflicts": {"title": {}}}) == digest
    sorted_by: Record = {"goals": ["g"], "tags": ["rain"], "interest": 4, "stretch": 5, "shared_with": ["ravi"]}
    assert evidence_digest({**record, **sorted_by}) == digest
    assert evidence_digest({**record, "title": "Rain gauge v2"}) != digest
