"""What else there is to say about a piece: how long it took, with whom, how it felt, what its files show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ParamSpec, TypedDict, TypeVar

import click

from leaptui.language import _
from leaptui.model.text import clean_line

if TYPE_CHECKING:
    from leaptui.cli.here import Desk
    from leaptui.model.canonical import Json, Record
    from leaptui.model.change import Edit, Key

P = ParamSpec("P")
R = TypeVar("R")

AREAS = ("academic", "civic", "workplace")


class About(TypedDict):
    """What the options say; None or nothing where one was not given, an empty text to take the field away."""

    area: str | None
    minutes: str | None
    person: tuple[str, ...]
    host: str | None
    alt: tuple[str, ...]
    interest: str | None
    stretch: str | None


def _minutes(ctx: click.Context, parameter: click.Parameter, typed: str | None) -> str | None:
    from leaptui.model.minutes import read_minutes

    del ctx, parameter
    if typed is None:
        return None
    try:
        return str(read_minutes(typed) or "")
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def about_options(function: Callable[P, R]) -> Callable[P, R]:
    """Give a command these options."""
    five = click.Choice(["1", "2", "3", "4", "5", ""])
    options = [
        click.option(
            "--area",
            type=click.Choice([*AREAS, ""]),
            metavar="AREA",
            help=f"The area of life it belongs to: {', '.join(AREAS)}.",
        ),
        click.option("--minutes", callback=_minutes, metavar="MINUTES", help="How long it took: 90 or 1:30."),
        click.option(
            "--with",
            "person",
            multiple=True,
            metavar="NAME[: PART]",
            help="Who was part of it, and which part they had; may be given again.",
        ),
        click.option("--host", metavar="TEXT", help="Where an experience was made, or with whom."),
        click.option(
            "--alt",
            multiple=True,
            metavar="[NAME=]TEXT",
            help="What an attached file shows, in words: in the order of --attach, or by the file's name.",
        ),
        click.option("--interest", type=five, metavar="1-5", help="How much it interested you."),
        click.option("--stretch", type=five, metavar="1-5", help="How far it stretched you."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def about_fields(
    desk: Desk, about: About, before: Record, fields: Mapping[str, Json], attached: Sequence[str]
) -> tuple[dict[str, Json], Mapping[Key, Edit]]:
    """The fields that the options set, and the edits that add people who are not known yet.

    `fields` are those set already, `attached` the names of the files that were attached just now.
    """
    found: dict[str, Json] = {}
    if about["area"] is not None:
        found["life_area"] = about["area"]
    if about["host"] is not None:
        found["host"] = clean_line(about["host"])
    for name, said in (("minutes", about["minutes"]), ("interest", about["interest"]), ("stretch", about["stretch"])):
        if said is not None:
            found[name] = int(said) if said else None
    if about["alt"]:
        listed = fields.get("attachments", before.get("attachments"))
        entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
        found["attachments"] = [*_described_files(entries, about["alt"], attached)]
    return found, _people(desk, about["person"], before, found)


def _people(desk: Desk, said: Sequence[str], before: Record, found: dict[str, Json]) -> Mapping[Key, Edit]:
    if not said:
        return {}
    from leaptui.model.edits.people import named_parts, with_parts

    parts, edits = named_parts(desk.portfolio, desk.at, said)
    now = before.get("people")
    there = [str(item) for item in now] if isinstance(now, list) else []
    found["people"] = [*sorted({*there, *parts})]
    told = {one: part for one, part in parts.items() if part}
    if told:
        found["contributors"] = with_parts(before.get("contributors"), told)
    return edits


def _described_files(entries: list[Record], words: Sequence[str], attached: Sequence[str]) -> list[Record]:
    """The entries with what their files show. Raises UsageError where it is not clear which file is meant."""
    described = [{**entry} for entry in entries]
    names = [clean_line(name) for name in attached]
    new = [entry for name in names for entry in described if entry.get("name") == name]
    waiting = iter(new or (described if len(described) == 1 else []))
    for said in words:
        name, _equals, text = said.partition("=")
        named = next((entry for entry in described if _equals and entry.get("name") == name), None)
        entry = named if named is not None else next(waiting, None)
        if entry is None:
            raise click.UsageError(_("it is not clear which file --alt is about: write --alt NAME=TEXT"))
        entry["alt"] = clean_line(text if named is not None else said)
    return described
