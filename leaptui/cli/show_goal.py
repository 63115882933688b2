"""What `leaptui show` says of a goal beside its steps: who agreed, what it said before, other ways, suggested steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from leaptui.cli.here import Desk
from leaptui.cli.pick import Short, title_of
from leaptui.language import _, pgettext
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.agreed import Agreed
    from leaptui.model.canonical import Json
    from leaptui.model.records import Goal, Step

Facts = tuple[tuple[str, str], ...]


def goal_facts(desk: Desk, goal: Goal) -> Facts:
    """Who proposed it, who agreed, where it began, which piece it grew from: named facts, empty where there is none."""
    from leaptui.model.agreed import agreed_to

    said = [_agreed(one) for one in agreed_to(desk.portfolio, "goals", goal.id)]
    begun = " ".join(desk.code(aim.guideline) + (f"={aim.level}" if aim.level else "") for aim in goal.baseline)
    grew = f"{Short(desk.portfolio)(goal.deepens)} {title_of(desk, 'evidence', goal.deepens)}" if goal.deepens else ""
    return (
        (pgettext("fact", "proposed by"), desk.portfolio.name_of(goal.proposed_by)),
        (pgettext("fact", "agreed by"), ", ".join(said)),
        (pgettext("fact", "began at"), begun),
        (pgettext("fact", "grew from"), grew),
    )


def _agreed(one: Agreed) -> str:
    said = _("{name} on {day}").format(name=one.by, day=one.on) if one.on else one.by
    if one.role:
        said = f"{said} ({word(one.role, 'role')})"
    return _("{who}, before it changed").format(who=said) if one.before_change else said


def beside_goal(desk: Desk, goal: Goal) -> Iterator[str]:
    """What an agreed goal said before, other ways with their steps, and steps that somebody suggests."""
    yield from _before(desk, goal)
    yield from _ways(desk, goal)
    yield from _suggested(desk, goal)


def _before(desk: Desk, goal: Goal) -> Iterator[str]:
    from leaptui.model.agreed import agreed_day, wordings_before

    for entry in wordings_before(desk.portfolio, goal.id):
        day: date | None = agreed_day(desk.portfolio, goal.id, entry)
        said = _("As agreed on {day}").format(day=day) if day else _("As agreed before")
        yield from ("", said)
        yield from (f"  {line}" for line in entry.was)
        yield "  " + _("changed on {day}: {because}").format(day=entry.on_date, because=" ".join(entry.text))


def _ways(desk: Desk, goal: Goal) -> Iterator[str]:
    short = Short(desk.portfolio)
    for way in desk.portfolio.pathways_of.get(goal.id, []):
        yield from (
            "",
            _("Another way: {id} {title} ({state})").format(
                id=short(way.id), title=way.title, state=way_state(way.status)
            ),
        )
        yield from (f"  {line}" for line in way.why)
        if way.because:
            yield "  " + _("left because {reason}").format(reason=" ".join(way.because))
        for step in desk.portfolio.steps_on.get(way.id, []):
            yield f"  {box(step)} {short(step.id)}  {step.title}"


def way_state(status: str) -> str:
    """Where another way stands, in words."""
    said = {
        "open": pgettext("another way is", "open"),
        "taken": pgettext("another way is", "taken"),
        "left": pgettext("another way is", "left"),
    }
    return said.get(status, status)


def box(step: Step) -> str:
    """The box of a step: done, skipped or open."""
    return "[x]" if step.done_on else "[-]" if step.is_skipped else "[ ]"


def _suggested(desk: Desk, goal: Goal) -> Iterator[str]:
    from leaptui.model.edits.next_steps import suggestions_for

    short = Short(desk.portfolio)
    found = suggestions_for(desk.portfolio, goal.id)
    if found:
        yield from ("", _("Suggested steps"))
    for one in found:
        state = word(one.answer, "answer") if one.answer else pgettext("a suggestion is", "not answered yet")
        name = desk.portfolio.name_of(one.by)
        yield f"  {short(one.id)}  {one.title} ({_('from {name}').format(name=name)}; {state})"
        yield from (f"    {line}" for line in (*one.note, *one.why))


def beside_json(desk: Desk, goal_id: str) -> dict[str, Json]:
    """What stands beside a goal, where there is any: other ways with their steps, suggested steps, agreements."""
    from leaptui.cli.lists import record_json
    from leaptui.model.agreed import agreements_about
    from leaptui.model.edits.next_steps import suggestions_for

    portfolio = desk.portfolio
    ways: list[Json] = []
    for way in portfolio.pathways_of.get(goal_id, []):
        on_it: list[Json] = [record_json(desk, "steps", step.id) for step in portfolio.steps_on.get(way.id, [])]
        ways.append({**record_json(desk, "pathways", way.id), "steps": on_it})
    suggested: list[Json] = [record_json(desk, "suggestions", one.id) for one in suggestions_for(portfolio, goal_id)]
    agreed: list[Json] = [
        record_json(desk, "agreements", one.id) for one in agreements_about(portfolio, "goals", goal_id)
    ]
    found: dict[str, Json] = {"pathways": ways, "suggestions": suggested, "agreements": agreed}
    return {name: value for name, value in found.items() if value}
