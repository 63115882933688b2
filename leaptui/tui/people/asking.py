"""Asking for support from any screen: about what the cursor is on there."""

from __future__ import annotations

from textual.screen import Screen

from leaptui.model.reading import read_one
from leaptui.model.records import About
from leaptui.tui.base import desk
from leaptui.tui.copying import Pointing
from leaptui.tui.people.ask_form import ask_for

ASKED_ABOUT = frozenset({"evidence", "goals", "steps", "claims", "guidelines"})
"""The tables of what one asks about."""


def ask_from(screen: Screen[object]) -> None:
    """Open the sheet of an ask about what the cursor is on: pieces, a goal, a step, a guideline; about nothing elsewhere."""
    portfolio = desk(screen).session.portfolio
    people = [one for table, one in pointed_from(screen) if table == "people" and one in portfolio.people]
    about = [
        read_one(About, {"table": table, "id": one})
        for table, one in pointed_from(screen)
        if table in ASKED_ABOUT and (table == "guidelines" or portfolio.raw(table, one) is not None)
    ]
    ask_for(screen, about, portfolio.name_of(people[0]) if len(people) == 1 else "")


def pointed_from(screen: Screen[object]) -> list[tuple[str, str]]:
    """What the cursor is on, as the focused widget has it, or what it lies in, or else the screen."""
    around = screen.focused.ancestors_with_self if screen.focused else [screen]
    for node in around:
        if isinstance(node, Pointing) and (pointed := list(node.pointed_at())):
            return [("guidelines" if table == "guideline" else table, one) for table, one in pointed]
    return []
