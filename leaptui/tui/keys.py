"""Keys as people read them, and which of them a screen offers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from leaptui.language import _

_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "backspace": "Backspace",
    "slash": "/",
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
}

_ORDER = (
    "list.open",
    "select",
    "tick",
    "fold",
    "app.add",
    "tag",
    "level",
    "reason",
    "new",
    "move",
    "link",
    "replan",
    "narrow",
)
_LATE = (
    "app.search",
    "app.sync",
    "app.undo",
    "app.help",
    "choose.down",
    "choose.enter",
    "form.keep",
    "picker.keep",
    "app.help_typing",
    "overlay.help",
    "overlay.leave",
)


def key_name(key: str) -> str:
    """A key as people read it: `^p`, `Enter`, `?`."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+')}"
    if key in _NAMES:
        return _NAMES[key]
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key


@dataclass(frozen=True)
class Offer:
    """A key that works now: what it is called, what it does, whose action it is."""

    says: str
    tooltip: str
    action: str
    node: DOMNode
    id: str
    shown: bool
    keys: tuple[str, ...]
    display: str | None = None

    @property
    def name(self) -> str:
        """The key as people read it; the first where several do the same."""
        return self.display or key_name(self.keys[0])

    @property
    def names(self) -> str:
        """All keys of it, as people read them."""
        return self.display or " ".join(key_name(key) for key in self.keys)


def offers(screen: Screen[Any]) -> list[Offer]:
    """The keys that work on a screen now, those of the focused widget first; several keys of one action are one offer.

    While text is being typed, letters go into the text and are not offered; the help, which is `?` elsewhere, is then shown
    under its other key.
    """
    typing = isinstance(screen.focused, Input | TextArea)
    found: dict[tuple[str, str], Offer] = {}
    for active in screen.active_bindings.values():
        binding: Binding = active.binding
        # Bindings without an id are Textual's own, for scrolling and typing: they need no telling.
        if not active.enabled or not binding.description or not binding.id:
            continue
        letter = len(binding.key) == 1 or binding.key in {"slash", "question_mark", "space"}
        if typing and letter and not binding.priority:
            continue
        same = (binding.id, binding.action)
        if same in found:
            found[same] = replace(found[same], keys=(*found[same].keys, binding.key))
            continue
        shown = binding.show or (typing and binding.id == "app.help_typing")
        found[same] = _offer(binding, active.node, shown=shown)
    return list(found.values())


def held_back(screen: Screen[Any]) -> list[Offer]:
    """What the screen and the app would offer were no text being typed: the command palette has it all the same."""
    held: dict[str, Offer] = {}
    nodes: tuple[DOMNode, ...] = (screen, screen.app)
    for node in nodes:
        for binding in Binding.make_bindings(node.BINDINGS):
            action, parameters = parse(binding.action)[1:]
            if binding.id and binding.description and node.check_action(action, parameters):
                held.setdefault(binding.id, _offer(binding, node, shown=binding.show))
    return list(held.values())


def _offer(binding: Binding, node: DOMNode, *, shown: bool) -> Offer:
    return Offer(
        says=_(binding.description),
        tooltip=_(binding.tooltip or binding.description),
        action=binding.action,
        node=node,
        id=binding.id or "",
        shown=shown,
        keys=(binding.key,),
        display=binding.key_display,
    )


def footer_order(offer: Offer) -> int:
    """Where a key stands in the footer: what is near comes first, what is everywhere last."""
    name = offer.id
    for place, word in enumerate(_ORDER):
        if name == word or name.endswith("." + word):
            return place
    return 100 + _LATE.index(name) if name in _LATE else 50
