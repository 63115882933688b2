"""Reading a canonical file piece by piece: what is not canonical is noticed, wherever it stands."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given, settings

from leaptui.model.canonical import Document, UnreadableDocument, canonical_bytes, read_document
from leaptui.model.in_pieces import pieces, read_canonical
from tests.model.test_canonical import documents


@cache
def large() -> Document:
    """A portfolio of so many records that they are read in several pieces."""
    body = ["{", "    },", '  "goals": {', "\n    }", "rain " * 200]
    return {
        "claims": {f"c{number:04}": {"why": [*body], "level": None} for number in range(600)},
        "evidence": {
            f"e{number:04}": {"title": f"Piece {number}", "body": [*body], "n": number} for number in range(900)
        },
        'a "goal": {': {"": {}},
    }


def records(data: bytes) -> tuple[list[str], list[list[str]], list[str]]:
    """The lines of a file before its last table's records, those of each record, and those after them."""
    lines = data.decode().splitlines(keepends=True)
    start = lines.index('  "evidence": {\n') + 1
    length = lines.index("    },\n", start) + 1 - start
    many = [lines[at : at + length] for at in range(start, len(lines) - 2, length)]
    return lines[:start], many, lines[-2:]


def joined(before: list[str], many: list[list[str]], after: list[str]) -> bytes:
    return "".join([*before, *(line for lines in many for line in lines), *after]).encode()


def test_a_large_portfolio_is_read_whole() -> None:
    data = canonical_bytes(large())
    assert len(data) > 1_000_000
    assert b"".join(pieces(large())) == data
    assert read_canonical(data) == large()
    assert joined(*records(data)) == data


@pytest.mark.parametrize("place", [0, 1, 450, 897])
def test_a_record_that_stands_twice_is_noticed_wherever_it_is(place: int) -> None:
    before, many, after = records(canonical_bytes(large()))
    twice = joined(before, [*many[: place + 1], *many[place:]], after)
    assert read_canonical(twice) is None
    with pytest.raises(UnreadableDocument, match="the same key twice"):
        read_document(twice)
    far = joined(before, [*many[:-1], many[place], many[-1]], after)
    with pytest.raises(UnreadableDocument, match="the same key twice"):
        read_document(far)


@pytest.mark.parametrize("place", [0, 1, 450, 897])
def test_records_in_another_order_are_the_same_portfolio(place: int) -> None:
    before, many, after = records(canonical_bytes(large()))
    many[place], many[place + 1] = many[place + 1], many[place]
    if place + 1 == len(many) - 1:
        many[place][-1], many[place + 1][-1] = many[place + 1][-1], many[place][-1]
    swapped = joined(before, many, after)
    assert read_canonical(swapped) is None
    assert read_document(swapped) == large()


@pytest.mark.parametrize("place", [0, 450, 899])
@pytest.mark.parametrize(
    ("old", "new"), [(b"[", b" ["), (b'"n": ', b'"n": 0.'), (b'"n": ', b'"n":  '), (b"rain", b"\\u0072ain")]
)
def test_what_is_written_in_another_way_is_noticed_wherever_it_is(place: int, old: bytes, new: bytes) -> None:
    before, many, after = records(canonical_bytes(large()))
    many[place] = ["".join(many[place]).encode().replace(old, new, 1).decode()]
    assert read_canonical(joined(before, many, after)) is None


def test_a_file_that_ends_too_soon_or_too_late_is_noticed() -> None:
    data = canonical_bytes(large())
    for other in (
        data[:-1],
        data[:-2],
        data[:-5],
        data + b"\n",
        data + data,
        data[: len(data) // 2],
        b"",
        b"{",
        b"{\n}\n",
    ):
        assert read_canonical(other) is None


@settings(deadline=None, database=None, derandomize=True)
@given(documents)
def test_only_what_would_be_written_the_same_is_taken_for_canonical(document: Document) -> None:
    data = canonical_bytes(document)
    assert read_canonical(data) == {name: table for name, table in document.items() if table}
    assert b"".join(pieces(document)) == data
    other = json.dumps(document).encode()
    assert read_canonical(other) is None or other == data
