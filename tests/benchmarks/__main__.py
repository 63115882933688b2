"""Measure, and print the table: `python -m tests.benchmarks`."""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from importlib.metadata import version

from tests.benchmarks.measure import Measured
from tests.benchmarks.place import Place, made_place
from tests.benchmarks.rows import ROWS, Row

PACKAGES = ("textual", "rich", "pydantic", "orjson", "tinydb", "click")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the rows that are asked for; 1 where one is not met, else 0."""
    options = _options()
    asked = options.parse_args(arguments)
    unknown = set(asked.rows).difference(row.name for row in ROWS)
    if unknown:
        options.error(f"there is no row {', '.join(sorted(unknown))}; there are {', '.join(row.name for row in ROWS)}")
    rows = [row for row in ROWS if row.name in asked.rows or not asked.rows]
    say(facts(asked.runs))
    say(HEAD)
    with made_place(asked.pieces, asked.portfolios) as place:
        results = [_measured(row, place, asked.runs) for row in rows]
    return 0 if all(results) else 1


def _measured(row: Row, place: Place, runs: int) -> bool:
    measured = row.measure(place, runs)
    say(line(row, measured, place))
    return measured.median <= row.target


HEAD = "| what | against | at most | median | best | | the app | that |\n|---|---|---|---|---|---|---|---|"


def line(row: Row, measured: Measured, place: Place) -> str:
    """One row of the table, in Markdown."""
    what = row.says.format(pieces=f"{place.pieces:,}", portfolios=f"{place.portfolios:,}")
    met = "met" if measured.median <= row.target else "**not met**"
    ratios = f"{row.target:g}× | {measured.median:.2f}× | {measured.least:.2f}× | {met}"
    return f"| {what} | {row.against} | {ratios} | {_middle(measured.ours, measured.unit)} | " + (
        f"{_middle(measured.against, measured.unit)} |"
    )


def _middle(values: Sequence[float], unit: str) -> str:
    middle = statistics.median(values)
    return f"{middle:.0f} MiB" if unit == "MiB" else f"{middle * 1000:.0f} ms"


def facts(runs: int) -> str:
    """What the table was measured on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, {packages}; "
        f"{runs} runs of each, in turn with what it is compared with.\n"
    )


def say(words: str) -> None:
    """Print, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    names = ", ".join(row.name for row in ROWS)
    options.add_argument("rows", nargs="*", metavar="ROW", help=f"only these rows, of {names}")
    options.add_argument("--runs", type=int, default=15, help="counted runs of each (default 15)")
    options.add_argument("--pieces", type=int, default=10_000, help="pieces of the large portfolio")
    options.add_argument("--portfolios", type=int, default=2_000, help="portfolios of the large workspace")
    return options


if __name__ == "__main__":
    sys.exit(main())
