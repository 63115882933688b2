"""What stands on the sheet of a piece, as it was typed, and the fields it becomes. It knows no widget."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from leaptui.model.canonical import Json
from leaptui.model.records import Evidence
from leaptui.model.text import clean_line, to_lines


@dataclass(frozen=True)
class Written:
    """What stands on the sheet, as it was typed."""

    title: str = ""
    body: str = ""
    kind: str = "text"
    made_on: str = ""
    place: str = ""
    words: str = ""
    link: str = ""
    files: str = ""

    @classmethod
    def of(cls, draft: Mapping[str, str]) -> Written:
        """A sheet as it was noted; fields it does not know are left out."""
        return cls(**{field.name: draft[field.name] for field in fields(cls) if field.name in draft})

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written that would be missed."""
        return not any(text.strip() for text in (self.title, self.body, self.words, self.link, self.files))


def written(piece: Evidence) -> Written:
    """A piece as the sheet shows it."""
    return Written(
        title=clean_line(piece.title),
        body=piece.text,
        kind=piece.kind,
        made_on=piece.made_on.isoformat() if piece.made_on else "",
        place=piece.place,
        words=", ".join(piece.tags),
    )


def fields_of(sheet: Written, kept: Evidence | None) -> dict[str, Json]:
    """The sheet as fields of a record; links are added to those the piece has. Raises ValueError for a day that is none."""
    words = sorted({clean_line(word.lstrip("#")) for word in sheet.words.replace("#", ",").split(",")} - {""})
    links: list[Json] = [link.model_dump(exclude_defaults=True) for link in (kept.links if kept else ())]
    links += [
        {"url": url} for url in sheet.link.split() if url not in {link.url for link in (kept.links if kept else ())}
    ]
    made_on = clean_line(sheet.made_on)
    return {
        "title": clean_line(sheet.title),
        "body": [*to_lines(sheet.body)],
        "kind": sheet.kind,
        "made_on": date.fromisoformat(made_on).isoformat() if made_on else None,
        "place": sheet.place,
        "tags": [*words],
        "links": links,
    }


def paths_of(typed: str) -> list[Path]:
    """The paths in what was typed, pasted or dropped: quoted ones, `file://` ones, ones with escaped blanks."""
    try:
        words = shlex.split(typed)
    except ValueError:
        words = [typed]
    if Path(typed.strip()).expanduser().exists():
        words = [typed.strip()]
    plain = [unquote(urlsplit(word).path) if word.startswith("file://") else word for word in words]
    return [Path(word).expanduser() for word in plain if word]
