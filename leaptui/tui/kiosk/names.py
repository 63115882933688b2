"""Picking one's name: typed in part, or found by touch among thousands."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.folded import fold
from leaptui.tui.kiosk.screen import KioskScreen, kiosk
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from leaptui.tui.kiosk.targets import Target
from leaptui.tui.kiosk.tiles import Tiles
from leaptui.tui.widgets.moving import FROM_A_LINE
from leaptui.tui.widgets.row_list import RowList

KEYS = (
    Binding("f2", "keys", N_("Keys"), id="kiosk.keys", tooltip=N_("Show keys on the screen, or hide them")),
    Binding(
        "f8",
        "keys",
        N_("Keys"),
        show=False,
        id="kiosk.screen_keys",
        tooltip=N_("Show keys on the screen, or hide them"),
    ),
)
"""What shows keys to write with where names are found: as everywhere at the gate, and as in a session."""


class Listing:
    """Names found by any part of them, as fast as one types."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._folded = {key: fold(f"{name} {key}") for key, name in names.items()}
        self._order = sorted(names, key=lambda key: (fold(names[key]), key))

    def found(self, typed: str) -> list[str]:
        """Those that have every word typed; those that begin with the first come first."""
        words = fold(typed).split()
        if not words:
            return self._order
        fitting = [key for key in self._order if all(word in self._folded[key] for word in words)]
        return sorted(fitting, key=lambda key: not self._folded[key].startswith(words[0]))


class WhoSigns(KioskScreen[str]):
    """Asks who signs in; it answers with the portfolio's name."""

    BINDINGS = [
        *FROM_A_LINE,
        Binding("enter", "open", N_("That is me"), priority=True, id="who.open", tooltip=N_("Go on with this name")),
        *KEYS,
        Binding(
            "left",
            "beside(-1)",
            N_("Left"),
            show=False,
            priority=True,
            id="who.left",
            tooltip=N_("To the name on the left"),
        ),
        Binding(
            "right",
            "beside(1)",
            N_("Right"),
            show=False,
            priority=True,
            id="who.right",
            tooltip=N_("To the name on the right"),
        ),
    ]

    def __init__(self, names: Mapping[str, str], *, keys: bool = False) -> None:
        """`names` are the learners' by portfolio; `keys`: with keys on the screen from the start."""
        super().__init__()
        self._names = names
        self._listing = Listing(names)
        self._keys = keys

    def top_words(self) -> str:
        """What is asked."""
        return _("Who are you?")

    def compose_room(self) -> ComposeResult:
        """The line to type in, the names, what moves them, the keys."""
        with Horizontal(classes="row"):
            yield Input(placeholder=_("type, or touch your name"), id="find")
            yield Target(_("Keys"), id="keys", hint="F2")
            yield Target(_("Back"), id="back", hint=_("Esc"))
        with Horizontal(id="found"):
            yield Tiles(self._names, is_large=kiosk(self).is_large)
            with Vertical(id="side"):
                yield Target("▲", id="up")
                yield Target("▼", id="down")
        yield ScreenKeys()

    def on_mount(self) -> None:
        """Show everybody."""
        self.set_class(self._keys, "-keys")
        self.names.is_led = True
        self.names.show(self._listing.found(""), "")

    @property
    def names(self) -> Tiles:
        """The list."""
        return self.query_one(Tiles)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at every keystroke."""
        event.stop()
        self.names.show(self._listing.found(event.value), event.value)

    def action_rows(self, what: str, by: int) -> None:
        """Move the cursor while the line keeps the focus."""
        self.names.move_from_line(what, by)

    def action_beside(self, by: int) -> None:
        """Go to the name beside."""
        self.names.beside(by)

    def action_open(self) -> None:
        """Go on with the name under the cursor."""
        if self.names.key is not None:
            self.dismiss(self.names.key)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A name was touched."""
        event.stop()
        self.dismiss(event.key)

    def action_keys(self) -> None:
        """Show the keys, or hide them."""
        self.toggle_class("-keys")
        self.query_one(Input).focus()

    def on_target_pressed(self, event: Target.Pressed) -> None:
        """A target at the side was touched."""
        event.stop()
        match event.target.id:
            case "up":
                self.names.action_page(-1)
            case "down":
                self.names.action_page(1)
            case "keys":
                self.action_keys()
            case "back":
                self.action_leave()
