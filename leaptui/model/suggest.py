"""Which guidelines a learner used for similar pieces, and which pieces are like those that show a guideline.

Pieces are compared by the words of their title, tags and body, their goals and their kind. A word counts the more the fewer
pieces have it (its weight is `log(1 + pieces / pieces with it)`, squared where both have it), and two pieces are as alike as
the cosine of their words so weighted. Words that English and Spanish sentences are held together with do not count, nor does
a plural's `s`. Text without blanks between its words (Chinese, Japanese, Korean) is compared by pairs of characters.

Everything is computed from the learner's own file, and the same file gives the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log, sqrt
from sys import intern
from typing import NamedTuple

from leaptui.model.folded import fold
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence

LIKE_ENOUGH = 0.12
"""The cosine from which two pieces are called similar."""
LATEST = 4000
"""How many pieces are compared, the newest: what was done before says little of what is done now."""
QUICK = 500
"""How many pieces are read in less time than a key waits for its frame."""
NEIGHBOURS = 12
"""How many similar pieces have a say."""
_BODY, _TITLE, _TAG, _GOAL, _KIND = 1.0, 2.0, 2.5, 1.5, 0.4
_WEIGHTS = (_BODY, _TITLE, _TAG, _GOAL, _KIND)
_MOST_OF_BODY = 800
"""Characters of a body that are read: what it is about stands at its beginning."""
_MOST_WORDS = 24
"""Words of what is asked about that pieces are looked up by: those that tell the most."""
_MOST_LOOKED_AT = 60
_WORD = re.compile(r"[^\W\d_]{2,}")
_WITHOUT_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEAST = 3
_SHORTEST_PLURAL = 5

_ENGLISH = """about after again all also although always and another any are around back because been before being between both
but can cannot could did does doing done down each either else enough even ever every few first for from get gets getting go
goes going got had has have having her here hers him his how into its itself just last less let like made make makes many may
maybe might more most much must myself near never next not nothing now off often once one only onto other others our out over
own part quite rather same see seen she should since some something still such than that the their them then there these they
thing things this those though three through time times together too two under until upon use used using very want wanted was
way well went were what when where whether which while who whole whom whose why will with within without would yes yet you
your"""
_SPANISH = """ahora algo algun alguna algunas algunos alli ante antes aqui asi aun aunque bajo bien cada casi como con contra
cosa cosas cual cuales cuando cuanto cuatro dar decir del desde despues dia dias donde dos durante ella ellas ellos entonces
entre era eran eres esa esas ese eso esos esta estaba estado estamos estan estar estas este esto estos fue fueron fui gran ha
haber habia hace hacer hacia han has hasta hay haya hice hicimos hizo igual ir juntos las les los luego mas menos mi mientras
mio mis misma mismo mucha muchas mucho muchos muy nada nadie ninguna ninguno nos nosotros nuestra nuestro nunca otra otras
otro otros para pero poca poco podemos poder por porque primer primera primero puede pueden puedo pues que quien quienes
quiero saber sea segun ser si sido siempre sin sobre solo somos son soy sus tal tambien tampoco tan tanto tenemos tener tengo
tenia tiempo tiene tienen toda todas todavia todo todos trabajo tras tres tuve tuvo una unas uno unos usar usted vamos varias
varios veces ver vez voy ya yo"""
STOP_WORDS = frozenset(_ENGLISH.split()) | frozenset(_SPANISH.split())
"""Words that tell nothing of what a text is about, folded as searches fold them."""

Words = Mapping[str, float]
"""The words of a text, each with how much it counts there."""


@dataclass(frozen=True)
class Suggestion:
    """A guideline, and the pieces that speak for it, the most similar first."""

    guideline: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class AlikePiece:
    """A piece like others, and which of them it is most like; None where it is like the guideline's own words."""

    piece: str
    like: str | None


def words_of(text: str) -> list[str]:
    """Give the words of a text that tell what it is about, folded, in order."""
    return [telling for word in _WORD.findall(fold(text)) for telling in _telling(word)]


def _telling(word: str) -> tuple[str, ...]:
    """What a folded word tells: itself without a plural's `s`, its pairs of characters, or nothing."""
    if not word.isascii() and _WITHOUT_BLANKS.search(word):
        return tuple(word[at : at + 2] for at in range(len(word) - 1))
    if len(word) < _LEAST or word in STOP_WORDS:
        return ()
    plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return (word[:-1] if plural else word,)


