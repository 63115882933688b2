"""Runs the whole of the tests that sync and storage are trusted for, and prints a table of what came of it.

python -m tests.trust                              every row, with the whole numbers
python -m tests.trust merge race                   two rows
python -m tests.trust merge --set merge.examples=20000
python -m tests.trust --quick                      with the numbers of every test run
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.trust.counting import REPORT
from tests.trust.numbers import QUICK_AND_FULL
from tests.trust.rows import ROWS, Row

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Run it; gives 0 where nothing was violated."""
    asked = _asked()
    chosen = [row for row in ROWS if row.name in asked.rows or not asked.rows]
    environment = {
        **os.environ,
        "LEAPTUI_TESTS": "quick" if asked.quick else "full",
        "LEAPTUI_NUMBERS": " ".join(asked.set),
    }
    version = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    changed = f", {', '.join(asked.set)}" if asked.set else ""
    _say(
        f"{datetime.now(UTC):%Y-%m-%d}, Python {sys.version.split()[0]}, {version}, "
        f"the {environment['LEAPTUI_TESTS']} numbers{changed}.\n"
    )
    _say("| row | what was tried | tests | cases | violations | seconds | |")
    _say("|---|---|---|---|---|---|---|")
    return 1 if sum([run_row(row, environment, asked.workers) for row in chosen]) else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.trust", description=__doc__.split("\n", 1)[0] if __doc__ else ""
    )
    parser.add_argument(
        "rows",
        nargs="*",
        metavar="ROW",
        choices=[[], *(row.name for row in ROWS)],
        help=", ".join(r.name for r in ROWS),
    )
    parser.add_argument("--set", action="append", default=[], metavar="NAME=N", help=", ".join(QUICK_AND_FULL))
    parser.add_argument("--quick", action="store_true", help="the numbers of every test run")
    parser.add_argument("--workers", default="auto", help="how many tests at once (auto)")
    return parser.parse_args()


def run_row(row: Row, environment: Mapping[str, str], workers: str) -> int:
    """Run a row and print its line; gives how many tests failed, at least 1 where the run itself did not come to its end."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "-p", "tests.trust.counting", *row.tests]
        started = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, env={**environment, REPORT: str(report)}, capture_output=True, text=True, check=False
        )
        seconds = time.monotonic() - started
        if not report.exists():
            sys.stderr.write(done.stdout + done.stderr)
            return 1
        found = json.loads(report.read_text())
    failed, skipped = found["failed"], found["skipped"]
    if done.returncode and not failed:
        failed = [f"the run itself, which ended with {done.returncode}"]
    if failed:
        sys.stderr.write(done.stdout)
    notes = [*found["notes"], *(f"skipped {one}" for one in skipped), *(f"failed {one}" for one in failed)]
    cases = f"{found['cases'] or found['passed']:,}"
    _say(
        f"| {row.name} | {row.tries} | {found['passed']} | {cases} | {len(failed)} | {seconds:,.0f} | {'; '.join(notes)} |"
    )
    return len(failed)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
