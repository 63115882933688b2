"""Changes to the learner's pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.dates import long_day
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.pace import per_words
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
    fields = _pace(since, pieces, per, days, why)
    draft = Draft(portfolio, at)
    same_day = next((pace for pace in portfolio.paces if pace.since == since), None)
    if same_day:
        draft.patch("paces", same_day.id, fields)
    else:
        draft.new("paces", fields)
    return draft.change(_("Set the pace to {pace}").format(pace=per_words(pieces, per)))


def edit_pace(
    portfolio: Portfolio,
    at: str,
    pace_id: str,
    since: date,
    pieces: int,
    per: str,
    days: Sequence[str] = (),
    why: str = "",
) -> Change:
    """Set right a pace of the history: its first day, what it asks for, its reason.

    Raises Invalid, also where another pace begins on that day; KeyError for an unknown one.
    """
    if any(pace.since == since and pace.id != pace_id for pace in portfolio.paces):
        raise Invalid(
            _("another pace begins on {day} already").format(day=long_day(since, date.fromisoformat(at[:10])))
        )
    draft = Draft(portfolio, at)
    draft.patch("paces", pace_id, _pace(since, pieces, per, days, why))
    return draft.change(_("Set the pace of {pace} right").format(pace=per_words(pieces, per)))


def _pace(since: date, pieces: int, per: str, days: Sequence[str], why: str) -> Fields:
    if not 1 <= pieces <= MOST_PIECES:
        raise Invalid(_("a pace is from 1 to {most} pieces").format(most=MOST_PIECES))
    if per not in PERIODS:
        raise Invalid(_("a pace is counted per week, fortnight or month"))
    unknown = [day for day in days if day not in DAYS]
    if unknown:
        raise Invalid(_("“{day}” is no day: write {days}").format(day=unknown[0], days=", ".join(DAYS)))
    chosen: list[Json] = [*sorted(day for day in DAYS if day in days)]
    lines: list[Json] = [*to_lines(why)]
    # All seven days say the same as none named.
    return {
        "since": since.isoformat(),
        "pieces": pieces,
        "per": per,
        "days": chosen if len(chosen) < len(DAYS) else None,
        "why": lines,
    }


def take_break(portfolio: Portfolio, at: str, since: date, until: date, why: str = "") -> Change:
    """Rest from one day to another, both included. Raises Invalid where they are the wrong way round."""
    draft = Draft(portfolio, at)
    draft.new("breaks", _rest(since, until, why))
    return draft.change(_("Planned a break from {first} to {last}").format(**_said(since, until)))


def edit_break(portfolio: Portfolio, at: str, break_id: str, since: date, until: date, why: str = "") -> Change:
    """Set the days and the reason of a break. Raises Invalid where the days are the wrong way round, KeyError."""
    draft = Draft(portfolio, at)
    draft.patch("breaks", break_id, _rest(since, until, why))
    return draft.change(_("Changed the break from {first} to {last}").format(**_said(since, until)))


def _rest(since: date, until: date, why: str) -> Fields:
    if until < since:
        raise Invalid(
            _("a break ends on or after the day it begins: {first} is after {last}").format(first=since, last=until)
        )
    lines: list[Json] = [*to_lines(why)]
    return {"from": since.isoformat(), "to": until.isoformat(), "why": lines}


def _said(since: date, until: date) -> dict[str, str]:
    return {"first": long_day(since, until), "last": long_day(until, since)}


def end_break(portfolio: Portfolio, at: str, break_id: str, until: date) -> Change:
    """End a rest on an earlier day; one that would end before it began moves to the trash. Raises KeyError."""
    rest = {rest.id: rest for rest in portfolio.breaks}[break_id]
    draft = Draft(portfolio, at)
    draft.patch("breaks", break_id, {"to": until.isoformat()} if until >= rest.since else {"deleted": at})
    return draft.change(_("Ended the break"))
