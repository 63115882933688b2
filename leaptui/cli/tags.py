"""Tagging pieces with guidelines, and taking tags off."""

from __future__ import annotations

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import evidence_ids, guideline_codes
from leaptui.cli.here import Here, in_portfolio, pass_here
from leaptui.cli.pick import claimed_guideline, find_pieces, levels


@click.command(
    "tag",
    cls=Command,
    examples=(
        "leaptui tag 3f2a9b10 --guideline D4",
        'leaptui tag 3f2a9b10 --guideline F1.a=growing --why "I chose the sensor by what I need to learn"',
        "leaptui tag 3f2a9b10 77c01d2e --guideline C4.a --guideline L5=starting",
    ),
)
@click.argument("pieces", metavar="ID...", nargs=-1, required=True, shell_complete=evidence_ids)
@click.option(
    "--guideline",
    "codes",
    multiple=True,
    required=True,
    metavar="CODE[=LEVEL]",
    shell_complete=guideline_codes,
    help="The guideline and, if you like, how far along: a level's name, its beginning, or its number.",
)
@click.option("--why", metavar="TEXT", help="The reason; without it, a reason that is there stays.")
@in_portfolio
@pass_here
def tag_command(here: Here, pieces: tuple[str, ...], codes: tuple[str, ...], why: str | None) -> int:
    """Claim that pieces of evidence show guidelines.

    Tagging again changes the level or the reason; what is not said again stays.
    """
    from leaptui.model.edits import tag

    desk = here.open()
    claimed = levels(desk.framework, codes)
    desk.apply(tag(desk.portfolio, desk.framework, desk.at, find_pieces(desk, pieces), claimed, why))
    return 0


@click.command(
    "untag",
    cls=Command,
    examples=("leaptui untag 3f2a9b10 --guideline D4",),
)
@click.argument("pieces", metavar="ID...", nargs=-1, required=True, shell_complete=evidence_ids)
@click.option(
    "--guideline",
    "codes",
    multiple=True,
    required=True,
    metavar="CODE",
    shell_complete=guideline_codes,
    help="The guideline to take off.",
)
@in_portfolio
@pass_here
def untag_command(here: Here, pieces: tuple[str, ...], codes: tuple[str, ...]) -> int:
    """Take back that pieces of evidence show guidelines.

    The level and reason go to the trash with the tag; “leaptui undo” brings them back.
    """
    from leaptui.model.edits import untag

    desk = here.open()
    unwanted = [claimed_guideline(desk, code) for code in codes]
    desk.apply(untag(desk.portfolio, desk.framework, desk.at, find_pieces(desk, pieces), unwanted))
    return 0
