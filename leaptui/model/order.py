"""The orders a list of evidence can stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from leaptui.model.folded import fold
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.titles import has_title

Order = Literal["newest", "oldest", "title", "changed", "level"]
"""`changed`: what was changed last comes first. `level`: the highest level a piece claims; untagged pieces come last."""

ORDERS: tuple[Order, ...] = get_args(Order)

_NUMBER = re.compile(r"(\d{1,18})")
_OUTER = re.compile(r"^[\W_]+")

Sortable = tuple[object, ...]


def title_key(title: str) -> Sortable:
    """What titles are put in order by: no case, no accents, no quotation marks before them, numbers by their value."""
    if not has_title(title):
        return (1,)
    parts = _NUMBER.split(_OUTER.sub("", fold(title)))
    return (0, *(int(part) if place % 2 else part for place, part in enumerate(parts)))


class Arranger:
    """Puts pieces of one state of a portfolio in order; what it looked up for one list it has for the next."""

    def __init__(self, portfolio: Portfolio, framework: Framework) -> None:
        self._portfolio = portfolio
        self._framework = framework
        self._keys: dict[Order, dict[str, Sortable]] = {}

    def arranged(self, ids: Sequence[str], order: Order) -> list[str]:
        """Put ids that stand newest first in another order; those that are alike in it stay newest first."""
        if order == "newest":
            return list(ids)
        if order == "oldest":
            return list(ids)[::-1]
        keys = self._keys.setdefault(order, {})
        makes: dict[Order, Callable[[str], Sortable]] = {
            "title": self._title,
            "changed": self._changed,
            "level": self._level,
        }
        make = makes[order]
        keys.update({one: make(one) for one in ids if one not in keys})
        return sorted(ids, key=keys.__getitem__, reverse=order != "title")

    def _title(self, evidence_id: str) -> Sortable:
        piece = self._portfolio.piece(evidence_id)
        return title_key(piece.title if piece else "")

    def _changed(self, evidence_id: str) -> Sortable:
        piece = self._portfolio.piece(evidence_id)
        return (piece.modified if piece else "",)

    def _level(self, evidence_id: str) -> Sortable:
        claims = self._portfolio.claims_of.get(evidence_id, [])
        return (max((self._framework.rank(claim.level) for claim in claims), default=-1),)
