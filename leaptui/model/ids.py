"""Ids of records and positions in an order, made so that clones do not collide."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid4, uuid5

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CLAIMS = uuid5(NAMESPACE_URL, "https://leaptui.example/claim")
_SHARED = uuid5(NAMESPACE_URL, "https://leaptui.example/shared")


def new_id() -> str:
    """Give a new random record id (UUIDv4)."""
    return str(uuid4())


def claim_id(evidence_id: str, guideline: str) -> str:
    """Give the id of the claim that this evidence shows that guideline (UUIDv5).

    Two clones that tag the same pair write the same record. `guideline` is qualified: `leap-2020:F1.a`.
    """
    return str(uuid5(_CLAIMS, f"{evidence_id} {guideline}"))


def shared_id(portfolio: str, evidence_id: str) -> str:
    """Give the id under which a piece that another portfolio shares is taken (UUIDv5): two clones that take it take one."""
    return str(uuid5(_SHARED, f"{portfolio} {evidence_id}"))


def position_between(before: str | None, after: str | None) -> str:
    """Give a fractional index that sorts between two positions as plain text; `None` is an open end.

    The digits are 0-9A-Za-z. A position never ends in `0`, so there is always room before it.
    Raises ValueError where there is no room: `before` is not below `after`, or `after` (written by another tool) is `before`
    with nothing but `0` after it.
    """
    low = before or ""
    if after is not None and (low >= after or (after.startswith(low) and not after[len(low) :].strip("0"))):
        raise ValueError("there is no room between these positions")
    digits: list[str] = []
    place = 0
    bounded = after is not None
    while True:
        floor = DIGITS.index(low[place]) if place < len(low) else 0
        ceiling = DIGITS.index(after[place]) if bounded and after is not None and place < len(after) else len(DIGITS)
        if ceiling - floor > 1:
            return "".join(digits) + DIGITS[(floor + ceiling) // 2]
        digits.append(DIGITS[floor])
        bounded = bounded and ceiling == floor
        place += 1
