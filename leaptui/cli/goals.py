"""Goals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.command import Group, need_command
from leaptui.cli.complete import goal_ids, guideline_codes
from leaptui.cli.goal_people import COMMANDS as PEOPLE
from leaptui.cli.goal_ways import COMMANDS as WAYS
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.lists import list_goals
from leaptui.cli.output import out
from leaptui.cli.pick import aims, find_goal, guideline, levels, read_day, read_day_or_none
from leaptui.cli.replan import replan_command
from leaptui.language import _
from leaptui.model.text import clean_line, to_lines
from leaptui.model.words import GOAL_STATUSES

if TYPE_CHECKING:
    from leaptui.model.canonical import Json


@click.group(
    "goal",
    cls=Group,
    examples=(
        'leaptui goal add "Run the weather station" --guideline C4.a=demonstrated --step "Calibrate the sensor"',
        "leaptui goal list",
    ),
)
@in_portfolio
@click.pass_context
def goal_command(ctx: click.Context) -> None:
    """Set goals: where you want to get to, and the steps on the way."""
    need_command(ctx)


class _Words(TypedDict):
    codes: tuple[str, ...]
    why: str
    target: date | None
    steps: tuple[str, ...]
    agreed_by: tuple[str, ...]


@goal_command.command(
    "add",
    short_help="Set a goal.",
    examples=(
        'leaptui goal add "Run the weather station" --guideline C4.a=demonstrated --guideline D4 --target 2026-06-30',
        'leaptui goal add "Speak to the class" --guideline L5 --step "Write it" --step "Practise on Sam"',
    ),
)
@click.argument("title")
@click.option(
    "--guideline",
    "codes",
    multiple=True,
    metavar="CODE=LEVEL",
    shell_complete=guideline_codes,
    help="A guideline, and the level to reach.",
)
@click.option("--why", metavar="TEXT", default="", help="Why it matters to you.")
@click.option("--target", type=read_day, metavar="DATE", help="The day you hope to be there.")
@click.option("--step", "steps", multiple=True, metavar="TITLE", help="A step on the way; give them in order.")
@click.option("--agreed-by", multiple=True, metavar="NAME", help="Who agreed to it with you.")
@in_portfolio
@pass_here
def add_command(here: Here, title: str, **goal: Unpack[_Words]) -> int:
    """Set a goal, and print its id."""
    from leaptui.model.edits import add_goal
    from leaptui.model.starts import baseline_of

    desk = here.open()
    lines: list[Json] = [*to_lines(goal["why"])]
    wanted = levels(desk.framework, goal["codes"])
    fields: dict[str, Json] = {
        "title": clean_line(title),
        "why": lines,
        "guidelines": aims(wanted),
        "target_on": goal["target"].isoformat() if goal["target"] else None,
        "agreed": _agreed(desk, None, goal["agreed_by"]),
        "baseline": baseline_of(desk.portfolio, desk.framework, wanted),
    }
    change, made = add_goal(desk.portfolio, desk.at, fields, goal["steps"])
    desk.apply(change)
    out(made)
    return 0


class _Edits(TypedDict):
    title: str | None
    why: str | None
    target: date | str | None
    status: str | None
    codes: tuple[str, ...]
    unwanted: tuple[str, ...]
    agreed_by: tuple[str, ...]
    because: str


@goal_command.command(
    "edit",
    short_help="Change a goal.",
    examples=(
        "leaptui goal edit 9b1c22aa --target 2026-09-30",
        'leaptui goal edit 9b1c22aa --title "Run two stations" --because "The school got a second one"',
        "leaptui goal edit 9b1c22aa --guideline D4=deepening --no-guideline L5 --status rested",
    ),
)
@click.argument("goal", metavar="ID", shell_complete=goal_ids)
@click.option("--title", metavar="TEXT", help="A new title.")
@click.option("--why", metavar="TEXT", help='Why it matters to you; "" takes it away.')
@click.option("--target", type=read_day_or_none, metavar="DATE", help='The day you hope to be there; "" takes it away.')
@click.option(
    "--status", type=click.Choice(GOAL_STATUSES), metavar="STATUS", help=f"One of {', '.join(GOAL_STATUSES)}."
)
@click.option(
    "--guideline",
    "codes",
    multiple=True,
    metavar="CODE=LEVEL",
    shell_complete=guideline_codes,
    help="Add or change a guideline.",
)
@click.option(
    "--no-guideline",
    "unwanted",
    multiple=True,
    metavar="CODE",
    shell_complete=guideline_codes,
    help="Take a guideline off.",
)
@click.option("--agreed-by", multiple=True, metavar="NAME", help="Who agreed to it with you.")
@click.option("--because", metavar="TEXT", default="", help="What changed, where somebody agreed to it: both are kept.")
@in_portfolio
@pass_here
def edit_command(here: Here, goal: str, **edits: Unpack[_Edits]) -> int:
    """Change a goal; what is not named stays as it is."""
    from leaptui.model.edits import edit_goal
    from leaptui.model.starts import baseline_with

    desk = here.open()
    goal_id = find_goal(desk, goal)
    if not any(value not in (None, ()) for name, value in edits.items() if name != "because"):
        raise click.UsageError(_("say what to change, for one --title or --target"))
    fields: dict[str, Json] = {}
    if edits["title"] is not None:
        fields["title"] = clean_line(edits["title"])
    if edits["why"] is not None:
        lines: list[Json] = [*to_lines(edits["why"])]
        fields["why"] = lines
    if edits["target"] is not None:
        fields["target_on"] = str(edits["target"])
    if edits["status"] is not None:
        fields["status"] = edits["status"]
    if edits["codes"] or edits["unwanted"]:
        now = {aim.guideline: aim.level for aim in desk.portfolio.goals[goal_id].guidelines}
        now |= levels(desk.framework, edits["codes"])
        gone = {guideline(desk.framework, code).id for code in edits["unwanted"]}
        fields["baseline"] = baseline_with(
            desk.portfolio, desk.framework, desk.portfolio.goals[goal_id], now.keys() - gone
        )
        fields["guidelines"] = aims({aim: level for aim, level in now.items() if aim not in gone})
    if edits["agreed_by"]:
        fields["agreed"] = _agreed(desk, goal_id, edits["agreed_by"])
    today = desk.store.clock.today()
    desk.apply(edit_goal(desk.portfolio, desk.at, goal_id, fields, because=edits["because"], on=today))
    return 0


@goal_command.command(
    "done",
    short_help="Say that a goal is reached.",
    examples=("leaptui goal done 9b1c22aa", "leaptui goal done 9b1c22aa --undo"),
)
@click.argument("goal", metavar="ID", shell_complete=goal_ids)
@click.option("--undo", is_flag=True, help="It is not reached yet after all.")
@in_portfolio
@pass_here
def done_command(here: Here, goal: str, *, undo: bool) -> int:
    """Say that a goal is reached. Its steps stay as they are."""
    from leaptui.model.edits import edit_goal

    desk = here.open()
    desk.apply(edit_goal(desk.portfolio, desk.at, find_goal(desk, goal), {"status": "active" if undo else "achieved"}))
    return 0


@goal_command.command(
    "rest",
    short_help="Let a goal rest, or take it up again.",
    examples=("leaptui goal rest 9b1c22aa", "leaptui goal rest 9b1c22aa --undo"),
)
@click.argument("goal", metavar="ID", shell_complete=goal_ids)
@click.option("--undo", is_flag=True, help="Take it up again.")
@in_portfolio
@pass_here
def rest_command(here: Here, goal: str, *, undo: bool) -> int:
    """Let a goal rest: it waits, and asks for nothing until you take it up again."""
    from leaptui.model.edits import edit_goal

    desk = here.open()
    desk.apply(edit_goal(desk.portfolio, desk.at, find_goal(desk, goal), {"status": "active" if undo else "rested"}))
    return 0


for command in (replan_command, *PEOPLE, *WAYS):
    goal_command.add_command(command)


@goal_command.command("list", short_help="List goals.", examples=("leaptui goal list", "leaptui goal list --json"))
@click.option("--query", metavar="TEXT", default="", help="Only goals with all these words in them.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of whole records with their steps.")
@in_portfolio
@pass_here
def list_command(here: Here, query: str, *, as_json: bool) -> int:
    """List goals, living ones first: id, status, steps done, day hoped for, title, guidelines."""
    return list_goals(here.open(), query, None, as_json=as_json)


def _agreed(desk: Desk, goal_id: str | None, names: Iterable[str]) -> Json:
    """Who agreed, with those who do so today."""
    raw = (desk.portfolio.raw("goals", goal_id) or {}) if goal_id else {}
    now = raw.get("agreed")
    agreed: list[Json] = [*now] if isinstance(now, list) else []
    today = desk.store.clock.today().isoformat()
    return agreed + [{"by": clean_line(name), "on": today} for name in names if clean_line(name)]
