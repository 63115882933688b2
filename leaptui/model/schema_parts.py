"""The words that records are written in: days, texts, sets, and the objects inside records."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from leaptui.language import _

_T = TypeVar("_T", bound=str)


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("there is no such day")) from None
    return text


def _instant(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_("there is no such moment")) from None
    return text


def _is_set(items: list[_T]) -> list[_T]:
    if sorted(set(items)) != items:
        raise ValueError(_("a set is written sorted, each entry once"))
    return items


Day = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="a day, like 2026-03-01",
        json_schema_extra={"format": "date"},
    ),
    AfterValidator(_day),
]
Instant = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        description="an instant in UTC, like 2026-03-01T14:05:00Z",
        json_schema_extra={"format": "date-time"},
    ),
    AfterValidator(_instant),
]
Line = Annotated[str, Field(pattern=r"^[^\n]*$")]
Lines = Annotated[list[Line], Field(description="a text, line by line")]
Words = Annotated[
    list[str],
    Field(description="a set: sorted, each once", json_schema_extra={"uniqueItems": True}),
    AfterValidator(_is_set),
]
Title = Annotated[str, Field(min_length=1, pattern=r"^[^\n]*$")]
GuidelineId = Annotated[str, Field(pattern=r"^[^:\s]+:\S+$", description="framework and code, like leap-2020:F1.a")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of what was looked at")]
Signature = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9+/=]+$", description="an SSH signature of the record, in base64 on one line")
]
By = Annotated[str, Field(min_length=1, description="a person's id or a name")]
Five = Annotated[int, Field(ge=1, le=5)]
Days = Annotated[
    list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]],
    Field(json_schema_extra={"uniqueItems": True}),
    AfterValidator(_is_set),
]


class Part(BaseModel):
    """An object of the file: unknown fields are allowed, and a field that says nothing is left out."""

    model_config = ConfigDict(extra="allow", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_left_out(cls, raw: object) -> object:
        known = {field.alias or name for name, field in cls.model_fields.items()}
        nothing = (
            [name for name, value in raw.items() if value is None and name in known] if isinstance(raw, dict) else []
        )
        if nothing:
            raise ValueError(_("{field} is null; a field that says nothing is left out").format(field=nothing[0]))
        return raw


class Written(Part):
    """What all records have."""

    created: Instant
    modified: Instant
    deleted: Annotated[Instant | None, Field(description="in the trash since then")] = None
    conflicts: Annotated[
        dict[str, object] | None,
        Field(alias="_conflicts", description="by field, what another clone said, until the learner chooses"),
    ] = None


class LearnerPart(Part):
    """Whose portfolio it is."""

    name: Title
    pronouns: str | None = None
    email: str | None = None


class AttachmentPart(Part):
    """A file beside the portfolio: NAME.files/SHA256.EXT."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    name: Title
    media_type: str
    bytes: Annotated[int, Field(ge=0)]
    alt: str | None = None


class LinkPart(Part):
    """An address."""

    url: Title
    title: str | None = None


class AboutPart(Part):
    """A record, by its table and id."""

    table: str
    id: str


class AimPart(Part):
    """A guideline and the level to reach."""

    guideline: GuidelineId
    level: str | None = None


class SameAsPart(Part):
    """What a record says in the codes of a new edition of its framework: its digest, and those it had before."""

    digest: Digest
    before: Words


class AgreedPart(Part):
    """Who agreed, and when."""

    by: Annotated[str, Field(min_length=1)]
    on: Day | None = None


class ContributorPart(Part):
    """Who had a part in a piece, and which."""

    person: Annotated[str, Field(min_length=1, description="a person's id or a name")]
    role: str | None = None


class SharedPart(Part):
    """A piece in another portfolio of the workspace."""

    portfolio: Title
    evidence: Title
