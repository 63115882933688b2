"""Pathways of goals: another way beside the first, and pathways that lie ready in the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import goal_ids
from leaptui.cli.here import Here, in_portfolio, pass_here
from leaptui.cli.output import note, out, out_json, say, table
from leaptui.cli.pick import find_goal, find_live
from leaptui.language import _, ngettext

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.framework import Framework
    from leaptui.model.template import Template


@click.command(
    "fork",
    cls=Command,
    short_help="Set out another way to a goal.",
    examples=('leaptui goal fork 9b1c22aa "Build it from a kit" --why "The sensor is sold out"',),
)
@click.argument("goal", metavar="ID", shell_complete=goal_ids)
@click.argument("title")
@click.option("--why", metavar="TEXT", default="", help="Why another way.")
@in_portfolio
@pass_here
def fork_command(here: Here, goal: str, title: str, why: str) -> int:
    """Set out another way to a goal, with copies of its open steps, and print its id. Its steps do not count yet.

    “leaptui step add GOAL TITLE --way ID” adds steps to it; “leaptui goal merge ID” takes it, “leaptui goal leave ID” lets it go.
    """
    from leaptui.model.edits.pathways import fork

    desk = here.open()
    change, made = fork(desk.portfolio, desk.at, find_goal(desk, goal), title, why)
    desk.apply(change)
    out(made)
    return 0


@click.command("merge", cls=Command, short_help="Take another way.", examples=("leaptui goal merge 41d0c7e9",))
@click.argument("way", metavar="WAY")
@in_portfolio
@pass_here
def merge_command(here: Here, way: str) -> int:
    """Take another way: its steps become the goal's; open ones it does not have any more are skipped, saying so."""
    from leaptui.model.edits.pathways import take_way

    desk = here.open()
    desk.apply(take_way(desk.portfolio, desk.at, find_live(desk, way, "pathways")[1]))
    return 0


@click.command(
    "leave",
    cls=Command,
    short_help="Leave another way.",
    examples=('leaptui goal leave 41d0c7e9 --why "The kit costs too much"',),
)
@click.argument("way", metavar="WAY")
@click.option("--why", metavar="TEXT", default="", help="Why not.")
@in_portfolio
@pass_here
def leave_command(here: Here, way: str, why: str) -> int:
    """Leave another way: it stays to be read, with your reason, and can still be taken."""
    from leaptui.model.edits.pathways import leave_way

    desk = here.open()
    desk.apply(leave_way(desk.portfolio, desk.at, find_live(desk, way, "pathways")[1], why))
    return 0


@click.command(
    "templates",
    cls=Command,
    short_help="List the pathways that lie ready.",
    examples=(
        "leaptui goal templates",
        "leaptui goal templates --check pathways/garden.json",
        "leaptui goal templates --example > pathways/mine.json",
    ),
)
@click.option("--check", "checked", metavar="FILE", help="Check a file: say by line what is wrong with it.")
@click.option("--example", is_flag=True, help="Print a pathway to begin a file of your own with.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def templates_command(here: Here, checked: str | None, *, example: bool, as_json: bool) -> int:
    """List the pathways that lie ready in the workspace's pathways/ folder; “leaptui goal take NAME” takes one.

    Such a file is JSON: a title, why it matters, guidelines with levels, and steps with notes.
    """
    from leaptui.store.templates import load_templates

    if example:
        out_json(EXAMPLE)
        return 0
    desk = here.open()
    if checked is not None:
        return _check(Path(checked), desk.framework)
    found = load_templates(here.workspace(), desk.framework)
    if as_json:
        out_json([_json(name, one) for name, one in found.found.items()])
    elif found.found:
        table([(name, one.title, _steps(one)) for name, one in found.found.items()], stretch=1)
    elif not found.broken:
        say(_("There is no pathway here yet: “leaptui goal templates --example” shows one to begin with."))
    for complaint in found.broken:
        note(complaint.sentence)
    return 0


def _check(path: Path, framework: Framework) -> int:
    from leaptui.model.template import template_troubles
    from leaptui.store.json_files import check_json

    found = check_json(path, lambda raw: template_troubles(raw, framework))
    for complaint in found:
        out(complaint.sentence)
    if not found:
        say(_("{file} can be used").format(file=path))
    return 1 if found else 0


def _steps(template: Template) -> str:
    count = len(template.steps)
    return ngettext("{n} step", "{n} steps", count).format(n=count)


def _json(name: str, template: Template) -> dict[str, Json]:
    steps: list[Json] = [{"title": step.title, "note": [*step.note]} for step in template.steps]
    aims: list[Json] = [{"guideline": aim.guideline, "level": aim.level} for aim in template.guidelines]
    return {"name": name, "title": template.title, "why": [*template.why], "guidelines": aims, "steps": steps}


EXAMPLE: dict[str, Json] = {
    "title": "Plan and host a community garden day",
    "why": ["You learn to ask for what you need, and the street has something of it."],
    "guidelines": [{"guideline": "L5", "level": "growing"}, {"guideline": "C3"}],
    "steps": [
        {
            "title": "Ask three neighbours what they would come for",
            "note": ["Write down their words as they say them."],
        },
        {"title": "Find a place and a day"},
        {"title": "Make a list of what is needed, and who has it"},
        {"title": "Host it, and take pictures"},
        {"title": "Ask two guests what worked"},
    ],
}
"""A pathway that a file of one's own can begin with."""


@click.command(
    "take", cls=Command, short_help="Take a pathway that lies ready.", examples=("leaptui goal take garden",)
)
@click.argument("name")
@in_portfolio
@pass_here
def take_command(here: Here, name: str) -> int:
    """Set the goal that a pathway of the workspace describes, with its steps, and print its id. Change what you like then."""
    from leaptui.model.template import take_template
    from leaptui.store.templates import load_templates

    desk = here.open()
    template = load_templates(here.workspace(), desk.framework).get(name)
    change, made = take_template(desk.portfolio, desk.framework, desk.at, template)
    desk.apply(change)
    out(made)
    return 0


COMMANDS = (fork_command, merge_command, leave_command, templates_command, take_command)
