"""How people, and what they say, are written: the part of the schema that `records_others` reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from leaptui.model.schema_parts import (
    AboutPart,
    AgreedPart,
    AimPart,
    By,
    Day,
    Digest,
    Lines,
    Signature,
    Title,
    Words,
    Written,
)
from leaptui.model.words import Answer, Aspect, Decision, ReviewStatus, Role


class PersonRecord(Written):
    """Who helps the learner learn."""

    name: Title
    role: Role | None = None
    how: Lines | None = None
    contact: str | None = None
    notes: Annotated[Lines | None, Field(description="the learner's own, never shown to others")] = None
    portfolio: Annotated[str | None, Field(description="the person's portfolio in this workspace")] = None
    private: bool | None = None


class Statement(Written):
    """What somebody says, which can be signed."""

    learner: Annotated[str | None, Field(description="where it is signed: the learner's name then")] = None
    signature: Signature | None = None


class AssessmentRecord(Statement):
    """What another person says of a claim."""

    claim: str
    by: By
    role: str | None = None
    level: str | None = None
    note: Lines | None = None
    evidence_digest: Digest | None = None
    decision: Decision | None = None
    review: str | None = None
    blind: Annotated[bool | None, Field(description="given before other ratings were seen")] = None


class FeedbackRecord(Statement):
    """A comment on evidence, a goal or a claim."""

    on: AboutPart
    by: By
    role: str | None = None
    aspect: Aspect
    text: Lines
    answered: object = None
    evidence_digest: Digest | None = None
    review: str | None = None


class AgreementRecord(Statement):
    """Somebody's agreement to a goal, a start or a review, as it stood."""

    about: AboutPart
    by: By
    role: str | None = None
    on_date: Day | None = None
    digest: Digest | None = None
    note: Lines | None = None
    review: str | None = None


class SuggestionRecord(Written):
    """A step that somebody suggests."""

    goal: Annotated[str | None, Field(description="absent until the learner says which goal it leads to")] = None
    title: Title
    about: AboutPart | None = None
    note: Lines | None = None
    by: By
    role: str | None = None
    review: str | None = None
    answer: Answer | None = None
    why: Lines | None = None
    step: Annotated[str | None, Field(description="the id of the step it became")] = None


class ConfirmationRecord(Statement):
    """What the host of an experience confirms."""

    evidence: str
    by: By
    role: str | None = None
    text: Lines | None = None
    code: str | None = None
    on_date: Day | None = None
    evidence_digest: Digest | None = None


class ReviewRecord(Written):
    """A review session."""

    title: str | None = None
    status: ReviewStatus | None = None
    held_on: Day | None = None
    with_: Annotated[Words | None, Field(alias="with")] = None
    evidence: Words | None = None
    questions: Lines | None = None
    notes: Lines | None = None
    goals: Words | None = None
    steps: Words | None = None
    agreed: list[AgreedPart] | None = None


class RecognitionRecord(Statement):
    """For demonstrated mastery."""

    title: Title
    guidelines: list[AimPart] | None = None
    evidence: Words | None = None
    criteria: Lines | None = None
    by: str | None = None
    role: str | None = None
    awarded_on: Day | None = None
    evidence_digests: Words | None = None
    credential: object = None


OTHERS_RECORDS: Mapping[str, type[Written]] = {
    "people": PersonRecord,
    "assessments": AssessmentRecord,
    "feedback": FeedbackRecord,
    "agreements": AgreementRecord,
    "suggestions": SuggestionRecord,
    "confirmations": ConfirmationRecord,
    "reviews": ReviewRecord,
    "recognitions": RecognitionRecord,
}
"""The tables of people and of what they say, and how their records are written."""