class _Known(NamedTuple):
    """What is known of a piece: its words in its body, title and tags, its goals, its kind. Weighted only when compared."""

    piece: Evidence
    goals: frozenset[str]
    words: tuple[tuple[str, ...], ...]

    @property
    def weighted(self) -> dict[str, float]:
        """Its words, each with how much it counts: as much as where it counts most."""
        return {word: weight for words, weight in zip(self.words, _WEIGHTS, strict=True) for word in words}

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(map(len, self.words))

    @property
    def all_words(self) -> set[str]:
        """Its words, each once."""
        return set().union(*self.words)


class Likeness:
    """What finds similar pieces. It is made once and follows the portfolio: only what changed is read again."""

    def __init__(self, latest: int = LATEST) -> None:
        """`latest` is how many pieces are compared, the newest."""
        self._latest = latest
        self._portfolio: Portfolio | None = None
        self._known: dict[str, _Known] = {}
        self._having: dict[str, list[str]] = {}
        self._telling: dict[str, tuple[str, ...]] = {}
        self._goals: dict[str, set[str]] = {}

    def follow(self, portfolio: Portfolio) -> None:
        """Look at the portfolio as it stands now."""
        if self._portfolio is portfolio:
            return
        self._portfolio = portfolio
        self._goals = {}
        for step in portfolio.steps.values():
            for one in step.evidence:
                self._goals.setdefault(one, set()).add(step.goal)
        latest = {piece.id: piece for piece in portfolio.newest[: self._latest]}
        for gone in self._known.keys() - latest.keys():
            self._forget(gone)
        for piece in latest.values():
            self._read(piece)

    def is_quick(self, portfolio: Portfolio) -> bool:
        """Whether `follow` has so little to read that nobody waits for it."""
        if self._portfolio is portfolio or len(portfolio.newest) <= QUICK:
            return True
        known = (self._known.get(piece.id) for piece in portfolio.newest[: self._latest])
        read = sum(one is not None and one.piece is portfolio.evidence[one.piece.id] for one in known)
        return min(len(portfolio.newest), self._latest) - read <= QUICK

    def _read(self, piece: Evidence) -> None:
        """Know a piece as it is now."""
        goals = frozenset(piece.goals).union(self._goals.get(piece.id, ()))
        known = self._known.get(piece.id)
        if known is None or known.piece is not piece or known.goals != goals:
            self._forget(piece.id)
            anew = self._known[piece.id] = _Known(piece, goals, self._words_of(piece, goals))
            for word in anew.all_words:
                self._having.setdefault(word, []).append(piece.id)

    def _words_of(self, piece: Evidence, goals: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """The words of a piece, by where they stand; what one of them tells is worked out once for all pieces."""
        known = self._telling
        found: list[tuple[str, ...]] = []
        for text in ("\n".join(piece.body)[:_MOST_OF_BODY], piece.title, " ".join(piece.tags)):
            words: dict[str, None] = {}
            for word in _WORD.findall(fold(text)) if text else ():
                if word not in known:
                    known[word] = tuple(map(intern, _telling(word)))
                words.update(dict.fromkeys(known[word]))
            found.append(tuple(words))
        # A blank stands in no word, so these can be none.
        return (*found, tuple(f" goal {goal}" for goal in sorted(goals)), (f" kind {piece.kind}",))

    def _forget(self, key: str) -> None:
        known = self._known.pop(key, None)
        for word in known.all_words if known else ():
            having = self._having[word]
            having.remove(key)
            if not having:
                del self._having[word]

    # ---- asking

    def guidelines(self, framework: Framework, pieces: Sequence[str], most: int = 3) -> list[Suggestion]:
        """Give the guidelines the learner used for pieces like these, best first; none where nothing is similar.

        Guidelines that all of these pieces are claimed for already are left out.
        """
        portfolio = self._portfolio
        if portfolio is None:
            return []
        asked = [one for one in pieces if one in portfolio.evidence]
        for one in asked:
            self._read(portfolio.evidence[one])
        near = self._near(self._together(asked), leave_out=set(asked), claimed_only=True)
        scores: dict[str, float] = {}
        because: dict[str, list[str]] = {}
        for alike, key in near:
            for claim in portfolio.claims_of.get(key, ()):
                scores[claim.guideline] = scores.get(claim.guideline, 0.0) + alike * alike
                because.setdefault(claim.guideline, []).append(key)
        of_each = [{claim.guideline for claim in portfolio.claims_of.get(one, ())} for one in asked]
        done = set.intersection(*of_each) if of_each else set()
        order = {guideline: place for place, guideline in enumerate(framework.guidelines)}
        fitting = [one for one in scores if one in order and one not in done]
        # What is used for nearly everything says less of these pieces than what is used for a few.
        total = max(1, len(self._known))
        value = {one: scores[one] * log(1 + total / len(portfolio.claims_for[one])) for one in fitting}
        fitting.sort(key=lambda one: (-value[one], order[one]))
        return [Suggestion(one, tuple(dict.fromkeys(because[one]))) for one in fitting[:most]]

    def pieces_for(self, framework: Framework, guideline: str, most: int = 5) -> list[AlikePiece]:
        """Give pieces that do not show a guideline yet and are like those that do, or speak of it in its own words."""
        portfolio = self._portfolio
        if portfolio is None or guideline not in framework.guidelines:
            return []
        shown = [claim.evidence for claim in portfolio.claims_for.get(guideline, ())]
        # Everything that was ever tagged with it says little; the latest say what it means to the learner now.
        latest = shown[-NEIGHBOURS:]
        asked = dict(self._together(latest))
        for word in words_of(framework.guidelines[guideline].statement):
            asked[word] = max(asked.get(word, 0.0), _BODY)
        near = self._near(asked, leave_out=set(shown), claimed_only=False)
        return [AlikePiece(key, self._most_like(key, latest)) for _, key in near[:most]]

    def _most_like(self, key: str, among: Sequence[str]) -> str | None:
        words = self._known[key].weighted
        alike = [(self._cosine(words, self._known[one].weighted), one) for one in among if one in self._known]
        best = max(alike, default=(0.0, ""))
        return best[1] if best[0] >= LIKE_ENOUGH else None

    # ---- comparing

    def _together(self, pieces: Sequence[str]) -> dict[str, float]:
        """The words of several pieces as one text: a word counts by how many of them have it."""
        words: dict[str, float] = {}
        for one in pieces:
            for word, weight in self._known[one].weighted.items() if one in self._known else ():
                words[word] = words.get(word, 0.0) + weight / len(pieces)
        return words

    def _rarity(self, word: str) -> float:
        return log(1 + len(self._known) / max(1, len(self._having.get(word, ()))))

    def _near(self, asked: Words, leave_out: Collection[str], *, claimed_only: bool) -> list[tuple[float, str]]:
        """The pieces most like a text, with how alike they are, the most similar first."""
        portfolio = self._portfolio
        if portfolio is None or not asked:
            return []
        telling = [word for word in asked if word in self._having and not word.startswith(" kind ")]
        telling = nlargest(_MOST_WORDS, telling, key=lambda word: (asked[word] * self._rarity(word), word))
        shared: dict[str, float] = {}
        for word in telling:
            weight = asked[word] * self._rarity(word) ** 2
            for key in self._having[word]:
                shared[key] = shared.get(key, 0.0) + weight
        wanted = (key for key in shared if key not in leave_out)
        if claimed_only:
            claims = portfolio.claims_of
            wanted = (key for key in wanted if key in claims)
        # The exact comparison is dear: only those that share the most are compared so.
        known = self._known
        looked_at = nlargest(_MOST_LOOKED_AT, wanted, key=lambda key: (shared[key] / sqrt(known[key].size), key))
        size = self._size(asked)
        found = [(self._cosine(asked, known[key].weighted, size), key) for key in looked_at]
        found = [one for one in found if one[0] >= LIKE_ENOUGH]
        found.sort(key=lambda one: (-one[0], -known[one[1]].piece.day.toordinal(), one[1]))
        return found[:NEIGHBOURS]

    def _size(self, words: Words) -> float:
        return sqrt(sum((weight * self._rarity(word)) ** 2 for word, weight in words.items()))

    def _cosine(self, one: Words, other: Words, size: float | None = None) -> float:
        few, many = (one, other) if len(one) < len(other) else (other, one)
        product = sum(weight * many[word] * self._rarity(word) ** 2 for word, weight in few.items() if word in many)
        sizes = (self._size(one) if size is None else size) * self._size(other)
        return product / sizes if sizes else 0.0
