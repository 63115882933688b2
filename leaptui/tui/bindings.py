"""Every key binding of the app, gathered from the widgets and screens that have them: there is no second list to keep."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from leaptui import tui
from leaptui.language import N_, _
from leaptui.tui.keys import is_letter
from leaptui.tui.widgets.overlay import Overlay

SHARED = "widgets"
"""The part whose widgets stand on every screen."""

KIOSK = "kiosk"
"""The part that runs on shared machines alone; their keys are the same for everybody, whatever a learner chose elsewhere."""

_PARTS = {
    "": N_("Everywhere"),
    "today": N_("Today"),
    "evidence": N_("Evidence"),
    "framework": N_("Framework"),
    "goals": N_("Goals"),
    "journal": N_("Journal"),
    "me": N_("Me"),
    "people": N_("People"),
    "tagging": N_("Choosing guidelines"),
    "conflicts": N_("Conflicts"),
    "history": N_("History"),
    "repair": N_("Repairing a portfolio"),
    SHARED: N_("Lists, texts and sheets"),
    "help": N_("Keys"),
    "jump": N_("Jumping"),
    "portfolios": N_("Portfolios"),
    "begin": N_("Before a portfolio is open"),
    "tour": N_("The tour"),
    KIOSK: N_("A shared machine"),
}


@dataclass(frozen=True)
class Bound:
    """A binding as a class of the app declares it: its id, its keys as they come with the app, what it does, whose it is."""

    id: str
    keys: tuple[str, ...]
    says: str
    tooltip: str
    owner: type[DOMNode]
    priority: bool

    @property
    def part(self) -> str:
        """The part of the app it belongs to: a folder of `leaptui/tui`; the app itself has none."""
        return _part(self.owner)

    @property
    def where(self) -> str:
        """Where it works, as a heading."""
        return _(_PARTS.get(self.part, self.part.capitalize()))

    @property
    def is_for_typing(self) -> bool:
        """Whether it has to work while text is typed: on a sheet, in a line, or everywhere with a key that is no letter."""
        if self.priority or issubclass(self.owner, Input | TextArea):
            return True
        if issubclass(self.owner, Overlay):
            return self.owner.TAKES_TEXT
        return issubclass(self.owner, App) and not all(map(is_letter, self.keys))


def all_bindings() -> list[Bound]:
    """Gather the bindings, part by part in the order of the screens. Reads in every module of the app."""
    found = [bound for owner in _owners() for bound in _of(owner)]
    order = list(_PARTS)
    return sorted(found, key=lambda bound: order.index(bound.part) if bound.part in order else len(order))


def _owners() -> Iterator[type[DOMNode]]:
    names = [f"{tui.__name__}.app", *(info.name for info in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."))]
    for name in dict.fromkeys(names):
        for owner in vars(import_module(name)).values():
            # A class is named in every module that uses it; it counts where it is made.
            if isinstance(owner, type) and issubclass(owner, DOMNode) and owner.__module__ == name:
                yield owner


def _of(owner: type[DOMNode]) -> Iterator[Bound]:
    for given in vars(owner).get("BINDINGS", ()):
        if isinstance(given, Binding):
            keys = tuple(one.key for one in Binding.make_bindings([given]))
            yield Bound(given.id or "", keys, given.description, given.tooltip, owner, given.priority)


def can_meet(one: Bound, other: Bound) -> bool:
    """Whether two bindings can wait for the same key: their owners are one family, or one may lie within the other."""
    if KIOSK in {one.part, other.part} and one.part != other.part:
        return False
    if issubclass(one.owner, other.owner) or issubclass(other.owner, one.owner):
        return True
    ranks = {_rank(one.owner), _rank(other.owner)}
    if len(ranks) == 1:
        return False
    if _APP in ranks:
        # Only a key that has priority goes through a sheet to the app.
        return _SHEET not in ranks or any(bound.priority for bound in (one, other) if _rank(bound.owner) == _APP)
    if _WIDGET not in ranks:
        return False
    widget, around = sorted((one, other), key=lambda bound: _rank(bound.owner) != _WIDGET)
    return widget.part == SHARED or widget.part in _parts_of(around.owner)


def _parts_of(owner: type[DOMNode]) -> set[str]:
    """The parts in which a screen or a sheet is used: its own, and those of the sheets made from it."""
    return {_part(owner)}.union(*map(_parts_of, owner.__subclasses__()))


def _part(owner: type[DOMNode]) -> str:
    parts = owner.__module__.split(".")[2:]
    return parts[0] if len(parts) > 1 or parts[0] in _PARTS else ""


_APP, _SCREEN, _SHEET, _WIDGET = range(4)


def _rank(owner: type[DOMNode]) -> int:
    if issubclass(owner, App):
        return _APP
    if issubclass(owner, Overlay):
        return _SHEET
    return _SCREEN if issubclass(owner, Screen) else _WIDGET
