"""What a goal grows into, as an empty screen shows it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from leaptui.language import N_, _, pgettext
from leaptui.model.dates import week_start
from leaptui.model.framework import Framework
from leaptui.model.pace import Week
from leaptui.tui import draw, glyphs
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, wrap

GROWS = N_("A goal grows as you go: why it matters, the guidelines it leads to, and steps to tick, at your own pace.")
EXAMPLE = (
    N_("Bake bread for the whole family"),
    N_("Ask Grandma how she does it"),
    N_("Bake a small one, and write down what happened"),
    N_("Bake for everybody on Sunday"),
)
"""A goal and its steps, as an empty screen shows them."""


PIECES = (1, 2, 0, 3, 2, 2, None, None, 3, 2, 4, 3, 3, 1)
"""Pieces of the weeks of an example, the last one under way; None is a rest."""


def example_weeks(today: date) -> list[Week]:
    """Weeks as they may go: a pace that changed, a break, quiet weeks and full ones."""
    monday = week_start(today)
    return [
        Week(
            monday - timedelta(weeks=len(PIECES) - 1 - place),
            count or 0,
            count is None,
            Fraction(2 if place < 8 else 3),
        )
        for place, count in enumerate(PIECES)
    ]


def example_lines(inks: Inks, framework: Framework, width: int) -> list[Line]:
    """A goal with a level to reach and its steps, the first one ticked."""
    guideline = framework.leaves[-1]
    lines = [Line(*row) for row in wrap([(_(GROWS), inks.dim)], width)]
    level = Line(inks.code(guideline.code, guideline.component), ("  ", inks.dim))
    level.left += draw.dots(inks, framework, guideline.component, 0)
    level.add(f" {pgettext('from one level to another', 'to')} ", inks.dim)
    level.left += draw.level(inks, framework, guideline.component, min(2, len(framework.levels)))
    lines += [Line(), Line((_("For instance"), inks.dim)), Line((_(EXAMPLE[0]), inks.name)), level]
    for place, step in enumerate(EXAMPLE[1:]):
        sign = glyphs.UNTICKED if place else glyphs.DONE
        style = inks.ink if place else inks.dim
        lines.append(Line((f"{sign} ", style), (_(step), style)))
    return lines
