"""What a mentor's desk keeps on this machine: the gists of portfolios, and what each mentor has looked at.

Gists stand in `.leaptui/gists.json` by size and time of change of their files, so that thousands are read once and not at every
start; what was looked at stands in `.leaptui/looked.json`, and who looked last in
`.leaptui/mentor.json`. None of them is ever synced.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property

import orjson

from leaptui.model.canonical import MAX_BYTES, Document
from leaptui.model.desk_queue import Gist, Item, gist_of, tokens
from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line
from leaptui.model.voices import Voice
from leaptui.store.errors import Refused, StoreError
from leaptui.store.files import read_bytes, write_atomically
from leaptui.store.listing import LINK, UNREADABLE, Listed
from leaptui.store.workspace import Workspace

_VERSION = 1


class Gists:
    """The gists of the files of one workspace: those known from earlier, and new ones."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, tuple[int, int, Gist]] = {}
        self._is_new = False

    @cached_property
    def _raw(self) -> dict[str, object]:
        """What was kept, each entry until it is asked for: read when that is first so, for it may be large."""
        return _read(self._workspace, "gists.json", "portfolios")

    def known(self, listed: Listed) -> Gist | None:
        """What is known of a file as it stands; None where it was not looked at since it changed."""
        raw = self._raw.pop(listed.name, None)
        if raw is not None:
            with suppress(TypeError, ValueError):  # an entry that makes no sense is made anew
                self._known[listed.name] = _entry(raw)
        size, changed, gist = self._known.get(listed.name, (-1, -1, None))
        return gist if (size, changed) == (listed.size, listed.changed) else None

    def look(self, listed: Listed) -> Gist:
        """Look at a file, and remember what it says. Never raises."""
        gist = read_gist(self._workspace, listed.name)
        self._known[listed.name] = (listed.size, listed.changed, gist)
        self._is_new = True
        return gist

    def save(self, there: Iterable[Listed]) -> None:
        """Keep what is known of these files for the next time; where that cannot be written, they are looked at again."""
        if not self._is_new:
            return
        names = {listed.name for listed in there}
        entries: dict[str, object] = {
            name: [size, changed, one.learner, one.title, one.trouble, [[*item] for item in one.items]]
            for name, (size, changed, one) in self._known.items()
            if name in names
        }
        if _write(self._workspace, "gists.json", "portfolios", entries):
            self._is_new = False


def read_gist(workspace: Workspace, name: str) -> Gist:
    """Read what a portfolio's file holds for a mentor. Never raises: a file that cannot be read has a gist, too.

    It is for showing alone, as a glance is: whoever opens the portfolio has it read strictly.
    """
    try:
        data = read_bytes(workspace.path(name), MAX_BYTES + 1)
        raw = orjson.loads(data) if len(data) <= MAX_BYTES else None
    except Refused:
        return Gist(trouble=LINK)
    except (OSError, orjson.JSONDecodeError):
        return Gist(trouble=UNREADABLE)
    document = _document(raw)
    return gist_of(Portfolio(document)) if document else Gist(trouble=UNREADABLE)


def _document(raw: object) -> Document:
    """The tables of records of a file; what is none is left out."""
    tables = raw.items() if isinstance(raw, dict) else ()
    return {
        table: {key: record for key, record in records.items() if isinstance(record, dict)}
        for table, records in tables
        if isinstance(records, dict)
    }


class Looked:
    """What one mentor has looked at in a workspace, on this machine."""

    def __init__(self, workspace: Workspace, mentor: str) -> None:
        self._workspace = workspace
        self._mentor = fold(clean_line(mentor))
        found = _read(workspace, "looked.json", "mentors").get(self._mentor)
        self._seen: dict[str, frozenset[str]] = {}
        for name, seen in found.items() if isinstance(found, dict) else ():
            if isinstance(seen, list):
                self._seen[str(name)] = frozenset(map(str, seen))

    def seen(self, name: str) -> frozenset[str] | None:
        """The tokens of what they saw in a portfolio; None where they never looked."""
        return self._seen.get(name)

    def note(self, name: str, gist: Gist) -> None:
        """They look at it now; where that cannot be written, it counts for this run alone."""
        self._seen[name] = frozenset(tokens(gist))
        everybody = _read(self._workspace, "looked.json", "mentors")
        everybody[self._mentor] = {one: sorted(seen) for one, seen in self._seen.items()}
        _write(self._workspace, "looked.json", "mentors", everybody)


def last_mentor(workspace: Workspace) -> Voice | None:
    """Who was at the desk here last; None where nobody was."""
    found = _read(workspace, "mentor.json", "last")
    name = clean_line(str(found.get("name", "")))
    return Voice(name, clean_line(str(found.get("role", ""))) or "mentor") if name else None


def remember_mentor(workspace: Workspace, voice: Voice) -> None:
    """Note who is at the desk here; where that cannot be written, they say so again the next time."""
    _write(workspace, "mentor.json", "last", {"name": voice.name, "role": voice.role})


def _entry(raw: object) -> tuple[int, int, Gist]:
    if not isinstance(raw, list):
        raise TypeError("an entry is a list")
    size, changed, learner, title, trouble, items = raw
    if not all(type(value) is str for one in items for value in one):
        raise TypeError("what waits is told in texts")
    return (
        int(size),
        int(changed),
        Gist(str(learner), str(title), tuple(map(Item._make, items)), str(trouble)),
    )


def _read(workspace: Workspace, file: str, what: str) -> dict[str, object]:
    try:
        raw = orjson.loads(read_bytes(workspace.local_dir / file))
    except (OSError, StoreError, orjson.JSONDecodeError):
        return {}
    found = raw.get(what) if isinstance(raw, dict) and raw.get("version") == _VERSION else None
    return found if isinstance(found, dict) else {}


def _write(workspace: Workspace, file: str, what: str, entries: dict[str, object]) -> bool:
    with suppress(OSError, StoreError):
        data = orjson.dumps({"version": _VERSION, what: entries})
        return write_atomically(workspace.make_local_dir() / file, data, mode=0o600)
    return False
