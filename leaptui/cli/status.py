"""Today as text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json
from leaptui.cli.pace import pace_json, this_period, week_line
from leaptui.cli.pick import Short, noun, title_of
from leaptui.cli.with_others import waiting_lines
from leaptui.language import _, ngettext, pgettext
from leaptui.model.text import clean_line

if TYPE_CHECKING:
    from leaptui.merge import Conflict
    from leaptui.model.canonical import Json
    from leaptui.model.pace import Week
    from leaptui.model.records import Step
    from leaptui.model.standing import Coverage

_BARS = "▁▂▃▄▅▆▇█"
_WEEKS = 26
_STEPS = 5
_METER = 20


@click.command("status", cls=Command, examples=("leaptui status", "leaptui status --json"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def status_command(here: Here, *, as_json: bool) -> int:
    """See what matters now: this week, the next steps, what there is evidence for, and what waits for you."""
    desk = here.open()
    if as_json:
        out_json(_json(desk))
    else:
        for line in _lines_of(desk):
            out(line)
    desk.narrate_problems()
    return 0


def next_steps(desk: Desk) -> list[Step]:
    """The first open step of each living goal."""
    goals = [goal for goal in desk.portfolio.goals.values() if goal.is_alive]
    steps = (next((step for step in desk.portfolio.steps_of.get(goal.id, []) if step.is_open), None) for goal in goals)
    return [step for step in steps if step is not None]


def _lines_of(desk: Desk) -> Iterator[str]:
    from leaptui.model.dates import weekday_long

    meta, today = desk.portfolio.meta, desk.store.clock.today()
    yield f"{clean_line(meta.learner.name)} · {desk.framework.name} · {weekday_long(today)}"
    yield ""
    yield from _week(desk)
    yield from _steps(desk)
    yield from _coverage(desk)
    yield from _areas(desk)
    yield from _weeks(desk)
    yield from _stretch(desk)
    yield from _waiting(desk)
    yield from _to_choose(desk)


def _week(desk: Desk) -> Iterator[str]:
    from leaptui.model.pace import pace_now, sentence

    now = pace_now(desk.portfolio, desk.store.clock.today())
    if now is None:
        yield _("No pace is set yet: leaptui pace set 2/week")
    else:
        yield this_period(now)
        yield week_line(now.days)
        yield sentence(now)


def _steps(desk: Desk) -> Iterator[str]:
    yield from ("", _("Next steps"))
    steps = next_steps(desk)
    short = Short(desk.portfolio)
    for step in steps[:_STEPS]:
        toward = _("goal: {title}").format(title=title_of(desk, "goals", step.goal))
        yield f"  [ ] {short(step.id)}  {clean_line(step.title)}  ({toward})"
    if len(steps) > _STEPS:
        yield "  " + _("and {n} more: leaptui goal list").format(n=len(steps) - _STEPS)
    if not steps:
        yield "  " + _("None open. Set a goal: leaptui goal add TITLE --step STEP")


def _coverages(desk: Desk) -> list[Coverage]:
    from leaptui.model.standing import coverage, standings

    return coverage(desk.framework, standings(desk.portfolio, desk.framework))


def _coverage(desk: Desk) -> Iterator[str]:
    yield from ("", _("Where there is evidence"))
    coverages = _coverages(desk)
    titles = [desk.framework.short_title(one.component) for one in coverages]
    wide = max(map(len, titles))
    for one, title in zip(coverages, titles, strict=True):
        filled = _METER * one.reached // one.total if one.total else 0
        meter = "█" * filled + "░" * (_METER - filled)
        count = _("{n} of {total}").format(n=one.reached, total=one.total)
        yield f"  {one.component.code} {title:<{wide}}  {meter}  {count}"


def _areas(desk: Desk) -> Iterator[str]:
    """Experience in the world: each area of life apart, where there is any."""
    from leaptui.model.experience import areas, counted_words

    found = [area for area in areas(desk.portfolio) if area.pieces]
    if found:
        yield from ("", _("Real-world experience"))
        wide = max(len(area.said) for area in found)
        yield from (f"  {area.said:<{wide}}  {counted_words(area)}" for area in found)


def _weeks(desk: Desk) -> Iterator[str]:
    from leaptui.model.pace import pieces_words, weeks

    past = weeks(desk.portfolio, desk.store.clock.today(), _WEEKS)
    yield from ("", _("Last {n} weeks (the last one is this week)").format(n=_WEEKS))
    yield f"  {''.join(_bars(past))}"
    rest = f", ┄ {pgettext('in a chart', 'rest')}" if any(week.resting and not week.pieces for week in past) else ""
    total = sum(week.pieces for week in past)
    most = max(week.pieces for week in past)
    yield "  " + _("{pieces}, at most {n} a week").format(pieces=pieces_words(total), n=most) + rest


def _bars(past: list[Week]) -> Iterator[str]:
    most = max(1, *(week.pieces for week in past))
    for week in past:
        if week.pieces:
            yield _BARS[round(Fraction(week.pieces * (len(_BARS) - 1), most))]
        else:
            yield "┄" if week.resting else " "


def _stretch(desk: Desk) -> Iterator[str]:
    """How far the work stretched over the last months, and what it feeds; nothing where no piece says anything of it."""
    from leaptui.model.challenge import challenge, stretch_sentence

    found = challenge(desk.portfolio, desk.store.clock.today())
    sentence = stretch_sentence(found)
    if sentence:
        yield from ("", _("Interest and stretch"))
        bars = "".join(_BARS[2 * month.height - 2] if month.height else " " for month in found.months)
        yield f"  {bars}  {sentence}"
    for one in found.fed if sentence else ():
        count = ngettext("{n} piece", "{n} pieces", one.pieces).format(n=one.pieces) if one.pieces else _("none yet")
        yield f"  {one.words}: {count}"


def _to_choose(desk: Desk) -> Iterator[str]:
    """The guideline demonstrated last of which nothing was chosen yet."""
    found = _choices(desk)
    if found:
        yield ""
        yield _("{code} is demonstrated: go on, or deeper?").format(code=desk.code(found[0])) + "  (leaptui advance)"


def _choices(desk: Desk) -> list[str]:
    from leaptui.model.advances import choices
    from leaptui.model.standing import standings

    found = choices(desk.portfolio, desk.framework, standings(desk.portfolio, desk.framework))
    return [one.guideline.id for one in found]


def _waiting(desk: Desk) -> Iterator[str]:
    waiting = _conflicts(desk)
    yield from waiting_lines(desk)
    if waiting:
        yield from ("", _("Waiting for your choice"))
        short = Short(desk.portfolio)
        for table, record_id in dict.fromkeys((one.table, one.id) for one in waiting):
            fields = ", ".join(one.field for one in waiting if (one.table, one.id) == (table, record_id))
            title = title_of(desk, table, record_id)
            said = _("said differently on two machines ({fields})").format(fields=fields)
            yield f"  {noun(table)} {short(record_id)} {title}: {said}"


def _conflicts(desk: Desk) -> list[Conflict]:
    from leaptui.merge import open_conflicts

    return open_conflicts(desk.portfolio.document)


def _stretch_json(desk: Desk) -> list[Json]:
    from leaptui.model.challenge import challenge

    months = challenge(desk.portfolio, desk.store.clock.today()).months
    return [{"from": one.first.isoformat(), "pieces": one.pieces, "mean_in_tenths": one.tenths} for one in months]


def _json(desk: Desk) -> dict[str, Json]:
    from leaptui.model.edits.next_steps import open_suggestions
    from leaptui.model.experience import areas
    from leaptui.model.pace import weeks
    from leaptui.model.reviewed import new_feedback

    today = desk.store.clock.today()
    steps: list[Json] = [{"id": step.id, "title": step.title, "goal": step.goal} for step in next_steps(desk)]
    coverages: list[Json] = [
        {"component": one.component.code, "reached": one.reached, "total": one.total, "pieces": one.pieces}
        for one in _coverages(desk)
    ]
    experience: list[Json] = [
        {"area": one.area, "pieces": len(one.pieces), "confirmed": one.confirmed} for one in areas(desk.portfolio)
    ]
    past: list[Json] = [
        {"from": week.start.isoformat(), "pieces": week.pieces, "resting": week.resting}
        for week in weeks(desk.portfolio, today, _WEEKS)
    ]
    waiting: list[Json] = [{"table": one.table, "id": one.id, "field": one.field} for one in _conflicts(desk)]
    feedback: list[Json] = [one.id for found in new_feedback(desk.portfolio).values() for one in found]
    suggested: list[Json] = [one.id for one in open_suggestions(desk.portfolio)]
    return {
        "learner": desk.portfolio.meta.learner.name,
        "today": today.isoformat(),
        "pace": pace_json(desk)["now"],
        "next_steps": steps,
        "coverage": coverages,
        "areas": experience,
        "weeks": past,
        "waiting": waiting,
        "feedback": feedback,
        "suggestions": suggested,
        "stretch": _stretch_json(desk),
        "to_choose": [*_choices(desk)],
    }
