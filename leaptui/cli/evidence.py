"""Adding and editing pieces of evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar, Unpack

import click

from leaptui.cli.about import about_fields, about_options
from leaptui.cli.command import Command
from leaptui.cli.complete import KIND, PLACE, PLACE_OR_NONE, evidence_ids, goal_ids, guideline_codes
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import has_terminal, out
from leaptui.cli.pick import claimed_guideline, find_live, levels, read_day, read_day_or_none
from leaptui.cli.piece import Edits, Words, fields_of, guess_kind, keep_files, read_file, take_off
from leaptui.language import _
from leaptui.model.text import clean_line

P = ParamSpec("P")
R = TypeVar("R")


def _described(function: Callable[P, R], *, clears: bool = False) -> Callable[P, R]:
    """Give a command the options that describe a piece; with `clears`, an empty text takes a field away."""
    empty = '; "" takes it away' if clears else ""
    several = "; may be given again" if not clears else "; adds one"
    options = [
        click.option("--kind", type=KIND, metavar="KIND", help=f"What it is: {', '.join(KIND.choices)}."),
        click.option(
            "--body", metavar="TEXT", help=f"What there is to say about it (Markdown); - reads it from stdin{empty}."
        ),
        click.option(
            "--made-on",
            type=read_day_or_none if clears else read_day,
            metavar="DATE",
            help=f"The day it was made: 2026-03-01, yesterday{empty if clears else '; without it, today'}.",
        ),
        click.option(
            "--place",
            type=PLACE_OR_NONE if clears else PLACE,
            metavar="PLACE",
            help=f"Where: {', '.join(PLACE.choices)}{empty}.",
        ),
        click.option("--word", multiple=True, metavar="WORD", help=f"A tag word of your own{several}."),
        click.option(
            "--attach",
            multiple=True,
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=f"A file to keep with it, 10 MB at most{several}.",
        ),
        click.option("--link", multiple=True, metavar="URL", help=f"An address that belongs to it{several}."),
        click.option(
            "--goal", multiple=True, metavar="ID", shell_complete=goal_ids, help=f"A goal it works toward{several}."
        ),
        click.option("--private/--not-private", default=None, help="Keep it out of reviews."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


@click.command(
    "add",
    cls=Command,
    examples=(
        'leaptui add "Rain gauge v2"',
        'leaptui add "Rain gauge v2" --kind product --tag D4=growing --why "It measured a whole week"',
        'leaptui add "Talk on bees" --attach slides.pdf --made-on yesterday --word biology',
        'leaptui add "Field notes" --body - < notes.md',
        'leaptui add "Repair café" --minutes 3:30 --with "Mr Sousa: host" --attach kettle.jpg --alt "The kettle, open"',
    ),
)
@click.argument("title")
@_described
@about_options
@click.option(
    "--tag", multiple=True, metavar="CODE[=LEVEL]", shell_complete=guideline_codes, help="A guideline it shows."
)
@click.option("--why", metavar="TEXT", help="Why it shows what it is tagged with.")
@in_portfolio
@pass_here
def add_command(here: Here, title: str, tag: tuple[str, ...], why: str | None, **words: Unpack[Words]) -> int:
    """Add a piece of evidence, and print its id.

    A title is enough; everything else can follow later with edit and tag.
    """
    from leaptui.model.edits import add_evidence

    _check_why(tag, why)
    desk = here.open()
    claimed = levels(desk.framework, tag) if tag else {}
    files = [read_file(path) for path in words["attach"]]
    fields = fields_of(desk, words, {}, files)
    fields["title"] = clean_line(title)
    fields.setdefault("kind", guess_kind(files, words["link"]))
    fields.setdefault("made_on", desk.store.clock.today().isoformat())
    more, people = about_fields(desk, words, {}, fields, [file.name for file in files])
    change, made = add_evidence(desk.portfolio, desk.at, {**fields, **more}, claimed, why or "")
    keep_files(desk, files)
    desk.apply(replace(change, edits={**people, **change.edits}))
    out(made)
    return 0


@click.command(
    "edit",
    cls=Command,
    examples=(
        'leaptui edit 3f2a9b10 --title "Rain gauge v3" --place makerspace',
        "leaptui edit 3f2a9b10 --tag D4=demonstrated --untag L2",
        'leaptui edit 3f2a9b10 --body "" --no-word draft',
        "leaptui edit 3f2a9b10                       opens your editor on the text",
    ),
)
@click.argument("piece", metavar="ID", shell_complete=evidence_ids)
@click.option("--title", metavar="TEXT", help="A new title.")
@partial(_described, clears=True)
@about_options
@click.option(
    "--tag", multiple=True, metavar="CODE[=LEVEL]", shell_complete=guideline_codes, help="A guideline it shows."
)
@click.option("--why", metavar="TEXT", help="Why it shows what it is tagged with.")
@click.option("--untag", multiple=True, metavar="CODE", shell_complete=guideline_codes, help="A guideline to take off.")
@click.option("--no-word", multiple=True, metavar="WORD", help="A tag word to take off.")
@click.option("--no-attach", multiple=True, metavar="NAME", help="An attachment to take off, by its name.")
@click.option("--no-link", multiple=True, metavar="URL", help="An address to take off.")
@click.option("--no-goal", multiple=True, metavar="ID", shell_complete=goal_ids, help="A goal to take off.")
@in_portfolio
@pass_here
def edit_command(
    here: Here, piece: str, title: str | None, tag: tuple[str, ...], why: str | None, **edits: Unpack[Edits]
) -> int:
    """Change a piece of evidence; what is not named stays as it is.

    Without options your editor ($VISUAL, $EDITOR) opens on its text.
    """
    from leaptui.model.edits import edit_evidence

    _check_why(tag, why)
    desk = here.open()
    evidence_id = find_live(desk, piece, "evidence")[1]
    before = desk.portfolio.raw("evidence", evidence_id) or {}
    if title is None and not tag and not any(value not in (None, ()) for value in edits.values()):
        edits["body"] = _from_editor(desk, evidence_id)
    claimed = levels(desk.framework, tag) if tag else {}
    removed = [claimed_guideline(desk, code) for code in edits["untag"]]
    files = [read_file(path) for path in edits["attach"]]
    fields = fields_of(desk, edits, before, files)
    take_off(desk, edits, before, fields)
    if title is not None:
        fields["title"] = clean_line(title)
    more, people = about_fields(desk, edits, before, fields, [file.name for file in files])
    change = edit_evidence(desk.portfolio, desk.at, evidence_id, {**fields, **more}, claimed, why, removed)
    keep_files(desk, files)
    desk.apply(replace(change, edits={**people, **change.edits}))
    return 0


def _check_why(tag: tuple[str, ...], why: str | None) -> None:
    if why is not None and not tag:
        raise click.UsageError(_("--why is the reason of a --tag: name the guideline too"))


def _from_editor(desk: Desk, evidence_id: str) -> str:
    if not has_terminal():
        raise click.UsageError(
            _("say what to change, for one --title or --body; an editor can be opened on a terminal only")
        )
    piece = desk.portfolio.evidence[evidence_id]
    text = click.edit(f"{piece.text}\n", extension=".md")
    return piece.text if text is None else text
