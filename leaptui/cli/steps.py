"""Steps of goals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Group, need_command
from leaptui.cli.complete import evidence_ids, goal_ids, step_ids
from leaptui.cli.here import Here, in_portfolio, pass_here
from leaptui.cli.output import out
from leaptui.cli.pick import find_goal, find_live, find_pieces, read_day
from leaptui.cli.whole import Whole
from leaptui.language import _
from leaptui.model.text import clean_line, to_lines

if TYPE_CHECKING:
    from leaptui.model.canonical import Json


@click.group(
    "step",
    cls=Group,
    examples=("leaptui step done 5e0f9a31", 'leaptui step add 9b1c22aa "Ask Ms Lind about the greenhouse"'),
)
@in_portfolio
@click.pass_context
def step_command(ctx: click.Context) -> None:
    """Tick, add and skip the steps on the way to a goal. “leaptui show GOAL” lists them with their ids."""
    need_command(ctx)


@step_command.command(
    "done",
    short_help="Tick a step.",
    examples=("leaptui step done 5e0f9a31", "leaptui step done 5e0f9a31 --on yesterday"),
)
@click.argument("step", metavar="ID", shell_complete=step_ids)
@click.option("--on", "day", type=read_day, metavar="DATE", help="The day it was done; without it, today.")
@click.option("--undo", is_flag=True, help="It is not done yet after all.")
@in_portfolio
@pass_here
def done_command(here: Here, step: str, day: date | None, *, undo: bool) -> int:
    """Tick a step as done."""
    from leaptui.model.edits import tick_step

    if undo and day:
        raise click.UsageError(_("--on says when it was done, and --undo that it was not: give one of them"))
    desk = here.open()
    step_id = find_live(desk, step, "steps")[1]
    desk.apply(tick_step(desk.portfolio, desk.at, step_id, None if undo else day or desk.store.clock.today()))
    return 0


@step_command.command(
    "link",
    short_help="Say which pieces belong to a step.",
    examples=("leaptui step link 5e0f9a31 3f2a9b10",),
)
@click.argument("step", metavar="ID", shell_complete=step_ids)
@click.argument("pieces", metavar="PIECE...", nargs=-1, required=True, shell_complete=evidence_ids)
@in_portfolio
@pass_here
def link_command(here: Here, step: str, pieces: tuple[str, ...]) -> int:
    """Link pieces of evidence to a step, and so to its goal; those linked before stay."""
    from leaptui.model.edits import link_step

    desk = here.open()
    step_id = find_live(desk, step, "steps")[1]
    evidence = find_pieces(desk, pieces)
    there = [piece for piece in desk.portfolio.steps[step_id].evidence if piece in desk.portfolio.evidence]
    desk.apply(link_step(desk.portfolio, desk.at, step_id, [*there, *evidence]))
    return 0


@step_command.command(
    "unlink",
    short_help="Take pieces off a step.",
    examples=("leaptui step unlink 5e0f9a31 3f2a9b10",),
)
@click.argument("step", metavar="ID", shell_complete=step_ids)
@click.argument("pieces", metavar="PIECE...", nargs=-1, required=True, shell_complete=evidence_ids)
@in_portfolio
@pass_here
def unlink_command(here: Here, step: str, pieces: tuple[str, ...]) -> int:
    """Take pieces of evidence off a step; they stay with its goal."""
    from leaptui.model.edits import link_step

    desk = here.open()
    step_id = find_live(desk, step, "steps")[1]
    gone = set(find_pieces(desk, pieces))
    kept = [piece for piece in desk.portfolio.steps[step_id].evidence if piece not in gone]
    desk.apply(link_step(desk.portfolio, desk.at, step_id, kept))
    return 0


@step_command.command(
    "add",
    short_help="Add a step to a goal.",
    examples=('leaptui step add 9b1c22aa "Ask Ms Lind about the greenhouse"',),
)
@click.argument("goal", metavar="GOAL", shell_complete=goal_ids)
@click.argument("title")
@click.option(
    "--after", metavar="ID", shell_complete=step_ids, help="The step it comes after; without it, it comes last."
)
@click.option("--way", metavar="WAY", help="Another way to the goal that it belongs to.")
@click.option("--note", metavar="TEXT", default="", help="What helps to know.")
@in_portfolio
@pass_here
def add_command(here: Here, goal: str, title: str, after: str | None, way: str | None, note: str) -> int:
    """Add a step to a goal, and print its id."""
    from leaptui.model.edits import add_step

    desk = here.open()
    goal_id = find_goal(desk, goal)
    after_id = find_live(desk, after, "steps")[1] if after else None
    if after_id and desk.portfolio.steps[after_id].goal != goal_id:
        raise click.UsageError(_("the step given with --after belongs to another goal"))
    way_id = find_live(desk, way, "pathways")[1] if way else ""
    if way_id and (desk.portfolio.raw("pathways", way_id) or {}).get("goal") != goal_id:
        raise click.UsageError(_("the way given with --way belongs to another goal"))
    change, made = add_step(desk.portfolio, desk.at, goal_id, title, after_id, note, pathway=way_id)
    desk.apply(change)
    out(made)
    return 0


@step_command.command(
    "skip",
    short_help="Leave a step out.",
    examples=('leaptui step skip 5e0f9a31 --why "It comes soldered"', "leaptui step skip 5e0f9a31 --undo"),
)
@click.argument("step", metavar="ID", shell_complete=step_ids)
@click.option("--why", metavar="TEXT", default="", help="Why it is not needed, if you like.")
@click.option("--undo", is_flag=True, help="Take it up again.")
@in_portfolio
@pass_here
def skip_command(here: Here, step: str, why: str, *, undo: bool) -> int:
    """Leave a step out; it stays in sight and can be taken up again."""
    from leaptui.model.edits import edit_step
    from leaptui.model.edits.goals import left_out

    desk = here.open()
    skipped = None if undo else left_out(why)
    desk.apply(edit_step(desk.portfolio, desk.at, find_live(desk, step, "steps")[1], {"skipped": skipped}))
    return 0


@step_command.command(
    "edit",
    short_help="Change a step's words.",
    examples=('leaptui step edit 5e0f9a31 --title "Calibrate both sensors"',),
)
@click.argument("step", metavar="ID", shell_complete=step_ids)
@click.option("--title", metavar="TEXT", help="What to do.")
@click.option("--note", metavar="TEXT", help='What helps to know; "" takes it away.')
@in_portfolio
@pass_here
def edit_command(here: Here, step: str, title: str | None, note: str | None) -> int:
    """Change the words of a step, or its note."""
    from leaptui.model.edits import edit_step

    if title is None and note is None:
        raise click.UsageError(_("say what to change: --title or --note"))
    desk = here.open()
    fields: dict[str, Json] = {}
    if title is not None:
        fields["title"] = clean_line(title)
    if note is not None:
        fields["note"] = [*to_lines(note)]
    desk.apply(edit_step(desk.portfolio, desk.at, find_live(desk, step, "steps")[1], fields))
    return 0


@step_command.command(
    "move",
    short_help="Move a step up or down.",
    examples=("leaptui step move 5e0f9a31 up", "leaptui step move 5e0f9a31 down --by 2"),
)
@click.argument("step", metavar="ID", shell_complete=step_ids)
@click.argument("way", type=click.Choice(["up", "down"]), metavar="up|down")
@click.option("--by", type=Whole(1), default=1, metavar="N", help="How many places; without it, one.")
@in_portfolio
@pass_here
def move_command(here: Here, step: str, way: str, by: int) -> int:
    """Move a step up or down among its goal's steps."""
    from leaptui.model.edits import move_step

    desk = here.open()
    step_id = find_live(desk, step, "steps")[1]
    desk.apply(move_step(desk.portfolio, desk.at, step_id, -by if way == "up" else by))
    return 0
