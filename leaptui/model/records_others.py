"""Typed, read-only views of people and of what they say: each statement is a record of its own, which nobody else edits.

`by` is a person's id or a name, `role` what that person was to the learner then. `signature` is an SSH signature of the
record's canonical bytes (`leaptui.model.signed`), base64 on one line; empty where it was not signed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from leaptui.model.records import About, AgreedBy, Day, Ids, Lines, RecordView, Target
from leaptui.model.view import view


@view
class Person(RecordView):
    """Somebody who helps the learner learn. `notes` are the learner's own and are never shown to others."""

    name: str
    role: str = "other"
    how: Lines = ()
    contact: str = ""
    notes: Lines = ()
    portfolio: str = ""
    private: bool = False


@view
class Assessment(RecordView):
    """What another person says of a claim; `blind` where it was given before other ratings were seen."""

    claim: str
    by: str
    role: str = ""
    level: str | None = None
    note: Lines = ()
    evidence_digest: str = ""
    decision: str | None = None
    review: str = ""
    blind: bool = False
    signature: str = ""


@view
class Feedback(RecordView):
    """A comment on a piece of evidence, a goal or a claim."""

    on: About
    by: str
    role: str = ""
    aspect: str = "process"
    text: Lines = ()
    answered: Lines | bool | None = None
    evidence_digest: str = ""
    review: str = ""
    signature: str = ""

    @property
    def answer(self) -> str:
        """What the learner answered, as one text; empty where they only said that they had."""
        return "\n".join(self.answered) if isinstance(self.answered, tuple) else ""


@view
class Agreement(RecordView):
    """Somebody's agreement to a goal, a start or a review as it stood: `digest` is that of what was agreed to."""

    about: About
    by: str
    role: str = ""
    on_date: Day | None = None
    digest: str = ""
    note: Lines = ()
    review: str = ""
    signature: str = ""


@view
class Suggestion(RecordView):
    """A step that somebody suggests; the learner's answer is `accepted` or `declined`, with a reason.

    `goal` is empty where the learner has yet to say which goal it leads to; `about` is what it was suggested at.
    """

    title: str
    goal: str = ""
    about: About | None = None
    note: Lines = ()
    by: str = ""
    role: str = ""
    review: str = ""
    answer: str = ""
    why: Lines = ()
    step: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the learner has not answered it yet."""
        return not self.answer


@view
class Confirmation(RecordView):
    """What the host of an experience confirms of a piece: by a line of theirs, by a code, or signed."""

    evidence: str
    by: str
    role: str = ""
    text: Lines = ()
    code: str = ""
    on_date: Day | None = None
    evidence_digest: str = ""
    signature: str = ""


def _as_a_review_is_written(name: str) -> str:
    return {"with_": "with"}.get(name, name)


@view
class Review(RecordView):
    """A review session: `prepared` by the learner, `open` while it is held, `closed`. `with_` is the field `with`."""

    __pydantic_config__: ClassVar[dict[str, Callable[[str], str]]] = {"alias_generator": _as_a_review_is_written}

    title: str = ""
    status: str = "closed"
    held_on: Day | None = None
    with_: Ids = ()
    evidence: Ids = ()
    questions: Lines = ()
    notes: Lines = ()
    goals: Ids = ()
    steps: Ids = ()
    agreed: tuple[AgreedBy, ...] = ()


@view
class Recognition(RecordView):
    """For mastery that was demonstrated: who recognises what, by which criteria, on which evidence. Never for time."""

    title: str
    guidelines: tuple[Target, ...] = ()
    evidence: Ids = ()
    criteria: Lines = ()
    by: str = ""
    role: str = ""
    awarded_on: Day | None = None
    evidence_digests: tuple[str, ...] = ()
    signature: str = ""
