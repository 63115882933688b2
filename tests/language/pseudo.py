"""A language nobody speaks: every letter of a message is a strange one, and so is every letter a learner or a framework wrote.

Whatever then stands on a screen in plain letters was never given to a translator.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog

from leaptui import language
from leaptui.model.canonical import canonical_bytes
from leaptui.model.words import ROLES
from leaptui.store.bundled import copy_samples
from leaptui.store.workspace import Workspace
from tests.language import catalogue

CODE = "qps"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STRANGE = "áƀćđéƒĝħíĵķłḿńóṕʠŕśţúṽŵẋýžÁɃĆĐÉƑĜĦÍĴĶŁḾŃÓṔɊŔŚŢÚṼŴẊÝŽ"
_TABLE = str.maketrans(_PLAIN, _STRANGE)
_GAP = re.compile(r"(\{[^{}]*\})")
_WRITTEN = {
    "title",
    "body",
    "why",
    "text",
    "name",
    "note",
    "alt",
    "tags",
    "pronouns",
    "by",
    "how",
    "need",
    "outcome",
} | {
    "questions",
    "criteria",
    "notes",
    "prompt",
    "host",
    "contact",
    "because",
}
_OF_FRAMEWORK = {"title", "short", "publisher", "source", "licence", "definition", "statement"}
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORD = re.compile(r"[A-Za-z]{3,}")
_DATA = re.compile(
    r"https?://\S+|[\w./~-]*/[\w./~ -]+|\b[0-9a-f]{8}(?:-[0-9a-f-]*)?\b|\S+@\S+|"
    r"\b[0-9A-Z]{3}-[0-9A-Z]{5}\b|\b[\w-]+\.(?:json|toml|md|xml|zip|fish)\b"
)


def strange(text: str) -> str:
    """Say a text in the language nobody speaks; the gaps of a message stay."""
    return "".join(part if _GAP.fullmatch(part) else part.translate(_TABLE) for part in _GAP.split(text))


def write_catalogue(folder: Path) -> None:
    """Write the catalogue of the language nobody speaks, with every message of the program in it."""
    said = Catalog("en", language.DOMAIN, fuzzy=False)
    for _place, message, context in catalogue.extracted():
        if said.get(message, context) is None:
            said.add(
                message, strange(message) if isinstance(message, str) else tuple(map(strange, message)), context=context
            )
    place = folder / CODE / "LC_MESSAGES" / f"{language.DOMAIN}.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(catalogue.mo_bytes(said))


def strange_samples(root: Path) -> Workspace:
    """Make a workspace of the samples in which learners and framework write in strange letters too."""
    copy_samples(root)
    write_strangely(root)
    (root / "frameworks").mkdir()
    built_in = catalogue.PACKAGE / "frameworks" / "leap-2020.json"
    framework = json.loads(built_in.read_text("utf-8"))
    levels = framework["levels"]
    framework = {**_strangely(framework, _OF_FRAMEWORK), "levels": levels}
    (root / "frameworks" / built_in.name).write_text(json.dumps(framework, ensure_ascii=False), "utf-8")
    shutil.rmtree(root / ".leaptui", ignore_errors=True)
    return Workspace(root)


def write_strangely(root: Path) -> None:
    """Let the learners of a workspace have written all that stands in it in strange letters, files of pathways, too."""
    for path in (root / "portfolios").glob("*.json"):
        path.write_bytes(canonical_bytes(_strangely(json.loads(path.read_text("utf-8")), _WRITTEN)))
    for path in (root / "pathways").glob("*.json"):
        path.write_text(json.dumps(_strangely(json.loads(path.read_text("utf-8")), _WRITTEN)), "utf-8")


def _strangely(value: object, fields: set[str]) -> dict[str, Any]:
    def walk(value: object, written: bool) -> object:
        if isinstance(value, dict):
            walked = {key: walk(item, key in fields) for key, item in value.items()}
            walked |= {name: walk(item, True) for name, item in value.items() if _is_said(value, name)}
            tags = walked.get("tags")
            return {**walked, "tags": sorted(tags)} if isinstance(tags, list) else walked
        if isinstance(value, list):
            return [walk(item, written) for item in value]
        is_said = isinstance(value, str) and written and not _ID.fullmatch(value)
        return str(value).translate(_TABLE) if is_said else value

    found = walk(value, False)
    assert isinstance(found, dict)
    return found


def _is_said(record: dict[str, object], field: str) -> bool:
    """Whether a field that holds a word of the program, or an id, in other records holds what a learner wrote in this one."""
    if field == "role":
        return record[field] not in ROLES
    return field == "person" and "need" in record and _ID.fullmatch(str(record[field])) is None


def plain_words(text: str, known: set[str]) -> Iterator[str]:
    """The words in plain letters that are neither known as what one types nor addresses, ids or files."""
    for line in text.splitlines():
        for found in _WORD.finditer(_DATA.sub(" ", line)):
            if found[0] not in known:
                yield f"{found[0]} in: {line.strip()}"
