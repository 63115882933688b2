"""Telling learners of the same name apart: one place decides who needs it, for every screen of a kiosk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaptui.model.folded import fold

MOST_OF_KEY = 12
"""How much of a portfolio's own name stands beside a learner's: numbers are at its end."""


@dataclass(frozen=True)
class Called:
    """What a learner is called, and what tells them from others who are called so; empty where nobody else is."""

    name: str
    twin: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.twin})" if self.twin else self.name


def called(names: Mapping[str, str]) -> dict[str, Called]:
    """What each learner is called where they stand alone on a screen; `names` are all learners' by portfolio."""
    twins = told_apart(names)
    return {key: Called(name, twins.get(key, "")) for key, name in names.items()}


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """What tells learners of the same name apart: what their portfolios are called, or a part of that. Others need nothing.

    The part is the end, or begins where they differ if they end alike.
    """
    alike: dict[str, list[str]] = {}
    for key, name in names.items():
        alike.setdefault(fold(name), []).append(key)
    return {key: said for keys in alike.values() if len(keys) > 1 for key, said in _parts(keys).items()}


def _parts(keys: Sequence[str]) -> dict[str, str]:
    """Of each key a part that no other has; where there is none so short, the whole."""
    long = [key for key in keys if len(key) > MOST_OF_KEY]
    places = enumerate(zip(*long, strict=False))
    same = next((at for at, signs in places if len(set(signs)) > 1), 0)
    for parts in ([f"…{key[1 - MOST_OF_KEY :]}" for key in long], [_from(key, same) for key in long]):
        if len(set(parts)) == len(long):
            return {key: key for key in keys} | dict(zip(long, parts, strict=True))
    return {key: key for key in keys}


def _from(key: str, at: int) -> str:
    """A key from a place on, with what tells that there is more of it."""
    before = "…" if at else ""
    rest = key[at:]
    room = MOST_OF_KEY - len(before)
    return before + (rest if len(rest) <= room else f"{rest[: room - 1]}…")
