"""The screens and sheets the code has: their classes, and where one is opened with which title. Read from the code itself."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from textual.screen import Screen

from leaptui import tui

_MARKS = {"_", "ngettext"}


@dataclass(frozen=True)
class Opened:
    """A place in the code where a screen is made: the file, the class, and the titles where they stand there."""

    file: str
    name: str
    titles: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Whether one of its titles stands in a frame; one that has none where it is made is told by its class alone."""
        return not self.titles or any(re.search(_pattern(title), text) for title in self.titles)


def _pattern(title: str) -> str:
    """What a title looks like on the border of a sheet, its gaps filled in."""
    words = ".+".join(map(re.escape, re.split(r"\{\w+\}", title)))
    return rf"[─━] {words} [─━]"


def screens() -> dict[str, type[Screen[Any]]]:
    """Every screen class of the app, by its name."""
    found: dict[str, type[Screen[Any]]] = {}
    for info in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        for owner in vars(import_module(info.name)).values():
            if isinstance(owner, type) and issubclass(owner, Screen) and owner.__module__ == info.name:
                found[owner.__name__] = owner
    return found


def opened() -> list[Opened]:
    """Every place where one of them is made."""
    names = frozenset(screens())
    root = Path(tui.__file__).parent
    return [found for path in sorted(root.rglob("*.py")) for found in _opened_in(path, path.relative_to(root), names)]


def _opened_in(path: Path, shown: Path, names: frozenset[str]) -> Iterator[Opened]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        said = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                first = node.args[0] if node.args else None
                title = said.get(first.id, first) if isinstance(first, ast.Name) else first
                titles = tuple(_messages(title)) if title is not None else ()
                yield Opened(str(shown), node.func.id, titles)


def _messages(node: ast.expr) -> Iterator[str]:
    """The messages a title is made of: `_("…")`, also one of two, also with gaps filled in."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in _MARKS:
            yield from (
                arg.value for arg in one.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )
