"""Choosing between what was said on two machines."""

from __future__ import annotations

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import any_ids
from leaptui.cli.here import Here, in_portfolio, pass_here
from leaptui.cli.pick import find, title_of
from leaptui.language import _, ngettext


@click.command(
    "settle",
    cls=Command,
    examples=("leaptui settle 3f2a9b10 title --keep", "leaptui settle 3f2a9b10 title --take 1"),
)
@click.argument("record", metavar="ID", shell_complete=any_ids)
@click.argument("field", required=False)
@click.option("--keep", is_flag=True, help="What stands in the field now holds.")
@click.option(
    "--take",
    type=click.IntRange(1),
    metavar="N",
    help="The N-th of the others holds, as “leaptui show ID” counts them.",
)
@in_portfolio
@pass_here
def settle_command(here: Here, record: str, field: str | None, *, keep: bool, take: int | None) -> int:
    """Choose between what was said on two machines and could not be merged.

    “leaptui show ID” shows the fields that wait and what was said. FIELD can be left out where only one waits.
    """
    from leaptui.merge import choice, open_conflicts
    from leaptui.store.errors import Missing, Refused

    if keep == (take is not None):
        raise click.UsageError(_("say --keep or --take N"))
    desk = here.open()
    table, record_id = find(desk, record)
    before = desk.portfolio.raw(table, record_id) or {}
    waiting = {one.field: one for one in open_conflicts({table: {record_id: before}})}
    if not waiting:
        raise Missing(_("nothing waits for a choice in {title}").format(title=title_of(desk, table, record_id)))
    if field is None and len(waiting) > 1:
        raise Refused(_("several fields wait for a choice: name one of {fields}").format(fields=", ".join(waiting)))
    conflict = next(iter(waiting.values())) if field is None else waiting.get(field)
    if conflict is None:
        raise Missing(
            _("nothing waits for a choice in “{field}”; what waits is {fields}").format(
                field=field, fields=", ".join(waiting)
            )
        )
    if take is not None and take > len(conflict.others):
        count = len(conflict.others)
        raise Refused(
            ngettext("there is only {n} other to take", "there are only {n} others to take", count).format(n=count)
        )
    other = None if take is None else conflict.others[take - 1]
    try:
        change = choice(before, conflict, other, desk.at, title_of(desk, table, record_id))
    except KeyError:
        raise Refused(
            _("“{field}” belongs to something that is no longer there: keep what stands").format(field=conflict.field)
        ) from None
    desk.apply(change)
    return 0
