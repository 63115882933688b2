"""Re-planning a goal: what each way would mean, and doing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import goal_ids, step_ids
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out
from leaptui.cli.pace import read_pace
from leaptui.cli.pick import find_goal, find_live, read_day, read_day_or_none
from leaptui.language import _

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.change import Change


class _Ways(TypedDict):
    target: date | str | None
    drop: tuple[str, ...]
    pace: str | None
    rest: tuple[date, date] | None
    wait: bool
    because: str


@click.command(
    "replan",
    cls=Command,
    short_help="See what another plan would mean.",
    examples=(
        "leaptui goal replan 9b1c22aa",
        "leaptui goal replan 9b1c22aa --target 2027-03-01 --drop 5e0f9a31",
        "leaptui goal replan 9b1c22aa --rest 2026-12-20 2027-01-05 --do",
    ),
)
@click.argument("goal", metavar="ID", shell_complete=goal_ids)
@click.option("--target", type=read_day_or_none, metavar="DATE", help='Move the day you hope for; "" takes it away.')
@click.option("--drop", multiple=True, metavar="STEP", shell_complete=step_ids, help="Leave a step out.")
@click.option("--pace", metavar="N/week|fortnight|month", help="Change the pace, on the days it has now.")
@click.option("--rest", nargs=2, type=read_day, metavar="FROM TO", help="Take a break.")
@click.option("--wait", is_flag=True, help="Let the goal rest.")
@click.option(
    "--because",
    metavar="TEXT",
    default="",
    help="What changed: kept with all that is done; asked for where somebody agreed to the goal.",
)
@click.option("--do", "doing", is_flag=True, help="Do it. Without it, nothing is changed.")
@in_portfolio
@pass_here
def replan_command(here: Here, goal: str, *, doing: bool, **ways: Unpack[_Ways]) -> int:
    """See when a goal is likely done, and what it would mean to move its day, drop steps, change the pace, or rest."""
    from leaptui.model.forecast import forecast
    from leaptui.model.forecast_words import sentence

    desk = here.open()
    goal_id = find_goal(desk, goal)
    today = desk.store.clock.today()
    said = list(_ways(desk, goal_id, ways, doing=doing))
    if not said:
        if doing:
            raise click.UsageError(_("say what to do: --target, --drop, --pace, --rest or --wait"))
        out(sentence(forecast(desk.portfolio, goal_id, today), today))
    for change, means in said:
        if doing:
            desk.apply(change)
        else:
            out(f"{change.label}: {means}")
    return 0


def _ways(desk: Desk, goal_id: str, ways: _Ways, *, doing: bool) -> Iterator[tuple[Change, str]]:
    """Each way that was named: the change it is, and what it would mean."""
    from leaptui.model.edits import edit_goal, set_pace, take_break
    from leaptui.model.edits.goals import skip_steps
    from leaptui.model.pace import pace_on
    from leaptui.model.replan import pace_would_mean, would_mean

    portfolio, at, today = desk.portfolio, desk.at, desk.store.clock.today()
    changes = []
    if ways["target"] is not None:
        # Before it is done, what it would mean is told whatever the reason.
        because = ways["because"] or ("" if doing else "?")
        moved: dict[str, Json] = {"target_on": str(ways["target"])}
        changes.append(edit_goal(portfolio, at, goal_id, moved, because=because, on=today))
    if ways["drop"]:
        steps = [find_live(desk, step, "steps")[1] for step in ways["drop"]]
        if any(portfolio.steps[step].goal != goal_id for step in steps):
            raise click.UsageError(_("the step given with --drop belongs to another goal"))
        changes.append(skip_steps(portfolio, at, steps, ways["because"]))
    if ways["rest"]:
        changes.append(take_break(portfolio, at, *ways["rest"], ways["because"]))
    if ways["wait"]:
        changes.append(edit_goal(portfolio, at, goal_id, {"status": "rested"}))
    for change in changes:
        yield change, would_mean(portfolio, goal_id, change, today)
    if ways["pace"] is not None:
        pieces, per = read_pace(ways["pace"])
        now = pace_on(portfolio, today)
        change = set_pace(portfolio, at, today, pieces, per, now.days if now else (), ways["because"])
        yield change, pace_would_mean(portfolio, goal_id, pieces, per, today)
