"""A goal as its sheet holds it, and as the file does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Goal
from leaptui.model.text import clean, clean_line, to_lines
from leaptui.model.voices import is_learner, who
from leaptui.model.words import word
from leaptui.tui.goals.typed import read_day


def status_word(status: str) -> str:
    """A goal's status as the screen says it; one this version does not know is said as it is written."""
    return word(status, "status")


Targets = dict[str, str | None]
"""Levels to reach by qualified guideline id; None: no level is named."""


def targets_of(goal: Goal) -> Targets:
    """The guidelines a goal leads to."""
    return {aim.guideline: aim.level for aim in goal.guidelines}


def ordered(framework: Framework, targets: Mapping[str, str | None]) -> list[str]:
    """The guidelines in the framework's order; those it does not know last."""
    known = [one for one in framework.guidelines if one in targets]
    return [*known, *sorted(one for one in targets if one not in framework.guidelines)]


@dataclass(frozen=True)
class WrittenGoal:
    """A goal as its sheet holds it: all texts, and the levels to reach; `status` is the file's word."""

    title: str = ""
    why: str = ""
    target_on: str = ""
    agreed: str = ""
    status: str = "active"
    steps: str = ""
    proposed: str = ""
    because: str = ""
    targets: tuple[tuple[str, str | None], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written that would be missed."""
        texts = (self.title, self.why, self.target_on, self.agreed, self.steps, self.proposed, self.because)
        return not any(text.strip() for text in texts)

    @classmethod
    def of(cls, portfolio: Portfolio, goal: Goal) -> WrittenGoal:
        """What a goal says now."""
        return cls(
            title=clean_line(goal.title),
            why=clean(goal.reason),
            target_on=goal.target_on.isoformat() if goal.target_on else "",
            agreed=", ".join(dict.fromkeys(clean_line(portfolio.name_of(item.by)) for item in goal.agreed)),
            status=goal.status,
            proposed=clean_line(portfolio.name_of(goal.proposed_by)),
            targets=tuple(sorted(targets_of(goal).items())),
        )

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> WrittenGoal:
        """A sheet as it was noted; what cannot be read of it is left out."""
        names = ("title", "why", "target_on", "agreed", "status", "steps", "proposed", "because")
        title, why, target_on, agreed, status, steps, proposed, because = (draft.get(name, "") for name in names)
        sheet = cls(title, why, target_on, agreed, status or "active", steps, proposed, because)
        try:
            targets = json.loads(draft.get("targets", "{}"))
        except ValueError:
            return sheet
        found = targets.items() if isinstance(targets, dict) else ()
        return replace(
            sheet, targets=tuple(sorted((one, level) for one, level in found if isinstance(level, str | None)))
        )

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return {**asdict(self), "targets": json.dumps(dict(self.targets))}


def fields_of(
    sheet: WrittenGoal, portfolio: Portfolio, framework: Framework, goal_id: str | None, today: date
) -> dict[str, Json]:
    """The goal's fields as the file writes them, those who agreed left out. Raises ValueError with a sentence for the sheet."""
    day = read_day(sheet.target_on, today, _("The day hoped for"))
    lines: list[Json] = [*to_lines(sheet.why)]
    proposer = who(portfolio, sheet.proposed)
    targets: Targets = dict(sheet.targets)
    aims: list[Json] = []
    there = {str(aim.get("guideline")): aim for aim in _entries(portfolio, goal_id, "guidelines")}
    for guideline_id in ordered(framework, targets):
        level = targets[guideline_id]
        # What else an entry says, written by another program, stays.
        kept = {name: value for name, value in there.get(guideline_id, {}).items() if name != "level"}
        aims.append({**kept, "guideline": guideline_id, **({"level": level} if level else {})})
    return {
        "title": clean_line(sheet.title),
        "why": lines,
        "guidelines": aims,
        "target_on": day.isoformat() if day else None,
        "status": sheet.status,
        "proposed_by": None if is_learner(portfolio, proposer) else proposer,
    }


def agreed_of(portfolio: Portfolio, goal_id: str | None, names: str, today: date) -> list[Json]:
    """Who agreed: those who are named already keep their day, others agree today; a person known by that name is meant."""
    wanted = list(dict.fromkeys(filter(None, map(clean_line, names.split(",")))))
    there = _entries(portfolio, goal_id, "agreed")
    kept: list[Json] = [item for item in there if clean_line(portfolio.name_of(str(item.get("by", "")))) in wanted]
    had = {clean_line(portfolio.name_of(str(item.get("by", "")))) for item in there}
    ids = {clean_line(person.name): person.id for person in portfolio.people.values()}
    return kept + [{"by": ids.get(name, name), "on": today.isoformat()} for name in wanted if name not in had]


def _entries(portfolio: Portfolio, goal_id: str | None, field: str) -> list[dict[str, Json]]:
    """The entries of a field as the file holds them."""
    raw = (portfolio.raw("goals", goal_id) or {}).get(field) if goal_id else None
    return [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []
