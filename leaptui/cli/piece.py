"""What the options of `add` and `edit` say of a piece, as the fields of its record."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from leaptui.cli.about import About
from leaptui.cli.here import Desk
from leaptui.cli.output import note
from leaptui.cli.pick import find_goals
from leaptui.language import N_, _
from leaptui.model.text import clean_line, to_lines

if TYPE_CHECKING:
    from leaptui.model.canonical import Json, Record


class Words(About):
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


class Removals(TypedDict):
    """What `edit` takes off a piece."""

    untag: tuple[str, ...]
    no_word: tuple[str, ...]
    no_attach: tuple[str, ...]
    no_link: tuple[str, ...]
    no_goal: tuple[str, ...]


class Edits(Words, Removals):
    """What `edit` is told about a piece."""


class File(NamedTuple):
    """A file to attach, read already."""

    name: str
    data: bytes
    entry: Record


def fields_of(desk: Desk, words: Words | Edits, before: Record, files: Iterable[File]) -> dict[str, Json]:
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


def take_off(desk: Desk, edits: Edits, before: Record, fields: dict[str, Json]) -> None:
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


def read_file(path: Path) -> File:
    """Read a file to attach, and note that it is a big one where it is. Raises StoreError."""
    from leaptui.store.attachments import WARN_BYTES, entry, read_source

    data = read_source(path.expanduser())
    if len(data) > WARN_BYTES:
        note(
            _("{name} is {size} MB; big files make every sync slower").format(
                name=path.name, size=f"{len(data) / 1_000_000:.1f}"
            )
        )
    return File(path.name, data, entry(data, clean_line(path.name)))


def keep_files(desk: Desk, files: Iterable[File]) -> None:
    """Put the files beside the portfolio, once everything else is known to be right."""
    for file in files:
        desk.store.attach_data(file.data, clean_line(file.name))


def guess_kind(files: Iterable[File], links: Iterable[str]) -> str:
    """The kind of a piece by what comes with it."""
    for file in files:
        family = str(file.entry["media_type"]).partition("/")[0]
        if family in ("image", "video", "audio"):
            return family
    return "link" if any(links) else "text"
