"""What is asked inside an object, or a list of objects, that is itself in question as a whole.

The object is asked about then, and not its parts: each version of a part is the object with that version in it. So the learner
chooses once, and what was chosen against is known by its value, wherever it comes from again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from leaptui.merge.entry import Entry, Version, holding, key_of, short
from leaptui.merge.paths import Value, look_up, put
from leaptui.model.canonical import Json, Record


def below(path: str, paths: Iterable[str]) -> list[str]:
    """Give those of the paths that lead to something inside what lies at `path`."""
    return [inner for inner in paths if inner.startswith((f"{path}.", f"{path}["))]


def whole_versions(record: Record, path: str, entries: Mapping[str, Entry]) -> dict[bytes, Version]:
    """Give what lies at `path` once for each open version of a part of it, with that version in its place, by its bytes."""
    found: dict[bytes, Version] = {}
    for inner in below(path, sorted(entries)):
        for _, version in sorted(entries[inner].others.items()):
            whole = _with(record, path, inner, version.value)
            origin = {name: item for name, item in version.raw.items() if name in {"clone", "revision", "on", "also"}}
            key = key_of(whole)
            found.setdefault(key, Version(key, whole, {"clone": "", "revision": 0, **origin, **holding(whole)}))
    return found


def _with(record: Record, path: str, inner: str, value: Value) -> Value:
    """Give what lies at `path` with this value inside it; that value alone where there is no room for it now."""
    try:
        return look_up(put(record, inner, value), path)
    except KeyError:
        pass
    try:
        return look_up(put({}, inner, value), path)
    except KeyError:  # no path of ours, so the value itself is all there is to show
        return value


def without_versions(entry: Entry) -> Entry:
    """Give an entry with nothing to choose: what was chosen before, and by which choice a value stands, stays."""
    return replace(entry, others={})


def choices_inside(
    path: str, entries: Mapping[str, Entry], versions: Mapping[bytes, Version]
) -> dict[tuple[str, str], frozenset[bytes]]:
    """Give the choices made of parts of what lies at `path`, each by the path of the part and its name.

    With each stand the versions of the whole in which the part is as it was chosen.
    """
    return {
        (inner, name): frozenset(
            key for key, one in versions.items() if short(_part(path, one, inner)) == _chose(choice)
        )
        for inner in below(path, entries)
        for name, choice in entries[inner].settled.items()
    }


def _part(path: str, whole: Version, inner: str) -> bytes:
    """Give the bytes of what lies at the inner path in a version of what lies at `path`."""
    return key_of(look_up(put({}, path, whole.value), inner))


def _chose(choice: Json) -> Json:
    return choice.get("chose") if isinstance(choice, dict) else None
