"""Where a learner begins: the starting level of a guideline, and the levels a goal starts from. Pure.

The starting level is what the learner proposes from earlier work. It is no claim: standings are computed without it.
"""

from __future__ import annotations

from collections.abc import Iterable

from leaptui.model.canonical import Json
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Goal
from leaptui.model.records_own import Start
from leaptui.model.standing import standings


def starts(portfolio: Portfolio) -> dict[str, Start]:
    """The start that holds for each guideline, by its qualified id: the one noted last."""
    found: dict[str, Start] = {}
    for one in sorted(portfolio.live(Start).values(), key=lambda one: (one.created, one.id)):
        found[one.guideline] = one
    return found


def levels_now(portfolio: Portfolio, framework: Framework, guideline_ids: Iterable[str]) -> dict[str, str]:
    """The level of each guideline that has one: the higher of where the learner began and where they stand."""
    standing = standings(portfolio, framework)
    begun = starts(portfolio)
    found: dict[str, str] = {}
    for one in dict.fromkeys(guideline_ids):
        levels = [begun[one].level if one in begun else None, standing[one].level if one in standing else None]
        highest = max(levels, key=framework.rank)
        if highest is not None and framework.rank(highest):
            found[one] = highest
    return found


def baseline_of(portfolio: Portfolio, framework: Framework, guideline_ids: Iterable[str]) -> Json:
    """The levels a goal starts from, as the file writes them; guidelines without a level are left out."""
    found = levels_now(portfolio, framework, guideline_ids)
    written: list[Json] = []
    for guideline, level in sorted(found.items()):
        written.append({"guideline": guideline, "level": level})
    return written


def baseline_with(portfolio: Portfolio, framework: Framework, goal: Goal, guideline_ids: Iterable[str]) -> Json:
    """The levels that a goal with other guidelines started from: what it began at stays, new ones begin where they are."""
    known = {aim.guideline: aim.level for aim in goal.baseline if aim.level}
    begun = {aim.guideline for aim in goal.guidelines}
    wanted = [*dict.fromkeys(guideline_ids)]
    found = known | levels_now(portfolio, framework, [one for one in wanted if one not in begun])
    written: list[Json] = []
    for guideline in sorted(found):
        if guideline in wanted:
            written.append({"guideline": guideline, "level": found[guideline]})
    return written
