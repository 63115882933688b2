"""How records are written, table by table: the models behind the schema of the file format.

They are stricter than the views the program reads with: a view makes the best of a record, these say how it is written.
Unknown fields are allowed everywhere, for newer versions and other tools.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from leaptui.model.schema_parts import (
    AboutPart,
    AgreedPart,
    AimPart,
    AttachmentPart,
    Day,
    Days,
    Five,
    GuidelineId,
    LearnerPart,
    Line,
    Lines,
    LinkPart,
    Title,
    Words,
    Written,
)
from leaptui.model.words import GoalStatus, Kind, LifeArea, PeriodWord, Place


class MetaRecord(Written):
    """What the file says of itself."""

    format: Annotated[int, Field(ge=1, description="the version of the format")]
    min_writer: Annotated[int, Field(ge=1, description="the oldest format version that may write the file")]
    learner: LearnerPart
    framework: Annotated[str, Field(min_length=1)]
    title: Line | None = None
    started: Day | None = None


class EvidenceRecord(Written):
    """A piece of work or experience."""

    title: Title
    kind: Kind
    body: Lines | None = None
    made_on: Day | None = None
    place: Place | None = None
    life_area: LifeArea | None = None
    minutes: Annotated[int, Field(ge=0)] | None = None
    people: Annotated[Words, Field(description="ids of people")] | None = None
    goals: Annotated[Words, Field(description="ids of goals")] | None = None
    tags: Words | None = None
    attachments: list[AttachmentPart] | None = None
    links: list[LinkPart] | None = None
    interest: Five | None = None
    stretch: Five | None = None
    private: bool | None = None


class ClaimRecord(Written):
    """This evidence shows that guideline; the id is UUIDv5 of (evidence id, guideline)."""

    evidence: str
    guideline: GuidelineId
    level: str | None = None
    why: Lines | None = None
    evidence_digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class AssessmentRecord(Written):
    """What another person says of a claim."""

    claim: str
    by: Annotated[str, Field(min_length=1, description="a person's id or a name")]
    role: str | None = None
    level: str | None = None
    note: Lines | None = None
    evidence_digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    decision: Literal["advance", "deeper", "more"] | None = None


class FeedbackRecord(Written):
    """A comment on evidence, a goal or a claim."""

    on: AboutPart
    by: Annotated[str, Field(min_length=1, description="a person's id or a name")]
    aspect: Literal["effort", "process", "mastery"]
    text: Lines
    answered: object = None


class GoalRecord(Written):
    """Where the learner is going."""

    title: Title
    why: Lines | None = None
    guidelines: list[AimPart] | None = None
    target_on: Day | None = None
    agreed: list[AgreedPart] | None = None
    status: GoalStatus
    baseline: object = None


class StepRecord(Written):
    """A part of a goal's pathway."""

    goal: str
    title: Title
    position: Annotated[
        str, Field(pattern=r"^[0-9A-Za-z]+$", description="a fractional index: steps are ordered by it")
    ]
    done_on: Day | None = None
    skipped: bool | str | list[str] | None = None
    evidence: Words | None = None
    note: Lines | None = None


class PaceRecord(Written):
    """The learner's rhythm from a day on."""

    since: Day
    pieces: Annotated[int, Field(ge=1, le=1000)]
    per: PeriodWord
    days: Days | None = None
    why: Lines | None = None


class BreakRecord(Written):
    """A rest, both days included."""

    since: Annotated[Day, Field(alias="from")]
    until: Annotated[Day, Field(alias="to")]
    why: Lines | None = None


class ReflectionRecord(Written):
    """A journal entry."""

    on_date: Day
    prompt: str | None = None
    text: Lines
    about: list[AboutPart] | None = None


class FacetRecord(Written):
    """Something about the learner."""

    facet: str
    sort: Literal["need", "strength", "interest"]
    text: Lines
    noted_on: Day | None = None
    private: bool | None = None


class PersonRecord(Written):
    """Who helps the learner learn."""

    name: Title
    role: Literal["teacher", "mentor", "peer", "family", "employer", "community", "other"] | None = None
    how: Lines | None = None
    contact: str | None = None
    private: bool | None = None


class AskRecord(Written):
    """A request for support."""

    need: object
    source: Annotated[
        Literal["teacher", "peer", "technology", "other"] | None,
        Field(alias="from", description="who or what may help"),
    ] = None
    person: str | None = None
    status: Literal["open", "answered", "let go"] | None = None
    outcome: Lines | None = None


class OpportunityRecord(Written):
    """What a connection led to."""

    title: Title
    person: str | None = None
    status: str | None = None
    evidence: object = None


class ReviewRecord(Written):
    """A session."""

    held_on: Day
    with_: Annotated[Words | None, Field(alias="with")] = None
    evidence: Words | None = None
    questions: Lines | None = None
    notes: Lines | None = None
    decisions: object = None
    next_steps: object = None
    agreed: object = None


class RecognitionRecord(Written):
    """For demonstrated mastery."""

    title: Title
    guidelines: list[AimPart] | None = None
    evidence: Words | None = None
    criteria: Lines | None = None
    by: str | None = None
    awarded_on: Day | None = None
    credential: object = None


RECORDS: Mapping[str, type[Written]] = {
    "evidence": EvidenceRecord,
    "claims": ClaimRecord,
    "assessments": AssessmentRecord,
    "feedback": FeedbackRecord,
    "goals": GoalRecord,
    "steps": StepRecord,
    "paces": PaceRecord,
    "breaks": BreakRecord,
    "reflections": ReflectionRecord,
    "facets": FacetRecord,
    "people": PersonRecord,
    "asks": AskRecord,
    "opportunities": OpportunityRecord,
    "reviews": ReviewRecord,
    "recognitions": RecognitionRecord,
}
"""The tables of the format but `meta`, and how their records are written."""
