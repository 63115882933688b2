"""Who helps a learner learn: what they did together and when last, looked up in what the portfolio holds anyway. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Agreement, Assessment, Confirmation, Person, Recognition, Review, Suggestion
from leaptui.model.records_own import Ask, Opportunity
from leaptui.model.text import clean_line
from leaptui.model.words import ROLES, word

ORDER = ("opportunities", "reviews", "recognitions", "evidence")
"""Tables of what is told of a person first, where several things fall on one day."""


@dataclass(frozen=True)
class Together:
    """One thing a learner and a person did together: the record, its day, and the part the person had in it.

    `about` is the table and id that it leads to: the piece of a comment, else the record itself.
    """

    table: str
    id: str
    day: date
    part: str = ""
    about: tuple[str, str] = ("", "")

    @property
    def leads_to(self) -> tuple[str, str]:
        """The table and id of the record that it leads to."""
        return self.about if self.about[0] else (self.table, self.id)


def read_person(line: str) -> tuple[str, str]:
    """Read `Ms Lind, mentor`: a name, and a role where the part after the last comma is one, in English or as it is spoken."""
    name, comma, said = clean_line(line).rpartition(",")
    role = read_role(said) if comma else ""
    return (clean_line(name), role) if role and clean_line(name) else (clean_line(line), "")


def read_role(said: str) -> str:
    """The role that a word stands for, in English or in the language that is spoken; empty where it is none."""
    wanted = fold(clean_line(said))
    return next((role for role in ROLES if wanted in {fold(role), fold(word(role, "role"))}), "")


def in_order(portfolio: Portfolio) -> list[Person]:
    """The people, by role in the order of the words, then by name."""
    roles = {role: place for place, role in enumerate(ROLES)}
    people = portfolio.people.values()
    return sorted(people, key=lambda one: (roles.get(one.role, len(roles)), fold(clean_line(one.name)), one.id))


class Known:
    """What a portfolio tells of its people, looked up once for all of them."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        names: dict[str, list[str]] = defaultdict(list)
        for person in portfolio.people.values():
            names[fold(clean_line(person.name))].append(person.id)
        self._ids = {name: ids[0] for name, ids in names.items() if len(ids) == 1}
        found: dict[str, dict[tuple[str, str], Together]] = defaultdict(dict)
        for known, one in self._every():
            found[known].setdefault((one.table, one.id), one)
        place = {table: at for at, table in enumerate(ORDER)}
        self._found = {
            known: sorted(
                ones.values(), key=lambda one: (-one.day.toordinal(), place.get(one.table, len(ORDER)), one.id)
            )
            for known, ones in found.items()
        }

    def person(self, by: str) -> str | None:
        """The id of the person that an id or a name means; None where it is nobody's here, or not clear whose."""
        return by if by in self._portfolio.people else self._ids.get(fold(clean_line(by))) if by else None

    def together(self, person_id: str) -> list[Together]:
        """What the learner and a person did together, the newest first; asks and opportunities are looked up apart."""
        return self._found.get(person_id, [])

    def last(self, person_id: str) -> date | None:
        """The day of what they did together last; None where nothing is known of it."""
        return next((one.day for one in self.together(person_id)), None)

    def asks(self, person_id: str) -> list[Ask]:
        """What the learner asked a person for, the newest first."""
        asks = self._portfolio.live(Ask).values()
        return sorted(
            (ask for ask in asks if self.person(ask.person) == person_id),
            key=lambda ask: (ask.created, ask.id),
            reverse=True,
        )

    def opportunities(self, person_id: str) -> list[Opportunity]:
        """What came of knowing a person, the newest first."""
        every = self._portfolio.live(Opportunity).values()
        return newest(one for one in every if self.person(one.person) == person_id)

    # ---- what they did

    def _every(self) -> Iterator[tuple[str, Together]]:
        for by, one in (*self._pieces(), *self._said(), *self._reviews()):
            person = self.person(by)
            if person is not None:
                yield person, one

    def _pieces(self) -> Iterator[tuple[str, Together]]:
        for piece in self._portfolio.evidence.values():
            parts: dict[str, str] = {}
            for one in piece.contributors:
                parts.setdefault(self.person(one.person) or one.person, one.role)
            for person in dict.fromkeys([*parts, *piece.people]):
                yield person, Together("evidence", piece.id, piece.day, parts.get(person, ""))

    def _said(self) -> Iterator[tuple[str, Together]]:
        portfolio = self._portfolio
        for items in portfolio.feedback_on.values():
            for item in items:
                leads = self._piece_of(item.on.table, item.on.id)
                if leads is not None:
                    yield item.by, Together("feedback", item.id, _day(item.created), item.aspect, leads)
        for said in portfolio.live(Assessment).values():
            leads = self._piece_of("claims", said.claim)
            if leads is not None:
                yield said.by, Together("assessments", said.id, _day(said.created), said.level or "", leads)
        for confirmed in portfolio.live(Confirmation).values():
            leads = self._piece_of("evidence", confirmed.evidence)
            if leads is not None:
                day = confirmed.on_date or _day(confirmed.created)
                yield confirmed.by, Together("confirmations", confirmed.id, day, about=leads)
        for agreed in portfolio.live(Agreement).values():
            leads = self._piece_of(agreed.about.table, agreed.about.id)
            if leads is not None:
                day = agreed.on_date or _day(agreed.created)
                yield agreed.by, Together("agreements", agreed.id, day, about=leads)
        for step in portfolio.live(Suggestion).values():
            if step.goal in portfolio.goals:
                leads = ("goals", step.goal)
                yield step.by, Together("suggestions", step.id, _day(step.created), step.title, leads)

    def _reviews(self) -> Iterator[tuple[str, Together]]:
        for review in self._portfolio.live(Review).values():
            for by in review.with_:
                yield by, Together("reviews", review.id, review.held_on or _day(review.created), review.status)
        for given in self._portfolio.live(Recognition).values():
            yield given.by, Together("recognitions", given.id, given.awarded_on or _day(given.created), given.title)

    def _piece_of(self, table: str, record_id: str) -> tuple[str, str] | None:
        """What a statement about a record leads to; None where that is not there."""
        portfolio = self._portfolio
        if table == "claims" and record_id in portfolio.claims:
            return "evidence", portfolio.claims[record_id].evidence
        there: Mapping[str, Mapping[str, object]] = {
            "evidence": portfolio.evidence,
            "goals": portfolio.goals,
            "steps": portfolio.steps,
            "reviews": portfolio.live(Review),
        }
        return (table, record_id) if record_id in there.get(table, {}) else None


def newest(opportunities: Iterable[Opportunity]) -> list[Opportunity]:
    """Opportunities, the newest first."""
    return sorted(opportunities, key=lambda one: (one.on_date or _day(one.created), one.created, one.id), reverse=True)


def _day(instant: str) -> date:
    return date.fromisoformat(instant[:10])
