"""What a goal grows into, as an empty screen shows it."""

from __future__ import annotations

from leaptui.model.framework import Framework
from leaptui.tui import draw, glyphs
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, wrap

GROWS = "A goal grows as you go: why it matters, the guidelines it leads to, and steps to tick, at your own pace."
EXAMPLE = (
    "Bake bread for the whole family",
    "Ask Grandma how she does it",
    "Bake a small one, and write down what happened",
    "Bake for everybody on Sunday",
)
"""A goal and its steps, as an empty screen shows them."""


def example_lines(inks: Inks, framework: Framework, width: int) -> list[Line]:
    """A goal with a level to reach and its steps, the first one ticked."""
    guideline = framework.leaves[-1]
    lines = [Line(*row) for row in wrap([(GROWS, inks.dim)], width)]
    level = Line(inks.code(guideline.code, guideline.component), ("  ", inks.dim))
    level.left += draw.dots(inks, framework, guideline.component, 0)
    level.add(" to ", inks.dim)
    level.left += draw.level(inks, framework, guideline.component, min(2, len(framework.levels)))
    lines += [Line(), Line(("For instance", inks.dim)), Line((EXAMPLE[0], inks.name)), level]
    for place, step in enumerate(EXAMPLE[1:]):
        sign = glyphs.UNTICKED if place else glyphs.DONE
        style = inks.ink if place else inks.dim
        lines.append(Line((f"{sign} ", style), (step, style)))
    return lines
