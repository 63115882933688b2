"""Ids by their beginning."""

from __future__ import annotations

import json

from tests.cli.conftest import Shell

ALIKE = (
    "abcd1234-0000-4000-8000-000000000001",
    "abcd1234-0000-4000-8000-000000000002",
    "abcd9999-0000-4000-8000-000000000003",
)


def with_ids(shell: Shell) -> None:
    stamps = {"created": "2026-03-01T00:00:00Z", "modified": "2026-03-01T00:00:00Z", "kind": "text"}
    document = shell.document
    document["evidence"] = {one: {**stamps, "title": f"Piece {one[-1]}"} for one in ALIKE}
    shell.path.write_text(json.dumps(document))


def test_any_unique_beginning_of_four_or_more_is_enough(shell: Shell) -> None:
    with_ids(shell)
    assert "Piece 3" in shell("show", "abcd9").out
    assert "Piece 3" in shell("show", "ABCD9").out
    assert "Piece 1" in shell("show", ALIKE[0]).out


def test_an_unclear_beginning_is_answered_with_the_titles(shell: Shell) -> None:
    with_ids(shell)
    said = shell.refuses("show", "abcd")
    assert said.startswith("“abcd” could be any of 3: ")
    assert all(f"(Piece {n})" in said for n in (1, 2, 3))
    assert "could be any of 2" in shell.refuses("rm", "abcd1234")


def test_a_beginning_too_short_is_refused_even_if_it_is_unique(shell: Shell, gauge: str) -> None:
    assert "too short for an id: give at least 4" in shell.refuses("show", gauge[:3])
    assert "too short" in shell.refuses("show", "")


def test_an_unknown_id_is_said(shell: Shell, gauge: str) -> None:
    assert "no record whose id begins with “zzzz”" in shell.refuses("show", "zzzz")
    assert "no goal whose id" in shell.refuses("goal", "done", gauge)


def test_lists_show_eight_characters_and_more_where_ids_begin_alike(shell: Shell) -> None:
    with_ids(shell)
    shown = {line.split()[0] for line in shell("list").lines}
    assert shown == set(ALIKE[:2]) | {"abcd9999"}
    for one in shown:
        shell("show", one)
