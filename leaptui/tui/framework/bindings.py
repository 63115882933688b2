"""The keys of what a learner decides at a guideline: where to begin, where to go on, and what the work asks of them."""

from __future__ import annotations

from textual.binding import Binding

from leaptui.language import N_

CHOICES = (
    Binding(
        "B",
        "begin",
        N_("Begin here"),
        show=False,
        id="framework.begin",
        tooltip=N_("Say at which level earlier work lets you begin; a mentor confirms it"),
    ),
    Binding(
        "A",
        "advance",
        N_("On or deeper"),
        show=False,
        id="framework.advance",
        tooltip=N_("Once it is demonstrated: choose to go on, or deeper into it"),
    ),
    Binding(
        "I",
        "stretch",
        N_("Interest and stretch"),
        show=False,
        id="framework.stretch",
        tooltip=N_("How far your work stretched you, and which interests it feeds"),
    ),
)
"""Beginning here, on or deeper, interest and stretch."""
