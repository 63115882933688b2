"""The journal: entries by day, what they are about, and what happened in a week that a learner looks back on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from leaptui.language import N_, _
from leaptui.model.dates import week_start
from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.reading import read_one
from leaptui.model.records import About, Evidence, Step
from leaptui.model.records_others import Feedback
from leaptui.model.records_own import Reflection
from leaptui.model.text import clean_line

PROMPTS = (N_("What did I do?"), N_("What did I learn?"), N_("What next?"))
"""The questions an entry may answer, as messages: they are kept as they were asked, in the language that was spoken."""
WHAT_CHANGED = N_("What changed?")
"""The question at a level that moved, as a message."""

GUIDELINES = "guidelines"
"""The table that guidelines stand in where an entry is about one; their ids are qualified."""
LEADS_TO = ("evidence", "goals", GUIDELINES)
"""The tables whose records an entry can be about by the learner's own choice."""

DAYS_OF_A_WEEK = 7
OFFERED_FROM = 4
"""The day of the week (Monday is 0) from which on a look back is offered: its days lie behind, and are still near."""


_LEADS = re.compile(r"\s*(#+\s+|>\s*|[-*+]\s+|\d+[.)]\s+)*")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")


def prompts() -> tuple[str, ...]:
    """The questions, in the language that is spoken."""
    return tuple(_(prompt) for prompt in PROMPTS)


def entries(portfolio: Portfolio) -> list[Reflection]:
    """The entries, the newest day first; those of one day in the order they were written."""
    written = sorted(portfolio.live(Reflection).values(), key=lambda one: (one.created, one.id))
    return sorted(written, key=lambda one: one.on_date, reverse=True)


def entries_about(portfolio: Portfolio, table: str, record_id: str) -> list[Reflection]:
    """The entries about a record, the newest first."""
    return [one for one in entries(portfolio) if any((it.table, it.id) == (table, record_id) for it in one.about)]


def matching(found: Iterable[Reflection], typed: str) -> list[Reflection]:
    """The entries that have all the words typed, in their question or their text; case and accents do not matter."""
    words = fold(typed).split()
    return [one for one in found if all(word in fold(f"{one.prompt} {one.words}") for word in words)]


def first_words(entry: Reflection) -> str:
    """An entry in one line: what was written, without the commonest signs of Markdown."""
    lines = (_LEADS.sub("", line, count=1) for line in entry.words.splitlines())
    return clean_line(_EMPHASIS.sub(r"\2", " ".join(filter(None, lines))))


def leads(portfolio: Portfolio, entry: Reflection) -> list[About]:
    """What an entry is about and one can go to: pieces, goals and guidelines that are there; a step leads to its goal,
    a claim to its piece."""
    found: list[About] = []
    for about in entry.about:
        led = _led(portfolio, about)
        if led is not None and led not in found:
            found.append(led)
    return found


def _led(portfolio: Portfolio, about: About) -> About | None:
    if about.table == "claims":
        claim = portfolio.claims.get(about.id)
        return about_of("evidence", claim.evidence) if claim else None
    if about.table == "steps":
        step = portfolio.steps.get(about.id)
        return about_of("goals", step.goal) if step else None
    is_there = (
        about.table == GUIDELINES
        or (about.table == "evidence" and about.id in portfolio.evidence)
        or (about.table == "goals" and about.id in portfolio.goals)
    )
    return about if is_there else None


def about_of(table: str, record_id: str) -> About:
    """What something is about."""
    return read_one(About, {"table": table, "id": record_id})


@dataclass(frozen=True)
class Moved:
    """A level that moved in a claim: of which piece and guideline, from which level (None: it was said first), to which."""

    evidence: str
    guideline: str
    before: str | None
    level: str


@dataclass(frozen=True)
class LookBack:
    """What happened from one day to another, both included: no count of it is a measure of anything."""

    first: date
    last: date
    pieces: tuple[Evidence, ...]
    steps: tuple[Step, ...]
    moved: tuple[Moved, ...]
    feedback: tuple[Feedback, ...]
    entries: tuple[Reflection, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it stands in the portfolio."""
        return not (self.pieces or self.steps or self.moved or self.feedback or self.entries)


def look_back(portfolio: Portfolio, today: date) -> LookBack:
    """What happened in the seven days up to today: pieces, steps done, levels that moved, feedback that came, entries.

    Answers of an earlier look back, and what was said of a level that moved, are no entries of it.
    """
    first = today - timedelta(days=DAYS_OF_A_WEEK - 1)

    def within(day: date | None) -> bool:
        return day is not None and first <= day <= today

    feedback = sorted(portfolio.live(Feedback).values(), key=lambda one: (one.created, one.id))
    return LookBack(
        first,
        today,
        tuple(piece for piece in reversed(portfolio.newest) if within(piece.day)),
        tuple(
            sorted(
                (step for step in portfolio.steps.values() if within(step.done_on)),
                key=lambda step: (step.done_on or today, step.id),
            )
        ),
        tuple(moved for day, moved in _moved(portfolio) if within(day)),
        tuple(one for one in feedback if within(date.fromisoformat(one.created[:10]))),
        tuple(one for one in entries(portfolio) if one.since is None and one.moved is None and within(one.on_date)),
    )


def _moved(portfolio: Portfolio) -> Iterator[tuple[date, Moved]]:
    """Each claim whose level was said or moved last on a day, with the level it had where an entry keeps that."""
    before = {
        about.id: entry.moved.level
        for entry in sorted(portfolio.live(Reflection).values(), key=lambda one: (one.created, one.id))
        if entry.moved is not None
        for about in entry.about
        if about.table == "claims"
    }
    for claim in sorted(portfolio.claims.values(), key=lambda one: (one.modified, one.id)):
        is_new = claim.modified == claim.created
        if claim.level and (is_new or claim.id in before):
            yield (
                date.fromisoformat(claim.modified[:10]),
                Moved(claim.evidence, claim.guideline, None if is_new else before.get(claim.id), claim.level),
            )


def offers_look_back(portfolio: Portfolio, today: date) -> bool:
    """Whether a look back is offered today: toward the end of a week in which something happened, until one is written.

    With the week the offer goes by itself, and nothing remembers that it was there.
    """
    if today.weekday() < OFFERED_FROM:
        return False
    monday = week_start(today)
    looked = any(
        one.since is not None and monday <= one.on_date <= today for one in portfolio.live(Reflection).values()
    )
    return not looked and not look_back(portfolio, today).is_empty
