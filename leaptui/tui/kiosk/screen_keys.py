"""A keyboard on the screen, for machines that have no other: in layers, with keys as large as a finger."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Grid, Horizontal, Vertical
from textual.dom import NoScreen

from leaptui.language import _
from leaptui.tui.kiosk.targets import LEAST_COLUMNS, KeyTarget, Target, key_of_character

ROWS = 3
"""How many rows of keys a layer has."""
_LETTERS = "qwertyuiopasdfghjkl'zxcvbnm,.-"
_BLANK = " "
"""What a place without a key holds; the blank has a key of its own below."""


@dataclass(frozen=True)
class Layer:
    """What stands on the keys, row by row, and on the keys that lead to another layer."""

    characters: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Keyboard:
    """How many keys lie beside one another, and the layers by what is written on the keys that lead there."""

    columns: int
    layers: Mapping[str, Layer]

    @property
    def first(self) -> str:
        """The layer that is shown first."""
        return next(iter(self.layers))

    def characters(self, layer: str) -> str:
        """The characters of all places of a layer, blanks where it has none."""
        return self.layers[layer].characters.ljust(self.columns * ROWS, _BLANK)


_ALL = ("abc", "ABC", "123", "áéñ")
WIDE = Keyboard(
    10,
    {
        "abc": Layer(_LETTERS, _ALL),
        "ABC": Layer(_LETTERS.upper(), _ALL),
        "123": Layer('1234567890@#&*()/:;!?+=_%€"<>~', _ALL),
        "áéñ": Layer("áéíóúàèìòùäëïöüâêîôûñçßøåæœãõ¿", _ALL),
    },
)
"""As a typewriter has them."""
SLIM = Keyboard(
    7,
    {
        "abc": Layer("abcdefghijklmnopqrstu", ("v–z", "ABC", "123")),
        "v–z": Layer("vwxyz',1234567890.-?!", ("abc", "V–Z", "@#&")),
        "ABC": Layer("ABCDEFGHIJKLMNOPQRSTU", ("V–Z", "abc", "123")),
        "V–Z": Layer("VWXYZ',1234567890.-?!", ("ABC", "v–z", "@#&")),
        "123": Layer("1234567890.,-'?!:;@#&", ("abc", "áéñ", "@#&")),
        "@#&": Layer('@#&*()/:;+=_%€"<>~¿?!', ("abc", "áéñ", "123")),
        "áéñ": Layer("áéíóúüñàèìòùçßâêîôûãõ", ("abc", "äëï", "@#&")),
        "äëï": Layer("äëïöøåæœ¿", ("abc", "áéñ", "@#&")),
    },
)
"""For a screen that has no 80 columns: fewer keys and more layers, letters in the order of the alphabet."""


class ScreenKeys(Vertical):
    """A whole keyboard on the screen, in layers of three rows, with the keys that every layer has below them.

    Some of these lead to other layers: on a wide keyboard to all, on a slim one to those that are wanted most from the one shown.
    """

    DEFAULT_CSS = """
    ScreenKeys { height: 12; width: 100%; min-width: 80; max-width: 100; }
    ScreenKeys #keys { height: 9; width: 100%; grid-size: 10; grid-rows: 3; grid-columns: 1fr; }
    ScreenKeys #keys Target { width: 100%; }
    ScreenKeys .without-a-key { visibility: hidden; }
    ScreenKeys Horizontal { height: 3; width: 100%; }
    ScreenKeys Horizontal Target { width: 1fr; }
    ScreenKeys Horizontal #space { width: 2fr; }
    ScreenKeys Horizontal .wide-key { width: 1.5fr; }
    ScreenKeys.-slim { width: 60; min-width: 60; }
    ScreenKeys.-slim #keys { grid-size: 7; }
    ScreenKeys.-slim Horizontal Target { width: 8; }
    ScreenKeys.-slim Horizontal #space { width: 12; }
    """

    def __init__(self, *, is_docked: bool = False) -> None:
        """`is_docked`: at the bottom of a screen that has no place of its own for it."""
        super().__init__(classes="docked" if is_docked else "")
        self._keyboard = WIDE
        self.shown = WIDE.first
        """Which layer is shown."""

    def compose(self) -> ComposeResult:
        """The rows of the layer, and the row below."""
        with Grid(id="keys"):
            for character in WIDE.characters(WIDE.first):
                yield KeyTarget(*_typed(character))
        with Horizontal():
            for number, name in enumerate(_ALL):
                yield Target(name, id=f"layer-{number}")
            yield KeyTarget(_("Space"), "space", " ", id="space")
            yield KeyTarget(_("Esc"), "escape")
            for words, key in ((_("Delete"), "backspace"), (_("Enter"), "enter")):
                wide = KeyTarget(words, key)
                wide.add_class("wide-key")
                yield wide

    def on_mount(self) -> None:
        """What is said for a while stands above the keys."""
        if self.has_class("docked"):
            self.screen.add_class("-screen-keys")
        self.screen.screen_layout_refresh_signal.subscribe(self, self._fit, immediate=True)
        self._fit()

    def _fit(self, _screen: object = None) -> None:
        """Have as many keys beside one another as there is room for."""
        keyboard = WIDE if self.app.size.width >= WIDE.columns * LEAST_COLUMNS else SLIM
        if keyboard is not self._keyboard:
            self._keyboard = keyboard
            self.set_class(keyboard is SLIM, "-slim")
            self.show(keyboard.first)

    def on_unmount(self) -> None:
        """It stands at the bottom again."""
        with suppress(NoScreen):
            self.screen.remove_class("-screen-keys")

    def on_target_pressed(self, event: Target.Pressed) -> None:
        """Show another layer."""
        if (event.target.id or "").startswith("layer-"):
            event.stop()
            self.show(event.target.words)

    def show(self, layer: str) -> None:
        """Show a layer of the keyboard."""
        self.shown = layer
        characters = self._keyboard.characters(self.shown)
        for place, key in enumerate(self.query("#keys KeyTarget").results(KeyTarget)):
            key.display = place < len(characters)
            character = characters[place] if key.display else _BLANK
            key.set_class(character == _BLANK, "without-a-key")
            key.types(*_typed(character))
        others = self._keyboard.layers[self.shown].others
        for number in range(len(_ALL)):
            target = self.query_one(f"#layer-{number}", Target)
            target.display = number < len(others)
            target.say(others[number] if target.display else "")


def _typed(character: str) -> tuple[str, str, str]:
    return character, key_of_character(character), character
