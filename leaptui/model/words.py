"""The product's fixed words: the values that certain fields of a portfolio may take, in the order they are offered."""

from __future__ import annotations

from typing import Literal, get_args

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

KINDS: tuple[str, ...] = get_args(Kind)
PLACES: tuple[str, ...] = get_args(Place)
LIFE_AREAS: tuple[str, ...] = get_args(LifeArea)
GOAL_STATUSES: tuple[str, ...] = get_args(GoalStatus)
PERIODS: tuple[str, ...] = get_args(PeriodWord)
DAYS: tuple[str, ...] = get_args(DayWord)
