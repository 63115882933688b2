"""Adding and editing pieces of evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypedDict, TypeVar, Unpack

import click

from leaptui.cli.about import About, about_fields, about_options
from leaptui.cli.command import Command
from leaptui.cli.complete import KIND, PLACE, PLACE_OR_NONE, evidence_ids, goal_ids, guideline_codes
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import has_terminal, note, out
from leaptui.cli.pick import claimed_guideline, find_goals, find_live, levels, read_day, read_day_or_none
from leaptui.language import N_, _
from leaptui.model.text import clean_line, to_lines

if TYPE_CHECKING:
    from leaptui.model.canonical import Json, Record

P = ParamSpec("P")
R = TypeVar("R")


class _Words(About):
    """What `add` and `edit` are told about a piece; None or nothing where an option was not given."""

    kind: str | None
    body: str | None
    made_on: date | str | None
    place: str | None
    word: tuple[str, ...]
    attach: tuple[Path, ...]
    link: tuple[str, ...]
    goal: tuple[str, ...]
    private: bool | None


class _Removals(TypedDict):
    """What `edit` takes off a piece."""

    untag: tuple[str, ...]
    no_word: tuple[str, ...]
    no_attach: tuple[str, ...]
    no_link: tuple[str, ...]
    no_goal: tuple[str, ...]


class _Edits(_Words, _Removals):
    pass


class _File(NamedTuple):
    """A file to attach, read already."""

    name: str
    data: bytes
    entry: Record


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
        'leaptui add "Repair café" --minutes 3:30 --with "Mr Sousa" --attach kettle.jpg --alt "The kettle, open"',
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
def add_command(here: Here, title: str, tag: tuple[str, ...], why: str | None, **words: Unpack[_Words]) -> int:
    """Add a piece of evidence, and print its id.

    A title is enough; everything else can follow later with edit and tag.
    """
    from leaptui.model.edits import add_evidence

    _check_why(tag, why)
    desk = here.open()
    claimed = levels(desk.framework, tag) if tag else {}
    files = [_read_file(path) for path in words["attach"]]
    fields = _fields(desk, words, {}, files)
    fields["title"] = clean_line(title)
    fields.setdefault("kind", _guess_kind(files, words["link"]))
    fields.setdefault("made_on", desk.store.clock.today().isoformat())
    more, people = about_fields(desk, words, {}, fields, [file.name for file in files])
    change, made = add_evidence(desk.portfolio, desk.at, {**fields, **more}, claimed, why or "")
    _keep(desk, files)
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
    here: Here, piece: str, title: str | None, tag: tuple[str, ...], why: str | None, **edits: Unpack[_Edits]
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
    files = [_read_file(path) for path in edits["attach"]]
    fields = _fields(desk, edits, before, files)
    _take_off(desk, edits, before, fields)
    if title is not None:
        fields["title"] = clean_line(title)
    more, people = about_fields(desk, edits, before, fields, [file.name for file in files])
    change = edit_evidence(desk.portfolio, desk.at, evidence_id, {**fields, **more}, claimed, why, removed)
    _keep(desk, files)
    desk.apply(replace(change, edits={**people, **change.edits}))
    return 0


def _check_why(tag: tuple[str, ...], why: str | None) -> None:
    if why is not None and not tag:
        raise click.UsageError(_("--why is the reason of a --tag: name the guideline too"))


def _fields(desk: Desk, words: _Words | _Edits, before: Record, files: Iterable[_File]) -> dict[str, Json]:
    """The fields of a piece that the options set, given what it says now."""
    fields: dict[str, Json] = {}
    if words["kind"] is not None:
        fields["kind"] = words["kind"]
    if words["place"] is not None:
        fields["place"] = words["place"]
    if words["made_on"] is not None:
        fields["made_on"] = str(words["made_on"])
    if words["body"] is not None:
        lines: list[Json] = [*to_lines(read_text(words["body"]))]
        fields["body"] = lines
    if words["private"] is not None:
        fields["private"] = words["private"]
    tags = [clean_line(word) for word in words["word"]]
    if tags:
        fields["tags"] = _joined(before.get("tags"), tags)
    goals = find_goals(desk, words["goal"])
    if goals:
        fields["goals"] = _joined(before.get("goals"), goals)
    _append(fields, before, "links", "url", [{"url": clean_line(url)} for url in words["link"] if clean_line(url)])
    _append(fields, before, "attachments", "sha256", [file.entry for file in files])
    return fields


def _joined(now: Json, more: Iterable[str]) -> Json:
    """A set with more in it, sorted as the file keeps sets."""
    there = [str(item) for item in now] if isinstance(now, list) else []
    joined: list[Json] = [*sorted({*there, *filter(None, more)})]
    return joined


def _append(fields: dict[str, Json], before: Record, field: str, key: str, more: list[Record]) -> None:
    """Add entries to a list of objects, each once."""
    now = before.get(field)
    entries: list[Json] = [*now] if isinstance(now, list) else []
    known = [entry.get(key) for entry in entries if isinstance(entry, dict)]
    for entry in more:
        if entry[key] not in known:
            known.append(entry[key])
            entries.append(entry)
            fields[field] = entries


def _take_off(desk: Desk, edits: _Edits, before: Record, fields: dict[str, Json]) -> None:
    """Take words, links, attachments and goals off. Raises Missing for one that is not there."""
    goals = [record_id for prefix in edits["no_goal"] for record_id in _known_goal(desk, prefix, before)]
    plain = (
        (
            "tags",
            [clean_line(word) for word in edits["no_word"]],
            N_("the piece has no tag word “{item}”; nothing was changed"),
        ),
        ("goals", goals, N_("the piece has no goal “{item}”; nothing was changed")),
    )
    for field, unwanted, trouble in plain:
        if unwanted:
            now = fields.get(field, before.get(field))
            there = list(now) if isinstance(now, list) else []
            _require(there, unwanted, trouble)
            fields[field] = [item for item in there if item not in unwanted]
    named = (
        (
            "links",
            "url",
            [clean_line(url) for url in edits["no_link"]],
            N_("the piece has no link “{item}”; nothing was changed"),
        ),
        (
            "attachments",
            "name",
            list(edits["no_attach"]),
            N_("the piece has no attachment “{item}”; nothing was changed"),
        ),
    )
    for field, key, unwanted, trouble in named:
        if unwanted:
            now = fields.get(field, before.get(field))
            entries = [entry for entry in now if isinstance(entry, dict)] if isinstance(now, list) else []
            _require([entry.get(key) for entry in entries], unwanted, trouble)
            fields[field] = [entry for entry in entries if entry.get(key) not in unwanted]


def _known_goal(desk: Desk, prefix: str, before: Record) -> list[str]:
    """The goals of the piece that begin like this: one that is in the trash by now can be taken off too."""
    goals = before.get("goals")
    found = [str(goal) for goal in goals if str(goal).startswith(prefix.casefold())] if isinstance(goals, list) else []
    return found if len(prefix) >= 4 and len(found) == 1 else find_goals(desk, [prefix])


def _require(there: list[Json], unwanted: Iterable[str], trouble: str) -> None:
    from leaptui.store.errors import Missing

    for item in unwanted:
        if item not in there:
            raise Missing(_(trouble).format(item=item))


def read_text(said: str) -> str:
    """The text of an option; of `-`, what stands on stdin. Raises Refused where that is no text."""
    from leaptui.store.errors import Refused

    if said != "-":
        return said
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("what came on stdin is not UTF-8 text; nothing was changed")) from None


def _from_editor(desk: Desk, evidence_id: str) -> str:
    if not has_terminal():
        raise click.UsageError(
            _("say what to change, for one --title or --body; an editor can be opened on a terminal only")
        )
    piece = desk.portfolio.evidence[evidence_id]
    text = click.edit(f"{piece.text}\n", extension=".md")
    return piece.text if text is None else text


def _read_file(path: Path) -> _File:
    from leaptui.store.attachments import WARN_BYTES, entry, read_source

    data = read_source(path.expanduser())
    if len(data) > WARN_BYTES:
        note(
            _("{name} is {size} MB; big files make every sync slower").format(
                name=path.name, size=f"{len(data) / 1_000_000:.1f}"
            )
        )
    return _File(path.name, data, entry(data, clean_line(path.name)))


def _keep(desk: Desk, files: Iterable[_File]) -> None:
    """Put the files beside the portfolio, once everything else is known to be right."""
    for file in files:
        desk.store.attach_data(file.data, clean_line(file.name))


def _guess_kind(files: Iterable[_File], links: Iterable[str]) -> str:
    """The kind of a piece by what comes with it."""
    for file in files:
        family = str(file.entry["media_type"]).partition("/")[0]
        if family in ("image", "video", "audio"):
            return family
    return "link" if any(links) else "text"
