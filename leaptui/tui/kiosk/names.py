"""Picking one's name: typed in part, or found by touch among thousands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.folded import fold, spans
from leaptui.tui.base import desk
from leaptui.tui.kiosk.big import ROWS, big_rows
from leaptui.tui.kiosk.screen import KioskScreen, kiosk
from leaptui.tui.kiosk.targets import LEAST_ROWS, ScreenKeys, Target
from leaptui.tui.line import Line, cut, mark
from leaptui.tui.widgets.moving import FROM_A_LINE
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row


class Names(RowList):
    """Names to touch, each three rows high; in large letters where that was chosen and they fit."""

    def __init__(self, names: Mapping[str, str], facts: Mapping[str, str], *, is_large: bool) -> None:
        """`names` are the learners' by portfolio, `facts` what is said of them at the right."""
        super().__init__(id="names")
        self.names = dict(names)
        self.facts = dict(facts)
        self._is_large = is_large
        self.typed = ""
        self.can_focus = False

    def show(self, found: Sequence[str], typed: str, keep: str | None = None) -> None:
        """Show these portfolios' names, with what was typed marked in them."""
        self.typed = typed
        height = ROWS + 1 if self._is_large else LEAST_ROWS
        self.show_rows([Row(name, height) for name in found], keep, first=bool(typed))

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The name in the middle of its rows."""
        inks = desk(self).inks
        key = row.key or ""
        name = self.names[key]
        if self._is_large:
            rows = big_rows(name)
            if rows is not None and max(map(len, rows)) <= width:
                return [*(Line((one, inks.white)) for one in rows), Line()]
        fact = self.facts.get(key, "")
        shown = cut(name, width - len(fact) - 2)
        style = inks.strong if current else inks.name
        middle = Line(*mark(shown, spans(shown, self.typed), style, inks.marker), right=[(fact, inks.dim)])
        lines = [Line() for _line in range(row.height)]
        lines[row.height // 2] = middle
        return lines

    def cursor_line(self, row: Row) -> int:
        """Beside the name."""
        return row.height // 2

    def clicked(self, event: events.Click) -> None:
        """One touch is enough: nobody expects to have to touch twice."""
        del event
        self.action_open()

    def empty_lines(self, width: int) -> list[Line]:
        """Nobody is called so."""
        del width
        return [Line(), Line((_("Nobody here has this name. Is it written otherwise?"), desk(self).inks.dim))]


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
        Binding("f2", "keys", N_("Keys"), id="kiosk.keys", tooltip=N_("Show keys on the screen, or hide them")),
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
            yield Input(placeholder=_("type some letters of your name, or touch it below"), id="find")
        with Horizontal(id="found"):
            yield Names(self._names, {}, is_large=kiosk(self).is_large)
            with Vertical(id="side"):
                yield from self._side()
        yield ScreenKeys()

    def _side(self) -> Iterator[Target]:
        yield Target("▲", id="up")
        yield Target("▼", id="down")
        yield Target(_("Keys"), id="keys", hint="F2")
        yield Target(_("Back"), id="back", hint=_("Esc"))

    def on_mount(self) -> None:
        """Show everybody."""
        self.set_class(self._keys, "-keys")
        self.names.is_led = True
        self.names.show(self._listing.found(""), "")

    @property
    def names(self) -> Names:
        """The list."""
        return self.query_one(Names)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at every keystroke."""
        event.stop()
        self.names.show(self._listing.found(event.value), event.value)

    def action_rows(self, what: str, by: int) -> None:
        """Move the cursor while the line keeps the focus."""
        move = {"page": self.names.action_page, "edge": self.names.action_edge}.get(what, self.names.action_move)
        move(by)

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
