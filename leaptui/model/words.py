"""The product's fixed words: the values that certain fields of a portfolio may take, in the order they are offered, and how they
are said on screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from leaptui.language import pgettext

Kind = Literal[
    "text", "image", "video", "audio", "link", "code", "product", "performance", "test", "testimony", "badge", "other"
]
"""What sort of thing a piece of evidence is."""

Place = Literal["school", "home", "makerspace", "community", "work", "online", "other"]
"""Where a piece of evidence came about."""

LifeArea = Literal["academic", "civic", "workplace"]
"""The area of life an experience belongs to (guideline C4)."""

GoalStatus = Literal["idea", "agreed", "active", "achieved", "rested"]
"""Where a goal stands; `achieved` and `rested` goals are not alive."""

PeriodWord = Literal["week", "fortnight", "month"]
"""What a pace is counted per."""

DayWord = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""Days of the week as a pace names them, Monday first."""

Role = Literal["teacher", "mentor", "peer", "family", "employer", "community", "other"]
"""What somebody is to the learner."""

Aspect = Literal["effort", "process", "mastery"]
"""What feedback is on (guideline D2)."""

Decision = Literal["advance", "deeper", "more"]
"""What a reviewer decides of a claim: on, deeper, or more evidence first."""

Way = Literal["advance", "deeper"]
"""What a learner chooses once a guideline is demonstrated (guideline D3)."""

ReviewStatus = Literal["prepared", "open", "closed"]
"""Where a review session stands."""

Answer = Literal["accepted", "declined"]
"""What the learner answers to a suggested step."""

FacetSort = Literal["need", "strength", "interest"]
"""What a line about the learner is (guideline F1)."""

Source = Literal["teacher", "peer", "technology", "other"]
"""Whom or what an ask goes to (guideline L5)."""

AskStatus = Literal["open", "answered", "let go"]
"""Where an ask stands."""

OpportunityStatus = Literal["open", "taken", "let go"]
"""Where an opportunity stands."""

KINDS: tuple[str, ...] = get_args(Kind)
PLACES: tuple[str, ...] = get_args(Place)
LIFE_AREAS: tuple[str, ...] = get_args(LifeArea)
GOAL_STATUSES: tuple[str, ...] = get_args(GoalStatus)
PERIODS: tuple[str, ...] = get_args(PeriodWord)
DAYS: tuple[str, ...] = get_args(DayWord)
ROLES: tuple[str, ...] = get_args(Role)
ASPECTS: tuple[str, ...] = get_args(Aspect)
DECISIONS: tuple[str, ...] = get_args(Decision)
WAYS: tuple[str, ...] = get_args(Way)
SORTS: tuple[str, ...] = get_args(FacetSort)
SOURCES: tuple[str, ...] = get_args(Source)
ASK_STATUSES: tuple[str, ...] = get_args(AskStatus)
OPPORTUNITY_STATUSES: tuple[str, ...] = get_args(OpportunityStatus)


def _marked(context: str, message: str) -> tuple[str, str]:
    """Mark a word that is said later, where it stands: `word` says it. The catalogue finds it by this name."""
    return context, message


