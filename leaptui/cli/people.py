"""The people who help a learner learn, and what came of knowing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ParamSpec, TypedDict, TypeVar, Unpack

import click

from leaptui.cli.command import Group
from leaptui.cli.complete import person_ids, portfolio_names
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.lists import record_json
from leaptui.cli.opportunities import cv_command, opportunity_command
from leaptui.cli.output import indented, out, out_json, say, table
from leaptui.cli.pick import Short, find_person
from leaptui.language import _, ngettext, pgettext
from leaptui.model.text import clean_line, to_lines
from leaptui.model.words import ROLES, word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.people import Known, Together
    from leaptui.model.records_others import Person

P = ParamSpec("P")
R = TypeVar("R")

ROLE = click.Choice(ROLES)
_LABEL = 12


@click.group(
    "people",
    cls=Group,
    examples=(
        "leaptui people",
        'leaptui people add "Ms Lind, mentor" --how "Asks how I know"',
        'leaptui people show "Ms Lind"',
        'leaptui people opportunity add "Saturdays at the city farm" --through "Mr Sousa"',
        "leaptui people cv",
    ),
)
@in_portfolio
@pass_here
@click.pass_context
def people_command(ctx: click.Context, here: Here) -> int:
    """See who helps you learn: in which role, what you did together, and what came of it.

    Without a command, people are listed.
    """
    return 0 if ctx.invoked_subcommand is not None else list_people(here.open(), as_json=False)


people_command.add_command(opportunity_command)
people_command.add_command(cv_command)


@people_command.command(
    "list", short_help="List people.", examples=("leaptui people list", "leaptui people list --role mentor --json")
)
@click.option("--role", type=ROLE, metavar="ROLE", help=f"Only those in this role: {', '.join(ROLES)}.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: an array of whole records, with what you did together."
)
@in_portfolio
@pass_here
def list_command(here: Here, role: str | None, *, as_json: bool) -> int:
    """List people by role: id, role, name, how much you did together and when last, how they help."""
    return list_people(here.open(), role, as_json=as_json)


def list_people(desk: Desk, role: str | None = None, *, as_json: bool) -> int:
    """List the people of a portfolio, or those in a role."""
    from leaptui.model.people import Known, in_order

    known = Known(desk.portfolio)
    people = [one for one in in_order(desk.portfolio) if role in (None, one.role)]
    if as_json:
        out_json([person_json(desk, known, one) for one in people])
        return 0
    short = Short(desk.portfolio)
    if people:
        table([_row(known, one, short(one.id)) for one in people], stretch=5)
    else:
        say(_("Nobody stands here yet: leaptui people add NAME"))
    desk.narrate_problems()
    return 0


def _row(known: Known, person: Person, shown: str) -> list[str]:
    together, last = known.together(person.id), known.last(person.id)
    return [
        shown,
        word(person.role, "role"),
        clean_line(person.name),
        together_words(len(together)),
        last.isoformat() if last else "",
        clean_line(" ".join(person.how)),
    ]


def together_words(count: int) -> str:
    """How much one did together: `4 things together`."""
    return ngettext("{n} thing together", "{n} things together", count).format(n=count) if count else ""


def person_json(desk: Desk, known: Known, person: Person) -> dict[str, Json]:
    """A whole record, with what they did together, what came of it, and what was asked."""
    last = known.last(person.id)
    together: list[Json] = [
        {"table": one.table, "id": one.id, "day": one.day.isoformat(), "part": one.part, "about": list(one.leads_to)}
        for one in known.together(person.id)
    ]
    return {
        **record_json(desk, "people", person.id),
        "together": together,
        "last": last.isoformat() if last else None,
        "opportunities": [one.id for one in known.opportunities(person.id)],
        "asks": [one.id for one in known.asks(person.id)],
    }


@people_command.command(
    "show",
    short_help="Show everything about a person.",
    examples=("leaptui people show 65bb2986", 'leaptui people show "Ms Lind" --json'),
)
@click.argument("person", metavar="PERSON", shell_complete=person_ids)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the whole record, with what you did together.")
@in_portfolio
@pass_here
def show_command(here: Here, person: str, *, as_json: bool) -> int:
    """Show a person, by id or name: how they help, what you did together, what came of it, what you asked for."""
    from leaptui.model.people import Known

    desk = here.open()
    found = desk.portfolio.people[find_person(desk, person)]
    known = Known(desk.portfolio)
    if as_json:
        out_json(person_json(desk, known, found))
        return 0
    for line in _lines_of(desk, known, found):
        out(line)
    return 0


def _lines_of(desk: Desk, known: Known, person: Person) -> Iterator[str]:
    short = Short(desk.portfolio)
    yield f"{clean_line(person.name)}, {word(person.role, 'role')}"
    last = known.last(person.id)
    facts = (
        (pgettext("fact", "id"), person.id),
        (pgettext("fact", "contact"), clean_line(person.contact)),
        (pgettext("fact", "portfolio"), clean_line(person.portfolio)),
        (pgettext("fact", "private"), _("yes") if person.private else ""),
        (pgettext("fact", "last"), last.isoformat() if last else ""),
    )
    yield from (f"{label:<{_LABEL}}{value}" for label, value in facts if value)
    if person.how:
        yield from ("", _("How they help"), indented(person.how))
    if person.notes:
        yield from ("", _("Notes, for you alone"), indented(person.notes))
    if known.together(person.id):
        yield from ("", _("What you did together"))
        yield from (f"  {one.day}  {together_said(desk, one)}" for one in known.together(person.id))
    if known.opportunities(person.id):
        yield from ("", _("What came of it"))
        for chance in known.opportunities(person.id):
            status = word(chance.status, "opportunity")
            yield f"  {short(chance.id)}  {clean_line(chance.title)} ({status})"
            yield from (f"    {line}" for line in chance.outcome)
    if known.asks(person.id):
        yield from ("", _("What you asked for"))
        for ask in known.asks(person.id):
            yield f"  {short(ask.id)}  {clean_line(ask.words)} ({word(ask.status, 'ask')})"
            yield from (f"    {line}" for line in ask.outcome)


def together_said(desk: Desk, one: Together) -> str:
    """One thing a learner and a person did together, on one line."""
    from leaptui.model.together_words import what_it_was, which_it_was

    part = f" ({clean_line(one.part)})" if one.table == "evidence" and one.part else ""
    return f"{what_it_was(one)}: {which_it_was(desk.portfolio, one)}{part}"


class _Words(TypedDict):
    role: str | None
    how: str | None
    contact: str | None
    notes: str | None
    has_portfolio: str | None
    private: bool | None


def _described(function: Callable[P, R]) -> Callable[P, R]:
    """Give a command the options that say who somebody is."""
    options = (
        click.option("--role", type=ROLE, metavar="ROLE", help=f"What they are to you: {', '.join(ROLES)}."),
        click.option("--how", metavar="TEXT", help="How they help you learn."),
        click.option("--contact", metavar="TEXT", help="How to reach them."),
        click.option("--notes", metavar="TEXT", help="Notes for you alone: they are never shown to others."),
        click.option(
            "--has-portfolio",
            metavar="NAME",
            shell_complete=portfolio_names,
            help="Their own portfolio in this workspace, to share pieces with.",
        ),
        click.option("--private/--not-private", default=None, help="Keep them out of what you hand on."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@people_command.command(
    "add",
    short_help="Add somebody.",
    examples=(
        'leaptui people add "Ms Lind, mentor"',
        'leaptui people add "Ravi Nair" --role peer --how "Builds what I draw" --has-portfolio ravi-nair',
    ),
)
@click.argument("name", metavar="NAME[, ROLE]")
@_described
@in_portfolio
@pass_here
def add_command(here: Here, name: str, **words: Unpack[_Words]) -> int:
    """Add somebody who helps you learn, and print the id. A name is enough; a role may follow it after a comma."""
    from leaptui.model.edits import add_person
    from leaptui.model.people import read_person

    desk = here.open()
    said, role = read_person(name)
    fields = _fields(desk, words)
    if role:
        fields.setdefault("role", role)
    change, made = add_person(desk.portfolio, desk.at, {**fields, "name": said})
    desk.apply(change)
    out(made)
    return 0


@people_command.command(
    "edit",
    short_help="Change what stands of somebody.",
    examples=(
        'leaptui people edit "Ms Lind" --how "Asks how I know, every time"',
        'leaptui people edit 65bb2986 --name "Jonna Lind" --role mentor --contact ""',
    ),
)
@click.argument("person", metavar="PERSON", shell_complete=person_ids)
@click.option("--name", metavar="TEXT", help="Another name.")
@_described
@in_portfolio
@pass_here
def edit_command(here: Here, person: str, name: str | None, **words: Unpack[_Words]) -> int:
    """Change what stands of a person; what is not named stays, and "" takes something away."""
    from leaptui.model.edits import edit_person

    desk = here.open()
    person_id = find_person(desk, person)
    fields = _fields(desk, words)
    if name is not None:
        fields["name"] = clean_line(name)
    if not fields:
        raise click.UsageError(_("say what to change, for one --how or --role"))
    desk.apply(edit_person(desk.portfolio, desk.at, person_id, fields))
    return 0


def _fields(desk: Desk, words: _Words) -> dict[str, Json]:
    """The fields that the options set. Raises Missing for a portfolio that is not there."""
    fields: dict[str, Json] = {}
    if words["role"] is not None:
        fields["role"] = words["role"]
    for field, text in (("how", words["how"]), ("notes", words["notes"])):
        if text is not None:
            lines: list[Json] = [*to_lines(text)]
            fields[field] = lines
    if words["contact"] is not None:
        fields["contact"] = clean_line(words["contact"])
    if words["has_portfolio"] is not None:
        if words["has_portfolio"]:
            desk.store.workspace.require(words["has_portfolio"])
        fields["portfolio"] = words["has_portfolio"]
    if words["private"] is not None:
        fields["private"] = words["private"]
    return fields
