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

KEYS: Final = {"attachments": "sha256", "links": "url", "guidelines": "guideline", "agreed": "by"}
"""Lists of objects whose entries are the same entry when this field is the same."""

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
    """Give the record with this value at the path (ABSENT takes it away); the record itself is left alone.

    Raises KeyError where the path leads through something that is not there.
    """
    changed = _put(record, _steps(path), "", value)
    if not isinstance(changed, dict):
        raise KeyError(path)
    return changed


def _put(here: Json, steps: list[tuple[bool, str]], listed: str, value: Value) -> Json:
    is_key, name = steps[0]
    inner: Value
    if is_key:
        old = _entry(here, listed, name)
        inner = value if len(steps) == 1 else _put_inside(old, steps[1:], name, value)
        entries = here if isinstance(here, list) else []
        kept = [inner if entry is old else entry for entry in entries]
        return [entry for entry in [*kept, *([inner] if old is ABSENT else [])] if entry is not ABSENT]
    if not isinstance(here, dict):
        raise KeyError(name)
    inner = value if len(steps) == 1 else _put_inside(here.get(name, ABSENT), steps[1:], name, value)
    if inner is ABSENT:
        return {key: item for key, item in here.items() if key != name}
    return {**here, name: inner}


def _put_inside(here: Value, steps: list[tuple[bool, str]], listed: str, value: Value) -> Json:
    if here is ABSENT:
        raise KeyError(listed)
    return _put(here, steps, listed, value)


def _entry(here: Value, listed: str, key: str) -> Value:
    field = KEYS.get(listed)
    if field is None or not isinstance(here, list):
        return ABSENT
    return next((entry for entry in here if isinstance(entry, dict) and entry.get(field) == key), ABSENT)


def _steps(path: str) -> list[tuple[bool, str]]:
    """Give the steps of a path: (is it a key in brackets, its name)."""
    steps: list[tuple[bool, str]] = []
    for part in re.findall(r"\[[^\[\]]*\]|[^.\[\]]+|^(?=[.\[]|$)|(?<=\.)(?=[.\[]|$)", path):
        is_key = part.startswith("[")
        steps.append((is_key, _unescape(part[1:-1] if is_key else part)))
    return steps


def _unescape(name: str) -> str:
    return re.sub("~[0-3]", lambda found: _UNESCAPE[found.group()], name)
