"""What changed between two states of a workspace, counted in the product's words. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from leaptui.language import _, ngettext, pgettext
from leaptui.model.canonical import Document, UnreadableDocument, read_document, same
from leaptui.model.names import counted_things
from leaptui.sync.outcome import Counts

TABLES = (
    *("evidence", "claims", "goals", "steps", "paces", "breaks", "reflections", "facets", "assessments", "feedback"),
    *("people", "asks", "opportunities", "reviews", "recognitions"),
)
"""The tables whose records have a word of their own, in the order they are named."""

_MOST_PORTFOLIOS = 3
_MOST_NAME = 60


@dataclass(frozen=True)
class Versions:
    """A portfolio's file before and after; None where there is none."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass
class PortfolioTally:
    """The records of one portfolio that differ, by table."""

    learner: str
    tables: Counter[str] = field(default_factory=Counter)
    removed: bool = False

    @property
    def words(self) -> str:
        """Learner and counts: `Amara Okafor: 3 pieces, 2 tags`."""
        if self.removed:
            return _("{learner}: portfolio removed").format(learner=self.learner)
        known = [counted_things(table, self.tables[table]) for table in TABLES if self.tables[table]]
        other = sum(count for table, count in self.tables.items() if table not in TABLES and table != "meta")
        if other:
            known.append(counted_things("", other))
        return f"{self.learner}: {', '.join(known) or pgettext('of a portfolio', 'details')}"


@dataclass
class Tally:
    """All that differs: portfolios with their records, and how many other files."""

    portfolios: list[PortfolioTally]
    files: int

    @property
    def counts(self) -> Counts:
        """The numbers alone."""
        return Counts(sum(sum(one.tables.values()) for one in self.portfolios), len(self.portfolios), self.files)

    @property
    def words(self) -> str:
        """One line in plain words, as it stands in the workspace's history."""
        parts = [portfolio.words for portfolio in self.portfolios[:_MOST_PORTFOLIOS]]
        more = len(self.portfolios) - _MOST_PORTFOLIOS
        if more > 0:
            parts.append(ngettext("and {n} more portfolio", "and {n} more portfolios", more).format(n=more))
        if self.files:
            parts.append(ngettext("{n} file", "{n} files", self.files).format(n=self.files))
        return "; ".join(parts) or pgettext("what changed", "Workspace")


def tally(versions: Iterable[Versions], files: int) -> Tally:
    """Count what differs in portfolios; `files` is how many other files do."""
    return Tally([_compare(one) for one in versions], files)


def count_records(data: bytes | None, other: bytes | None) -> int:
    """How many records differ between two contents of a portfolio's file; an unreadable one counts as one."""
    return sum(_compare(Versions("", data, other)).tables.values())


def _compare(versions: Versions) -> PortfolioTally:
    before, after = _read(versions.before), _read(versions.after)
    found = PortfolioTally(learner_name(after or before, versions.path), removed=versions.after is None)
    if before is None or after is None:
        found.tables["meta"] += 1
        return found
    for table in sorted(before.keys() | after.keys()):
        old, new = before.get(table, {}), after.get(table, {})
        for record_id in old.keys() | new.keys():
            one, other = old.get(record_id), new.get(record_id)
            if one is None or other is None or not same(one, other):
                found.tables[table] += 1
    return found


def _read(data: bytes | None) -> Document | None:
    """The document of a file; an empty one where there is no file, None where it cannot be read."""
    try:
        return {} if data is None else read_document(data)
    except UnreadableDocument:
        return None


def learner_name(document: Document | None, path: str) -> str:
    """The learner's name as one clean line, or the file's name."""
    learner = (document or {}).get("meta", {}).get("portfolio", {}).get("learner")
    name = learner.get("name") if isinstance(learner, dict) else None
    text = name if isinstance(name, str) else ""
    clean = " ".join("".join(char if unicodedata.category(char)[0] != "C" else " " for char in text).split())
    return clean[:_MOST_NAME] or path.rsplit("/", 1)[-1].removesuffix(".json")
