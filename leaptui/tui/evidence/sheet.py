"""What stands on the sheet of a piece, as it was typed, and the fields it becomes. It knows no widget."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import TypeVar

from leaptui.language import _
from leaptui.model.canonical import Json, Record
from leaptui.model.edits import Invalid
from leaptui.model.edits.people import part_words
from leaptui.model.minutes import read_minutes
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence
from leaptui.model.text import clean_line, to_lines
from leaptui.model.voices import parts_in

H = TypeVar("H")

WAS = "was."
"""Before the names of the fields as they stood when the sheet was opened, in what is noted of it."""


@dataclass(frozen=True)
class HeldFile:
    """A file on the sheet: one the piece has, known by its hash, or one that is to be attached, known by its path."""

    name: str
    alt: str = ""
    path: str = ""
    sha256: str = ""
    bytes: int = 0

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.sha256 or self.path


@dataclass(frozen=True)
class Written:
    """What stands on the sheet, as it was typed. `path` is what stands in the line for files and is attached as well."""

    title: str = ""
    body: str = ""
    kind: str = "text"
    made_on: str = ""
    place: str = ""
    life_area: str = ""
    minutes: str = ""
    people: str = ""
    host: str = ""
    words: str = ""
    links: str = ""
    path: str = ""
    interest: str = ""
    stretch: str = ""
    private: str = ""
    goals: tuple[str, ...] = ()
    files: tuple[HeldFile, ...] = field(default=())

    @classmethod
    def of(cls, draft: Mapping[str, str]) -> Written:
        """A sheet as it was noted; fields it does not know are left out."""
        plain = {one.name: draft[one.name] for one in fields(cls) if one.name in draft}
        goals, files = _list(plain.pop("goals", "")), _list(plain.pop("files", ""))
        held = [_held(item) for item in files if isinstance(item, dict)]
        return replace(
            cls(),
            **plain,
            goals=tuple(goal for goal in goals if isinstance(goal, str)),
            files=tuple(item for item in held if item.key),
        )

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted: texts by field."""
        texts = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in {"goals", "files"}}
        files = json.dumps([asdict(item) for item in self.files], ensure_ascii=False)
        return {**texts, "goals": json.dumps([*self.goals]), "files": files}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written that would be missed."""
        texts = (self.title, self.body, self.words, self.links, self.path, self.people, self.host, self.minutes)
        return not any(text.strip() for text in texts) and not self.files

    def rebased(self, was: Written, now: Written) -> Written:
        """The sheet where the piece says something else by now: what was not touched on it follows the piece."""
        touched = {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if getattr(self, one.name) != getattr(was, one.name)
        }
        return replace(now, **touched)


def _list(text: str) -> list[object]:
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _held(item: Mapping[str, object]) -> HeldFile:
    texts = {name: str(item.get(name, "")) for name in ("name", "alt", "path", "sha256")}
    size = item.get("bytes", 0)
    return HeldFile(**texts, bytes=size if isinstance(size, int) else 0)


def written(piece: Evidence, portfolio: Portfolio) -> Written:
    """A piece as the sheet shows it."""
    return Written(
        title=clean_line(piece.title),
        body=piece.text,
        kind=piece.kind,
        made_on=piece.made_on.isoformat() if piece.made_on else "",
        place=piece.place,
        life_area=piece.life_area,
        minutes=str(piece.minutes) if piece.minutes else "",
        people=_people(piece, portfolio),
        host=clean_line(piece.host),
        words=", ".join(piece.tags),
        links="\n".join(f"{link.url} {clean_line(link.title)}".strip() for link in piece.links),
        interest=str(piece.interest or ""),
        stretch=str(piece.stretch or ""),
        private="private" if piece.private else "",
        goals=tuple(goal for goal in piece.goals if goal in portfolio.goals),
        files=tuple(
            HeldFile(clean_line(item.name), clean_line(item.alt), sha256=item.sha256, bytes=item.bytes)
            for item in piece.attachments
        ),
    )


def _people(piece: Evidence, portfolio: Portfolio) -> str:
    """Names with the parts they had: `Ravi: wiring, Ms Lind`."""
    return ", ".join(part_words(name, part) for name, part in parts_in(portfolio, piece).items())


def minutes_of(typed: str) -> int | None:
    """So many minutes; None for none. Raises Invalid."""
    try:
        return read_minutes(typed)
    except ValueError as error:
        raise Invalid(str(error)) from None


def read_day(typed: str) -> str | None:
    """A day as the file writes it; None for none. Raises Invalid."""
    text = clean_line(typed)
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise Invalid(_("“Made on” is a day like 2026-03-01")) from None


def read_words(typed: str) -> list[str]:
    """The learner's own words, in order: between commas, or each after a `#`."""
    return sorted({clean_line(word) for word in typed.replace("#", ",").split(",")} - {""})


