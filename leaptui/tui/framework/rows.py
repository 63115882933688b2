"""The tree of components and guidelines as a list with a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _, ngettext
from leaptui.model.framework import Framework, Guideline
from leaptui.model.standing import Coverage, Standing, claimed_elsewhere
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.framework.tree import INDENT, Node, Tree
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line, Span, cut_spans, fit, width_of
from leaptui.tui.session import View
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row

WORDY = 50
"""Cells from which on a level's word stands beside its dots."""
FEW_BLOCKS = 8
"""Cells a skyline may take where there is little room."""
LONGEST_LEVEL = 14
"""Cells of a level's word that are shown in any case; LEAP's are shorter."""
LEAST_CUT = 0.6
"""How much of the room the words keep that are cut at a blank."""


def cut_words(text: str, width: int) -> str:
    """Cut a text to so many cells, between two words where that leaves most of it; `…` says that there is more."""
    if cell_len(text) <= width:
        return text
    shown = text
    while shown and cell_len(shown) > width - 1:
        shown = shown[:-1]
    if not text[len(shown) : len(shown) + 1].isspace():
        blank = shown.rfind(" ")
        shown = shown[:blank] if blank >= width * LEAST_CUT else shown
    return shown.rstrip(" ,;:.(") + "…" if shown else ""


