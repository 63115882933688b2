"""Counting what a run of the tests looked at; a plugin of pytest's for `python -m tests.trust`.

A test takes the fixture `cases`, and adds each case it looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

REPORT = "LEAPTUI_TRUST_REPORT"
"""The variable that names the file for the report of a run."""


@dataclass
class Cases:
    """The cases of one test: how many there were, and what else there is to say of them."""

    count: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, count: int = 1) -> None:
        """Count cases."""
        self.count += count

    def note(self, words: str) -> None:
        """Say something of them, for the table of results."""
        self.notes.append(words)


@pytest.fixture
def cases(record_property: Callable[[str, object], None]) -> Iterator[Cases]:
    """The cases of a test."""
    found = Cases()
    yield found
    record_property("cases", found.count)
    record_property("notes", found.notes)


@dataclass
class Report:
    """What a run came to."""

    path: Path
    passed: int = 0
    cases: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in how one step of a test ended."""
        if report.failed:
            self.failed.append(report.nodeid)
        if report.skipped:
            self.skipped.append(f"{report.nodeid}: {report.longrepr[2] if isinstance(report.longrepr, tuple) else ''}")
        if report.when == "call" and report.passed:
            self.passed += 1
        if report.when == "teardown":
            for name, value in report.user_properties:
                if name == "cases" and isinstance(value, int):
                    self.cases += value
                elif name == "notes" and isinstance(value, list):
                    self.notes += value

    def pytest_sessionfinish(self) -> None:
        """Write it down."""
        facts = {name: value for name, value in vars(self).items() if name != "path"}
        self.path.write_text(json.dumps(facts))


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that hears of all tests."""
    if not hasattr(config, "workerinput") and REPORT in os.environ:
        config.pluginmanager.register(Report(Path(os.environ[REPORT])), "trust-report")
