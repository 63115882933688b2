"""Screens on which the keys a learner chose work while text is typed, too, and which paint no more than is seen."""

from __future__ import annotations

from typing import TypeVar

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen

from leaptui.tui.widgets.sparing import SparingCompositor

T = TypeVar("T")


class Keyed(Screen[T]):
    """A screen that looks at the learner's keys before it leaves out those that a line to type in takes.

    Textual does it the other way round: what comes with a letter and was given another key would be dead while one types.
    """

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._compositor = SparingCompositor()

    def _compositor_refresh(self) -> None:
        """Paint, or wait for the end of a batch: Textual paints in the middle of one, too, and throws it away."""
        if self.app._batch_count:  # noqa: SLF001  # Textual has no public way
            self._repaint_required = True
            self.app.call_later(self.check_idle)
        else:
            super()._compositor_refresh()

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        # Textual has no public way to the bindings as they hold now; its own order stands where no key was changed.
        keymap = self.app._keymap  # noqa: SLF001  # Textual has no public way
        if not keymap:
            return super()._binding_chain
        focused = None if self.focused is None or self.focused.loading else self.focused
        nodes: list[DOMNode] = [self, self.app] if focused is None else list(focused.ancestors_with_self)
        chain: list[tuple[DOMNode, BindingsMap]] = []
        for place, node in enumerate(nodes):
            bindings = node._bindings.copy()  # noqa: SLF001  # Textual has no public way
            clashes = bindings.apply_keymap(keymap).clashed_bindings
            if clashes:
                self.app.handle_bindings_clash(clashes, node)
            for key in list(bindings.key_to_bindings):
                if any(inner.check_consume_key(key, key_to_character(key)) for inner in nodes[:place]):
                    del bindings.key_to_bindings[key]
            chain.append((node, bindings))
        return chain
