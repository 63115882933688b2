"""The mentor's desk: in the app, or as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.here import Here, clock, in_workspace, pass_here
from leaptui.cli.output import has_terminal, out, out_json, say
from leaptui.language import _, ngettext
from leaptui.model.words import ROLES

if TYPE_CHECKING:
    from leaptui.model.desk_queue import Item, Waiting
    from leaptui.model.voices import Voice
    from leaptui.store.workspace import Workspace


@click.command(
    "mentor",
    cls=Command,
    examples=(
        'leaptui mentor --as "J. Lind"',
        'leaptui mentor --as "J. Lind" --key ~/.ssh/id_ed25519',
        "leaptui mentor --list",
        'leaptui mentor --list --as "J. Lind" --json',
    ),
)
@click.option("--as", "name", metavar="NAME", help="Who you are, as portfolios name you; remembered on this machine.")
@click.option("--role", type=click.Choice(ROLES), metavar="ROLE", help=f"What you are: {', '.join(ROLES)}.")
@click.option("--key", metavar="PATH", help="Sign what you say with this ssh key.")
@click.option("--list", "as_list", is_flag=True, help="Say who waits as text, and open nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of portfolios in which something waits.")
@in_workspace
@pass_here
def mentor_command(
    here: Here, name: str | None, role: str | None, key: str | None, *, as_list: bool, as_json: bool
) -> int:
    """Open the mentor's desk: who asked for feedback, reviews to hold, what waits for agreement, what is new since you looked.

    A portfolio that is opened from it takes your words alone: assessments, feedback, suggestions, agreements. Nothing private
    is shown, and nothing of the learner's is changed. What you have looked at is remembered on this machine.
    """
    from leaptui.store.errors import Missing

    workspace = here.workspace()
    voice = _voice(workspace, name, role, key)
    if as_list or as_json:
        return _list(workspace, voice, as_json=as_json)
    if voice is None:
        raise click.UsageError(_("say who you are: leaptui mentor --as NAME"))
    if not has_terminal():
        raise click.UsageError(
            _("the app needs a terminal; without one, “leaptui mentor --list” says the same as text")
        )
    if not workspace.names():
        raise Missing(_("there is no portfolio here yet: begin one with “leaptui new NAME”"))
    from leaptui.signing.signer import find_signer
    from leaptui.store.mentoring import remember_mentor
    from leaptui.tui.mentor.mentoring import Mentoring
    from leaptui.tui.mentor.run import run_mentor

    signer = find_signer(workspace, voice.name, voice.role, key)
    remember_mentor(workspace, voice)
    return run_mentor(Mentoring(workspace, voice, signer), clock())


def _voice(workspace: Workspace, name: str | None, role: str | None, key: str | None) -> Voice | None:
    """Who is at the desk: who was named, else whose key it is here, else who was last; None where nobody knows."""
    from pathlib import Path

    from leaptui.model.text import clean_line
    from leaptui.model.voices import Voice
    from leaptui.signing.signers import names_of_key
    from leaptui.store.mentoring import last_mentor

    last = last_mentor(workspace)
    if name is not None:
        said = clean_line(name)
        if not said:
            raise click.UsageError(_("say who you are: leaptui mentor --as NAME"))
        return Voice(said, role or (last.role if last is not None and last.name == said else "mentor"))
    whose = names_of_key(workspace, Path(key).expanduser()) if key is not None else ()
    if whose:
        return Voice(whose[0], role or "mentor")
    return Voice(last.name, role or last.role) if last is not None else None


def _list(workspace: Workspace, voice: Voice | None, *, as_json: bool) -> int:
    from leaptui.model.desk_queue import in_order, waiting_for
    from leaptui.store.listing import list_portfolios
    from leaptui.store.mentoring import Gists, Looked

    gists, looked = Gists(workspace), Looked(workspace, voice.name if voice else "")
    listed = list_portfolios(workspace)
    found = [waiting_for(one.name, gists.known(one) or gists.look(one), voice, looked.seen(one.name)) for one in listed]
    gists.save(listed)
    waiting = [one for one in in_order(found) if one.sort or one.trouble]
    if as_json:
        out_json([_json(one) for one in waiting])
    else:
        for number, one in enumerate(waiting):
            _write(one, is_first=number == 0)
    total = ngettext("{n} portfolio", "{n} portfolios", len(listed)).format(n=len(listed))
    count = sum(bool(one.sort) for one in waiting)
    say(_("Something waits in {n} of {total}.").format(n=count, total=total))
    return 0


def _write(waiting: Waiting, *, is_first: bool) -> None:
    from leaptui.model.dates import long_day
    from leaptui.model.desk_queue import SORTS
    from leaptui.model.desk_queue_words import beside, heading_in, listed, says

    if not is_first:
        out()
    out(f"{waiting.learner} (portfolios/{waiting.name}.json)")
    if waiting.trouble:
        out(f"  {_('the file cannot be read; “leaptui check” says why')}")
    today = clock().today()
    for sort in SORTS:
        items, more = listed(waiting, sort)
        if items:
            out(f"  {heading_in(waiting, sort)}:")
        for item in items:
            when = long_day(item.day, today) if item.day else ""
            out("    " + "  ".join(filter(None, (says(item), beside(item), when))))
        if more:
            out(f"    {more}")


def _json(waiting: Waiting) -> dict[str, object]:
    return {
        "portfolio": waiting.name,
        "learner": waiting.learner,
        "title": waiting.title,
        "asks": [_item(item) for item in waiting.asks],
        "reviews": [_item(item) for item in waiting.reviews],
        "agreements": [_item(item) for item in waiting.agreements],
        "new": [_item(item) for item in waiting.news],
        "looked": waiting.has_looked,
        "trouble": waiting.trouble,
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "table": item.table,
        "id": item.id,
        "says": item.says,
        "at": item.at,
        "to": item.to,
        "about": item.about,
        "aspect": item.aspect,
        "what": item.source,
    }