_SAID: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "kind": {
        "text": _marked("kind of piece", "text"),
        "image": _marked("kind of piece", "image"),
        "video": _marked("kind of piece", "video"),
        "audio": _marked("kind of piece", "audio"),
        "link": _marked("kind of piece", "link"),
        "code": _marked("kind of piece", "code"),
        "product": _marked("kind of piece", "product"),
        "performance": _marked("kind of piece", "performance"),
        "test": _marked("kind of piece", "test"),
        "testimony": _marked("kind of piece", "testimony"),
        "badge": _marked("kind of piece", "badge"),
        "other": _marked("kind of piece", "other"),
    },
    "place": {
        "school": _marked("place", "school"),
        "home": _marked("place", "home"),
        "makerspace": _marked("place", "makerspace"),
        "community": _marked("place", "community"),
        "work": _marked("place", "work"),
        "online": _marked("place", "online"),
        "other": _marked("place", "other"),
    },
    "life_area": {
        "academic": _marked("area of life", "academic"),
        "civic": _marked("area of life", "civic"),
        "workplace": _marked("area of life", "workplace"),
    },
    "status": {
        "idea": _marked("where a goal is", "an idea"),
        "agreed": _marked("where a goal is", "agreed"),
        "active": _marked("where a goal is", "under way"),
        "achieved": _marked("where a goal is", "reached"),
        "rested": _marked("where a goal is", "resting"),
    },
    "per": {
        "week": _marked("period", "week"),
        "fortnight": _marked("period", "fortnight"),
        "month": _marked("period", "month"),
    },
    "day": {
        "mon": _marked("day of a pace", "mon"),
        "tue": _marked("day of a pace", "tue"),
        "wed": _marked("day of a pace", "wed"),
        "thu": _marked("day of a pace", "thu"),
        "fri": _marked("day of a pace", "fri"),
        "sat": _marked("day of a pace", "sat"),
        "sun": _marked("day of a pace", "sun"),
    },
    "level": {
        "starting": _marked("level", "starting"),
        "growing": _marked("level", "growing"),
        "demonstrated": _marked("level", "demonstrated"),
        "deepening": _marked("level", "deepening"),
        "I have begun, with help or for the first time.": _marked(
            "level", "I have begun, with help or for the first time."
        ),
        "I can do it in part or in some places.": _marked("level", "I can do it in part or in some places."),
        "I can do it and have shown it.": _marked("level", "I can do it and have shown it."),
        "I go beyond it, in new places or with others.": _marked(
            "level", "I go beyond it, in new places or with others."
        ),
    },
    "role": {
        "teacher": _marked("person's role", "teacher"),
        "mentor": _marked("person's role", "mentor"),
        "peer": _marked("person's role", "peer"),
        "family": _marked("person's role", "family"),
        "employer": _marked("person's role", "employer"),
        "community": _marked("person's role", "community"),
        "other": _marked("person's role", "other"),
    },
    "aspect": {
        "effort": _marked("what feedback is on", "effort"),
        "process": _marked("what feedback is on", "process"),
        "mastery": _marked("what feedback is on", "mastery"),
    },
    "decision": {
        "advance": _marked("decision of a review", "advance"),
        "deeper": _marked("decision of a review", "deeper"),
        "more": _marked("decision of a review", "more"),
    },
    "way": {
        "advance": _marked("way after demonstrated", "advance"),
        "deeper": _marked("way after demonstrated", "go deeper"),
    },
    "review": {
        "prepared": _marked("where a review stands", "prepared"),
        "open": _marked("where a review stands", "being held"),
        "closed": _marked("where a review stands", "held"),
    },
    "answer": {
        "accepted": _marked("answer to a suggestion", "accepted"),
        "declined": _marked("answer to a suggestion", "declined"),
    },
    "sort": {
        "need": _marked("line about me", "need"),
        "strength": _marked("line about me", "strength"),
        "interest": _marked("line about me", "interest"),
    },
    "source": {
        "teacher": _marked("whom an ask goes to", "teacher"),
        "peer": _marked("whom an ask goes to", "peer"),
        "technology": _marked("whom an ask goes to", "technology"),
        "other": _marked("whom an ask goes to", "other"),
    },
    "ask": {
        "open": _marked("where an ask stands", "open"),
        "answered": _marked("where an ask stands", "answered"),
        "let go": _marked("where an ask stands", "let go"),
    },
    "opportunity": {
        "open": _marked("where an opportunity stands", "open"),
        "taken": _marked("where an opportunity stands", "taken up"),
        "let go": _marked("where an opportunity stands", "let go"),
    },
    "field": {
        "title": _marked("field", "title"),
        "kind": _marked("field", "kind"),
        "body": _marked("field", "text"),
        "made_on": _marked("field", "day"),
        "place": _marked("field", "place"),
        "life_area": _marked("field", "area of life"),
        "minutes": _marked("field", "minutes"),
        "people": _marked("field", "people"),
        "goals": _marked("field", "goals"),
        "tags": _marked("field", "words"),
        "attachments": _marked("field", "attachments"),
        "links": _marked("field", "links"),
        "interest": _marked("field", "interest"),
        "stretch": _marked("field", "stretch"),
        "private": _marked("field", "privacy"),
        "why": _marked("field", "reason"),
        "because": _marked("field", "reason"),
        "level": _marked("field", "level"),
        "guideline": _marked("field", "guideline"),
        "guidelines": _marked("field", "guidelines"),
        "target_on": _marked("field", "day hoped for"),
        "agreed": _marked("field", "agreement"),
        "status": _marked("field", "status"),
        "goal": _marked("field", "goal"),
        "position": _marked("field", "place in the order"),
        "done_on": _marked("field", "day done"),
        "skipped": _marked("field", "skipping"),
        "evidence": _marked("field", "evidence"),
        "since": _marked("field", "first day"),
        "from": _marked("field", "first day"),
        "to": _marked("field", "last day"),
        "pieces": _marked("field", "number of pieces"),
        "per": _marked("field", "period"),
        "days": _marked("field", "days"),
        "learner": _marked("field", "learner"),
        "framework": _marked("field", "framework"),
        "text": _marked("field", "text"),
        "note": _marked("field", "note"),
        "notes": _marked("field", "notes"),
        "name": _marked("field", "name"),
        "role": _marked("field", "role"),
        "how": _marked("field", "way of helping"),
        "contact": _marked("field", "contact"),
        "portfolio": _marked("field", "portfolio"),
        "contributors": _marked("field", "contributors"),
        "host": _marked("field", "host"),
        "shared": _marked("field", "sharing"),
        "shared_with": _marked("field", "sharing"),
        "proposed_by": _marked("field", "proposer"),
        "baseline": _marked("field", "starting levels"),
        "deepens": _marked("field", "piece it grew from"),
        "pathway": _marked("field", "pathway"),
        "on_date": _marked("field", "day"),
        "held_on": _marked("field", "day"),
        "noted_on": _marked("field", "day"),
        "awarded_on": _marked("field", "day"),
        "prompt": _marked("field", "question"),
        "about": _marked("field", "what it is about"),
        "moved": _marked("field", "level before"),
        "was": _marked("field", "wording before"),
        "facet": _marked("field", "facet"),
        "sort": _marked("field", "sort"),
        "need": _marked("field", "need"),
        "person": _marked("field", "person"),
        "aspect": _marked("field", "kind of feedback"),
        "outcome": _marked("field", "outcome"),
        "way": _marked("field", "way"),
        "answer": _marked("field", "answer"),
        "answered": _marked("field", "answer"),
        "code": _marked("field", "code"),
        "decision": _marked("field", "decision"),
        "signature": _marked("field", "signature"),
        "with": _marked("field", "people"),
        "questions": _marked("field", "questions"),
        "criteria": _marked("field", "criteria"),
        "facets": _marked("field", "lines about me"),
        "steps": _marked("field", "steps"),
        "recognitions": _marked("field", "recognitions"),
        "_deleted": _marked("field", "deletion"),
    },
}


_STATUS_OF = {"reviews": "review", "asks": "ask", "opportunities": "opportunity"}


def words_of(table: str, field: str) -> str:
    """The name `word` knows the values of a field under: the status of a review has other words than that of a goal."""
    return _STATUS_OF.get(table, field) if field == "status" else field


def word(value: str, of: str | None = None) -> str:
    """Say a value of the file in the language that is spoken: `mon`, `starting`, `makerspace`.

    `of` is the field it is a value of (`kind`, `place`, `life_area`, `status`, `per`, `day`, `level`, `role`, `aspect`,
    `decision`, `way`, `answer`, `sort`, `source`; `review`, `ask` and `opportunity` for the status of those), or `field` for
    a field's own name: needed where two fields share a value, as `other` of a kind and of a place. A value that is none of
    the product's, such as another framework's level, is said as it is written.
    """
    tables = [words for field, words in _SAID.items() if field != "field"] if of is None else [_SAID[of]]
    for words in tables:
        if value in words:
            return pgettext(*words[value])
    return value
