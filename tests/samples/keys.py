"""The keys by which what is written by hand calls the records of a sample, and what stands for them in the file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import cast
from uuid import UUID

from leaptui.model.about_me import PAGE
from leaptui.model.canonical import Json, Record, canonical_value
from leaptui.model.fields import LINES
from leaptui.model.ids import claim_id, shared_id
from tests.samples.pieces import read_pieces

FRAMEWORK = "leap-2020"
LEVELS = ("starting", "growing", "demonstrated", "deepening")
DAY = len("2026-11-15")
"""Signs of a day; what is longer has a time of day, too."""
_LISTS = {
    "people": "people",
    "goals": "goals",
    "evidence": "evidence",
    "facets": "facets",
    "recognitions": "recognitions",
    "with": "people",
    "next_steps": "steps",
}
"""Fields that hold keys of records, and the tables those stand in."""
_KEYS = {"review": "reviews", "goal": "goals", "step": "steps", "evidence": "evidence", "deepens": "evidence"}
"""Fields that hold the key of one record, and the table it stands in."""
_NAMES = frozenset({"by", "person", "proposed_by"})
"""Fields that hold the key of a person, or the name of somebody who is not among them."""


class Keys:
    """What one learner's sample says, read from the folder that holds `portfolio.toml`, the pieces and `files/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        self.sheet = cast("Record", tomllib.loads((folder / "portfolio.toml").read_text(encoding="utf-8")))
        self.pieces = {piece.key: piece for piece in read_pieces(folder)}

    def field(self, name: str, value: Json) -> Json:
        """Give the value a field has in the file, for one written by hand with keys in place of ids."""
        if isinstance(value, list):
            return self._list_field(name, [text(word) for word in value])
        return self._text_field(name, value) if isinstance(value, str) else value

    def _text_field(self, name: str, value: str) -> Json:
        made: Json = value
        if name in LINES or name in {"answered", "because"}:
            made = cast("Json", value.strip("\n").split("\n"))
        elif name in _KEYS:
            made = self.id(_KEYS[name], value)
        elif name in _NAMES:
            made = self.who(value)
        elif name == "claim":
            made = self._claim(value)
        elif name == "guideline":
            made = f"{FRAMEWORK}:{value}"
        elif name == "moved":
            made = _target(value)
        elif name in {"on", "about"}:
            made = self._pointer(value)
        return made

    def _list_field(self, name: str, words: list[str]) -> Json:
        if name in _LISTS:
            return self.ids(_LISTS[name], words)
        if name == "about":
            return in_order(self._pointer(word) for word in words)
        if name in {"guidelines", "baseline"}:
            return in_order(_target(word) for word in words)
        if name == "agreed":
            parts = [word.rpartition(" ") for word in words]
            return in_order({"by": self.who(by), "on": on} for by, _space, on in parts)
        return cast("Json", sorted(words))

    def _claim(self, words: str) -> str:
        key, _space, code = words.rpartition(" ")
        return claim_id(self.id("evidence", key), f"{FRAMEWORK}:{code}")

    def _pointer(self, words: str) -> Record:
        table, _space, key = words.partition(" ")
        if table == "guidelines":
            return {"table": table, "id": f"{FRAMEWORK}:{key}"}
        return {"table": table, "id": self._claim(key) if table == "claims" else self.id(table, key)}

    def who(self, word: str) -> str:
        """The id of a person who is called `word`, or the name itself of somebody who is not among them."""
        return self.id("people", word) if word in self._keys("people") else word

    def ids(self, table: str, keys: Iterable[str]) -> Json:
        """The ids of records, in the order of the file."""
        return cast("Json", sorted(self.id(table, key) for key in keys))

    def id(self, table: str, key: str) -> str:
        """The id of a record that the sample calls `key`; ValueError where there is none of that name."""
        if table != "steps" and key not in self._keys(table):
            raise ValueError(f"{self.name} has nothing called {key} in {table}")
        if table == "about_me":
            return PAGE
        if table == "evidence" and "shared" in self.pieces[key].notes:
            owner, theirs = self.pieces[key].notes["shared"].split("/")
            return shared_id(owner, id_of(owner, table, theirs))
        return id_of(self.name, table, key)

    def _keys(self, table: str) -> set[str]:
        if table == "evidence":
            return set(self.pieces)
        rows = cast("list[Record]", self.sheet[table])
        return {key_of(row, number) for number, row in enumerate(rows)}


def id_of(name: str, table: str, key: str) -> str:
    """The id of a record of the sample of that name, made by chance that its own name seeds."""
    return str(UUID(int=Random(f"{name} {table} {key}").getrandbits(128), version=4))


def key_of(row: Record, number: int) -> str:
    """What a row is called: by its key, or by its day and place."""
    return text(row["key"]) if "key" in row else f"{text(row['at'])[:DAY]} {number}"


def _target(words: str) -> Record:
    code, level = words.split("=")
    return {"guideline": f"{FRAMEWORK}:{code}", "level": LEVELS[int(level) - 1]}


def in_order(entries: Iterable[Record]) -> Json:
    """Entries in the order of the file."""
    return cast("Json", sorted(entries, key=canonical_value))


def text(value: Json) -> str:
    """A value that has to be a text; TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value
