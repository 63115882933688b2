"""Help: the keys that work on the screen below, in two columns; typing finds one."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip

from leaptui.model.search import fold, spans
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import Offer, offers
from leaptui.tui.line import Line, fit, mark, wrap
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.reading import Reading

KEY_WIDTH = 12
SIGNS: tuple[tuple[str, str], ...] = (
    (glyphs.FULL * 3 + glyphs.EMPTY, "How far along: 3 of 4"),
    (" ".join(glyphs.SKYLINE[1:]), "The same, as heights"),
    (glyphs.CHANGED, "Changed since it was looked at, or in two places"),
    (glyphs.BREAK, "A break you took"),
    (glyphs.CURSOR, "You are here"),
)

Entry = tuple[str, str]


class Keys(Reading):
    """The keys, laid out in two columns where there is room."""

    def __init__(self, groups: list[tuple[str, list[Entry]]]) -> None:
        super().__init__(id="keys")
        self._groups = groups
        self.typed = ""

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The groups that have a key to show, one after the other, in one column or two."""
        wide = width >= 80
        column = (width - 4) // 2 if wide else width
        words = fold(self.typed).split()
        shown = [
            (title, [entry for entry in entries if all(word in fold(" ".join(entry)) for word in words)])
            for title, entries in self._groups
        ]
        blocks = [self._block(title, entries, column) for title, entries in shown if entries]
        if not blocks:
            return [Line(("No key has these words.", desk(self).inks.dim))]
        if not wide:
            return [line for block in blocks for line in block]
        left: list[Line] = []
        right: list[Line] = []
        for block in blocks:
            shorter = left if len(left) <= len(right) else right
            shorter += block
        page = desk(self).inks.page
        rows: list[Line | Strip] = []
        for number in range(max(len(left), len(right))):
            one = left[number] if number < len(left) else Line()
            two = right[number] if number < len(right) else Line()
            rows.append(Strip.join([one.strip(column, page), Line().strip(4, page), two.strip(column, page)]))
        return rows

    def _block(self, title: str, entries: list[Entry], width: int) -> list[Line]:
        inks = desk(self).inks
        lines = [Line((title, inks.dim))]
        for keys, says in entries:
            found = mark(says, spans(says, self.typed), inks.ink, inks.marker)
            lead = fit(keys, KEY_WIDTH - 1) + " "
            for row in wrap(found, width - KEY_WIDTH):
                lines.append(Line((lead, inks.strong), *row))
                lead = " " * KEY_WIDTH
        return [*lines, Line()]


class HelpOverlay(Overlay[None]):
    """The help sheet for a screen."""

    TITLE_TEXT = "Keys"
    BINDINGS = [Binding("f1", "leave", "Leave", show=False, id="overlay.help", tooltip="Close the help")]

    def __init__(self, screen: Screen[Any]) -> None:
        here, moving, everywhere = _grouped(offers(screen))
        name = getattr(screen, "NAME", "")
        groups = [
            (f"Here, in {name.capitalize()}" if name else "On this sheet", here),
            ("Everywhere", everywhere),
            ("Moving", moving),
        ]
        groups.append(("Reading the screen", list(SIGNS)))
        super().__init__(fact="type to find a key")
        self._groups = [(title, entries) for title, entries in groups if entries]

    def compose_sheet(self) -> ComposeResult:
        """The keys."""
        yield Keys(self._groups)

    def on_key(self, event: events.Key) -> None:
        """What is typed finds keys."""
        keys = self.query_one(Keys)
        if event.key == "backspace":
            keys.typed = keys.typed[:-1]
        elif event.character and event.is_printable:
            keys.typed += event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self.set_fact(f"/ {keys.typed}" if keys.typed else "type to find a key")
        keys.show_anew(top=True)


def _grouped(found: list[Offer]) -> tuple[list[Entry], list[Entry], list[Entry]]:
    here: list[Entry] = []
    moving: list[Entry] = []
    everywhere: list[Entry] = []
    screens = [offer for offer in found if offer.id.startswith("app.go_")]
    if screens:
        everywhere.append((f"{screens[0].name} – {screens[-1].name}", "Screens"))
    for offer in found:
        if offer in screens or offer.id in {"app.help_typing", "overlay.help"}:
            continue
        entry = (offer.names, offer.tooltip)
        if offer.id.startswith("app."):
            everywhere.append(entry)
        elif not offer.shown and offer.id.startswith(("list.", "reading.", "choose.", "picker.")):
            moving.append(entry)
        else:
            here.append(entry)
    return here, moving, everywhere
