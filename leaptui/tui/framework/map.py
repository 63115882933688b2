"""The evidence map: guidelines × months, row by row beside the tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import month_short
from leaptui.model.standing import Map
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.framework.months import YEAR, Months, month_year, months_within, past_months
from leaptui.tui.framework.rows import GuidelineList, cut_words
from leaptui.tui.framework.tree import Node
from leaptui.tui.inks import Inks, mix
from leaptui.tui.line import Line, Span, fit
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.header import NARROW
from leaptui.tui.widgets.row_list import MARGIN
from leaptui.tui.widgets.rows import Row

LEAST_WORDS = 9
"""Cells before the months from which on words fit into them."""
CELL = 3
PITCH = CELL + 1
FRAME = 2
STRENGTHS = (0.30, 0.50, 0.72, 1.0)
OLDER, NEWER = "‹", "›"


def shade(inks: Inks, component: str, count: int) -> Span:
    """A cell with pieces: the sign says how many, the colour says it again."""
    strength = min(count, len(glyphs.SHADES)) - 1
    sign = glyphs.SHADES[strength] * CELL
    if inks.mono:
        return sign, inks.fill(component)
    # Sign and ground in one colour: the cell is one even field, and its text still tells the strengths apart.
    style = inks.shades(component)[strength]
    return sign, style + Style(bgcolor=style.color)


def under_cursor(inks: Inks, count: int, *, rests: bool) -> Span:
    """The cell the cursor stands on: its number in place of its shade."""
    sign = str(count) if count else glyphs.BREAK if rests else glyphs.NONE
    if inks.mono:
        return (f"[{sign}]" if len(sign) == 1 else f"{sign:>{CELL}}"), inks.strong + Style(underline=True)
    ground = Style(color=inks.colours["page"], bgcolor=inks.colours["focus"], bold=True)
    return f"{sign:^{CELL}}"[:CELL], ground


class GuidelineMap(GuidelineList):
    """The rows of the map. Where the tree is not beside it, codes stand before the months."""

    BINDINGS = [
        Binding(
            "left,h", "month(-1)", N_("Month before"), show=False, id="map.before", tooltip=N_("To the month before")
        ),
        Binding(
            "right,l", "month(1)", N_("Months"), key_display="←→", id="map.after", tooltip=N_("To the month after")
        ),
        Binding("H", "month(-12)", N_("Year before"), show=False, id="map.year_before", tooltip=N_("A year back")),
        Binding("L", "month(12)", N_("Year after"), show=False, id="map.year_after", tooltip=N_("A year on")),
    ]

    class MonthMoved(Message):
        """The cursor came to another month, or other months are shown."""

    @dataclass
    class CellOpened(Message):
        """A cell was opened."""

        key: str
        month: date

    def __init__(self) -> None:
        super().__init__(id="map")
        self._months: Months | None = None

    def begin_anew(self) -> None:
        """Another portfolio: today's month again."""
        self._months = None

    # ---- what is shown

    @property
    def lead(self) -> int:
        """Cells of the codes before the months; none beside the tree."""
        if self.app.size.width >= NARROW or self.tree_shown is None:
            return 0
        return max(self.tree_shown.columns.values(), default=0)

    @property
    def left(self) -> int:
        """Blank cells before the months: they end where other panes' texts end."""
        inner = self.size.width - 2 * MARGIN - self.lead
        return max(0, inner - self.months.shown * PITCH + 1)

    @property
    def months(self) -> Months:
        """The months, as many of them shown as there is room for."""
        self._months = Months(self.view) if self._months is None else self._months.follow(self.view)
        room = self.size.width - 2 * MARGIN - self.lead
        self._months.show(months_within(room, PITCH, self._months.total))
        return self._months

    @property
    def counted(self) -> Map:
        """The map of the months shown."""
        return self.months.window

    def pieces_at_cursor(self) -> int:
        """How many pieces the cell under the cursor counts."""
        months = self.months
        node = self.nodes.get(self.key or "")
        cells = self._cells(months.map, node) if node else ()
        return cells[months.cursor] if cells else 0

    @staticmethod
    def _cells(found: Map, node: Node) -> tuple[int, ...]:
        if node.is_elsewhere:
            return ()
        return found.components[node.code] if node.is_component else found.cells[node.key]

    # ---- drawing

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The months of a guideline; of a component only the cell the cursor stands on."""
        del width
        inks = desk(self).inks
        node = self.nodes[row.key or ""]
        line = Line(*self._lead(node, current=current))
        months = self.months
        cursor = months.cursor - months.first if current and self.has_focus else -1
        if node.is_elsewhere or (node.is_component and cursor < 0):
            return [line]
        component = node.code if node.is_component else self.guideline(node).component
        cells = self._cells(months.map, node)[months.first : months.last + 1]
        rests = months.map.breaks[months.first : months.last + 1]
        if node.is_component:
            line = Line((fit("".join(text for text, _style in line.left), self.lead + self.left), inks.name))
        for place, (count, rest) in enumerate(zip(cells, rests, strict=True)):
            if place == cursor:
                line.left.append(under_cursor(inks, count, rests=rest))
            elif node.is_component:
                line.add(" " * CELL)
            elif count:
                line.left.append(shade(inks, component, count))
            elif rest:
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
        if node.is_elsewhere:
            return [(_("Not in this framework"), inks.strong if current else inks.dim)]
        if node.is_component:
            title = self.covered(node).component.title
            return [inks.component_chip(node.code), (" ", inks.ink), (title, inks.strong if current else inks.name)]
        guideline = self.guideline(node)
        code = inks.code(fit("  " * node.depth + guideline.code, self.lead), guideline.component)
        words = cut_words(guideline.statement.rstrip(" :"), self.left - 2) if self.left > LEAST_WORDS else ""
        style = inks.strong if current else inks.ink if self.standing(node).pieces else inks.dim
        return [code, (fit(words, self.left), style)]

    # ---- moving

    def action_month(self, by: int) -> None:
        """Move the cursor among the months; more come from the past as it goes back."""
        if self.months.move(by):
            self._month_moved()

    def scroll_months(self, by: int) -> None:
        """Show earlier months (`by` < 0) or later ones."""
        if self.months.scroll(by):
            self._month_moved()

    def _month_moved(self) -> None:
        self.redraw()
        self.post_message(self.MonthMoved())

    def action_open(self) -> None:
        """Open the cell the cursor stands on."""
        if self.key is not None:
            self.post_message(self.CellOpened(self.key, self.months.month))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a cell, the second of two opens it."""
        months = self.months
        place = (event.x - self.gutter.left - MARGIN - self.lead - self.left) // PITCH
        if 0 <= place < months.shown and months.move(months.first + place - months.cursor):
            self._month_moved()

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Earlier months."""
        event.stop()
        self.scroll_months(-1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Later months."""
        event.stop()
        self.scroll_months(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """With Shift: earlier months."""
        self._wheel(event, -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With Shift: later months."""
        self._wheel(event, 1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        if event.shift:
            event.stop()
            event.prevent_default()
            self.scroll_months(by)


class MapHead(Widget):
    """The months over the map; a click on the sign at their beginning or end shows earlier or later ones."""

    DEFAULT_CSS = "MapHead { height: 1; width: 1fr; }"

    def __init__(self, rows: GuidelineMap) -> None:
        super().__init__()
        self._rows = rows

    def render_line(self, y: int) -> Strip:
        """Their names; this month's in strong, the cursor's in the colour of focus."""
        del y
        inks = desk(self).inks
        rows = self._rows
        months = rows.months
        before = MARGIN + rows.lead + rows.left
        line = Line((f"{OLDER if months.has_older else ' ':>{before - 1}} ", inks.dim))
        for place in range(months.first, months.last + 1):
            style = inks.strong if place == months.total - 1 else inks.dim
            if place == months.cursor and rows.has_focus:
                style = inks.focus + Style(bold=True, underline=inks.mono)
            line.add(month_short(months.map.months[place]), style).add(" ")
        if months.back:
            line.add(NEWER, inks.dim)
        return line.strip(self.size.width, inks.page)

    def on_click(self, event: events.Click) -> None:
        """Earlier or later months."""
        rows = self._rows
        if event.x < MARGIN + rows.lead + rows.left:
            rows.scroll_months(-YEAR // 2)
        elif event.x >= self.size.width - MARGIN - 1:
            rows.scroll_months(YEAR // 2)


class MapPane(Framed, Vertical):
    """The map in its frame; what the shades mean stands in the frame's lower line."""

    def compose(self) -> ComposeResult:
        """The months, and the rows."""
        rows = GuidelineMap()
        yield MapHead(rows)
        yield rows

    def wanted_width(self, most: int) -> int:
        """The columns the pane takes, its frame included: a year in any case, more within `most`."""
        shown = months_within(most - FRAME - 2 * MARGIN, PITCH, past_months(desk(self).session.view))
        return max(YEAR, shown) * PITCH - 1 + 2 * MARGIN + FRAME

    def show_legend(self) -> None:
        """Write what the shades mean."""
        inks = desk(self).inks
        parts: list[str | Content | tuple[str, str]] = []
        for strength, sign in enumerate(glyphs.SHADES):
            colour = (
                inks.colours["ink"]
                if inks.mono
                else mix(inks.colours["bar"], inks.colours["page"], STRENGTHS[strength])
            )
            count = _("4 or more") if strength == len(glyphs.SHADES) - 1 else str(strength + 1)
            parts += [(sign if inks.mono else "█", colour), (f" {count}  ", "$dim")]
        if any(self.query_one(GuidelineMap).counted.breaks):
            parts.append((f"{glyphs.BREAK} {_('a break')} ", "$dim"))
        self.border_subtitle = Content.assemble(" ", *parts)

    def show_anew(self) -> None:
        """Show months, fact and legend for what is shown now."""
        rows = self.query_one(GuidelineMap)
        months = rows.months
        fact = months.says
        if rows.has_focus:
            n = rows.pieces_at_cursor()
            fact = ngettext("{n} piece in {month}", "{n} pieces in {month}", n).format(
                n=n, month=month_year(months.month)
            )
        self.set_frame(_("Evidence map"), fact)
        self.query_one(MapHead).refresh()
        self.show_legend()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the months."""
        del event
        self.call_after_refresh(self.show_anew)
