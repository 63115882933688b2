"""How a learner's records about themself are written: the part of the schema that `records_own` reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from leaptui.model.schema_parts import (
    AboutPart,
    AimPart,
    Day,
    GuidelineId,
    Line,
    Lines,
    SameAsPart,
    Title,
    Words,
    Written,
)
from leaptui.model.words import AskStatus, FacetSort, Source, Way


class ReflectionRecord(Written):
    """A journal entry."""

    on_date: Day
    prompt: str | None = None
    text: Lines
    about: list[AboutPart] | None = None
    moved: Annotated[AimPart | None, Field(description="the guideline whose level moved, and the one it had")] = None
    was: Annotated[Lines | None, Field(description="what an agreed goal said before")] = None
    since: Annotated[Day | None, Field(description="the first day of the time a look back is on")] = None
    private: bool | None = None


class FacetRecord(Written):
    """Something about the learner."""

    facet: Annotated[str, Field(min_length=1, description="the code of a facet, F1.a to F1.f")]
    sort: FacetSort
    text: Lines
    noted_on: Day | None = None
    evidence: Words | None = None
    private: bool | None = None


class AboutMeRecord(Written):
    """The page that opens reviews and exports; its id is `page`."""

    text: Lines | None = None
    facets: Words | None = None
    goals: Words | None = None
    evidence: Words | None = None
    recognitions: Words | None = None


class AskRecord(Written):
    """A request for support."""

    need: Lines | Line
    source: Annotated[Source | None, Field(alias="from", description="who or what may help")] = None
    person: str | None = None
    status: AskStatus | None = None
    about: list[AboutPart] | None = None
    aspect: Annotated[str | None, Field(description="the kind of feedback asked for")] = None
    outcome: Lines | None = None
    private: bool | None = None


class OpportunityRecord(Written):
    """What a connection led to."""

    title: Title
    person: str | None = None
    status: str | None = None
    on_date: Day | None = None
    outcome: Lines | None = None
    evidence: Words | None = None
    private: bool | None = None


class AdvanceRecord(Written):
    """At demonstrated: on to something else, or deeper into this."""

    guideline: GuidelineId
    way: Way
    why: Lines | None = None
    evidence: str | None = None
    goal: str | None = None
    on_date: Day | None = None


class StartRecord(Written):
    """The level a learner begins at in a guideline."""

    guideline: GuidelineId
    level: str | None = None
    evidence: Words | None = None
    why: Lines | None = None
    on_date: Day | None = None
    same_as: SameAsPart | None = None


class PathwayRecord(Written):
    """Another way to a goal."""

    goal: str
    title: Title
    why: Lines | None = None
    status: Literal["open", "taken", "left"] | None = None
    because: Lines | None = None


OWN_RECORDS: Mapping[str, type[Written]] = {
    "reflections": ReflectionRecord,
    "facets": FacetRecord,
    "about_me": AboutMeRecord,
    "asks": AskRecord,
    "opportunities": OpportunityRecord,
    "advances": AdvanceRecord,
    "starts": StartRecord,
    "pathways": PathwayRecord,
}
"""The tables of what a learner says of themself, and how their records are written."""
