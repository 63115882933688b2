"""Throwing away, bringing back, and taking back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import any_ids, trashed_ids
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json, say, table, yes_or_no
from leaptui.cli.pick import Short, find, noun
from leaptui.language import _, ngettext

if TYPE_CHECKING:
    from leaptui.model.change import Change

TABLES = ("evidence", "goals", "steps", "breaks", "paces", "people", "asks", "opportunities")


@click.command(
    "rm",
    cls=Command,
    examples=("leaptui rm 3f2a9b10", "leaptui rm 3f2a9b10 77c01d2e"),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=any_ids)
@in_portfolio
@pass_here
def rm_command(here: Here, ids: tuple[str, ...]) -> int:
    """Move things to the trash, where they stay until you empty it.

    “leaptui undo” or “leaptui restore” bring them back.
    """
    from leaptui.model.edits import trash
    from leaptui.store.errors import Refused

    desk = here.open()
    keys = list(dict.fromkeys(find(desk, one, *TABLES) for one in ids))
    for table_name, record_id in keys:
        if "deleted" in (desk.portfolio.raw(table_name, record_id) or {}):
            shown = Short(desk.portfolio)(record_id)
            raise Refused(_("{id} is in the trash already; nothing was changed").format(id=shown))
    desk.apply(trash(desk.portfolio, desk.at, keys))
    return 0


@click.command(
    "restore",
    cls=Command,
    examples=(
        "leaptui restore 3f2a9b10",
        "leaptui restore 3f2a9b10 --at yesterday",
        "leaptui restore 3f2a9b10 --at 2026-03-01 --field title",
    ),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=trashed_ids)
@click.option("--at", "typed", metavar="DATE", help="As it was then: 2026-03-01, yesterday, “3 days ago”.")
@click.option("--field", metavar="FIELD", help="With --at: this field alone, as “show --json” names it.")
@in_portfolio
@pass_here
def restore_command(here: Here, ids: tuple[str, ...], typed: str | None, field: str | None) -> int:
    """Bring things back from the trash, with the tags or steps that were on them.

    With --at they are made to say again what they said then, trashed or not, removed for good or not. It is one change, and
    “leaptui undo” takes it back.
    """
    from leaptui.model.edits import restore
    from leaptui.store.errors import Refused

    desk = here.open()
    if field is not None and typed is None:
        raise click.UsageError(_("--field goes with --at"))
    if typed is not None:
        desk.apply(_as_it_was(desk, ids, typed, field))
        return 0
    keys = list(dict.fromkeys(find(desk, one, *TABLES) for one in ids))
    for table_name, record_id in keys:
        if "deleted" not in (desk.portfolio.raw(table_name, record_id) or {}):
            shown = Short(desk.portfolio)(record_id)
            raise Refused(_("{id} is not in the trash; nothing was changed").format(id=shown))
    desk.apply(restore(desk.portfolio, desk.at, keys))
    return 0


def _as_it_was(desk: Desk, ids: tuple[str, ...], typed: str, field: str | None) -> Change:
    """One change that makes things say again what they said at a moment."""
    from leaptui.cli.past import desk_at, moment_of
    from leaptui.model.change import Change
    from leaptui.model.edits import bring_back

    past = desk_at(desk, moment_of(typed))
    keys = list(dict.fromkeys(find(past, one) for one in ids))
    changes = [bring_back(desk.portfolio, desk.at, past.portfolio.document, key, field) for key in keys]
    if len(changes) == 1:
        return changes[0]
    things = ngettext("{n} thing", "{n} things", len(keys)).format(n=len(keys))
    edits = {key: edit for change in changes for key, edit in change.edits.items()}
    return Change(_("Brought {what} back").format(what=things), desk.at, edits)


@click.command(
    "trash",
    cls=Command,
    examples=("leaptui trash", "leaptui trash --empty"),
)
@click.option("--empty", is_flag=True, help="Remove what is in it from the portfolio.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of records.")
@in_portfolio
@pass_here
def trash_command(here: Here, *, empty: bool, yes: bool, as_json: bool) -> int:
    """List what is in the trash: id, day it was thrown away, what it is, title."""
    from leaptui.model.edits import empty_trash

    if yes and not empty:
        raise click.UsageError(_("--yes goes with --empty"))
    desk = here.open()
    thrown = desk.portfolio.trash
    if empty:
        if not thrown:
            say(_("The trash is empty."))
            return 0
        if not yes and not _agreed(len(thrown)):
            say(_("Nothing was changed."))
            return 1
        desk.apply(empty_trash(desk.portfolio, desk.at))
    elif as_json:
        records = [desk.portfolio.raw(item.table, item.id) or {} for item in thrown]
        out_json([{**raw, "id": item.id, "table": item.table} for item, raw in zip(thrown, records, strict=True)])
    elif thrown:
        short = Short(desk.portfolio)
        table([(short(item.id), item.deleted[:10], noun(item.table), item.title) for item in thrown], stretch=3)
    else:
        say(_("The trash is empty."))
    return 0


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError(_("emptying the trash asks first; where nobody can answer, say --yes"))
    asked = ngettext(
        "Remove it from the portfolio? (leaptui undo can still bring it back on this machine)",
        "Remove all {n} from the portfolio? (leaptui undo can still bring them back on this machine)",
        count,
    ).format(n=count)
    return yes_or_no(asked)


@click.command("undo", cls=Command, examples=("leaptui undo",))
@in_portfolio
@pass_here
def undo_command(here: Here) -> int:
    """Take the last change back. Again takes back the one before."""
    desk = here.open()
    label = desk.store.undo()
    desk.narrate_notice()
    if label is None:
        say(_("There is nothing to undo."))
        return 1
    out(_("undo: {label}").format(label=label))
    return 0


@click.command("redo", cls=Command, examples=("leaptui redo",))
@in_portfolio
@pass_here
def redo_command(here: Here) -> int:
    """Do again the last change that was taken back."""
    desk = here.open()
    label = desk.store.redo()
    desk.narrate_notice()
    if label is None:
        say(_("There is nothing to redo."))
        return 1
    out(_("redo: {label}").format(label=label))
    return 0
