"""Changes to goals and their steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leaptui.language import _, ngettext
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.agreeing import keep_wording
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.ids import DIGITS, position_between
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Step
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted


def add_goal(portfolio: Portfolio, at: str, fields: Fields, steps: Sequence[str] = ()) -> tuple[Change, str]:
    """Set a goal with its first steps; gives the change and the new id. Raises Invalid."""
    title = fields.get("title")
    if not isinstance(title, str) or not title:
        raise Invalid(_("a goal needs a title: where do you want to get to?"))
    draft = Draft(portfolio, at)
    made = draft.new("goals", {"status": "active", **fields})
    position: str | None = None
    for step in filter(None, map(clean_line, steps)):
        position = position_between(position, None)
        draft.new("steps", {"goal": made, "title": step, "position": position})
    return draft.change(_("Set the goal {title}").format(title=quoted(title))), made


def edit_goal(
    portfolio: Portfolio, at: str, goal_id: str, fields: Fields, *, because: str = "", on: date | None = None
) -> Change:
    """Set fields of a goal. Raises Invalid; NeedsReason where somebody agreed to it and `because` says not what changed.

    What an agreed goal said before is kept, with `because`, in the journal on the day `on`, which is today where left out.
    """
    if "title" in fields and not fields["title"]:
        raise Invalid(_("a goal needs a title: where do you want to get to?"))
    draft = Draft(portfolio, at)
    draft.patch("goals", goal_id, fields)
    keep_wording(draft, goal_id, because, on)
    return draft.change(_goal_label(fields).format(title=quoted(portfolio.goals[goal_id].title)))


def _goal_label(fields: Fields) -> str:
    """What was done to a goal: where only its status changed, what that means."""
    if fields.keys() != {"status"}:
        return _("Changed the goal {title}")
    if fields["status"] == "achieved":
        return _("Reached the goal {title}")
    if fields["status"] == "rested":
        return _("Let the goal {title} rest")
    return _("Took up the goal {title} again")


def add_step(
    portfolio: Portfolio,
    at: str,
    goal_id: str,
    title: str,
    after: str | None = None,
    note: str = "",
    *,
    pathway: str = "",
) -> tuple[Change, str]:
    """Add a step to a goal: after a given step, else as the last one; gives the change and the new id. Raises Invalid.

    It stands on the way of the step it comes after, else on the `pathway` of that id, else on the goal's own.
    """
    draft = Draft(portfolio, at)
    made = place_step(draft, goal_id, title, note, after=after, pathway=pathway)
    return draft.change(_("Added the step {title}").format(title=quoted(clean_line(title)))), made


def place_step(
    draft: Draft, goal_id: str, title: str, note: str = "", *, after: str | None = None, pathway: str = ""
) -> str:
    """Put a new step into a draft where `add_step` would, and give its id. Raises Invalid."""
    words, portfolio = clean_line(title), draft.portfolio
    if not words:
        raise Invalid(_("a step needs a few words: what would you do?"))
    if after is not None and after in portfolio.steps:
        before = portfolio.steps[after]
        pathway = before.pathway if portfolio.is_aside(before) else ""
    steps = portfolio.steps_on.get(pathway, []) if pathway else portfolio.steps_of.get(goal_id, [])
    spread(draft, steps)
    index = next((place for place, step in enumerate(steps) if step.id == after), len(steps) - 1)
    position = position_between(
        _position(draft, steps[index].id) if steps else None,
        _position(draft, steps[index + 1].id) if index + 1 < len(steps) else None,
    )
    lines: list[Json] = [*to_lines(note)]
    return draft.new(
        "steps", {"goal": goal_id, "title": words, "position": position, "note": lines, "pathway": pathway}
    )


def edit_step(portfolio: Portfolio, at: str, step_id: str, fields: Fields) -> Change:
    """Set fields of a step: its title, its note, the day it was done, whether and why it is skipped. Raises Invalid."""
    if "title" in fields and not fields["title"]:
        raise Invalid(_("a step needs a few words: what would you do?"))
    title = portfolio.steps[step_id].title
    draft = Draft(portfolio, at)
    draft.patch("steps", step_id, fields)
    if fields.keys() == {"skipped"}:
        said = _("Skipped the step {title}") if fields["skipped"] else _("Took up the step {title}")
        return draft.change(said.format(title=quoted(title)))
    return draft.change(_("Changed the step {title}").format(title=quoted(title)))


def left_out(why: str = "") -> Json:
    """What `skipped` of a step says: the reason in lines, where there is one."""
    lines: list[Json] = [*to_lines(why)]
    return lines or True


def skip_steps(portfolio: Portfolio, at: str, step_ids: Sequence[str], why: str = "") -> Change:
    """Leave steps out of the way to their goal, with the reason; they stay to be taken up again."""
    draft = Draft(portfolio, at)
    for step_id in step_ids:
        draft.patch("steps", step_id, {"skipped": left_out(why)})
    if len(step_ids) == 1:
        return draft.change(_("Skipped the step {title}").format(title=quoted(portfolio.steps[step_ids[0]].title)))
    return draft.change(ngettext("Skipped {n} step", "Skipped {n} steps", len(step_ids)).format(n=len(step_ids)))


def tick_step(portfolio: Portfolio, at: str, step_id: str, done_on: date | None) -> Change:
    """Tick a step as done on a day; None opens it again. A skipped step that is done is skipped no longer."""
    draft = Draft(portfolio, at)
    draft.patch("steps", step_id, {"done_on": done_on.isoformat() if done_on else None, "skipped": None})
    said = _("Ticked the step {title}") if done_on else _("Opened the step {title}")
    return draft.change(said.format(title=quoted(portfolio.steps[step_id].title)))


def move_step(portfolio: Portfolio, at: str, step_id: str, by: int) -> Change:
    """Move a step so many places up (less than 0) or down among those it stands with; beyond either end nothing changes."""
    draft = Draft(portfolio, at)
    step = portfolio.steps[step_id]
    steps = portfolio.among(step)
    index = next(place for place, other in enumerate(steps) if other.id == step_id)
    target = index + by
    if 0 <= target < len(steps):
        spread(draft, steps)
        before, after = (target - 1, target) if by < 0 else (target, target + 1)
        position = position_between(
            _position(draft, steps[before].id) if before >= 0 else None,
            _position(draft, steps[after].id) if after < len(steps) else None,
        )
        draft.patch("steps", step_id, {"position": position})
    return draft.change(_("Moved the step {title}").format(title=quoted(step.title)))


def link_step(portfolio: Portfolio, at: str, step_id: str, evidence_ids: Sequence[str]) -> Change:
    """Say which pieces of evidence belong to a step; they are linked to its goal too.

    A piece that is in the trash, or not there, stays linked to the step as it was and is not touched itself.
    """
    draft = Draft(portfolio, at)
    step = portfolio.steps[step_id]
    linked: list[Json] = [*sorted(set(evidence_ids))]
    draft.patch("steps", step_id, {"evidence": linked})
    for evidence_id in evidence_ids:
        if evidence_id in portfolio.evidence:
            goals: list[Json] = [*sorted({*portfolio.evidence[evidence_id].goals, step.goal})]
            draft.patch("evidence", evidence_id, {"goals": goals})
    if not linked:
        return draft.change(_("Took the evidence off the step {title}").format(title=quoted(step.title)))
    said = ngettext("Linked the step {title} to {n} piece", "Linked the step {title} to {n} pieces", len(linked))
    return draft.change(said.format(title=quoted(step.title), n=len(linked)))


def _position(draft: Draft, step_id: str) -> str:
    return str((draft.current("steps", step_id) or {}).get("position", ""))


def spread(draft: Draft, steps: Sequence[Step]) -> None:
    """Give steps positions in order, where theirs leave no room between them.

    That is where some are missing, equal, end in 0, or hold what no position holds.
    """
    positions = [step.position for step in steps]
    if all(low < high and _is_position(high) for low, high in zip(["", *positions], positions, strict=False)):
        return
    position: str | None = None
    for step in steps:
        position = position_between(position, None)
        draft.patch("steps", step.id, {"position": position})


def _is_position(text: str) -> bool:
    return not text.endswith("0") and all(char in DIGITS for char in text)
