"""The learning frameworks: those there are, and following another one."""

from __future__ import annotations

import click

from leaptui.cli.command import Command
from leaptui.cli.here import Here, in_portfolio, pass_here
from leaptui.cli.output import note, out_json, say, table
from leaptui.language import _, ngettext


@click.command(
    "frameworks",
    cls=Command,
    examples=(
        "leaptui frameworks",
        "leaptui frameworks --use craft-1",
        "leaptui frameworks --use leap-2025 --move",
    ),
)
@click.option("--use", "wanted", metavar="ID", help="Let the portfolio follow this framework.")
@click.option("--move", is_flag=True, help="With --use: move claims and goals where the edition before had them.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def frameworks_command(here: Here, wanted: str | None, *, move: bool, as_json: bool) -> int:
    """List the frameworks a portfolio can follow: the built-in ones and those in the workspace's frameworks/.

    With --use the portfolio follows another one. What was claimed under the one before is kept; “leaptui undo” goes back.
    """
    from leaptui.store.frameworks import load_frameworks

    if wanted is not None:
        return _use(here, wanted, move=move)
    if move:
        raise click.UsageError(_("--move needs --use"))
    frameworks = load_frameworks(here.find_workspace())
    found = frameworks.found.values()
    if as_json:
        out_json(
            [
                {"id": one.id, "title": one.full_name, "guidelines": len(one.guidelines), "source": one.source}
                for one in found
            ]
        )
    else:
        table([(one.id, one.full_name, _guidelines(len(one.guidelines)), one.publisher) for one in found])
    for sentence in frameworks.broken:
        note(sentence)
    return 0


def _guidelines(count: int) -> str:
    return ngettext("{n} guideline", "{n} guidelines", count).format(n=count)


def _use(here: Here, wanted: str, *, move: bool) -> int:
    from leaptui.model.edits.frameworks import follow, moves
    from leaptui.model.standing import claimed_elsewhere

    desk = here.open()
    framework = desk.frameworks.get(wanted)
    found = moves(desk.portfolio, framework)
    desk.apply(follow(desk.portfolio, framework, desk.at, move=move))
    if found.claims and not move:
        n = len(found.claims)
        says = ngettext(
            "{n} claim of the edition before has a place here: “leaptui frameworks --use {id} --move” moves it.",
            "{n} claims of the edition before have a place here: “leaptui frameworks --use {id} --move” moves them.",
            n,
        )
        say(says.format(n=n, id=framework.id))
    staying = sum(claimed_elsewhere(desk.portfolio, framework).values())
    if staying:
        says = ngettext(
            "{n} claim belongs to another framework and is kept: “leaptui list --elsewhere” lists its piece.",
            "{n} claims belong to other frameworks and are kept: “leaptui list --elsewhere” lists their pieces.",
            staying,
        )
        say(says.format(n=staying))
    return 0
