"""Keys as people read them, and which of them a screen offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from textual.actions import parse
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character
from textual.screen import Screen
from textual.widget import Widget

from leaptui.language import N_, _, pgettext
from leaptui.tui.voice.held import is_learners

if TYPE_CHECKING:
    from leaptui.tui.base import DeskApp

NAMES = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "shift+tab": N_("Shift Tab"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
    "delete": N_("Del"),
    "insert": N_("Ins"),
    "backspace": N_("Backspace"),
    "slash": "/",
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
}
"""Keys that people call otherwise than Textual does."""

_ORDER = (
    "choose.down",
    "choose.enter",
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
    "conflicts.back",
    "history.back",
    "app.search",
    "app.conflicts",
    "app.sync",
    "app.undo",
    "app.support",
    "app.help",
    "form.keep",
    "picker.keep",
    "app.help_typing",
    "overlay.help",
    "overlay.leave",
    "welcome.leave",
)


def key_name(key: str) -> str:
    """A key as people read it: `^p`, `Enter`, `?`."""
    *held, last = key.split("+")
    if key in NAMES:
        return _(NAMES[key])
    if last in NAMES:
        name = _(NAMES[last])
    elif last.startswith("f") and last[1:].isdigit():
        name = last.upper()
    else:
        name = character_of(last) or last
    words = {"shift": pgettext("a key held down", "Shift"), "alt": pgettext("a key held down", "Alt")}
    return "".join("^" if word == "ctrl" else f"{words.get(word, word)} " for word in held) + name


def character_of(key: str) -> str | None:
    """The character a key writes; None where it writes none."""
    # Some signs have two names, of which Textual finds the character of one only: `slash` is `solidus`.
    character = key_to_character(REPLACED_KEYS.get(key, key))
    return character if character and character.isprintable() else None


def is_letter(key: str) -> bool:
    """Whether a key writes a character where text is typed: a letter, a digit, a sign, Space."""
    return character_of(key) is not None


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
        return self.display or key_name(min(self.keys, key=lambda key: key.startswith("ctrl+")))

    @property
    def names(self) -> str:
        """All keys of it, as people read them; those for which another key is held down come last."""
        keys = sorted(self.keys, key=lambda key: key.startswith("ctrl+"))
        return self.display or " ".join(map(key_name, keys))


def say_otherwise(bindings: BindingsMap, binding_id: str, says: str, tooltip: str) -> bool:
    """Let a key say something else, both marked with `N_`; tells whether it said something else before."""
    said = False
    for key, bound in bindings.key_to_bindings.items():
        said = said or any(one.id == binding_id and one.description != says for one in bound)
        bindings.key_to_bindings[key] = [
            replace(one, description=says, tooltip=tooltip) if one.id == binding_id else one for one in bound
        ]
    return said


def is_typing(screen: Screen[Any]) -> bool:
    """Whether text is being typed: letters go into a field."""
    return screen.focused is not None and screen.focused.check_consume_key("a", "a")


def offers(screen: Screen[Any]) -> list[Offer]:
    """The keys that work on a screen now, those of the focused widget first; several keys of one action are one offer.

    While text is being typed, letters go into the text and are not offered; the help, which is `?` elsewhere, is then shown
    under its other key.
    """
    typing = is_typing(screen)
    found: dict[tuple[str, str], Offer] = {}
    for active in screen.active_bindings.values():
        binding: Binding = active.binding
        # Bindings without an id are Textual's own, for scrolling and typing: they need no telling.
        if not active.enabled or not binding.description or not binding.id:
            continue
        if typing and is_letter(binding.key) and not binding.priority:
            continue
        same = (binding.id, binding.action)
        if same in found:
            found[same] = replace(found[same], keys=(*found[same].keys, binding.key))
            continue
        shown = binding.show or (typing and binding.id == "app.help_typing")
        found[same] = _offer(binding, active.node, shown=shown)
    return list(found.values())


def held_back(screen: Screen[Any]) -> list[Offer]:
    """What the screen and the app would offer were no text being typed: the command palette has it all the same.

    Where a key means something else on this screen, it stands without that key.
    """
    held: dict[str, Offer] = {}
    taken = {key: active.binding.id for key, active in screen.active_bindings.items() if active.enabled}
    is_spoken = cast("DeskApp", screen.app).session.voice is not None
    nodes: tuple[DOMNode, ...] = (screen, screen.app)
    for node in nodes:
        for binding in Binding.make_bindings(node.BINDINGS):
            action, parameters = parse(binding.action)[1:]
            if not binding.id or not binding.description or (is_spoken and is_learners(binding.id)):
                continue
            if node.check_action(action, parameters):
                offer = _offer(binding, node, shown=binding.show)
                own = own_keys(screen).get(binding.id)
                keys = tuple(key for key in own or offer.keys if taken.get(key, binding.id) == binding.id)
                held.setdefault(
                    binding.id, replace(offer, keys=keys, display=None if own or not keys else offer.display)
                )
    return list(held.values())


def own_keys(node: DOMNode) -> dict[str, tuple[str, ...]]:
    """The keys the learner chose instead of those that come with the app, by the id of what they do."""
    return cast("DeskApp", node.app).own_keys


def key_of(widget: Widget, binding_id: str) -> str:
    """The key of a binding as people read it, for a hint: that of the widget, of what it lies in, or of its screen.

    Raises LookupError where nothing there has a binding of that id.
    """
    return next(iter(_names(widget, binding_id, _around(widget))))


def key_elsewhere(node: DOMNode, binding_id: str, comes_with: str) -> str:
    """The key of a binding that is not around, such as another screen's, for a hint; it comes with the app as `comes_with`."""
    own = own_keys(node).get(binding_id)
    return key_name(own[0] if own else comes_with)


