"""Finding evidence and guidelines as the learner types: every word must occur, in any case, with or without accents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import compress, repeat
from operator import contains
from typing import Any, NamedTuple

from leaptui.model.bits import bits, packed, set_of, sets_of
from leaptui.model.folded import fold
from leaptui.model.framework import Framework, Guideline
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Claim, Evidence
from leaptui.model.reviewed import with_new_feedback
from leaptui.model.standing import ranked, with_descendants

_FACETS = ("kind", "place", "word", "goal", "month", "interest", "stretch")
_REMEMBERED = 256
"""How many searched words an index keeps the answers of."""


def match_guidelines(framework: Framework, query: str) -> list[Guideline]:
    """Find guidelines by code or by words of their statement and its parents'; every word must occur.

    Those whose code begins with the query come first, otherwise the framework's order holds.
    """
    words = fold(query).split()
    found = [guideline for guideline in framework.guidelines.values() if all(_shows(guideline, word) for word in words)]
    if len(words) == 1:
        found.sort(key=lambda guideline: not fold(guideline.code).startswith(words[0]))
    return found


def _shows(guideline: Guideline, word: str) -> bool:
    return fold(guideline.code).startswith(word) or word in fold(guideline.full_statement)


def month_of(day: date) -> str:
    """Give a day's month as a narrowing names it: `2026-03`."""
    return day.isoformat()[:7]


