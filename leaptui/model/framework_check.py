"""What is wrong with a framework as its file holds it: everything that can be said at once, each with where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leaptui.language import _
from leaptui.model.framework import Framework
from leaptui.model.reading import all_amiss
from leaptui.model.text import clean_line

Path = tuple[str | int, ...]
"""Keys and indexes that lead to a value from the outermost one."""


@dataclass(frozen=True)
class Trouble:
    """Something that keeps a file from being used: a sentence, and the path to the value it is about."""

    path: Path
    says: str


def framework_troubles(raw: object) -> list[Trouble]:
    """Everything that keeps an object from being a framework; nothing where it is one."""
    try:
        found = all_amiss(Framework, raw)
    except RecursionError:
        return [Trouble((), _("its guidelines are nested too deep"))]
    troubles = [Trouble(path, said_of(path, says)) for path, says in found if path]
    if isinstance(raw, dict) and (found or not troubles):
        troubles += list(_twice(raw))
        troubles += list(_replaced(raw))
    if found and not troubles:
        troubles = [Trouble((), says) for _path, says in found]
    return troubles


def said_of(path: Sequence[str | int], says: str) -> str:
    """Say what is wrong with the value at a path: `components, 1st: code is missing`."""
    names = [str(step) if isinstance(step, str) else _("no. {n}").format(n=step + 1) for step in path]
    return _("{field} {says}").format(field=" ".join(names), says=says)


def _entries(raw: object, path: Path) -> Iterator[tuple[Path, str]]:
    """The codes of guidelines that a list holds, with those under them, and the path to each."""
    for at, entry in enumerate(raw if isinstance(raw, list) else []):
        if isinstance(entry, dict):
            if isinstance(entry.get("code"), str):
                yield (*path, at, "code"), clean_line(entry["code"])
            yield from _entries(entry.get("guidelines"), (*path, at, "guidelines"))


def _codes(raw: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """The codes of components and guidelines."""
    components = raw.get("components")
    for at, part in enumerate(components if isinstance(components, list) else []):
        if isinstance(part, dict):
            if isinstance(part.get("code"), str):
                yield ("components", at, "code"), clean_line(part["code"])
            yield from _entries(part.get("guidelines"), ("components", at, "guidelines"))


def _twice(raw: Mapping[str, object]) -> Iterator[Trouble]:
    seen: set[str] = set()
    for path, code in _codes(raw):
        if code.casefold() in seen:
            yield Trouble(path, _("the code {code} stands twice").format(code=code))
        seen.add(code.casefold())
    levels = raw.get("levels")
    known: set[str] = set()
    for at, level in enumerate(levels if isinstance(levels, list) else []):
        name = level.get("id") if isinstance(level, dict) else None
        if isinstance(name, str) and clean_line(name) in known:
            yield Trouble(("levels", at, "id"), _("the level {level} stands twice").format(level=clean_line(name)))
        known.add(clean_line(name) if isinstance(name, str) else "")


def _replaced(raw: Mapping[str, object]) -> Iterator[Trouble]:
    """Codes that the map of the edition before leads to, and that are not here."""
    replaces = raw.get("replaces")
    found = replaces.get("map") if isinstance(replaces, dict) else None
    known = {code.casefold() for path, code in _codes(raw) if len(path) > 3}
    for old, new in found.items() if isinstance(found, dict) else ():
        for code in [new] if isinstance(new, str) else new if isinstance(new, list) else []:
            if isinstance(code, str) and clean_line(code).casefold() not in known:
                says = _("{old} is replaced by {code}, and there is no guideline {code}")
                yield Trouble(("replaces", "map", old), says.format(old=old, code=clean_line(code)))
