"""The host of an experience confirms it: in a line of theirs, or by the code of the piece."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import evidence_ids
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.lists import record_json
from leaptui.cli.output import out, out_json, say
from leaptui.cli.pick import find_live, read_day
from leaptui.cli.together import say_it, signed
from leaptui.cli.with_others import confirmation_lines
from leaptui.language import _

if TYPE_CHECKING:
    from leaptui.model.canonical import Json


@click.command(
    "confirm",
    cls=Command,
    examples=(
        "leaptui confirm 3f2a9b10 --code                     the code to give to the host",
        'leaptui confirm 3f2a9b10 --by "Mr Sousa" --given 7KQ-M2ZPA',
        'leaptui confirm 3f2a9b10 --by "Mr Sousa" --role beekeeper --words "Two mornings, she lit the smoker herself"',
        "leaptui confirm 3f2a9b10",
    ),
)
@click.argument("piece", metavar="ID", shell_complete=evidence_ids)
@click.option("--code", "wants_code", is_flag=True, help="Print the code of the piece as it is now.")
@click.option("--by", "name", metavar="NAME", help="Who confirms it: the name of the host.")
@click.option("--role", metavar="TEXT", default="", help="What they are there: beekeeper, head of the library.")
@click.option("--words", metavar="TEXT", default="", help="The line they write.")
@click.option("--given", metavar="CODE", default="", help="The code they gave back, in a letter or a message.")
@click.option("--on", "day", type=read_day, metavar="DATE", help="The day they confirmed it; without it, today.")
@signed()
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the code, and what was confirmed.")
@in_portfolio
@pass_here
def confirm_command(
    here: Here,
    piece: str,
    name: str | None,
    role: str,
    words: str,
    given: str,
    day: date | None,
    *,
    wants_code: bool,
    as_json: bool,
) -> int:
    """Let the host of an experience confirm a piece: no account is needed.

    They write a line of their own here; or you give them the code of the piece, and they send it back in a letter or a
    message. A code belongs to the piece as it is: where it was changed since, that is said. With the ID alone you see what
    was confirmed.
    """
    desk = here.open()
    found = find_live(desk, piece, "evidence")[1]
    if name is None:
        if role or words or given or day:
            raise click.UsageError(_("say who confirms it: --by NAME"))
        return _show(desk, found, wants_code=wants_code, as_json=as_json)
    if wants_code:
        raise click.UsageError(_("--code is for giving the code out; --given CODE takes it back"))
    from leaptui.model.edits import confirm
    from leaptui.model.voices import Voice

    today = desk.store.clock.today()
    change, made = confirm(desk.portfolio, desk.at, found, name, role, words, given, day or today)
    say_it(desk, Voice(name, role), change)
    out(made)
    return 0


def _show(desk: Desk, piece: str, *, wants_code: bool, as_json: bool) -> int:
    from leaptui.model.experience import code_of, confirmations_of, still_holds

    code, found = code_of(desk.portfolio, piece), confirmations_of(desk.portfolio, piece)
    if as_json:
        told: list[Json] = [
            {**record_json(desk, "confirmations", one.id), "holds": still_holds(desk.portfolio, one)} for one in found
        ]
        out_json({"evidence": piece, "code": code, "confirmations": told})
    elif wants_code:
        out(code)
    else:
        for line in confirmation_lines(desk.portfolio, piece):
            out(line)
        if not found:
            says = _(
                "Nobody confirmed it yet. The code to give to the host is {code}: leaptui confirm ID --by NAME --given CODE"
            )
            say(says.format(code=code))
    return 0
