"""Another way to a goal: set out beside the first, taken in its place, or left."""

from __future__ import annotations

from leaptui.language import _
from leaptui.model.canonical import Json, canonical_bytes
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Invalid
from leaptui.model.edits.goals import left_out, spread
from leaptui.model.ids import position_between
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Step
from leaptui.model.records_own import Pathway
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted


def fork(portfolio: Portfolio, at: str, goal_id: str, title: str, why: str = "") -> tuple[Change, str]:
    """Set out another way to a goal, with copies of its open steps; gives the change and the new id. Raises Invalid."""
    words = clean_line(title)
    if not words:
        raise Invalid(_("another way needs a few words: how would you go about it?"))
    lines: list[Json] = [*to_lines(why)]
    draft = Draft(portfolio, at)
    made = draft.new("pathways", {"goal": goal_id, "title": words, "why": lines, "status": "open"})
    position: str | None = None
    for step in portfolio.steps_of.get(goal_id, []):
        if step.is_open:
            position = position_between(position, None)
            note: list[Json] = [*step.note]
            fields: dict[str, Json] = {"goal": goal_id, "title": step.title, "position": position, "note": note}
            draft.new("steps", {**fields, "pathway": made})
    return draft.change(_("Set out another way, {title}").format(title=quoted(words))), made


def take_way(portfolio: Portfolio, at: str, pathway_id: str) -> Change:
    """Take another way: its steps become the goal's, and the open ones they replace are skipped. Raises Invalid.

    A step that was only taken along, and says what it said, is the goal's own: that one stays, with what is linked to it, and
    its copy goes to the trash, unless something is about the copy.
    """
    way = _way(portfolio, pathway_id)
    if way.status == "taken":
        raise Invalid(_("this way was taken already"))
    draft = Draft(portfolio, at)
    own = portfolio.steps_of.get(way.goal, [])
    spread(draft, own)
    last = str((draft.current("steps", own[-1].id) or {}).get("position", "")) if own else None
    open_steps = [step for step in own if step.is_open]
    written = canonical_bytes(portfolio.document)
    for step in portfolio.steps_on.get(pathway_id, []):
        last = position_between(last, None)
        is_spoken_of = written.count(step.id.encode()) > 1
        same = None if is_spoken_of else next((one for one in open_steps if _is_taken_along(step, one)), None)
        if same is None:
            draft.patch("steps", step.id, {"pathway": None, "position": last})
        else:
            open_steps.remove(same)
            draft.patch("steps", same.id, {"position": last})
            draft.patch("steps", step.id, {"deleted": at})
    for step in open_steps:
        draft.patch("steps", step.id, {"skipped": left_out(_("another way was taken"))})
    draft.patch("pathways", pathway_id, {"status": "taken", "because": None})
    return draft.change(_("Took the way {title}").format(title=quoted(way.title)))


def leave_way(portfolio: Portfolio, at: str, pathway_id: str, why: str = "") -> Change:
    """Leave another way, with the reason; it stays to be read, and can still be taken. Raises Invalid."""
    way = _way(portfolio, pathway_id)
    if way.status != "open":
        raise Invalid(_("this way is not open"))
    lines: list[Json] = [*to_lines(why)]
    draft = Draft(portfolio, at)
    draft.patch("pathways", pathway_id, {"status": "left", "because": lines})
    return draft.change(_("Left the way {title}").format(title=quoted(way.title)))


def _is_taken_along(step: Step, first: Step) -> bool:
    """Whether a step on another way is one of the first way still as it was taken along."""
    return step.is_open and not step.evidence and (step.title, step.note) == (first.title, first.note)


def _way(portfolio: Portfolio, pathway_id: str) -> Pathway:
    return portfolio.live(Pathway)[pathway_id]