def read_names(typed: str) -> list[str]:
    """Names between commas."""
    return [name for name in map(clean_line, typed.split(",")) if name]


def read_links(typed: str) -> dict[str, str]:
    """Titles by address: one to a line, its title after the address."""
    found: dict[str, str] = {}
    for line in typed.splitlines():
        address, _blank, title = clean_line(line).partition(" ")
        if address:
            found[address] = title
    return found


def moved(now: Iterable[H], was: Collection[H], after: Sequence[H]) -> list[H]:
    """Entries as they are now, with those that were taken off the sheet taken out and those put on it put in."""
    kept = [item for item in now if item in after or item not in was]
    return [*kept, *(item for item in after if item not in kept and item not in was)]


def plain_fields(sheet: Written) -> dict[str, Json]:
    """The fields of the sheet that are set as they are. Raises Invalid."""
    return {
        "title": clean_line(sheet.title),
        "body": [*to_lines(sheet.body)],
        "kind": sheet.kind,
        "made_on": read_day(sheet.made_on),
        "place": sheet.place,
        "life_area": sheet.life_area,
        "host": clean_line(sheet.host),
        "minutes": minutes_of(sheet.minutes),
        "interest": int(sheet.interest) if sheet.interest else None,
        "stretch": int(sheet.stretch) if sheet.stretch else None,
        "private": bool(sheet.private),
    }


def moved_texts(raw: Record, name: str, was: Sequence[str], after: Sequence[str]) -> Json:
    """A set of words of a record with what the sheet did to it."""
    now = raw.get(name)
    there = [item for item in now if isinstance(item, str)] if isinstance(now, list) else []
    return [*sorted(moved(there, was, after))]


def moved_links(raw: Record, was: Mapping[str, str], after: Mapping[str, str]) -> Json:
    """The links of a record with what the sheet did to them; what others noted about them stays."""
    now = raw.get("links")
    there = {str(item.get("url")): item for item in now if isinstance(item, dict)} if isinstance(now, list) else {}
    links: list[Json] = []
    for url in moved(there, [*was], [*after]):
        entry: Record = {**there.get(url, {"url": url})}
        title = after.get(url, "")
        if url in after and title != was.get(url, ""):
            entry = {**entry, "title": title} if title else {k: v for k, v in entry.items() if k != "title"}
        links.append(entry)
    return links


def moved_files(raw: Record, was: Sequence[HeldFile], after: Sequence[HeldFile], added: Sequence[Record]) -> Json:
    """The attachments of a record with what the sheet did to those it had, and with those that were added."""
    now = raw.get("attachments")
    there = {str(item.get("sha256")): item for item in now if isinstance(item, dict)} if isinstance(now, list) else {}
    before = {item.sha256: item for item in was if item.sha256}
    later = {item.sha256: item for item in after if item.sha256}
    entries: list[Json] = []
    for sha256, entry in there.items():
        if sha256 in later and sha256 in before and later[sha256].alt != before[sha256].alt:
            entries.append({**entry, "alt": clean_line(later[sha256].alt)})
        elif sha256 in later or sha256 not in before:
            entries.append(entry)
    return [*entries, *(entry for entry in added if entry["sha256"] not in there)]
