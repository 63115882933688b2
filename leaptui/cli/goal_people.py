"""Goals with others: who proposed, who agrees, which steps somebody suggests and what the learner answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import goal_ids, guideline_codes, step_ids
from leaptui.cli.here import Here, in_portfolio, pass_here
from leaptui.cli.output import out
from leaptui.cli.pick import aims, find_goal, find_live, levels
from leaptui.cli.together import agree_as, by_somebody, suggest_as, take_suggested
from leaptui.language import _
from leaptui.model.text import clean_line, to_lines

if TYPE_CHECKING:
    from leaptui.model.canonical import Json


@click.command(
    "propose",
    cls=Command,
    short_help="Note a goal that somebody proposes.",
    examples=('leaptui goal propose "Lead a workshop" --by "J. Lind" --guideline L4=growing',),
)
@click.argument("title")
@click.option("--by", required=True, metavar="NAME", help="Who proposes it.")
@click.option(
    "--guideline",
    "codes",
    multiple=True,
    metavar="CODE=LEVEL",
    shell_complete=guideline_codes,
    help="A guideline, and the level to reach.",
)
@click.option("--why", metavar="TEXT", default="", help="Why it is proposed.")
@in_portfolio
@pass_here
def propose_command(here: Here, title: str, by: str, codes: tuple[str, ...], why: str) -> int:
    """Note a goal that somebody else proposes, and print its id. It is an idea until you agree: “leaptui goal agree ID”."""
    from leaptui.model.edits import add_goal
    from leaptui.model.starts import baseline_of
    from leaptui.model.voices import who

    desk = here.open()
    if not clean_line(by):
        raise click.UsageError(_("--by needs a name"))
    lines: list[Json] = [*to_lines(why)]
    wanted = levels(desk.framework, codes)
    fields: dict[str, Json] = {
        "title": clean_line(title),
        "why": lines,
        "status": "idea",
        "proposed_by": who(desk.portfolio, by),
        "guidelines": aims(wanted),
        "baseline": baseline_of(desk.portfolio, desk.framework, wanted),
    }
    change, made = add_goal(desk.portfolio, desk.at, fields)
    desk.apply(change)
    out(made)
    return 0


@click.command(
    "agree",
    cls=Command,
    short_help="Agree to a goal as it stands.",
    examples=("leaptui goal agree 9b1c22aa", 'leaptui goal agree 9b1c22aa --by "J. Lind" --role mentor'),
)
@click.argument("goal", metavar="ID", shell_complete=goal_ids)
@by_somebody(required=False)
@click.option("--note", metavar="TEXT", default="", help="What they say with it.")
@in_portfolio
@pass_here
def agree_command(here: Here, goal: str, name: str | None, role: str | None, note: str) -> int:
    """Agree to a goal as it stands, as the learner, or with --by as somebody else; prints the agreement's id.

    Changing the goal later asks what changed, and keeps both.
    """
    desk = here.open()
    return agree_as(desk, ("goals", find_goal(desk, goal)), name, role, note)


@click.command(
    "suggest",
    cls=Command,
    short_help="Suggest a step.",
    examples=('leaptui goal suggest 9b1c22aa "Ask the met office for data" --by "J. Lind"',),
)
@click.argument("goal", metavar="ID", shell_complete=goal_ids)
@click.argument("title")
@by_somebody()
@click.option("--note", metavar="TEXT", default="", help="What helps to know.")
@in_portfolio
@pass_here
def suggest_command(here: Here, goal: str, title: str, name: str, role: str | None, note: str) -> int:
    """Suggest a step for a goal, as somebody other than the learner, and print its id. The learner accepts or declines it."""
    desk = here.open()
    return suggest_as(desk, name, role, find_goal(desk, goal), title, note)


@click.command(
    "accept",
    cls=Command,
    short_help="Take a suggested step.",
    examples=("leaptui goal accept 77aa01c2", "leaptui goal accept 77aa01c2 --after 5e0f9a31"),
)
@click.argument("suggestion", metavar="ID")
@click.option(
    "--after", metavar="STEP", shell_complete=step_ids, help="The step it comes after; without it, it comes last."
)
@click.option(
    "--goal",
    metavar="GOAL",
    shell_complete=goal_ids,
    help="The goal it becomes a step of; without it, the one it is for.",
)
@click.option("--new-goal", metavar="TITLE", help="A new goal that begins with it.")
@in_portfolio
@pass_here
def accept_command(here: Here, suggestion: str, after: str | None, goal: str | None, new_goal: str | None) -> int:
    """Take a suggested step into its goal, and print the step's id. “leaptui show GOAL” lists what is suggested."""
    return take_suggested(here.open(), suggestion, goal, new_goal, after)


@click.command(
    "decline",
    cls=Command,
    short_help="Decline a suggested step.",
    examples=('leaptui goal decline 77aa01c2 --why "We have no car"',),
)
@click.argument("suggestion", metavar="ID")
@click.option("--why", metavar="TEXT", default="", help="Why not, for whoever suggested it.")
@in_portfolio
@pass_here
def decline_command(here: Here, suggestion: str, why: str) -> int:
    """Decline a suggested step; it stays to be read, with your reason."""
    from leaptui.model.edits.next_steps import decline_step

    desk = here.open()
    desk.apply(decline_step(desk.portfolio, desk.at, find_live(desk, suggestion, "suggestions")[1], why))
    return 0


COMMANDS = (propose_command, agree_command, suggest_command, accept_command, decline_command)
