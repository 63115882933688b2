"""From what was written by hand to the documents and attachments of a sample portfolio.

Chance decides only ids and times of day, and each record has its own, seeded by its name: a new piece changes no other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import cast
from uuid import UUID

from leaptui.model.canonical import Document, Json, Record, canonical_bytes, canonical_value, evidence_digest
from leaptui.model.ids import claim_id, position_between
from tests.samples.drawings import DRAWINGS
from tests.samples.pieces import Piece, Said, read_pieces

FRAMEWORK = "leap-2020"
LEVELS = ("starting", "growing", "demonstrated", "deepening")
LINES = frozenset({"why", "note", "notes", "text", "outcome", "how", "criteria", "questions"})
MEDIA_TYPES = {".png": "image/png", ".csv": "text/csv", ".md": "text/markdown"}
_NOT_FIELDS = frozenset({"key", "at", "until", "steps", "drafted"})


class Sample:
    """One learner's portfolio, read from the folder that holds `portfolio.toml`, the pieces and `files/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        self.sheet = cast("Record", tomllib.loads((folder / "portfolio.toml").read_text(encoding="utf-8")))
        self.pieces = {piece.key: piece for piece in read_pieces(folder)}
        self.document: Document = {}

    def build(self) -> Document:
        """Make every record of the portfolio."""
        started = _text(self.sheet["started"])
        self._put("meta", "portfolio", self._meta(started), started)
        for key, piece in self.pieces.items():
            self._add_piece(key, piece)
        for table, rows in self.sheet.items():
            if isinstance(rows, list) and table not in {"hours", "files"}:
                for number, row in enumerate(rows):
                    self._add_row(table, cast("Record", row), number)
        return self.document

    def files(self) -> dict[str, bytes]:
        """Give the portfolio file and its attachments by their path under `portfolios/`."""
        made = {f"{self.name}.json": canonical_bytes(self.build())}
        for entry, data in self.attachments.values():
            suffix = Path(_text(entry["name"])).suffix
            made[f"{self.name}.files/{entry['sha256']}{suffix}"] = data
        return made

    @cached_property
    def attachments(self) -> dict[str, tuple[Record, bytes]]:
        """What attachments are said to be, and what they hold, by key."""
        return {_text(row["key"]): self._attachment(row) for row in cast("list[Record]", self.sheet["files"])}

    def _attachment(self, row: Record) -> tuple[Record, bytes]:
        name = _text(row["name"])
        data = DRAWINGS[name]().png() if name in DRAWINGS else (self.folder / "files" / name).read_bytes()
        entry: Record = {
            "sha256": sha256(data).hexdigest(),
            "name": name,
            "media_type": MEDIA_TYPES[Path(name).suffix],
            "bytes": len(data),
            "alt": row["alt"],
        }
        return entry, data

    def _meta(self, started: str) -> Record:
        return {
            "format": 1,
            "min_writer": 1,
            "framework": FRAMEWORK,
            "learner": self.sheet["learner"],
            "started": started,
            "title": self.sheet["title"],
        }

    def _add_piece(self, key: str, piece: Piece) -> None:
        record = self._evidence(piece)
        evidence = self.id("evidence", key)
        self._put("evidence", evidence, record, piece.made_on, piece.notes.get("edited"))
        if trashed := piece.notes.get("trashed"):
            at = self._moment(f"{evidence} deleted", trashed)
            self.document["evidence"][evidence].update(deleted=at, modified=at)
        for number, said in enumerate(piece.says):
            self._add_claim(evidence, said, number)

    def _evidence(self, piece: Piece) -> Record:
        record: Record = {
            "title": piece.title,
            "kind": piece.kind,
            "made_on": piece.made_on,
            "place": piece.place,
            "body": list(piece.body),
            "tags": cast("Json", piece.words("tags")),
            "people": self._ids("people", piece.words("people")),
            "goals": self._ids("goals", piece.words("goals")),
            "links": [{"url": url, "title": title} for url, title in piece.links],
            "attachments": _sorted(self.attachments[key][0] for key in piece.words("attach")),
        }
        if piece.life_area:
            record["life_area"] = piece.life_area
        for name in ("minutes", "interest", "stretch"):
            if name in piece.notes:
                record[name] = int(piece.notes[name])
        if "private" in piece.notes:
            record["private"] = True
        return {name: value for name, value in record.items() if value != []}

    def _add_claim(self, evidence: str, said: Said, number: int) -> None:
        guideline = f"{FRAMEWORK}:{said.code}"
        record = self.document["evidence"][evidence]
        after = timedelta(seconds=47 * (number + 1))
        self.document.setdefault("claims", {})[claim_id(evidence, guideline)] = {
            "evidence": evidence,
            "guideline": guideline,
            "level": LEVELS[said.level - 1],
            "why": [said.why],
            "evidence_digest": evidence_digest(record),
            "created": _instant(datetime.fromisoformat(_text(record["created"])) + after),
            "modified": _instant(datetime.fromisoformat(_text(record["modified"])) + after),
        }

    def _add_row(self, table: str, row: Record, number: int) -> None:
        key = _key(row, number)
        fields = {name: self._field(table, name, value) for name, value in row.items() if name not in _NOT_FIELDS}
        if table == "assessments":
            fields["evidence_digest"] = self._assessed(_text(row["claim"]).split()[0], drafted="drafted" in row)
        at = _text(row.get("at", self.sheet["started"]))
        self._put(table, self.id(table, key), fields, at, cast("str | None", row.get("until")))
        position: str | None = None
        for step in cast("list[str]", row.get("steps", [])):
            position = position_between(position, None)
            self._add_step(key, step, position, at)

    def _add_step(self, goal: str, step: str, position: str, at: str) -> None:
        state, title, *keys = (part.strip() for part in step.split("|"))
        record: Record = {"goal": self.id("goals", goal), "title": title, "position": position}
        changed = None
        if state == "skipped":
            record["skipped"] = True
        elif state != "open":
            record["done_on"] = state
            changed = max(state, at)
        if keys:
            record["evidence"] = self._ids("evidence", [key.strip() for key in keys[0].split(",")])
        self._put("steps", self.id("steps", f"{goal} {title}"), record, at, changed)

    def _field(self, table: str, name: str, value: Json) -> Json:
        """Give the value a field has in the file, for one written by hand with keys in place of ids."""
        if isinstance(value, list):
            return self._list_field(name, [_text(word) for word in value])
        if name in LINES:
            return cast("Json", _text(value).strip("\n").split("\n"))
        if name in {"by", "person"}:
            return self._who(_text(value))
        if name == "claim":
            key, code = _text(value).split()
            return claim_id(self.id("evidence", key), f"{FRAMEWORK}:{code}")
        return self._pointer(_text(value)) if (table, name) == ("feedback", "on") else value

    def _list_field(self, name: str, words: list[str]) -> Json:
        if name in {"with", "evidence"}:
            return self._ids("people" if name == "with" else name, words)
        if name == "about":
            return _sorted(self._pointer(word) for word in words)
        if name == "guidelines":
            return _sorted(_target(word) for word in words)
        if name == "agreed":
            return _sorted({"by": self._who(word.split()[0]), "on": word.split()[1]} for word in words)
        return cast("Json", sorted(words))

    def _assessed(self, key: str, *, drafted: bool) -> str:
        """The digest of a piece as it was assessed: as it is now, or before something was added to it."""
        record = self.document["evidence"][self.id("evidence", key)]
        return evidence_digest({**record, "body": list(self.pieces[key].drafted)} if drafted else record)

    def _pointer(self, words: str) -> Record:
        table, key = words.split()
        return {"table": table, "id": self.id(table, key)}

    def _who(self, word: str) -> str:
        return self.id("people", word) if word in self._keys("people") else word

    def _ids(self, table: str, keys: Iterable[str]) -> Json:
        return cast("Json", sorted(self.id(table, key) for key in keys))

    def id(self, table: str, key: str) -> str:
        """The id of a record that the sample calls `key`; ValueError where there is none of that name."""
        if table != "steps" and key not in self._keys(table):
            raise ValueError(f"{self.name} has nothing called {key} in {table}")
        return str(UUID(int=Random(f"{self.name} {table} {key}").getrandbits(128), version=4))

    def _keys(self, table: str) -> set[str]:
        if table == "evidence":
            return set(self.pieces)
        rows = cast("list[Record]", self.sheet[table])
        return {_key(row, number) for number, row in enumerate(rows)}

    def _put(self, table: str, record_id: str, fields: Record, on: str, changed_on: str | None = None) -> None:
        created = self._moment(record_id, on)
        later = self._moment(f"{record_id} changed", changed_on) if changed_on else created
        record: Record = {**fields, "created": created, "modified": max(created, later)}
        self.document.setdefault(table, {})[record_id] = record

    def _moment(self, name: str, day: str) -> str:
        """An instant on a day, in the hours in which this learner writes."""
        first, last = cast("list[int]", self.sheet["hours"])
        chance = Random(f"{self.name} moment {name}").getrandbits(64)
        seconds = first * 3600 + chance % ((last - first) * 3600)
        return _instant(datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(seconds=seconds))


def _key(row: Record, number: int) -> str:
    return _text(row["key"]) if "key" in row else f"{row['at']} {number}"


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _target(words: str) -> Record:
    code, level = words.split("=")
    return {"guideline": f"{FRAMEWORK}:{code}", "level": LEVELS[int(level) - 1]}


def _sorted(entries: Iterable[Record]) -> Json:
    return cast("Json", sorted(entries, key=canonical_value))


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value
