"""Moments that several machines' clocks said, put right where they cannot be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from leaptui.model.clock import instant
from leaptui.store.saves import Save

LAST_SECOND = 253_402_300_799
"""The end of the year 9999, in seconds since 1970: no later moment can be written."""
_DAY = 86_400


def steady(moments: Sequence[int], latest: int) -> list[int]:
    """Give moments (seconds since 1970) that never go back, oldest first, from what clocks said of changes in their order.

    A clock that was wrong is told by the others: as many moments as can be true together stay as they are (a longest row that
    never falls, none of it more than a day after `latest`), each other one becomes that of the change before it.
    """
    ends: list[int] = []
    places: list[int] = []
    links: list[int | None] = []
    for place, moment in enumerate(moments):
        if not 0 <= moment <= latest + _DAY:
            links.append(None)
            continue
        rank = bisect_right(ends, moment)
        links.append(places[rank - 1] if rank else None)
        ends[rank : rank + 1] = [moment]
        places[rank : rank + 1] = [place]
    kept: dict[int, int] = {}
    here = places[-1] if places else None
    while here is not None:
        kept[here] = moments[here]
        here = links[here]
    before = min(kept.values(), default=min(max(latest, 0), LAST_SECOND))
    steadied: list[int] = []
    for place in range(len(moments)):
        before = kept.get(place, before)
        steadied.append(before)
    return steadied


def steady_saves(saves: Sequence[Save], now: datetime) -> list[Save]:
    """Give the saves with moments that never go back."""
    said = [_seconds(save.change.at) for save in saves]
    steadied = steady(said, int(now.timestamp()))
    return [
        save if was == is_now else replace(save, change=replace(save.change, at=at(is_now)))
        for save, was, is_now in zip(saves, said, steadied, strict=True)
    ]


def at(seconds: int) -> str:
    """A moment as an instant of the file format."""
    return instant(datetime.fromtimestamp(min(max(seconds, 0), LAST_SECOND), UTC))


def _seconds(text: str) -> int:
    """The moment an instant says; less than 0 where it says none."""
    try:
        moment = datetime.fromisoformat(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return -1