def key_names(app: DeskApp, binding_id: str) -> list[str]:
    """All keys of one of the app's own bindings, as people read them. Raises LookupError where it has none of that id."""
    return _names(app, binding_id, [app])


def _names(node: DOMNode, binding_id: str, around: Iterable[DOMNode]) -> list[str]:
    own = own_keys(node).get(binding_id)
    if own:
        return list(map(key_name, own))
    for one in around:
        for binding in _declared(one):
            if binding.id == binding_id:
                keys = [key_name(made.key) for made in Binding.make_bindings([binding])]
                return [binding.key_display] if binding.key_display else keys
    raise LookupError(binding_id)


def _around(widget: Widget) -> Iterator[DOMNode]:
    yield from widget.ancestors_with_self
    yield widget.app  # a widget that is not on the screen yet has no ancestors
    yield from widget.screen.query("*")


def _declared(node: DOMNode) -> Iterator[Binding]:
    for owner in type(node).__mro__:
        for binding in vars(owner).get("BINDINGS", ()):
            if isinstance(binding, Binding):
                yield binding


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


_EVERYWHERE = (
    "app.go_",
    "app.add",
    "app.search",
    "app.sync",
    "app.conflicts",
    "app.repair",
    "app.support",
    "app.undo",
    "app.redo",
    "app.copy",
    "app.jump",
    "app.commands",
    "app.help",
)


def list_order(offer: Offer) -> tuple[bool, int]:
    """Where a key stands in a list of all: those of the place first, then those that work everywhere; leaving comes last."""
    place = next((place for place, lead in enumerate(_EVERYWHERE) if offer.id.startswith(lead)), len(_EVERYWHERE))
    return offer.id.startswith("app."), place + (offer.id == "app.quit")


def footer_order(offer: Offer) -> int:
    """Where a key stands in the footer: what is near comes first, what is everywhere last."""
    name = offer.id
    for place, word in enumerate(_ORDER):
        if name == word or name.endswith("." + word):
            return place
    return 100 + _LATE.index(name) if name in _LATE else 50
