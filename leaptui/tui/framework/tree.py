"""The framework as a tree of rows: which stand open, which are shown. It knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len

from leaptui.model.framework import Framework
from leaptui.model.standing import Standing

COMPONENT = "component/"
"""What the key of a component's row begins with; a guideline's row has its qualified id."""
INDENT = 2
MOST_CODE = 12
"""Cells of a code that are shown in any case."""
ELSEWHERE = "elsewhere"
"""The key of the row for claims of guidelines that the framework does not have."""


@dataclass(frozen=True)
class Node:
    """A row of the tree: a component (`depth` -1), a guideline, or the row for claims elsewhere (`depth` -1).

    `parent` is the key of the row above it in the tree.
    """

    key: str
    depth: int
    parent: str | None
    children: tuple[str, ...]

    @property
    def is_component(self) -> bool:
        """Whether it is a component."""
        return self.key.startswith(COMPONENT)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands for the claims of guidelines that the framework does not have."""
        return self.key == ELSEWHERE

    @property
    def is_guideline(self) -> bool:
        """Whether it is a guideline: something to tag with and to lead a goal to."""
        return not self.is_component and not self.is_elsewhere

    @property
    def code(self) -> str:
        """A component's code."""
        return self.key.removeprefix(COMPONENT)


def nodes(framework: Framework) -> dict[str, Node]:
    """Every row the framework has, by key, in order."""
    found: dict[str, Node] = {}
    for component in framework.components:
        own = framework.of_component(component.code)
        key = COMPONENT + component.code
        found[key] = Node(key, -1, None, tuple(one.id for one in own if one.parent is None))
        for one in own:
            found[one.id] = Node(one.id, one.depth, one.parent or key, one.children)
    found[ELSEWHERE] = Node(ELSEWHERE, -1, None, ())
    return found


def columns(framework: Framework) -> dict[int, int]:
    """Tell where the words of a row begin, by its depth: behind its indent and the longest code of its depth."""
    widest: dict[int, int] = {}
    for one in framework.guidelines.values():
        widest[one.depth] = max(widest.get(one.depth, 2), min(cell_len(one.code), MOST_CODE))
    found = {depth: INDENT * depth + width + 2 for depth, width in widest.items()}
    chips = max(min(cell_len(one.code), MOST_CODE) for one in framework.components) + 3
    return {**found, 0: max(found[0], chips), -1: chips}


class Tree:
    """The rows of a framework, folded as the learner has them; `columns` tells where the words of each depth begin."""

    def __init__(self, framework: Framework) -> None:
        self.nodes = nodes(framework)
        self.columns = columns(framework)
        self.closed: set[str] = set()
        self.gaps_only = False
        self.with_elsewhere = False

    def fold_to(self, rows: int) -> None:
        """Fold what has sub-guidelines, and unfold in order what still fits into so many rows."""
        self.closed = {key for key, node in self.nodes.items() if node.children and not node.is_component}
        used = sum(not self._is_hidden(node) and not node.is_elsewhere for node in self.nodes.values())
        for key, node in self.nodes.items():
            if key in self.closed and not self._is_hidden(node) and used + len(node.children) <= rows:
                self.closed.discard(key)
                used += len(node.children)

    def shown(self, standings: Mapping[str, Standing]) -> list[Node]:
        """The rows to show, in order: those under a folded one are not, and where only gaps are, those that lead to one."""
        wanted = self._gaps(standings) if self.gaps_only else None
        found = []
        for key, node in self.nodes.items():
            if wanted is not None and key not in wanted:
                continue
            if node.is_elsewhere and not self.with_elsewhere:
                continue
            if self.gaps_only or not self._is_hidden(node):
                found.append(node)
        return found

    def _gaps(self, standings: Mapping[str, Standing]) -> set[str]:
        wanted: set[str] = set()
        for key, node in self.nodes.items():
            if not node.is_guideline or node.children or standings[key].pieces:
                continue
            at: str | None = key
            while at is not None:
                wanted.add(at)
                at = self.nodes[at].parent
        return wanted

    def _is_hidden(self, node: Node) -> bool:
        at = node.parent
        while at is not None:
            if at in self.closed:
                return True
            at = self.nodes[at].parent
        return False

    def is_open(self, key: str) -> bool:
        """Whether a row's own rows are shown under it."""
        return bool(self.nodes[key].children) and (self.gaps_only or key not in self.closed)

    def toggle(self, key: str) -> str:
        """Fold a row, or unfold it; from a row with nothing under it its parent is folded. Gives where the cursor belongs."""
        node = self.nodes[key]
        if not node.children:
            return self.toggle(node.parent) if node.parent and not self.nodes[node.parent].is_component else key
        self.closed ^= {key}
        return key

    def close(self, key: str) -> str:
        """Fold a row; one that is folded, or has nothing under it, leads up. Gives where the cursor belongs."""
        node = self.nodes[key]
        if self.is_open(key) and not self.gaps_only:
            self.closed.add(key)
            return key
        return node.parent or key

    def open(self, key: str) -> str:
        """Unfold a row; one that is open leads down into it. Gives where the cursor belongs."""
        node = self.nodes[key]
        if not node.children:
            return key
        if key in self.closed and not self.gaps_only:
            self.closed.discard(key)
            return key
        return node.children[0]

    def reveal(self, key: str) -> None:
        """Unfold whatever hides a row."""
        at = self.nodes[key].parent
        while at is not None:
            self.closed.discard(at)
            at = self.nodes[at].parent
