"""Small portfolios for the tests of the rules, told as what a learner did."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Self

import orjson
from hypothesis import HealthCheck, settings

import leaptui
from leaptui.model.canonical import Document, Json, Record
from leaptui.model.framework import Framework, read_framework
from leaptui.model.ids import claim_id
from leaptui.model.portfolio import Portfolio

LEAP_FILE = Path(leaptui.__file__).parent / "frameworks" / "leap-2020.json"
STEADY = settings(deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""Property tests that say the same on every machine, however busy it is."""
THURSDAY = date(2026, 11, 19)
"""The day of the design's pictures."""


def leap() -> Framework:
    """Give the built-in framework."""
    return read_framework(orjson.loads(LEAP_FILE.read_bytes()))


def d(text: str) -> date:
    """Give a day of 2026: `11-19`; other years are written whole."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


class Story:
    """A portfolio in the making; every method adds a record and gives its id."""

    def __init__(self) -> None:
        self.document: Document = {"meta": {"portfolio": {"learner": {"name": "Amara Okafor"}}}}

    def put(self, table: str, record_id: str, day: str, **fields: Json) -> str:
        moment = f"{d(day).isoformat()}T10:00:00Z"
        record: Record = {"created": moment, "modified": moment, **fields}
        self.document.setdefault(table, {})[record_id] = record
        return record_id

    def piece(self, title: str, day: str, *claims: str, **fields: Json) -> str:
        """Add evidence made on a day, claimed for guidelines: `D4=growing`, or `D4` alone."""
        made: dict[str, Json] = {"title": title, "made_on": d(day).isoformat(), **fields}
        evidence = self.put("evidence", f"e-{title}", day, **made)
        for claim in claims:
            code, _, level = claim.partition("=")
            self.claim(evidence, code, level or None, day)
        return evidence

    def pieces(self, *days: str) -> Self:
        """Add one plain piece for each day."""
        for day in days:
            self.piece(f"Work {len(self.document.get('evidence', {})) + 1}", day)
        return self

    def claim(self, evidence: str, code: str, level: str | None, day: str, **fields: Json) -> str:
        guideline = f"leap-2020:{code}"
        said: dict[str, Json] = {"level": level} if level else {}
        return self.put(
            "claims", claim_id(evidence, guideline), day, evidence=evidence, guideline=guideline, **said, **fields
        )

    def assess(self, evidence: str, code: str, level: str | None, by: str, day: str, **fields: Json) -> str:
        """Let somebody say of a claim how far along it is."""
        said: dict[str, Json] = {"level": level} if level else {}
        claim = claim_id(evidence, f"leap-2020:{code}")
        return self.put("assessments", f"a-{len(self.table('assessments'))}", day, claim=claim, by=by, **said, **fields)

    def pace(self, since: str, pieces: int, per: str = "week", *days: str) -> str:
        fields: dict[str, Json] = {"since": d(since).isoformat(), "pieces": pieces, "per": per, "days": list(days)}
        return self.put("paces", f"p-{since}", since, **fields)

    def rest(self, first: str, last: str) -> str:
        fields: dict[str, Json] = {"from": d(first).isoformat(), "to": d(last).isoformat()}
        return self.put("breaks", f"b-{first}", first, **fields)

    def goal(self, title: str, day: str, **fields: Json) -> str:
        return self.put("goals", f"g-{title}", day, title=title, **fields)

    def steps(self, goal: str, *done: str, still_open: int = 0, skipped: int = 0) -> Self:
        """Give a goal steps: one done on each day, some open, some skipped."""
        fields: list[dict[str, Json]] = [{"done_on": d(day).isoformat()} for day in done]
        fields += [{}] * still_open + [{"skipped": True}] * skipped
        for extra in fields:
            number = len(self.table("steps"))
            self.put("steps", f"s-{number:03}", "01-01", goal=goal, title=f"Step {number}", **extra)
        return self

    def table(self, name: str) -> dict[str, Record]:
        return self.document.setdefault(name, {})

    def throw_away(self, table: str, record_id: str, day: str = "11-19") -> Self:
        self.document[table][record_id]["deleted"] = f"{d(day).isoformat()}T12:00:00Z"
        return self

    @property
    def told(self) -> Portfolio:
        """The portfolio as it stands now."""
        return Portfolio(self.document)
