"""Changes to the learner's pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Invalid
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import to_lines
from leaptui.model.words import DAYS, PERIODS

MOST_PIECES = 1000


def set_pace(
    portfolio: Portfolio, at: str, since: date, pieces: int, per: str, days: Sequence[str] = (), why: str = ""
) -> Change:
    """Set the pace from a day on; the paces before it stay as its history. Raises Invalid.

    A pace set on a day that has one already replaces that one: it was a slip, not a change of mind.
    """
    if not 1 <= pieces <= MOST_PIECES:
        raise Invalid(f"a pace is from 1 to {MOST_PIECES} pieces a {per}")
    if per not in PERIODS:
        raise Invalid(f"a pace is counted per {', '.join(PERIODS[:-1])} or {PERIODS[-1]}")
    unknown = [day for day in days if day not in DAYS]
    if unknown:
        raise Invalid(f"“{unknown[0]}” is no day: write {', '.join(DAYS)}")
    chosen: list[Json] = [*sorted(day for day in DAYS if day in days)]
    lines: list[Json] = [*to_lines(why)]
    # All seven days say the same as none named.
    fields: dict[str, Json] = {
        "since": since.isoformat(),
        "pieces": pieces,
        "per": per,
        "days": chosen if len(chosen) < len(DAYS) else None,
        "why": lines,
    }
    draft = Draft(portfolio, at)
    same_day = next((pace for pace in portfolio.paces if pace.since == since), None)
    if same_day:
        draft.patch("paces", same_day.id, fields)
    else:
        draft.new("paces", fields)
    return draft.change(f"Set the pace to {pieces} a {per}")


def take_break(portfolio: Portfolio, at: str, since: date, until: date, why: str = "") -> Change:
    """Rest from one day to another, both included. Raises Invalid where they are the wrong way round."""
    if until < since:
        raise Invalid(f"a break ends on or after the day it begins: {since} is after {until}")
    draft = Draft(portfolio, at)
    lines: list[Json] = [*to_lines(why)]
    draft.new("breaks", {"from": since.isoformat(), "to": until.isoformat(), "why": lines})
    return draft.change(f"Planned a break from {since} to {until}")


def end_break(portfolio: Portfolio, at: str, break_id: str, until: date) -> Change:
    """End a rest on an earlier day; one that would end before it began moves to the trash. Raises KeyError."""
    rest = {rest.id: rest for rest in portfolio.breaks}[break_id]
    draft = Draft(portfolio, at)
    draft.patch("breaks", break_id, {"to": until.isoformat()} if until >= rest.since else {"deleted": at})
    return draft.change("Ended the break")
