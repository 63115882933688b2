"""The Framework screen: the tree, the evidence map beside it, the guideline under the cursor below."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from leaptui.language import N_, _, ngettext
from leaptui.model.framework import Framework
from leaptui.model.standing import claimed_elsewhere, gaps
from leaptui.tui.base import desk
from leaptui.tui.framework.acts import new_goal, see_evidence, tag_pieces
from leaptui.tui.framework.bindings import CHOICES
from leaptui.tui.framework.choices import begin_here, choose_on_or_deeper
from leaptui.tui.framework.detail import GuidelineDetail
from leaptui.tui.framework.map import GuidelineMap, MapHead, MapPane
from leaptui.tui.framework.rows import GuidelineList, GuidelineTree, TreePane
from leaptui.tui.framework.stretch import open_stretch
from leaptui.tui.framework.tree import COMPONENT, Node, Tree
from leaptui.tui.keys import key_of
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.header import NARROW
from leaptui.tui.widgets.row_list import RowList

AROUND = 7
"""Rows of the screen that are neither rows of the tree nor the detail's: the desk's lines, frame and head of the tree."""


class FrameworkScreen(DeskScreen):
    """Where the evidence lies, and where there is none yet."""

    NAME = "framework"
    CSS_PATH = "screen.tcss"
    BINDINGS = [
        Binding("t", "tag", N_("Tag"), id="framework.tag", tooltip=N_("Choose the pieces that show this guideline")),
        Binding("n", "goal", N_("New goal"), id="framework.new", tooltip=N_("Set a goal for this guideline")),
        Binding("space", "fold", N_("Fold"), id="framework.fold", tooltip=N_("Fold or unfold what lies under it")),
        Binding(
            "right,l",
            "unfold",
            N_("Unfold"),
            show=False,
            id="framework.in",
            tooltip=N_("Unfold it, go into it, or from a guideline over to the map"),
        ),
        Binding(
            "left,h",
            "up",
            N_("Fold"),
            show=False,
            id="framework.out",
            tooltip=N_("Fold it, or go to what it belongs to"),
        ),
        Binding(
            "f",
            "gaps",
            N_("Gaps"),
            id="framework.narrow",
            tooltip=N_("Show only what has no evidence yet, or everything"),
        ),
        Binding("m", "map", N_("Map"), id="framework.map", tooltip=N_("Go between the tree and the evidence map")),
        *CHOICES,
        Binding(
            "F",
            "switch",
            N_("Switch the framework"),
            show=False,
            id="framework.switch",
            tooltip=N_("Follow another one; what was claimed is kept"),
        ),
        Binding(
            "escape",
            "back",
            N_("Back"),
            show=False,
            id="framework.back",
            tooltip=N_("From the map to the tree, show everything, then back to Today"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._tree: Tree | None = None
        self._tree_of: Framework | None = None
        self._wanted: str | None = None

    def compose_page(self) -> ComposeResult:
        """Tree and map side by side; below them the guideline."""
        with Vertical(id="page"):
            with Horizontal(id="framework"):
                yield TreePane(id="tree-pane")
                yield MapPane(id="map-pane")
            yield GuidelineDetail()

    def on_mount(self) -> None:
        """Begin in the tree; the map follows its scrolling, and the tree the map's."""
        tree, rows = self.query_one(GuidelineTree), self.query_one(GuidelineMap)
        self.watch(tree, "scroll_y", lambda y: self._follow(rows, y), init=False)
        self.watch(rows, "scroll_y", lambda y: self._follow(tree, y), init=False)
        tree.focus()

    def _follow(self, other: GuidelineList, y: float) -> None:
        # Where one stands alone, the hidden one has no height to scroll in.
        if not self.is_narrow and other.scroll_y != y:
            other.scroll_to(y=y, animate=False, force=True)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one of tree and map only."""
        return self.app.size.width < NARROW

    # ---- showing

    @property
    def folding(self) -> Tree:
        """The rows of the framework, folded as the learner has them."""
        framework = desk(self).session.framework
        if self._tree is None or self._tree_of is not framework:
            self._tree, self._tree_of = Tree(framework), framework
            self._tree.fold_to(self.app.size.height - AROUND - self._detail_height)
        return self._tree

    @property
    def node(self) -> Node | None:
        """The row the cursor is on."""
        key = self.query_one(GuidelineTree).key
        return self.folding.nodes.get(key) if key else None

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """What the cursor is on: what is copied."""
        node = self.node
        if node is None or node.is_elsewhere:
            return []
        return [("component" if node.is_component else "guideline", node.key.removeprefix(COMPONENT))]

    def show_portfolio(self) -> None:
        """Show the framework and what the portfolio has for it now."""
        session = desk(self).session
        self.show_rows(self._wanted)
        self._wanted = None
        left = len(gaps(session.framework, session.view.standings))
        fact = ngettext("{n} gap", "{n} gaps", left).format(n=left) if left else _("all have evidence")
        if self.folding.gaps_only:
            fact = _("only gaps, {n} of them").format(n=left) if left else _("only gaps")
        self.query_one(TreePane).set_frame(session.framework.full_name, fact)
        self.query_one(MapPane).show_anew()
        self._fit()

    def show_rows(self, keep: str | None = None) -> None:
        """Show the rows as they are folded now."""
        view = desk(self).session.view
        self.folding.with_elsewhere = bool(claimed_elsewhere(view.portfolio, view.framework))
        shown = self.folding.shown(view.standings)
        key = keep or self.query_one(GuidelineTree).key
        for rows in self.query(GuidelineList):
            rows.show_nodes(self.folding, shown, key)
        self._show_detail()

    def _show_detail(self) -> None:
        rows = self.query_one(GuidelineMap)
        cell = (rows.months.month, rows.pieces_at_cursor()) if rows.has_focus else None
        self.query_one(GuidelineDetail).show_node(self.node, cell)

    @property
    def _detail_height(self) -> int:
        """The rows of the detail: what its longest statement takes, a third of the page at most."""
        width = self.app.size.width - (0 if self.is_narrow else 2)
        wanted = self.query_one(GuidelineDetail).wanted_height(width)
        return min(wanted, max(5, self.app.size.height // 3))

    def _fit(self) -> None:
        """Give the detail the rows and the map the columns they take; the tree has the rest."""
        self.query_one(GuidelineDetail).styles.height = self._detail_height
        pane = self.query_one(MapPane)
        width = self.app.size.width
        pane.styles.width = "1fr" if self.is_narrow else pane.wanted_width(width * 45 // 100)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the detail; the cursor stays in sight."""
        del event
        self._fit()

    def begin_anew(self) -> None:
        """Another portfolio, perhaps another framework."""
        self._tree = None
        self.query_one(GuidelineMap).begin_anew()

    def show_guideline(self, guideline_id: str) -> None:
        """Bring the cursor to a guideline: how other screens lead here."""
        self._go(guideline_id)

    def show_component(self, code: str) -> None:
        """Bring the cursor to a component."""
        self._go(COMPONENT + code)

    def _go(self, key: str) -> None:
        if key not in self.folding.nodes:
            return
        self.folding.gaps_only = False
        self.folding.reveal(key)
        self._wanted = key
        if self.is_mounted:
            self.show_portfolio()
            self._rows.focus()

    @property
    def _rows(self) -> GuidelineList:
        """The list that takes the keys: the map's where it stands alone, else the tree's."""
        alone = self.is_narrow and self.has_class("-map")
        return self.query_one(GuidelineMap) if alone else self.query_one(GuidelineTree)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tree and map keep their cursors on one row."""
        if event.rows.key != event.key:
            return  # it has moved on meanwhile
        for rows in self.query(GuidelineList):
            if rows is not event.rows and rows.key != event.key:
                with rows.prevent(RowList.Moved):
                    rows.go_to(event.key)
        self._show_map()
        self.refresh_bindings()

    def on_guideline_map_month_moved(self) -> None:
        """Show the month the cursor came to."""
        self._show_map()

    def on_descendant_focus(self) -> None:
        """Tell of the cell under the cursor while the map has the keys, and of all months while the tree has them."""
        self._show_map()
        self.refresh_bindings()

    def _show_map(self) -> None:
        self.query_one(MapPane).show_anew()
        self._show_detail()

    def on_guideline_map_cell_opened(self, event: GuidelineMap.CellOpened) -> None:
        """Go to the evidence of a guideline in a month."""
        see_evidence(self, self.folding.nodes[event.key], event.month)

    def on_guideline_tree_fold_asked(self, event: GuidelineTree.FoldAsked) -> None:
        """Fold or unfold what was clicked."""
        self.show_rows(self.folding.toggle(event.key))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go to the evidence."""
        see_evidence(self, self.folding.nodes[event.key])

    def left_out_of_footer(self) -> frozenset[str]:
        """Where there is little room, the footer keeps to guidelines; in the map it keeps to what is done there."""
        left_out = super().left_out_of_footer() | {"app.sync", "app.undo"}
        if self.query_one(GuidelineMap).has_focus:
            left_out |= {"framework.fold", "framework.narrow"}
        return left_out | {"app.add", "app.search", "framework.narrow"} if self.is_narrow else left_out

    # ---- doing

    def action_tag(self) -> None:
        """Choose the pieces that show the guideline."""
        if self.node:
            tag_pieces(self, self.node)

    def action_goal(self) -> None:
        """Set a goal for the guideline."""
        if self.node:
            new_goal(self, self.node)

    def action_fold(self) -> None:
        """Fold or unfold."""
        if self.node:
            self.show_rows(self.folding.toggle(self.node.key))

    def action_unfold(self) -> None:
        """Unfold, or go in; where nothing lies under it, over to the map."""
        if self.node and (self.node.children or self.is_narrow):
            self.show_rows(self.folding.open(self.node.key))
        elif self.node:
            self.query_one(GuidelineMap).focus()

    def action_up(self) -> None:
        """Fold, or go up."""
        if self.node:
            self.show_rows(self.folding.close(self.node.key))

    def action_gaps(self) -> None:
        """Show only what has no evidence, or everything again."""
        self.folding.gaps_only = not self.folding.gaps_only
        self.show_portfolio()

    def action_map(self) -> None:
        """Go to the map or back to the tree; where there is no room for both, the one gives way to the other."""
        if not self.is_narrow:
            rows = self.query_one(GuidelineMap)
            (self.query_one(GuidelineTree) if rows.has_focus else rows).focus()
            return
        self.toggle_class("-map")
        self.call_after_refresh(self._to_rows)

    def _to_rows(self) -> None:
        # While it was hidden it had no height to scroll in.
        self._rows.scroll_to(y=0, animate=False)
        self.show_rows()
        self._rows.focus()
        self.query_one(MapHead).refresh()

    def action_begin(self) -> None:
        """Say where one begins."""
        if self._on_guideline("framework.begin"):
            begin_here(self, self.node.key if self.node else "")

    def action_advance(self) -> None:
        """Choose to go on, or deeper."""
        if self._on_guideline("framework.advance"):
            choose_on_or_deeper(self, self.node.key if self.node else "")

    def _on_guideline(self, binding: str) -> bool:
        """Whether the cursor is on a guideline; else say where to go."""
        if self.node is not None and self.node.is_guideline:
            return True
        says = _("Go to a guideline in the tree, then press {key}.").format(key=key_of(self, binding))
        desk(self).say(says)
        return False

    def action_stretch(self) -> None:
        """How far work stretched, and what it feeds."""
        open_stretch(desk(self))

    def action_switch(self) -> None:
        """Choose another framework."""
        from leaptui.tui.framework.switch import choose_framework

        choose_framework(desk(self))

    def action_back(self) -> None:
        """From the map to the tree; let the gaps go; then back to Today."""
        if self.query_one(GuidelineMap).has_focus:
            self.action_map()
        elif self.folding.gaps_only:
            self.action_gaps()
        else:
            desk(self).go_home()
