"""How records are written, table by table: the models behind the schema of the file format.

They are stricter than the views the program reads with: a view makes the best of a record, these say how it is written.
Unknown fields are allowed everywhere, for newer versions and other tools.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from leaptui.model.schema_others import OTHERS_RECORDS
from leaptui.model.schema_own import OWN_RECORDS
from leaptui.model.schema_parts import (
    AgreedPart,
    AimPart,
    AttachmentPart,
    ContributorPart,
    Day,
    Days,
    Five,
    GuidelineId,
    LearnerPart,
    Line,
    Lines,
    LinkPart,
    SameAsPart,
    SharedPart,
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
    contributors: list[ContributorPart] | None = None
    host: Annotated[str | None, Field(description="where an experience was made, or with whom")] = None
    shared: Annotated[SharedPart | None, Field(description="the piece of another portfolio that it stands for")] = None
    shared_with: Annotated[Words | None, Field(description="names of portfolios that may take it so")] = None


class ClaimRecord(Written):
    """This evidence shows that guideline; the id is UUIDv5 of (evidence id, guideline)."""

    evidence: str
    guideline: GuidelineId
    level: str | None = None
    why: Lines | None = None
    evidence_digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class GoalRecord(Written):
    """Where the learner is going."""

    title: Title
    why: Lines | None = None
    guidelines: list[AimPart] | None = None
    target_on: Day | None = None
    agreed: list[AgreedPart] | None = None
    status: GoalStatus
    proposed_by: Annotated[str | None, Field(description="a person's id or a name; absent for the learner")] = None
    baseline: Annotated[list[AimPart] | None, Field(description="the levels it starts from")] = None
    deepens: Annotated[str | None, Field(description="the id of the piece it goes deeper into")] = None
    same_as: SameAsPart | None = None


class StepRecord(Written):
    """A part of a goal's pathway."""

    goal: str
    title: Title
    position: Annotated[
        str, Field(pattern=r"^[0-9A-Za-z]+$", description="a fractional index: steps are ordered by it")
    ]
    pathway: Annotated[str | None, Field(description="the id of another pathway it belongs to")] = None
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


RECORDS: Mapping[str, type[Written]] = {
    **OWN_RECORDS,
    **OTHERS_RECORDS,
    "evidence": EvidenceRecord,
    "claims": ClaimRecord,
    "goals": GoalRecord,
    "steps": StepRecord,
    "paces": PaceRecord,
    "breaks": BreakRecord,
}
"""The tables of the format but `meta`, and how their records are written."""
