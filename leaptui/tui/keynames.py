"""Keys as a learner may write them in `keys.toml`, and which of them a terminal sends."""

from __future__ import annotations

import re

from textual.binding import Binding
from textual.widgets import Input, TextArea

from leaptui.language import N_, _
from leaptui.tui.keys import NAMES, character_of

_MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
_FUNCTION = tuple(f"f{number}" for number in range(1, 25))
_PLAIN = frozenset({*_MOVING, *_FUNCTION, "enter", "escape", "tab", "backspace", "space"})
_HELD = frozenset({"ctrl", "shift", "alt"})
_TWINS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
_OTHER_NAMES = {
    "return": "enter",
    "esc": "escape",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "ins": "insert",
}

FIXED = {
    "tab": N_("it leads from pane to pane and from field to field"),
    "shift+tab": N_("it leads from pane to pane and from field to field"),
    "ctrl+c": N_("it copies the text that is selected"),
}
"""Keys that are given to nothing else, and why."""


class NotAKey(Exception):
    """What was written is no key that a terminal sends; its text is a sentence for the learner."""


def read_key(written: str) -> str:
    """Read a key: Textual's names and people's (`ctrl+x`, `^x`, `f5`, `?`, `PgUp`, `Space`). Raises NotAKey."""
    text = written if len(written) == 1 else written.strip()
    if len(text) == 1:
        return _sign(text, written)
    if text.startswith("^"):
        text = "ctrl+" + text[1:].strip().lstrip("+ ")
    *held, last = [part for part in re.split(r"[+ ]+", text) if part] or [""]
    held = sorted({word.casefold() for word in held})
    name = _plain_name(last) if held != ["ctrl"] else _plain_name(last.lower())
    if not _HELD.issuperset(held):
        raise _unknown(written)
    key = "+".join([*held, name])
    if key in _TWINS:
        words = _("a terminal cannot tell “{key}” from {twin}")
        raise NotAKey(words.format(key=written, twin=_(NAMES[_TWINS[key]])))
    if not _is_sent(held, name):
        raise _unknown(written)
    return name.upper() if held == ["shift"] and len(name) == 1 else key


def written_key(key: str) -> str:
    """A key as it is written in `keys.toml`: the sign itself where there is one, else its name."""
    sign = character_of(key)
    return sign if sign and sign not in {" ", '"', "\\"} else key


def _sign(sign: str, written: str) -> str:
    if sign in ", ":
        return {",": "comma", " ": "space"}[sign]  # Textual takes them for what stands between keys
    if not sign.isprintable() or not (sign.isascii() or sign.isalpha() or sign in NAMES.values()):
        raise _unknown(written)
    arrows = {shown: key for key, shown in NAMES.items() if key in _MOVING}
    return arrows.get(sign) or next(iter(Binding.make_bindings([Binding(sign, "")]))).key


def _plain_name(last: str) -> str:
    known = {name.casefold(): key for key, shown in NAMES.items() for name in (shown, _(shown))}
    name = last.casefold()
    return _OTHER_NAMES.get(name) or known.get(name) or (last if len(last) == 1 and last.isupper() else name)


def _is_sent(held: list[str], name: str) -> bool:
    letter = len(name) == 1 and name.isascii() and name.isalpha()
    if not held:
        sign = character_of(name)
        return name in _PLAIN or (sign is not None and (sign.isascii() or len(name) == 1))
    if held == ["ctrl"]:
        return letter or name in {*_MOVING, *_FUNCTION, "backslash", "right_square_bracket", "underscore", "@"}
    if held == ["shift"]:
        return letter or name in {*_MOVING, *_FUNCTION, "tab"}
    if held == ["alt"]:
        return len(name) == 1 or name in {*_MOVING, *_FUNCTION, "enter", "backspace"}
    return name in {*_MOVING, *_FUNCTION}


def _unknown(written: str) -> NotAKey:
    return NotAKey(_("“{key}” is no key that a terminal sends").format(key=written))


def typing_keys() -> frozenset[str]:
    """The keys that lines to type in listen to themselves."""
    own = (key.key for widget in (Input, TextArea) for key in Binding.make_bindings(widget.BINDINGS))
    return frozenset(key for key in own if character_of(key) is None)
