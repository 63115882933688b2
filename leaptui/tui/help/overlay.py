"""Help: the keys that work here, those of the pane in use first, in two columns; typing finds one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from leaptui.language import N_, _
from leaptui.model.folded import fold, spans
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.commands import MOVING, moves_about
from leaptui.tui.keys import Offer, key_names, list_order, offers
from leaptui.tui.line import Line, fit, mark, width_of, wrap
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.overlay import Overlay, Sheet
from leaptui.tui.widgets.reading import Reading

KEY_WIDTH = 12
SIGNS: tuple[tuple[str, str], ...] = (
    (glyphs.FULL * 3 + glyphs.EMPTY, N_("How far along: 3 of 4")),
    (" ".join(glyphs.SKYLINE[1:]), N_("The same, as heights")),
    (glyphs.CHANGED, N_("Changed since it was looked at, or in two places")),
    (glyphs.BREAK, N_("A break you took")),
    (glyphs.CURSOR, N_("You are here")),
)


@dataclass(frozen=True)
class Group:
    """Keys under a heading, each with what it does; `about` is a sentence before them."""

    title: str
    entries: tuple[tuple[str, str], ...]
    about: str = ""


class Keys(Reading):
    """The keys, laid out in two columns where there is room."""

    def __init__(self, groups: list[Group]) -> None:
        super().__init__(id="keys")
        self._groups = groups
        self.typed = ""

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The groups that have a key to show, one after the other, in one column or two."""
        wide = width >= 80
        column = (width - 4) // 2 if wide else width
        blocks = [block for group in self._groups if (block := self._block(group, column))]
        if not blocks:
            return [Line((_("No key has these words."), desk(self).inks.dim))]
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

    def _block(self, group: Group, width: int) -> list[Line]:
        inks = desk(self).inks
        words = fold(self.typed).split()
        entries = [entry for entry in group.entries if all(word in fold(" ".join(entry)) for word in words)]
        if not entries and (words or not group.about):
            return []
        lines = [Line((group.title, inks.dim))]
        if group.about and not words:
            lines += [Line(*row) for row in wrap([(group.about, inks.ink)], width)]
            lines += [Line()] if entries else []
        for keys, says in entries:
            found = mark(says, spans(says, self.typed), inks.ink, inks.marker)
            lead = fit(keys, KEY_WIDTH - 1) + " "
            if width_of([(keys, inks.strong)]) >= KEY_WIDTH:
                lead = f"{keys} "  # never cut: a key that is not whole is no help
            for row in wrap(found, max(8, width - width_of([(lead, inks.strong)]))):
                lines.append(Line((lead, inks.strong), *row))
                lead = " " * KEY_WIDTH
        return [*lines, Line()]


class HelpOverlay(Overlay[None]):
    """The help sheet for a screen."""

    CSS_PATH = "overlay.tcss"
    TITLE_TEXT = N_("Keys")
    BINDINGS = [
        Binding("f1", "leave", N_("Leave"), show=False, id="overlay.help", tooltip=N_("Close the help")),
    ]

    def __init__(self, screen: Screen[Any]) -> None:
        self._over_desk = isinstance(screen, DeskScreen)
        super().__init__(fact=screen.said_name if isinstance(screen, DeskScreen) else "")
        self._groups = groups_of(screen)

    def compose_sheet(self) -> ComposeResult:
        """The keys, and how they can be changed."""
        yield Keys(self._groups)
        yield Static(glyphs.RULE * 200, classes="rule")
        yield Static(self._last_words(), markup=False, classes="closing")

    def _last_words(self) -> str:
        words = _("Every key can be changed: {key}, then “{command}”. The mouse works everywhere, too.")
        if not self._over_desk:
            return _("The mouse works everywhere, too.")
        return words.format(key=key_names(desk(self), "app.commands")[0], command=_("Change the keys"))

    def on_mount(self) -> None:
        """Say how to find a key."""
        self._say_typed()

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
        self._say_typed()
        keys.show_anew(top=True)

    def _say_typed(self) -> None:
        typed = self.query_one(Keys).typed
        self.query_one(Sheet).border_subtitle = f"/ {typed}" if typed else _("type to find a key")


def groups_of(screen: Screen[Any]) -> list[Group]:
    """The keys that work on a screen now: of the pane in use, of the screen, everywhere, and those that only move about."""
    found = [offer for offer in offers(screen) if offer.id not in {"app.help_typing", "overlay.help"}]
    found.sort(key=list_order)
    moving = [offer for offer in found if _is_moving(offer)]
    others = [offer for offer in found if offer not in moving]
    everywhere = [offer for offer in others if _is_everywhere(offer)]
    pane = [offer for offer in others if offer not in everywhere and offer.node is not screen]
    here = [offer for offer in others if offer not in everywhere and offer.node is screen]
    name, about = _pane(screen.focused)
    groups = []
    if isinstance(screen, DeskScreen):
        place = _("Here, in {place}")
        title = screen.said_name
        if not name or name == title:
            groups.append(Group(place.format(place=title), _entries([*pane, *here]), about))
        else:
            groups.append(Group(place.format(place=name), _entries(pane), about))
            groups.append(Group(_("Anywhere in {screen}").format(screen=title), _entries(here)))
    else:
        groups.append(Group(_("On this sheet"), _entries([*pane, *here]), about))
    screens = [offer for offer in everywhere if offer.id.startswith("app.go_")]
    span = [(f"{screens[0].name} – {screens[-1].name}", _("Screens"))] if screens else []
    rest = _entries(offer for offer in everywhere if offer not in screens)
    groups.append(Group(_("Everywhere"), (*span, *rest)))
    # One key of two stands for both in the footer; here each is told by itself.
    groups.append(Group(_("Moving"), _entries(replace(offer, display=None) for offer in moving)))
    signs = tuple((sign, _(says)) for sign, says in SIGNS)
    groups.append(Group(_("Reading the screen"), signs))
    return [group for group in groups if group.entries or group.about]


def _is_moving(offer: Offer) -> bool:
    return moves_about(offer) or (offer.id.startswith(MOVING) and not offer.shown)


def _is_everywhere(offer: Offer) -> bool:
    return offer.id.startswith("app.")


def _entries(found: Iterable[Offer]) -> tuple[tuple[str, str], ...]:
    said: dict[str, str] = {}
    for offer in found:
        # Keys that do the same each in their measure, such as the digits of a level, are told once.
        said.setdefault(offer.tooltip, offer.names)
    return tuple((names, tooltip) for tooltip, names in said.items())


def _pane(focused: Widget | None) -> tuple[str, str]:
    """The title of the pane in use, and a sentence about it."""
    around: Iterable[DOMNode] = focused.ancestors_with_self if focused else ()
    for node in around:
        if isinstance(node, Framed) and node.frame_title:
            return node.frame_title, _(node.HELP)
    return "", ""
