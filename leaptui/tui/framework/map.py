"""The evidence map: guidelines × months, row by row beside the tree."""

from __future__ import annotations

from datetime import date

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from leaptui.model.dates import month_short
from leaptui.model.portfolio import Portfolio
from leaptui.model.standing import Map, evidence_map
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.framework.rows import GuidelineList, cut_words
from leaptui.tui.framework.tree import Node
from leaptui.tui.inks import Inks, mix
from leaptui.tui.line import Line, Span, fit
from leaptui.tui.session import View
from leaptui.tui.widgets.desk import NARROW
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.row_list import MARGIN, Row

LEAST_WORDS = 9
"""Cells before the months from which on words fit into them."""
CELL = 3
PITCH = CELL + 1
FRAME = 2
YEAR, MOST_MONTHS = 12, 24
STRENGTHS = (0.30, 0.50, 0.72, 1.0)


def months_within(width: int, portfolio: Portfolio, today: date) -> int:
    """How many months to show in so many cells: a year, more where there is room and evidence from before."""
    first = min((piece.day for piece in portfolio.evidence.values()), default=today)
    past = (today.year - first.year) * 12 + today.month - first.month + 1
    return max(1, min(MOST_MONTHS, max(YEAR, past), (width + 1) // PITCH))


def shade(inks: Inks, component: str, count: int) -> Span:
    """A cell with pieces: the sign says how many, the colour says it again."""
    strength = min(count, len(glyphs.SHADES)) - 1
    sign = glyphs.SHADES[strength] * CELL
    if inks.mono:
        return sign, inks.ink
    # Sign and ground in one colour: the cell is one even field, and its text still tells the strengths apart.
    style = inks.shades(component)[strength]
    return sign, style + Style(bgcolor=style.color)


class GuidelineMap(GuidelineList):
    """The rows of the map. Where the tree is not beside it, codes stand before the months."""

    def __init__(self) -> None:
        super().__init__(id="map")
        self._map: tuple[View, int, Map] | None = None

    @property
    def lead(self) -> int:
        """Cells of the codes before the months; none beside the tree."""
        if self.app.size.width >= NARROW:
            return 0
        deepest = max(one.depth for one in self.framework.guidelines.values())
        return max(self.code_column(depth) for depth in range(deepest + 1))

    @property
    def left(self) -> int:
        """Blank cells before the months: they end where other panes' texts end."""
        inner = self.size.width - 2 * MARGIN - self.lead
        return max(0, inner - len(self.months) * PITCH + 1)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the months shown."""
        return self.counted.months

    @property
    def counted(self) -> Map:
        """The map for the months there is room for."""
        view = self.view
        wanted = months_within(self.size.width - 2 * MARGIN - self.lead, view.portfolio, view.today)
        if self._map is None or self._map[0] is not view or self._map[1] != wanted:
            self._map = (view, wanted, evidence_map(view.portfolio, view.framework, view.today, wanted))
        return self._map[2]

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The months of a guideline."""
        del width
        inks = desk(self).inks
        node = self.nodes[row.key or ""]
        line = Line(*self._lead(node, current=current))
        if node.is_component:
            return [line]
        found = self.counted
        component = self.guideline(node).component
        for count, rests in zip(found.cells[node.key], found.breaks, strict=True):
            if count:
                line.left.append(shade(inks, component, count))
            elif rests:
                line.add(glyphs.BREAK * CELL, inks.faint)
            else:
                line.add(f"{glyphs.NONE:^{CELL}}", inks.faint)
            line.add(" ")
        line.left.pop()
        return [line]

    def _draw_row(self, index: int, width: int) -> list[Strip]:
        """The selected row runs on from the tree: its sign stands there."""
        strips = super()._draw_row(index, width)
        if self.has_focus or index != self.cursor:
            return strips
        blank = Line().strip(MARGIN, desk(self).inks.raised)
        return [Strip.join([blank, strip.crop(MARGIN)]) for strip in strips]

    def _lead(self, node: Node, *, current: bool) -> list[Span]:
        """What stands before the months: where the tree is not beside them, the code and as many words as there is room for."""
        inks = desk(self).inks
        if not self.lead:
            return [(" " * self.left, inks.dim)]
        if node.is_component:
            title = self.covered(node).component.title
            return [inks.component_chip(node.code), (" ", inks.ink), (title, inks.strong if current else inks.name)]
        guideline = self.guideline(node)
        code = inks.code(fit("  " * node.depth + guideline.code, self.lead), guideline.component)
        words = cut_words(guideline.statement.rstrip(" :"), self.left - 2) if self.left > LEAST_WORDS else ""
        style = inks.strong if current else inks.ink if self.standing(node).pieces else inks.dim
        return [code, (fit(words, self.left), style)]


class MapHead(Widget):
    """The months over the map."""

    DEFAULT_CSS = "MapHead { height: 1; width: 1fr; }"

    def __init__(self, rows: GuidelineMap) -> None:
        super().__init__()
        self._rows = rows

    def render_line(self, y: int) -> Strip:
        """Their names; this month's in strong."""
        del y
        inks = desk(self).inks
        rows = self._rows
        line = Line((" " * (MARGIN + rows.lead + rows.left), inks.dim))
        for month in rows.months:
            now = month == rows.months[-1]
            line.add(month_short(month), inks.strong if now else inks.dim).add(" ")
        return line.strip(self.size.width, inks.page)


class MapPane(Framed, Vertical):
    """The map in its frame; what the shades mean stands in the frame's lower line."""

    def compose(self) -> ComposeResult:
        """The months, and the rows."""
        rows = GuidelineMap()
        yield MapHead(rows)
        yield rows

    def wanted_width(self, most: int) -> int:
        """The columns the pane takes, its frame included: a year in any case, more within `most`."""
        view = desk(self).session.view
        months = months_within(most - FRAME - 2 * MARGIN, view.portfolio, view.today)
        return max(YEAR, months) * PITCH - 1 + 2 * MARGIN + FRAME

    def show_legend(self) -> None:
        """Write what the shades mean."""
        inks = desk(self).inks
        rests = any(self.query_one(GuidelineMap).counted.breaks)
        parts: list[str | Content | tuple[str, str]] = []
        for strength, sign in enumerate(glyphs.SHADES):
            colour = (
                inks.colours["ink"]
                if inks.mono
                else mix(inks.colours["bar"], inks.colours["page"], STRENGTHS[strength])
            )
            count = "4 or more" if strength == len(glyphs.SHADES) - 1 else str(strength + 1)
            parts += [(sign if inks.mono else "█", colour), (f" {count}  ", "$dim")]
        if rests:
            parts.append((f"{glyphs.BREAK} a break ", "$dim"))
        self.border_subtitle = Content.assemble(" ", *parts)

    def show_anew(self) -> None:
        """Show months and legend for what is shown now."""
        self.query_one(MapHead).refresh()
        self.show_legend()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the months."""
        del event
        self.call_after_refresh(self.show_anew)
