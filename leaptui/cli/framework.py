"""The learning frameworks: those there are, one's own, and following another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Group, need_command
from leaptui.cli.here import Desk, Here, in_portfolio, in_workspace, pass_here
from leaptui.cli.output import note, out, out_json, say, table
from leaptui.language import _, ngettext

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.edits.frameworks import Route
    from leaptui.model.framework import Framework
    from leaptui.store.json_files import Complaint


@click.group(
    "framework",
    cls=Group,
    examples=(
        "leaptui framework list",
        "leaptui framework show C4.a",
        'leaptui framework new our-school --title "What we learn here"',
        "leaptui framework check frameworks/our-school.json",
        "leaptui framework use leap-2025 --preview",
    ),
)
@in_portfolio
@click.pass_context
def framework_command(ctx: click.Context) -> None:
    """See the learning frameworks there are, write one of your own, and follow another one."""
    need_command(ctx)


@framework_command.command("list", short_help="List the frameworks there are.", examples=("leaptui framework list",))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def list_command(here: Here, *, as_json: bool) -> int:
    """List the frameworks a portfolio can follow: the built-in ones and those in the workspace's frameworks/."""
    from leaptui.store.frameworks import load_frameworks

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


@framework_command.command(
    "show",
    short_help="Show a framework, or one guideline.",
    examples=("leaptui framework show", "leaptui framework show D4", "leaptui framework show our-school"),
)
@click.argument("what", required=False, metavar="[ID|CODE]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def show_command(here: Here, what: str | None, *, as_json: bool) -> int:
    """Show a framework whole; or of one guideline its words, where you stand, and how many ways you showed it in.

    Without a word, the framework that the portfolio follows.
    """
    from leaptui.cli.pick import guideline
    from leaptui.cli.show_framework import framework_json, framework_lines, guideline_json, guideline_lines
    from leaptui.store.frameworks import load_frameworks

    frameworks = load_frameworks(here.find_workspace())
    if what is not None and what in frameworks.found:
        whole = frameworks.found[what]
    else:
        desk = here.open()
        whole = desk.framework
        if what is not None:
            one = guideline(desk.framework, what)
            if as_json:
                out_json(guideline_json(desk, one))
                return 0
            for line in guideline_lines(desk, one):
                out(line)
            return 0
    if as_json:
        out_json(framework_json(whole))
        return 0
    for line in framework_lines(whole):
        out(line)
    return 0


@framework_command.command(
    "new",
    short_help="Begin a framework of your own.",
    examples=(
        'leaptui framework new our-school --title "What we learn here"',
        "leaptui framework new leap-2027 --after leap-2020",
    ),
)
@click.argument("framework_id", metavar="ID")
@click.option("--title", metavar="TEXT", default="", help="What it is called.")
@click.option("--after", metavar="ID", help="Begin with the words of another one, whose place it takes.")
@in_workspace
@pass_here
def new_command(here: Here, framework_id: str, title: str, after: str | None) -> int:
    """Write a small framework into the workspace's frameworks/ to change as you like, and print where it is.

    With --after it begins as the next edition of another framework, with the map of where each code went.
    """
    from leaptui.store.frameworks import load_frameworks
    from leaptui.store.new_framework import next_edition, starter, write_framework

    workspace = here.workspace()
    frameworks = load_frameworks(workspace)
    raw = next_edition(framework_id, frameworks.get(after), title) if after else starter(framework_id, title)
    path = write_framework(workspace, framework_id, raw)
    out(str(path))
    says = _("Change it in any editor; “leaptui framework check {file}” says by line what does not work yet.")
    say(says.format(file=path))
    return 0


@framework_command.command(
    "check",
    short_help="Check a framework file.",
    examples=("leaptui framework check", "leaptui framework check our-school"),
)
@click.argument("file", metavar="[FILE|ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: file, line, column and what is wrong.")
@in_workspace
@pass_here
def check_command(here: Here, file: str | None, *, as_json: bool) -> int:
    """Check framework files: say by line and column what keeps one from being used. Without one, all of the workspace.

    Gives 1 where something is wrong.
    """
    from leaptui.model.framework_check import framework_troubles
    from leaptui.store.json_files import check_json

    folder = here.workspace().root / "frameworks"
    own = folder / f"{file}.json"
    paths = sorted(folder.glob("*.json")) if not file else [own if own.is_file() else Path(file)]
    found = [complaint for path in paths for complaint in check_json(path, framework_troubles)]
    if as_json:
        out_json([_complaint(one) for one in found])
        return 1 if found else 0
    for one in found:
        out(one.sentence)
    if not paths:
        say(_("There is no framework of your own here yet: “leaptui framework new ID” begins one."))
    elif not found:
        count = len(paths)
        say(ngettext("{n} framework can be used.", "{n} frameworks can be used.", count).format(n=count))
    return 1 if found else 0


def _complaint(one: Complaint) -> dict[str, Json]:
    return {"file": str(one.file), "line": one.line, "column": one.column, "says": one.says}


@framework_command.command(
    "use",
    short_help="Follow a framework.",
    examples=("leaptui framework use leap-2025 --preview", "leaptui framework use leap-2025 --move"),
)
@click.argument("framework_id", metavar="ID")
@click.option("--preview", is_flag=True, help="Only say what would go where, and what would stay.")
@click.option("--move", is_flag=True, help="Move claims and goals where the edition before had them.")
@click.option("--json", "as_json", is_flag=True, help="With --preview: print JSON.")
@in_portfolio
@pass_here
def use_command(here: Here, framework_id: str, *, preview: bool, move: bool, as_json: bool) -> int:
    """Let the portfolio follow a framework. What was claimed under the one before is kept; “leaptui undo” goes back."""
    from leaptui.model.edits.frameworks import follow, moves
    from leaptui.model.standing import claimed_elsewhere

    if as_json and not preview:
        raise click.UsageError(_("--json needs --preview"))
    desk = here.open()
    framework = desk.frameworks.get(framework_id)
    if preview:
        return _preview(desk, framework, as_json=as_json)
    found = moves(desk.portfolio, framework)
    desk.apply(follow(desk.portfolio, framework, desk.at, move=move))
    if found.claims and not move:
        n = len(found.claims)
        says = ngettext(
            "{n} claim of the edition before has a place here: “leaptui framework use {id} --move” moves it.",
            "{n} claims of the edition before have a place here: “leaptui framework use {id} --move” moves them.",
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


def _preview(desk: Desk, framework: Framework, *, as_json: bool) -> int:
    """Say what would go where. Nothing is written."""
    from leaptui.model.edits.frameworks import moves, route_words, routes

    found = routes(desk.portfolio, framework)
    if as_json:
        out_json([_route(one) for one in found])
        return 0
    for one in found:
        out(route_words(one))
    goals = len(moves(desk.portfolio, framework).goals)
    if goals:
        out(ngettext("{n} goal leads there too.", "{n} goals lead there too.", goals).format(n=goals))
    if not found:
        say(_("No claim would move to {framework}, and all are kept.").format(framework=framework.name))
    return 0


def _route(one: Route) -> dict[str, Json]:
    to: list[Json] = [*one.to]
    return {"code": one.code, "to": to, "moving": one.moving, "staying": one.staying}
