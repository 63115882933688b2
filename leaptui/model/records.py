"""Typed, read-only views of a portfolio's records.

The raw records of the file stay the truth: they are patched field by field and never written back from these views, which keep
only what this version of the program knows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, ClassVar

from leaptui.model.format import FORMAT
from leaptui.model.rules import AnInstant, AsLines, Matching, WholeDay, Within
from leaptui.model.view import View, view

Day = Annotated[date, WholeDay()]
Instant = Annotated[str, AnInstant()]
Lines = Annotated[tuple[str, ...], AsLines()]
Ids = tuple[str, ...]


@view
class RecordView(View):
    """A record: made and changed at an instant (UTC), and in the trash since `deleted`, if it is."""

    id: str
    created: Instant = "1970-01-01T00:00:00Z"
    modified: Instant = "1970-01-01T00:00:00Z"
    deleted: Instant | None = None


@view
class Learner(View):
    """Whose portfolio it is."""

    name: str
    pronouns: str = ""
    email: str = ""


@view
class PortfolioMeta(RecordView):
    """What the file says of itself (`meta.portfolio`)."""

    format: int = FORMAT
    min_writer: int = FORMAT
    learner: Learner
    framework: str = "leap-2020"
    title: str = ""
    started: Day | None = None


@view
class Attachment(View):
    """A file of a piece of evidence: `bytes` is its size, `alt` says in words what it shows."""

    sha256: Annotated[str, Matching("[0-9a-f]{64}")]
    name: str
    media_type: str = "application/octet-stream"
    bytes: int = 0
    alt: str = ""


@view
class Link(View):
    """An address a piece of evidence points to."""

    url: str
    title: str = ""


@view
class Contributor(View):
    """Somebody who had a part in a piece, a person's id or a name, and which part."""

    person: str
    role: str = ""


@view
class Shared(View):
    """Where a piece is that another learner of the workspace shares: the portfolio's name, and the piece's id in it."""

    portfolio: str
    evidence: str


@view
class Evidence(RecordView):
    """One piece of work or experience.

    One that is `shared` stands in the portfolio of a learner who had a part in it: its words and files are the other's, and
    are read from there. `shared_with` names the portfolios that may take a piece of this one so.
    """

    title: str
    kind: str = "other"
    body: Lines = ()
    made_on: Day | None = None
    place: str = ""
    life_area: str = ""
    minutes: int | None = None
    people: Ids = ()
    goals: Ids = ()
    tags: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[Link, ...] = ()
    interest: int | None = None
    stretch: int | None = None
    private: bool = False
    contributors: tuple[Contributor, ...] = ()
    host: str = ""
    shared: Shared | None = None
    shared_with: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The body as one Markdown text."""
        return "\n".join(self.body)

    @property
    def day(self) -> date:
        """The day it counts for: when it was made, else when it was noted."""
        return self.made_on or date.fromisoformat(self.created[:10])


@view
class Claim(RecordView):
    """This piece of evidence shows that guideline, at this level, because of this. No level: not said yet."""

    evidence: str
    guideline: str
    level: str | None = None
    why: Lines = ()
    evidence_digest: str = ""

    @property
    def reason(self) -> str:
        """The reason as one text."""
        return "\n".join(self.why)


@view
class Target(View):
    """A guideline and the level a goal leads to."""

    guideline: str
    level: str | None = None


@view
class AgreedBy(View):
    """Who agreed to something, and when."""

    by: str
    on: Day | None = None


@view
class Goal(RecordView):
    """Where the learner is going.

    `proposed_by` is a person's id or a name, empty for the learner; `baseline` holds the levels it starts from; `deepens` is
    the id of the piece of evidence that a goal grew from which goes deeper.
    """

    title: str
    why: Lines = ()
    guidelines: tuple[Target, ...] = ()
    target_on: Day | None = None
    agreed: tuple[AgreedBy, ...] = ()
    status: str = "active"
    proposed_by: str = ""
    baseline: tuple[Target, ...] = ()
    deepens: str = ""

    @property
    def is_alive(self) -> bool:
        """Whether it is still being worked on or thought of."""
        return self.status not in {"achieved", "rested"}

    @property
    def reason(self) -> str:
        """Why it matters, as one text."""
        return "\n".join(self.why)


@view
class Step(RecordView):
    """A part of a goal's pathway: done on a day, skipped, or open. `pathway` is the id of another way it belongs to."""

    goal: str
    title: str
    position: str = ""
    pathway: str = ""
    done_on: Day | None = None
    skipped: bool | str | tuple[str, ...] = False
    evidence: Ids = ()
    note: Lines = ()

    @property
    def why_skipped(self) -> str:
        """Why the learner left it out, where that is said."""
        if isinstance(self.skipped, bool):
            return ""
        return self.skipped if isinstance(self.skipped, str) else "\n".join(self.skipped)

    @property
    def is_skipped(self) -> bool:
        """Whether the learner left it out."""
        return bool(self.skipped)

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return self.done_on is None and not self.is_skipped


@view
class Pace(RecordView):
    """The learner's rhythm from a day on: so many pieces per period, on these days (none named: any day)."""

    since: Day
    pieces: Annotated[int, Within(1, 1000)]
    per: Annotated[str, Matching("(week|fortnight|month)")] = "week"
    days: tuple[str, ...] = ()
    why: Lines = ()


def _as_a_break_is_written(name: str) -> str:
    return {"since": "from", "until": "to"}.get(name, name)


@view
class Break(RecordView):
    """A rest: from one day to another, both included."""

    __pydantic_config__: ClassVar[dict[str, Callable[[str], str]]] = {"alias_generator": _as_a_break_is_written}

    since: Day
    until: Day
    why: Lines = ()

    def holds(self, day: date) -> bool:
        """Whether a day falls into the rest."""
        return self.since <= day <= self.until


@view
class About(View):
    """The record that something is about; a guideline stands in the table `guidelines`, by its qualified id."""

    table: str
    id: str
