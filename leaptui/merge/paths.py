"""Paths that name a place in a record: `title`, `learner.name`, `guidelines[leap-2020:F1.a].level`.

A name in square brackets is the key of an entry in a list of objects (KEYS says which field of the entry it is).
In a name, `~0 ~1 ~2 ~3` stand for `~ . [ ]`; in brackets a dot stands for itself.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, Literal, TypeAlias

from leaptui.model.canonical import Json, Record


class _Absent(Enum):
    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT
"""Stands for a field that is not there."""
Absent: TypeAlias = Literal[_Absent.ABSENT]
Value: TypeAlias = "Json | Absent"

KEYS: Final = {
    "attachments": "sha256",
    "links": "url",
    "guidelines": "guideline",
    "baseline": "guideline",
    "agreed": "by",
    "contributors": "person",
    "about": "id",
}
"""Lists of objects whose entries are the same entry when this field is the same."""

_PATH = re.compile(r"[^.\[\]]*(?:\.[^.\[\]]*|\[[^\[\]]*\])*")
_STEP = re.compile(r"(\[[^\[\]]*\])|\.([^.\[\]]*)")
_UNESCAPE = {"~0": "~", "~1": ".", "~2": "[", "~3": "]"}


def field_path(parent: str | None, name: str) -> str:
    """Give the path of a field of a record (`parent` is None) or of an object in it."""
    escaped = name.replace("~", "~0").replace(".", "~1").replace("[", "~2").replace("]", "~3")
    return escaped if parent is None else f"{parent}.{escaped}"


def entry_path(parent: str, key: str) -> str:
    """Give the path of the entry with this key in a list of objects."""
    escaped = key.replace("~", "~0").replace("[", "~2").replace("]", "~3")
    return f"{parent}[{escaped}]"


def look_up(record: Record, path: str) -> Value:
    """Give the value at the path, or ABSENT."""
    here: Value = record
    listed = ""
    for is_key, name in _steps(path):
        if is_key:
            here = _entry(here, listed, name)
        else:
            here = here.get(name, ABSENT) if isinstance(here, dict) else ABSENT
            listed = name
    return here


def put(record: Record, path: str, value: Value) -> Record:
    """Give the record with this value at the path; the record itself is left alone.

    ABSENT takes away what is there, and a list that gets empty by that. Objects and entries on the way that are not there
    are made. Raises KeyError where something else is in the way.
    """
    changed = _put(record, _steps(path), "", value)
    return changed if isinstance(changed, dict) else {}


def _put(here: Value, steps: list[tuple[bool, str]], listed: str, value: Value) -> Value:
    """Give what stands here once the value is at the end of the steps; `listed` names the list one is in."""
    if not steps or (value is ABSENT and here is ABSENT):
        return value
    (is_key, name), rest = steps[0], steps[1:]
    if is_key:
        return _put_entry([] if here is ABSENT else here, name, rest, listed, value)
    fields = {} if here is ABSENT else here
    if not isinstance(fields, dict):
        raise KeyError(name)
    inner = _put(fields.get(name, ABSENT), rest, name, value)
    kept = {key: item for key, item in fields.items() if key != name}
    return kept if inner is ABSENT else {**kept, name: inner}


def _put_entry(entries: Json, key: str, rest: list[tuple[bool, str]], listed: str, value: Value) -> Value:
    if not isinstance(entries, list) or listed not in KEYS:
        raise KeyError(key)
    old = _entry(entries, listed, key)
    made: Value = {KEYS[listed]: key} if old is ABSENT and rest and value is not ABSENT else old
    inner = _put(made, rest, "", value)
    kept = [inner if entry is old else entry for entry in entries]
    if old is ABSENT:
        kept.append(inner)
    return [entry for entry in kept if entry is not ABSENT] or ABSENT


def _entry(here: Value, listed: str, key: str) -> Value:
    field = KEYS.get(listed)
    if field is None or not isinstance(here, list):
        return ABSENT
    return next((entry for entry in here if isinstance(entry, dict) and entry.get(field) == key), ABSENT)


def last_name(path: str) -> str:
    """Give the name of the field a path ends in; of an entry of a list, the name of the list."""
    names = [name for is_key, name in _steps(path) if not is_key]
    return names[-1] if names else path


def has_place(record: Record, path: str) -> bool:
    """Say whether what the path leads into is there, so that something can stand at its end."""
    here: Value = record
    listed = ""
    for is_key, name in _steps(path):
        if is_key:
            if not isinstance(here, list):
                return False
            here = _entry(here, listed, name)
        else:
            if not isinstance(here, dict):
                return False
            here = here.get(name, ABSENT)
            listed = name
    return True


def first_name(path: str) -> str:
    """Give the name of the field of the record that a path begins with."""
    return _steps(path)[0][1]


def entry_key(path: str) -> str | None:
    """Give the key of the entry of a list that a path leads to or through, the last one; None where it has none."""
    keys = [name for is_key, name in _steps(path) if is_key]
    return keys[-1] if keys else None


def _steps(path: str) -> list[tuple[bool, str]]:
    """Give the steps of a path: (is it a key in brackets, its name). What is no path is the name of a field."""
    if not _PATH.fullmatch(path):
        return [(False, path)]
    return [(key.startswith("["), _unescape(key[1:-1] or name)) for key, name in _STEP.findall(f".{path}")]


def _unescape(name: str) -> str:
    return re.sub("~[0-3]", lambda found: _UNESCAPE[found.group()], name)