@dataclass(frozen=True)
class Narrow:
    """What evidence is narrowed to: words of a search, and one value of each facet that is chosen.

    `component` is a code, `guideline` a qualified id (those under it are included), `goal` an id, `word` one of the
    learner's own tags, `month` the month a piece counts for (`2026-03`), `interest` and `stretch` a number from 1 to 5.
    `untagged` leaves pieces that no guideline is claimed for, `waiting` those with feedback that was not answered yet,
    `elsewhere` those claimed for a guideline that the framework does not have; `trash` looks in the trash in place of the
    portfolio.
    """

    text: str = ""
    component: str | None = None
    guideline: str | None = None
    kind: str | None = None
    place: str | None = None
    word: str | None = None
    goal: str | None = None
    month: str | None = None
    interest: str | None = None
    stretch: str | None = None
    untagged: bool = False
    waiting: bool = False
    elsewhere: bool = False
    trash: bool = False

    @property
    def choices(self) -> dict[str, str | None]:
        """The chosen value of each facet."""
        return {
            "component": self.component,
            "guideline": self.guideline,
            "kind": self.kind,
            "place": self.place,
            "word": self.word,
            "goal": self.goal,
            "month": self.month,
            "interest": self.interest,
            "stretch": self.stretch,
        }

    @property
    def is_open(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Narrow(trash=self.trash)

    def choosing(self, facet: str, value: str | None) -> Narrow:
        """The same with another value of a facet; None lets it go."""
        if facet not in self.choices:
            raise KeyError(facet)
        choice: dict[str, Any] = {facet: value}
        return replace(self, **choice)


@dataclass(frozen=True)
class FacetCounts:
    """How many pieces each value of each facet would leave, given the search and the other facets.

    `found` is how many there are now, `all` how many the search alone leaves. Components and guidelines stand in the
    framework's order, with 0 where there are none; the others most frequent first, the chosen value always among them.
    `untagged`, `waiting` and `elsewhere` are how many the narrowing of that name would leave.
    """

    found: int
    all: int
    untagged: int
    waiting: int
    components: dict[str, int]
    guidelines: dict[str, int]
    kinds: dict[str, int]
    places: dict[str, int]
    words: dict[str, int]
    goals: dict[str, int]
    months: dict[str, int]
    interests: dict[str, int]
    stretches: dict[str, int]
    elsewhere: int


@dataclass
class _Shelf:
    """Pieces in order, their folded texts, and sets of them as the bits of whole numbers: bit n is the n-th piece."""

    ids: list[str]
    texts: list[str]
    facets: dict[str, dict[str, int]]
    untagged: int
    waiting: int
    elsewhere: int
    answers: dict[str, int] = field(default_factory=dict)

    @property
    def everything(self) -> int:
        return (1 << len(self.ids)) - 1

    def of_words(self, words: Iterable[str]) -> int:
        """The pieces in which every word occurs."""
        left = self.everything
        for word in words:
            left &= self._of_word(word)
        return left

    def _of_word(self, word: str) -> int:
        if word in self.answers:
            return self.answers[word]
        size = len(self.texts)
        # While a word is typed, a piece without its beginning need not be looked at again.
        within = next((self.answers[word[:n]] for n in range(len(word) - 1, 0, -1) if word[:n] in self.answers), None)
        if within is None or within.bit_count() > size // 4:
            found = packed(map(contains, self.texts, repeat(word)))
        else:
            found = set_of((at for at in compress(range(size), bits(within, size)) if word in self.texts[at]), size)
        if len(self.answers) >= _REMEMBERED:
            self.answers.clear()
        self.answers[word] = found
        return found

    def chosen(self, facet: str, value: str | None) -> int:
        """The pieces with a facet's value; all where none is chosen."""
        return self.everything if value is None else self.facets[facet].get(value, 0)

    def listed(self, pieces: int) -> list[str]:
        return list(compress(self.ids, bits(pieces, len(self.ids))))


def _highest_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts of the values of a scale, the highest value first."""
    return dict(sorted(counts.items(), reverse=True))


class _Text(NamedTuple):
    """The folded text of a piece, and what it was made of."""

    piece: Evidence
    claims: list[Claim]
    folded: str


class Index:
    """The evidence of a portfolio, ready for a search at every keystroke.

    When the portfolio changed, make a new one; from the one `before` it takes over the work on texts that stayed the
    same.
    """

    def __init__(self, portfolio: Portfolio, framework: Framework, before: Index | None = None) -> None:
        self._portfolio = portfolio
        self._framework = framework
        self.texts: dict[str, _Text] = {}
        """The texts folded so far, with the views they were made of, by evidence id."""
        self._known = before.texts if before and before.says_alike(portfolio, framework) else {}
        self._goals_of: dict[str, set[str]] = {}
        for step in portfolio.steps.values():
            for evidence in step.evidence:
                self._goals_of.setdefault(evidence, set()).add(step.goal)

    @cached_property
    def _live(self) -> _Shelf:
        return self._shelf(self._portfolio.newest)

    @cached_property
    def _trash(self) -> _Shelf:
        trashed = (self._portfolio.piece(item.id) for item in self._portfolio.trash if item.table == "evidence")
        found = [piece for piece in trashed if piece is not None]
        return self._shelf(found)

    def matches(self, narrow: Narrow) -> list[str]:
        """Give the ids of the pieces that fit: newest first, from the trash the last thrown first."""
        shelf = self._trash if narrow.trash else self._live
        return shelf.listed(self._fitting(shelf, narrow))

    def counts(self, narrow: Narrow) -> FacetCounts:
        """Count what each value of each facet would leave: a facet's own choice does not narrow its own counts."""
        shelf = self._trash if narrow.trash else self._live

        def counted(facet: str, opened: Narrow, value: str | None) -> dict[str, int]:
            base = self._fitting(shelf, opened)
            counts = {name: (base & pieces).bit_count() for name, pieces in shelf.facets[facet].items()}
            if facet in {"component", "guideline"}:
                return counts
            return dict(ranked({name: count for name, count in counts.items() if count or name == value}))

        return FacetCounts(
            found=self._fitting(shelf, narrow).bit_count(),
            all=self._fitting(shelf, Narrow(text=narrow.text)).bit_count(),
            untagged=(self._fitting(shelf, replace(narrow, untagged=False)) & shelf.untagged).bit_count(),
            waiting=(self._fitting(shelf, replace(narrow, waiting=False)) & shelf.waiting).bit_count(),
            components=counted("component", replace(narrow, component=None), narrow.component),
            guidelines=counted("guideline", replace(narrow, guideline=None), narrow.guideline),
            kinds=counted("kind", replace(narrow, kind=None), narrow.kind),
            places=counted("place", replace(narrow, place=None), narrow.place),
            words=counted("word", replace(narrow, word=None), narrow.word),
            goals=counted("goal", replace(narrow, goal=None), narrow.goal),
            months=counted("month", replace(narrow, month=None), narrow.month),
            interests=_highest_first(counted("interest", replace(narrow, interest=None), narrow.interest)),
            stretches=_highest_first(counted("stretch", replace(narrow, stretch=None), narrow.stretch)),
            elsewhere=(self._fitting(shelf, replace(narrow, elsewhere=False)) & shelf.elsewhere).bit_count(),
        )

    @staticmethod
    def _fitting(shelf: _Shelf, narrow: Narrow) -> int:
        left = shelf.of_words(fold(narrow.text).split())
        for facet, value in narrow.choices.items():
            left &= shelf.chosen(facet, value)
        left &= shelf.untagged if narrow.untagged else left
        left &= shelf.waiting if narrow.waiting else left
        return left & shelf.elsewhere if narrow.elsewhere else left

    def _shelf(self, pieces: list[Evidence]) -> _Shelf:
        facets: dict[str, dict[str, list[int]]] = {facet: {} for facet in _FACETS}
        direct: dict[str, list[int]] = {}
        untagged = []
        for at, piece in enumerate(pieces):
            claims = self._portfolio.claims_of.get(piece.id, [])
            goals = self._goals_of.get(piece.id, set()).union(piece.goals) & self._portfolio.goals.keys()
            values = {
                "kind": (piece.kind,),
                "place": (piece.place,),
                "word": piece.tags,
                "goal": goals,
                "month": (month_of(piece.day),),
                "interest": (str(piece.interest or ""),),
                "stretch": (str(piece.stretch or ""),),
            }
            for facet, found in values.items():
                for value in found:
                    if value:
                        facets[facet].setdefault(value, []).append(at)
            for claim in claims:
                direct.setdefault(claim.guideline, []).append(at)
            if not claims:
                untagged.append(at)
        size = len(pieces)
        sets = {facet: sets_of(values, size) for facet, values in facets.items()}
        texts = [self._text(piece) for piece in pieces]
        claimed = sets_of(direct, size)
        sets |= self._guideline_sets(claimed)
        elsewhere = 0
        for guideline, members in claimed.items():
            elsewhere |= 0 if guideline in self._framework.guidelines else members
        said = set(with_new_feedback(self._portfolio))
        waiting = [at for at, piece in enumerate(pieces) if piece.id in said]
        ids = [piece.id for piece in pieces]
        return _Shelf(ids, texts, sets, set_of(untagged, size), set_of(waiting, size), elsewhere)

    def _guideline_sets(self, direct: Mapping[str, int]) -> dict[str, dict[str, int]]:
        """The pieces of each guideline with those under it, and of each component."""
        components = {component.code: 0 for component in self._framework.components}
        guidelines: dict[str, int] = {}
        for guideline in self._framework.guidelines.values():
            pieces = 0
            for one in with_descendants(self._framework, guideline.id):
                pieces |= direct.get(one, 0)
            guidelines[guideline.id] = pieces
            components[guideline.component] |= pieces
        return {"component": components, "guideline": guidelines}

    def says_alike(self, portfolio: Portfolio, framework: Framework) -> bool:
        """Whether names and codes, which stand in the texts, are the same there."""
        return framework is self._framework and portfolio.people == self._portfolio.people

    def _text(self, piece: Evidence) -> str:
        claims = self._portfolio.claims_of.get(piece.id, [])
        known = self._known.get(piece.id)
        # Views of records that did not change are the very same objects.
        if known is None or known.piece is not piece or known.claims != claims:
            known = _Text(piece, claims, self._folded(piece, claims))
        self.texts[piece.id] = known
        return known.folded

    def _folded(self, piece: Evidence, claims: list[Claim]) -> str:
        parts = [piece.title, *piece.body, piece.kind, piece.place, *piece.tags]
        parts += [words for attached in piece.attachments for words in (attached.name, attached.alt)]
        parts += [words for link in piece.links for words in (link.title, link.url)]
        parts += [self._portfolio.name_of(person) for person in piece.people]
        parts += [piece.host, *(one.role for one in piece.contributors)]
        for claim in claims:
            known = self._framework.guidelines.get(claim.guideline)
            parts += [known.code if known else claim.guideline.rpartition(":")[2], *claim.why]
        return fold("\n".join(parts))
