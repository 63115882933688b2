"""What waits for a mentor in a portfolio: asks, reviews, agreements, and what is new since they looked.

A gist says it for whoever looks, so that it can be kept with the file it was made of; `waiting_for` says it for one mentor.
Nothing private stands in a gist: no private piece, line, ask or note, and nothing that names one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from leaptui.model.digests import as_agreed
from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import About, Evidence, Goal, RecordView
from leaptui.model.records_others import Agreement, Feedback, Review, Suggestion
from leaptui.model.records_own import Ask, Start
from leaptui.model.text import clean_line
from leaptui.model.voices import Voice, by_name, is_learner

V = TypeVar("V", bound=RecordView)

ASK, REVIEW, AGREE, NEWS = "ask", "review", "agree", "news"
"""The sorts of what waits, the most pressing first."""
SORTS = (ASK, REVIEW, AGREE, NEWS)

_MOST_NEWS = 30
"""How many of the latest things a gist keeps: whoever has more to see than that opens the portfolio."""
MOST_AT_FIRST = 6
"""How much of what is new is listed where all of it is."""
_MOST_LETTERS = 200


class Item(NamedTuple):
    """One thing that waits: of which sort, which record it is, what it says, since when.

    `to` is the name of whom it is for, empty where it is for whoever comes; `source` whom an ask goes to; `about` is what it
    is about, in words, and `aspect` the kind of feedback that is asked for, or the level of a start.
    """

    sort: str
    table: str
    id: str
    says: str
    at: str
    to: str = ""
    source: str = ""
    about: str = ""
    aspect: str = ""

    @property
    def token(self) -> str:
        """What tells one state of it from another."""
        return f"{self.id[:8]} {self.at}"

    @property
    def day(self) -> date | None:
        """The day since when; None where a cache holds nonsense."""
        try:
            return date.fromisoformat(self.at[:10])
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Gist:
    """What a portfolio holds for a mentor: whose it is, its title, what waits. `trouble` where the file cannot be read."""

    learner: str = ""
    title: str = ""
    items: tuple[Item, ...] = ()
    trouble: str = ""


@dataclass(frozen=True)
class Waiting:
    """What waits for one mentor in one portfolio, each sort the oldest first, what is new the newest first.

    `has_looked` says whether they ever looked at it; until then all of it is new to them. What is in it is known once it
    `is_read`.
    """

    name: str
    learner: str
    title: str
    asks: tuple[Item, ...] = ()
    reviews: tuple[Item, ...] = ()
    agreements: tuple[Item, ...] = ()
    news: tuple[Item, ...] = ()
    has_looked: bool = False
    trouble: str = ""
    is_read: bool = True

    def of(self, sort: str) -> tuple[Item, ...]:
        """What waits of a sort."""
        return {ASK: self.asks, REVIEW: self.reviews, AGREE: self.agreements}.get(sort, self.news)

    @property
    def shown_news(self) -> tuple[Item, ...]:
        """What is new, as it is listed: of a portfolio that was never looked at the latest alone."""
        return self.news if self.has_looked else self.news[:MOST_AT_FIRST]

    @property
    def sort(self) -> str:
        """The most pressing sort of what waits; empty where nothing does."""
        return next((sort for sort in SORTS if self.of(sort)), "")


def gist_of(portfolio: Portfolio) -> Gist:
    """Look through a portfolio for what waits for mentors."""
    maker = _Maker(portfolio)
    news = sorted(maker.news(), key=lambda item: (item.at, item.id), reverse=True)[:_MOST_NEWS]
    items = (*maker.asks(), *maker.reviews(), *maker.goals(), *maker.starts(), *news)
    meta = portfolio.meta
    return Gist(clean_line(meta.learner.name), clean_line(meta.title), items)


class _Maker:
    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self.agreements: dict[tuple[str, str], list[Agreement]] = {}
        for one in portfolio.live(Agreement).values():
            if not is_learner(portfolio, one.by):
                self.agreements.setdefault((one.about.table, one.about.id), []).append(one)

    def asks(self) -> Iterator[Item]:
        for ask in self._oldest(self.portfolio.live(Ask).values()):
            if ask.is_open and not ask.private:
                about = ", ".join(filter(None, map(self._called, ask.about)))
                to = clean_line(self._name(ask.person))
                yield Item(
                    ASK, "asks", ask.id, _line(ask.words), ask.created, to, ask.source, about, clean_line(ask.aspect)
                )

    def reviews(self) -> Iterator[Item]:
        for review in self._oldest(self.portfolio.live(Review).values()):
            if review.status in {"prepared", "open"}:
                to = ", ".join(by_name(filter(None, (clean_line(self._name(person)) for person in review.with_))))
                says = _line(review.title) or _line(" ".join(review.questions))
                yield Item(REVIEW, "reviews", review.id, says, review.created, to, review.status)

    def goals(self) -> Iterator[Item]:
        for goal in self._oldest(self.portfolio.goals.values()):
            if not goal.is_alive or not is_learner(self.portfolio, goal.proposed_by):
                continue
            named = any(not is_learner(self.portfolio, one.by) for one in goal.agreed)
            said = self.agreements.get(("goals", goal.id), [])
            if said and not self._is_as_agreed("goals", goal.id, said):
                yield Item(AGREE, "goals", goal.id, _line(goal.title), goal.modified, aspect="again")
            elif not said and not named:
                yield Item(AGREE, "goals", goal.id, _line(goal.title), goal.created)

    def starts(self) -> Iterator[Item]:
        for start in self._oldest(self.portfolio.live(Start).values()):
            said = self.agreements.get(("starts", start.id), [])
            if not said or not self._is_as_agreed("starts", start.id, said):
                code = clean_line(start.guideline).rpartition(":")[2]
                yield Item(AGREE, "starts", start.id, code, start.created, aspect=clean_line(start.level or ""))

    def news(self) -> Iterator[Item]:
        portfolio = self.portfolio
        for piece in portfolio.evidence.values():
            if not piece.private:
                source = "changed" if piece.modified > piece.created else "new"
                yield Item(NEWS, "evidence", piece.id, _line(piece.title), piece.modified, source=source)
        for goal in portfolio.goals.values():
            if goal.status == "achieved":
                yield Item(NEWS, "goals", goal.id, _line(goal.title), goal.modified, source="achieved")
        for item in portfolio.live(Feedback).values():
            if item.answer and (about := self._called(item.on)):
                to = clean_line(self._name(item.by))
                yield Item(NEWS, "feedback", item.id, _line(item.answer), item.modified, to, "answered", about)
        for suggestion in portfolio.live(Suggestion).values():
            if not suggestion.is_open:
                to = clean_line(self._name(suggestion.by))
                says = _line(suggestion.title)
                yield Item(NEWS, "suggestions", suggestion.id, says, suggestion.modified, to, suggestion.answer)

    def _is_as_agreed(self, table: str, record_id: str, said: Iterable[Agreement]) -> bool:
        raw = self.portfolio.raw(table, record_id) or {}
        return any(as_agreed(table, raw, one.digest) for one in said)

    def _called(self, about: About) -> str:
        """What a record is called; nothing where it is gone, or private."""
        portfolio, code = self.portfolio, ""
        if about.table == "guidelines":
            return clean_line(about.id).rpartition(":")[2]
        where = about.id
        if about.table == "claims" and where in portfolio.claims:
            claim = portfolio.claims[where]
            code, where = f"{clean_line(claim.guideline).rpartition(':')[2]} · ", claim.evidence
        found: Evidence | Goal | None = portfolio.evidence.get(where) or portfolio.goals.get(where)
        if found is None or (isinstance(found, Evidence) and found.private):
            return ""
        return f"{code}{_line(found.title)}"

    def _name(self, person: str) -> str:
        """The name behind a person's id; nothing of somebody whom the learner keeps private."""
        found = self.portfolio.people.get(person)
        return "" if found is not None and found.private else self.portfolio.name_of(person)

    @staticmethod
    def _oldest(records: Iterable[V]) -> list[V]:
        return sorted(records, key=lambda one: (one.created, one.id))


