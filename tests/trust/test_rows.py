"""The runner of the full numbers: what it counts, and that nothing that went wrong counts as nothing violated."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.trust.__main__ import ROOT, run_row
from tests.trust.rows import ROWS, Row


def line(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a row of one file of tests; gives how many failed, and the line of the table."""
    file = folder / "test_one.py"
    file.write_text(text)
    failed = run_row(Row("one", "what is tried", (str(file),)), os.environ, "0")
    return failed, capsys.readouterr().out


def test_a_row_counts_its_cases_and_what_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = "def test_it(cases):\n    cases.add(3)\n    cases.note('all well')\n"
    failed, said = line(tmp_path, good, capsys)
    assert failed == 0
    assert said.startswith("| one | what is tried | 1 | 3 | 0 | ")
    assert said.endswith(" | all well |\n")
    failed, said = line(tmp_path, f"{good}    assert not cases.count\n", capsys)
    assert failed == 1
    assert "| 0 | 3 | 1 |" in said


@pytest.mark.parametrize("text", ["import nothing_of_that_name\n", "def look() -> None: ...\n"])
def test_a_run_that_does_not_come_to_its_end_is_no_row_without_a_violation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    failed, said = line(tmp_path, text, capsys)
    assert failed == 1
    assert "failed the run itself" in said


def test_every_file_of_every_row_is_there() -> None:
    assert [name for row in ROWS for name in row.tests if not (ROOT / name).is_file()] == []
