"""A portfolio as it stands at one moment: typed views over the records of one document, with the look-ups all rooms need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, TypeVar, cast

from leaptui.language import _
from leaptui.model.amiss import Amiss
from leaptui.model.canonical import Document, Record, Table
from leaptui.model.reading import read_many, read_one
from leaptui.model.records import Break, Claim, Evidence, Goal, Pace, PortfolioMeta, RecordView, Shared, Step
from leaptui.model.records_others import (
    Agreement,
    Assessment,
    Confirmation,
    Feedback,
    Person,
    Recognition,
    Review,
    Suggestion,
)
from leaptui.model.records_own import AboutMe, Advance, Ask, Facet, Opportunity, Pathway, Reflection, Start
from leaptui.model.trashed import Trashed, trashed_name

V = TypeVar("V", bound=RecordView)

Elsewhere: TypeAlias = "Callable[[Shared], Record | None]"
"""Finds the record of a piece in the portfolio of whoever shares it; None where it cannot be read, or is shared no more."""

VIEWS: Mapping[str, type[RecordView]] = {
    "evidence": Evidence,
    "claims": Claim,
    "assessments": Assessment,
    "feedback": Feedback,
    "goals": Goal,
    "steps": Step,
    "paces": Pace,
    "breaks": Break,
    "people": Person,
    "reflections": Reflection,
    "facets": Facet,
    "about_me": AboutMe,
    "asks": Ask,
    "opportunities": Opportunity,
    "advances": Advance,
    "starts": Start,
    "pathways": Pathway,
    "agreements": Agreement,
    "suggestions": Suggestion,
    "confirmations": Confirmation,
    "reviews": Review,
    "recognitions": Recognition,
}
"""The tables this version of the program understands; others are carried untouched."""

TABLES: Mapping[type[RecordView], str] = {view: table for table, view in VIEWS.items()}
"""The table that holds the records of a view."""

TO_TRASH = (
    "evidence",
    "goals",
    "steps",
    "paces",
    "breaks",
    "reflections",
    "facets",
    "asks",
    "people",
    "opportunities",
    "starts",
    "advances",
    "reviews",
    "recognitions",
)
"""The tables whose records the learner moves to the trash by themselves; those of others go with what they are about."""


@dataclass(frozen=True)
class Problem:
    """A record that could not be understood: it is kept as it is and not shown."""

    table: str
    id: str
    says: str


class Portfolio:
    """A read-only view of one document.

    Tables give the records that are not in the trash, by id. Records that cannot be understood stand in `problems`.
    From the portfolio `before` a change, the views of records that are the very same are taken over. What others share is
    found `elsewhere`.
    """

    def __init__(self, document: Document, before: Portfolio | None = None, elsewhere: Elsewhere | None = None) -> None:
        self.document = document
        self.elsewhere: Elsewhere | None = elsewhere or (before.elsewhere if before else None)
        self.problems: list[Problem] = []
        self._read: dict[str, dict[str, RecordView]] = {}
        self._live_read: dict[str, dict[str, RecordView]] = {}
        self.views_read: dict[str, tuple[Table, dict[str, RecordView]]] = dict(before.views_read) if before else {}
        """The views read so far, here or before, with the tables they show."""

    def raw(self, table: str, record_id: str) -> Record | None:
        """The record as the file holds it, trashed or not; None where there is none."""
        return self.document.get(table, {}).get(record_id)

    def _all(self, table: str, view: type[V]) -> dict[str, V]:
        """Every record of a table that can be understood, the trashed included; each is read once."""
        if table not in self._read:
            records = self.document.get(table, {})
            shown, known = self.views_read.get(table, ({}, {}))
            # A record is never changed in place, so the same one says the same.
            views: dict[str, RecordView | None] = {
                record_id: known.get(record_id) if shown.get(record_id) is raw else None
                for record_id, raw in records.items()
            }
            unread = [record_id for record_id, seen in views.items() if seen is None]
            found = read_many(view, [records[record_id] for record_id in unread], unread)
            for record_id, one in zip(unread, found, strict=True):
                if isinstance(one, Amiss):
                    self.problems.append(Problem(table, record_id, str(one)))
                    del views[record_id]
                else:
                    views[record_id] = one
            # None is left out: each was read, or is a problem.
            self._read[table] = cast("dict[str, RecordView]", views)
            self.views_read[table] = (records, self._read[table])
        return cast("dict[str, V]", self._read[table])  # one view per table, as VIEWS says

    def _live(self, table: str, view: type[V]) -> dict[str, V]:
        every = self._all(table, view)
        if all(record.deleted is None for record in every.values()):
            return every
        return {key: record for key, record in every.items() if record.deleted is None}

    def live(self, view: type[V]) -> dict[str, V]:
        """The records of a view that are not in the trash, by id."""
        table = TABLES[view]
        if table not in self._live_read:
            self._live_read[table] = {**self._live(table, view)}
        return cast("dict[str, V]", self._live_read[table])

    def read_all(self) -> list[Problem]:
        """Read every table this version understands, and give what could not be understood."""
        for table, view in VIEWS.items():
            self._all(table, view)
        return self.problems

    @cached_property
    def meta(self) -> PortfolioMeta:
        """What the file says of itself; a nameless learner where it says nothing."""
        raw = self.document.get("meta", {}).get("portfolio")
        try:
            return read_one(PortfolioMeta, raw or {}, "portfolio")
        except Amiss as amiss:
            if raw is not None:
                self.problems.append(Problem("meta", "portfolio", str(amiss)))
            return read_one(PortfolioMeta, {"learner": {"name": _("A learner")}}, "portfolio")

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """Pieces of evidence by id."""
        return self._live("evidence", Evidence)

    def piece(self, evidence_id: str) -> Evidence | None:
        """The piece of that id, be it in the trash; None where there is none that can be understood."""
        return self._all("evidence", Evidence).get(evidence_id)

    @cached_property
    def newest(self) -> list[Evidence]:
        """Pieces of evidence, newest first: by the day they count for, then by when they were noted."""
        return sorted(self.evidence.values(), key=lambda piece: (piece.day, piece.created, piece.id), reverse=True)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id whose evidence is there too."""
        found, pieces = self._live("claims", Claim), self.evidence
        if all(claim.evidence in pieces for claim in found.values()):
            return found
        return {key: claim for key, claim in found.items() if claim.evidence in pieces}

    @cached_property
    def claims_of(self) -> Mapping[str, list[Claim]]:
        """Claims by evidence id, in the order of their guidelines."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.claims.values(), key=lambda claim: claim.guideline):
            found[claim.evidence].append(claim)
        return found

    @cached_property
    def claims_for(self) -> Mapping[str, list[Claim]]:
        """Claims by qualified guideline id, oldest evidence first."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.guideline].append(claim)
        for claims in found.values():
            claims.sort(key=lambda claim: (self.evidence[claim.evidence].day, claim.created, claim.id))
        return found

    @cached_property
    def assessments_of(self) -> Mapping[str, list[Assessment]]:
        """What others say, by claim id, oldest first."""
        found: dict[str, list[Assessment]] = defaultdict(list)
        for item in sorted(self._live("assessments", Assessment).values(), key=lambda item: item.created):
            found[item.claim].append(item)
        return found

    @cached_property
    def feedback_on(self) -> Mapping[tuple[str, str], list[Feedback]]:
        """Feedback by (table, id) of what it is about, oldest first."""
        found: dict[tuple[str, str], list[Feedback]] = defaultdict(list)
        for item in sorted(self._live("feedback", Feedback).values(), key=lambda item: item.created):
            found[item.on.table, item.on.id].append(item)
        return found

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return self._live("people", Person)

    def name_of(self, person: str) -> str:
        """The name behind a person's id; a name written in its place stands for itself."""
        return self.people[person].name if person in self.people else person

    @cached_property
    def goals(self) -> dict[str, Goal]:
        """Goals by id: living ones first, each sort oldest first."""
        goals = self._live("goals", Goal).values()
        return {goal.id: goal for goal in sorted(goals, key=lambda goal: (not goal.is_alive, goal.created, goal.id))}

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Steps by id whose goal is there too."""
        return {key: step for key, step in self._live("steps", Step).items() if step.goal in self.goals}

    @cached_property
    def pathways_of(self) -> Mapping[str, list[Pathway]]:
        """Other ways to each goal, by its id, oldest first."""
        found: dict[str, list[Pathway]] = defaultdict(list)
        for way in sorted(self.live(Pathway).values(), key=lambda way: (way.created, way.id)):
            found[way.goal].append(way)
        return found

    @cached_property
    def steps_of(self) -> Mapping[str, list[Step]]:
        """Steps by goal id, in their order; those on another way count only once it is taken, and stand in `steps_on`."""
        return self._in_order(aside=False)

    @cached_property
    def steps_on(self) -> Mapping[str, list[Step]]:
        """Steps by the id of another way that was not taken, in their order."""
        return self._in_order(aside=True)

    def is_aside(self, step: Step) -> bool:
        """Whether a step stands on another way than its goal's own. One on a way that is not there is the goal's own."""
        way = self.live(Pathway).get(step.pathway) if step.pathway else None
        return way is not None and way.status != "taken"

    def among(self, step: Step) -> list[Step]:
        """The steps that a step stands among: its goal's, or those of the other way it is on."""
        return self.steps_on[step.pathway] if self.is_aside(step) else self.steps_of[step.goal]

    def _in_order(self, *, aside: bool) -> Mapping[str, list[Step]]:
        found: dict[str, list[Step]] = defaultdict(list)
        for step in sorted(self.steps.values(), key=lambda step: (step.position, step.created, step.id)):
            if self.is_aside(step) == aside:
                found[step.pathway if aside else step.goal].append(step)
        return found

    @cached_property
    def paces(self) -> list[Pace]:
        """Paces, oldest first."""
        paces = self._live("paces", Pace).values()
        return sorted(paces, key=lambda pace: (pace.since, pace.created, pace.id))

    @cached_property
    def breaks(self) -> list[Break]:
        """Rests, oldest first."""
        breaks = self._live("breaks", Break).values()
        return sorted(breaks, key=lambda rest: (rest.since, rest.until, rest.id))

    @cached_property
    def trash(self) -> list[Trashed]:
        """What is in the trash, last thrown first; a claim goes with its evidence and is not named beside it."""
        found = [item for table in TO_TRASH for item in self._trashed(table)]
        return sorted(found, key=lambda item: (item.deleted, item.id), reverse=True)

    def _trashed(self, table: str) -> Iterator[Trashed]:
        for record_id, view in self._all(table, VIEWS[table]).items():
            if view.deleted is not None:
                raw = self.document[table][record_id]
                yield Trashed(table, record_id, trashed_name(table, raw, view.created), view.deleted)

    def find(self, prefix: str, *tables: str) -> list[tuple[str, str]]:
        """Find the (table, id) pairs whose id begins with a prefix; an id that is meant whole is alone."""
        searched = tables or tuple(VIEWS)
        for table in searched:
            if prefix in self.document.get(table, {}):
                return [(table, prefix)]
        return [
            (table, record_id)
            for table in searched
            for record_id in self.document.get(table, {})
            if record_id.startswith(prefix)
        ]
