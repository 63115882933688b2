"""The small pictures of the app: chips, dots of a level, skylines, segments. Each gives spans for a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leaptui.language import pgettext
from leaptui.model.words import word
from leaptui.tui import glyphs
from leaptui.tui.inks import Inks
from leaptui.tui.line import Span

if TYPE_CHECKING:
    from leaptui.model.framework import Framework


def dots(inks: Inks, framework: Framework, component: str, rank: int) -> list[Span]:
    """A level as dots: `●●○○`."""
    total = len(framework.levels)
    return [(glyphs.FULL * rank, inks.hue(component)), (glyphs.EMPTY * (total - rank), inks.faint)]


def level_word(framework: Framework, rank: int) -> str:
    """The word of a level; `not yet` for none."""
    return word(framework.levels[rank - 1].title, "level") if rank else pgettext("level", "not yet")


def level(inks: Inks, framework: Framework, component: str, rank: int) -> list[Span]:
    """A level as dots and its word."""
    return [
        *dots(inks, framework, component, rank),
        (f" {level_word(framework, rank)}", inks.ink if rank else inks.dim),
    ]


def codes(inks: Inks, framework: Framework, guidelines: Sequence[str], most: int = 2, gap: int = 2) -> list[Span]:
    """Codes of guidelines in their hues, at most so many; `+2` says how many more there are."""
    spans: list[Span] = []
    for guideline_id in guidelines[:most]:
        if spans:
            spans.append((" " * gap, inks.dim))
        guideline = framework.guidelines.get(guideline_id)
        spans.append(
            inks.code(guideline.code, guideline.component) if guideline else (guideline_id.rsplit(":", 1)[-1], inks.dim)
        )
    if len(guidelines) > most:
        spans.append((f" +{len(guidelines) - most}", inks.dim))
    return spans


def skyline_within(inks: Inks, component: str, ranks: Sequence[int], levels: int, width: int) -> list[Span]:
    """A skyline that takes at most `width` cells: as wide as there is room for; too many guidelines become one meter."""
    for size, gap in ((2, 1), (1, 1), (1, 0)):
        if len(ranks) * (size + gap) - gap <= width:
            break
    else:
        reached = sum(rank > 0 for rank in ranks)
        full = max(1, reached * width // len(ranks)) if reached else 0
        return [(glyphs.SEGMENT * full, inks.fill(component)), (glyphs.BARS[1] * (width - full), inks.faint)]
    spans: list[Span] = []
    for place, rank in enumerate(ranks):
        block = skyline_block(rank, levels) * size
        spans.append((block, inks.fill(component) if rank else inks.faint))
        if gap and place < len(ranks) - 1:
            spans.append((" ", inks.dim))
    return spans


def skyline_block(rank: int, levels: int) -> str:
    """The block of a level in a skyline: `▂ ▄ ▆ █` of four levels, finer steps of more; a line for none."""
    return glyphs.BARS[max(2, round(rank * 8 / levels))] if rank else glyphs.BARS[1]


def segments(inks: Inks, done: int, total: int, width: int = 3, most: int = 30, *, chosen: bool = False) -> list[Span]:
    """Countable things as segments: `▄▄▄ ▄▄▄ ▄▄▄`, those done first. Narrower where they would take over `most` cells.

    `chosen`: they stand on the ground of the row under the cursor, on which the track would not be seen.
    """
    if total <= 0:
        return []
    while width > 1 and total * (width + 1) > most:
        width -= 1
    gap = " " if total * (width + 1) <= most else ""
    on, off = _signs(inks)
    track = inks.line if chosen else inks.track
    spans: list[Span] = []
    for place in range(min(total, most)):
        spans.append(((on if place < done else off) * width, inks.bar if place < done else track))
        spans.append((gap, inks.dim))
    return spans


def _signs(inks: Inks) -> tuple[str, str]:
    """What done and not done are drawn with: the colour tells them apart, or the sign where no shade says anything."""
    return (glyphs.SHADES[3], glyphs.SHADES[0]) if inks.mono else (glyphs.SEGMENT, glyphs.SEGMENT)


def meter(inks: Inks, done: int, wanted: int, width: int) -> list[Span]:
    """Segments that fill a width exactly: one for each piece wanted, with a blank between them."""
    if wanted <= 0:
        return [("─" * width, inks.track)]
    on, off = _signs(inks)
    if wanted * 2 > width:
        full = min(width, done * width // wanted)
        return [(on * full, inks.bar), (off * (width - full), inks.track)]
    room = width - (wanted - 1)
    spans: list[Span] = []
    for place in range(wanted):
        size = room * (place + 1) // wanted - room * place // wanted
        spans.append(((on if place < done else off) * size, inks.bar if place < done else inks.track))
        if place < wanted - 1:
            spans.append((" ", inks.dim))
    return spans


def bars(values: Sequence[int | None], rows: int, top: int) -> list[str]:
    """A column chart: one string per row, top row first, one character per value; a value over 0 shows at least a line.

    `top` is the value that fills all rows. None is a blank.
    """
    eighths = [0 if not value else max(1, min(rows * 8, round(value * rows * 8 / max(top, 1)))) for value in values]
    return [
        "".join(glyphs.BARS[max(0, min(8, height - (rows - 1 - row) * 8))] for height in eighths) for row in range(rows)
    ]
