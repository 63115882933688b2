"""The ways to choose between versions, as keys."""

from __future__ import annotations

from textual.binding import Binding, BindingsMap, BindingType

from leaptui.language import N_
from leaptui.tui.keys import say_otherwise

_BACK = "conflicts.back"

WAYS: list[BindingType] = [
    Binding("left", "mine", N_("Keep mine"), id="conflicts.left", tooltip=N_("Let your version hold")),
    Binding("right", "theirs", N_("Keep theirs"), id="conflicts.right", tooltip=N_("Let the other version hold")),
    Binding("b", "both", N_("Both"), id="conflicts.both", tooltip=N_("Put the versions together")),
    Binding("e", "edit", N_("Edit"), id="conflicts.edit", tooltip=N_("Write yourself what it should say")),
    Binding(
        "v",
        "next_version",
        N_("Next version"),
        id="conflicts.next",
        tooltip=N_("Show another of their versions"),
    ),
    Binding(
        "m",
        "all('mine', 'record')",
        N_("All mine"),
        id="conflicts.mine",
        tooltip=N_("Keep yours in every field of this record"),
    ),
    Binding(
        "t",
        "all('theirs', 'record')",
        N_("All theirs"),
        id="conflicts.theirs",
        tooltip=N_("Keep theirs in every field of this record"),
    ),
    Binding(
        "M",
        "all('mine', 'everything')",
        N_("Mine everywhere"),
        show=False,
        id="conflicts.mine_everywhere",
        tooltip=N_("Keep yours in everything that waits"),
    ),
    Binding(
        "T",
        "all('theirs', 'everything')",
        N_("Theirs everywhere"),
        show=False,
        id="conflicts.theirs_everywhere",
        tooltip=N_("Keep theirs in everything that waits"),
    ),
    Binding("escape", "back", N_("Later"), id=_BACK, tooltip=N_("Decide later; both are kept")),
]


def name_way_back(bindings: BindingsMap, *, is_waiting: bool) -> None:
    """Let the key that leads back say “Later” while something is left to decide, and “Back” once nothing is."""
    says, tooltip = N_("Later"), N_("Decide later; both are kept")
    if not is_waiting:
        says, tooltip = N_("Back"), N_("Back to where you came from")
    say_otherwise(bindings, _BACK, says, tooltip)
