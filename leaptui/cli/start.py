"""Where you begin: the starting level of a guideline, from earlier work, confirmed by a mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Group, need_command
from leaptui.cli.complete import evidence_ids, guideline_codes
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json, say, table
from leaptui.cli.pick import find_pieces, guideline, levels
from leaptui.cli.together import agree_as, by_somebody
from leaptui.language import _, ngettext
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.records_own import Start


@click.group(
    "start",
    cls=Group,
    examples=(
        'leaptui start set C4.a=growing --evidence 3f2a9b10 --why "I built one last summer"',
        'leaptui start confirm C4.a --by "J. Lind"',
        "leaptui start list",
    ),
)
@in_portfolio
@click.pass_context
def start_command(ctx: click.Context) -> None:
    """Begin at the right level: say where earlier work lets you begin in a guideline. Goals start from there."""
    need_command(ctx)


@start_command.command(
    "set",
    short_help="Say at which level you begin.",
    examples=('leaptui start set C4.a=growing --evidence 3f2a9b10 --why "I built one last summer"',),
)
@click.argument("beginning", metavar="CODE=LEVEL", shell_complete=guideline_codes)
@click.option(
    "--evidence",
    "pieces",
    multiple=True,
    metavar="ID",
    shell_complete=evidence_ids,
    help="An earlier piece that shows it.",
)
@click.option("--why", metavar="TEXT", default="", help="What lets you begin there.")
@in_portfolio
@pass_here
def set_command(here: Here, beginning: str, pieces: tuple[str, ...], why: str) -> int:
    """Say at which level you begin in a guideline, and print the id. Said again, it says the new level."""
    from leaptui.model.edits.beginnings import begin_at

    desk = here.open()
    guideline_id, level = next(iter(levels(desk.framework, [beginning]).items()))
    if level is None:
        raise click.UsageError(_("say the level too: CODE=LEVEL"))
    evidence = find_pieces(desk, pieces)
    today = desk.store.clock.today()
    change, made = begin_at(desk.portfolio, desk.at, guideline_id, level, evidence, why, today)
    desk.apply(change)
    out(made)
    return 0


@start_command.command(
    "confirm",
    short_help="Confirm where the learner begins.",
    examples=('leaptui start confirm C4.a --by "J. Lind" --role mentor',),
)
@click.argument("code", shell_complete=guideline_codes)
@by_somebody()
@click.option("--note", metavar="TEXT", default="", help="What they say with it.")
@in_portfolio
@pass_here
def confirm_command(here: Here, code: str, name: str, role: str | None, note: str) -> int:
    """Agree to where the learner begins in a guideline, as a mentor or somebody else; prints the agreement's id."""
    from leaptui.model.starts import starts
    from leaptui.store.errors import Missing

    desk = here.open()
    found = starts(desk.portfolio).get(guideline(desk.framework, code).id)
    if found is None:
        raise Missing(
            _("no beginning is noted for {code}: “leaptui start set {code}=LEVEL” notes one").format(code=code)
        )
    return agree_as(desk, ("starts", found.id), name, role, note)


@start_command.command(
    "list", short_help="List where you begin.", examples=("leaptui start list", "leaptui start list --json")
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of whole records.")
@in_portfolio
@pass_here
def list_command(here: Here, *, as_json: bool) -> int:
    """List where you begin: code, level, day, pieces, who confirmed it."""
    from leaptui.cli.lists import record_json
    from leaptui.model.agreed import agreements_about
    from leaptui.model.starts import starts

    desk = here.open()
    found = starts(desk.portfolio)
    if as_json:
        rows: list[Json] = []
        for one in found.values():
            agreed: list[Json] = [
                record_json(desk, "agreements", item.id) for item in agreements_about(desk.portfolio, "starts", one.id)
            ]
            rows.append({**record_json(desk, "starts", one.id), "agreements": agreed})
        out_json(rows)
    elif found:
        table([_row(desk, one) for one in found.values()])
    else:
        say(_("No beginning is noted yet: “leaptui start set CODE=LEVEL” notes one."))
    return 0


def _row(desk: Desk, start: Start) -> tuple[str, ...]:
    count = ngettext("{n} piece", "{n} pieces", len(start.evidence)).format(n=len(start.evidence))
    day = start.on_date.isoformat() if start.on_date else ""
    return (desk.code(start.guideline), word(start.level or "", "level"), day, count, confirmed_words(desk, start))


def confirmed_words(desk: Desk, start: Start) -> str:
    """Who confirmed a beginning: `confirmed by J. Lind on 2026-03-01`."""
    from leaptui.model.agreed import agreed_to

    said = []
    for one in agreed_to(desk.portfolio, "starts", start.id):
        words = _("confirmed by {name} on {day}").format(name=one.by, day=one.on)
        said.append(_("{who}, before it changed").format(who=words) if one.before_change else words)
    return ", ".join(said) or _("not confirmed yet")
