"""The doctor from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from leaptui.model.canonical import canonical_bytes, read_document
from tests.cli.conftest import Shell


def test_all_is_well(shell: Shell, gauge: str) -> None:
    shell("init", ".")
    ended = shell("doctor", "--offline")
    assert "files: well: 1 portfolio can be read and is sound" in ended.out
    assert ended.err == "All is well.\n"


def test_what_is_wrong_is_told_by_the_exit_code(shell: Shell, gauge: str) -> None:
    shell("init", ".")
    shell.path.write_bytes(shell.path.read_bytes()[:-9])
    ended = shell.ends("doctor", "--offline")
    assert ended.code == 1
    assert "files: wrong: amara.json:" in ended.out
    assert "  portfolios/amara.json" in ended.lines
    assert ended.err == "1 thing wants a look.\n"


def test_only_looking_mends_nothing_and_a_program_reads_it(shell: Shell, gauge: str) -> None:
    goal = shell("goal", "add", "A weather station").id
    shell("edit", gauge, "--goal", goal)
    document = read_document(shell.path.read_bytes())
    del document["goals"]  # as a program did that let go of nothing
    before = canonical_bytes(document)
    shell.path.write_bytes(before)
    told = shell.ends("doctor", "--offline", "--dry-run", "--json").json
    found = {one["part"]: one for one in cast("list[dict[str, object]]", told)}
    assert shell.path.read_bytes() == before
    assert found["links"]["health"] == "mendable"
    assert found["links"]["paths"] == ["portfolios/amara.json"]
    assert "named a goal that is gone" in shell("doctor", "--offline").out
    assert "goals" not in shell.records("evidence")[gauge]
    shell("undo")
    assert shell.records("evidence")[gauge]["goals"] == [goal]


def test_outside_a_workspace_it_says_so(shell: Shell, tmp_path: Path) -> None:
    assert "is no workspace" in shell.refuses("doctor", "-C", str(tmp_path))
