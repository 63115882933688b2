"""Who agreed to a goal, a start or a review, and whether it says something else since. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.language import _
from leaptui.model.digests import as_agreed
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import AgreedBy, Goal
from leaptui.model.records_others import Agreement, Review
from leaptui.model.records_own import Reflection
from leaptui.model.words import word


@dataclass(frozen=True)
class Agreed:
    """One person's agreement: a name, the day, what they were to the learner, their note.

    `before_change` says that what they agreed to reads differently now. `record` is the id of their agreement; empty where
    the learner only noted who agreed.
    """

    by: str
    on: date | None = None
    role: str = ""
    note: str = ""
    before_change: bool = False
    record: str = ""


def agreements_about(portfolio: Portfolio, table: str, record_id: str) -> list[Agreement]:
    """The agreements to a record, oldest first; those of one instant by name."""
    found = (one for one in portfolio.live(Agreement).values() if (one.about.table, one.about.id) == (table, record_id))
    return sorted(found, key=lambda one: (one.created, portfolio.name_of(one.by), one.id))


def agreed_to(portfolio: Portfolio, table: str, record_id: str) -> list[Agreed]:
    """Who agreed to a record: of each person the latest agreement; whom a goal or a review only names stands first."""
    raw = portfolio.raw(table, record_id)
    found: dict[str, Agreed] = {}
    changes = wordings_before(portfolio, record_id) if table == "goals" else []
    for named in _named(portfolio, table, record_id):
        changed = named.on is not None and any(one.on_date > named.on for one in changes)
        name = portfolio.name_of(named.by)
        found[name] = Agreed(name, named.on, before_change=changed)
    for one in agreements_about(portfolio, table, record_id):
        name = portfolio.name_of(one.by)
        day = one.on_date or date.fromisoformat(one.created[:10])
        changed = raw is None or not as_agreed(table, raw, one.digest)
        found[name] = Agreed(name, day, one.role, "\n".join(one.note), changed, one.id)
    return [*found.values()]


def _named(portfolio: Portfolio, table: str, record_id: str) -> tuple[AgreedBy, ...]:
    """Whom a goal or a review names itself as having agreed."""
    if table == "goals" and record_id in portfolio.goals:
        return portfolio.goals[record_id].agreed
    review = portfolio.live(Review).get(record_id) if table == "reviews" else None
    return review.agreed if review else ()


def is_agreed(portfolio: Portfolio, goal_id: str) -> bool:
    """Whether anybody agreed to a goal: then changing what it says asks what changed."""
    return bool(portfolio.goals[goal_id].agreed) or bool(agreements_about(portfolio, "goals", goal_id))


def wordings_before(portfolio: Portfolio, goal_id: str) -> list[Reflection]:
    """The entries that keep what an agreed goal said before it was changed, oldest first."""
    found = (
        one
        for one in portfolio.live(Reflection).values()
        if one.was and ("goals", goal_id) in [(about.table, about.id) for about in one.about]
    )
    return sorted(found, key=lambda one: (one.created, one.id))


def agreed_day(portfolio: Portfolio, goal_id: str, before: Reflection) -> date | None:
    """The day on which the wording that an entry keeps was last agreed to; None where no day is known."""
    days = [
        named.on for named in portfolio.goals[goal_id].agreed if named.on is not None and named.on <= before.on_date
    ]
    days += [
        one.on_date or date.fromisoformat(one.created[:10])
        for one in agreements_about(portfolio, "goals", goal_id)
        if one.created <= before.created
    ]
    return max(days, default=None)


def wording(goal: Goal) -> list[str]:
    """What a goal says that somebody agrees to, in lines: its title, why, where it leads, the day hoped for."""
    lines = [goal.title, *goal.why]
    if goal.guidelines:
        aims = []
        for aim in goal.guidelines:
            code = aim.guideline.rpartition(":")[2]
            aims.append(f"{code} {word(aim.level, 'level')}" if aim.level else code)
        lines.append(_("leads to {codes}").format(codes=", ".join(aims)))
    if goal.target_on is not None:
        lines.append(_("hoped for: {day}").format(day=goal.target_on.isoformat()))
    return lines
