"""One piece in several learners' portfolios of a workspace, by reference: no words and no files are copied. Pure."""

from __future__ import annotations

from leaptui.language import _
from leaptui.model.canonical import Json, Record
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence

THEIRS = (
    "title",
    "kind",
    "body",
    "made_on",
    "place",
    "life_area",
    "host",
    "minutes",
    "attachments",
    "links",
    "people",
    "contributors",
)
"""The fields of a shared piece that are the other learner's, and read from there; tags, goals and the like are one's own."""


def may_take(piece: Evidence, name: str) -> bool:
    """Whether the portfolio of that name may take a piece of another one: it is shared with it, and not private."""
    return name in piece.shared_with and not piece.private and piece.shared is None and piece.deleted is None


def offered_to(theirs: Portfolio, name: str) -> list[Evidence]:
    """The pieces of a portfolio that the portfolio of that name may take, newest first."""
    return [piece for piece in theirs.newest if may_take(piece, name)]


def whose_it_is(owner: str) -> str:
    """The sentence for who wants to change the words of a shared piece."""
    return _(
        "This piece is shared by {name}: only they change its words. You can tag it and tie it to your goals."
    ).format(name=owner)


def as_shown(mine: Record, theirs: Portfolio, evidence_id: str, owner: str) -> Record:
    """The record of a shared piece as it is shown: the other's words and files, with what is one's own of it.

    `owner` is what the other's portfolio is called now.
    Ids of the other's people become their names; who is private there is left out.
    """
    raw = theirs.raw("evidence", evidence_id) or {}
    shown: Record = {name: value for name, value in mine.items() if name not in THEIRS}
    shown |= {name: raw[name] for name in THEIRS if name in raw}
    shown["shared"] = {"portfolio": owner, "evidence": evidence_id}
    people = raw.get("people")
    if isinstance(people, list):
        shown["people"] = [_name(theirs, str(one)) for one in people if not _is_private(theirs, str(one))]
    parts = raw.get("contributors")
    if isinstance(parts, list):
        shown["contributors"] = [_named(theirs, one) for one in parts if not _is_private(theirs, _person(one))]
    return shown


def _person(part: Json) -> str:
    return str(part.get("person", "")) if isinstance(part, dict) else ""


def _named(theirs: Portfolio, part: Json) -> Json:
    return {**part, "person": _name(theirs, _person(part))} if isinstance(part, dict) else part


def _name(theirs: Portfolio, person: str) -> str:
    return theirs.name_of(person)


def _is_private(theirs: Portfolio, person: str) -> bool:
    found = theirs.people.get(person)
    return found is not None and found.private