class GuidelineList(RowList):
    """Rows of the tree; what they show is a subclass's."""

    HELP = N_("The guidelines, and how far along you are with each. Open one to see the evidence behind it.")
    BINDINGS = [
        Binding("enter", "open", N_("See evidence"), id="list.open", tooltip=N_("See the evidence behind it")),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.nodes: dict[str, Node] = {}
        self.tree_shown: Tree | None = None

    def show_nodes(self, tree: Tree, shown: Sequence[Node], keep: str | None = None) -> None:
        """Show rows."""
        self.tree_shown = tree
        self.nodes = {node.key: node for node in shown}
        self.show_rows([Row(node.key) for node in shown], keep)

    @property
    def view(self) -> View:
        """The portfolio as it stands."""
        return desk(self).session.view

    @property
    def framework(self) -> Framework:
        """The framework shown."""
        return self.view.framework

    def guideline(self, node: Node) -> Guideline:
        """The guideline of a row."""
        return self.framework.guidelines[node.key]

    def covered(self, node: Node) -> Coverage:
        """How much of a component is reached."""
        return next(one for one in self.view.coverage if one.component.code == node.code)

    def standing(self, node: Node) -> Standing:
        """The standing of a row's guideline."""
        return self.view.standings[node.key]

    def code_column(self, depth: int) -> int:
        """Where the words of a row of that depth begin."""
        return self.tree_shown.columns[depth] if self.tree_shown else 0

    def empty_lines(self, width: int) -> list[Line]:
        """No gap is left."""
        del width
        inks = desk(self).inks
        says, key, rest = _("Every guideline has a piece of evidence. {key} shows all.").partition("{key}")
        return [
            Line(
                (says, inks.dim),
                (key_elsewhere(self, "framework.narrow", "f") if key else "", inks.strong),
                (rest, inks.dim),
            )
        ]


class GuidelineTree(GuidelineList):
    """Codes, words, levels and how many pieces."""

    @dataclass
    class FoldAsked(Message):
        """The sign of a row with others under it was clicked."""

        key: str

    def on_click(self, event: events.Click) -> None:
        """A click on the sign folds or unfolds; elsewhere it moves the cursor."""
        index = self.row_at(event.y - self.gutter.top)
        key = self.rows[index].key if index is not None else None
        node = self.nodes.get(key or "")
        if index is None or node is None or not node.children or node.is_component:
            return
        sign = self.gutter.left + MARGIN + self.code_column(node.depth)
        if sign <= event.x < sign + 2:
            event.prevent_default()
            self.cursor = index
            self.post_message(self.FoldAsked(node.key))

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A component or a guideline."""
        node = self.nodes[row.key or ""]
        if node.is_elsewhere:
            return [self._elsewhere(current=current)]
        return [
            self._component(node, width, current=current)
            if node.is_component
            else self._line(node, width, current=current)
        ]

    @property
    def _level_width(self) -> int:
        framework = self.framework
        words = max(cell_len(draw.level_word(framework, rank)) for rank in range(len(framework.levels) + 1))
        return len(framework.levels) + 1 + min(words, LONGEST_LEVEL)

    @property
    def _count_width(self) -> int:
        most = max((one.pieces for one in self.view.coverage), default=0)
        return max(2, len(str(most)))

    def _tail(self, width: int, level: list[Span], count: Span) -> list[Span]:
        """The level column and the count, each at its place."""
        room = self.level_room(width)
        level = cut_spans(level, room)
        pad = room - width_of(level)
        size = self._count_width
        return [*level, (" " * max(0, pad), count[1]), (f" {count[0]:>{size}}", count[1])]

    def level_room(self, width: int) -> int:
        """Cells of the level column."""
        if width >= WORDY:
            return self._level_width
        most = max(one.total for one in self.view.coverage)
        return max(len(self.framework.levels), min(most, FEW_BLOCKS))

    def _elsewhere(self, *, current: bool) -> Line:
        """How many claims there are of guidelines that the framework does not have."""
        inks, view = desk(self).inks, self.view
        count = sum(claimed_elsewhere(view.portfolio, view.framework).values())
        words = (_("Not in this framework"), inks.strong if current else inks.dim)
        said = (ngettext("{n} claim", "{n} claims", count).format(n=count), inks.strong if current else inks.dim)
        return Line((" " * self.code_column(-1), inks.ink), words, right=[said])

    def _component(self, node: Node, width: int, *, current: bool) -> Line:
        inks = desk(self).inks
        one = self.covered(node)
        room = self.level_room(width)
        skyline = draw.skyline_within(inks, node.code, one.ranks, len(self.framework.levels), room)
        count = (str(one.pieces) if one.pieces else "–", inks.strong if one.pieces else inks.dim)
        tail = self._tail(width, skyline, count)
        column = self.code_column(-1)
        chip, style = inks.component_chip(node.code)
        sign = "" if self.tree_shown is None or self.tree_shown.is_open(node.key) else f"{glyphs.CLOSED_FOLD} "
        words = cut_words(sign + one.component.title, width - column - width_of(tail) - 1)
        gap = " " * max(1, column - cell_len(chip))
        return Line((chip, style), (gap, inks.ink), (words, inks.strong if current else inks.name), right=tail)

    def _line(self, node: Node, width: int, *, current: bool) -> Line:
        inks = desk(self).inks
        guideline, standing = self.guideline(node), self.standing(node)
        count = (str(standing.pieces) if standing.pieces else "–", inks.strong if current else inks.dim)
        tail = self._tail(width, self._level(guideline, standing, width), count)
        column = self.code_column(node.depth)
        lead = fit(" " * (INDENT * node.depth) + guideline.code, column)
        code = inks.code(lead, guideline.component)
        sign = ""
        if guideline.is_parent and self.tree_shown is not None:
            sign = f"{glyphs.OPEN_FOLD if self.tree_shown.is_open(node.key) else glyphs.CLOSED_FOLD} "
        room = width - column - width_of(tail) - 1
        words = cut_words(sign + guideline.statement.rstrip(" :"), room)
        style = inks.strong if current else inks.ink if standing.pieces else inks.dim
        return Line(code, (words, style), right=tail)

    def _level(self, guideline: Guideline, standing: Standing, width: int) -> list[Span]:
        inks, framework = desk(self).inks, self.framework
        if guideline.is_parent:
            levels = len(framework.levels)
            ranks = [max(rank, 0) for rank in standing.spread]
            of = f" {_('{done} of {total}').format(done=standing.reached, total=len(ranks))}"
            room = self.level_room(width) - (len(of) if width >= WORDY else 0)
            spread = draw.skyline_within(inks, guideline.component, ranks, levels, min(room, max(len(ranks), 1)))
            return [*spread, (of, inks.ink if standing.pieces else inks.dim)] if width >= WORDY else spread
        if width < WORDY:
            return draw.dots(inks, framework, guideline.component, standing.rank)
        if standing.pieces and not standing.rank:
            return [*draw.dots(inks, framework, guideline.component, 0), (f" {_('tagged')}", inks.ink)]
        return draw.level(inks, framework, guideline.component, standing.rank)


class TreeHead(Widget):
    """The line over the tree: what stands in its columns."""

    DEFAULT_CSS = "TreeHead { height: 1; width: 1fr; }"

    def __init__(self, rows: GuidelineTree) -> None:
        super().__init__()
        self._rows = rows

    def render_line(self, y: int) -> Strip:
        """`pieces`, at the right."""
        del y
        inks = desk(self).inks
        head = Line(right=[(_("pieces"), inks.dim)]).strip(max(1, self._rows.size.width - MARGIN), inks.page)
        return head.adjust_cell_length(self.size.width, inks.page)


class TreePane(Framed, Vertical):
    """The tree in its frame."""

    def compose(self) -> ComposeResult:
        """Its head, and the rows."""
        rows = GuidelineTree(id="tree")
        yield TreeHead(rows)
        yield rows
