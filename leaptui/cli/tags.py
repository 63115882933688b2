"""Tagging pieces with guidelines, and taking tags off."""

from __future__ import annotations

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import evidence_ids, guideline_codes
from leaptui.cli.here import Here, in_portfolio, pass_here
from leaptui.cli.output import ask_line, has_terminal, note
from leaptui.cli.pick import claimed_guideline, find_pieces, levels
from leaptui.language import _


@click.command(
    "tag",
    cls=Command,
    examples=(
        "leaptui tag 3f2a9b10 --guideline D4",
        'leaptui tag 3f2a9b10 --guideline F1.a=growing --why "I chose the sensor by what I need to learn"',
        "leaptui tag 3f2a9b10 77c01d2e --guideline C4.a --guideline L5=starting",
        'leaptui tag 3f2a9b10 --guideline D4=demonstrated --what-changed "I explained it to Year 8"',
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
@click.option(
    "--what-changed",
    metavar="TEXT",
    help="Where a level moves: what changed. It is kept in the journal; on a terminal you are asked.",
)
@in_portfolio
@pass_here
def tag_command(
    here: Here, pieces: tuple[str, ...], codes: tuple[str, ...], why: str | None, what_changed: str | None
) -> int:
    """Claim that pieces of evidence show guidelines.

    Tagging again changes the level or the reason; what is not said again stays. Where that moves a level, a word about what
    changed goes into the journal with it, if you like.
    """
    from leaptui.model.edits import tag
    from leaptui.model.edits.journal import moved_levels, with_what_changed

    desk = here.open()
    claimed = levels(desk.framework, codes)
    change = tag(desk.portfolio, desk.framework, desk.at, find_pieces(desk, pieces), claimed, why)
    moved = moved_levels(change)
    if moved and what_changed is None and has_terminal():
        what_changed = ask_line(_("What changed? (Enter leaves it unsaid)"))
    if what_changed:
        said = dict.fromkeys(moved, what_changed)
        change = with_what_changed(desk.portfolio, change, said, desk.store.clock.today())
        if not moved:
            note(_("no level moved, so what changed was not kept; “leaptui journal add” keeps it"))
    desk.apply(change)
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
