"""Every row of the benchmarks runs, on little data; how long anything takes is no matter here."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaptui.model.canonical import canonical_bytes, read_document
from leaptui.model.portfolio import Portfolio
from tests.benchmarks.__main__ import HEAD, line, main
from tests.benchmarks.measure import Measured
from tests.benchmarks.place import Place, made_place
from tests.benchmarks.portfolio import large_portfolio
from tests.benchmarks.rows import ROWS, Row


@pytest.fixture
def place() -> Iterator[Place]:
    """A place with little in it."""
    with made_place(pieces=60, portfolios=5) as made:
        yield made


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_measures_both_sides(place: Place, row: Row) -> None:
    measured = row.measure(place, 1)
    assert len(measured.ours) == len(measured.against) == 1
    assert min(*measured.ours, *measured.against) > 0
    assert line(row, measured, place).count("|") == HEAD.splitlines()[0].count("|")


def test_the_command_prints_a_table_and_leaves_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["merge", "--runs", "2", "--pieces", "60"]) in {0, 1}
    out = capsys.readouterr().out
    assert "2 runs of each" in out.splitlines()[0]
    assert out.splitlines()[2:4] == HEAD.splitlines()
    assert re.search(r"^\| merging .*, 60 pieces \| .* \| 3× \| \d+\.\d\d× \| \d+\.\d\d× \|", out, re.MULTILINE)
    assert list(tmp_path.iterdir()) == []


def test_the_verdict_is_the_medians(place: Place) -> None:
    row = next(row for row in ROWS if row.name == "save")
    slow = Measured([1.0, 9.5, 9.5], [3.0, 3.0, 3.0])
    assert "| 3× | 3.17× | 0.33× | **not met** | 9500 ms | 3000 ms |" in line(row, slow, place)
    quick = Measured([1.0, 9.0, 9.0], [3.0, 3.0, 3.0])
    assert "| 3× | 3.00× | 0.33× | met |" in line(row, quick, place)


def test_the_large_portfolio_is_the_same_each_time_and_has_nothing_wrong() -> None:
    document = large_portfolio(40)
    assert canonical_bytes(document) == canonical_bytes(large_portfolio(40))
    portfolio = Portfolio(read_document(canonical_bytes(document)))
    assert portfolio.read_all() == []
    assert len(portfolio.evidence) == 40
    assert portfolio.claims and portfolio.steps and portfolio.paces
