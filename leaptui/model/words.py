"""The product's fixed words: the values that certain fields of a portfolio may take, in the order they are offered."""

from __future__ import annotations

KINDS = (
    "text",
    "image",
    "video",
    "audio",
    "link",
    "code",
    "product",
    "performance",
    "test",
    "testimony",
    "badge",
    "other",
)
"""What sort of thing a piece of evidence is."""

PLACES = ("school", "home", "makerspace", "community", "work", "online", "other")
"""Where a piece of evidence came about."""

LIFE_AREAS = ("academic", "civic", "workplace")
"""The area of life an experience belongs to (guideline C4)."""

GOAL_STATUSES = ("idea", "agreed", "active", "achieved", "rested")
"""Where a goal stands; `achieved` and `rested` goals are not alive."""

PERIODS = ("week", "fortnight", "month")
"""What a pace is counted per."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of the week as a pace names them, Monday first."""
