"""From what was written by hand to the documents and attachments of a sample portfolio.

Chance decides only ids and times of day, and each record has its own, seeded by its name: a new piece changes no other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import cast

from leaptui.model.canonical import Document, Json, Record, canonical_bytes, evidence_digest
from leaptui.model.digests import digest_of_record
from leaptui.model.experience import code_of
from leaptui.model.ids import claim_id, position_between
from leaptui.model.portfolio import Portfolio
from tests.samples.drawings import DRAWINGS
from tests.samples.keys import DAY, FRAMEWORK, LEVELS, Keys, id_of, in_order, key_of, text
from tests.samples.pieces import Piece, Said

STATEMENTS = ("assessments", "feedback", "agreements", "confirmations", "recognitions")
MEDIA_TYPES = {".png": "image/png", ".csv": "text/csv", ".md": "text/markdown"}
SIGNATURES = Path(__file__).parent / "signatures.toml"
"""What `python -m tests.samples.sign` made: the signature of each statement that is marked `signed`, by its name."""
_NOT_FIELDS = frozenset({"key", "at", "until", "steps", "drafted", "before", "coded", "signed"})


class Sample(Keys):
    """One learner's portfolio, read from the folder that holds `portfolio.toml`, the pieces and `files/`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.document: Document = {}

    def build(self) -> Document:
        """Make every record of the portfolio."""
        self._put("meta", "portfolio", self._meta(), text(self.sheet["started"]))
        for key, piece in self.pieces.items():
            self._add_piece(key, piece)
        for table, rows in self.sheet.items():
            if isinstance(rows, list) and table not in {"hours", "files"}:
                for number, row in enumerate(rows):
                    self._add_row(table, cast("Record", row), number)
        for table, record_id, row in self.statements():
            self.document[table][record_id].update(self._looked_at(table, record_id, row))
        signatures = tomllib.loads(SIGNATURES.read_text(encoding="utf-8")) if SIGNATURES.exists() else {}
        for table, record_id, row in self.statements():
            signature = signatures.get(f"{self.name} {table} {record_id}")
            if "signed" in row and signature is not None:
                self.document[table][record_id] |= {
                    "learner": Portfolio(self.document).meta.learner.name,
                    "signature": signature,
                }
        return self.document

    def statements(self) -> Iterator[tuple[str, str, Record]]:
        """What others say, each with its table, its id and how it was written by hand."""
        for table in STATEMENTS:
            for number, row in enumerate(cast("list[Record]", self.sheet.get(table, []))):
                yield table, self.id(table, key_of(row, number)), row

    def files(self) -> dict[str, bytes]:
        """Give the portfolio file and its attachments by their path under `portfolios/`."""
        made = {f"{self.name}.json": canonical_bytes(self.build())}
        for entry, data in self.attachments.values():
            suffix = Path(text(entry["name"])).suffix
            made[f"{self.name}.files/{entry['sha256']}{suffix}"] = data
        return made

    @cached_property
    def attachments(self) -> dict[str, tuple[Record, bytes]]:
        """What attachments are said to be, and what they hold, by key."""
        return {text(row["key"]): self._attachment(row) for row in cast("list[Record]", self.sheet["files"])}

    def _attachment(self, row: Record) -> tuple[Record, bytes]:
        name = text(row["name"])
        data = DRAWINGS[name]().png() if name in DRAWINGS else (self.folder / "files" / name).read_bytes()
        entry: Record = {
            "sha256": sha256(data).hexdigest(),
            "name": name,
            "media_type": MEDIA_TYPES[Path(name).suffix],
            "bytes": len(data),
            "alt": row["alt"],
        }
        return entry, data

    def _meta(self) -> Record:
        return {
            "format": 1,
            "min_writer": 1,
            "framework": FRAMEWORK,
            "learner": self.sheet["learner"],
            "started": self.sheet["started"],
            "title": self.sheet["title"],
        }

    def _add_piece(self, key: str, piece: Piece) -> None:
        evidence = self.id("evidence", key)
        record = self._taken_in(piece) if "shared" in piece.notes else self._evidence(piece)
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
            "people": self.ids("people", piece.words("people")),
            "goals": self.ids("goals", piece.words("goals")),
            "links": [{"url": url, "title": title} for url, title in piece.links],
            "attachments": in_order(self.attachments[key][0] for key in piece.words("attach")),
            "contributors": [self._contributor(words) for words in piece.words("parts")],
            "shared_with": cast("Json", piece.words("shared_with")),
        }
        if piece.life_area:
            record["life_area"] = piece.life_area
        for name in ("minutes", "interest", "stretch"):
            if name in piece.notes:
                record[name] = int(piece.notes[name])
        if "private" in piece.notes:
            record["private"] = True
        if "host" in piece.notes:
            record["host"] = piece.notes["host"]
        return {name: value for name, value in record.items() if value != []}

    def _contributor(self, words: str) -> Record:
        person, role = words.split(": ")
        return {"person": self.who(person), "role": role}

    def _taken_in(self, piece: Piece) -> Record:
        """A piece that another sample shares: its title, kind and day, where it is, and what is one's own of it."""
        owner, key = piece.notes["shared"].split("/")
        own = self._evidence(piece)
        record: Record = {name: own[name] for name in ("title", "kind", "made_on", "tags", "goals") if name in own}
        return {**record, "shared": {"portfolio": owner, "evidence": id_of(owner, "evidence", key)}}

    def _add_claim(self, evidence: str, said: Said, number: int) -> None:
        guideline = f"{FRAMEWORK}:{said.code}"
        record = self.document["evidence"][evidence]
        after = timedelta(seconds=47 * (number + 1))
        self.document.setdefault("claims", {})[claim_id(evidence, guideline)] = {
            "evidence": evidence,
            "guideline": guideline,
            "level": LEVELS[said.level - 1],
            "why": [said.why],
            "evidence_digest": evidence_digest(self._theirs(record)),
            "created": _instant(datetime.fromisoformat(text(record["created"])) + after),
            "modified": _instant(datetime.fromisoformat(text(record["modified"])) + after),
        }

    def _theirs(self, record: Record) -> Record:
        """The record of a piece, of one that is taken in that of the sample that shares it."""
        if "shared" not in record:
            return record
        there = cast("dict[str, str]", record["shared"])
        return Sample(self.folder.parent / there["portfolio"]).build()["evidence"][there["evidence"]]

    def _add_row(self, table: str, row: Record, number: int) -> None:
        key = key_of(row, number)
        fields = {name: self.field(name, value) for name, value in row.items() if name not in _NOT_FIELDS}
        if "next_steps" in fields:
            fields["steps"] = fields.pop("next_steps")
        at = text(row.get("at", self.sheet["started"]))
        made = self.id(table, key)
        self._put(table, made, fields, at, cast("str | None", row.get("until")))
        way: Record = {"goal": fields["goal"], "pathway": made} if table == "pathways" else {"goal": made}
        position: str | None = None
        for step in cast("list[str]", row.get("steps", [])):
            position = position_between(position, None)
            self._add_step(key, step, {**way, "position": position}, at)

    def _add_step(self, key: str, step: str, way: Record, at: str) -> None:
        state, title, *keys = (part.strip() for part in step.split("|"))
        record: Record = {**way, "title": title}
        changed = None
        if state.startswith("skipped"):
            why = state.partition(":")[2].strip()
            record["skipped"] = [why] if why else True
        elif state != "open":
            record["done_on"] = state
            changed = max(state, at)
        if keys:
            record["evidence"] = self.ids("evidence", [key.strip() for key in keys[0].split(",")])
        self._put("steps", self.id("steps", f"{key} {title}"), record, at, changed)

    def _looked_at(self, table: str, record_id: str, row: Record) -> Record:
        """What a statement was made of, as it was then, and the code that a host typed."""
        record = self.document[table][record_id]
        if table == "agreements":
            about = cast("Record", record["about"])
            named = text(about["table"])
            before = {name: self.field(name, value) for name, value in cast("Record", row.get("before", {})).items()}
            return {"digest": digest_of_record(named, {**self.document[named][text(about["id"])], **before})}
        if table == "recognitions":
            shown = sorted(self._shown(piece) for piece in cast("list[str]", record["evidence"]))
            return {"evidence_digests": cast("Json", shown)}
        about = cast("Record", record.get("on", {}))
        claim = record.get("claim", about.get("id") if about.get("table") == "claims" else None)
        behind = about.get("id") if about.get("table") == "evidence" else record.get("evidence")
        piece = self.document["claims"][text(claim)]["evidence"] if claim else behind
        found: Record = {"evidence_digest": self._shown(text(piece), drafted="drafted" in row)} if piece else {}
        return {**found, "code": code_of(Portfolio(self.document), text(piece))} if "coded" in row else found

    def _shown(self, evidence: str, *, drafted: bool = False) -> str:
        """The digest of a piece as it was shown: as it is now, or before something was added to it."""
        record = self.document["evidence"][evidence]
        if not drafted:
            return evidence_digest(record)
        piece = next(piece for key, piece in self.pieces.items() if self.id("evidence", key) == evidence)
        return evidence_digest({**record, "body": list(piece.drafted)})

    def _put(self, table: str, record_id: str, fields: Record, on: str, changed_on: str | None = None) -> None:
        created = self._moment(record_id, on)
        later = self._moment(f"{record_id} changed", changed_on) if changed_on else created
        record: Record = {**fields, "created": created, "modified": max(created, later)}
        self.document.setdefault(table, {})[record_id] = record

    def _moment(self, name: str, day: str) -> str:
        """An instant on a day, in the hours in which this learner writes; one that is given with its time is that."""
        if len(day) > DAY:
            return _instant(datetime.fromisoformat(day).replace(tzinfo=UTC))
        first, last = cast("list[int]", self.sheet["hours"])
        chance = Random(f"{self.name} moment {name}").getrandbits(64)
        seconds = first * 3600 + chance % ((last - first) * 3600)
        return _instant(datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(seconds=seconds))


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
