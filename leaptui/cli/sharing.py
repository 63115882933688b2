"""Sharing pieces with other portfolios of the workspace, and taking in what they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import evidence_ids, portfolio_names
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json, say
from leaptui.cli.pick import LEAST, Short, find_live
from leaptui.language import _, and_list
from leaptui.model.text import clean_line

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.store.others import Offer


@click.command(
    "share",
    cls=Command,
    examples=(
        "leaptui share 3f2a9b10 --with ravi-nair --with mateo-quispe",
        "leaptui share 3f2a9b10 --stop ravi-nair",
        "leaptui share --list",
        "leaptui share --take 77c01d2e",
    ),
)
@click.argument("piece", metavar="[ID]", required=False, shell_complete=evidence_ids)
@click.option(
    "--with",
    "names",
    multiple=True,
    metavar="NAME",
    shell_complete=portfolio_names,
    help="A portfolio of this workspace that may take the piece in; may be given again.",
)
@click.option(
    "--stop", multiple=True, metavar="NAME", shell_complete=portfolio_names, help="Share it with this one no longer."
)
@click.option("--list", "listed", is_flag=True, help="List what others share with you, and what you share.")
@click.option("--take", metavar="ID", help="Take in a piece that another portfolio shares with you.")
@click.option("--json", "as_json", is_flag=True, help="With --list: print JSON.")
@in_portfolio
@pass_here
def share_command(
    here: Here,
    piece: str | None,
    names: Sequence[str],
    stop: Sequence[str],
    take: str | None,
    *,
    listed: bool,
    as_json: bool,
) -> int:
    """Share a piece with other learners of this workspace, or take in one that they share with you.

    Nothing is copied: their portfolio holds a reference, and the words and files are read from yours. They can tag it like a
    piece of their own. A private piece is not shared.
    """
    if piece is not None and not (names or stop):
        raise click.UsageError(_("say with whom: --with NAME, or --stop NAME"))
    if (piece is not None) + listed + (take is not None) != 1:
        raise click.UsageError(_("say what to share, for one “share ID --with NAME”; or --list; or --take ID"))
    desk = here.open()
    if piece is not None:
        return _share(desk, piece, names, stop)
    return _list(desk, as_json=as_json) if take is None else _take(desk, take)


def _share(desk: Desk, said: str, names: Sequence[str], stop: Sequence[str]) -> int:
    from leaptui.model.edits import share
    from leaptui.store.errors import Refused

    found = find_live(desk, said, "evidence")[1]
    for name in names:
        desk.store.workspace.require(name)
        if name == desk.store.name:
            raise Refused(_("{name} is this portfolio: a piece is shared with others").format(name=name))
    wanted = ({*desk.portfolio.evidence[found].shared_with} | set(names)) - set(stop)
    desk.apply(share(desk.portfolio, desk.at, found, wanted))
    return 0


def _offers(desk: Desk) -> list[Offer]:
    from leaptui.store.others import Others

    return Others(desk.store.workspace, desk.store.name).offers(desk.portfolio)


def _list(desk: Desk, *, as_json: bool) -> int:
    offers = _offers(desk)
    mine = [piece for piece in desk.portfolio.newest if piece.shared_with]
    if as_json:
        with_me: list[Json] = [
            {
                "portfolio": one.owner,
                "learner": one.learner,
                "id": one.piece.id,
                "title": one.piece.title,
                "kind": one.piece.kind,
                "made_on": one.piece.day.isoformat(),
                "taken": one.taken,
            }
            for one in offers
        ]
        by_me: list[Json] = [{"id": one.id, "title": one.title, "shared_with": list(one.shared_with)} for one in mine]
        out_json({"shared_with_me": with_me, "shared_by_me": by_me})
        return 0
    if not offers and not mine:
        say(_("Nothing is shared here yet: leaptui share ID --with NAME"))
    for line in _lines(offers):
        out(line)
    if mine:
        out(_("Shared by you"))
    short = Short(desk.portfolio)
    for one in mine:
        names = and_list(list(map(clean_line, one.shared_with)))
        out("  " + _("{id}  {title}, with {names}").format(id=short(one.id), title=clean_line(one.title), names=names))
    return 0


def _lines(offers: Sequence[Offer]) -> Iterator[str]:
    if offers:
        yield _("Shared with you")
    for one in offers:
        taken = f" ({_('taken in')})" if one.taken else ""
        title = _("{id}  {title}, by {name}").format(
            id=one.piece.id[:8], title=clean_line(one.piece.title), name=one.learner
        )
        yield f"  {title}{taken}"


def _take(desk: Desk, said: str) -> int:
    """Take in the piece that is meant, and print the id it has here. Raises Missing, Refused as finding a record does."""
    from leaptui.model.edits import take_shared
    from leaptui.store.errors import Missing, Refused

    wanted = said.strip().casefold()
    if len(wanted) < LEAST:
        raise Refused(
            _("“{given}” is too short for an id: give at least {n} of its characters").format(given=said, n=LEAST)
        )
    found = [one for one in _offers(desk) if one.piece.id.casefold().startswith(wanted)]
    if not found:
        raise Missing(_("nobody shares a piece with you whose id begins with “{given}”").format(given=said))
    if len(found) > 1:
        raise Refused(_("“{given}” could be any of {n} pieces; give a character more").format(given=said, n=len(found)))
    change, made = take_shared(desk.portfolio, desk.at, found[0].owner, found[0].piece)
    desk.apply(change)
    out(made)
    return 0
