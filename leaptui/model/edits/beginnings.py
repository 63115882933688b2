"""Where to begin in a guideline, and where to go once it is demonstrated: the learner's own choices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Invalid
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.starts import baseline_of, levels_now, starts
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted
from leaptui.model.words import word


def begin_at(
    portfolio: Portfolio, at: str, guideline_id: str, level: str, evidence: Iterable[str], why: str, on: date
) -> tuple[Change, str]:
    """Say at which level the learner begins in a guideline; gives the change and the start's id. Raises Invalid.

    There is one start a guideline: said again, it says the new level.
    """
    if not level:
        raise Invalid(_("a beginning needs a level"))
    pieces: list[Json] = [*sorted(set(evidence))]
    lines: list[Json] = [*to_lines(why)]
    fields: dict[str, Json] = {"guideline": guideline_id, "level": level, "evidence": pieces, "why": lines}
    fields["on_date"] = on.isoformat()
    draft = Draft(portfolio, at)
    there = starts(portfolio).get(guideline_id)
    made = there.id if there else draft.new("starts", fields)
    if there:
        draft.patch("starts", made, fields)
    said = _("Begins in {code} at {level}")
    return draft.change(said.format(code=guideline_id.rpartition(":")[2], level=word(level, "level"))), made


def choose_way(
    portfolio: Portfolio,
    framework: Framework,
    at: str,
    guideline_id: str,
    way: str,
    on: date,
    *,
    why: str = "",
    evidence: str = "",
    toward: str = "",
    goal_title: str = "",
    goal_id: str = "",
) -> tuple[Change, str]:
    """Choose to go on (`advance`) or `deeper` where a guideline is demonstrated; gives the change and the choice's id.

    `goal_title` sets a goal with it: deeper, one that leads to the highest level of this guideline and grows from the piece
    `evidence`; on, one that leads to the guideline `toward`. `goal_id` is a goal there is already. Raises Invalid.
    """
    draft = Draft(portfolio, at)
    title = clean_line(goal_title)
    deeper = way == "deeper"
    if title:
        goal_id = draft.new(
            "goals", _goal(portfolio, framework, guideline_id if deeper else toward, title, deeper=deeper)
        )
        if deeper and evidence:
            draft.patch("goals", goal_id, {"deepens": evidence})
            piece = portfolio.evidence[evidence]
            goals: list[Json] = [*sorted({*piece.goals, goal_id})]
            draft.patch("evidence", evidence, {"goals": goals})
    lines: list[Json] = [*to_lines(why)]
    fields: dict[str, Json] = {
        "guideline": guideline_id,
        "way": way,
        "why": lines,
        "evidence": evidence,
        "goal": goal_id,
    }
    made = draft.new("advances", {**fields, "on_date": on.isoformat()})
    code = guideline_id.rpartition(":")[2]
    if title:
        said = _("Chose to go deeper into {code}: {goal}") if deeper else _("Chose to go on from {code}: {goal}")
        return draft.change(said.format(code=code, goal=quoted(title))), made
    said = _("Chose to go deeper into {code}") if deeper else _("Chose to go on from {code}")
    return draft.change(said.format(code=code)), made


def _goal(
    portfolio: Portfolio, framework: Framework, guideline_id: str, title: str, *, deeper: bool
) -> dict[str, Json]:
    fields: dict[str, Json] = {"title": title, "status": "active"}
    if not guideline_id:
        return fields
    level = framework.level_ids[-1] if deeper else _next_level(portfolio, framework, guideline_id)
    aims: list[Json] = [{"guideline": guideline_id, "level": level}]
    return {**fields, "guidelines": aims, "baseline": baseline_of(portfolio, framework, [guideline_id])}


def _next_level(portfolio: Portfolio, framework: Framework, guideline_id: str) -> str:
    """The level after the one the learner begins or stands at."""
    now = framework.rank(levels_now(portfolio, framework, [guideline_id]).get(guideline_id))
    return framework.level_ids[min(now, len(framework.level_ids) - 1)]
