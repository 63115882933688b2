"""What there is to choose from in a workspace: its portfolios, and what a glance at each file tells of it.

Glances are for showing alone: whoever opens a portfolio reads it whole. They are kept in `.leaptui/portfolios.json` by size and
time of change, so that a workspace of thousands is read once and not at every start.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from leaptui.model.canonical import MAX_BYTES
from leaptui.model.format import FORMAT
from leaptui.store.errors import Refused, StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.workspace import Workspace

_VERSION = 2
_ENDING = ".json"

UNREADABLE, LINK, NEWER = "unreadable", "link", "newer"
"""What may be wrong with a portfolio's file: not to be read, a link that is not followed, written by a newer program."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A portfolio's file as the folder shows it: its name without the ending, its size in bytes, its time of change in ns."""

    name: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What a file says at a glance: whose it is, its title, the framework's id, how many pieces, the last change and when it
    was begun (instants).

    `trouble` is empty where the file can be read, else UNREADABLE, LINK or NEWER.
    """

    learner: str = ""
    title: str = ""
    framework: str = ""
    pieces: int = 0
    modified: str = ""
    trouble: str = ""
    begun: str = ""


def list_portfolios(workspace: Workspace) -> list[Listed]:
    """The portfolios of a workspace, in the order of their names, without opening one. Raises OSError."""
    names = set(workspace.names())
    found = []
    with os.scandir(workspace.portfolios_dir) as entries:
        for entry in entries:
            stem = entry.name.removesuffix(_ENDING)
            if stem == entry.name or stem not in names:
                continue
            with suppress(FileNotFoundError):  # taken away just now
                seen = entry.stat(follow_symlinks=False)
                found.append(Listed(stem, seen.st_size, seen.st_mtime_ns))
    return sorted(found, key=lambda listed: listed.name)


def framework_names(workspace: Workspace) -> dict[str, str]:
    """What the frameworks that can be read are called, by id: for showing, as glances are."""
    built_in = Path(__file__).parent.parent / "frameworks"
    names = {}
    for path in (*built_in.glob("*.json"), *(workspace.root / "frameworks").glob("*.json")):
        with suppress(OSError, StoreError, orjson.JSONDecodeError):
            raw = orjson.loads(read_bytes(path))
            if isinstance(raw, dict) and isinstance(raw.get("id"), str):
                full = f"{_text(raw.get('title'))} {_text(raw.get('edition'))}".strip()
                names[raw["id"]] = _text(raw.get("short")) or full or raw["id"]
    return names


class Glances:
    """The glances at the files of one workspace: those known from earlier, and new ones."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, tuple[int, int, Glance]] = {}
        self._is_new = False
        for name, entry in _read_index(workspace).items():
            with suppress(TypeError, ValueError):  # an entry that makes no sense is looked up anew
                self._known[name] = _entry(entry)

    def known(self, listed: Listed) -> Glance | None:
        """What is known of a file as it stands; None where it was not looked at since it changed."""
        size, changed, glance = self._known.get(listed.name, (-1, -1, None))
        return glance if (size, changed) == (listed.size, listed.changed) else None

    def look(self, listed: Listed) -> Glance:
        """Look at a file, and remember what it says. Never raises."""
        glance = glance_at(self._workspace, listed.name)
        self._known[listed.name] = (listed.size, listed.changed, glance)
        self._is_new = True
        return glance

    def save(self, there: Iterable[Listed]) -> None:
        """Keep what is known of these files for the next time; where that cannot be written, they are looked at again."""
        if not self._is_new:
            return
        names = {listed.name for listed in there}
        entries = {
            name: [
                size,
                changed,
                one.learner,
                one.title,
                one.framework,
                one.pieces,
                one.modified,
                one.trouble,
                one.begun,
            ]
            for name, (size, changed, one) in self._known.items()
            if name in names
        }
        with suppress(OSError, StoreError):
            data = orjson.dumps({"version": _VERSION, "portfolios": entries})
            write_atomically(self._workspace.make_local_dir() / "portfolios.json", data, mode=0o600)
            self._is_new = False


def _read_index(workspace: Workspace) -> dict[str, object]:
    try:
        raw = orjson.loads(read_bytes(workspace.local_dir / "portfolios.json"))
    except (OSError, StoreError, orjson.JSONDecodeError):
        return {}
    entries = raw.get("portfolios") if isinstance(raw, dict) and raw.get("version") == _VERSION else None
    return entries if isinstance(entries, dict) else {}


def _entry(raw: object) -> tuple[int, int, Glance]:
    if not isinstance(raw, list):
        raise TypeError("an entry is a list")
    size, changed, learner, title, framework, pieces, modified, trouble, begun = raw
    if not all(isinstance(one, int) for one in (size, changed, pieces)):
        raise TypeError("sizes, times and counts are numbers")
    if not all(isinstance(one, str) for one in (learner, title, framework, modified, trouble, begun)):
        raise TypeError("the others are texts")
    return size, changed, Glance(learner, title, framework, pieces, modified, trouble, begun)


def glance_at(workspace: Workspace, name: str) -> Glance:
    """Take a glance at a portfolio's file. Never raises: a file that cannot be read is a glance too."""
    try:
        data = read_bytes(workspace.path(name), MAX_BYTES + 1)
        raw = orjson.loads(data) if len(data) <= MAX_BYTES else None
    except Refused:
        return Glance(trouble=LINK)
    except (OSError, orjson.JSONDecodeError):
        return Glance(trouble=UNREADABLE)
    tables = raw if isinstance(raw, dict) else {}
    meta = _table(tables, "meta").get("portfolio", {})
    if not tables or not isinstance(meta, dict):
        return Glance(trouble=UNREADABLE)
    learner, wanted = meta.get("learner"), meta.get("min_writer", FORMAT)
    times = [
        str(record["modified"])
        for table in tables.values()
        if isinstance(table, dict)
        for record in table.values()
        if isinstance(record, dict) and "modified" in record
    ]
    return Glance(
        learner=_text(learner.get("name")) if isinstance(learner, dict) else "",
        title=_text(meta.get("title")),
        framework=_text(meta.get("framework")),
        pieces=sum(
            "deleted" not in record for record in _table(tables, "evidence").values() if isinstance(record, dict)
        ),
        modified=max(times, default=""),
        trouble=NEWER if isinstance(wanted, int) and wanted > FORMAT else "",
        begun=_text(meta.get("created")),
    )


def _table(tables: dict[str, object], name: str) -> dict[str, object]:
    found = tables.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
