"""Opportunities: what a connection led to; and as the section of a CV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.command import Command, Group
from leaptui.cli.complete import evidence_ids, opportunity_ids, person_ids
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.lists import record_json
from leaptui.cli.output import out, out_json, say, table
from leaptui.cli.pick import Short, find_live, find_pieces, read_day, read_day_or_none
from leaptui.language import _, and_list
from leaptui.model.text import clean_line, to_lines
from leaptui.model.words import OPPORTUNITY_STATUSES, word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.opportunities import CvLine

STATUS = click.Choice(OPPORTUNITY_STATUSES)


@click.group(
    "opportunity",
    cls=Group,
    short_help="Note what a connection led to.",
    examples=(
        'leaptui people opportunity add "Saturdays at the city farm" --through "Mr Sousa"',
        'leaptui people opportunity edit 5e1f09aa --status taken --outcome "I keep two hives now"',
    ),
)
@in_portfolio
@pass_here
@click.pass_context
def opportunity_command(ctx: click.Context, here: Here) -> int:
    """Note what a connection led to, and what came of it. Without a command, opportunities are listed."""
    return 0 if ctx.invoked_subcommand is not None else list_opportunities(here.open(), as_json=False)


class _Words(TypedDict):
    through: str | None
    day: date | str | None
    outcome: str | None
    evidence: tuple[str, ...]
    status: str | None
    private: bool | None


@opportunity_command.command(
    "add",
    short_help="Note an opportunity.",
    examples=(
        'leaptui people opportunity add "Saturdays at the city farm" --through "Mr Sousa" --on 2026-03-01',
        'leaptui people opportunity add "A talk at the library" --outcome "Twelve people came" --evidence 3f2a9b10',
    ),
)
@click.argument("title")
@click.option("--through", metavar="NAME", shell_complete=person_ids, help="Through whom: a person's name or id.")
@click.option("--on", "day", type=read_day, metavar="DATE", help="The day it began.")
@click.option("--outcome", metavar="TEXT", help="What came of it.")
@click.option("--evidence", multiple=True, metavar="ID", shell_complete=evidence_ids, help="A piece that shows it.")
@click.option("--status", type=STATUS, metavar="STATUS", help=f"One of {', '.join(OPPORTUNITY_STATUSES)}.")
@click.option("--private/--not-private", default=None, help="Keep it out of the CV.")
@in_portfolio
@pass_here
def add_command(here: Here, title: str, **words: Unpack[_Words]) -> int:
    """Note an opportunity, and print its id."""
    from leaptui.model.edits import add_opportunity

    desk = here.open()
    fields = {**_fields(desk, words), "title": clean_line(title)}
    change, made = add_opportunity(desk.portfolio, desk.at, fields, words["through"] or "")
    desk.apply(change)
    out(made)
    return 0


@opportunity_command.command(
    "edit",
    short_help="Change an opportunity, or say what came of it.",
    examples=('leaptui people opportunity edit 5e1f09aa --outcome "I keep two hives now" --status taken',),
)
@click.argument("opportunity", metavar="ID", shell_complete=opportunity_ids)
@click.option("--title", metavar="TEXT", help="A new title.")
@click.option("--through", metavar="NAME", shell_complete=person_ids, help="Through whom: a person's name or id.")
@click.option("--on", "day", type=read_day_or_none, metavar="DATE", help='The day it began; "" takes it away.')
@click.option("--outcome", metavar="TEXT", help='What came of it; "" takes it away.')
@click.option("--evidence", multiple=True, metavar="ID", shell_complete=evidence_ids, help="A piece that shows it.")
@click.option("--status", type=STATUS, metavar="STATUS", help=f"One of {', '.join(OPPORTUNITY_STATUSES)}.")
@click.option("--private/--not-private", default=None, help="Keep it out of the CV.")
@in_portfolio
@pass_here
def edit_command(here: Here, opportunity: str, title: str | None, **words: Unpack[_Words]) -> int:
    """Change an opportunity; what is not named stays as it is, and pieces are added to those that are there."""
    from leaptui.model.edits import edit_opportunity
    from leaptui.model.records_own import Opportunity

    desk = here.open()
    found = find_live(desk, opportunity, "opportunities")[1]
    fields = _fields(desk, words, desk.portfolio.live(Opportunity)[found].evidence)
    if title is not None:
        fields["title"] = clean_line(title)
    if not fields and words["through"] is None:
        raise click.UsageError(_("say what to change, for one --outcome or --status"))
    desk.apply(edit_opportunity(desk.portfolio, desk.at, found, fields, words["through"]))
    return 0


@opportunity_command.command(
    "list", short_help="List opportunities.", examples=("leaptui people opportunity list --json",)
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of whole records.")
@in_portfolio
@pass_here
def list_command(here: Here, *, as_json: bool) -> int:
    """List opportunities, the newest first: id, day, status, title, through whom, what came of it."""
    return list_opportunities(here.open(), as_json=as_json)


def list_opportunities(desk: Desk, *, as_json: bool) -> int:
    """List the opportunities of a portfolio."""
    from leaptui.model.opportunities import opportunities

    found = opportunities(desk.portfolio)
    if as_json:
        out_json([record_json(desk, "opportunities", one.id) for one in found])
        return 0
    short = Short(desk.portfolio)
    rows = [
        [
            short(one.id),
            one.on_date.isoformat() if one.on_date else "",
            word(one.status, "opportunity"),
            one.title,
            desk.portfolio.name_of(one.person),
            " ".join(one.outcome),
        ]
        for one in found
    ]
    if rows:
        table(rows, stretch=5)
    else:
        say(_("No opportunity stands here yet: leaptui people opportunity add TITLE"))
    return 0


def _fields(desk: Desk, words: _Words, there: tuple[str, ...] = ()) -> dict[str, Json]:
    fields: dict[str, Json] = {}
    if words["day"] is not None:
        fields["on_date"] = str(words["day"])
    if words["outcome"] is not None:
        lines: list[Json] = [*to_lines(words["outcome"])]
        fields["outcome"] = lines
    if words["evidence"]:
        pieces: list[Json] = [*sorted({*there, *find_pieces(desk, words["evidence"])})]
        fields["evidence"] = pieces
    if words["status"] is not None:
        fields["status"] = words["status"]
    if words["private"] is not None:
        fields["private"] = words["private"]
    return fields


@click.command(
    "cv",
    cls=Command,
    short_help="Print opportunities as a section of a CV.",
    examples=("leaptui people cv", "leaptui people cv --plain > cv.txt", "leaptui people cv --json"),
)
@click.option("--plain", is_flag=True, help="Plain text in place of Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def cv_command(here: Here, *, plain: bool, as_json: bool) -> int:
    """Print your opportunities, and what came of them, as the section of a CV: Markdown, the newest first.

    What is private, and what was let go, is left out.
    """
    from leaptui.model.opportunities import cv_lines

    desk = here.open()
    found = cv_lines(desk.portfolio)
    if as_json:
        out_json(
            [
                {
                    "id": one.id,
                    "title": one.title,
                    "when": one.when.isoformat()[:7],
                    "through": one.through,
                    "outcome": one.outcome,
                    "evidence": list(one.pieces),
                    "status": one.status,
                }
                for one in found
            ]
        )
        return 0
    if not found:
        say(_("No opportunity stands here yet: leaptui people opportunity add TITLE"))
    for line in cv_text(found, plain=plain) if found else ():
        out(line)
    return 0


def cv_text(lines: list[CvLine], *, plain: bool) -> Iterator[str]:
    """The section, line by line."""
    from leaptui.model.opportunities import month_year

    heading = _("Opportunities")
    yield heading if plain else f"## {heading}"
    for one in lines:
        title = one.title if plain else f"**{one.title}**"
        said = [f"{title}, {month_year(one.when)}"]
        if one.status == "open":
            said[0] += f" ({word(one.status, 'opportunity')})"
        if one.through:
            said.append(_("Through {name}").format(name=one.through))
        if one.outcome:
            said.append(one.outcome)
        if one.pieces:
            said.append(_("Shown by {pieces}").format(pieces=and_list(list(one.pieces))))
        # In Markdown, lines without one that is empty between them would run into one.
        yield ""
        yield from ("\n" if plain else "\n\n").join(said).split("\n")
