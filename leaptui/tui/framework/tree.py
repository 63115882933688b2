"""The framework as a tree of rows: which stand open, which are shown. It knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leaptui.model.framework import Framework
from leaptui.model.standing import Standing

COMPONENT = "component/"
"""What the key of a component's row begins with; a guideline's row has its qualified id."""


@dataclass(frozen=True)
class Node:
    """A row of the tree: a component (`depth` -1) or a guideline; `parent` is the key of the row above it in the tree."""

    key: str
    depth: int
    parent: str | None
    children: tuple[str, ...]

    @property
    def is_component(self) -> bool:
        """Whether it is a component."""
        return self.key.startswith(COMPONENT)

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
    return found


class Tree:
    """The rows of a framework, folded as the learner has them."""

    def __init__(self, framework: Framework) -> None:
        self.nodes = nodes(framework)
        self.closed: set[str] = set()
        self.gaps_only = False

    def fold_to(self, rows: int) -> None:
        """Fold what has sub-guidelines, and unfold in order what still fits into so many rows."""
        self.closed = {key for key, node in self.nodes.items() if node.children and not node.is_component}
        used = sum(not self._is_hidden(node) for node in self.nodes.values())
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
            if self.gaps_only or not self._is_hidden(node):
                found.append(node)
        return found

    def _gaps(self, standings: Mapping[str, Standing]) -> set[str]:
        wanted: set[str] = set()
        for key, node in self.nodes.items():
            if node.is_component or node.children or standings[key].pieces:
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
