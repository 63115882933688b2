"""Typed, read-only views of what a learner says of themself: journal, facets, asks for support, the ways they choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from leaptui.model.records import About, Day, Ids, Lines, RecordView, Target
from leaptui.model.view import view


@view
class Reflection(RecordView):
    """An entry of the journal, of a day, about other records. `prompt` is the question it answers, as it was asked.

    One that answers “what changed?” keeps what was before: `moved` names the guideline and the level it had, `was` holds in
    lines what an agreed goal said. One of a look back says on which day the time begins that it looks back on: `since`.
    """

    on_date: Day
    prompt: str = ""
    text: Lines = ()
    about: tuple[About, ...] = ()
    moved: Target | None = None
    was: Lines = ()
    since: Day | None = None
    private: bool = False

    @property
    def words(self) -> str:
        """What was written, as one text."""
        return "\n".join(self.text)


@view
class Facet(RecordView):
    """Something about the learner: a need, a strength or an interest in one of the facets F1.a to F1.f."""

    facet: str
    sort: str
    text: Lines = ()
    noted_on: Day | None = None
    evidence: Ids = ()
    private: bool = False

    @property
    def words(self) -> str:
        """What it says, as one text."""
        return "\n".join(self.text)


@view
class AboutMe(RecordView):
    """The page that opens reviews and exports: what the learner chose to stand on it (`about_me.page`)."""

    text: Lines = ()
    facets: Ids = ()
    goals: Ids = ()
    evidence: Ids = ()
    recognitions: Ids = ()


def _as_an_ask_is_written(name: str) -> str:
    return {"source": "from"}.get(name, name)


@view
class Ask(RecordView):
    """A request for support: to whom, about what, and what came of it. `source` is the field `from` of the file."""

    __pydantic_config__: ClassVar[dict[str, Callable[[str], str]]] = {"alias_generator": _as_an_ask_is_written}

    need: Lines = ()
    source: str = "other"
    person: str = ""
    status: str = "open"
    about: tuple[About, ...] = ()
    aspect: str = ""
    outcome: Lines = ()
    private: bool = False

    @property
    def words(self) -> str:
        """What is asked for, as one text."""
        return "\n".join(self.need)

    @property
    def is_open(self) -> bool:
        """Whether nothing came of it yet."""
        return self.status == "open"


@view
class Advance(RecordView):
    """At demonstrated: whether the learner goes on (`advance`) or `deeper`, why, from which piece, toward which goal."""

    guideline: str
    way: str
    why: Lines = ()
    evidence: str = ""
    goal: str = ""
    on_date: Day | None = None


@view
class Start(RecordView):
    """The level a learner begins at in a guideline, and the earlier pieces that show it; a mentor confirms it by agreeing."""

    guideline: str
    level: str | None = None
    evidence: Ids = ()
    why: Lines = ()
    on_date: Day | None = None


@view
class Pathway(RecordView):
    """Another way to a goal: `open` beside the first one, `taken` in its place, or `left`, and then `because` of what."""

    goal: str
    title: str
    why: Lines = ()
    status: str = "open"
    because: Lines = ()


@view
class Opportunity(RecordView):
    """What a connection led to: through whom, how it stands, what came of it."""

    title: str
    person: str = ""
    status: str = "open"
    on_date: Day | None = None
    outcome: Lines = ()
    evidence: Ids = ()
    private: bool = False
