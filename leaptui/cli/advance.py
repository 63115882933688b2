"""Where you go once a guideline is demonstrated: on, or deeper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Group, need_command
from leaptui.cli.complete import evidence_ids, goal_ids, guideline_codes
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json, say
from leaptui.cli.pick import Short, find_goal, find_live, guideline, title_of
from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.framework import Guideline
    from leaptui.model.records_own import Advance


@click.group(
    "advance",
    cls=Group,
    examples=(
        "leaptui advance list",
        'leaptui advance deeper D4 --goal "Show it to the council" --why "I want to see it used"',
        'leaptui advance on D4 --to D5 --goal "A badge for the station" --why "I have shown enough of it"',
    ),
)
@in_portfolio
@click.pass_context
def advance_command(ctx: click.Context) -> None:
    """Choose where to go once a guideline is demonstrated: on to something else, or deeper into it."""
    need_command(ctx)


@advance_command.command(
    "on",
    short_help="Go on to something else.",
    examples=("leaptui advance on D4", 'leaptui advance on D4 --to D5 --goal "A badge for the station"'),
)
@click.argument("code", shell_complete=guideline_codes)
@click.option("--to", "toward", metavar="CODE", shell_complete=guideline_codes, help="The guideline to go on to.")
@click.option("--goal", "title", metavar="TITLE", default="", help="Set a goal with it.")
@click.option("--toward", "goal", metavar="ID", shell_complete=goal_ids, help="Go on to a goal there is already.")
@click.option("--why", metavar="TEXT", default="", help="Why you go on.")
@in_portfolio
@pass_here
def on_command(here: Here, code: str, toward: str | None, title: str, goal: str | None, why: str) -> int:
    """Go on from a demonstrated guideline, and print the choice's id; the choice and its reason are kept."""
    from leaptui.model.edits.beginnings import choose_way

    if title and goal:
        raise click.UsageError(_("--goal sets a new goal and --toward names one there is: give one of them"))
    if toward and not title:
        raise click.UsageError(_("--to needs --goal: what would you like to reach there?"))
    desk = here.open()
    change, made = choose_way(
        desk.portfolio,
        desk.framework,
        desk.at,
        _demonstrated(desk, code).id,
        "advance",
        desk.store.clock.today(),
        why=why,
        toward=guideline(desk.framework, toward).id if toward else "",
        goal_title=title,
        goal_id=find_goal(desk, goal) if goal else "",
    )
    desk.apply(change)
    out(made)
    return 0


@advance_command.command(
    "deeper",
    short_help="Go deeper into it.",
    examples=('leaptui advance deeper D4 --evidence 3f2a9b10 --goal "Show it to the council"',),
)
@click.argument("code", shell_complete=guideline_codes)
@click.option(
    "--evidence", "piece", metavar="ID", shell_complete=evidence_ids, help="The piece the new goal grows from."
)
@click.option("--goal", "title", metavar="TITLE", default="", help="Set a goal that goes deeper.")
@click.option("--why", metavar="TEXT", default="", help="Why you go deeper.")
@in_portfolio
@pass_here
def deeper_command(here: Here, code: str, piece: str | None, title: str, why: str) -> int:
    """Go deeper into a demonstrated guideline, and print the choice's id; a goal may grow from a piece of it."""
    from leaptui.model.advances import best_pieces
    from leaptui.model.edits.beginnings import choose_way

    desk = here.open()
    wanted = _demonstrated(desk, code)
    best = next(iter(best_pieces(desk.portfolio, desk.framework, wanted.id)), "")
    evidence = find_live(desk, piece, "evidence")[1] if piece else best
    today = desk.store.clock.today()
    change, made = choose_way(
        *(desk.portfolio, desk.framework, desk.at, wanted.id, "deeper", today),
        why=why,
        evidence=evidence,
        goal_title=title,
    )
    desk.apply(change)
    out(made)
    return 0


def _demonstrated(desk: Desk, code: str) -> Guideline:
    """A guideline that is demonstrated. Raises Refused for another."""
    from leaptui.model.mastery import demonstrated_rank
    from leaptui.model.standing import standings
    from leaptui.store.errors import Refused

    found = guideline(desk.framework, code)
    enough = demonstrated_rank(desk.framework)
    if standings(desk.portfolio, desk.framework)[found.id].rank < enough:
        level = word(desk.framework.levels[enough - 1].title, "level")
        raise Refused(
            _("{code} is not at {level} yet: there is nothing to choose there").format(code=found.code, level=level)
        )
    return found


@advance_command.command(
    "list",
    short_help="List what there is to choose, and what was chosen.",
    examples=("leaptui advance list", "leaptui advance list --json"),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def list_command(here: Here, *, as_json: bool) -> int:
    """List the guidelines that are demonstrated and wait for your choice, and below them what you chose."""
    from leaptui.cli.lists import record_json
    from leaptui.model.advances import advances, choices
    from leaptui.model.standing import standings

    desk = here.open()
    waiting = choices(desk.portfolio, desk.framework, standings(desk.portfolio, desk.framework))
    made = [one for chosen in advances(desk.portfolio).values() for one in chosen]
    if as_json:
        chosen: list[Json] = [record_json(desk, "advances", one.id) for one in made]
        open_ones: list[Json] = [one.guideline.id for one in waiting]
        out_json({"waiting": open_ones, "chosen": chosen})
        return 0
    for one in waiting:
        out(_("{code} is demonstrated: go on, or deeper?").format(code=one.guideline.code))
    for choice in sorted(made, key=lambda one: one.created):
        out(choice_words(desk, choice))
    if not waiting and not made:
        say(_("Nothing is there to choose yet: that comes once a guideline is demonstrated."))
    return 0


def choice_words(desk: Desk, choice: Advance) -> str:
    """A choice as one line: `D4: go deeper on 2026-03-01, from Rain gauge, toward …: why`."""
    short = Short(desk.portfolio)
    said = f"{desk.code(choice.guideline)}: {word(choice.way, 'way')}"
    if choice.on_date:
        said = _("{choice} on {day}").format(choice=said, day=choice.on_date)
    if choice.evidence and choice.way == "deeper":
        said = _("{choice}, from {piece}").format(choice=said, piece=title_of(desk, "evidence", choice.evidence))
    if choice.goal:
        goal = f"{short(choice.goal)} {title_of(desk, 'goals', choice.goal)}"
        said = _("{choice}, toward {goal}").format(choice=said, goal=goal)
    why = clean_line(" ".join(choice.why))
    return f"{said}: {why}" if why else said