def waiting_for(name: str, gist: Gist, voice: Voice | None, seen: Container[str] | None) -> Waiting:
    """What of a portfolio waits for a mentor: without a voice, for anybody.

    `seen` are the tokens of what they saw when they last looked; None where they never did.
    """
    mine = [item for item in gist.items if _is_for(item, voice)]

    def sort(wanted: str) -> tuple[Item, ...]:
        return tuple(item for item in mine if item.sort == wanted)

    news = tuple(item for item in sort(NEWS) if seen is None or item.token not in seen)
    return Waiting(
        name,
        gist.learner or name,
        gist.title,
        sort(ASK),
        sort(REVIEW),
        sort(AGREE),
        news,
        has_looked=seen is not None,
        trouble=gist.trouble,
    )


def tokens(gist: Gist) -> list[str]:
    """What somebody has seen who looks at the portfolio now."""
    return [item.token for item in gist.items if item.sort == NEWS]


def in_order(found: Iterable[Waiting]) -> list[Waiting]:
    """The portfolios as a mentor goes through them: who asked, the one that asked first; reviews; agreements; what is new."""
    return sorted(found, key=_place)


def _place(waiting: Waiting) -> tuple[int, str, str, str]:
    sort = waiting.sort
    first = waiting.of(sort)[0].at if sort and sort != NEWS else ""
    return (
        SORTS.index(sort) if sort else len(SORTS) + (not waiting.is_read),
        first,
        fold(waiting.learner),
        waiting.name,
    )


def _is_for(item: Item, voice: Voice | None) -> bool:
    if voice is None:
        return item.source != "technology"
    if item.to:
        wanted = fold(clean_line(voice.name))
        return wanted in {fold(name) for name in (item.to, *item.to.split(", "))}
    if item.sort != ASK:
        return True
    return item.source in ({"peer", "other"} if voice.role == "peer" else {"teacher", "other"})


def _line(text: str) -> str:
    return clean_line(text)[:_MOST_LETTERS]
