"""What a learner says about themself: lines by facet, and the page that opens reviews."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.command import Group, need_command
from leaptui.cli.complete import evidence_ids, guideline_codes, line_ids
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.lists import record_json
from leaptui.cli.me_page import levels_command, page_command
from leaptui.cli.output import out, out_json, say, table
from leaptui.cli.pick import Short, find_live, find_pieces, read_day
from leaptui.language import _
from leaptui.model.text import clean_line, to_lines
from leaptui.model.words import SORTS, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaptui.model.canonical import Json
    from leaptui.model.framework import Framework
    from leaptui.model.records_own import Facet

SORT = click.Choice(SORTS)


@click.group(
    "me",
    cls=Group,
    examples=(
        'leaptui me add F1.a strength "I explain things with drawings"',
        "leaptui me list",
        "leaptui me page",
    ),
)
@in_portfolio
@click.pass_context
def me_command(ctx: click.Context) -> None:
    """Note what you need, are good at and care about, over the six facets of F1; every line is private unless you open it.

    The facets are those of the LEAP framework (2020), whichever framework you follow.
    """
    need_command(ctx)


me_command.add_command(page_command)
me_command.add_command(levels_command)


@me_command.command(
    "list",
    short_help="List the lines about you.",
    examples=("leaptui me list", "leaptui me list --facet F1.d --json", "leaptui me list --changed"),
)
@click.option("--facet", metavar="CODE", help="Only lines of this facet: F1.a to F1.f.")
@click.option("--sort", type=SORT, metavar="SORT", help=f"Only these: {', '.join(SORTS)}.")
@click.option("--since", type=read_day, metavar="DATE", help="Only what was noted or changed after this day.")
@click.option("--changed", is_flag=True, help="Only what was noted or changed since the last review.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of whole records.")
@in_portfolio
@pass_here
def list_command(
    here: Here, facet: str | None, sort: str | None, since: date | None, *, changed: bool, as_json: bool
) -> int:
    """List lines by facet: id, day, facet, sort, private or open, words. A facet never looked at is a question."""
    from leaptui.model.me import facet_guidelines, last_review, lines_by_facet, me_changes

    desk = here.open()
    leap = _leap(desk)
    wanted = _facet(leap, facet) if facet else None
    by_facet = {code: found for code, found in lines_by_facet(desk.portfolio).items() if wanted in (None, code)}
    after = last_review(desk.portfolio) if changed else since
    if changed and after is None:
        say(_("No review was held yet, so all of it is new."))
    if after is not None:
        found = me_changes(desk.portfolio, after)
        kept = {line.id for line in (*found.new, *found.rewritten)}
        by_facet = {code: [line for line in lines if line.id in kept] for code, lines in by_facet.items()}
    if sort:
        by_facet = {code: [line for line in lines if line.sort == sort] for code, lines in by_facet.items()}
    desk.narrate_problems()
    lines = [line for found_lines in by_facet.values() for line in found_lines]
    if as_json:
        out_json([record_json(desk, "facets", line.id) for line in lines])
        return 0
    if lines:
        _table(desk, lines)
    if after is None and not sort:
        for guideline in facet_guidelines(leap):
            if by_facet.get(guideline.code) == []:
                said = _("{code} {facet}: nothing is noted here yet. What comes to mind?")
                say(said.format(code=guideline.code, facet=guideline.statement))
    elif not lines:
        say(_("No line is like that."))
    return 0


def _table(desk: Desk, lines: Iterable[Facet]) -> None:
    from leaptui.model.me import noted

    short = Short(desk.portfolio)
    rows = [
        (
            short(line.id),
            noted(line).isoformat(),
            line.facet,
            word(line.sort, "sort"),
            privacy_words(line),
            clean_line(line.words),
        )
        for line in lines
    ]
    table(rows, stretch=5)


def privacy_words(line: Facet) -> str:
    """Whether a line is private."""
    return _("private") if line.private else _("open")


@me_command.command(
    "add",
    short_help="Note a line.",
    examples=(
        'leaptui me add F1.a strength "I explain things with drawings" --evidence 3f2a9b10',
        'leaptui me add F1.d need "A quiet corner when I write" --open',
    ),
)
@click.argument("facet", metavar="CODE")
@click.argument("sort", type=SORT, metavar="|".join(SORTS))
@click.argument("text")
@click.option("--on", type=read_day, metavar="DATE", help="The day it is of; else today.")
@click.option("--evidence", multiple=True, metavar="ID", shell_complete=evidence_ids, help="A piece that shows it.")
@click.option("--open", "is_open", is_flag=True, help="Open it at once to those you show your portfolio.")
@in_portfolio
@pass_here
def add_command(
    here: Here, facet: str, sort: str, text: str, on: date | None, evidence: tuple[str, ...], *, is_open: bool
) -> int:
    """Note a line about you, and print its id. It is private unless you open it."""
    from leaptui.model.edits.me import add_line

    desk = here.open()
    words: list[Json] = [*to_lines(text)]
    shown: list[Json] = [*find_pieces(desk, evidence)]
    fields: dict[str, Json] = {
        "facet": _facet(_leap(desk), facet),
        "sort": sort,
        "text": words,
        "noted_on": (on or desk.store.clock.today()).isoformat(),
        "evidence": shown,
        "private": not is_open,
    }
    change, made = add_line(desk.portfolio, desk.at, fields)
    desk.apply(change)
    out(made)
    return 0


class _Edits(TypedDict):
    text: str | None
    facet: str | None
    sort: str | None
    on: date | None
    evidence: tuple[str, ...]
    unwanted: tuple[str, ...]


@me_command.command(
    "edit",
    short_help="Change a line.",
    examples=(
        'leaptui me edit 61d0aa02 --text "I explain with drawings and models"',
        "leaptui me edit 61d0aa02 --evidence 3f2a9b10 --sort strength",
    ),
)
@click.argument("line", metavar="ID", shell_complete=line_ids)
@click.option("--text", metavar="TEXT", help="Other words.")
@click.option("--facet", metavar="CODE", shell_complete=guideline_codes, help="Another facet: F1.a to F1.f.")
@click.option("--sort", type=SORT, metavar="SORT", help=f"Another sort: {', '.join(SORTS)}.")
@click.option("--on", type=read_day, metavar="DATE", help="The day it is of.")
@click.option("--evidence", multiple=True, metavar="ID", shell_complete=evidence_ids, help="A piece that shows it.")
@click.option("--no-evidence", "unwanted", multiple=True, metavar="ID", help="A piece that does not belong to it.")
@in_portfolio
@pass_here
def edit_command(here: Here, line: str, **edits: Unpack[_Edits]) -> int:
    """Change a line; what is not named stays as it is. “leaptui rm” moves one to the trash."""
    from leaptui.model.edits.me import edit_line
    from leaptui.model.records_own import Facet

    desk = here.open()
    line_id = find_live(desk, line, "facets")[1]
    if all(value in (None, ()) for value in edits.values()):
        raise click.UsageError(_("say what to change, for one --text or --evidence"))
    fields: dict[str, Json] = {}
    if edits["text"] is not None:
        words: list[Json] = [*to_lines(edits["text"])]
        fields["text"] = words
    if edits["facet"] is not None:
        fields["facet"] = _facet(_leap(desk), edits["facet"])
    if edits["sort"] is not None:
        fields["sort"] = edits["sort"]
    if edits["on"] is not None:
        fields["noted_on"] = edits["on"].isoformat()
    if edits["evidence"] or edits["unwanted"]:
        gone = {find_live(desk, one, "evidence")[1] for one in edits["unwanted"]}
        now = {*desk.portfolio.live(Facet)[line_id].evidence, *find_pieces(desk, edits["evidence"])}
        shown: list[Json] = [*sorted(now - gone)]
        fields["evidence"] = shown
    desk.apply(edit_line(desk.portfolio, desk.at, line_id, fields))
    return 0


@me_command.command("open", short_help="Open a line.", examples=("leaptui me open 61d0aa02",))
@click.argument("line", metavar="ID", shell_complete=line_ids)
@in_portfolio
@pass_here
def open_command(here: Here, line: str) -> int:
    """Open a line to those you show your portfolio; only an open line can stand on the page about you."""
    return _set_open(here.open(), line, is_open=True)


@me_command.command("close", short_help="Keep a line private.", examples=("leaptui me close 61d0aa02",))
@click.argument("line", metavar="ID", shell_complete=line_ids)
@in_portfolio
@pass_here
def close_command(here: Here, line: str) -> int:
    """Keep a line private; it goes off the page about you."""
    return _set_open(here.open(), line, is_open=False)


def _set_open(desk: Desk, line: str, *, is_open: bool) -> int:
    from leaptui.model.edits.me import open_line

    desk.apply(open_line(desk.portfolio, desk.at, find_live(desk, line, "facets")[1], is_open=is_open))
    return 0


def _leap(desk: Desk) -> Framework:
    from leaptui.model.me import FACETS_OF

    return desk.frameworks.get(FACETS_OF)


def _facet(leap: Framework, given: str) -> str:
    """A facet by its code. Raises Refused with what there is."""
    from leaptui.model.me import facet_guidelines
    from leaptui.store.errors import Refused

    known = facet_guidelines(leap)
    wanted = given.strip().casefold()
    found = next((one.code for one in known if wanted in {one.code.casefold(), one.code[-1]}), None)
    if found is None:
        codes = ", ".join(f"{one.code} ({one.statement})" for one in known)
        raise Refused(_("“{given}” is no facet; there are {facets}").format(given=given, facets=codes))
    return found
